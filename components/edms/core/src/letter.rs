//! An official letter and its way.
//!
//! ```text
//! Waiting --acknowledged--> Delivered --registered--> Registered --"not accepted"--> Rejected
//!    | given up, refused        | registration refused
//!    v                          v
//! NotDelivered --sent again--> Waiting (or Delivered at once)      Declined
//! ```
//! A letter to a body that works in the portal is delivered when it is taken. A letter has no field for a file: the draft
//! stays in the portal (385-15-c).

use crate::{EdmsRefusal, Fault, LetterId};
use orda_base::{BodyId, Date, LocalizedText, Timestamp};
use serde::{Deserialize, Serialize};

/// What a letter is for. Message key: `edms-kind-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// Cover letter of a draft to an approving body (385-15).
    Cover,
    /// Official letter with the reason of a refusal, to the drafting body (385-16-i).
    Refusal,
    /// Cover letter of a draft to the Chancellery (385-19-b).
    Chancellery,
    /// "Not accepted": the Chancellery does not take the draft, with the reason (385-20-f).
    NotAccepted,
    /// Any other official letter.
    Official,
}

impl LetterKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Cover, Self::Refusal, Self::Chancellery, Self::NotAccepted, Self::Official];

    /// Stable code: in tables, messages, interfaces and message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Refusal => "refusal",
            Self::Chancellery => "chancellery",
            Self::NotAccepted => "not_accepted",
            Self::Official => "official",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// Is it about a draft, so that it must hold the link to it (385-15)?
    pub const fn is_about_draft(self) -> bool {
        !matches!(self, Self::Official)
    }

    /// Is it an answer whose reason must not be empty (385-16-i, 385-20-f)?
    pub const fn gives_reason(self) -> bool {
        matches!(self, Self::Refusal | Self::NotAccepted)
    }
}

/// Where a letter stands. Message key: `edms-state-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    /// Taken by the centre; waits for the receiver's system to acknowledge it.
    Waiting,
    /// With the receiver.
    Delivered,
    /// Could not be delivered; may be sent again (385-15-d).
    NotDelivered,
    /// Registered by the receiver (385-16).
    Registered,
    /// The receiver's records service refused to register it.
    Declined,
    /// Answered by "not accepted" (385-20-e).
    Rejected,
}

impl LetterState {
    /// Every state, in the order of the way.
    pub const ALL: [Self; 6] =
        [Self::Waiting, Self::Delivered, Self::NotDelivered, Self::Registered, Self::Declined, Self::Rejected];

    /// Stable code: in tables, interfaces and message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::NotDelivered => "not_delivered",
            Self::Registered => "registered",
            Self::Declined => "declined",
            Self::Rejected => "rejected",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Has it come to the receiver?
    pub const fn has_arrived(self) -> bool {
        !matches!(self, Self::Waiting | Self::NotDelivered)
    }
}

/// Outgoing number and date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Number of the sender, or the next of the centre's numbering.
    pub number: String,
    /// Date.
    pub date: Date,
}

/// Incoming number and date: the receipt that the receiver registered the letter (385-16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// Incoming number.
    pub number: String,
    /// Incoming date.
    pub date: Date,
    /// Name of who registered it; empty when the receiver's system does not tell.
    pub by: String,
    /// When the centre learned of it.
    pub at: Timestamp,
}

/// Electronic digital signature that goes with a letter: detached, so nothing of what was signed travels with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterSignature {
    /// Full name of the signer.
    pub signer: String,
    /// When it was received.
    pub at: Timestamp,
    /// SHA-256 of what was signed, in hexadecimal digits.
    pub digest: String,
    /// The signature: detached CMS, base64.
    pub cms: String,
}

