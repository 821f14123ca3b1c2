//! Notices and their e-mails on SQL.

mod deliveries;
mod digests;
mod enqueue;
mod forget;
mod notices;
mod outbox;
mod row;

pub use deliveries::SqlDeliveries;
pub use digests::SqlDigests;
pub use enqueue::{enqueue, enqueue_to};
pub use forget::forget;
pub use notices::SqlNotices;
pub use outbox::SqlOutbox;

use orda_store::{Migration, MigrationSet};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "notifications",
    migrations: &[
        Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql")),
        Migration::both("0007_digest", include_str!("../migrations/0007_digest.sql")),
        Migration::both("0008_fixed", include_str!("../migrations/0008_fixed.sql")),
    ],
};
