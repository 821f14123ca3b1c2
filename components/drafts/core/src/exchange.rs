//! What the use cases need of, and hand over to, the exchange of letters with document management systems (385-12,
//! 385-15-d). The exchange is another component: the program joins the two.

use crate::{DraftId, Letter, LetterId, Registration};
use async_trait::async_trait;
use orda_base::{BodyId, Date, LocalizedText, Result, Timestamp};

/// What is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Handover {
    /// A letter went out, or goes out again.
    Letter,
    /// A letter was registered in the portal (385-16).
    Registered,
    /// The draft that a letter is about was withdrawn: the letter is to be read by nobody (385-3).
    Withdrawn,
}

impl Handover {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Registered => "registered",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The handover with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Letter, Self::Registered, Self::Withdrawn].into_iter().find(|h| h.code() == code)
    }
}

/// Something that waits to be handed over, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredHandover {
    /// What.
    pub what: Handover,
    /// The draft.
    pub draft: DraftId,
    /// The letter.
    pub letter: Letter,
}

/// Something that waits to be handed over, with everything the exchange needs to know.
#[derive(Debug, Clone)]
pub struct ToExchange {
    /// What.
    pub what: Handover,
    /// The letter.
    pub letter: Letter,
    /// Full link to the version.
    pub link: String,
    /// The electronic digital signature of the head that stands behind the letter: that of the version it accompanies.
    pub signature: Option<LetterSeal>,
    /// The letter that this one answers.
    pub in_reply_to: Option<LetterId>,
    /// The registration, when that is what is told.
    pub registration: Option<Registration>,
}

/// A signature without what was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterSeal {
    /// Full name of the signer.
    pub signer: String,
    /// When it was received.
    pub at: Timestamp,
    /// SHA-256 of the signed statement, hexadecimal.
    pub digest: String,
    /// Detached CMS, DER.
    pub cms: Vec<u8>,
}

/// An official letter of a refusal that came from a document system outside (385-16-i).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedLetter {
    /// Its id.
    pub id: LetterId,
    /// Outgoing number.
    pub number: String,
    /// Date.
    pub date: Date,
    /// Title.
    pub title: LocalizedText,
    /// Text.
    pub text: String,
    /// Full name of who signed it.
    pub signer: String,
}

/// How letters come to a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// In the portal: somebody there registers them.
    Portal,
    /// Into a document system of its own.
    OwnSystem,
    /// Not at all: the body does not take part in the exchange (217-a31.7).
    None,
}

/// Tells how letters come to bodies.
#[async_trait]
pub trait Exchange: Send + Sync {
    /// How letters come to `body`.
    async fn reach(&self, body: BodyId) -> Result<Reach>;
}
