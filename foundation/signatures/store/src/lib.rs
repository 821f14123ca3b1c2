//! Signatures and the certifying centre on SQL: one text for both databases.
//!
//! A signature is written once and never changed: there is no statement here that updates one, and only [`forget`], with
//! which the document it signs is destroyed, deletes. What keeps it provable lies beside it and grows.

mod centre;
mod evidence;
mod forget;
mod held;
mod papers;
mod requests;
mod reseal;
mod services;
mod signature;
mod staff;
mod tools;
mod work;

pub use centre::CentreSql;
pub use evidence::EvidenceSql;
pub use forget::{forget, forget_papers};
pub use held::{Held, forget_certificate, held_by_serial, held_ids};
pub use reseal::reseal_keys;
pub use signature::{SignatureSql, get, insert, of_object, of_objects, of_version};
pub use staff::DirectoryStaff;
pub use tools::ToolSql;

use orda_store::{Migration, MigrationSet};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "signatures",
    migrations: &[
        Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql")),
        Migration::both("0002_papers", include_str!("../migrations/0002_papers.sql")),
        Migration::both("0003_evidence", include_str!("../migrations/0003_evidence.sql")),
        Migration::both("0004_evidence_record", include_str!("../migrations/0004_evidence_record.sql")),
        Migration::both("0005_tools", include_str!("../migrations/0005_tools.sql")),
        Migration::both("0006_destroyed", include_str!("../migrations/0006_destroyed.sql")),
    ],
};
