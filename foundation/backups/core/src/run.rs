//! One run: an attempt to make a backup copy.

use orda_base::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who had it made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The timetable.
    Schedule,
    /// An administrator of the portal, by full name.
    Person(String),
    /// The command line of the server, by the name of the machine's user.
    Machine(String),
}

/// For the accounting and the log.
impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Schedule => f.write_str("the timetable"),
            Self::Person(name) => f.write_str(name),
            Self::Machine(user) => write!(f, "{user} on the server"),
        }
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunOutcome {
    /// There is a copy, and all is in it.
    Done,
    /// There is a copy; posted files were missing or not whole when it was made.
    Damaged,
    /// There is no copy.
    Failed,
}

impl RunOutcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Done, Self::Damaged, Self::Failed];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Damaged => "damaged",
            Self::Failed => "failed",
        }
    }
}

/// What a copy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holds {
    /// Bytes of the database with the log of accesses; none where a server keeps it, whose own tools copy it.
    pub database: Option<u64>,
    /// How many posted files.
    pub files: u64,
    /// Their bytes.
    pub file_bytes: u64,
}

/// A run, after its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Id of the copy: it names it in the folder and in the accounting.
    pub id: String,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Who had it made.
    pub by: By,
    /// How it ended.
    pub outcome: RunOutcome,
    /// Bytes that were new, and were written.
    pub written: u64,
    /// What the copy holds; nothing when there is none.
    pub holds: Option<Holds>,
    /// What went wrong, for technicians; empty when nothing did.
    pub trouble: String,
}

impl Run {
    /// How long it took, in whole seconds.
    pub fn seconds(&self) -> i64 {
        self.ended_at.seconds_since(self.begun_at)
    }
}
