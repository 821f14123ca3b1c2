//! What ties people to bodies: positions, roles, acting heads.

use orda_base::{BodyId, Date, Language, LocalizedText, PersonId, Role, Timestamp, UnitId, id_type};
use serde::{Deserialize, Serialize};

use crate::PersonName;

id_type!(
    /// A position held by a person.
    PositionId
);
id_type!(
    /// A role given to a person.
    GrantId
);
id_type!(
    /// An appointment of an acting head.
    ActingId
);

/// Everything kept of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person's id.
    pub id: PersonId,
    /// Individual identification number: 12 digits with a valid check digit.
    pub iin: String,
    /// Name.
    pub name: PersonName,
    /// Address of e-mail, when known.
    pub email: Option<String>,
    /// Language of letters and pages.
    pub language: Language,
    /// Login, in small letters; none for who logs in by EDS only.
    pub login: Option<String>,
    /// May the person log in?
    pub active: bool,
    /// When the person was registered.
    pub created_at: Timestamp,
}

/// A position in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Its id.
    pub id: PositionId,
    /// Who holds it.
    pub person: PersonId,
    /// Where.
    pub body: BodyId,
    /// In which unit of the body.
    pub unit: Option<UnitId>,
    /// Title: `Бас сарапшы`.
    pub title: LocalizedText,
    /// First day.
    pub since: Date,
    /// Last day; none while it lasts.
    pub until: Option<Date>,
}

impl Position {
    /// Is it held on that day?
    pub fn in_force(&self, on: Date) -> bool {
        self.since <= on && self.until.is_none_or(|until| on <= until)
    }
}

/// A role given to a person, in a body or in the whole portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Who holds it.
    pub person: PersonId,
    /// The role.
    pub role: Role,
    /// Where; none for the whole portal.
    pub body: Option<BodyId>,
    /// Since when.
    pub granted_at: Timestamp,
}

/// For a period somebody carries out the duties of the head: only then may somebody else than the head sign (385-14).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// Its id.
    pub id: ActingId,
    /// The body.
    pub body: BodyId,
    /// Who carries the duties out.
    pub person: PersonId,
    /// In whose place.
    pub in_place_of: PersonId,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Number and date of the order, or the reason; empty where none was given.
    pub basis: String,
    /// The head who named the person; none where an administrator entered it.
    pub named_by: Option<PersonId>,
}

impl Acting {
    /// Is it in force on that day?
    pub fn in_force(&self, on: Date) -> bool {
        self.from <= on && on <= self.until
    }

    /// Does it share a day with that period? One that was ended before it began has no day.
    pub fn overlaps(&self, from: Date, until: Date) -> bool {
        self.from <= self.until && self.from <= until && from <= self.until
    }
}

/// An actual role of a person or a system, for lists: where, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// Where; none for the whole portal.
    pub body: Option<BodyId>,
}
