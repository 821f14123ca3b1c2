//! Who did something, as it is kept with what was done: the name stays as it was on that day.

use orda_base::{Actor, BodyId, PersonId, Role};
use serde::{Deserialize, Serialize};

/// A person who acted, for one body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The person.
    pub person: PersonId,
    /// Full name at that time.
    pub name: String,
    /// The body for which the person acted.
    pub body: BodyId,
    /// The head in whose place the person acted (formally assigned substitute), if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_for: Option<PersonId>,
}

impl Who {
    /// The actor, exercising `role` in `body`; none when the actor is not a person.
    pub fn of(actor: &Actor, role: Role, body: BodyId) -> Option<Self> {
        let person = actor.person()?;
        // Own right goes before a borrowed one: who is head both ways signs as head.
        let held = |m: &&orda_base::Membership| m.role == role && m.body == Some(body);
        let own = actor.memberships.iter().filter(held).any(|m| m.acting_for.is_none());
        let acting_for = if own { None } else { actor.memberships.iter().filter(held).find_map(|m| m.acting_for) };
        Some(Self { person, name: actor.name().to_owned(), body, acting_for })
    }
}
