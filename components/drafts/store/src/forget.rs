//! Taking a draft out of every table: part of its guaranteed destruction (385-6-8).

use crate::row::{column, parsed};
use crate::withdraw;
use orda_base::{Error, Result};
use orda_documents::FileSetId;
use orda_drafts::{Content, DraftId};
use orda_store::{Database, Tx, fault};
use serde_json::Value;
use sqlx::AssertSqlSafe;

/// What belonged to a draft in tables of others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traces {
    /// Sets of files: one a version, and those of forms in progress.
    pub sets: Vec<FileSetId>,
    /// Letters about it.
    pub letters: Vec<String>,
}

/// Sets of files by draft, for the whole database.
pub async fn sets_of_drafts(db: &Database) -> Result<Vec<(DraftId, FileSetId)>> {
    let rows = sqlx::query("select draft_id, content from drafts_version order by draft_id, number")
        .fetch_all(db.reader())
        .await
        .map_err(fault)?;
    rows.iter().map(|row| Ok((parsed(row, "draft_id")?, set_in(&column::<String>(row, "content")?)?))).collect()
}

fn set_in(content: &str) -> Result<FileSetId> {
    let content: Content = serde_json::from_str(content).map_err(Error::internal)?;
    Ok(content.files)
}

/// Removes every row of a draft and of what is found by its words; tells what others keep of it. A draft that is gone already
/// has no traces.
pub async fn forget(tx: &mut Tx, id: DraftId) -> Result<Traces> {
    let key = id.to_string();
    // Holds the draft until the end.
    let serial: Option<i64> =
        sqlx::query_scalar("update drafts_draft set revision = revision + 1 where id = $1 returning serial")
            .bind(key.clone())
            .fetch_optional(tx.conn())
            .await
            .map_err(fault)?;
    let Some(serial) = serial else { return Ok(Traces::default()) };
    let mut traces = Traces { sets: withdraw::sets(tx, id).await?, letters: Vec::new() };
    let versions: Vec<i64> = sqlx::query_scalar("select number from drafts_version where draft_id = $1")
        .bind(key.clone())
        .fetch_all(tx.conn())
        .await
        .map_err(fault)?;
    withdraw::unfind(tx, serial, versions.into_iter().filter_map(|n| u32::try_from(n).ok())).await?;
    traces.letters = sqlx::query_scalar("select id from drafts_letter where draft_id = $1")
        .bind(key.clone())
        .fetch_all(tx.conn())
        .await
        .map_err(fault)?;
    for (table, by) in [
        ("drafts_approval", "draft_id"),
        ("drafts_text", "draft_id"),
        ("drafts_structure", "draft_id"),
        ("drafts_remark", "draft_id"),
        ("drafts_protocol", "draft_id"),
        ("drafts_consideration", "draft_id"),
        ("drafts_exchange", "draft_id"),
        ("drafts_letter", "draft_id"),
        ("drafts_entry", "draft_id"),
        ("drafts_matter", "draft_id"),
        ("drafts_visit", "draft_id"),
        ("drafts_posting", "draft_id"),
        ("drafts_version", "draft_id"),
        ("drafts_draft", "id"),
    ] {
        sqlx::query(AssertSqlSafe(format!("delete from {table} where {by} = $1")))
            .bind(key.clone())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    off_the_agenda(tx, &key).await?;
    Ok(traces)
}

/// Removes forms in progress with these sets of files.
pub async fn forget_forms(tx: &mut Tx, sets: &[FileSetId]) -> Result<()> {
    for set in sets {
        sqlx::query("delete from drafts_posting where files = $1")
            .bind(set.to_string())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    Ok(())
}

/// Takes the draft off the agenda of sittings, with what minutes say of it.
async fn off_the_agenda(tx: &mut Tx, draft: &str) -> Result<()> {
    let sittings = sqlx::query("select id, data from drafts_sitting where data like $1")
        .bind(format!("%{draft}%"))
        .fetch_all(tx.conn())
        .await
        .map_err(fault)?;
    for row in &sittings {
        let mut data: Value = serde_json::from_str(&column::<String>(row, "data")?).map_err(Error::internal)?;
        without(&mut data, draft);
        sqlx::query("update drafts_sitting set data = $2, revision = revision + 1 where id = $1")
            .bind(column::<String>(row, "id")?)
            .bind(data.to_string())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    Ok(())
}

/// Takes what is said of the draft out of every list.
fn without(data: &mut Value, draft: &str) {
    match data {
        Value::Array(items) => {
            items.retain(|item| item != draft && item.get("draft").is_none_or(|d| d != draft));
            for item in items {
                without(item, draft);
            }
        }
        Value::Object(fields) => {
            for field in fields.values_mut() {
                without(field, draft);
            }
        }
        _ => {}
    }
}
