//! Who may do what in the certifying centre. Pure: everything needed is passed in.

use super::{CertificateRequest, IssuedCertificate};
use orda_base::{Actor, BodyId, Permission, PersonId, Role};

/// Does the actor keep certificates of this body: as administrator of the portal or of the body?
pub fn may_administer(actor: &Actor, body: BodyId) -> bool {
    actor.has_in_portal(Role::Administrator) || actor.has(Role::Administrator, body)
}

/// May the actor ask for a certificate in this body? Anybody who holds a role there, for oneself.
pub fn may_request(actor: &Actor, body: BodyId) -> Permission {
    Permission::when(actor.person().is_some() && actor.in_body(body))
}

/// May the actor approve or reject this request? An administrator, and never one's own.
pub fn may_decide(actor: &Actor, request: &CertificateRequest) -> Permission {
    if !may_see(actor, request.person, request.body) {
        return Permission::Hidden;
    }
    Permission::when(may_administer(actor, request.body) && !actor.is(request.person))
}

/// May the actor revoke this certificate? Its owner, or an administrator.
pub fn may_revoke(actor: &Actor, certificate: &IssuedCertificate) -> Permission {
    Permission::when(may_see(actor, certificate.person, certificate.body)).or_hidden()
}

/// May the actor see requests and certificates of this person in this body? One's own, or as administrator.
pub fn may_see(actor: &Actor, person: PersonId, body: BodyId) -> bool {
    actor.is(person) || may_administer(actor, body)
}
