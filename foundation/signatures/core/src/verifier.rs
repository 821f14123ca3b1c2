//! The port through which everybody verifies signatures.

use crate::Signer;
use async_trait::async_trait;
use eds::Report;
use orda_base::{Result, Timestamp};

/// The role a certificate must carry for a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignerRole {
    /// First head of the body, or who has the right to sign for it.
    Head,
    /// Anybody of the body.
    Employee,
}

/// Whose signature is expected.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// Individual identification number of the person: 12 digits.
    pub iin: &'a str,
    /// Business identification number of the body: 12 digits.
    pub bin: &'a str,
    /// Role of the person in the body.
    pub role: SignerRole,
}

/// A signature that passed every step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Who signed, as the certificate says.
    pub signer: Signer,
    /// The time the signer's machine claims; shown, never relied upon.
    pub claimed_at: Option<Timestamp>,
    /// Every step with its status.
    pub report: Report,
}

/// What an examination found, good or bad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// Who signed, as the certificate says; none when there is no readable certificate. Says nothing about truth unless
    /// the report is good.
    pub signer: Option<Signer>,
    /// The time the signer's machine claims.
    pub claimed_at: Option<Timestamp>,
    /// Every step with its status.
    pub report: Report,
}

/// Verifies detached signatures against the configured trust.
#[async_trait]
pub trait Verifier: Send + Sync {
    /// Verifies `cms` over `content` as of now, by the expected person, body and role.
    ///
    /// # Errors
    /// `Error::Refused` names the first failing step: codes in [`crate::refusal`].
    async fn verify(&self, content: &[u8], cms: &[u8], expected: &Expected<'_>) -> Result<Verified>;

    /// Verifies `cms` over `content` as of now, whoever signed it: for login, where the certificate tells who it is.
    /// Identity and role are left unchecked, but a person must be named.
    ///
    /// # Errors
    /// As [`Self::verify`].
    async fn identify(&self, content: &[u8], cms: &[u8]) -> Result<Verified>;

    /// Examines `cms` over `content` as of `at` and reports what was found, without refusing.
    ///
    /// # Errors
    /// Only when the certificates or lists needed cannot be read.
    async fn examine(
        &self,
        content: &[u8],
        cms: &[u8],
        expected: Option<&Expected<'_>>,
        at: Timestamp,
    ) -> Result<Examined>;

    /// As [`Self::examine`], for a signature that [`Self::verify`] took in before: quicker where GOST is concerned
    /// ([`eds::Care::Kept`]).
    ///
    /// # Errors
    /// As [`Self::examine`].
    async fn examine_kept(
        &self,
        content: &[u8],
        cms: &[u8],
        expected: Option<&Expected<'_>>,
        at: Timestamp,
    ) -> Result<Examined> {
        self.examine(content, cms, expected, at).await
    }
}
