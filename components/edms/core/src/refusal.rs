//! Why the exchange says no.

use orda_base::{Error, Refusal};

/// A rule said no. Code and message key: see [`Self::code`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EdmsRefusal {
    /// A mandatory requisite is empty (385-15-b).
    RequisiteMissing {
        /// Codes of the fields.
        fields: String,
    },
    /// The letter does not hold the link (385-15).
    LinkMissing,
    /// An answer gives no reason (385-16-i, 385-20-f).
    ReasonMissing,
    /// The message carries a file (385-15-c).
    Attachment,
    /// The letter is registered already (385-16).
    AlreadyRegistered {
        /// The number that holds.
        number: String,
    },
    /// The letter was declined already.
    AlreadyDeclined,
    /// The letter has arrived: there is nothing to send again (385-15-d).
    AlreadyDelivered,
    /// The letter has not come to the receiver yet.
    NotArrived,
    /// The message cannot be read.
    Malformed {
        /// What is wrong with it.
        detail: String,
    },
    /// The same message id came with other content.
    MessageReused,
    /// The letter is known with other content or from another sender.
    LetterKnown,
    /// Sender and receiver are the same, or not the ones of the envelope.
    WrongParties,
    /// The receiver is no state body known to the centre.
    UnknownReceiver,
    /// The letter belongs to another component, which sends it again itself.
    Hosted,
}

impl EdmsRefusal {
    fn parts(&self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::RequisiteMissing { .. } => ("edms-refusal-requisite-missing", Some("385-15-b")),
            Self::LinkMissing => ("edms-refusal-link-missing", Some("385-15")),
            Self::ReasonMissing => ("edms-refusal-reason-missing", Some("385-16-i")),
            Self::Attachment => ("edms-refusal-attachment", Some("385-15-c")),
            Self::AlreadyRegistered { .. } => ("edms-refusal-already-registered", Some("385-16")),
            Self::AlreadyDeclined => ("edms-refusal-already-declined", Some("385-16")),
            Self::AlreadyDelivered => ("edms-refusal-already-delivered", Some("385-15-d")),
            Self::NotArrived => ("edms-refusal-not-arrived", Some("385-16")),
            Self::Malformed { .. } => ("edms-refusal-malformed", None),
            Self::MessageReused => ("edms-refusal-message-reused", None),
            Self::LetterKnown => ("edms-refusal-letter-known", None),
            Self::WrongParties => ("edms-refusal-wrong-parties", None),
            Self::UnknownReceiver => ("edms-refusal-unknown-receiver", Some("217-a31.7")),
            Self::Hosted => ("edms-refusal-hosted", Some("385-15-d")),
        }
    }

    /// Stable code: key of the text.
    pub fn code(&self) -> &'static str {
        self.parts().0
    }

    /// Every code, for the check that no text is missing.
    pub const CODES: [&'static str; 14] = [
        "edms-refusal-requisite-missing",
        "edms-refusal-link-missing",
        "edms-refusal-reason-missing",
        "edms-refusal-attachment",
        "edms-refusal-already-registered",
        "edms-refusal-already-declined",
        "edms-refusal-already-delivered",
        "edms-refusal-not-arrived",
        "edms-refusal-malformed",
        "edms-refusal-message-reused",
        "edms-refusal-letter-known",
        "edms-refusal-wrong-parties",
        "edms-refusal-unknown-receiver",
        "edms-refusal-hosted",
    ];
}

impl From<EdmsRefusal> for Refusal {
    fn from(refusal: EdmsRefusal) -> Self {
        let (code, rule) = refusal.parts();
        let plain = match rule {
            Some(rule) => Self::new(code).rule(rule),
            None => Self::new(code),
        };
        match refusal {
            EdmsRefusal::RequisiteMissing { fields } => plain.with("fields", fields),
            EdmsRefusal::AlreadyRegistered { number } => plain.with("number", number),
            EdmsRefusal::Malformed { detail } => plain.with("detail", detail),
            _ => plain,
        }
    }
}

impl From<EdmsRefusal> for Error {
    fn from(refusal: EdmsRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}
