//! The table of rights, row by row.

use super::*;
use orda_base::{Language, Membership, Origin, uuid::Uuid};
use rstest::rstest;

const ONE: BodyId = BodyId::from_uuid(Uuid::from_u128(1));
const TWO: BodyId = BodyId::from_uuid(Uuid::from_u128(2));
const ME: PersonId = PersonId::from_uuid(Uuid::from_u128(10));
const OTHER: PersonId = PersonId::from_uuid(Uuid::from_u128(11));

fn actor(roles: &[(Role, Option<BodyId>)]) -> Actor {
    Actor {
        identity: Identity::Person { id: ME, name: "Мен".into(), iin: "811218300245".into() },
        language: Language::Kk,
        memberships: roles
            .iter()
            .map(|(role, body)| Membership { body: *body, role: *role, acting_for: None })
            .collect(),
        units: Vec::new(),
        origin: Origin::default(),
    }
}

fn standing(person: PersonId, bodies: &[BodyId], roles: &[(Role, Option<BodyId>)]) -> Standing {
    Standing {
        person: Some(person),
        roles: roles.iter().map(|(role, body)| HeldRole { role: *role, body: *body }).collect(),
        bodies: bodies.to_vec(),
    }
}

fn portal_administrator() -> Actor {
    actor(&[(Role::Administrator, None)])
}

fn administrator_of_one() -> Actor {
    actor(&[(Role::Administrator, Some(ONE))])
}

/// Nobody can grant what is above them; nobody changes their own roles.
#[rstest]
#[case(portal_administrator(), OTHER, Role::Administrator, None, true)]
#[case(portal_administrator(), OTHER, Role::SecurityOfficer, None, true)]
#[case(portal_administrator(), OTHER, Role::HeadOfBody, Some(TWO), true)]
#[case(portal_administrator(), ME, Role::SecurityOfficer, None, false)]
#[case(portal_administrator(), ME, Role::Drafter, Some(ONE), false)]
#[case(administrator_of_one(), OTHER, Role::HeadOfBody, Some(ONE), true)]
#[case(administrator_of_one(), OTHER, Role::Drafter, Some(ONE), true)]
#[case(administrator_of_one(), OTHER, Role::Drafter, Some(TWO), false)]
#[case(administrator_of_one(), OTHER, Role::Administrator, Some(ONE), false)]
#[case(administrator_of_one(), OTHER, Role::Administrator, None, false)]
#[case(administrator_of_one(), OTHER, Role::SecurityOfficer, None, false)]
#[case(administrator_of_one(), ME, Role::Drafter, Some(ONE), false)]
#[case(actor(&[(Role::HeadOfBody, Some(ONE))]), OTHER, Role::Drafter, Some(ONE), false)]
#[case(actor(&[(Role::SecurityOfficer, None)]), OTHER, Role::Drafter, Some(ONE), false)]
#[case(actor(&[]), OTHER, Role::Drafter, Some(ONE), false)]
fn who_may_grant(
    #[case] actor: Actor,
    #[case] to: PersonId,
    #[case] role: Role,
    #[case] body: Option<BodyId>,
    #[case] expected: bool,
) {
    assert_eq!(may_assign(&actor, to, role, body), Permission::when(expected));
}

