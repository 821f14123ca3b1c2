//! Who may do what in the directory. Pure: everything needed is passed in.
//!
//! - An administrator of the portal keeps bodies, people, roles and systems; of a body, its units, people and roles.
//! - Nobody can grant what is above them: an administrator of a body makes no administrators.
//! - Nobody changes their own roles or access.
//! - Administrators and security officers are different people, and an administrator cannot slip into a security
//!   officer's account: only the machine's own command line sets that password.

use crate::{Body, BodyKind, HeldRole, IdentityRefusal};
use orda_base::{Actor, BodyId, Identity, Permission, PersonId, Role};

/// What rights depend on in the person who is to be changed.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The person; none while being registered.
    pub person: Option<PersonId>,
    /// Roles given, in force or not.
    pub roles: Vec<HeldRole>,
    /// Bodies in which the person holds a position or a role.
    pub bodies: Vec<BodyId>,
}

impl Standing {
    fn holds(&self, role: Role) -> bool {
        self.roles.iter().any(|held| held.role == role)
    }
}

/// May keep bodies and people at all.
pub fn may_administer(actor: &Actor) -> Permission {
    Permission::when(keeps_portal(actor) || actor.has_anywhere(Role::Administrator))
}

/// May open the first page of the administration: administrators, and security officers for what they look after.
pub fn may_open_administration(actor: &Actor) -> Permission {
    Permission::when(may_administer(actor).is_allowed() || actor.has_in_portal(Role::SecurityOfficer))
}

/// May register and change bodies, and register systems.
pub fn may_keep_portal(actor: &Actor) -> Permission {
    Permission::when(keeps_portal(actor))
}

/// May keep units, positions, acting heads and people of `body`.
pub fn may_keep_body(actor: &Actor, body: BodyId) -> Permission {
    Permission::when(keeps_portal(actor) || actor.has(Role::Administrator, body))
}

/// May see a person's record. For others it does not exist.
pub fn may_see(actor: &Actor, target: &Standing) -> Permission {
    let shared = target.bodies.iter().any(|body| actor.has(Role::Administrator, *body));
    Permission::when(keeps_portal(actor) || shared).or_hidden()
}

/// May change a person's name, e-mail and language, and bar the person from the portal.
pub fn may_edit(actor: &Actor, target: &Standing) -> Permission {
    if !may_see(actor, target).is_allowed() {
        return Permission::Hidden;
    }
    Permission::when(keeps_portal(actor) || (keeps_all_of(actor, target) && !is_self(actor, target)))
}

/// May bar a person from the portal: whoever may change the person, and the security officers of the portal because of a breach
/// (217-a42.2.3); nobody oneself.
pub fn may_bar(actor: &Actor, target: &Standing) -> Permission {
    if actor.has_in_portal(Role::SecurityOfficer) {
        return Permission::when(!is_self(actor, target));
    }
    may_edit(actor, target)
}

/// May change by what a person is let in: login, password, identification number.
pub fn may_edit_access(actor: &Actor, target: &Standing) -> Permission {
    match may_edit(actor, target) {
        Permission::Allowed => {
            let own = is_self(actor, target);
            let guarded = target.holds(Role::SecurityOfficer) && actor.identity != Identity::Portal;
            Permission::when(!own && !guarded)
        }
        other => other,
    }
}

/// May give `role` in `body` (none: in the whole portal) to `target`, or take it away.
pub fn may_assign(actor: &Actor, target: PersonId, role: Role, body: Option<BodyId>) -> Permission {
    let above_a_body = matches!(role, Role::Administrator | Role::SecurityOfficer);
    let keeps_body = body.is_some_and(|body| actor.has(Role::Administrator, body));
    Permission::when(!actor.is(target) && (keeps_portal(actor) || (keeps_body && !above_a_body)))
}

/// May name who acts in the place of the head of `body`: its head by own right. Whoever only acts passes nothing on.
pub fn may_delegate(actor: &Actor, body: BodyId) -> Permission {
    let own = |m: &orda_base::Membership| m.role == Role::HeadOfBody && m.body == Some(body) && m.acting_for.is_none();
    Permission::when(actor.person().is_some() && actor.memberships.iter().any(own))
}

/// Does the role exist there? Security officers serve the whole portal, administrators the portal or a body, the officers
/// of the Chancellery the Chancellery, all others a body.
pub fn exists(role: Role, body: Option<BodyKind>) -> bool {
    match (role, body) {
        (Role::SecurityOfficer, place) => place.is_none(),
        (Role::Administrator, _) => true,
        (Role::ControlOfficer | Role::ChancelleryUnitOfficer, place) => place == Some(BodyKind::Chancellery),
        (_, place) => place.is_some(),
    }
}

/// May an information system hold the role? It never signs, keeps the directory or reads the accounting.
pub const fn fits_system(role: Role) -> bool {
    !matches!(role, Role::HeadOfBody | Role::Administrator | Role::SecurityOfficer)
}

/// Is the new role compatible with what the person holds and with the place?
///
/// # Errors
/// The rule that is broken.
pub fn compatible(role: Role, body: Option<&Body>, held: &[HeldRole]) -> Result<(), IdentityRefusal> {
    if !exists(role, body.map(|b| b.kind)) {
        return Err(IdentityRefusal::RoleScope);
    }
    if body.is_some_and(|b| !b.active) {
        return Err(IdentityRefusal::InactiveBody);
    }
    if held.iter().any(|h| h.role == role && h.body == body.map(|b| b.id)) {
        return Err(IdentityRefusal::RoleHeld);
    }
    let excluded = match role {
        Role::Administrator => Some(Role::SecurityOfficer),
        Role::SecurityOfficer => Some(Role::Administrator),
        _ => None,
    };
    if excluded.is_some_and(|other| held.iter().any(|h| h.role == other)) {
        return Err(IdentityRefusal::Separation);
    }
    Ok(())
}

fn keeps_portal(actor: &Actor) -> bool {
    actor.has_in_portal(Role::Administrator)
}

/// Is everything of the person in bodies that the actor keeps, and nothing in it above the actor?
fn keeps_all_of(actor: &Actor, target: &Standing) -> bool {
    !target.bodies.is_empty()
        && target.bodies.iter().all(|body| actor.has(Role::Administrator, *body))
        && !target.holds(Role::Administrator)
        && !target.holds(Role::SecurityOfficer)
}

fn is_self(actor: &Actor, target: &Standing) -> bool {
    target.person.is_some_and(|person| actor.is(person))
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
