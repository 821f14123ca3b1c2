//! The register on SQL: one text for both databases.
//!
//! A record is one row with all that belongs to it. The rows of data sets are made of it whenever it is saved: the report on
//! updates looks for them.

mod audit;
mod interaction;
mod list;
mod record;
mod store;
mod told;

pub use store::RegistrySql;

use orda_store::{Migration, MigrationSet};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "registry",
    migrations: &[
        Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql")),
        Migration::both("0002_interactions", include_str!("../migrations/0002_interactions.sql")),
        Migration::both("0003_told", include_str!("../migrations/0003_told.sql")),
        Migration::both("0004_audits", include_str!("../migrations/0004_audits.sql")),
    ],
};
