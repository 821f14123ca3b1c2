//! The accounting on SQL: the table that refuses changes, records inside a caller's transaction, shared commits, the tree over
//! the records, archives, alerts.

mod alerts;
mod archive;
mod archive_file;
mod calls;
mod former;
mod forward;
mod ledger;
mod publish;
mod reader;
mod row;
mod seal;
mod table;
mod tiles;
mod verify;
mod watermark;

pub use alerts::SqlAlerts;
pub use archive::Archives;
pub use archive_file::{verify_archive, verify_archive_by};
pub use calls::{SystemCalls, SystemSpan};
pub use former::Trusted;
pub use forward::{Forwarding, Unsent};
pub use ledger::{Ledger, Unwritten};
pub use publish::CheckpointFile;
pub use reader::Entries;
pub use seal::Sealer;
pub use tiles::Tree;
pub use verify::verify;

use orda_audit::NewEntry;
use orda_base::{Access, Actor, Result, Timestamp};
use orda_store::{Migration, MigrationSet, Tx};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "audit",
    migrations: &[
        Migration {
            name: "0001_initial",
            sqlite: include_str!("../migrations/0001_initial.sqlite.sql"),
            postgres: include_str!("../migrations/0001_initial.postgres.sql"),
        },
        Migration {
            name: "0002_tree",
            sqlite: include_str!("../migrations/0002_tree.sqlite.sql"),
            postgres: include_str!("../migrations/0002_tree.postgres.sql"),
        },
        Migration::both("0003_forward", include_str!("../migrations/0003_forward.sql")),
        Migration {
            name: "0004_former_key",
            sqlite: include_str!("../migrations/0004_former_key.sqlite.sql"),
            postgres: include_str!("../migrations/0004_former_key.postgres.sql"),
        },
    ],
};

/// Records `access` of `actor` at `at` inside the caller's transaction: what is done and its record are durable
/// together or not at all.
pub async fn record(tx: &mut Tx, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
    tx.append(&[row::New(NewEntry::new(actor, at, access))]).await
}
