//! An access as it is accounted for (365-7, 365-8).

use serde::{Deserialize, Serialize};

/// What was done (365-8-5-a).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// Looked at one thing.
    Read,
    /// Looked for things.
    Search,
    /// Made a new thing.
    Create,
    /// Changed a thing.
    Change,
    /// Removed a thing.
    Delete,
    /// Signed with an EDS.
    Sign,
    /// Sent to somebody.
    Send,
    /// Took a file.
    Download,
    /// Logged in.
    SignIn,
    /// Logged out.
    SignOut,
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 10] = [
        Self::Read,
        Self::Search,
        Self::Create,
        Self::Change,
        Self::Delete,
        Self::Sign,
        Self::Send,
        Self::Download,
        Self::SignIn,
        Self::SignOut,
    ];

    /// Stable code, in the table and in message keys (`operation-sign_in`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Search => "search",
            Self::Create => "create",
            Self::Change => "change",
            Self::Delete => "delete",
            Self::Sign => "sign",
            Self::Send => "send",
            Self::Download => "download",
            Self::SignIn => "sign_in",
            Self::SignOut => "sign_out",
        }
    }

    /// The operation with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.code() == code)
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Done.
    Done,
    /// Refused: no right, or a rule said no.
    Refused,
    /// Failed: something broke.
    Failed,
}

impl Outcome {
    /// Stable code, in the table and in message keys (`outcome-done`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// The outcome with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Done, Self::Refused, Self::Failed].into_iter().find(|o| o.code() == code)
    }
}

/// One access: which part of which resource, what was done, how it ended. Who and from where comes from the actor,
/// when from the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Kind of resource: `draft`, `file`, `person`, `session`, `accounting` … (365-8-4).
    pub resource: &'static str,
    /// Which one: its id, or the words searched for; empty for the whole.
    pub part: String,
    /// What was done.
    pub operation: Operation,
    /// How it ended.
    pub outcome: Outcome,
    /// Code of the refusal, or what was changed from what to what. Never a secret.
    pub detail: String,
}

impl Access {
    /// A finished access.
    #[allow(clippy::needless_pass_by_value, reason = "ids, numbers and texts alike are handed over")]
    pub fn done(resource: &'static str, part: impl ToString, operation: Operation) -> Self {
        Self { resource, part: part.to_string(), operation, outcome: Outcome::Done, detail: String::new() }
    }

    /// With a detail.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same access, refused or failed with this error.
    #[must_use]
    pub fn ended(mut self, error: &crate::Error) -> Self {
        self.outcome = match error {
            crate::Error::Internal(_) | crate::Error::Unavailable(_) | crate::Error::Away(_) => Outcome::Failed,
            _ => Outcome::Refused,
        };
        error.code().clone_into(&mut self.detail);
        self
    }
}
