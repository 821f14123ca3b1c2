//! The exchange on SQL: the ports of `orda-edms` on one text for both databases.
//!
//! Invariants:
//! - A letter, its way, the message that carries it, what its component is to be told, notices and accounting are one
//!   transaction.
//! - Of the messages to one receiver only the first that waits is ever taken: they go in order.
//! - A message from outside is entered in the transaction of what it does: it does it once.

mod forget;
mod letter;
mod message;
mod store;
mod work;

pub use forget::forget;
pub use store::{Bell, EdmsSql};

use orda_store::{Migration, MigrationSet};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "edms",
    migrations: &[
        Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql")),
        Migration::both("0002_withdrawn", include_str!("../migrations/0002_withdrawn.sql")),
    ],
};
