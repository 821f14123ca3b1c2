//! Verifying a signature that was just made, and one that is kept.

use super::Drafts;
use super::believed::{Belief, Believed};
use super::signing::Prepared;
use crate::Who;
use crate::manifest::differences;
use orda_base::{Actor, BodyId, Error, Result, Role, Timestamp};
use orda_signatures::{
    Expected, Manifest, Part, Purpose, Reason, Report, SignatureId, SignatureRecord, SignerRole, Step, check_again,
};

impl Drafts {
    /// Verifies `cms` over the manifest as the signature of the actor, head of the body, and makes the record of it. The
    /// record is not kept yet.
    ///
    /// # Errors
    /// The step that failed, as `Error::Refused`; nothing was changed (385-14, 385-16-f, 385-16-g).
    pub(super) async fn accept(
        &self,
        actor: &Actor,
        prepared: &Prepared,
        cms: &[u8],
    ) -> Result<(SignatureRecord, Who)> {
        let by = Who::of(actor, Role::HeadOfBody, prepared.body).ok_or(Error::Forbidden)?;
        let iin = actor.iin().ok_or(Error::Forbidden)?;
        let manifest = prepared.manifest.to_bytes();
        let expected = Expected { iin, bin: &prepared.manifest.body_bin, role: SignerRole::Head };
        let verified = self.verifier.verify(&manifest, cms, &expected).await?;
        let record = SignatureRecord {
            id: SignatureId::generate(&self.env),
            object: prepared.manifest.object.clone(),
            purpose: prepared.manifest.purpose,
            manifest,
            cms: cms.to_vec(),
            person: by.person,
            body: by.body,
            acting_for: by.acting_for,
            signer: verified.signer,
            received_at: self.env.now(),
            report: verified.report,
        };
        Ok((record, by))
    }

    /// Does a kept signature still verify over `manifest`, as of the time when it was taken in (385-19)?
    pub(super) async fn still_verifies(
        &self,
        record: &SignatureRecord,
        manifest: &[u8],
        bin: &str,
        belief: Belief,
    ) -> Result<bool> {
        if record.manifest != manifest {
            return Ok(false);
        }
        let Some(person) = self.directory.person(record.person).await? else { return Ok(false) };
        let (key, now) = (Believed::key(record, manifest, &person.iin, bin), self.env.now());
        if belief == Belief::Lately && self.believed.holds(&key, now) {
            return Ok(true);
        }
        let expected = Expected { iin: &person.iin, bin, role: SignerRole::Head };
        let examined = self.verifier.examine_kept(manifest, &record.cms, Some(&expected), record.received_at).await?;
        let good = examined.report.is_good();
        if good {
            self.believed.remember(key, now);
        }
        Ok(good)
    }

    /// A kept signature checked again as of the time when it was taken in; what is signed must be what is stored now
    /// (385-62-e, 365-10-a). `now` are the parts of its version as stored now; none for a signature that was voided by a change.
    pub(super) async fn report_again(&self, record: &SignatureRecord, now: Option<&[Part]>) -> Result<Report> {
        let mut report = check_again(&*self.verifier, record).await?;
        let signs_all = matches!(record.purpose, Purpose::DraftSign | Purpose::DraftApprove);
        if let (Some(now), Ok(manifest)) = (now.filter(|_| signs_all), Manifest::from_bytes(&record.manifest)) {
            let changed = differences(&manifest.parts, now);
            if !changed.is_empty() {
                report.failed(Step::Digest, Reason::DigestMismatch, changed.join(", "));
            }
        }
        Ok(report)
    }

    /// Was the signature given for this body (and not moved to another row)?
    pub(super) fn belongs(record: &SignatureRecord, body: BodyId, at: Timestamp) -> bool {
        record.body == body && record.received_at <= at
    }
}
