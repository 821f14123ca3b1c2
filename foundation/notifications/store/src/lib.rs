//! Notices and their e-mails on SQL.

mod deliveries;
mod enqueue;
mod notices;
mod outbox;
mod row;

pub use deliveries::SqlDeliveries;
pub use enqueue::enqueue;
pub use notices::SqlNotices;
pub use outbox::SqlOutbox;

use orda_store::{Migration, MigrationSet};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "notifications",
    migrations: &[Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql"))],
};
