//! State bodies and their structural units.

use orda_base::{BodyId, LocalizedText, UnitId};
use serde::{Deserialize, Serialize};

/// A state body: a participant of the portal (385-13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Its id.
    pub id: BodyId,
    /// Business identification number: 12 digits with a valid check digit.
    pub bin: String,
    /// What kind of body it is.
    pub kind: BodyKind,
    /// Full name.
    pub name: LocalizedText,
    /// Short name, for lists.
    pub short_name: LocalizedText,
    /// The body above it (a committee under a ministry).
    pub parent: Option<BodyId>,
    /// Does it take part now? A body that does not is kept for history.
    pub active: bool,
}

/// Kinds of state bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// The Chancellery of the Prime Minister (385-19-b).
    Chancellery,
    /// The Administration of the President (385-48-d).
    PresidentialAdministration,
    /// A ministry.
    Ministry,
    /// An agency.
    Agency,
    /// A local executive body: a region or a city of republican significance.
    Region,
    /// Anything else: a committee, a court, a commission.
    Other,
}

impl BodyKind {
    /// Every kind, in the order in which lists offer them.
    pub const ALL: [Self; 6] =
        [Self::Chancellery, Self::PresidentialAdministration, Self::Ministry, Self::Agency, Self::Region, Self::Other];

    /// Stable code: in tables, interfaces and message keys (`identity-kind-ministry`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chancellery => "chancellery",
            Self::PresidentialAdministration => "presidential_administration",
            Self::Ministry => "ministry",
            Self::Agency => "agency",
            Self::Region => "region",
            Self::Other => "other",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// A structural unit of a body: a department, a division (385-33). Units form a tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// The body it belongs to.
    pub body: BodyId,
    /// The unit above it, of the same body.
    pub parent: Option<UnitId>,
    /// Its name.
    pub name: LocalizedText,
    /// Does it exist now?
    pub active: bool,
}
