//! Files of documents on SQL and a local disk, or a bucket.
//!
//! [`DocumentsSql`] keeps sets and files in the database, [`LocalBlobs`] keeps encrypted bytes in a directory, [`S3Blobs`] in a
//! bucket of an object store. Other components, in their own transactions, read a set with [`files_of`], close it with [`seal`],
//! and begin a new one with [`copy_set`].

mod bucket;
mod checks;
mod clamd;
mod forget;
mod intake;
mod local;
mod read;
mod row;
mod s3;
mod sets;
mod sql;
#[cfg(feature = "testing")]
pub mod testing;
mod vault;

pub use bucket::{Bucket, BucketSettings, Credentials};
pub use checks::ChecksSql;
pub use clamd::{Clamd, Place};
pub use forget::{existing_sets, forget_sets};
pub use local::{LocalBlobs, place};
pub use s3::S3Blobs;
pub use sets::{copy_set, files_of, files_of_sets, seal, set_of, with_copies, withdraw_sets};
pub use sql::DocumentsSql;
pub use vault::{VAULT_MIGRATIONS, VaultSql};

use orda_store::{Migration, MigrationSet};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "documents",
    migrations: &[
        Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql")),
        Migration::both("0002_withdrawn", include_str!("../migrations/0002_withdrawn.sql")),
        Migration::both("0003_checked", include_str!("../migrations/0003_checked.sql")),
    ],
};
