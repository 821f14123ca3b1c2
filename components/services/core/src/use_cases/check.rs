//! Anybody checks a result by its number, and a document that claims to be it (74-5-4-a).

use super::Services;
use crate::manifest::{CARD, OBJECT, parts};
use crate::{Checked, Comparison, Genuine, ResultNumber, Service, ServiceResult, Verdict};
use orda_base::{Error, Result};
use orda_documents::Verification;
use orda_signatures::{Manifest, Purpose, Reason, Report, SignatureRecord, Step, check_again};

impl Services {
    /// Tells whether the result with this number, as it was typed, is genuine and still valid. `document` is the SHA-256 of a
    /// file, hexadecimal, to be compared with the one that was signed.
    ///
    /// # Errors
    /// Not found for what is no number, for one that no result bears, and for a result that was never issued.
    pub async fn check(&self, typed: &str, document: Option<String>) -> Result<Checked> {
        let number = ResultNumber::read(typed).ok_or(Error::NotFound)?;
        let result = self.store.by_number(&number).await?.filter(|r| r.state.is_public()).ok_or(Error::NotFound)?;
        let service = self.store.service(result.service).await?;
        let examined = match &service {
            Some(service) => self.examined(&result, service).await?,
            None => None,
        };
        let at = self.env.now();
        let authentic = examined.as_ref().is_some_and(|(_, report)| report.is_good());
        let verdict = Verdict::of(&result, authentic, at.date());
        let (id, number) = (result.id, result.number.clone());
        let (record, report) = examined.unzip();
        let genuine = match service.zip(record.filter(|_| authentic)) {
            Some((service, record)) => {
                let provider = self.provider(result.body).await?;
                let comparison = document.map(|sha256| Comparison { same: signed_document(&record, &sha256), sha256 });
                Some(Genuine { result, service, provider, record, comparison })
            }
            None => None,
        };
        Ok(Checked { verdict, id, number, report, at, genuine })
    }

    /// The signature of a result with what checking it now finds: also whether what it is over is what is stored, file and
    /// bytes included. None where nothing was signed, or where the signature is gone.
    pub(super) async fn examined(
        &self,
        result: &ServiceResult,
        service: &Service,
    ) -> Result<Option<(SignatureRecord, Report)>> {
        let Some(signed) = &result.signed else { return Ok(None) };
        let Some(record) = self.store.signature(signed.signature).await? else { return Ok(None) };
        let mut report = check_again(&*self.verifier, &record).await?;
        if let Some(what) = self.altered(result, service, &record).await? {
            report.failed(Step::Digest, Reason::DigestMismatch, what);
        }
        Ok(Some((record, report)))
    }

    /// What of the result is not as it was signed.
    async fn altered(
        &self,
        result: &ServiceResult,
        service: &Service,
        record: &SignatureRecord,
    ) -> Result<Option<&'static str>> {
        let Ok(manifest) = Manifest::from_bytes(&record.manifest) else { return Ok(Some("manifest")) };
        let of_this = manifest.object.kind == OBJECT && manifest.object.id == result.id.to_string();
        let by_this = result.signed.as_ref().is_some_and(|s| s.by.person == Some(record.person));
        if !of_this || !by_this || manifest.purpose != Purpose::ResultSign {
            return Ok(Some("object"));
        }
        // The number of the provider under the signature says nothing of the result unless all three are of one body.
        if record.body != result.body || service.body != result.body {
            return Ok(Some("provider"));
        }
        let Some(document) = &result.document else { return Ok(Some("document")) };
        let file = match self.documents.file(document.file).await {
            Ok(file) => file,
            Err(Error::NotFound) => return Ok(Some("document")),
            Err(other) => return Err(other),
        };
        let as_stored = (file.sha256_hex(), file.size, &file.name);
        if (document.sha256.clone(), document.size, &document.name) != as_stored {
            return Ok(Some("document"));
        }
        if !manifest.covers(&parts(result, service, &manifest.body_bin, &file)) {
            return Ok(Some("parts"));
        }
        let damaged = self.documents.verify(document.file).await? == Verification::Damaged;
        Ok(damaged.then_some("document"))
    }
}

/// Is this the digest of the document that was signed?
fn signed_document(record: &SignatureRecord, sha256: &str) -> bool {
    let manifest = Manifest::from_bytes(&record.manifest);
    manifest.is_ok_and(|m| m.parts.iter().any(|part| part.name != CARD && part.sha256.eq_ignore_ascii_case(sha256)))
}
