//! The words by which drafts are found.

use crate::row::rows_of_places;
use orda_base::Result;
use orda_drafts::{Draft, words};
use orda_store::{Tx, fault};
use sqlx::{AnyConnection, AssertSqlSafe};

/// A word with more drafts than this is common: it is checked row by row; a rarer one is looked up.
pub(crate) const COMMON: i64 = 2_000;

/// Replaces the words of a version.
pub(crate) async fn save(tx: &mut Tx, draft: &Draft, version: u32, found_by: &[String]) -> Result<()> {
    sqlx::query("delete from drafts_word where serial = $1 and version = $2")
        .bind(draft.serial)
        .bind(i64::from(version))
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    for chunk in found_by.chunks(100) {
        let sql = format!(
            "insert into drafts_word (word, serial, version) values {} on conflict do nothing",
            rows_of_places(chunk.len(), 3)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for word in chunk {
            query = query.bind(word.clone()).bind(draft.serial).bind(i64::from(version));
        }
        query.execute(tx.conn()).await.map_err(fault)?;
    }
    Ok(())
}

/// Words of a query with how many rows begin with them, counted up to [`COMMON`]; the rarest first.
pub(crate) async fn rarest_first(conn: &mut AnyConnection, text: &str) -> Result<Vec<(String, i64)>> {
    let mut found = Vec::new();
    for word in words::query(text) {
        let count: i64 = sqlx::query_scalar(
            "select count(*) from (select 1 from drafts_word where word >= $1 and word < $2 limit 2001) as found",
        )
        .bind(word.clone())
        .bind(words::after(&word))
        .fetch_one(&mut *conn)
        .await
        .map_err(fault)?;
        found.push((word, count));
    }
    found.sort_by_key(|(_, count)| *count);
    Ok(found)
}
