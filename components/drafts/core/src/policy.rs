//! Who may do what with a draft. Pure: everything it needs is passed in. When it may be done is said by the state
//! machines; here only by whom.
//!
//! Whoever may not read a version gets "hidden" for everything: a body outside the list, an employee of an approving
//! body who was not named, an administrator of the portal. Who may read but not do something gets "forbidden".

use crate::subject::{Subject, readers_of};
use crate::{Action, Draft, DraftVersion, Remark, Side};
use orda_base::{Actor, BodyId, Permission, Role, UnitId};

/// What an action is about.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// The version.
    pub version: &'a DraftVersion,
    /// The approving body, where one is concerned.
    pub body: Option<BodyId>,
}

/// May `actor` read this version?
pub fn may_read(actor: &Actor, draft: &Draft, version: &DraftVersion) -> bool {
    readers_of(draft, version).any(|subject| is(actor, subject))
}

/// Is the actor one of those whom the subject names?
pub fn is(actor: &Actor, subject: Subject) -> bool {
    match subject {
        Subject::Role(body, role) => actor.has(role, body),
        Subject::Person(person) => actor.is(person),
        Subject::Unit(body, unit) => actor.has(Role::ChancelleryUnitOfficer, body) && actor.in_unit(unit),
    }
}

/// May `actor` do `action`?
pub fn may(actor: &Actor, action: Action, scene: Scene<'_>) -> Permission {
    if !may_read(actor, scene.draft, scene.version) {
        return Permission::Hidden;
    }
    let drafting = scene.draft.body;
    // A body counts only when the draft is with it.
    let approving = scene.body.filter(|b| scene.version.approval(*b).is_some());
    let in_approving = |role| approving.is_some_and(|body| actor.has(role, body));
    // Deeds need a person behind them; systems and the portal itself only read.
    let is_person = actor.person().is_some();
    Permission::when(match action {
        Action::Read => true,
        Action::Sign => is_person && actor.has(Role::HeadOfBody, drafting),
        Action::Send
        | Action::Resend
        | Action::Prolong
        | Action::Chase
        | Action::AnswerRemark
        | Action::Change
        | Action::PostVersion
        | Action::SendToChancellery => is_person && actor.has(Role::Drafter, drafting),
        Action::Register | Action::PassToHead => is_person && in_approving(Role::RecordsClerk),
        Action::NameRepresentatives | Action::Approve | Action::Refuse | Action::SendRefusalLetter => {
            is_person && in_approving(Role::HeadOfBody)
        }
        Action::Remark | Action::SettleRemark => represented_by(actor, scene).is_some(),
        Action::EditProtocol => side_of_editor(actor, scene).is_some(),
        Action::SignProtocol => side_of_head(actor, scene).is_some(),
        Action::Check
        | Action::RejectByChancellery
        | Action::PassToUnits
        | Action::PutOnAgenda
        | Action::StartVote
        | Action::CloseVote
        | Action::PostMinutes
        | Action::SetFinalStatus => is_person && is_control_officer(actor, scene.version),
        Action::GiveOpinion => is_person && unit_of(actor, scene.version).is_some(),
        Action::CastVote => scene.body.is_some_and(|body| votes_for(actor, scene.version, body)),
        Action::ViewVote => may_view_vote(actor, scene.version),
    })
}

/// Is the actor a control officer of the Chancellery to which the version was sent (385-20)?
pub fn is_control_officer(actor: &Actor, version: &DraftVersion) -> bool {
    version.chancellery.is_some_and(|body| actor.has(Role::ControlOfficer, body))
}

/// The unit to which the version was passed and in which the actor is an officer (385-20-g).
pub fn unit_of(actor: &Actor, version: &DraftVersion) -> Option<UnitId> {
    let chancellery = version.chancellery?;
    let mut all = version.consideration.units.iter().map(|u| u.unit);
    all.find(|unit| is(actor, Subject::Unit(chancellery, *unit)))
}

