//! Making what is searched anew, for a database that came without it, and for texts posted before there was an index.

use crate::find::index::{self, Worded, words_of};
use crate::row::{number, parsed};
use crate::{draft, said, word};
use orda_base::{Error, Result};
use orda_drafts::{DraftId, words};
use orda_store::{Database, fault};

/// Brings texts that may not be in the index of words into it, the first `limit` of them, in one transaction. Returns how many
/// were left before; to be called until none is. What is indexed stays so: it goes on after a restart.
pub async fn index_old_texts(db: &Database, limit: u32) -> Result<usize> {
    let mut tx = db.begin().await?;
    let rows =
        sqlx::query("select draft_id, version from drafts_text where indexed = 0 order by draft_id, version limit $1")
            .bind(i64::from(limit))
            .fetch_all(tx.conn())
            .await
            .map_err(fault)?;
    for row in &rows {
        let (id, version): (DraftId, u32) = (parsed(row, "draft_id")?, number(row, "version")?);
        // Held until the end: nobody changes its words meanwhile.
        let draft = draft::lock(tx.conn(), id).await?.filter(|draft| draft.withdrawn.is_none());
        if let Some(draft) = draft.filter(|draft| draft.version(version).is_some()) {
            let words = words_of(&draft, version, &said::texts(tx.conn(), id, version).await?);
            index::replace(&mut tx, draft.serial, version, &[], words, true).await?;
        }
        sqlx::query("update drafts_text set indexed = 1 where draft_id = $1 and version = $2")
            .bind(id.to_string())
            .bind(i64::from(version))
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    tx.commit().await?;
    Ok(rows.len())
}

/// Drafts in one transaction.
const AT_ONCE: usize = 200;

/// Makes the index of texts and the words of titles anew, of all drafts.
pub async fn rebuild_search(db: &Database) -> Result<()> {
    let mut tx = db.begin().await?;
    for sql in ["delete from drafts_found", "delete from drafts_word"] {
        sqlx::query(sql).execute(tx.conn()).await.map_err(fault)?;
    }
    tx.commit().await?;
    let ids: Vec<String> = sqlx::query_scalar("select id from drafts_draft where withdrawn is null order by serial")
        .fetch_all(db.reader())
        .await
        .map_err(fault)?;
    for some in ids.chunks(AT_ONCE) {
        let mut tx = db.begin().await?;
        let mut worded = Vec::new();
        for id in some {
            let id: DraftId = id.parse().map_err(Error::internal)?;
            let Some(draft) = draft::load(tx.conn(), id).await? else { continue };
            for version in &draft.versions {
                let title = &version.content.title;
                let found_by = words::words(&format!("{} {} {} {}", draft.number, title.kk, title.ru, title.en));
                word::save(&mut tx, &draft, version.number, &found_by).await?;
                let texts = said::texts(tx.conn(), id, version.number).await?;
                let words = words_of(&draft, version.number, &texts);
                worded.push(Worded { serial: draft.serial, version: version.number, words });
            }
        }
        index::add(&mut tx, &worded).await?;
        tx.commit().await?;
    }
    Ok(())
}
