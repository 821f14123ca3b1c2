//! Drafts on SQL: the ports of `orda-drafts` on one text for both databases.
//!
//! Invariants:
//! - The first statement of a change raises the revision of the draft: changes of one draft come one after the other.
//! - State, history, signature, readers, matters, notices and accounting of a change are one transaction.
//! - `drafts_reader` and `drafts_matter` follow from the draft and are written with it; nothing else writes them.

mod desk;
mod draft;
mod exchange;
mod find;
mod forget;
mod import;
mod kept;
mod latest;
mod list;
mod matter;
mod packed;
mod posting;
mod reader;
mod rebuild;
mod row;
mod said;
mod sitting;
mod store;
mod withdraw;
mod word;
mod work;

pub use desk::DeskSql;
pub use forget::{Traces, forget, forget_forms, sets_of_drafts};
pub use import::{Imported, import};
pub use rebuild::{index_old_texts, rebuild_search};
pub use store::{Bell, DraftsSql};

use orda_store::{Migration, MigrationSet};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "drafts",
    migrations: &[
        Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql")),
        Migration {
            name: "0002_byte_order",
            sqlite: include_str!("../migrations/0002_byte_order.sqlite.sql"),
            postgres: include_str!("../migrations/0002_byte_order.postgres.sql"),
        },
        Migration::both("0003_chancellery", include_str!("../migrations/0003_chancellery.sql")),
        Migration::both("0005_text", include_str!("../migrations/0005_text.sql")),
        Migration {
            name: "0007_desk",
            sqlite: include_str!("../migrations/0007_desk.sqlite.sql"),
            postgres: include_str!("../migrations/0007_desk.postgres.sql"),
        },
        Migration::both("0009_exchange", include_str!("../migrations/0009_exchange.sql")),
        Migration::both("0010_withdrawn", include_str!("../migrations/0010_withdrawn.sql")),
        Migration::both("0011_indexed", include_str!("../migrations/0011_indexed.sql")),
    ],
};
