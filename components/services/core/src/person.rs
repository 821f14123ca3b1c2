//! Who did something, as it is kept: the name stays as it was on that day.

use orda_base::{Actor, PersonId};
use serde::{Deserialize, Serialize};

/// Whoever acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The person; none for a system.
    pub person: Option<PersonId>,
    /// Full name at that time.
    pub name: String,
}

impl By {
    /// The actor.
    pub fn of(actor: &Actor) -> Self {
        Self { person: actor.person(), name: actor.name().to_owned() }
    }
}
