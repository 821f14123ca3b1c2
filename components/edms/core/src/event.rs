//! What happened to a letter: its way.

use crate::{Fault, LetterId};
use orda_base::Timestamp;
use serde::{Deserialize, Serialize};

/// One entry of the way. A sentence by message key `edms-event-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Name of who did it; empty for the centre itself.
    pub by: String,
    /// What.
    pub event: Event,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The centre took it, with this outgoing number.
    Taken {
        /// Outgoing number.
        number: String,
    },
    /// It came to the receiver.
    Delivered,
    /// It could not be delivered.
    NotDelivered {
        /// Why.
        fault: Fault,
    },
    /// It was sent again.
    Again,
    /// The receiver registered it.
    Registered {
        /// Incoming number.
        number: String,
    },
    /// The receiver refused to register it.
    Declined {
        /// Why.
        fault: Fault,
    },
    /// It was answered by another letter.
    Answered {
        /// The other letter.
        by: LetterId,
    },
    /// It was answered by "not accepted".
    Rejected {
        /// Why.
        fault: Fault,
    },
}

impl Event {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Taken { .. } => "taken",
            Self::Delivered => "delivered",
            Self::NotDelivered { .. } => "not_delivered",
            Self::Again => "again",
            Self::Registered { .. } => "registered",
            Self::Declined { .. } => "declined",
            Self::Answered { .. } => "answered",
            Self::Rejected { .. } => "rejected",
        }
    }

    /// Codes of all events, for the check that no text is missing.
    pub const CODES: [&'static str; 8] =
        ["taken", "delivered", "not_delivered", "again", "registered", "declined", "answered", "rejected"];
}
