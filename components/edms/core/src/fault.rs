//! Why a letter or a message did not arrive.

use serde::{Deserialize, Serialize};

/// What was wrong. Message key: `edms-fault-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The receiver does not take part in the exchange (217-a31.7).
    NotJoined,
    /// Nobody in the receiving body registers letters.
    NoClerk,
    /// The receiver's system did not answer, or not as agreed, for as long as it was tried.
    Unreachable,
    /// The receiver's system refused the message.
    Refused,
    /// The receiver's records service refused to register the letter.
    Declined,
    /// The Chancellery answered "not accepted" (385-20-e).
    NotAccepted,
}

impl FaultKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::NotJoined, Self::NoClerk, Self::Unreachable, Self::Refused, Self::Declined, Self::NotAccepted];

    /// Stable code: in tables, interfaces and message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotJoined => "not_joined",
            Self::NoClerk => "no_clerk",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Declined => "declined",
            Self::NotAccepted => "not_accepted",
        }
    }
}

/// Why something did not arrive or was turned down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What was wrong.
    pub kind: FaultKind,
    /// What the other side said; may be empty.
    pub said: String,
}

impl Fault {
    /// Longest word of the other side that is kept, in characters.
    pub const SAID: usize = 2_000;

    /// A fault with what the other side said, cut to [`Self::SAID`].
    pub fn new(kind: FaultKind, said: impl AsRef<str>) -> Self {
        Self { kind, said: said.as_ref().trim().chars().take(Self::SAID).collect() }
    }
}
