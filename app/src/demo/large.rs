//! Many drafts at once, to see how the portal feels when it is full, and to measure it.
//!
//! They are posted and not signed yet: a signature that nobody made is not written, not even here.

use super::cast::Cast;
use crate::compose::Portal;
use anyhow::{Context, Result};
use orda_base::{Actor, Role};
use orda_drafts::ports::DraftsStore;
use orda_drafts::{ActKind, Draft, DraftId, Entry, PostingStep};
use orda_drafts_store::{DraftsSql, Imported, import};

/// Drafts in one transaction.
const BATCH: usize = 500;

/// Fills in `count` drafts of the Ministry of Justice, spread over the last years.
pub async fn fill(portal: &Portal, cast: &Cast, count: u32) -> Result<()> {
    let drafter = cast.holder("justice", Role::Drafter).actor();
    let template = template(portal, cast, &drafter).await?;
    let store = DraftsSql::new(portal.db.clone(), portal.env.clone());
    let dossier = store.dossier(template).await?.context("the draft just posted")?;
    let (texts, entries) = (store.texts(template, 1).await?, store.entries(template).await?);
    let now = portal.env.now();
    let mut batch = Vec::with_capacity(BATCH);
    for nth in 0..count {
        // One every eight minutes, the oldest first.
        let at = now.plus_seconds(-i64::from(count - nth) * 480);
        let mut draft: Draft = dossier.draft.clone();
        draft.id = DraftId::generate(&portal.env);
        draft.created_at = at;
        for version in &mut draft.versions {
            version.posted_at = at;
            version.changed_at = at;
            version.secrets_confirmed.at = at;
            version.content.title.kk = format!("{} № {}", version.content.title.kk, nth + 1);
            version.content.title.ru = format!("{} № {}", version.content.title.ru, nth + 1);
        }
        let entries = entries.iter().cloned().map(|entry| Entry { at, ..entry }).collect();
        batch.push(Imported { draft, texts: vec![texts.clone()], entries });
        if batch.len() == BATCH || nth + 1 == count {
            let mut tx = portal.db.begin().await?;
            import(&mut tx, std::mem::take(&mut batch)).await?;
            tx.commit().await?;
            if (nth + 1) % 10_000 == 0 {
                eprintln!("{} drafts", nth + 1);
            }
        }
    }
    Ok(())
}

/// One draft posted as people post it; the others are like it.
async fn template(portal: &Portal, cast: &Cast, drafter: &Actor) -> Result<DraftId> {
    let script =
        super::script::drafts()?.into_iter().find(|d| d.drafting == "justice").context("a draft of justice")?;
    let posting = portal.drafts.start_posting(drafter, cast.body("justice")).await?;
    let approving = script.approving.iter().map(|code| cast.body(code)).collect();
    let steps = [
        PostingStep::Act { title: script.title.clone(), kind: ActKind::from_code(&script.kind) },
        PostingStep::Bodies(approving),
        PostingStep::Term(script.term),
        PostingStep::NoSecrets(true),
    ];
    for step in steps {
        portal.drafts.save_posting(drafter, posting, step).await?;
    }
    let stage = super::play::Uploads { portal };
    stage.fill(drafter, posting, &script, &script.text, 1).await?;
    Ok(portal.drafts.submit_posting(drafter, posting, false).await?)
}
