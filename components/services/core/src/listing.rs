//! What is asked of the list of results.

use crate::{ResultId, ResultState, ServiceId};
use orda_base::{BodyId, Date, PageRequest, PersonId};

/// How far validity goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Validity {
    /// The last day has not passed, or there is none.
    Current,
    /// It has passed.
    Expired,
}

impl Validity {
    /// Every choice.
    pub const ALL: [Self; 2] = [Self::Current, Self::Expired];

    /// Stable code. Message key: `services-validity-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Expired => "expired",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.code() == code)
    }
}

/// A question to the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResultQuery {
    /// Of this service only.
    pub service: Option<ServiceId>,
    /// In these states only.
    pub states: Vec<ResultState>,
    /// How far validity goes.
    pub validity: Option<Validity>,
    /// Of the recipient of this result only: lists of one recipient are asked for by an id, for a number of a person belongs
    /// into no address.
    pub recipient_of: Option<ResultId>,
    /// Parts of numbers of results and of names of recipients.
    pub words: String,
    /// First day of preparing.
    pub from: Option<Date>,
    /// Last day of preparing.
    pub to: Option<Date>,
    /// Which page.
    pub page: PageRequest,
}

/// Results that somebody may see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// All of these providers.
    pub bodies: Vec<BodyId>,
    /// All of these services.
    pub services: Vec<ServiceId>,
    /// What the reader prepared or signed.
    pub own: Option<Own>,
}

/// What somebody prepared or signed, in the bodies where the person works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Who.
    pub person: PersonId,
    /// The bodies; none of them, nothing is seen.
    pub bodies: Vec<BodyId>,
}
