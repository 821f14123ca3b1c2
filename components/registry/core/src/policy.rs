//! Who may do what with the register. Pure: everything it needs is passed in.
//!
//! Whoever has logged in reads it: the order of access is shown to everyone who may read the record (365-4-a). Records of a
//! body are kept by its head, its records clerk and its administrator, and by nobody else.

use orda_base::{Actor, BodyId, Permission, Role};

/// Roles in the owner that keep its records.
const KEEPERS: [Role; 3] = [Role::HeadOfBody, Role::RecordsClerk, Role::Administrator];

/// May the actor read the register?
pub fn may_read(actor: &Actor) -> Permission {
    Permission::when(actor.is_known())
}

/// Does the actor work in a body? Such people have the register in the navigation.
pub fn works_somewhere(actor: &Actor) -> bool {
    actor.person().is_some() && (!actor.units.is_empty() || actor.memberships.iter().any(|m| m.body.is_some()))
}

/// May the actor enter and change records of `body`? To others, who see them, it is forbidden.
pub fn may_keep(actor: &Actor, body: BodyId) -> Permission {
    Permission::when(actor.person().is_some() && KEEPERS.into_iter().any(|role| actor.has(role, body)))
}

/// Bodies whose records the actor keeps.
pub fn kept_bodies(actor: &Actor) -> Vec<BodyId> {
    if actor.person().is_none() {
        return Vec::new();
    }
    let mut bodies: Vec<BodyId> = KEEPERS.into_iter().flat_map(|role| actor.bodies_with(role)).collect();
    bodies.sort_unstable();
    bodies.dedup();
    bodies
}
