//! Who is told what: exactly those who must act, or who wait for it.

use crate::subject::Subject;
use crate::{Dossier, Entry, Event, Side, letters};
use orda_base::{LocalizedText, Role};

/// A notice before its recipients are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who is told.
    pub to: Subject,
    /// Key of the sentence.
    pub kind: &'static str,
    /// Is the recipient asked to do something?
    pub needs_action: bool,
    /// Arguments of the sentence, beside `number` and `title`.
    pub args: Vec<(&'static str, LocalizedText)>,
    /// Path in the portal.
    pub link: String,
}

/// Every kind of notice, with the arguments its sentence may use: for the check that no text is missing. All have
/// `number` (of the draft), `title` and `version`; those about an approving body have `body`, its name; that of a withdrawal has `number` alone (385-3).
pub const KINDS: [&str; 37] = [
    "drafts-notice-sign",
    "drafts-notice-signed",
    "drafts-notice-signature-voided",
    "drafts-notice-register",
    "drafts-notice-not-delivered",
    "drafts-notice-name-representatives",
    "drafts-notice-consider",
    "drafts-notice-decide",
    "drafts-notice-remark",
    "drafts-notice-answered",
    "drafts-notice-answered-rejected",
    "drafts-notice-approved",
    "drafts-notice-refused",
    "drafts-notice-send-letter",
    "drafts-notice-refusal-letter",
    "drafts-notice-approved-by-all",
    "drafts-notice-remarks-received",
    "drafts-notice-prolonged",
    "drafts-notice-term-near",
    "drafts-notice-term-passed",
    "drafts-notice-chase",
    "drafts-notice-protocol",
    "drafts-notice-protocol-voided",
    "drafts-notice-protocol-sign",
    "drafts-notice-protocol-signed",
    "drafts-notice-broken-off",
    "drafts-notice-chancellery",
    "drafts-notice-not-accepted",
    "drafts-notice-unit",
    "drafts-notice-opinion",
    "drafts-notice-vote",
    "drafts-notice-vote-closed",
    "drafts-notice-vote-results",
    "drafts-notice-minutes",
    "drafts-notice-final-accepted",
    "drafts-notice-final-not-accepted",
    "drafts-notice-withdrawn",
];

