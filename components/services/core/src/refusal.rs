//! Why the component says no.

use crate::ResultState;
use orda_base::{Error, Refusal};

/// A rule said no. Code and message key: see [`Self::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServicesRefusal {
    /// The result does not stand where this can be done.
    WrongState {
        /// Where it stands.
        state: ResultState,
    },
    /// There is no electronic document to be signed.
    NoDocument,
    /// The last day of validity has passed before the result was signed.
    Expired,
    /// There is no signature: the result cannot be issued.
    Unsigned,
    /// Signature, certificate or stored data did not pass the check.
    NotAuthentic,
    /// The employee is not authorised for the service at this moment.
    NotAuthorised,
    /// Nobody authorises oneself.
    Oneself,
    /// The authorisation has ended already.
    Ended,
    /// The service is not provided any more.
    NotProvided,
}

impl ServicesRefusal {
    /// Stable code: key of the text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongState { .. } => "services-refusal-state",
            Self::NoDocument => "services-refusal-no_document",
            Self::Expired => "services-refusal-expired",
            Self::Unsigned => "services-refusal-unsigned",
            Self::NotAuthentic => "services-refusal-not_authentic",
            Self::NotAuthorised => "services-refusal-not_authorised",
            Self::Oneself => "services-refusal-oneself",
            Self::Ended => "services-refusal-ended",
            Self::NotProvided => "services-refusal-not_provided",
        }
    }

    const fn rule(self) -> Option<&'static str> {
        match self {
            Self::NoDocument | Self::Unsigned | Self::NotAuthentic => Some("74-5-4-a"),
            Self::NotAuthorised | Self::Oneself => Some("74-5-4-b"),
            _ => None,
        }
    }

    /// Every code, for the check that no text is missing.
    pub const CODES: [&'static str; 9] = [
        "services-refusal-state",
        "services-refusal-no_document",
        "services-refusal-expired",
        "services-refusal-unsigned",
        "services-refusal-not_authentic",
        "services-refusal-not_authorised",
        "services-refusal-oneself",
        "services-refusal-ended",
        "services-refusal-not_provided",
    ];
}

impl From<ServicesRefusal> for Refusal {
    fn from(refusal: ServicesRefusal) -> Self {
        let plain = Self::new(refusal.code());
        match refusal.rule() {
            Some(rule) => plain.rule(rule),
            None => plain,
        }
    }
}

impl From<ServicesRefusal> for Error {
    fn from(refusal: ServicesRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}