/// An official letter with everything on its card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// What it is for.
    pub kind: LetterKind,
    /// The body that sent it.
    pub sender: BodyId,
    /// The body to which it goes. A letter to several bodies is one letter to each (385-15-d).
    pub receiver: BodyId,
    /// Outgoing number and date.
    pub outgoing: Outgoing,
    /// Incoming number and date, once it is registered.
    pub incoming: Option<Incoming>,
    /// Title.
    pub title: LocalizedText,
    /// Text.
    pub text: String,
    /// Full link to what it is about in the portal; empty for a letter about nothing in the portal.
    pub link: String,
    /// Full name of who signed the letter.
    pub signer: String,
    /// The signature that goes with it.
    pub signature: Option<LetterSignature>,
    /// The letter that this one answers.
    pub in_reply_to: Option<LetterId>,
    /// The component that made it and is told what becomes of it (`drafts`); empty for a letter made here or outside.
    pub host: String,
    /// Came it from a document system outside?
    pub from_outside: bool,
    /// Where it stands.
    pub state: LetterState,
    /// Why it was not delivered, declined or rejected.
    pub fault: Option<Fault>,
    /// When the centre took it.
    pub taken_at: Timestamp,
    /// When anything last happened to it.
    pub changed_at: Timestamp,
}

impl Letter {
    /// The receiver has it. A letter that is on already stays where it is: acknowledgements may come late.
    #[must_use]
    pub fn delivered(self, now: Timestamp) -> Self {
        match self.state {
            LetterState::Waiting | LetterState::NotDelivered => {
                Self { fault: None, ..self.at(LetterState::Delivered, now) }
            }
            _ => self,
        }
    }

    /// It could not be delivered. A letter that has arrived after all stays where it is.
    #[must_use]
    pub fn not_delivered(self, fault: Fault, now: Timestamp) -> Self {
        match self.state {
            LetterState::Waiting | LetterState::NotDelivered => {
                Self { fault: Some(fault), ..self.at(LetterState::NotDelivered, now) }
            }
            _ => self,
        }
    }

    /// It is sent again, still the same letter (385-15-d).
    ///
    /// # Errors
    /// [`EdmsRefusal::AlreadyDelivered`] unless it was not delivered.
    pub fn again(self, now: Timestamp) -> Result<Self, EdmsRefusal> {
        match self.state {
            LetterState::NotDelivered => Ok(Self { fault: None, ..self.at(LetterState::Waiting, now) }),
            _ => Err(EdmsRefusal::AlreadyDelivered),
        }
    }

    /// The receiver registers it, once (385-16). That it was registered says that it was delivered, whatever became of
    /// the acknowledgement. The same number again changes nothing.
    ///
    /// # Errors
    /// [`EdmsRefusal::AlreadyRegistered`] names the first number; [`EdmsRefusal::AlreadyDeclined`].
    pub fn register(mut self, incoming: Incoming) -> Result<Self, EdmsRefusal> {
        if let Some(first) = &self.incoming {
            let same = first.number == incoming.number && first.date == incoming.date;
            return if same { Ok(self) } else { Err(EdmsRefusal::AlreadyRegistered { number: first.number.clone() }) };
        }
        if self.state == LetterState::Declined {
            return Err(EdmsRefusal::AlreadyDeclined);
        }
        let now = incoming.at;
        self.incoming = Some(incoming);
        if self.state == LetterState::Rejected {
            return Ok(self);
        }
        Ok(Self { fault: None, ..self.at(LetterState::Registered, now) })
    }

    /// The receiver's records service refuses to register it, with the reason.
    ///
    /// # Errors
    /// [`EdmsRefusal::AlreadyRegistered`]; [`EdmsRefusal::AlreadyDeclined`].
    pub fn decline(self, fault: Fault, now: Timestamp) -> Result<Self, EdmsRefusal> {
        if let Some(first) = &self.incoming {
            return Err(EdmsRefusal::AlreadyRegistered { number: first.number.clone() });
        }
        match self.state {
            LetterState::Declined | LetterState::Rejected => Err(EdmsRefusal::AlreadyDeclined),
            _ => Ok(Self { fault: Some(fault), ..self.at(LetterState::Declined, now) }),
        }
    }

    /// It is answered by "not accepted" (385-20-e).
    #[must_use]
    pub fn rejected(self, fault: Fault, now: Timestamp) -> Self {
        Self { fault: Some(fault), ..self.at(LetterState::Rejected, now) }
    }

    fn at(self, state: LetterState, now: Timestamp) -> Self {
        Self { state, changed_at: now, ..self }
    }
}
