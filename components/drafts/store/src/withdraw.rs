//! Taking a withdrawn draft out of everything that is read (385-3). The draft itself stays until it is destroyed.

use crate::find::code;
use crate::row::{column, json, parsed, to_json};
use orda_base::Result;
use orda_documents::FileSetId;
use orda_drafts::{Content, Draft, DraftId, LetterId, WithdrawnDraft};
use orda_store::{Tx, fault};
use sqlx::{AnyConnection, AssertSqlSafe};

/// The draft with this number.
pub(crate) async fn by_number(conn: &mut AnyConnection, number: &str) -> Result<Option<DraftId>> {
    let row = sqlx::query("select id from drafts_draft where number = $1")
        .bind(number.to_owned())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.as_ref().map(|row| parsed(row, "id")).transpose()
}

/// The first withdrawn drafts, the latest first.
pub(crate) async fn all(conn: &mut AnyConnection, limit: u32) -> Result<Vec<WithdrawnDraft>> {
    // There are few: an index of them would be longer than they are.
    let rows = sqlx::query("select id, number, withdrawn from drafts_draft where withdrawn is not null")
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    let read = |row| -> Result<WithdrawnDraft> {
        Ok(WithdrawnDraft {
            draft: parsed(row, "id")?,
            number: column(row, "number")?,
            withdrawal: json(row, "withdrawn")?,
        })
    };
    let mut all = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
    all.sort_by_key(|one| std::cmp::Reverse(one.withdrawal.at));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// Keeps the withdrawal and takes everything away that leads to the draft; gives its letters.
pub(crate) async fn save(tx: &mut Tx, draft: &Draft) -> Result<Vec<LetterId>> {
    let id = draft.id.to_string();
    sqlx::query("update drafts_draft set withdrawn = $2 where id = $1")
        .bind(id.clone())
        .bind(draft.withdrawn.as_ref().map(to_json).transpose()?)
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    let sets = sets(tx, draft.id).await?;
    orda_documents_store::withdraw_sets(tx, &sets, draft.withdrawn.as_ref().map_or(draft.created_at, |w| w.at)).await?;
    orda_notifications_store::forget(tx, &id).await?;
    orda_signatures_store::forget_papers(tx, &id).await?;
    unfind(tx, draft.serial, draft.versions.iter().map(|v| v.number)).await?;
    // No reminders of terms any more.
    sqlx::query("update drafts_approval set open = 0 where draft_id = $1")
        .bind(id.clone())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    for table in ["drafts_matter", "drafts_visit", "drafts_posting", "drafts_exchange"] {
        sqlx::query(AssertSqlSafe(format!("delete from {table} where draft_id = $1")))
            .bind(id.clone())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    let letters = sqlx::query("select id from drafts_letter where draft_id = $1 order by id")
        .bind(id)
        .fetch_all(tx.conn())
        .await
        .map_err(fault)?;
    letters.iter().map(|row| parsed(row, "id")).collect()
}

/// The sets of files of a draft: one a version, and those of forms in progress on it.
pub(crate) async fn sets(tx: &mut Tx, draft: DraftId) -> Result<Vec<FileSetId>> {
    let versions = sqlx::query("select content from drafts_version where draft_id = $1")
        .bind(draft.to_string())
        .fetch_all(tx.conn())
        .await
        .map_err(fault)?;
    let mut all = versions.iter().map(|row| Ok(json::<Content>(row, "content")?.files)).collect::<Result<Vec<_>>>()?;
    let forms = sqlx::query("select files from drafts_posting where draft_id = $1")
        .bind(draft.to_string())
        .fetch_all(tx.conn())
        .await
        .map_err(fault)?;
    for row in &forms {
        all.push(parsed(row, "files")?);
    }
    Ok(all)
}

/// Takes a draft out of the list and of what is searched.
pub(crate) async fn unfind(tx: &mut Tx, serial: i64, versions: impl Iterator<Item = u32>) -> Result<()> {
    for version in versions {
        let Some(code) = code::code(serial, version) else { continue };
        let sql = "update drafts_found set versions = replace(versions, $1, '') \
                   where block = $2 and versions <> replace(versions, $1, '')";
        sqlx::query(sql).bind(code).bind(code::block(serial)).execute(tx.conn()).await.map_err(fault)?;
    }
    for table in ["drafts_reader", "drafts_word"] {
        sqlx::query(AssertSqlSafe(format!("delete from {table} where serial = $1")))
            .bind(serial)
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    // A word that stood in no other draft tells of this one.
    sqlx::query("delete from drafts_found where block = $1 and versions = ''")
        .bind(code::block(serial))
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    Ok(())
}
