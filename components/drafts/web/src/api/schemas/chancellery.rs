//! The Chancellery's part as JSON: check, rejection, units, sittings, votes, minutes, final status.

use super::{BodyJson, FileJson, PersonJson, TermJson, WhoJson, Words};
use orda_drafts::{
    AgendaLine, Check, ConsiderationView, HeadChoice, MinutesView, Sitting, SittingView, Tally, UnitChoice, VoteView,
    VoterLine,
};
use serde::Serialize;
use utoipa::ToSchema;

/// What the Chancellery has done with a version, as far as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Consideration)]
pub(crate) struct ConsiderationJson {
    /// Results of the check that count.
    checks: Vec<CheckJson>,
    /// Why the cover letter was not accepted.
    rejection: Option<String>,
    /// Units that have the draft, with their opinions.
    units: Vec<UnitLineJson>,
    /// Id of the sitting on whose agenda the draft is.
    sitting: Option<String>,
    /// The vote in absentia.
    vote: Option<VoteJson>,
    /// The result in the minutes: `accepted` or `not_accepted`.
    result: Option<&'static str>,
    /// The ground of the final status.
    ground: Option<String>,
}

/// The result of one part of the check.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Check)]
pub(crate) struct CheckJson {
    /// `regulations` or `records`.
    part: &'static str,
    /// Does the draft comply?
    complies: bool,
    /// What does not comply.
    remarks: String,
    /// Codes of the points that are not met.
    unmet: Vec<String>,
    /// The control officer.
    by: WhoJson,
    /// When.
    at: String,
}

/// A unit that has the draft.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::UnitLine)]
pub(crate) struct UnitLineJson {
    /// Id of the unit.
    unit: String,
    /// Its name.
    name: Words,
    /// Its opinions, oldest first.
    opinions: Vec<String>,
}

/// A unit that can be chosen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Unit)]
pub(crate) struct UnitJson {
    /// Id of the unit.
    id: String,
    /// Its name.
    name: Words,
    /// Does it have the draft already?
    has_it: bool,
}

/// A head who can be listed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Head)]
pub(crate) struct HeadJson {
    /// The head.
    person: PersonJson,
    /// The body.
    body: BodyJson,
    /// Does the body approve this version?
    approving: bool,
}

/// A vote in absentia.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Vote)]
pub(crate) struct VoteJson {
    /// Its id.
    id: String,
    /// When it was started.
    started_at: String,
    /// Its term.
    term: TermJson,
    /// When it was closed.
    closed_at: Option<String>,
    /// The tally; none while the caller may not see the votes of others.
    tally: Option<TallyJson>,
    /// The listed heads.
    voters: Vec<VoterJson>,
}

/// How many said what.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Tally)]
pub(crate) struct TallyJson {
    /// «Қолдаймын».
    support: usize,
    /// «Қарсымын».
    against: usize,
    /// Heads who have not voted.
    silent: usize,
}

/// A listed head.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Voter)]
pub(crate) struct VoterJson {
    /// Id of the head.
    person: String,
    /// Full name.
    name: String,
    /// The body.
    body: BodyJson,
    /// `support` or `against`; none when not cast, or not to be seen by the caller.
    value: Option<&'static str>,
    /// Who signed: the head, or who acts for the head.
    by: Option<WhoJson>,
    /// When.
    at: Option<String>,
    /// Id of the signature.
    signature: Option<String>,
    /// Does the signature verify? Only in the results.
    signature_holds: Option<bool>,
}

/// A sitting.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Sitting)]
pub(crate) struct SittingJson {
    /// Its id.
    id: String,
    /// Its number.
    number: String,
    /// Its day.
    date: String,
    /// Where it is held.
    place: String,
    /// `planned`, `ended` or `minutes_posted`.
    state: &'static str,
    /// Ids of the drafts on its agenda.
    agenda: Vec<String>,
    /// The set of files that takes the minutes, once it has ended.
    files: Option<String>,
}

/// A sitting with its agenda and the files of its minutes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::SittingCard)]
pub(crate) struct SittingCardJson {
    /// The sitting.
    sitting: SittingJson,
    /// Its agenda.
    agenda: Vec<AgendaJson>,
    /// The files of the minutes.
    files: Vec<FileJson>,
}

/// A draft of an agenda.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::AgendaLine)]
pub(crate) struct AgendaJson {
    /// Id of the draft.
    draft: String,
    /// Its number.
    number: String,
    /// Number of its newest version.
    version: u32,
    /// Its title.
    title: Words,
    /// The drafting body.
    body: BodyJson,
    /// Its state.
    state: &'static str,
    /// The tally of its vote in absentia.
    tally: Option<TallyJson>,
    /// The result in the minutes.
    result: Option<&'static str>,
    /// What they say besides.
    note: Option<String>,
}

