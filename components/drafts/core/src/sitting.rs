//! A sitting of the Government, as far as drafts need it: its agenda of drafts, its end, its minutes (385-21, 385-25). Kept
//! small: the component of meetings (385-38 and on) will take its place behind the same words.
//!
//! ```text
//! Planned --ended--> Ended --minutes with a result for every draft of the agenda--> MinutesPosted
//! ```

use crate::{DraftId, DraftRefusal, SittingId, SittingResult, Who};
use orda_base::{BodyId, Date, Timestamp};
use orda_documents::FileSetId;
use serde::{Deserialize, Serialize};

/// Where a sitting stands. Message key: `drafts-sitting-state-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SittingState {
    /// To come, or going on.
    Planned,
    /// Over; its minutes can be posted (385-21).
    Ended,
    /// Its minutes are posted.
    MinutesPosted,
}

impl SittingState {
    /// Every state, in order.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Ended, Self::MinutesPosted];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Ended => "ended",
            Self::MinutesPosted => "minutes_posted",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// Its id.
    pub id: SittingId,
    /// The Chancellery, which keeps it.
    pub chancellery: BodyId,
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: Date,
    /// Where it is held; may be empty.
    pub place: String,
    /// Where it stands.
    pub state: SittingState,
    /// The drafts on its agenda, in order.
    pub agenda: Vec<DraftId>,
    /// The set of files for the minutes, from the end of the sitting on.
    pub files: Option<FileSetId>,
    /// Who entered it.
    pub made_by: Who,
    /// When.
    pub made_at: Timestamp,
    /// Who ended it, and when.
    pub ended: Option<Deed>,
    /// Who posted the minutes, and when.
    pub posted: Option<Deed>,
    /// What the minutes say of each draft.
    pub results: Vec<DraftResult>,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// Who.
    pub by: Who,
    /// When.
    pub at: Timestamp,
}

/// What the minutes say of a draft (385-21-b).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftResult {
    /// The draft.
    pub draft: DraftId,
    /// The result.
    pub result: SittingResult,
    /// What they say besides; may be empty.
    pub note: String,
}

impl Sitting {
    /// Puts a draft on the agenda.
    ///
    /// # Errors
    /// [`DraftRefusal::SittingOver`] once it has ended, [`DraftRefusal::AlreadyOnAgenda`].
    pub fn put(mut self, draft: DraftId) -> Result<Self, DraftRefusal> {
        if self.state != SittingState::Planned {
            return Err(DraftRefusal::SittingOver);
        }
        if self.agenda.contains(&draft) {
            return Err(DraftRefusal::AlreadyOnAgenda);
        }
        self.agenda.push(draft);
        Ok(self)
    }

    /// Takes a withdrawn draft off the agenda (385-3).
    #[must_use]
    pub fn without(mut self, draft: DraftId) -> Self {
        self.agenda.retain(|on| *on != draft);
        self
    }

    /// It has ended; the minutes go into `files`.
    ///
    /// # Errors
    /// [`DraftRefusal::SittingOver`].
    pub fn end(self, by: Who, now: Timestamp, files: FileSetId) -> Result<Self, DraftRefusal> {
        if self.state != SittingState::Planned {
            return Err(DraftRefusal::SittingOver);
        }
        Ok(Self { state: SittingState::Ended, files: Some(files), ended: Some(Deed { by, at: now }), ..self })
    }

    /// May its minutes be posted with these results (385-21, 385-21-b)? Gives the drafts of the agenda without a result.
    ///
    /// # Errors
    /// [`DraftRefusal::SittingNotEnded`], [`DraftRefusal::MinutesAlreadyPosted`].
    pub fn can_post(&self, results: &[DraftResult]) -> Result<Vec<DraftId>, DraftRefusal> {
        match self.state {
            SittingState::Planned => Err(DraftRefusal::SittingNotEnded),
            SittingState::MinutesPosted => Err(DraftRefusal::MinutesAlreadyPosted),
            SittingState::Ended => {
                let without = |draft: &&DraftId| !results.iter().any(|r| r.draft == **draft);
                Ok(self.agenda.iter().filter(without).copied().collect())
            }
        }
    }

    /// The minutes are posted; results of drafts that were not on the agenda are left out.
    ///
    /// # Errors
    /// As [`Self::can_post`], and [`DraftRefusal::ResultMissing`] while a draft of the agenda has none.
    pub fn post(self, by: Who, now: Timestamp, results: Vec<DraftResult>) -> Result<Self, DraftRefusal> {
        let missing = self.can_post(&results)?;
        if !missing.is_empty() {
            return Err(DraftRefusal::ResultMissing { count: missing.len() });
        }
        let results = results.into_iter().filter(|r| self.agenda.contains(&r.draft)).collect();
        Ok(Self { state: SittingState::MinutesPosted, posted: Some(Deed { by, at: now }), results, ..self })
    }
}
