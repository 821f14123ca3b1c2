//! A request for a certificate: decided once.

use super::CertificateId;
use crate::refusal;
use orda_base::{BodyId, PersonId, Refusal, Timestamp, id_type};

id_type!(
    /// A request for a certificate.
    CertificateRequestId
);

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestState {
    /// Waits for an administrator.
    Pending,
    /// A certificate was issued.
    Approved,
    /// Rejected with a reason.
    Rejected,
}

impl RequestState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Approved, Self::Rejected];

    /// Stable code: in the table and in message keys (`signatures-request-state-pending`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A request for a certificate, made by a person for oneself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateRequest {
    /// Its id.
    pub id: CertificateRequestId,
    /// Who asks.
    pub person: PersonId,
    /// For which body.
    pub body: BodyId,
    /// The public key, `SubjectPublicKeyInfo`.
    pub spki: Vec<u8>,
    /// Kind and length of the key.
    pub key_name: String,
    /// SHA-256 of the public key, hexadecimal: by it an administrator can make sure whose key it is.
    pub spki_sha256: String,
    /// Where it stands.
    pub state: RequestState,
    /// Why it was rejected; empty otherwise.
    pub reason: String,
    /// When it was made.
    pub requested_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// The certificate issued.
    pub certificate: Option<CertificateId>,
}

impl CertificateRequest {
    /// The same request, approved with this certificate. Consumes it: a request is decided once.
    ///
    /// # Errors
    /// `signatures-refusal-request_decided`.
    pub fn approved(self, by: Option<PersonId>, certificate: CertificateId, now: Timestamp) -> Result<Self, Refusal> {
        Ok(Self { certificate: Some(certificate), ..self.decided(RequestState::Approved, by, now)? })
    }

    /// The same request, rejected for this reason.
    ///
    /// # Errors
    /// `signatures-refusal-request_decided`.
    pub fn rejected(self, by: Option<PersonId>, reason: &str, now: Timestamp) -> Result<Self, Refusal> {
        Ok(Self { reason: reason.to_owned(), ..self.decided(RequestState::Rejected, by, now)? })
    }

    fn decided(self, state: RequestState, by: Option<PersonId>, now: Timestamp) -> Result<Self, Refusal> {
        if self.state != RequestState::Pending {
            return Err(refusal::request_decided());
        }
        Ok(Self { state, decided_at: Some(now), decided_by: by, ..self })
    }
}
