//! Kinds of normative legal acts that are drafted in the portal.

use serde::{Deserialize, Serialize};

/// What kind of act a draft is to become. Message key: `drafts-kind-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    /// A law of the Republic.
    Law,
    /// A decree of the President.
    PresidentialDecree,
    /// A resolution of the Government.
    GovernmentResolution,
    /// An order of the Prime Minister.
    PrimeMinisterOrder,
    /// An order of a minister or of the head of an agency.
    MinisterOrder,
    /// A joint order of several bodies.
    JointOrder,
    /// A resolution of a regional executive body.
    RegionalResolution,
    /// Any other normative legal act.
    Other,
}

impl ActKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Law,
        Self::PresidentialDecree,
        Self::GovernmentResolution,
        Self::PrimeMinisterOrder,
        Self::MinisterOrder,
        Self::JointOrder,
        Self::RegionalResolution,
        Self::Other,
    ];

    /// Stable code: in tables, interfaces and message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::PresidentialDecree => "presidential_decree",
            Self::GovernmentResolution => "government_resolution",
            Self::PrimeMinisterOrder => "prime_minister_order",
            Self::MinisterOrder => "minister_order",
            Self::JointOrder => "joint_order",
            Self::RegionalResolution => "regional_resolution",
            Self::Other => "other",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}
