//! Anybody checks a result by its number, and a document that claims to be it (74-5-4-a).

use super::Services;
use crate::manifest::{CARD, OBJECT, parts};
use crate::{Checked, Comparison, ResultNumber, Service, ServiceResult, Verdict};
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
        let service = self.service_of(&result).await?;
        let provider = self.provider(result.body).await?;
        let lost = || Error::internal(format!("the signature of result {} is gone", result.id));
        let (record, report) = self.examined(&result, &service).await?.ok_or_else(lost)?;
        let at = self.env.now();
        let verdict = Verdict::of(&result, report.is_good(), at.date());
        let comparison = document.map(|sha256| Comparison { same: signed_document(&record, &sha256), sha256 });
        Ok(Checked { verdict, result, service, provider, record, report, at, comparison })
    }

    /// The signature of a result with what checking it now finds: also whether what it is over is what is stored, file and
    /// bytes included. None where nothing was signed.
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
        let Some(document) = &result.document else { return Ok(Some("document")) };
        let file = match self.documents.file(document.file).await {
            Ok(file) => file,
            Err(Error::NotFound) => return Ok(Some("document")),
            Err(other) => return Err(other),
        };
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
