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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::centre::{CertificateId, CertificateRequestId, RequestState};
    use orda_base::{Env, Identity, Membership, Timestamp};

    fn actor(env: &Env, role: Role, body: Option<BodyId>) -> Actor {
        Actor {
            identity: Identity::Person { id: PersonId::generate(env), name: String::new(), iin: String::new() },
            memberships: vec![Membership { body, role, acting_for: None }],
            ..Actor::portal()
        }
    }

    fn request(env: &Env, person: PersonId, body: BodyId) -> CertificateRequest {
        CertificateRequest {
            id: CertificateRequestId::generate(env),
            person,
            body,
            spki: Vec::new(),
            key_name: String::new(),
            spki_sha256: String::new(),
            state: RequestState::Pending,
            reason: String::new(),
            requested_at: env.now(),
            decided_at: None,
            decided_by: None,
            certificate: None,
        }
    }

    /// Administrators of the body and of the portal decide, never one's own request; others do not even see it.
    #[test]
    fn who_decides() {
        let env = Env::system();
        let body = BodyId::generate(&env);
        let drafter = actor(&env, Role::Drafter, Some(body));
        let of_body = actor(&env, Role::Administrator, Some(body));
        let of_portal = actor(&env, Role::Administrator, None);
        let of_other = actor(&env, Role::Administrator, Some(BodyId::generate(&env)));
        let theirs = request(&env, drafter.person().expect("a person"), body);
        assert_eq!(may_decide(&of_body, &theirs), Permission::Allowed);
        assert_eq!(may_decide(&of_portal, &theirs), Permission::Allowed);
        assert_eq!(may_decide(&drafter, &theirs), Permission::Forbidden);
        assert_eq!(may_decide(&of_other, &theirs), Permission::Hidden);
        let own = request(&env, of_portal.person().expect("a person"), body);
        assert_eq!(may_decide(&of_portal, &own), Permission::Forbidden);
        assert_eq!(may_decide(&of_body, &own), Permission::Allowed);
        assert_eq!(may_request(&drafter, body), Permission::Allowed);
        assert_eq!(may_request(&of_other, body), Permission::Forbidden);
        assert_eq!(may_request(&Actor::portal(), body), Permission::Forbidden);
    }

    /// A request is decided once.
    #[test]
    fn decided_once() {
        let env = Env::system();
        let (person, body) = (PersonId::generate(&env), BodyId::generate(&env));
        let now = Timestamp::from_seconds(5);
        let id = CertificateId::generate(&env);
        let approved = request(&env, person, body).approved(None, id, now).expect("approves");
        assert_eq!(
            (approved.state, approved.certificate, approved.decided_at),
            (RequestState::Approved, Some(id), Some(now))
        );
        assert!(approved.clone().rejected(None, "x", now).is_err());
        assert!(approved.approved(None, id, now).is_err());
    }
}
