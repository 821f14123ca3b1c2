//! Looking for what should be gone: `orda verify destruction`.

use anyhow::Result;
use orda_documents::{KeyVault, VaultEntry};
use orda_retention::{Item, Proposal, State};
use orda_store::{Database, fault};
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;
use std::fmt;

/// Something that there still is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remains {
    /// Number of the document.
    pub number: String,
    /// Where: a table, the vault, the files.
    pub place: String,
    /// How much.
    pub count: i64,
}

impl fmt::Display for Remains {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} in {}", self.number, self.count, self.place)
    }
}

/// Where the id of a draft, or of a certificate, may stand, and how: `=` whole, `~` within a text.
const PLACES: [(&str, &str, char); 25] = [
    ("drafts_draft", "id", '='),
    ("drafts_version", "draft_id", '='),
    ("drafts_approval", "draft_id", '='),
    ("drafts_text", "draft_id", '='),
    ("drafts_structure", "draft_id", '='),
    ("drafts_remark", "draft_id", '='),
    ("drafts_protocol", "draft_id", '='),
    ("drafts_consideration", "draft_id", '='),
    ("drafts_exchange", "draft_id", '='),
    ("drafts_letter", "draft_id", '='),
    ("drafts_entry", "draft_id", '='),
    ("drafts_matter", "draft_id", '='),
    ("drafts_visit", "draft_id", '='),
    ("drafts_posting", "draft_id", '='),
    ("drafts_sitting", "data", '~'),
    ("edms_letter", "data", '~'),
    ("edms_message", "bytes", '~'),
    ("edms_result", "data", '~'),
    ("notifications_notice", "link", '~'),
    ("notifications_notice", "args", '~'),
    ("signatures_certificate", "id", '='),
    ("signatures_request", "certificate_id", '='),
    ("signatures_service", "id", '='),
    ("signatures_paper", "object_id", '='),
    // The act itself is signed as well; it is of another kind.
    ("signatures_signature", "object_id", '='),
];

/// What there still is of these documents.
pub async fn remains_of(db: &Database, vault: &dyn KeyVault, items: &[Item]) -> orda_base::Result<Vec<Remains>> {
    let mut found = Vec::new();
    for item in items {
        let mut tell = |place: &str, count: i64| {
            if count > 0 {
                found.push(Remains { number: item.number.clone(), place: place.to_owned(), count });
            }
        };
        for (table, column, how) in PLACES {
            let sql = match how {
                '=' => format!("select count(*) from {table} where {column} = $1"),
                _ => format!("select count(*) from {table} where {column} like $1"),
            };
            let wanted = if how == '=' { item.id.clone() } else { format!("%{}%", item.id) };
            let count: i64 =
                sqlx::query_scalar(AssertSqlSafe(sql)).bind(wanted).fetch_one(db.reader()).await.map_err(fault)?;
            tell(table, count);
        }
        for set in &item.sets {
            for (table, column) in [("documents_set", "id"), ("documents_file", "set_id")] {
                let sql = format!("select count(*) from {table} where {column} = $1");
                let count: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
                    .bind(set.to_string())
                    .fetch_one(db.reader())
                    .await
                    .map_err(fault)?;
                tell(table, count);
            }
            if !matches!(vault.find(*set).await?, VaultEntry::Destroyed(_)) {
                tell("the key vault", 1);
            }
            let under: i64 = sqlx::query_scalar("select count(*) from documents_blob where master = $1")
                .bind(format!("set:{set}"))
                .fetch_one(db.reader())
                .await
                .map_err(fault)?;
            tell("documents_blob", under);
        }
    }
    Ok(found)
}

/// Looks for everything that was ever destroyed. The second list names files of other documents whose content is the same as
/// that of a destroyed one: whoever posted it twice.
pub async fn scan(
    db: &Database,
    vault: &dyn KeyVault,
    proposals: &[Proposal],
) -> Result<(usize, Vec<Remains>, Vec<String>)> {
    let done = proposals.iter().filter(|p| p.state == State::Destroyed);
    let items: Vec<Item> = done.flat_map(|p| p.items.iter().cloned()).collect();
    let remains = remains_of(db, vault, &items).await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, String, String)>(
        "select b.sha256, f.id, f.set_id from documents_blob b join documents_file f on f.blob_id = b.id",
    )
    .fetch_all(db.reader())
    .await
    .map_err(fault)?;
    let mut kept: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (digest, file, set) in rows {
        kept.entry(hex::encode(digest)).or_default().push(format!("file {file} of set {set}"));
    }
    let mut twins = Vec::new();
    for item in &items {
        for part in &item.parts {
            let same = kept.get(&part.sha256).into_iter().flatten();
            twins.extend(same.map(|file| format!("{} {}: {file} has the same content", item.number, part.name)));
        }
    }
    twins.sort();
    twins.dedup();
    Ok((items.len(), remains, twins))
}
