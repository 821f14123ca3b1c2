//! Who acts: a person with roles, a system, the portal itself, or nobody known.

use crate::{BodyId, Language, PersonId, RequestId, Role, SessionId, SystemId, UnitId};
use std::net::IpAddr;

/// Whoever makes a request, with the rights held at that moment and where the request came from.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Who it is.
    pub identity: Identity,
    /// Language of the answers.
    pub language: Language,
    /// Roles in force now, acting ones included.
    pub memberships: Vec<Membership>,
    /// Structural units in which the person holds a position now, and the units above these.
    pub units: Vec<UnitId>,
    /// Where the request came from.
    pub origin: Origin,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// A person who has logged in.
    Person {
        /// The person.
        id: PersonId,
        /// Full name, as shown and as accounted.
        name: String,
        /// Individual identification number: 12 digits.
        iin: String,
    },
    /// An information system with a token of its own.
    System {
        /// The system.
        id: SystemId,
        /// Its registered name.
        name: String,
    },
    /// The portal itself: jobs and the command line.
    Portal,
    /// Nobody known; `claimed` is the login that was tried, if any (365-8-2).
    Anonymous {
        /// The login or name that was claimed.
        claimed: Option<String>,
    },
}

/// A role held in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The body; none for a role in the whole portal.
    pub body: Option<BodyId>,
    /// The role.
    pub role: Role,
    /// Set when the role is exercised for somebody else for a period (acting head).
    pub acting_for: Option<PersonId>,
}

/// Where a request came from (365-8-3, 365-8-5-b).
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// Address of the computer; none for jobs and the command line.
    pub address: Option<IpAddr>,
    /// Name of the client program.
    pub agent: String,
    /// The session, when logged in.
    pub session: Option<SessionId>,
    /// Ties together all records of one request.
    pub request: Option<RequestId>,
}

impl Actor {
    /// The portal acting on its own: jobs, command line, demo.
    pub fn portal() -> Self {
        Self {
            identity: Identity::Portal,
            language: Language::default(),
            memberships: Vec::new(),
            units: Vec::new(),
            origin: Origin::default(),
        }
    }

    /// Nobody known, from `origin`.
    pub fn anonymous(language: Language, origin: Origin) -> Self {
        Self {
            identity: Identity::Anonymous { claimed: None },
            language,
            memberships: Vec::new(),
            units: Vec::new(),
            origin,
        }
    }

    /// The person acting, when it is one.
    pub fn person(&self) -> Option<PersonId> {
        match self.identity {
            Identity::Person { id, .. } => Some(id),
            _ => None,
        }
    }

    /// Individual identification number of the person acting.
    pub fn iin(&self) -> Option<&str> {
        match &self.identity {
            Identity::Person { iin, .. } => Some(iin),
            _ => None,
        }
    }

    /// Name to show and to account for; empty for an anonymous actor without a claim.
    pub fn name(&self) -> &str {
        match &self.identity {
            Identity::Person { name, .. } | Identity::System { name, .. } => name,
            Identity::Portal => "orda",
            Identity::Anonymous { claimed } => claimed.as_deref().unwrap_or(""),
        }
    }

    /// Is it this person?
    pub fn is(&self, person: PersonId) -> bool {
        self.person() == Some(person)
    }

    /// Is anybody known (person, system or the portal itself)?
    pub fn is_known(&self) -> bool {
        !matches!(self.identity, Identity::Anonymous { .. })
    }

    /// Does the actor hold `role` in `body`?
    pub fn has(&self, role: Role, body: BodyId) -> bool {
        self.memberships.iter().any(|m| m.role == role && m.body == Some(body))
    }

    /// Does the actor hold `role` in the whole portal? The portal itself may do what an administrator may.
    pub fn has_in_portal(&self, role: Role) -> bool {
        (self.identity == Identity::Portal && role == Role::Administrator)
            || self.memberships.iter().any(|m| m.role == role && m.body.is_none())
    }

    /// Does the actor hold `role` anywhere?
    pub fn has_anywhere(&self, role: Role) -> bool {
        self.memberships.iter().any(|m| m.role == role)
    }

    /// Bodies in which the actor holds `role`.
    pub fn bodies_with(&self, role: Role) -> impl Iterator<Item = BodyId> + '_ {
        self.memberships.iter().filter(move |m| m.role == role).filter_map(|m| m.body)
    }

    /// Does the actor work in this structural unit, or in one below it?
    pub fn in_unit(&self, unit: UnitId) -> bool {
        self.units.contains(&unit)
    }

    /// Does the actor hold any role in `body`?
    pub fn in_body(&self, body: BodyId) -> bool {
        self.memberships.iter().any(|m| m.body == Some(body))
    }
}
