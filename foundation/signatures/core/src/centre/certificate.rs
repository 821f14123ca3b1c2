//! Authorities and the certificates they issued.

use eds::{RevocationReason, Subject};
use orda_base::{BodyId, PersonId, Timestamp, id_type};

id_type!(
    /// An authority of the built-in centre: one root.
    AuthorityId
);
id_type!(
    /// A certificate the centre issued.
    CertificateId
);

/// The root of the centre with its current list.
#[derive(Clone)]
pub struct Authority {
    /// Its id.
    pub id: AuthorityId,
    /// Its common name.
    pub name: String,
    /// Its certificate, DER.
    pub certificate: Vec<u8>,
    /// Its private key, sealed with the master key: useless without the key file.
    pub sealed_key: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Number of the current list.
    pub crl_number: u64,
    /// The current list, DER.
    pub crl: Vec<u8>,
    /// When the list was made.
    pub crl_made_at: Timestamp,
    /// Until when the list is to be relied upon.
    pub crl_next_at: Timestamp,
}

/// Is a certificate in force (385-57-c)?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CertificateState {
    /// In force.
    Valid,
    /// Not in force yet.
    NotYetValid,
    /// Past its end.
    Expired,
    /// Revoked.
    Revoked,
}

impl CertificateState {
    /// Stable code, in message keys (`signatures-certificate-state-valid`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::NotYetValid => "not_yet_valid",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
}

/// That a certificate was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RevokedState {
    /// When.
    pub at: Timestamp,
    /// By whom; none for the portal itself.
    pub by: Option<PersonId>,
    /// Why.
    pub reason: RevocationReason,
}

/// A certificate the centre issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedCertificate {
    /// Its id.
    pub id: CertificateId,
    /// Who issued it.
    pub authority: AuthorityId,
    /// Whose it is.
    pub person: PersonId,
    /// For which body it was issued.
    pub body: BodyId,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// SHA-256 of the certificate, hexadecimal.
    pub sha256: String,
    /// The certificate, DER.
    pub certificate: Vec<u8>,
    /// Whom it names.
    pub subject: Subject,
    /// SHA-256 of the public key, hexadecimal.
    pub spki_sha256: String,
    /// Beginning of validity.
    pub not_before: Timestamp,
    /// End of validity.
    pub not_after: Timestamp,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Who approved it; none for the portal itself.
    pub issued_by: Option<PersonId>,
    /// Set once revoked.
    pub revoked: Option<RevokedState>,
}

impl IssuedCertificate {
    /// Is it in force at `now`?
    pub fn state(&self, now: Timestamp) -> CertificateState {
        if self.revoked.is_some_and(|r| r.at <= now) {
            CertificateState::Revoked
        } else if now < self.not_before {
            CertificateState::NotYetValid
        } else if now > self.not_after {
            CertificateState::Expired
        } else {
            CertificateState::Valid
        }
    }
}
