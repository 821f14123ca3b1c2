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
    /// With a password and the code of a program.
    Totp,
    /// With a password and a passkey.
    Passkey,
    /// With a password and a code for the day the second factor is lost.
    Recovery,
}

impl Method {
    /// Stable code: in the table and in message keys (`identity-method-eds`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Eds => "eds",
            Self::Totp => "totp",
            Self::Passkey => "passkey",
            Self::Recovery => "recovery",
        }
    }

    /// Did the person show more than a password? An EDS does by itself: it is a key that only its holder has, behind a
    /// password that only its holder knows.
    pub const fn is_strong(self) -> bool {
        !matches!(self, Self::Password)
    }

    /// The method with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Password, Self::Eds, Self::Totp, Self::Passkey, Self::Recovery].into_iter().find(|m| m.code() == code)
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
    /// Was only the password shown so far? Such a session is good for the second step and for nothing else.
    pub awaits_second: bool,
    /// When the person last showed the password or the EDS.
    pub proven_at: Timestamp,
    /// Has the person a second factor now?
    pub has_second: bool,
}

impl Session {
    /// Is it alive at `now`, when idle sessions end after `idle_seconds`?
    pub fn alive(&self, now: Timestamp, idle_seconds: i64) -> bool {
        now < self.expires_at && now < self.seen_at.plus_seconds(idle_seconds)
    }
}
