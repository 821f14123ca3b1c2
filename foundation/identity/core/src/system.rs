//! Information systems that call the interface under their own name.

use crate::{HeldRole, TokenHash};
use orda_base::{SystemId, Timestamp};

/// A registered information system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InformationSystem {
    /// Its id.
    pub id: SystemId,
    /// Its registered name, as it is accounted for (365-8-2).
    pub name: String,
    /// For which bodies it acts, in which roles.
    pub roles: Vec<HeldRole>,
    /// Digest of its token. The token itself is not kept.
    pub token: TokenHash,
    /// The token is good until then.
    pub expires_at: Timestamp,
    /// When the token was withdrawn.
    pub revoked_at: Option<Timestamp>,
    /// When it was registered.
    pub created_at: Timestamp,
}

impl InformationSystem {
    /// Is its token good at `now`?
    pub fn in_force(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}
