//! The database under all stores: one SQL text for `SQLite` (embedded default) and `PostgreSQL`.
//!
//! ```no_run
//! # async fn example() -> orda_base::Result<()> {
//! let db = orda_store::Database::open("sqlite:///var/lib/orda/orda.db").await?;
//! let mut tx = db.begin().await?;
//! sqlx::query("update room set name = $1 where id = $2")
//!     .bind("Blue").bind("1").execute(tx.conn()).await.map_err(orda_store::fault)?;
//! tx.commit().await
//! # }
//! ```
//!
//! Invariants:
//! - On `SQLite` one writes at a time, and every write transaction starts with `begin immediate`: no deadlock
//!   between a reader that becomes a writer and another, no starvation.
//! - A transaction that is not committed is rolled back when dropped.
//! - What differs between the two databases is here and nowhere else.

mod alone;
mod append;
mod conditions;
mod copy;
mod database;
mod fault;
mod figures;
mod log;
mod migration;
mod pulse;
mod removal;
pub mod row;
mod scan;
mod server;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transfer;
mod tunnel;
mod tx;
mod wal;

pub use alone::Alone;
pub use append::{MOST, NewRow, Value};
pub use conditions::Conditions;
pub use database::{Database, Kind};
pub use fault::fault;
pub use figures::{Connections, Figures, errors};
pub use log::{Log, Lost, Place};
pub use migration::{Migration, MigrationSet};
pub use removal::is_in_use;
pub use scan::ScanRow;
pub use tunnel::files_named;
pub use tx::Tx;
pub use wal::Pages;
