//! Voting in absentia (385-22 to 385-24): a list of heads, one vote a head, «Қолдаймын» or «Қарсымын» by EDS.
//!
//! ```text
//! open --a listed head votes, once--> open --the last one votes, or the officer closes--> closed
//! ```

use crate::{DraftRefusal, TermCount, VoteId, Who};
use orda_base::{BodyId, Date, PersonId, Timestamp};
use orda_signatures::{Purpose, SignatureId};
use serde::{Deserialize, Serialize};

/// What a head says (385-23-1, 385-23-2). There is no third value. Message key: `drafts-vote-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteValue {
    /// «Қолдаймын».
    Support,
    /// «Қарсымын».
    Against,
}

impl VoteValue {
    /// Both values.
    pub const ALL: [Self; 2] = [Self::Support, Self::Against];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Against => "against",
        }
    }

    /// The value with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.code() == code)
    }

    /// The purpose under which it is signed: the value stands in the manifest in words.
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::Support => Purpose::VoteSupport,
            Self::Against => Purpose::VoteAgainst,
        }
    }
}

/// A vote in absentia on one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Its id.
    pub id: VoteId,
    /// The control officer who posted the version for the vote.
    pub started_by: Who,
    /// When.
    pub started_at: Timestamp,
    /// The last day on which a vote is taken.
    pub due: Date,
    /// How it was counted.
    pub counted: TermCount,
    /// The listed heads, in the order in which they were chosen; never empty, no body twice.
    pub voters: Vec<Voter>,
    /// Set once it is closed.
    pub closed: Option<Closing>,
}

/// A listed head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voter {
    /// The head.
    pub person: PersonId,
    /// Full name when the list was made.
    pub name: String,
    /// The body.
    pub body: BodyId,
    /// The vote, once cast.
    pub ballot: Option<Ballot>,
}

/// A vote that was cast (385-23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// The value.
    pub value: VoteValue,
    /// Who signed: the head, or whoever acts for the head.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// The signature.
    pub signature: SignatureId,
}

/// The end of a vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// The control officer; none when the last head had voted.
    pub by: Option<Who>,
    /// When.
    pub at: Timestamp,
}

/// How many said what (385-24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// «Қолдаймын».
    pub support: usize,
    /// «Қарсымын».
    pub against: usize,
    /// Heads who have not voted.
    pub silent: usize,
}

impl Vote {
    /// The listed head of a body.
    pub fn voter(&self, body: BodyId) -> Option<&Voter> {
        self.voters.iter().find(|v| v.body == body)
    }

    /// Is it still going on?
    pub const fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// How many said what.
    pub fn tally(&self) -> Tally {
        let of = |value| self.voters.iter().filter(|v| v.ballot.as_ref().map(|b| b.value) == value).count();
        Tally { support: of(Some(VoteValue::Support)), against: of(Some(VoteValue::Against)), silent: of(None) }
    }

    /// May a vote of the head of `body` be taken now (385-23)?
    ///
    /// # Errors
    /// [`DraftRefusal::NotListed`], [`DraftRefusal::AlreadyVoted`], [`DraftRefusal::VoteClosed`],
    /// [`DraftRefusal::VoteTermPassed`].
    pub fn can_cast(&self, body: BodyId, now: Timestamp) -> Result<(), DraftRefusal> {
        let voter = self.voter(body).ok_or(DraftRefusal::NotListed)?;
        if voter.ballot.is_some() {
            return Err(DraftRefusal::AlreadyVoted);
        }
        if !self.is_open() {
            return Err(DraftRefusal::VoteClosed);
        }
        if now.date() > self.due { Err(DraftRefusal::VoteTermPassed { due: self.due }) } else { Ok(()) }
    }

    /// Takes a vote. With the last one the vote is closed.
    ///
    /// # Errors
    /// As [`Self::can_cast`].
    pub fn cast(mut self, body: BodyId, ballot: Ballot) -> Result<Self, DraftRefusal> {
        let now = ballot.at;
        self.can_cast(body, now)?;
        if let Some(voter) = self.voters.iter_mut().find(|v| v.body == body) {
            voter.ballot = Some(ballot);
        }
        if self.voters.iter().all(|v| v.ballot.is_some()) {
            self.closed = Some(Closing { by: None, at: now });
        }
        Ok(self)
    }

    /// The control officer closes it; who has not voted does not vote any more.
    ///
    /// # Errors
    /// [`DraftRefusal::VoteClosed`].
    pub fn close(mut self, by: Who, now: Timestamp) -> Result<Self, DraftRefusal> {
        if !self.is_open() {
            return Err(DraftRefusal::VoteClosed);
        }
        self.closed = Some(Closing { by: Some(by), at: now });
        Ok(self)
    }
}
