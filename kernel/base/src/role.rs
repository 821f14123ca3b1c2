//! Roles that a person holds in a state body, as the instruction names them.

use serde::{Deserialize, Serialize};

/// What a person is in a state body (or, for the last two, in the whole portal).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Signs for the body (385-14, 385-16-f).
    HeadOfBody,
    /// Posts drafts of legal acts for the drafting body (385-13).
    Drafter,
    /// Considers drafts for an approving body once named by the head (385-16-c).
    Approver,
    /// Registers letters that come to the body (385-16).
    RecordsClerk,
    /// Takes in drafts at the Chancellery of the Prime Minister (385-20).
    ControlOfficer,
    /// Considers drafts in a unit of the Chancellery (385-20-g).
    ChancelleryUnitOfficer,
    /// Watches the instructions addressed to the body (385-50).
    Controller,
    /// Keeps bodies, people, roles and certificates: of one body, or of the whole portal.
    Administrator,
    /// Reads the accounting of accesses (365-7-b). Of the whole portal.
    SecurityOfficer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::HeadOfBody,
        Self::Drafter,
        Self::Approver,
        Self::RecordsClerk,
        Self::ControlOfficer,
        Self::ChancelleryUnitOfficer,
        Self::Controller,
        Self::Administrator,
        Self::SecurityOfficer,
    ];

    /// Stable code: in tables, interfaces and message keys (`role-head_of_body`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::HeadOfBody => "head_of_body",
            Self::Drafter => "drafter",
            Self::Approver => "approver",
            Self::RecordsClerk => "records_clerk",
            Self::ControlOfficer => "control_officer",
            Self::ChancelleryUnitOfficer => "chancellery_unit_officer",
            Self::Controller => "controller",
            Self::Administrator => "administrator",
            Self::SecurityOfficer => "security_officer",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}
