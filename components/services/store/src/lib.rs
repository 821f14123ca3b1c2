//! Services, authorisations and results on SQL: one text for both databases.

mod list;
mod result;
mod service;
mod store;
mod work;

pub use store::ServicesSql;

use orda_store::{Migration, MigrationSet};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "services",
    migrations: &[
        Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql")),
        Migration::both("0002_provider", include_str!("../migrations/0002_provider.sql")),
        Migration {
            name: "0003_recipient",
            sqlite: include_str!("../migrations/0003_recipient.sqlite.sql"),
            postgres: include_str!("../migrations/0003_recipient.postgres.sql"),
        },
    ],
};
