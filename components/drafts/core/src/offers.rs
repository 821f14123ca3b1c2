//! What an actor may do with a version now: policy and state together. The card shows exactly this.

use crate::policy::{Scene, may, may_settle};
use crate::{Action, BodyApproval, BodyState, Dossier, DraftVersion, Offer, RemarkState, Settings, Side, VersionState};
use orda_base::{Actor, BodyId};

/// Everything the actor may do now with the newest version, in the order of [`Action::ALL`].
pub fn offers(actor: &Actor, dossier: &Dossier, settings: &Settings) -> Vec<Offer> {
    let version = dossier.draft.current();
    let mut all = Vec::new();
    for action in Action::ALL {
        let scene = |body| Scene { draft: &dossier.draft, version, body };
        if action == Action::Read {
            continue;
        }
        if is_of_a_body(action) {
            for approval in &version.approvals {
                let body = approval.body;
                if may(actor, action, scene(Some(body))).is_allowed()
                    && is_possible_for(actor, action, approval, dossier, settings)
                {
                    all.push(Offer { action, body: Some(body) });
                }
            }
        } else if action == Action::CastVote {
            let voters = version.consideration.vote.iter().filter(|v| v.is_open()).flat_map(|vote| &vote.voters);
            for body in voters.filter(|v| v.ballot.is_none()).map(|v| v.body) {
                if may(actor, action, scene(Some(body))).is_allowed() {
                    all.push(Offer { action, body: Some(body) });
                }
            }
        } else if may(actor, action, scene(None)).is_allowed() && is_possible(actor, action, version, dossier) {
            all.push(Offer { action, body: None });
        }
    }
    all
}

/// The one thing to do now, among what is offered: what somebody waits for.
pub fn primary(offers: &[Offer], dossier: &Dossier) -> Option<Offer> {
    let state = dossier.draft.state();
    offers.iter().copied().find(|offer| match offer.action {
        Action::Sign
        | Action::Send
        | Action::SendToChancellery
        | Action::Resend
        | Action::Register
        | Action::PassToHead
        | Action::Approve
        | Action::SendRefusalLetter
        | Action::SignProtocol
        | Action::AnswerRemark
        | Action::Remark
        | Action::RejectByChancellery
        | Action::Check
        | Action::CastVote
        | Action::SetFinalStatus
        | Action::PostMinutes => true,
        Action::PassToUnits => state == VersionState::AtChancellery,
        Action::GiveOpinion => dossier.draft.current().consideration.opinions.is_empty(),
        Action::PutOnAgenda => state != VersionState::VotingInAbsentia,
        Action::NameRepresentatives => {
            offer.body.and_then(|b| dossier.draft.current().approval(b)).is_some_and(|a| a.state == BodyState::WithHead)
        }
        Action::PostVersion => {
            matches!(state, VersionState::RemarksReceived | VersionState::RejectedByChancellery)
        }
        _ => false,
    })
}

/// Is the action about one approving body?
const fn is_of_a_body(action: Action) -> bool {
    matches!(
        action,
        Action::Resend
            | Action::Register
            | Action::PassToHead
            | Action::NameRepresentatives
            | Action::Remark
            | Action::Approve
            | Action::Refuse
            | Action::SendRefusalLetter
            | Action::Prolong
            | Action::Chase
            | Action::EditProtocol
            | Action::SignProtocol
    )
}

fn is_possible(actor: &Actor, action: Action, version: &DraftVersion, dossier: &Dossier) -> bool {
    let state = version.state;
    match action {
        Action::Sign => version.can_sign().is_ok(),
        Action::Send => version.can_send().is_ok(),
        Action::SendToChancellery => state == VersionState::ApprovedByAll,
        Action::AnswerRemark => state.is_with_bodies() && dossier.remarks.iter().any(|r| r.state == RemarkState::Open),
        Action::SettleRemark => {
            state.is_with_bodies() && dossier.remarks.iter().any(|r| r.state.blocks() && may_settle(actor, r))
        }
        Action::Change => state.is_editable(),
        Action::PostVersion => {
            state.is_with_bodies() || matches!(state, VersionState::ApprovedByAll | VersionState::RejectedByChancellery)
        }
        _ => is_possible_at_chancellery(action, version),
    }
}

/// What the Chancellery does.
fn is_possible_at_chancellery(action: Action, version: &DraftVersion) -> bool {
    use VersionState::{
        AtChancellery, AtGovernmentMeeting, UnderChancelleryConsideration, VotingInAbsentia, VotingInAbsentiaClosed,
    };
    let (state, considered) = (version.state, &version.consideration);
    match action {
        Action::Check => state == AtChancellery,
        Action::RejectByChancellery => version.can_reject().is_ok(),
        Action::PassToUnits => version.can_pass().is_ok(),
        Action::GiveOpinion => state == UnderChancelleryConsideration,
        Action::PutOnAgenda => {
            considered.agenda.is_none()
                && matches!(state, UnderChancelleryConsideration | VotingInAbsentia | VotingInAbsentiaClosed)
        }
        Action::StartVote => version.can_start_vote().is_ok(),
        Action::CloseVote => state == VotingInAbsentia,
        Action::ViewVote => considered.vote.is_some(),
        Action::PostMinutes => {
            considered.agenda.is_some() && matches!(state, AtGovernmentMeeting | VotingInAbsentiaClosed)
        }
        Action::SetFinalStatus => version.can_set_final().is_ok(),
        _ => false,
    }
}

fn is_possible_for(
    actor: &Actor,
    action: Action,
    approval: &BodyApproval,
    dossier: &Dossier,
    settings: &Settings,
) -> bool {
    let version = dossier.draft.current();
    let body = approval.body;
    let with_bodies = version.state.is_with_bodies();
    let personal = settings.personal_decision;
    match action {
        Action::Resend => with_bodies && approval.state == BodyState::NotDelivered,
        Action::Register => with_bodies && approval.state == BodyState::LetterSent,
        Action::PassToHead => with_bodies && approval.state == BodyState::Registered,
        Action::NameRepresentatives => {
            use BodyState::{RepresentativeNamed, UnderReview, WithHead};
            with_bodies && matches!(approval.state, WithHead | RepresentativeNamed | UnderReview)
        }
        Action::Chase => with_bodies && approval.can_be_chased(),
        Action::Remark | Action::Prolong => with_bodies && !approval.state.is_decided(),
        Action::Approve => with_bodies && approval.can_decide(true, dossier.open_remarks(body), personal).is_ok(),
        Action::Refuse => with_bodies && approval.can_decide(false, 0, personal).is_ok(),
        Action::SendRefusalLetter => with_bodies && approval.letter_outstanding(),
        Action::EditProtocol => is_disputed(version, body, dossier),
        Action::SignProtocol => dossier.protocol_with(body).is_some_and(|protocol| {
            let scene = Scene { draft: &dossier.draft, version, body: Some(body) };
            let side: Option<Side> = crate::policy::side_of_head(actor, scene);
            version.state.is_with_bodies() && side.is_some_and(|side| protocol.can_sign(side).is_ok())
        }),
        _ => false,
    }
}

/// A protocol can be drawn up: the body has refused this version, and it is not signed by both sides yet (385-17).
fn is_disputed(version: &DraftVersion, body: BodyId, dossier: &Dossier) -> bool {
    version.state.is_with_bodies()
        && version.approval(body).is_some_and(|a| a.state == BodyState::Refused)
        && dossier.protocol_with(body).is_none_or(|p| p.state() != crate::ProtocolState::SignedByBoth)
}
