//! Writing the index of words.

use super::code;
use crate::row::rows_of_places;
use orda_base::Result;
use orda_drafts::{Draft, Texts, words};
use orda_store::{Tx, fault};
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, BTreeSet};

/// Words a statement.
const CHUNK: usize = 200;

/// A version with its words, sorted.
pub(crate) struct Worded {
    pub serial: i64,
    pub version: u32,
    pub words: Vec<String>,
}

/// The words by which a version of a draft is found.
pub(crate) fn words_of(draft: &Draft, version: u32, texts: &Texts) -> Vec<String> {
    let facts = draft.version(version).map(|v| words::facts(draft, v)).unwrap_or_default();
    words::of_text(facts.iter().chain(&texts.kk).chain(&texts.ru).map(String::as_str))
}

/// Adds versions that are not in the index. Rows are written in the order of words, so that two who write at the same time
/// wait for each other and do not embrace.
pub(crate) async fn add(tx: &mut Tx, versions: &[Worded]) -> Result<()> {
    let mut rows: BTreeMap<(&str, i64), String> = BTreeMap::new();
    for one in versions {
        let Some(code) = code::code(one.serial, one.version) else { continue };
        for word in &one.words {
            rows.entry((word, code::block(one.serial))).or_default().push_str(&code);
        }
    }
    let rows: Vec<_> = rows.into_iter().collect();
    for chunk in rows.chunks(CHUNK) {
        let sql = format!(
            "insert into drafts_found (word, block, versions) values {} \
             on conflict (word, block) do update set versions = drafts_found.versions || excluded.versions",
            rows_of_places(chunk.len(), 3)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for ((word, block), versions) in chunk {
            query = query.bind((*word).to_owned()).bind(*block).bind(versions.clone());
        }
        query.execute(tx.conn()).await.map_err(fault)?;
    }
    Ok(())
}

/// Puts `now` in the place of the words that the version had; `all`: it is not known whether those stand in the index.
pub(crate) async fn replace(
    tx: &mut Tx,
    serial: i64,
    version: u32,
    before: &[String],
    now: Vec<String>,
    all: bool,
) -> Result<()> {
    let Some(code) = code::code(serial, version) else { return Ok(()) };
    let (old, new): (BTreeSet<&String>, BTreeSet<&String>) = (before.iter().collect(), now.iter().collect());
    let gone: Vec<&String> =
        if all { old.union(&new).copied().collect() } else { old.difference(&new).copied().collect() };
    for chunk in gone.chunks(CHUNK) {
        let sql = format!(
            "update drafts_found set versions = replace(versions, $1, '') where block = $2 and word in ({})",
            crate::row::places(3, chunk.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(code.clone()).bind(code::block(serial));
        for word in chunk {
            query = query.bind((*word).clone());
        }
        query.execute(tx.conn()).await.map_err(fault)?;
    }
    let words: Vec<String> = new.iter().filter(|word| all || !old.contains(*word)).map(|w| (*w).clone()).collect();
    add(tx, &[Worded { serial, version, words }]).await
}
