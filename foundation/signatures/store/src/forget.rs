//! Taking the signatures of a destroyed thing out of the tables: what they sign holds its title and the names of its files
//! (385-6-8).

use orda_base::Result;
use orda_store::{Tx, fault};

/// Removes the papers about the things with this id: their codes lead nowhere any more.
pub async fn forget_papers(tx: &mut Tx, object: &str) -> Result<()> {
    sqlx::query("delete from signatures_paper where object_id = $1")
        .bind(object.to_owned())
        .execute(tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
}

/// Removes every signature of the things with this id, of whatever kind but an act of destruction, and their papers.
pub async fn forget(tx: &mut Tx, object: &str) -> Result<()> {
    for sql in [
        "delete from signatures_evidence where signature_id in \
         (select id from signatures_signature where object_id = $1 and object_kind <> 'destruction')",
        "delete from signatures_signature where object_id = $1 and object_kind <> 'destruction'",
    ] {
        sqlx::query(sql).bind(object.to_owned()).execute(tx.conn()).await.map_err(fault)?;
    }
    forget_papers(tx, object).await
}
