//! Subjects: under which names a person sees drafts and is asked for something. A person has a few of them; the list of
//! drafts and "my work" are looked up by them.

use crate::{BodyApproval, BodyState, Draft, DraftVersion};
use orda_base::{Actor, BodyId, PersonId, Role, UnitId};
use std::fmt;
use std::str::FromStr;

/// The holders of a role in a body, one person, or the officers of a unit of the Chancellery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// Whoever holds the role in the body.
    Role(BodyId, Role),
    /// One person, named for this draft.
    Person(PersonId),
    /// The officers of a structural unit of the Chancellery: who holds that role in the body and works in the unit or in one
    /// below it (385-20-g).
    Unit(BodyId, UnitId),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Role(body, role) => write!(f, "body:{body}:{}", role.code()),
            Self::Person(person) => write!(f, "person:{person}"),
            Self::Unit(body, unit) => write!(f, "unit:{body}:{unit}"),
        }
    }
}

impl FromStr for Subject {
    type Err = orda_base::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || orda_base::Error::internal(format!("not a subject: {text}"));
        let mut parts = text.split(':');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("person"), Some(id), None) => id.parse().map(Self::Person).map_err(|_| bad()),
            (Some("unit"), Some(body), Some(unit)) => {
                Ok(Self::Unit(body.parse().map_err(|_| bad())?, unit.parse().map_err(|_| bad())?))
            }
            (Some("body"), Some(id), Some(role)) => {
                let body = id.parse().map_err(|_| bad())?;
                Role::from_code(role).map(|role| Self::Role(body, role)).ok_or_else(bad)
            }
            _ => Err(bad()),
        }
    }
}

/// Roles under which drafts are seen.
const ROLES: [Role; 4] = [Role::Drafter, Role::HeadOfBody, Role::RecordsClerk, Role::ControlOfficer];

/// The subjects of an actor.
pub fn subjects(actor: &Actor) -> Vec<Subject> {
    let held = actor.memberships.iter().filter(|m| ROLES.contains(&m.role));
    let mut all: Vec<_> = held.filter_map(|m| m.body.map(|body| Subject::Role(body, m.role))).collect();
    all.extend(actor.person().map(Subject::Person));
    for body in actor.bodies_with(Role::ChancelleryUnitOfficer) {
        all.extend(actor.units.iter().map(|unit| Subject::Unit(body, *unit)));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Who may read one version. This is the one place that says it: policy, the index of readers and "who can see this" all
/// follow from it.
pub fn readers_of<'a>(draft: &Draft, version: &'a DraftVersion) -> impl Iterator<Item = Subject> + use<'a> {
    let own = [Subject::Role(draft.body, Role::Drafter), Subject::Role(draft.body, Role::HeadOfBody)];
    let asked = version.approvals.iter().filter(|a| is_delivered(a)).flat_map(|approval| {
        let roles = [Role::HeadOfBody, Role::RecordsClerk].map(|role| Subject::Role(approval.body, role));
        roles.into_iter().chain(approval.representatives.iter().map(|r| Subject::Person(r.person)))
    });
    let considered = version.chancellery.into_iter().flat_map(|chancellery| {
        let considered = &version.consideration;
        let voters = considered.vote.iter().flat_map(|vote| &vote.voters);
        std::iter::once(Subject::Role(chancellery, Role::ControlOfficer))
            .chain(considered.units.iter().map(move |u| Subject::Unit(chancellery, u.unit)))
            .chain(voters.map(|v| Subject::Role(v.body, Role::HeadOfBody)))
    });
    // Found to hold state secrets: readable by nobody (385-3).
    let open = draft.withdrawn.is_none();
    own.into_iter().chain(asked).chain(considered).filter(move |_| open)
}

fn is_delivered(approval: &BodyApproval) -> bool {
    approval.state != BodyState::NotDelivered
}

/// Every subject that may read some version of the draft, with the newest version it may read.
pub fn readers(draft: &Draft) -> Vec<(Subject, u32)> {
    let mut all = std::collections::BTreeMap::new();
    for version in &draft.versions {
        for subject in readers_of(draft, version) {
            // Versions go upwards: the last one stays.
            all.insert(subject, version.number);
        }
    }
    all.into_iter().collect()
}
