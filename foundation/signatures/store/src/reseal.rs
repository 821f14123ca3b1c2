//! Keys of the centre under another key.

use orda_base::Result;
use orda_store::row::column;
use orda_store::{Tx, fault};
use sqlx::AssertSqlSafe;

/// Seals the keys of every root and every service anew: `again` is given what is sealed and what it is bound to. Returns how many.
///
/// # Errors
/// What `again` says.
pub async fn reseal_keys(tx: &mut Tx, again: impl Fn(&[u8], &[u8]) -> Result<Vec<u8>>) -> Result<usize> {
    let mut done = 0;
    for table in ["signatures_authority", "signatures_service"] {
        let select = AssertSqlSafe(format!("select id, sealed_key from {table} order by id"));
        let rows = sqlx::query(select).fetch_all(tx.conn()).await.map_err(fault)?;
        for row in &rows {
            let id: String = column(row, "id")?;
            let sealed: Vec<u8> = column(row, "sealed_key")?;
            let sealed = again(&sealed, id.as_bytes())?;
            let update = AssertSqlSafe(format!("update {table} set sealed_key = $2 where id = $1"));
            sqlx::query(update).bind(id).bind(sealed).execute(tx.conn()).await.map_err(fault)?;
        }
        done += rows.len();
    }
    Ok(done)
}
