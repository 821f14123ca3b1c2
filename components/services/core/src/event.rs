//! What happened to a service or to a result: its history.

use crate::By;
use orda_base::{Date, Timestamp};
use serde::{Deserialize, Serialize};

/// One entry of a history. A sentence by message key `services-event-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// What.
    pub event: Event,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The service was entered.
    Registered,
    /// The service, or a draft of a result, was changed.
    Changed,
    /// An employee was authorised.
    Granted {
        /// Name of the employee.
        name: String,
        /// First day.
        from: Date,
        /// Last day.
        until: Option<Date>,
    },
    /// An authorisation was withdrawn.
    Withdrawn {
        /// Name of the employee.
        name: String,
        /// Why.
        reason: String,
    },
    /// The result was begun.
    Prepared,
    /// Its electronic document was brought.
    Attached {
        /// Name of the file.
        name: String,
    },
    /// It was certified.
    Signed,
    /// It was issued.
    Issued,
    /// It was revoked.
    Revoked {
        /// Why.
        reason: String,
    },
}

impl Event {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Changed => "changed",
            Self::Granted { .. } => "granted",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Prepared => "prepared",
            Self::Attached { .. } => "attached",
            Self::Signed => "signed",
            Self::Issued => "issued",
            Self::Revoked { .. } => "revoked",
        }
    }

    /// Codes of all events, for the check that no text is missing.
    pub const CODES: [&'static str; 9] =
        ["registered", "changed", "granted", "withdrawn", "prepared", "attached", "signed", "issued", "revoked"];
}