/// Who is told because of an entry of the history.
pub fn told(entry: &Entry, dossier: &Dossier) -> Vec<Told> {
    let draft = &dossier.draft;
    let version = draft.version(entry.version).unwrap_or_else(|| draft.current());
    let link = letters::path(draft.id, entry.version);
    let drafters = Subject::Role(draft.body, Role::Drafter);
    let head = Subject::Role(draft.body, Role::HeadOfBody);
    let tell = |to, kind, needs_action| Told { to, kind, needs_action, args: entry.event.args(), link: link.clone() };
    let representatives = |body| -> Vec<Subject> {
        let of = version.approval(body).map(|a| a.representatives.as_slice()).unwrap_or_default();
        of.iter().map(|r| Subject::Person(r.person)).collect()
    };
    let head_of = |body| Subject::Role(body, Role::HeadOfBody);
    let clerks_of = |body| Subject::Role(body, Role::RecordsClerk);
    match &entry.event {
        Event::Posted => vec![tell(head, "drafts-notice-sign", true)],
        Event::Changed { voided: true } => vec![tell(head, "drafts-notice-signature-voided", true)],
        Event::Signed => vec![tell(drafters, "drafts-notice-signed", true)],
        Event::Sent { .. } => version
            .approvals
            .iter()
            .filter(|a| a.state != crate::BodyState::NotDelivered)
            .map(|a| tell(clerks_of(a.body), "drafts-notice-register", true))
            .collect(),
        Event::NotDelivered { .. } => vec![tell(drafters, "drafts-notice-not-delivered", true)],
        Event::Delivered { body } => vec![tell(clerks_of(*body), "drafts-notice-register", true)],
        Event::WithHead { body } => vec![tell(head_of(*body), "drafts-notice-name-representatives", true)],
        Event::RepresentativesNamed { people, .. } => {
            people.iter().map(|(p, _)| tell(Subject::Person(*p), "drafts-notice-consider", true)).collect()
        }
        Event::UnderReview { body } => vec![tell(head_of(*body), "drafts-notice-decide", true)],
        Event::Remarked { .. } => vec![tell(drafters, "drafts-notice-remark", true)],
        Event::Answered { author, accepted, .. } => {
            let kind = if *accepted { "drafts-notice-answered" } else { "drafts-notice-answered-rejected" };
            vec![tell(Subject::Person(*author), kind, true)]
        }
        Event::Approved { .. } => vec![tell(drafters, "drafts-notice-approved", false)],
        Event::Refused { body, .. } => {
            let mut all = vec![tell(drafters, "drafts-notice-refused", true)];
            if version.approval(*body).is_some_and(crate::BodyApproval::letter_outstanding) {
                all.push(tell(head_of(*body), "drafts-notice-send-letter", true));
            }
            all
        }
        Event::RefusalLetterSent { .. } => vec![tell(drafters, "drafts-notice-refusal-letter", false)],
        Event::ApprovedByAll => vec![
            tell(drafters, "drafts-notice-approved-by-all", true),
            tell(head, "drafts-notice-approved-by-all", false),
        ],
        Event::RemarksReceived => vec![tell(drafters, "drafts-notice-remarks-received", true)],
        Event::Prolonged { body, .. } | Event::TermNear { body, .. } | Event::TermPassed { body, .. } => {
            let kind = match entry.event {
                Event::Prolonged { .. } => "drafts-notice-prolonged",
                Event::TermNear { .. } => "drafts-notice-term-near",
                _ => "drafts-notice-term-passed",
            };
            // Whoever has the letter is told, the head in any case, and the drafter unless it is the drafter's own doing.
            let mut all = vec![tell(head_of(*body), kind, true)];
            let people = representatives(*body);
            if people.is_empty() {
                all.push(tell(clerks_of(*body), kind, true));
            }
            all.extend(people.into_iter().map(|p| tell(p, kind, true)));
            if kind != "drafts-notice-prolonged" {
                all.push(tell(drafters, kind, false));
            }
            all
        }
        Event::Chased { body } => {
            asked_in(version, *body).into_iter().map(|to| tell(to, "drafts-notice-chase", true)).collect()
        }
        Event::ProtocolStarted { body } => of_protocol(entry, *body, draft.body)
            .into_iter()
            .chain(representatives(*body))
            .map(|to| tell(to, "drafts-notice-protocol", true))
            .collect(),
        Event::ProtocolChanged { body, voided: true } => {
            let first = dossier.protocol_with(*body).and_then(|p| p.signs_first);
            let signs_anew = if first == Some(Side::Approving) { head_of(*body) } else { head };
            vec![tell(signs_anew, "drafts-notice-protocol-voided", true)]
        }
        Event::ProtocolSigned { body, signed_for, both: false } => {
            let other = if *signed_for == draft.body { *body } else { draft.body };
            vec![tell(head_of(other), "drafts-notice-protocol-sign", true)]
        }
        Event::ProtocolSigned { body, both: true, .. } => vec![
            tell(drafters, "drafts-notice-protocol-signed", false),
            tell(head_of(*body), "drafts-notice-protocol-signed", false),
        ],
        Event::Superseded { .. } => version
            .approvals
            .iter()
            .filter(|a| !a.state.is_decided())
            .flat_map(|a| representatives(a.body).into_iter().chain([head_of(a.body)]))
            .map(|to| tell(to, "drafts-notice-broken-off", false))
            .collect(),
        Event::SentToChancellery => version
            .chancellery
            .map(|c| tell(Subject::Role(c, Role::ControlOfficer), "drafts-notice-chancellery", true))
            .into_iter()
            .collect(),
        Event::RejectedByChancellery => {
            vec![tell(drafters, "drafts-notice-not-accepted", true), tell(head, "drafts-notice-not-accepted", false)]
        }
        Event::PassedToUnits { .. }
        | Event::OpinionGiven { .. }
        | Event::VoteStarted { .. }
        | Event::VoteClosed { .. }
        | Event::MinutesPosted { .. }
        | Event::FinalStatusSet { .. } => of_chancellery(&entry.event, version, &[drafters, head])
            .into_iter()
            .map(|(to, kind, needs_action)| tell(to, kind, needs_action))
            .collect(),
        Event::Changed { voided: false }
        | Event::Registered { .. }
        | Event::RemarkClosed { .. }
        | Event::RemarkWithdrawn { .. }
        | Event::Checked { .. }
        | Event::OnAgenda { .. }
        | Event::Voted { .. }
        | Event::ProtocolChanged { voided: false, .. } => Vec::new(),
    }
}

