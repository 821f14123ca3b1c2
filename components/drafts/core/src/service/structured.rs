//! The structured text of a version: made once, kept, read afterwards.

use super::Drafts;
use crate::text::stamp;
use crate::{Dossier, DraftId, DraftVersion, Remark, RemarkState, StructuredTexts};
use orda_base::{Actor, Error, Language, Result};
use std::sync::Arc;

impl Drafts {
    /// The texts of a version with their parts. What was typed is taken apart here; files are read by the port, within its
    /// limits, once for all readers. A file that cannot be read now is tried again with the next reader.
    pub(super) async fn structured(&self, draft: DraftId, version: &DraftVersion) -> Result<Arc<StructuredTexts>> {
        let stamp = stamp(version);
        if let Some(texts) = self.store.structure(draft, version.number, &stamp).await? {
            return Ok(texts);
        }
        let mut texts = StructuredTexts::of_typed(&self.store.texts(draft, version.number).await?);
        let mut tried_all = true;
        if let Some(reader) = self.files.as_ref().filter(|_| !texts.is_whole()) {
            for file in self.store.files(version.content.files).await? {
                match reader.read(&file).await {
                    Ok(Some(blocks)) => {
                        texts.take(&file.name, &blocks);
                    }
                    Ok(None) => {}
                    Err(_) => tried_all = false,
                }
                if texts.is_whole() {
                    break;
                }
            }
        }
        if tried_all {
            let mut work = self.store.begin().await?;
            work.save_structure(draft, version.number, &stamp, &texts).await?;
            work.commit().await?;
        }
        Ok(Arc::new(texts))
    }

    /// The texts of a version with their parts.
    ///
    /// # Errors
    /// Not found for who may not read the version.
    pub async fn structured_text(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Arc<StructuredTexts>> {
        let dossier = self.readable(actor, draft, version).await?;
        self.structured_of(&dossier, version).await
    }

    /// The same of a draft that is already at hand.
    pub(super) async fn structured_of(&self, dossier: &Dossier, version: u32) -> Result<Arc<StructuredTexts>> {
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        self.structured(dossier.draft.id, shown).await
    }

    /// Remarks whose proposed wording the drafter has accepted: what the next version is to take in (385-18).
    ///
    /// # Errors
    /// Not found for who may not read the version.
    pub async fn accepted_wording(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<AcceptedWording>> {
        let dossier = self.readable(actor, draft, version).await?;
        let remarks = self.remarks_of(&dossier, version).await?;
        let accepted: Vec<&Remark> = remarks.iter().filter(|r| has_accepted_wording(r)).collect();
        if accepted.is_empty() {
            return Ok(Vec::new());
        }
        let texts = self.structured_of(&dossier, version).await?;
        Ok(accepted.into_iter().map(|remark| AcceptedWording::of(remark, &texts)).collect())
    }
}

/// A remark whose wording was accepted, with the wording it replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedWording {
    /// Number of the remark.
    pub number: u32,
    /// The paragraph, by its anchor; none for the whole draft.
    pub anchor: Option<String>,
    /// Language of the wording.
    pub language: Language,
    /// What stands there.
    pub old: String,
    /// What is to stand there.
    pub new: String,
}

impl AcceptedWording {
    fn of(remark: &Remark, texts: &StructuredTexts) -> Self {
        let language = remark.language.unwrap_or(Language::Kk);
        let anchor = remark.anchor.clone();
        let unit = anchor.as_ref().and_then(|a| texts.side(language)?.act.find(a));
        let old = unit.map(acttext::Unit::full).unwrap_or_default();
        Self { number: remark.number, anchor, language, old, new: remark.suggestion.clone() }
    }
}

/// Was the wording that a remark proposes accepted, and the remark not taken back?
pub(crate) fn has_accepted_wording(remark: &Remark) -> bool {
    !remark.suggestion.is_empty()
        && remark.state != RemarkState::Withdrawn
        && remark.answer.as_ref().is_some_and(|a| a.accepted)
}
