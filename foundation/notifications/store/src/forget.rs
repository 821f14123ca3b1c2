//! Taking what was told about a destroyed thing out of the tables: notices hold its title (385-6-8).

use orda_base::Result;
use orda_store::{Tx, fault};

/// Removes notices whose link leads to the thing with this id, and the e-mails made of them, sent or not.
pub async fn forget(tx: &mut Tx, object: &str) -> Result<()> {
    for sql in [
        "delete from notifications_email where notice in (select id from notifications_notice where link like $1)",
        "delete from notifications_notice where link like $1",
    ] {
        sqlx::query(sql).bind(format!("%/{object}%")).execute(tx.conn()).await.map_err(fault)?;
    }
    Ok(())
}