/// Who must act now in an approving body: the clerks until the head has it, the head until representatives are named,
/// then these, and the head as well once they have the draft open; the head for an official letter that is outstanding.
pub fn asked_in(version: &crate::DraftVersion, body: orda_base::BodyId) -> Vec<Subject> {
    use crate::BodyState;
    let Some(approval) = version.approval(body) else { return Vec::new() };
    let head = Subject::Role(body, Role::HeadOfBody);
    let people = approval.representatives.iter().map(|r| Subject::Person(r.person));
    match approval.state {
        BodyState::LetterSent | BodyState::Registered => vec![Subject::Role(body, Role::RecordsClerk)],
        BodyState::WithHead => vec![head],
        BodyState::RepresentativeNamed => people.collect(),
        BodyState::UnderReview => people.chain([head]).collect(),
        BodyState::Refused if approval.letter_outstanding() => vec![head],
        BodyState::NotDelivered | BodyState::Approved | BodyState::Refused => Vec::new(),
    }
}

/// The other side of a protocol than the one that began it.
fn of_protocol(entry: &Entry, approving: orda_base::BodyId, drafting: orda_base::BodyId) -> Vec<Subject> {
    match &entry.who {
        Some(who) if who.body == drafting => vec![Subject::Role(approving, Role::HeadOfBody)],
        _ => vec![Subject::Role(drafting, Role::Drafter)],
    }
}

/// Who is told of what the Chancellery does: the units that get the draft, the heads who vote, the control officers, and in
/// the end the drafting and the approving bodies (385-20-g, 385-22, 385-25-b).
fn of_chancellery(
    event: &Event,
    version: &crate::DraftVersion,
    drafting: &[Subject],
) -> Vec<(Subject, &'static str, bool)> {
    let Some(chancellery) = version.chancellery else { return Vec::new() };
    let officers = Subject::Role(chancellery, Role::ControlOfficer);
    let voters = || {
        let all = version.consideration.vote.iter().flat_map(|vote| &vote.voters);
        all.map(|v| Subject::Role(v.body, Role::HeadOfBody))
    };
    match event {
        Event::PassedToUnits { units } => {
            units.iter().map(|(unit, _)| (Subject::Unit(chancellery, *unit), "drafts-notice-unit", true)).collect()
        }
        Event::OpinionGiven { .. } => vec![(officers, "drafts-notice-opinion", false)],
        Event::VoteStarted { .. } => voters().map(|to| (to, "drafts-notice-vote", true)).collect(),
        Event::VoteClosed { .. } => std::iter::once((officers, "drafts-notice-vote-closed", true))
            .chain(voters().map(|to| (to, "drafts-notice-vote-results", false)))
            .collect(),
        Event::MinutesPosted { .. } => drafting.iter().map(|to| (*to, "drafts-notice-minutes", false)).collect(),
        Event::FinalStatusSet { status } => {
            let kind = match status {
                crate::FinalStatus::Accepted => "drafts-notice-final-accepted",
                crate::FinalStatus::NotAccepted => "drafts-notice-final-not-accepted",
            };
            let approving = version.approvals.iter().flat_map(|a| {
                let people = a.representatives.iter().map(|r| Subject::Person(r.person));
                people.chain([Subject::Role(a.body, Role::HeadOfBody)])
            });
            drafting.iter().copied().chain(approving).map(|to| (to, kind, false)).collect()
        }
        _ => Vec::new(),
    }
}
