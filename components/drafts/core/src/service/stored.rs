//! A version as it is stored now, with the signatures on it, and whether what was signed still agrees with it.

use super::Drafts;
use crate::manifest::{Bins, differences, parts};
use crate::{Dossier, DraftRefusal, DraftVersion, Integrity};
use orda_base::Result;
use orda_documents::StoredFile;
use orda_signatures::{Manifest, Part, SignatureRecord};

/// What signatures on a version are judged by; read once for everything that asks.
pub(super) struct Stored {
    /// Its parts, digested from what is stored now.
    pub parts: Vec<Part>,
    /// Its files.
    pub files: Vec<StoredFile>,
    /// Signatures on it and on its protocols, oldest first.
    pub signatures: Vec<SignatureRecord>,
    /// BINs of the bodies concerned.
    pub bins: Bins,
}

impl Drafts {
    /// The version as it is stored now.
    pub(super) async fn stored(&self, dossier: &Dossier, version: &DraftVersion) -> Result<Stored> {
        let id = dossier.draft.id;
        let (texts, files, signatures) = self.store.as_stored(id, version.number, version.content.files).await?;
        let bins = self.bins(&dossier.draft, version).await?;
        Ok(Stored { parts: parts(&dossier.draft, version, &texts, &files, &bins), files, signatures, bins })
    }
}

impl Stored {
    /// Does it agree with the head's signature, or, where there is none yet, with the digests kept when it was posted
    /// (385-59-b)?
    pub(super) fn integrity(&self, version: &DraftVersion) -> Integrity {
        integrity(version, &self.signatures, &self.parts)
    }

    /// The same, where something is to be decided.
    ///
    /// # Errors
    /// Refused when it does not agree.
    pub(super) fn intact(&self, version: &DraftVersion) -> Result<()> {
        if self.integrity(version) == Integrity::Intact { Ok(()) } else { Err(DraftRefusal::Breach.into()) }
    }
}

fn integrity(version: &DraftVersion, signatures: &[SignatureRecord], now: &[Part]) -> Integrity {
    let digests = &version.content.digests;
    let mut wrong: Vec<String> = Vec::new();
    for (name, digest) in [("text-kk", &digests.kk), ("text-ru", &digests.ru)] {
        let stored = now.iter().find(|p| p.name == name).map(|p| &p.sha256);
        if stored != digest.as_ref() {
            wrong.push(name.to_owned());
        }
    }
    if let Some(signed) = &version.signed {
        let manifest = signatures
            .iter()
            .find(|s| s.id == signed.signature)
            .and_then(|record| Manifest::from_bytes(&record.manifest).ok());
        match manifest {
            Some(manifest) => {
                wrong.extend(
                    differences(&manifest.parts, now).into_iter().filter(|n| !wrong.contains(n)).collect::<Vec<_>>(),
                );
            }
            None => wrong.push("signature".to_owned()),
        }
    }
    if wrong.is_empty() { Integrity::Intact } else { Integrity::Breached(wrong) }
}
