//! Making evidence: from a signature as it was taken in to CAdES-LTA, and from one archive stamp to the next.

use crate::centre::CertifyingCentre;
use crate::trust_verifier::TrustVerifier;
use eds::make;
use eds::validate::{archive_imprint, hash_index, stamps};
use eds::{Certificate, Content, Digest, Envelope, Reason, SignerInfo};
use orda_base::{Error, Result};

/// Why evidence could not be made.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Something of the signature, a stamp or an answer.
    Eds(eds::Error),
    /// Something of the portal.
    Portal(Error),
}

impl Trouble {
    /// Stable code.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Eds(error) => error.reason.code(),
            Self::Portal(_) => "unavailable",
        }
    }

    /// The same trouble, for another signature that it came over too.
    pub fn again(&self) -> Self {
        match self {
            Self::Eds(error) => Self::Eds(error.clone()),
            Self::Portal(error) => Self::Portal(Error::internal(error)),
        }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Eds(error) => error.fmt(f),
            Self::Portal(error) => error.fmt(f),
        }
    }
}

impl From<eds::Error> for Trouble {
    fn from(error: eds::Error) -> Self {
        Self::Eds(error)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Portal(error)
    }
}

/// What evidence is made with.
pub(super) struct Maker<'a> {
    pub centre: &'a CertifyingCentre,
    pub trust: &'a TrustVerifier,
    /// The digest of stamps.
    pub digest: Digest,
}

impl Maker<'_> {
    /// Stamp over the signature, certificates, answers and lists, archive stamp.
    pub async fn first(&self, cms: &[u8], content: &[u8]) -> Result<Vec<u8>, Trouble> {
        let envelope = Envelope::read(cms)?;
        let signer = signer(&envelope)?;
        let certificate = signer.certificate(envelope.certificates())?.clone();
        let token = self.centre.stamp(self.digest, signer.signature()).await?;
        let stamped = make::add_signature_stamp(cms, 0, &token)?;
        // After the stamp: an answer that is older could not know of a revocation just before it.
        let (certificates, lists) = self.trust.material(&certificate).await?;
        let mut answers = self.answers_for_stamp(&stamped).await?;
        answers.extend(self.centre.answer_about(&certificate).await?);
        let whole = make::add_material(&stamped, &certificates, &lists, &answers)?;
        self.archived(&whole, content).await
    }

    /// What is known of the newest stamp's authority, and an archive stamp over everything.
    pub async fn renewed(&self, cms: &[u8], content: &[u8]) -> Result<Vec<u8>, Trouble> {
        let answers = self.answers_for_stamp(cms).await?;
        let whole = make::add_material(cms, &[], &[], &answers)?;
        self.archived(&whole, content).await
    }

    /// The answer about who made the newest stamp.
    pub async fn answers_for_stamp(&self, cms: &[u8]) -> Result<Vec<Vec<u8>>, Trouble> {
        let envelope = Envelope::read(cms)?;
        let newest = stamps(signer(&envelope)?)?.into_iter().next();
        let newest = newest.ok_or(eds::Error { reason: Reason::MaterialMissing, detail: "stamp".to_owned() })?;
        let authority: &Certificate = newest.verify_signature(envelope.certificates())?;
        Ok(self.centre.answer_about(authority).await?.into_iter().collect())
    }

    async fn archived(&self, cms: &[u8], content: &[u8]) -> Result<Vec<u8>, Trouble> {
        let envelope = Envelope::read(cms)?;
        let signer = signer(&envelope)?;
        let index = hash_index(&envelope, signer, self.digest)?;
        let over = archive_imprint(&envelope, signer, &Content::Bytes(content), self.digest, &index)?;
        let token = self.centre.stamp(self.digest, &over).await?;
        Ok(make::add_archive_stamp(cms, 0, &token, &index)?)
    }
}

/// The only signer: more are never taken in.
fn signer(envelope: &Envelope) -> Result<&SignerInfo, Trouble> {
    match envelope.signers() {
        [one] => Ok(one),
        [] => Err(eds::Error::from(Reason::NoSigner).into()),
        _ => Err(eds::Error::from(Reason::SeveralSigners).into()),
    }
}
