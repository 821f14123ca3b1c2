//! Who may do what with services and their results. Pure: everything it needs is passed in.
//!
//! Services and authorisations are kept by the provider's administrator and head. Results are prepared, certified and issued
//! by employees whose authorisation for the service is in force and who work for the provider; its head and administrator see
//! them, and the head may revoke one. Whoever has no part in them does not know that they exist.

use crate::{Authorisation, Own, Scope, Service, ServiceId, ServiceResult};
use orda_base::{Actor, BodyId, Permission, PersonId, Role, Timestamp};

/// What of the actor rights depend on besides roles: authorisations by providers for which the actor works now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Services for whose results the actor is authorised now.
    pub services: Vec<ServiceId>,
    /// Providers for which the actor works now and was ever authorised: what the actor did there stays to be read.
    pub bodies: Vec<BodyId>,
}

impl Standing {
    /// What these authorisations of one person give at that moment; `bodies` are those of their providers for which the
    /// person works. Who has left a provider can do nothing there, whatever is on paper (74-5-4-b).
    pub fn of(authorisations: &[Authorisation], bodies: Vec<BodyId>, at: Timestamp) -> Self {
        let held = authorisations.iter().filter(|a| a.in_force(at) && bodies.contains(&a.body));
        Self { services: held.map(|a| a.service).collect(), bodies }
    }

    /// Is the actor authorised for this service?
    pub fn holds(&self, service: ServiceId) -> bool {
        self.services.contains(&service)
    }
}

/// Does the actor keep the services of this provider?
fn keeps(actor: &Actor, body: BodyId) -> bool {
    actor.person().is_some() && (actor.has(Role::Administrator, body) || actor.has(Role::HeadOfBody, body))
}

/// Providers whose services the actor keeps.
pub fn kept_bodies(actor: &Actor) -> Vec<BodyId> {
    let mut bodies: Vec<BodyId> =
        [Role::Administrator, Role::HeadOfBody].into_iter().flat_map(|role| actor.bodies_with(role)).collect();
    bodies.sort_unstable();
    bodies.dedup();
    bodies
}

/// May the actor look for services and results at all? People who work in a body: what they find is their own.
pub fn may_look(actor: &Actor) -> Permission {
    Permission::when(works_somewhere(actor))
}

/// Does the actor work in a body?
pub fn works_somewhere(actor: &Actor) -> bool {
    actor.person().is_some() && (!actor.units.is_empty() || actor.memberships.iter().any(|m| m.body.is_some()))
}

/// May the actor enter and change services of `body`?
pub fn may_keep(actor: &Actor, body: BodyId) -> Permission {
    Permission::when(keeps(actor, body))
}

/// May the actor see the service with its authorisations?
pub fn may_see_service(actor: &Actor, standing: &Standing, service: &Service) -> Permission {
    Permission::when(keeps(actor, service.body) || standing.holds(service.id)).or_hidden()
}

/// May the actor authorise employees for the service, and withdraw it? To others who see the service it is forbidden.
pub fn may_authorise(actor: &Actor, standing: &Standing, service: &Service) -> Permission {
    match may_see_service(actor, standing, service) {
        Permission::Allowed => Permission::when(keeps(actor, service.body)),
        hidden => hidden,
    }
}

/// May the actor read the result? Also whoever prepared or signed it, after the authorisation has ended, while working for
/// the provider.
pub fn may_read(actor: &Actor, standing: &Standing, result: &ServiceResult) -> Permission {
    let own = actor.person().is_some_and(|person| is_own(person, result)) && standing.bodies.contains(&result.body);
    Permission::when(keeps(actor, result.body) || standing.holds(result.service) || own).or_hidden()
}

fn is_own(person: PersonId, result: &ServiceResult) -> bool {
    let signed = result.signed.as_ref().and_then(|s| s.by.person);
    result.prepared_by.person == Some(person) || signed == Some(person)
}

/// May the actor revoke the result? The head of the provider, and employees authorised for the service.
pub fn may_revoke(actor: &Actor, standing: &Standing, result: &ServiceResult) -> Permission {
    match may_read(actor, standing, result) {
        Permission::Allowed => {
            Permission::when(actor.has(Role::HeadOfBody, result.body) || standing.holds(result.service))
        }
        hidden => hidden,
    }
}

/// Results that the actor may see.
pub fn scope(actor: &Actor, standing: &Standing) -> Scope {
    let own = actor.person().map(|person| Own { person, bodies: standing.bodies.clone() });
    Scope { bodies: kept_bodies(actor), services: standing.services.clone(), own }
}
