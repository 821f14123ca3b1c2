//! What the Chancellery of the Prime Minister does with a version (385-20 to 385-25): checks, rejection, units, sitting,
//! vote, minutes, final status. All of it is kept with the version.

use crate::{LetterId, SittingId, Vote, Who};
use orda_base::{Date, LocalizedText, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

/// One of the two parts of the check (385-20-b, 385-20-c). Message key: `drafts-check-part-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckPart {
    /// Against the Regulations of the Government (385-20-b).
    Regulations,
    /// Against the instruction on records management in the Chancellery (385-20-c).
    Records,
}

impl CheckPart {
    /// Both parts.
    pub const ALL: [Self; 2] = [Self::Regulations, Self::Records];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Regulations => "regulations",
            Self::Records => "records",
        }
    }

    /// The part with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }
}

/// A point of the check list. The instruction and the Regulations stand outside order 385: what is looked at is for the
/// installation to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckPoint {
    /// To which part it belongs.
    pub part: CheckPart,
    /// Its code; the text of a point that comes along has the key `drafts-check-point-<code>`.
    pub code: String,
    /// Its text, for a point of the installation's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<LocalizedText>,
}

/// Codes of the points that come along, with the part to which each belongs.
pub const CHECK_POINTS: [(CheckPart, &str); 8] = [
    (CheckPart::Regulations, "both_languages"),
    (CheckPart::Regulations, "approvals"),
    (CheckPart::Regulations, "disagreements"),
    (CheckPart::Regulations, "competence"),
    (CheckPart::Records, "requisites"),
    (CheckPart::Records, "files"),
    (CheckPart::Records, "signatures"),
    (CheckPart::Records, "letter"),
];

/// A point as it was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedPoint {
    /// The point as it stood in the list on that day.
    pub point: CheckPoint,
    /// Does the draft meet it?
    pub met: bool,
}

/// The result of one part of the check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Which part.
    pub part: CheckPart,
    /// Does the draft comply?
    pub complies: bool,
    /// What does not comply; empty when it does.
    pub remarks: String,
    /// The points of the list.
    pub points: Vec<CheckedPoint>,
    /// The control officer.
    pub by: Who,
    /// When.
    pub at: Timestamp,
}

/// The mark of rejection (385-20-d), with the letter that tells of it (385-20-f).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The control officer.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// Why the cover letter was not accepted.
    pub reason: String,
    /// The message «қабылданған жоқ».
    pub letter: LetterId,
}

/// A structural unit of the Chancellery to which the draft was passed (385-20-g).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedUnit {
    /// The unit.
    pub unit: UnitId,
    /// Its name at that time.
    pub name: LocalizedText,
    /// The control officer.
    pub by: Who,
    /// When.
    pub at: Timestamp,
}

/// What an officer of a unit says about the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// The unit.
    pub unit: UnitId,
    /// Who wrote it.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// The opinion.
    pub text: String,
}

/// The sitting on whose agenda the draft is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnAgenda {
    /// The sitting.
    pub sitting: SittingId,
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: Date,
    /// The control officer.
    pub by: Who,
    /// When.
    pub at: Timestamp,
}

/// What the sitting decided on a draft, as the minutes show it (385-21-b). Message key: `drafts-result-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SittingResult {
    /// The draft was accepted.
    Accepted,
    /// The draft was not accepted.
    NotAccepted,
}

impl SittingResult {
    /// Both results.
    pub const ALL: [Self; 2] = [Self::Accepted, Self::NotAccepted];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::NotAccepted => "not_accepted",
        }
    }

    /// The result with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// The minutes of a sitting, for one draft (385-21, 385-21-b, 385-25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InMinutes {
    /// The sitting; its minutes are found by it.
    pub sitting: SittingId,
    /// The result.
    pub result: SittingResult,
    /// What the minutes say besides; may be empty.
    pub note: String,
    /// The control officer who posted the minutes.
    pub by: Who,
    /// When.
    pub at: Timestamp,
}

/// The final status (385-25-b). Message key: `drafts-state-<code>`: «Қабылданды», «Қабылданған жоқ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FinalStatus {
    /// «Қабылданды».
    Accepted,
    /// «Қабылданған жоқ».
    NotAccepted,
}

impl FinalStatus {
    /// Both statuses; there is no other.
    pub const ALL: [Self; 2] = [Self::Accepted, Self::NotAccepted];

    /// Stable code, that of the state.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::NotAccepted => "not_accepted",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// The final status with who set it (385-25-b).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The status.
    pub status: FinalStatus,
    /// The control officer.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// Why; must be given when the status contradicts the vote or the minutes.
    pub ground: String,
}

/// Everything the Chancellery has done with a version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Consideration {
    /// Results of checks, oldest first; the last of each part counts.
    pub checks: Vec<Check>,
    /// The mark of rejection.
    pub rejection: Option<Rejection>,
    /// Units to which the draft was passed.
    pub units: Vec<PassedUnit>,
    /// Opinions of the units, oldest first.
    pub opinions: Vec<Opinion>,
    /// The sitting.
    pub agenda: Option<OnAgenda>,
    /// The vote in absentia.
    pub vote: Option<Vote>,
    /// What the minutes say.
    pub minutes: Option<InMinutes>,
    /// The final status.
    pub outcome: Option<Outcome>,
}

impl Consideration {
    /// The result that counts for a part of the check.
    pub fn check(&self, part: CheckPart) -> Option<&Check> {
        self.checks.iter().rev().find(|c| c.part == part)
    }

    /// Have both parts of the check a result without remarks (385-20-g)?
    pub fn complies(&self) -> bool {
        CheckPart::ALL.into_iter().all(|part| self.check(part).is_some_and(|c| c.complies))
    }

    /// Has a part of the check remarks (385-20-d)?
    pub fn has_remarks(&self) -> bool {
        CheckPart::ALL.into_iter().any(|part| self.check(part).is_some_and(|c| !c.complies))
    }

    /// Was the draft passed to this unit?
    pub fn is_with(&self, unit: UnitId) -> bool {
        self.units.iter().any(|u| u.unit == unit)
    }

    /// Does the status contradict the tally of the vote or the result in the minutes (385-25-b)? A tie, and a vote that
    /// nobody cast, contradict nothing.
    pub fn contradicts(&self, status: FinalStatus) -> bool {
        let accepted = status == FinalStatus::Accepted;
        let by_vote = self.vote.as_ref().is_some_and(|vote| {
            let tally = vote.tally();
            if accepted { tally.against > tally.support } else { tally.support > tally.against }
        });
        let by_minutes = self.minutes.as_ref().is_some_and(|m| (m.result == SittingResult::Accepted) != accepted);
        by_vote || by_minutes
    }
}
