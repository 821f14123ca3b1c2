//! Sessions: opaque, kept by the server, with an idle and an absolute limit (385-6-1).

use crate::TokenHash;
use orda_base::{PersonId, SessionId, Timestamp};

/// How somebody logged in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// With login and password.
    Password,
    /// By signing a challenge with an EDS.
    Eds,
}

impl Method {
    /// Stable code: in the table and in message keys (`identity-method-eds`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Eds => "eds",
        }
    }

    /// The method with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Password, Self::Eds].into_iter().find(|m| m.code() == code)
    }
}

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id; not secret.
    pub id: SessionId,
    /// Whose it is.
    pub person: PersonId,
    /// Digest of its token.
    pub token: TokenHash,
    /// How the person logged in.
    pub method: Method,
    /// When.
    pub created_at: Timestamp,
    /// The last request, to a minute.
    pub seen_at: Timestamp,
    /// It ends then in any case.
    pub expires_at: Timestamp,
    /// Address from which the person logged in.
    pub address: String,
    /// Name of the client program.
    pub agent: String,
    /// Must the person choose a new password before anything else?
    pub must_change_password: bool,
}

impl Session {
    /// Is it alive at `now`, when idle sessions end after `idle_seconds`?
    pub fn alive(&self, now: Timestamp, idle_seconds: i64) -> bool {
        now < self.expires_at && now < self.seen_at.plus_seconds(idle_seconds)
    }
}
