//! A service and its provider.

use crate::ServiceId;
use orda_base::{BodyId, LocalizedText, Timestamp};
use serde::{Deserialize, Serialize};

/// Kinds of services (74-2-8). Message key: `services-kind-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceKind {
    /// A state service.
    #[default]
    State,
    /// Another service in electronic form.
    Other,
}

impl ServiceKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::State, Self::Other];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Other => "other",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// A service that a state body provides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// The provider.
    pub body: BodyId,
    /// Its code in the register of services. It stands under signatures: given once, never changed.
    pub code: String,
    /// Its name.
    pub name: LocalizedText,
    /// Its kind.
    pub kind: ServiceKind,
    /// Is it provided now? Results of one that is not stay what they are; new ones are not prepared.
    pub active: bool,
    /// When it was entered.
    pub created_at: Timestamp,
}
