//! Reminders on SQL: the ports of `orda-reminders` on one text for both databases.
//!
//! Invariants:
//! - The list of a source, its list of errors, the entry of the log and the accounting are one transaction.
//! - An attempt at a set time of a source is entered once, and ends once.

mod list;
mod log;
mod store;
mod viewing;
mod work;

pub use store::RemindersSql;

use orda_store::{Migration, MigrationSet};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "reminders",
    migrations: &[Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql"))],
};
