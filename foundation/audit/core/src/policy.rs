//! Who may read the accounting.

use orda_base::{Actor, Permission, Role};

/// The security officer and administrators of the portal may (365-7-b); everybody else is refused. Nobody may change
/// or remove a record: there is no operation for it.
pub fn may_read(actor: &Actor) -> Permission {
    Permission::when(actor.has_in_portal(Role::SecurityOfficer) || actor.has_in_portal(Role::Administrator))
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_base::{BodyId, Language, Membership, Origin, uuid::Uuid};

    /// Only roles in the whole portal count: an administrator of one body does not read everybody's accesses.
    #[test]
    fn only_officers_of_the_portal_read() {
        let body = Some(BodyId::from_uuid(Uuid::nil()));
        for role in Role::ALL {
            for of in [None, body] {
                let mut actor = Actor::anonymous(Language::Kk, Origin::default());
                actor.memberships.push(Membership { body: of, role, acting_for: None });
                let expected = of.is_none() && matches!(role, Role::SecurityOfficer | Role::Administrator);
                assert_eq!(may_read(&actor).is_allowed(), expected, "{role:?} {of:?}");
            }
        }
    }
}