/// Does the actor vote for the head of `body` (385-22-b, 385-23)? The listed head, or who is formally assigned that head's
/// duties; nobody else of the body.
pub fn votes_for(actor: &Actor, version: &DraftVersion, body: BodyId) -> bool {
    let Some(voter) = version.consideration.vote.as_ref().and_then(|vote| vote.voter(body)) else { return false };
    let is_head = |m: &orda_base::Membership| m.role == Role::HeadOfBody && m.body == Some(body);
    actor.memberships.iter().filter(|m| is_head(m)).any(|m| match m.acting_for {
        None => actor.is(voter.person),
        Some(head) => actor.person().is_some() && head == voter.person,
    })
}

/// May the actor see who voted how (385-24)? Control officers at any time, the listed heads once the vote is closed.
pub fn may_view_vote(actor: &Actor, version: &DraftVersion) -> bool {
    let Some(vote) = &version.consideration.vote else { return false };
    is_control_officer(actor, version)
        || (!vote.is_open() && vote.voters.iter().any(|v| actor.has(Role::HeadOfBody, v.body)))
}

/// May `actor` keep the sittings of this Chancellery (385-21)? Others do not know that there are any.
pub fn may_keep_sittings(actor: &Actor, chancellery: BodyId) -> Permission {
    Permission::when(actor.person().is_some() && actor.has(Role::ControlOfficer, chancellery)).or_hidden()
}

/// The approving body that the actor represents on this version.
pub fn represented_by(actor: &Actor, scene: Scene<'_>) -> Option<BodyId> {
    let person = actor.person()?;
    let mut all = scene.version.approvals.iter().filter(|a| scene.body.is_none_or(|body| a.body == body));
    all.find(|a| a.represents(person)).map(|a| a.body)
}

/// The side for which the actor may write in a protocol with `scene.body`: the drafters and the head of the drafting
/// body; the representatives and the head of the approving body (385-17).
pub fn side_of_editor(actor: &Actor, scene: Scene<'_>) -> Option<Side> {
    let body = scene.body.filter(|b| scene.version.approval(*b).is_some())?;
    actor.person()?;
    if actor.has(Role::Drafter, scene.draft.body) {
        return Some(Side::Drafting);
    }
    represented_by(actor, scene).filter(|b| *b == body).map(|_| Side::Approving).or_else(|| side_of_head(actor, scene))
}

/// The side whose head the actor is (385-17-c).
pub fn side_of_head(actor: &Actor, scene: Scene<'_>) -> Option<Side> {
    let body = scene.body.filter(|b| scene.version.approval(*b).is_some())?;
    actor.person()?;
    if actor.has(Role::HeadOfBody, scene.draft.body) {
        Some(Side::Drafting)
    } else if actor.has(Role::HeadOfBody, body) {
        Some(Side::Approving)
    } else {
        None
    }
}

/// May `actor` close or withdraw this remark? Only who made it.
pub fn may_settle(actor: &Actor, remark: &Remark) -> bool {
    actor.is(remark.author.person)
}

/// May `actor` withdraw drafts (385-3)? Administrators of the portal.
pub fn may_withdraw(actor: &Actor) -> Permission {
    Permission::when(actor.person().is_some() && actor.has_in_portal(Role::Administrator))
}

/// May `actor` see which drafts were withdrawn (385-3)? Administrators and security officers of the portal, who propose and
/// decide their destruction.
pub fn may_see_withdrawals(actor: &Actor) -> Permission {
    Permission::when([Role::Administrator, Role::SecurityOfficer].into_iter().any(|role| actor.has_in_portal(role)))
}

/// May `actor` begin a draft for `body` (385-13)?
pub fn may_post_for(actor: &Actor, body: BodyId) -> Permission {
    Permission::when(actor.person().is_some() && actor.has(Role::Drafter, body))
}
