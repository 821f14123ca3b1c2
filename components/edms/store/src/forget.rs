//! Taking letters about a destroyed thing out of the tables (385-6-8).

use orda_base::Result;
use orda_store::{Tx, fault};
use std::collections::BTreeSet;

/// Removes the letters with these ids, answers to them, letters that link to the thing with the id `object`, and the messages
/// and ways of all of these. Returns the ids of what was removed.
pub async fn forget(tx: &mut Tx, object: &str, letters: &[String]) -> Result<Vec<String>> {
    let linking: Vec<String> = sqlx::query_scalar("select id from edms_letter where data like $1")
        .bind(format!("%/{object}%"))
        .fetch_all(tx.conn())
        .await
        .map_err(fault)?;
    let mut waiting: Vec<String> = letters.iter().cloned().chain(linking).collect();
    let mut all = BTreeSet::new();
    while let Some(letter) = waiting.pop() {
        if all.insert(letter.clone()) {
            let answers: Vec<String> = sqlx::query_scalar("select id from edms_letter where in_reply_to = $1")
                .bind(letter)
                .fetch_all(tx.conn())
                .await
                .map_err(fault)?;
            waiting.extend(answers);
        }
    }
    for letter in &all {
        for sql in [
            "delete from edms_message where letter_id = $1",
            "delete from edms_result where letter_id = $1",
            "delete from edms_entry where letter_id = $1",
            "delete from edms_letter where id = $1",
        ] {
            sqlx::query(sql).bind(letter.clone()).execute(tx.conn()).await.map_err(fault)?;
        }
    }
    Ok(all.into_iter().collect())
}
