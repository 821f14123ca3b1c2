//! Accepted signatures, and checking them again years later.

use crate::{Expected, Manifest, Purpose, Reason, Report, SignatureId, SignatureRecord, SignerRole, Step, Verifier};
use async_trait::async_trait;
use orda_base::{Error, Result};
use std::sync::Arc;

/// Reads of accepted signatures.
#[async_trait]
pub trait SignatureStore: Send + Sync {
    /// Every signature of one thing, all versions, oldest first.
    async fn of_object(&self, kind: &str, id: &str) -> Result<Vec<SignatureRecord>>;
    /// Every signature of several things of one kind, oldest first.
    async fn of_objects(&self, kind: &str, ids: &[String]) -> Result<Vec<SignatureRecord>>;
    /// One signature.
    async fn get(&self, id: SignatureId) -> Result<Option<SignatureRecord>>;
}

/// Accepted signatures. The CALLER has checked the right to see the thing that is signed.
pub struct Signatures {
    store: Arc<dyn SignatureStore>,
    verifier: Arc<dyn Verifier>,
}

impl Purpose {
    /// The role a certificate must carry for this purpose.
    pub const fn role(self) -> SignerRole {
        match self {
            Self::DraftSign
            | Self::DraftApprove
            | Self::Refuse
            | Self::ProtocolSign
            | Self::VoteSupport
            | Self::VoteAgainst => SignerRole::Head,
            Self::ResultSign | Self::Destroy | Self::Login => SignerRole::Employee,
        }
    }
}

impl Signatures {
    /// Signatures of `store`, checked by `verifier`.
    pub fn new(store: Arc<dyn SignatureStore>, verifier: Arc<dyn Verifier>) -> Self {
        Self { store, verifier }
    }

    /// Every signature of one thing, all versions, oldest first.
    pub async fn of_object(&self, kind: &str, id: &str) -> Result<Vec<SignatureRecord>> {
        self.store.of_object(kind, id).await
    }

    /// Every signature of several things of one kind, oldest first, in one query.
    pub async fn of_objects(&self, kind: &str, ids: &[String]) -> Result<Vec<SignatureRecord>> {
        self.store.of_objects(kind, ids).await
    }

    /// One signature.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get(&self, id: SignatureId) -> Result<SignatureRecord> {
        self.store.get(id).await?.ok_or(Error::NotFound)
    }

    /// Checks a kept signature again, as of the time it was taken in: a certificate that expired or was revoked later
    /// does not make it bad; one revoked before does. The manifest must still say what the record says.
    pub async fn check(&self, record: &SignatureRecord) -> Result<Report> {
        check_again(&*self.verifier, record).await
    }

    /// Every signature of one thing with the report of checking it again.
    pub async fn check_object(&self, kind: &str, id: &str) -> Result<Vec<(SignatureRecord, Report)>> {
        let mut checked = Vec::new();
        for record in self.of_object(kind, id).await? {
            let report = self.check(&record).await?;
            checked.push((record, report));
        }
        Ok(checked)
    }
}

/// Checks a kept signature again with `verifier`: see [`Signatures::check`].
pub async fn check_again(verifier: &dyn Verifier, record: &SignatureRecord) -> Result<Report> {
    let role = record.purpose.role();
    let expected = Expected { iin: &record.signer.iin, bin: &record.signer.bin, role };
    // Otherwise it is whoever the certificate names.
    let expected = record.purpose.is_for_a_body().then_some(&expected);
    let examined = verifier.examine_kept(&record.manifest, &record.cms, expected, record.received_at).await?;
    let mut report = examined.report;
    if let Err(what) = consistent(record, examined.signer.map(|s| s.certificate_sha256).as_deref()) {
        report.failed(Step::Digest, Reason::DigestMismatch, what);
    }
    Ok(report)
}

/// Does what is kept beside the signature agree with what is signed? Somebody may have changed the table.
fn consistent(record: &SignatureRecord, certificate: Option<&str>) -> std::result::Result<(), &'static str> {
    let manifest = Manifest::from_bytes(&record.manifest).map_err(|_| "manifest")?;
    if manifest.object != record.object {
        return Err("object");
    }
    if manifest.purpose != record.purpose {
        return Err("purpose");
    }
    if record.purpose.is_for_a_body() && manifest.body_bin != record.signer.bin {
        return Err("body");
    }
    if certificate != Some(record.signer.certificate_sha256.as_str()) {
        return Err("certificate");
    }
    Ok(())
}
