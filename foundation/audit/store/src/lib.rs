//! The accounting on SQL: the table that refuses changes, records inside a caller's transaction, shared commits.

mod ledger;
mod reader;
mod row;

pub use ledger::Ledger;
pub use reader::Entries;

use orda_audit::NewEntry;
use orda_base::{Access, Actor, Result, Timestamp};
use orda_store::{Migration, MigrationSet, Tx};

/// The table of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "audit",
    migrations: &[Migration {
        name: "0001_initial",
        sqlite: include_str!("../migrations/0001_initial.sqlite.sql"),
        postgres: include_str!("../migrations/0001_initial.postgres.sql"),
    }],
};

/// Records `access` of `actor` at `at` inside the caller's transaction: what is done and its record are durable
/// together or not at all.
pub async fn record(tx: &mut Tx, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
    row::insert(tx, &[NewEntry::new(actor, at, access)]).await
}
