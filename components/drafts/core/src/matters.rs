//! What waits for whom: follows from the state of a draft and from nothing else. Kept beside the draft, in the same
//! transaction, so that "my work" is one look-up.

use crate::subject::Subject;
use crate::{
    Action, BodyApproval, BodyState, Dossier, DraftVersion, ProtocolState, RemarkState, Side, TermCount, VersionState,
};
use orda_base::{BodyId, Date, Role, Timestamp};

/// One thing that waits for a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenMatter {
    /// Who is asked.
    pub asked: Subject,
    /// What is asked. `Read` means: consider.
    pub action: Action,
    /// The approving body concerned.
    pub body: Option<BodyId>,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub due: Option<Date>,
    /// Who waits for it.
    pub awaited_by: Option<Subject>,
}

/// Everything that waits for somebody about the newest version. `personal` is the setting that lets heads decide
/// without representatives.
pub fn open_matters(dossier: &Dossier, personal: bool) -> Vec<OpenMatter> {
    let draft = &dossier.draft;
    let version = draft.current();
    let drafters = Subject::Role(draft.body, Role::Drafter);
    let head = Subject::Role(draft.body, Role::HeadOfBody);
    let plain = |asked, action, awaited_by| OpenMatter {
        asked,
        action,
        body: None,
        since: version.changed_at,
        due: None,
        awaited_by,
    };
    let mut all = Vec::new();
    match version.state {
        VersionState::Prepared => all.push(plain(head, Action::Sign, Some(drafters))),
        VersionState::SignedByDrafter => all.push(plain(drafters, Action::Send, Some(head))),
        VersionState::ApprovedByAll => all.push(plain(drafters, Action::SendToChancellery, Some(head))),
        VersionState::RejectedByChancellery => all.push(plain(drafters, Action::PostVersion, None)),
        VersionState::RemarksReceived if version.refused() > 0 => {
            all.push(plain(drafters, Action::PostVersion, None));
        }
        _ => of_chancellery(&mut all, version, drafters),
    }
    if version.state.is_with_bodies() {
        for approval in &version.approvals {
            of_body(&mut all, approval, drafters, personal);
        }
        of_remarks(&mut all, dossier, drafters);
        of_protocols(&mut all, dossier);
    }
    all
}

/// How the term of a matter was counted: that of the vote, or that of the approving body.
pub fn counted(matter: &OpenMatter, version: &DraftVersion) -> Option<TermCount> {
    if matches!(matter.action, Action::CastVote | Action::CloseVote) {
        return version.consideration.vote.as_ref().map(|vote| vote.counted);
    }
    matter.body.and_then(|body| version.approval(body)).map(|a| a.counted)
}

/// What waits at the Chancellery: the next step for the control officers, an opinion of each unit, a vote of each head.
fn of_chancellery(all: &mut Vec<OpenMatter>, version: &DraftVersion, drafters: Subject) {
    let Some(chancellery) = version.chancellery else { return };
    let officers = Subject::Role(chancellery, Role::ControlOfficer);
    let considered = &version.consideration;
    let of = |asked, action, awaited_by| OpenMatter {
        asked,
        action,
        body: None,
        since: version.changed_at,
        due: None,
        awaited_by: Some(awaited_by),
    };
    let next = match version.state {
        VersionState::AtChancellery if considered.has_remarks() => Action::RejectByChancellery,
        VersionState::AtChancellery if considered.complies() => Action::PassToUnits,
        VersionState::AtChancellery => Action::Check,
        VersionState::UnderChancelleryConsideration => Action::PutOnAgenda,
        VersionState::VotingInAbsentiaClosed if considered.agenda.is_none() => Action::PutOnAgenda,
        VersionState::AtGovernmentMeeting | VersionState::VotingInAbsentiaClosed => Action::PostMinutes,
        VersionState::VotingInAbsentia => Action::CloseVote,
        VersionState::MinutesPosted => Action::SetFinalStatus,
        _ => return,
    };
    let due = considered.vote.as_ref().filter(|v| v.is_open()).map(|v| v.due);
    all.push(OpenMatter { due, ..of(officers, next, drafters) });
    if version.state == VersionState::UnderChancelleryConsideration {
        let silent = considered.units.iter().filter(|u| !considered.opinions.iter().any(|o| o.unit == u.unit));
        for unit in silent {
            let asked = Subject::Unit(chancellery, unit.unit);
            all.push(OpenMatter { since: unit.at, ..of(asked, Action::GiveOpinion, officers) });
        }
    }
    for vote in considered.vote.iter().filter(|v| v.is_open()) {
        for voter in vote.voters.iter().filter(|v| v.ballot.is_none()) {
            let asked = Subject::Role(voter.body, Role::HeadOfBody);
            let matter = of(asked, Action::CastVote, officers);
            all.push(OpenMatter { body: Some(voter.body), since: vote.started_at, due, ..matter });
        }
    }
}

