//! Looking for what should be gone: `orda verify destruction`.

use anyhow::Result;
use futures::TryStreamExt;
use orda_documents::{FileSetId, KeyVault};
use orda_retention::{Item, Proposal, State};
use orda_store::{Database, fault};
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, HashMap, HashSet};
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

/// Ids asked for at once.
const AT_ONCE: usize = 500;
/// Length of an id as text, and where its first hyphen stands.
const ID: (usize, usize) = (36, 8);

/// What there still is of these documents. Each place is gone through once, however many documents there are.
pub async fn remains_of(db: &Database, vault: &dyn KeyVault, items: &[Item]) -> orda_base::Result<Vec<Remains>> {
    let numbers: HashMap<&str, &str> = items.iter().map(|item| (item.id.as_str(), item.number.as_str())).collect();
    let sets: HashMap<FileSetId, &str> =
        items.iter().flat_map(|item| item.sets.iter().map(|set| (*set, item.number.as_str()))).collect();
    // Number and place.
    let mut found: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for (table, column, how) in PLACES {
        let counts = if how == '=' {
            whole(db, table, column, &numbers).await
        } else {
            within(db, table, column, &numbers).await
        };
        for (number, count) in counts? {
            *found.entry((number, table)).or_default() += count;
        }
    }
    let of_sets: HashMap<String, &str> = sets.iter().map(|(set, number)| (set.to_string(), *number)).collect();
    let of_keys: HashMap<String, &str> = sets.iter().map(|(set, number)| (format!("set:{set}"), *number)).collect();
    for (table, column, ids) in [
        ("documents_set", "id", &of_sets),
        ("documents_file", "set_id", &of_sets),
        ("documents_blob", "master", &of_keys),
    ] {
        let ids = ids.iter().map(|(id, number)| (id.as_str(), *number)).collect();
        for (number, count) in whole(db, table, column, &ids).await? {
            *found.entry((number, table)).or_default() += count;
        }
    }
    let destroyed: HashSet<FileSetId> = vault.destroyed().await?.into_iter().map(|(set, _)| set).collect();
    for (_, number) in sets.iter().filter(|(set, _)| !destroyed.contains(set)) {
        *found.entry((number, "the key vault")).or_default() += 1;
    }
    let told = found.into_iter().map(|((number, place), count)| (number.to_owned(), place.to_owned(), count));
    Ok(told.map(|(number, place, count)| Remains { number, place, count }).collect())
}

/// Of whose ids how many rows there are in which the column is the id.
async fn whole<'a>(
    db: &Database,
    table: &str,
    column: &str,
    numbers: &HashMap<&str, &'a str>,
) -> orda_base::Result<Vec<(&'a str, i64)>> {
    let ids: Vec<&str> = numbers.keys().copied().collect();
    let mut counts = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let places = (1..=some.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        let sql = format!("select {column}, count(*) from {table} where {column} in ({places}) group by {column}");
        let mut query = sqlx::query_as::<_, (String, i64)>(AssertSqlSafe(sql));
        for id in some {
            query = query.bind((*id).to_owned());
        }
        for (id, count) in query.fetch_all(db.reader()).await.map_err(fault)? {
            counts.extend(numbers.get(id.as_str()).map(|number| (*number, count)));
        }
    }
    Ok(counts)
}

/// Of whose ids how many rows there are in which the column holds the id: every row is read once.
async fn within<'a>(
    db: &Database,
    table: &str,
    column: &str,
    numbers: &HashMap<&str, &'a str>,
) -> orda_base::Result<Vec<(&'a str, i64)>> {
    let mut counts: HashMap<&str, i64> = HashMap::new();
    let sql = AssertSqlSafe(format!("select {column} from {table} where {column} is not null"));
    let mut rows = sqlx::query_scalar::<_, String>(sql).fetch(db.reader());
    while let Some(text) = rows.try_next().await.map_err(fault)? {
        let ids: HashSet<&str> = text
            .match_indices('-')
            .filter_map(|(at, _)| at.checked_sub(ID.1).and_then(|from| text.get(from..from + ID.0)))
            .collect();
        for number in ids.iter().filter_map(|id| numbers.get(id)) {
            *counts.entry(number).or_default() += 1;
        }
    }
    Ok(counts.into_iter().collect())
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
