//! What heads signed, to be taken away with their signatures.

use super::Drafts;
use crate::DraftId;
use crate::manifest::{OBJECT, parts, written};
use orda_base::{Actor, Error, Result};
use orda_documents::StoredFile;
use orda_signatures::{Manifest, SignatureRecord};

/// What the signatures on a version are over.
#[derive(Debug, Clone)]
pub struct SignedContent {
    /// Number of the draft.
    pub number: String,
    /// Parts that are no files, by their names, with their bytes.
    pub written: Vec<(&'static str, Vec<u8>)>,
    /// Files: their bytes are where files are kept.
    pub files: Vec<StoredFile>,
    /// The signatures, oldest first.
    pub signatures: Vec<SignatureRecord>,
}

impl Drafts {
    /// What the signatures on a version are over, to be taken away with them: parts that are no files, files, and the
    /// signatures of heads on the version as it is now, oldest first.
    ///
    /// # Errors
    /// Not found for who may not read the version, and where nobody has signed.
    pub async fn signed_content(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<SignedContent> {
        let dossier = self.readable(actor, draft, version).await?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        let texts = self.store.texts(draft, version).await?;
        let bins = self.bins(&dossier.draft, shown).await?;
        let files = self.store.files(shown.content.files).await?;
        let now = parts(&dossier.draft, shown, &texts, &files, &bins);
        let written = written(&dossier.draft, shown, &texts, &bins);
        let mut signatures = self.store.signatures(draft).await?;
        // One that was voided by a change is over something else.
        signatures.retain(|record| {
            let covers = || Manifest::from_bytes(&record.manifest).is_ok_and(|manifest| manifest.covers(&now));
            record.object.version == version && record.object.kind == OBJECT && covers()
        });
        if signatures.is_empty() {
            return Err(Error::NotFound);
        }
        Ok(SignedContent { number: dossier.draft.number.clone(), written, files, signatures })
    }
}