/// The minutes, for one draft.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Minutes)]
pub(crate) struct MinutesJson {
    /// Id of the sitting.
    sitting: String,
    /// Its number.
    number: String,
    /// Its day.
    date: String,
    /// Where it was held.
    place: String,
    /// `accepted` or `not_accepted`.
    result: &'static str,
    /// What they say besides.
    note: String,
    /// Who posted them.
    by: WhoJson,
    /// When.
    at: String,
    /// The files.
    files: Vec<FileJson>,
}

impl From<&ConsiderationView> for ConsiderationJson {
    fn from(view: &ConsiderationView) -> Self {
        Self {
            checks: view.checks.iter().map(Into::into).collect(),
            rejection: view.rejection.as_ref().map(|r| r.reason.clone()),
            units: view
                .units
                .iter()
                .map(|line| UnitLineJson {
                    unit: line.unit.unit.to_string(),
                    name: (&line.unit.name).into(),
                    opinions: line.opinions.iter().map(|o| o.text.clone()).collect(),
                })
                .collect(),
            sitting: view.agenda.as_ref().map(|a| a.sitting.to_string()),
            vote: view.vote.as_ref().map(Into::into),
            result: view.minutes.as_ref().map(|m| m.result.code()),
            ground: view.outcome.as_ref().map(|o| o.ground.clone()),
        }
    }
}

impl From<&Check> for CheckJson {
    fn from(check: &Check) -> Self {
        Self {
            part: check.part.code(),
            complies: check.complies,
            remarks: check.remarks.clone(),
            unmet: check.points.iter().filter(|p| !p.met).map(|p| p.point.code.clone()).collect(),
            by: (&check.by).into(),
            at: check.at.rfc3339(),
        }
    }
}

impl From<&UnitChoice> for UnitJson {
    fn from(unit: &UnitChoice) -> Self {
        Self { id: unit.id.to_string(), name: (&unit.name).into(), has_it: unit.has_it }
    }
}

impl From<&HeadChoice> for HeadJson {
    fn from(head: &HeadChoice) -> Self {
        Self { person: (&head.person).into(), body: (&head.body).into(), approving: head.approving }
    }
}

impl From<Tally> for TallyJson {
    fn from(tally: Tally) -> Self {
        Self { support: tally.support, against: tally.against, silent: tally.silent }
    }
}

impl From<&VoteView> for VoteJson {
    fn from(vote: &VoteView) -> Self {
        Self {
            id: vote.id.to_string(),
            started_at: vote.started_at.rfc3339(),
            term: (&vote.term).into(),
            closed_at: vote.closed.as_ref().map(|c| c.at.rfc3339()),
            tally: vote.tally.map(Into::into),
            voters: vote.voters.iter().map(Into::into).collect(),
        }
    }
}

impl From<&VoterLine> for VoterJson {
    fn from(line: &VoterLine) -> Self {
        let ballot = line.ballot.as_ref();
        Self {
            person: line.person.to_string(),
            name: line.name.clone(),
            body: (&line.body).into(),
            value: ballot.map(|b| b.value.code()),
            by: ballot.map(|b| (&b.by).into()),
            at: ballot.map(|b| b.at.rfc3339()),
            signature: ballot.map(|b| b.signature.to_string()),
            signature_holds: line.signature_holds,
        }
    }
}

impl From<&Sitting> for SittingJson {
    fn from(sitting: &Sitting) -> Self {
        Self {
            id: sitting.id.to_string(),
            number: sitting.number.clone(),
            date: sitting.date.to_string(),
            place: sitting.place.clone(),
            state: sitting.state.code(),
            agenda: sitting.agenda.iter().map(ToString::to_string).collect(),
            files: sitting.files.map(|set| set.to_string()),
        }
    }
}

impl From<&AgendaLine> for AgendaJson {
    fn from(line: &AgendaLine) -> Self {
        Self {
            draft: line.draft.to_string(),
            number: line.number.clone(),
            version: line.version,
            title: (&line.title).into(),
            body: (&line.body).into(),
            state: line.state.code(),
            tally: line.tally.map(Into::into),
            result: line.result.as_ref().map(|r| r.result.code()),
            note: line.result.as_ref().map(|r| r.note.clone()),
        }
    }
}

impl From<&SittingView> for SittingCardJson {
    fn from(view: &SittingView) -> Self {
        Self {
            sitting: (&view.sitting).into(),
            agenda: view.agenda.iter().map(Into::into).collect(),
            files: view.files.iter().map(Into::into).collect(),
        }
    }
}

impl From<&MinutesView> for MinutesJson {
    fn from(minutes: &MinutesView) -> Self {
        Self {
            sitting: minutes.sitting.to_string(),
            number: minutes.number.clone(),
            date: minutes.date.to_string(),
            place: minutes.place.clone(),
            result: minutes.result.code(),
            note: minutes.note.clone(),
            by: (&minutes.by).into(),
            at: minutes.at.rfc3339(),
            files: minutes.files.iter().map(Into::into).collect(),
        }
    }
}
