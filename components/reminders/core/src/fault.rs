//! What may go wrong: with a whole answer of a source, and with one record of it.

use serde::{Deserialize, Serialize};

/// Why a refresh failed. Message key: `reminders-fault-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The source did not answer, or not in time.
    Unreachable,
    /// It answered with another status than 200.
    Status,
    /// Its answer is longer than the limit.
    TooLarge,
    /// The answer does not bear the source's seal.
    Seal,
    /// The answer is not as the schema says.
    Malformed,
    /// The answer is one of the other source.
    WrongSource,
    /// The answer was made before the one that was taken last.
    Stale,
    /// The program ended in the midst of it.
    Interrupted,
    /// The portal itself could not keep the list.
    Portal,
}

impl FaultKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Unreachable,
        Self::Status,
        Self::TooLarge,
        Self::Seal,
        Self::Malformed,
        Self::WrongSource,
        Self::Stale,
        Self::Interrupted,
        Self::Portal,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Status => "status",
            Self::TooLarge => "too_large",
            Self::Seal => "seal",
            Self::Malformed => "malformed",
            Self::WrongSource => "wrong_source",
            Self::Stale => "stale",
            Self::Interrupted => "interrupted",
            Self::Portal => "portal",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// Why a refresh failed, with what is known of it, for administrators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What it was.
    pub kind: FaultKind,
    /// Particulars in technical words; never a secret, never a part of the answer.
    pub said: String,
}

impl Fault {
    /// A fault with its particulars, cut to what is kept.
    pub fn new(kind: FaultKind, said: impl Into<String>) -> Self {
        Self { kind, said: said.into().chars().filter(|c| !c.is_control()).take(300).collect() }
    }
}

/// Why one record of an answer was not taken in. Message key: `reminders-record-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordFaultKind {
    /// The record is no object, or a field is of another type.
    Unreadable,
    /// A mandatory requisite is missing or empty.
    Missing,
    /// A date that the calendar does not know.
    ImpossibleDate,
    /// A field is longer than the limit.
    TooLong,
    /// Neither under control nor executed.
    UnknownState,
    /// No state body of the portal has this BIN.
    UnknownBody,
    /// The answer holds another record with the same id before it.
    Duplicate,
}

impl RecordFaultKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Unreadable,
        Self::Missing,
        Self::ImpossibleDate,
        Self::TooLong,
        Self::UnknownState,
        Self::UnknownBody,
        Self::Duplicate,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Missing => "missing",
            Self::ImpossibleDate => "impossible_date",
            Self::TooLong => "too_long",
            Self::UnknownState => "unknown_state",
            Self::UnknownBody => "unknown_body",
            Self::Duplicate => "duplicate",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// A record of the last good answer that was not taken in: a line of the list of errors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// Where in the answer it stood, from 1.
    pub place: u32,
    /// What the source calls the instruction, as far as it can be read.
    pub key: String,
    /// Its outgoing number, as far as it can be read.
    pub outgoing_number: String,
    /// What is wrong with it.
    pub kind: RecordFaultKind,
    /// Field of the message that is wrong; empty when it is the whole record.
    pub field: String,
}
