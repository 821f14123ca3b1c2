//! The verifier over configured trust: the built-in centre and centres outside.

use crate::centre::CertifyingCentre;
use crate::trust::TrustProfile;
use crate::{Algorithms, Examined, Expected, Signer, SignerRole, Verified, Verifier, refusal};
use async_trait::async_trait;
use eds::strength::Rules;
use eds::{Care, Expectation, ExpectedRole, Outcome, Status, Step};
use orda_base::{Env, Result, Timestamp};
use std::sync::{Arc, PoisonError, RwLock};

/// Verifies against the built-in centre (if any) and every trust profile. A signature is good when it is good under one
/// of them; otherwise the report is of the one under which it got furthest.
pub struct TrustVerifier {
    env: Env,
    centre: Option<Arc<CertifyingCentre>>,
    profiles: RwLock<Vec<Arc<TrustProfile>>>,
    algorithms: Algorithms,
}

impl TrustVerifier {
    /// A verifier that trusts `centre` and `profiles`, with the usual policy of algorithms.
    pub fn new(env: Env, centre: Option<Arc<CertifyingCentre>>, profiles: Vec<TrustProfile>) -> Self {
        let profiles = RwLock::new(profiles.into_iter().map(Arc::new).collect());
        Self { env, centre, profiles, algorithms: Algorithms::default() }
    }

    /// The same with another policy of algorithms.
    #[must_use]
    pub fn with_algorithms(self, algorithms: Algorithms) -> Self {
        Self { algorithms, ..self }
    }

    /// Puts other profiles in place of those of centres outside: their lists of revoked certificates are renewed every
    /// day or sooner, and what a stale list says is refused. To be called by a job that reads the files again.
    pub fn replace_profiles(&self, profiles: Vec<TrustProfile>) {
        let fresh = profiles.into_iter().map(Arc::new).collect();
        *self.profiles.write().unwrap_or_else(PoisonError::into_inner) = fresh;
    }

    /// Everything that is trusted now, the built-in centre first.
    pub(crate) async fn profiles(&self) -> Result<Vec<Arc<TrustProfile>>> {
        let mut profiles = self.profiles.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(centre) = &self.centre {
            profiles.insert(0, centre.trust().await?);
        }
        Ok(profiles)
    }

    async fn outcome(
        &self,
        content: &[u8],
        cms: &[u8],
        expected: Option<&Expected<'_>>,
        at: Timestamp,
        rules: &Rules,
        care: Care,
    ) -> Result<Outcome> {
        let verify = match care {
            Care::New => eds::verify,
            Care::Kept => eds::verify_again,
        };
        let profiles = self.profiles().await?;
        let expectation = expected.map(|e| Expectation { iin: e.iin, bin: e.bin, role: e.role.into() });
        let mut best: Option<Outcome> = None;
        for profile in &profiles {
            let outcome = verify(content, cms, &profile.as_trust(rules), expectation.as_ref(), at.seconds());
            if outcome.report.is_good() {
                return Ok(outcome);
            }
            // Of several refusals, that of the centre which issued the certificate says more.
            let issued_here = outcome.report.status(Step::Chain) == Status::Ok;
            if best.is_none() || issued_here {
                best = Some(outcome);
            }
        }
        Ok(best.unwrap_or_else(|| {
            let nothing = eds::Profile::default();
            let trust = eds::Trust { anchors: &[], intermediates: &[], crls: &[], profile: &nothing, rules };
            verify(content, cms, &trust, expectation.as_ref(), at.seconds())
        }))
    }

    /// What is found by the rules for what is kept.
    async fn examined(
        &self,
        content: &[u8],
        cms: &[u8],
        expected: Option<&Expected<'_>>,
        at: Timestamp,
        care: Care,
    ) -> Result<Examined> {
        let outcome = self.outcome(content, cms, expected, at, self.algorithms.for_kept(), care).await?;
        Ok(Examined {
            signer: signer(&outcome),
            claimed_at: outcome.signing_time.map(Timestamp::from_seconds),
            report: outcome.report,
        })
    }

    async fn accept(&self, content: &[u8], cms: &[u8], expected: Option<&Expected<'_>>) -> Result<Verified> {
        let rules = self.algorithms.for_new();
        let outcome = self.outcome(content, cms, expected, self.env.now(), &rules, Care::New).await?;
        if let Some((step, reason)) = outcome.report.failure() {
            return Err(refusal::of_outcome(step, reason, &outcome).into());
        }
        let key = outcome.certificate.as_ref().map(eds::Certificate::public_key).transpose();
        if let Err(error) = key.and_then(|key| key.map_or(Ok(()), |key| key.check_sound())) {
            return Err(refusal::of_outcome(Step::Signature, error.reason, &outcome).into());
        }
        let signer = signer(&outcome);
        match signer {
            Some(signer) if outcome.report.is_good() => Ok(Verified {
                signer,
                claimed_at: outcome.signing_time.map(Timestamp::from_seconds),
                report: outcome.report,
            }),
            _ => Err(refusal::of_outcome(Step::Structure, eds::Reason::Malformed, &outcome).into()),
        }
    }
}

#[async_trait]
impl Verifier for TrustVerifier {
    async fn verify(&self, content: &[u8], cms: &[u8], expected: &Expected<'_>) -> Result<Verified> {
        self.accept(content, cms, Some(expected)).await
    }

    async fn identify(&self, content: &[u8], cms: &[u8]) -> Result<Verified> {
        self.accept(content, cms, None).await
    }

    async fn examine(
        &self,
        content: &[u8],
        cms: &[u8],
        expected: Option<&Expected<'_>>,
        at: Timestamp,
    ) -> Result<Examined> {
        self.examined(content, cms, expected, at, Care::New).await
    }

    async fn examine_kept(
        &self,
        content: &[u8],
        cms: &[u8],
        expected: Option<&Expected<'_>>,
        at: Timestamp,
    ) -> Result<Examined> {
        self.examined(content, cms, expected, at, Care::Kept).await
    }
}

impl From<SignerRole> for ExpectedRole {
    fn from(role: SignerRole) -> Self {
        match role {
            SignerRole::Head => Self::Head,
            SignerRole::Employee => Self::Employee,
        }
    }
}

/// Who signed, as the certificate says.
fn signer(outcome: &Outcome) -> Option<Signer> {
    let (certificate, subject) = (outcome.certificate.as_ref()?, outcome.subject.as_ref()?);
    Some(Signer {
        name: subject.full_name(),
        iin: subject.iin.clone(),
        bin: subject.bin.clone(),
        organisation: subject.organisation.clone(),
        role_oids: subject.roles.clone(),
        serial: certificate.serial_hex(),
        certificate_sha256: certificate.sha256_hex(),
        issuer: certificate.issuer().common_name().to_owned(),
        not_before: Some(Timestamp::from_seconds(certificate.not_before())),
        not_after: Some(Timestamp::from_seconds(certificate.not_after())),
    })
}
