//! Withdrawing a posted draft that turns out to hold state secrets (385-3): what is kept of it, and what is shown of it.

use crate::DraftId;
use orda_base::{LocalizedText, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

/// That a draft was withdrawn. From then on nobody may read it, whoever could before; only destruction is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The administrator.
    pub person: PersonId,
    /// Full name of the administrator.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// A withdrawal as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WithdrawalInput {
    /// Number of the draft: `НҚА-2026-000123`.
    pub number: String,
    /// Why.
    pub reason: String,
}

/// What an administrator is shown before confirming: nothing of what the draft says, which administrators may not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawalTask {
    /// The draft.
    pub draft: DraftId,
    /// Its number.
    pub number: String,
    /// The drafting body.
    pub body: LocalizedText,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// How many versions it has.
    pub versions: usize,
    /// How many people can read some version of it now: they are told.
    pub readers: usize,
}

/// A withdrawn draft in the list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawnDraft {
    /// The draft.
    pub draft: DraftId,
    /// Its number.
    pub number: String,
    /// By whom, when and why.
    pub withdrawal: Withdrawal,
}
