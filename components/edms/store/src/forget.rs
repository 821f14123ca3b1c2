//! Taking letters about a destroyed thing out of the tables (385-6-8), and letters about a withdrawn one out of sight (385-3).

use orda_base::{Result, Timestamp};
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
    let all = with_answers(tx, letters.iter().cloned().chain(linking).collect()).await?;
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

/// Nobody reads the letter, answers to it, and what was told of them; messages that have not gone out do not go out any more.
pub(crate) async fn withdraw(tx: &mut Tx, letter: String, now: Timestamp) -> Result<()> {
    for letter in with_answers(tx, vec![letter]).await? {
        sqlx::query("update edms_letter set withdrawn_at = coalesce(withdrawn_at, $2) where id = $1")
            .bind(letter.clone())
            .bind(now.micros())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
        for sql in [
            "delete from edms_message where letter_id = $1 and state <> 'sent'",
            "delete from edms_result where letter_id = $1",
        ] {
            sqlx::query(sql).bind(letter.clone()).execute(tx.conn()).await.map_err(fault)?;
        }
        orda_notifications_store::forget(tx, &letter).await?;
    }
    Ok(())
}

/// These letters, the answers to them, the answers to those, and so on.
async fn with_answers(tx: &mut Tx, mut waiting: Vec<String>) -> Result<BTreeSet<String>> {
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
    Ok(all)
}
