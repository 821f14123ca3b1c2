//! A result of a service, and its way: draft, signed, issued, revoked. Transitions are pure.

use crate::{AuthorisationId, By, ResultId, ResultNumber, ServiceId, ServicesRefusal};
use orda_base::{BodyId, Date, LocalizedText, Timestamp};
use orda_documents::{FileId, FileSetId};
use orda_signatures::SignatureId;
use serde::{Deserialize, Serialize};

/// Where a result stands. Message key: `services-state-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultState {
    /// It is being prepared.
    Draft,
    /// An authorised employee has certified it; nothing of it changes any more.
    Signed,
    /// It was issued: whoever knows its number may check it.
    Issued,
    /// It was revoked with a reason.
    Revoked,
}

impl ResultState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Signed, Self::Issued, Self::Revoked];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Signed => "signed",
            Self::Issued => "issued",
            Self::Revoked => "revoked",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Was it ever issued? Only then the public is told of it.
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Issued | Self::Revoked)
    }
}

/// Kinds of recipients (74-2-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecipientKind {
    /// A natural person, known by an IIN.
    Person,
    /// A legal entity, known by a BIN.
    Entity,
}

impl RecipientKind {
    /// Stable code. Message key: `services-recipient-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Entity => "entity",
        }
    }
}

/// For whom a result is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Natural person or legal entity.
    pub kind: RecipientKind,
    /// IIN or BIN: 12 digits with a valid check digit.
    pub number: String,
    /// Name.
    pub name: String,
}

/// The electronic document that is the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The set that holds it alone.
    pub set: FileSetId,
    /// The file.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// Who certified a result: name, post and organisation as they were at that moment (74-5-4-b).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The signature.
    pub signature: SignatureId,
    /// The authorisation that was in force.
    pub authorisation: AuthorisationId,
    /// Who.
    pub by: By,
    /// Post.
    pub post: LocalizedText,
    /// Organisation.
    pub organisation: LocalizedText,
    /// When the signature was taken in and verified.
    pub at: Timestamp,
}

/// The issue of a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Who issued it.
    pub by: By,
    /// When.
    pub at: Timestamp,
}

/// The end of a result that had been issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// Who revoked it.
    pub by: By,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// A result of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceResult {
    /// Its id.
    pub id: ResultId,
    /// The service.
    pub service: ServiceId,
    /// The provider.
    pub body: BodyId,
    /// Its unique identification number (74-3-3).
    pub number: ResultNumber,
    /// For whom.
    pub recipient: Recipient,
    /// Last day on which it is valid; none for ever.
    pub valid_until: Option<Date>,
    /// Its electronic document, once there is one.
    pub document: Option<Document>,
    /// Where it stands.
    pub state: ResultState,
    /// Who prepared it.
    pub prepared_by: By,
    /// When.
    pub prepared_at: Timestamp,
    /// Who certified it.
    pub signed: Option<Signed>,
    /// Its issue.
    pub issued: Option<Issue>,
    /// Its revocation.
    pub revoked: Option<Revocation>,
}

impl ServiceResult {
    /// Has the last day of its validity passed?
    pub fn has_expired(&self, today: Date) -> bool {
        self.valid_until.is_some_and(|until| until < today)
    }

    /// May it still be changed?
    ///
    /// # Errors
    /// It was signed.
    pub fn can_change(&self) -> Result<(), ServicesRefusal> {
        self.in_state(ResultState::Draft)
    }

    /// May it be signed? It must be a draft with its document, and not past its validity already.
    ///
    /// # Errors
    /// What is missing.
    pub fn can_sign(&self, today: Date) -> Result<&Document, ServicesRefusal> {
        self.in_state(ResultState::Draft)?;
        if self.has_expired(today) {
            return Err(ServicesRefusal::Expired);
        }
        self.document.as_ref().ok_or(ServicesRefusal::NoDocument)
    }

    /// An authorised employee certifies it.
    ///
    /// # Errors
    /// As [`Self::can_sign`].
    pub fn sign(mut self, signed: Signed) -> Result<Self, ServicesRefusal> {
        self.can_sign(signed.at.date())?;
        self.signed = Some(signed);
        self.state = ResultState::Signed;
        Ok(self)
    }

    /// It is issued; `authentic` says whether its signature was found good over what is stored now (74-5-4-a).
    ///
    /// # Errors
    /// It is not signed, or the signature is not over what is stored.
    pub fn issue(mut self, issue: Issue, authentic: bool) -> Result<Self, ServicesRefusal> {
        if self.state == ResultState::Draft {
            return Err(ServicesRefusal::Unsigned);
        }
        self.in_state(ResultState::Signed)?;
        if !authentic {
            return Err(ServicesRefusal::NotAuthentic);
        }
        self.issued = Some(issue);
        self.state = ResultState::Issued;
        Ok(self)
    }

    /// It is revoked.
    ///
    /// # Errors
    /// It was never issued, or is revoked already.
    pub fn revoke(mut self, revocation: Revocation) -> Result<Self, ServicesRefusal> {
        self.in_state(ResultState::Issued)?;
        self.revoked = Some(revocation);
        self.state = ResultState::Revoked;
        Ok(self)
    }

    fn in_state(&self, wanted: ResultState) -> Result<(), ServicesRefusal> {
        if self.state == wanted { Ok(()) } else { Err(ServicesRefusal::WrongState { state: self.state }) }
    }
}
