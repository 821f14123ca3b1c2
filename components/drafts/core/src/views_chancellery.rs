//! What pages and interfaces show of the Chancellery's part.

use crate::{
    Ballot, BodyRef, Check, Closing, Consideration, DraftId, DraftResult, InMinutes, OnAgenda, Opinion, Outcome,
    PassedUnit, PersonRef, Rejection, Sitting, SittingId, SittingResult, Tally, TermView, VersionState, VoteId, Who,
};
use orda_base::{Date, LocalizedText, PersonId, Timestamp, UnitId};
use orda_documents::StoredFile;

/// What the Chancellery has done with a version, as far as this reader may see it.
#[derive(Debug, Clone, Default)]
pub struct ConsiderationView {
    /// The result that counts of each part of the check: for the Chancellery, and for the drafting body once the draft was
    /// rejected.
    pub checks: Vec<Check>,
    /// The mark of rejection: for the Chancellery and the drafting body.
    pub rejection: Option<Rejection>,
    /// Units that have it, with their opinions: for the Chancellery.
    pub units: Vec<UnitLine>,
    /// The sitting.
    pub agenda: Option<OnAgenda>,
    /// The vote in absentia.
    pub vote: Option<VoteView>,
    /// What the minutes say of it.
    pub minutes: Option<InMinutes>,
    /// The final status.
    pub outcome: Option<Outcome>,
}

/// A unit of the Chancellery that has the draft.
#[derive(Debug, Clone)]
pub struct UnitLine {
    /// The unit.
    pub unit: PassedUnit,
    /// What its officers say, oldest first.
    pub opinions: Vec<Opinion>,
}

/// A vote in absentia as this reader may see it (385-24).
#[derive(Debug, Clone)]
pub struct VoteView {
    /// The vote.
    pub id: VoteId,
    /// Who started it.
    pub started_by: Who,
    /// When.
    pub started_at: Timestamp,
    /// Its term.
    pub term: TermView,
    /// Its end.
    pub closed: Option<Closing>,
    /// The listed heads, in order.
    pub voters: Vec<VoterLine>,
    /// The tally; none while this reader may not see the votes of others.
    pub tally: Option<Tally>,
}

/// A listed head.
#[derive(Debug, Clone)]
pub struct VoterLine {
    /// The head.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// The body.
    pub body: BodyRef,
    /// The vote; none when it was not cast, or this reader may not see it.
    pub ballot: Option<Ballot>,
    /// Does its signature still verify? Only on the page of results, where each is verified anew.
    pub signature_holds: Option<bool>,
}

/// A unit that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitChoice {
    /// The unit.
    pub id: UnitId,
    /// Its name.
    pub name: LocalizedText,
    /// Does it have the draft already?
    pub has_it: bool,
}

/// A head who can be put on the list of a vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadChoice {
    /// The head.
    pub person: PersonRef,
    /// The body.
    pub body: BodyRef,
    /// Does the body approve this version?
    pub approving: bool,
}

/// A sitting with the drafts of its agenda.
#[derive(Debug, Clone)]
pub struct SittingView {
    /// The sitting.
    pub sitting: Sitting,
    /// The agenda, in order.
    pub agenda: Vec<AgendaLine>,
    /// Files of the minutes, posted or being put together.
    pub files: Vec<StoredFile>,
}

/// A draft of an agenda.
#[derive(Debug, Clone)]
pub struct AgendaLine {
    /// The draft.
    pub draft: DraftId,
    /// Its number.
    pub number: String,
    /// Number of its newest version.
    pub version: u32,
    /// Its title.
    pub title: LocalizedText,
    /// The drafting body.
    pub body: BodyRef,
    /// Where it stands.
    pub state: VersionState,
    /// The tally of its vote in absentia, where there was one.
    pub tally: Option<Tally>,
    /// What the minutes say of it, once posted.
    pub result: Option<DraftResult>,
}

/// A draft of an agenda as it is stored.
#[derive(Debug, Clone)]
pub struct AgendaRow {
    /// The draft.
    pub draft: DraftId,
    /// Its number.
    pub number: String,
    /// Number of its newest version.
    pub version: u32,
    /// Its title.
    pub title: LocalizedText,
    /// The drafting body.
    pub body: orda_base::BodyId,
    /// Where it stands.
    pub state: VersionState,
    /// What the Chancellery has done with it.
    pub consideration: Consideration,
}

/// The minutes of a sitting as the readers of one draft see them: its own result, and the files (385-21-b).
#[derive(Debug, Clone)]
pub struct MinutesView {
    /// The sitting.
    pub sitting: SittingId,
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: Date,
    /// Where it was held.
    pub place: String,
    /// Who posted the minutes.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// What they say of the draft.
    pub result: SittingResult,
    /// And besides.
    pub note: String,
    /// The minutes.
    pub files: Vec<StoredFile>,
}
