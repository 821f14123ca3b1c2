//! Remarks of the working group, answered one by one (385-16-d, 385-18).
//!
//! ```text
//! Open --answer--> Answered --close--> Closed        (by its author)
//!   \--close/withdraw--> Closed | Withdrawn             (by its author)
//! ```
//! Open and answered remarks of a body stand in the way of its head's approval: the author has the last word.

use crate::{DraftRefusal, RemarkId, Who};
use orda_base::{BodyId, Language, Timestamp};
use serde::{Deserialize, Serialize};

/// A remark on one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Its id.
    pub id: RemarkId,
    /// Number of the version it concerns.
    pub version: u32,
    /// Number in the version, from 1.
    pub number: u32,
    /// The body on whose side it was made.
    pub body: BodyId,
    /// Who made it.
    pub author: Who,
    /// When.
    pub at: Timestamp,
    /// The paragraph it concerns, from 1, where it was named by its place.
    pub paragraph: Option<u32>,
    /// The paragraph it concerns, by its anchor: the same in both languages. None for the whole draft.
    #[serde(default)]
    pub anchor: Option<String>,
    /// Language of the text that was read, and of the wording proposed.
    #[serde(default)]
    pub language: Option<Language>,
    /// What is wrong.
    pub text: String,
    /// The wording that is proposed instead; empty when none.
    pub suggestion: String,
    /// Where it stands.
    pub state: RemarkState,
    /// The drafter's answer.
    pub answer: Option<Answer>,
    /// When it was closed or withdrawn.
    pub closed_at: Option<Timestamp>,
}

/// The drafter's answer to one remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Who answered.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// Is the remark accepted?
    pub accepted: bool,
    /// In words.
    pub text: String,
}

/// Where a remark stands. Message key: `drafts-remark-state-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkState {
    /// Waits for an answer.
    Open,
    /// Answered; waits for its author to close it.
    Answered,
    /// Settled, says its author.
    Closed,
    /// Taken back by its author.
    Withdrawn,
}

impl RemarkState {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Does a remark in this state stand in the way of an approval of its body?
    pub const fn blocks(self) -> bool {
        matches!(self, Self::Open | Self::Answered)
    }
}

impl Remark {
    /// The drafter answers; an earlier answer is replaced while the remark is not closed.
    ///
    /// # Errors
    /// [`DraftRefusal::RemarkClosed`].
    pub fn answer(self, answer: Answer) -> Result<Self, DraftRefusal> {
        if !self.state.blocks() {
            return Err(DraftRefusal::RemarkClosed);
        }
        Ok(Self { state: RemarkState::Answered, answer: Some(answer), ..self })
    }

    /// Its author declares it settled.
    ///
    /// # Errors
    /// [`DraftRefusal::RemarkClosed`].
    pub fn close(self, now: Timestamp) -> Result<Self, DraftRefusal> {
        self.end(RemarkState::Closed, now)
    }

    /// Its author takes it back.
    ///
    /// # Errors
    /// [`DraftRefusal::RemarkClosed`].
    pub fn withdraw(self, now: Timestamp) -> Result<Self, DraftRefusal> {
        self.end(RemarkState::Withdrawn, now)
    }

    fn end(self, state: RemarkState, now: Timestamp) -> Result<Self, DraftRefusal> {
        if !self.state.blocks() {
            return Err(DraftRefusal::RemarkClosed);
        }
        Ok(Self { state, closed_at: Some(now), ..self })
    }
}
