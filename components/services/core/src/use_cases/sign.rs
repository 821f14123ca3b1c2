//! An authorised employee certifies a result (74-5-4-b).

use super::{Seen, Services};
use crate::By;
use crate::manifest::of_result;
use crate::{Event, ResultId, Service, ServiceResult, ServicesRefusal, Signed};
use orda_base::{Access, Actor, Error, Operation, Result};
use orda_documents::StoredFile;
use orda_signatures::{Expected, Manifest, Purpose, SignatureId, SignatureRecord};

/// What is to be signed.
#[derive(Debug, Clone)]
pub struct SigningTask {
    /// The result.
    pub result: ServiceResult,
    /// The service.
    pub service: Service,
    /// What the signer states.
    pub purpose: Purpose,
    /// The document.
    pub file: StoredFile,
    /// The bytes that are signed.
    pub manifest: Vec<u8>,
}

/// Something to be signed.
struct Prepared {
    manifest: Manifest,
    file: StoredFile,
    bin: String,
}

impl Services {
    /// What the actor is to sign.
    ///
    /// # Errors
    /// Not found for who may not read the result; refused for who is not authorised at this moment; refusals of the state.
    pub async fn signing(&self, actor: &Actor, id: ResultId) -> Result<SigningTask> {
        let seen = self.readable(actor, id).await?;
        let Prepared { manifest, file, .. } = self.signable(&seen).await?;
        Ok(SigningTask {
            purpose: manifest.purpose,
            manifest: manifest.to_bytes(),
            result: seen.result,
            service: seen.service,
            file,
        })
    }

    /// Who may, whether now, and what.
    async fn signable(&self, seen: &Seen) -> Result<Prepared> {
        if !seen.standing.holds(seen.service.id) {
            return Err(ServicesRefusal::NotAuthorised.into());
        }
        let document = seen.result.can_sign(self.env.now().date())?;
        let file = self.documents.file(document.file).await?;
        let bin = self.provider(seen.result.body).await?.bin.clone();
        Ok(Prepared { manifest: of_result(&seen.result, &seen.service, &bin, &file), file, bin })
    }

    /// The actor certifies the result. `cms` is the detached signature, DER, over [`SigningTask::manifest`]: made with the
    /// actor's own valid certificate, issued for the provider.
    ///
    /// # Errors
    /// As [`Self::signing`]; the step of the verification that failed. Nothing was changed.
    pub async fn sign(&self, actor: &Actor, id: ResultId, cms: &[u8]) -> Result<()> {
        let seen = self.readable(actor, id).await?;
        let prepared = self.signable(&seen).await?;
        let (Some(iin), Some(person)) = (actor.iin(), actor.person()) else { return Err(Error::Forbidden) };
        let manifest = prepared.manifest.to_bytes();
        let expected = Expected { iin, bin: &prepared.bin, role: prepared.manifest.purpose.role() };
        let verified = self.verifier.verify(&manifest, cms, &expected).await?;
        let post = self.directory.person(person).await?.map(|card| card.position.clone()).unwrap_or_default();
        let organisation = self.provider(seen.result.body).await?.name.clone();

        let (mut work, authorisation, now) = self.hold(actor, &seen).await?;
        let record = SignatureRecord {
            id: SignatureId::generate(&self.env),
            object: prepared.manifest.object,
            purpose: prepared.manifest.purpose,
            manifest,
            cms: cms.to_vec(),
            person,
            body: seen.result.body,
            acting_for: None,
            signer: verified.signer,
            received_at: now,
            report: verified.report,
        };
        let signed = Signed {
            signature: record.id,
            authorisation: authorisation.id,
            by: By::of(actor),
            post,
            organisation,
            at: now,
        };
        let result = seen.result.sign(signed)?;
        work.add_signature(&record).await?;
        let access = Access::done("service_result", id, Operation::Sign).detail(result.number.to_string());
        self.finish(work, actor, (&result, Event::Signed), (now, access)).await
    }
}