/// Passwords and logins: an administrator of a body reaches only people wholly of that body and not above; nobody
/// reaches a security officer's account from inside the portal; nobody their own.
#[rstest]
#[case(portal_administrator(), standing(OTHER, &[ONE], &[]), Permission::Allowed)]
#[case(portal_administrator(), standing(OTHER, &[], &[(Role::Administrator, None)]), Permission::Allowed)]
#[case(portal_administrator(), standing(OTHER, &[], &[(Role::SecurityOfficer, None)]), Permission::Forbidden)]
#[case(Actor::portal(), standing(OTHER, &[], &[(Role::SecurityOfficer, None)]), Permission::Allowed)]
#[case(portal_administrator(), standing(ME, &[ONE], &[]), Permission::Forbidden)]
#[case(administrator_of_one(), standing(OTHER, &[ONE], &[(Role::Drafter, Some(ONE))]), Permission::Allowed)]
#[case(administrator_of_one(), standing(OTHER, &[ONE, TWO], &[]), Permission::Forbidden)]
#[case(administrator_of_one(), standing(OTHER, &[ONE], &[(Role::Administrator, None)]), Permission::Forbidden)]
#[case(administrator_of_one(), standing(OTHER, &[ONE], &[(Role::Administrator, Some(ONE))]), Permission::Forbidden)]
#[case(administrator_of_one(), standing(ME, &[ONE], &[]), Permission::Forbidden)]
#[case(administrator_of_one(), standing(OTHER, &[TWO], &[]), Permission::Hidden)]
#[case(actor(&[(Role::Drafter, Some(ONE))]), standing(OTHER, &[ONE], &[]), Permission::Hidden)]
fn who_may_reach_an_account(#[case] actor: Actor, #[case] target: Standing, #[case] expected: Permission) {
    assert_eq!(may_edit_access(&actor, &target), expected);
}

/// Roles exist where the instruction knows them.
#[rstest]
#[case(Role::SecurityOfficer, None, true)]
#[case(Role::SecurityOfficer, Some(BodyKind::Ministry), false)]
#[case(Role::Administrator, None, true)]
#[case(Role::Administrator, Some(BodyKind::Ministry), true)]
#[case(Role::HeadOfBody, None, false)]
#[case(Role::HeadOfBody, Some(BodyKind::Region), true)]
#[case(Role::ControlOfficer, Some(BodyKind::Chancellery), true)]
#[case(Role::ControlOfficer, Some(BodyKind::Ministry), false)]
#[case(Role::ChancelleryUnitOfficer, Some(BodyKind::Agency), false)]
#[case(Role::Drafter, None, false)]
fn where_roles_exist(#[case] role: Role, #[case] place: Option<BodyKind>, #[case] expected: bool) {
    assert_eq!(exists(role, place), expected);
}

/// Administrators and security officers are different people.
#[test]
fn duties_are_separated() {
    let officer = [HeldRole { role: Role::SecurityOfficer, body: None }];
    let administrator = [HeldRole { role: Role::Administrator, body: Some(ONE) }];
    assert_eq!(compatible(Role::Administrator, None, &officer), Err(IdentityRefusal::Separation));
    assert_eq!(compatible(Role::SecurityOfficer, None, &administrator), Err(IdentityRefusal::Separation));
    assert_eq!(compatible(Role::SecurityOfficer, None, &[]), Ok(()));
    assert_eq!(compatible(Role::SecurityOfficer, None, &officer), Err(IdentityRefusal::RoleHeld));
}

/// Because of a breach a security officer bars anybody but oneself, whom the record does not concern otherwise; in the rest it is as
/// with changing the person.
#[rstest]
#[case(actor(&[(Role::SecurityOfficer, None)]), OTHER, Permission::Allowed)]
#[case(actor(&[(Role::SecurityOfficer, None)]), ME, Permission::Forbidden)]
#[case(portal_administrator(), OTHER, Permission::Allowed)]
#[case(administrator_of_one(), OTHER, Permission::Allowed)]
#[case(actor(&[(Role::HeadOfBody, Some(ONE))]), OTHER, Permission::Hidden)]
#[case(actor(&[]), ME, Permission::Hidden)]
fn who_may_bar(#[case] actor: Actor, #[case] whom: PersonId, #[case] expected: Permission) {
    let target = standing(whom, &[ONE], &[(Role::Drafter, Some(ONE))]);
    assert_eq!(may_bar(&actor, &target), expected);
    if actor.has_in_portal(Role::SecurityOfficer) {
        assert_eq!(may_edit(&actor, &target), Permission::Hidden, "letting in again is not theirs");
    }
}
