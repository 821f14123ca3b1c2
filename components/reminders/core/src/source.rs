//! The two document systems from which reminders come (385-48-c, 385-48-d).

use serde::{Deserialize, Serialize};

/// Where an instruction is under control. Message key: `reminders-source-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The document system of the Chancellery of the Prime Minister.
    Chancellery,
    /// The document system of the Administration of the President.
    PresidentialAdministration,
}

impl Source {
    /// Both, in the order in which the law names them.
    pub const ALL: [Self; 2] = [Self::Chancellery, Self::PresidentialAdministration];

    /// Stable code: in tables, messages, addresses and keys of words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chancellery => "chancellery",
            Self::PresidentialAdministration => "presidential_administration",
        }
    }

    /// The source with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}
