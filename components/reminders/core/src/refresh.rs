//! The log of refreshes: one entry for each attempt, with its set time, its outcome and what it brought (385-51).

use crate::{Fault, RefreshId, Source};
use orda_base::Timestamp;
use serde::{Deserialize, Serialize};

/// How a refresh ended. Message key: `reminders-outcome-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Under way.
    Running,
    /// The list was replaced.
    Done,
    /// Nothing was changed; tried again.
    Failed,
    /// The portal was down at that time; a later time made up for it.
    Missed,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Running, Self::Done, Self::Failed, Self::Missed];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Missed => "missed",
        }
    }

    /// The outcome with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.code() == code)
    }
}

/// What a refresh brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Reminders that the answer holds.
    pub taken: u32,
    /// Reminders that went because their instructions were executed.
    pub executed: u32,
    /// Records that went to the list of errors.
    pub rejected: u32,
    /// Reminders that the answer should have held and did not.
    pub missing: u32,
}

/// Seconds after its set time from which an attempt counts as late.
const LATE: i64 = 5 * 60;

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refresh {
    /// Its id.
    pub id: RefreshId,
    /// Which source was read.
    pub source: Source,
    /// The set time that it is for.
    pub slot: Timestamp,
    /// Which attempt at this time, from 1.
    pub attempt: u32,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// How.
    pub outcome: Outcome,
    /// What it brought.
    pub counts: Counts,
    /// What went wrong.
    pub fault: Option<Fault>,
}

impl Refresh {
    /// An attempt that begins now.
    pub fn begun(id: RefreshId, source: Source, slot: Timestamp, attempt: u32, now: Timestamp) -> Self {
        let counts = Counts { taken: 0, executed: 0, rejected: 0, missing: 0 };
        let outcome = Outcome::Running;
        Self { id, source, slot, attempt, started_at: now, ended_at: None, outcome, counts, fault: None }
    }

    /// A set time at which nothing was done, found out now.
    pub fn missed(id: RefreshId, source: Source, slot: Timestamp, now: Timestamp) -> Self {
        let begun = Self::begun(id, source, slot, 1, now);
        Self { outcome: Outcome::Missed, ended_at: Some(now), ..begun }
    }

    /// It ended well.
    #[must_use]
    pub fn done(self, counts: Counts, now: Timestamp) -> Self {
        Self { outcome: Outcome::Done, ended_at: Some(now), counts, fault: None, ..self }
    }

    /// It failed.
    #[must_use]
    pub fn failed(self, fault: Fault, now: Timestamp) -> Self {
        Self { outcome: Outcome::Failed, ended_at: Some(now), fault: Some(fault), ..self }
    }

    /// Was it begun long after its set time, because the portal was down then?
    pub const fn is_late(&self) -> bool {
        self.attempt == 1 && self.started_at.seconds_since(self.slot) >= LATE
    }
}
