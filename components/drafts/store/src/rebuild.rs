//! Making what is searched anew, for a database that came without it.

use crate::find::index::{self, Worded, words_of};
use crate::{draft, said, word};
use orda_base::{Error, Result};
use orda_drafts::{DraftId, words};
use orda_store::{Database, fault};

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
