//! Who may do what with reminders. Pure: everything it needs is passed in.
//!
//! The Controller of a body reads the reminders addressed to it (385-50); to anybody else there are none. Nobody makes,
//! changes or closes one in the portal: there is no such action (385-48, 385-49, 385-51-f).

use crate::Reminder;
use orda_base::{Actor, BodyId, Permission, Role};

/// Bodies whose reminders the actor reads.
pub fn bodies(actor: &Actor) -> Vec<BodyId> {
    let mut bodies: Vec<BodyId> = actor.bodies_with(Role::Controller).collect();
    bodies.sort_unstable();
    bodies.dedup();
    bodies
}

/// May the actor open the list, of `body` or of all the own bodies?
pub fn may_list(actor: &Actor, body: Option<BodyId>) -> Permission {
    match body {
        Some(body) => Permission::when(actor.has(Role::Controller, body)).or_hidden(),
        None => Permission::when(has_reminders(actor)),
    }
}

/// May the actor read this reminder?
pub fn may_read(actor: &Actor, reminder: &Reminder) -> Permission {
    Permission::when(actor.has(Role::Controller, reminder.body)).or_hidden()
}

/// May the actor look at the log of refreshes? It holds times and counts, nothing of any reminder.
pub fn may_see_log(actor: &Actor) -> Permission {
    Permission::when(has_reminders(actor) || actor.has_in_portal(Role::Administrator))
}

/// May the actor look at the list of errors and at what is marked? Administrators of the portal.
pub fn may_administer(actor: &Actor) -> Permission {
    Permission::when(actor.has_in_portal(Role::Administrator))
}

/// Is the actor the Controller of any body?
pub fn has_reminders(actor: &Actor) -> bool {
    actor.bodies_with(Role::Controller).next().is_some()
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