fn of_body(all: &mut Vec<OpenMatter>, approval: &BodyApproval, drafters: Subject, personal: bool) {
    let of = |asked, action| OpenMatter {
        asked,
        action,
        body: Some(approval.body),
        since: approval.since,
        due: Some(approval.due),
        awaited_by: Some(drafters),
    };
    let clerks = Subject::Role(approval.body, Role::RecordsClerk);
    let head = Subject::Role(approval.body, Role::HeadOfBody);
    match approval.state {
        BodyState::NotDelivered => all.push(OpenMatter { awaited_by: None, ..of(drafters, Action::Resend) }),
        BodyState::LetterSent => all.push(of(clerks, Action::Register)),
        BodyState::Registered => all.push(of(clerks, Action::PassToHead)),
        BodyState::WithHead => {
            all.push(of(head, Action::NameRepresentatives));
            if personal {
                all.push(OpenMatter { awaited_by: None, ..of(head, Action::Approve) });
            }
        }
        BodyState::RepresentativeNamed => {
            for representative in &approval.representatives {
                all.push(of(Subject::Person(representative.person), Action::Read));
            }
        }
        BodyState::UnderReview => {
            all.push(of(head, Action::Approve));
            for representative in &approval.representatives {
                all.push(OpenMatter {
                    awaited_by: Some(head),
                    ..of(Subject::Person(representative.person), Action::Read)
                });
            }
        }
        BodyState::Refused if approval.letter_outstanding() => all.push(of(head, Action::SendRefusalLetter)),
        BodyState::Approved | BodyState::Refused => {}
    }
}

/// Remarks: one matter for the drafters however many wait, one for each author whose remark was answered.
fn of_remarks(all: &mut Vec<OpenMatter>, dossier: &Dossier, drafters: Subject) {
    let open: Vec<_> = dossier.remarks.iter().filter(|r| r.state == RemarkState::Open).collect();
    if let Some(first) = open.iter().min_by_key(|r| r.at) {
        all.push(OpenMatter {
            asked: drafters,
            action: Action::AnswerRemark,
            body: None,
            since: first.at,
            due: None,
            awaited_by: Some(Subject::Person(first.author.person)),
        });
    }
    let mut told = Vec::new();
    for remark in dossier.remarks.iter().filter(|r| r.state == RemarkState::Answered) {
        let author = remark.author.person;
        if !told.contains(&author) {
            told.push(author);
            all.push(OpenMatter {
                asked: Subject::Person(author),
                action: Action::SettleRemark,
                body: Some(remark.body),
                since: remark.answer.as_ref().map_or(remark.at, |a| a.at),
                due: dossier.draft.current().approval(remark.body).map(|a| a.due),
                awaited_by: Some(drafters),
            });
        }
    }
}

fn of_protocols(all: &mut Vec<OpenMatter>, dossier: &Dossier) {
    for protocol in &dossier.protocols {
        if protocol.state() == ProtocolState::SignedByBoth {
            continue;
        }
        for (side, other) in [(Side::Drafting, Side::Approving), (Side::Approving, Side::Drafting)] {
            if protocol.can_sign(side).is_ok() {
                all.push(OpenMatter {
                    asked: Subject::Role(protocol.body_of(side), Role::HeadOfBody),
                    action: Action::SignProtocol,
                    body: Some(protocol.approving_body),
                    since: protocol.changed_at,
                    due: None,
                    awaited_by: Some(Subject::Role(protocol.body_of(other), Role::HeadOfBody)),
                });
            }
        }
    }
}
