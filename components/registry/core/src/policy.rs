//! Who may do what with the register. Pure: everything it needs is passed in.
//!
//! Whoever has logged in reads it: the order of access is shown to everyone who may read the record (365-4-a). Records of a
//! body are kept by its head, its records clerk and its administrator, and by nobody else.

use crate::Interaction;
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

/// Does the actor keep the portal, and with it who may call its interface?
pub fn keeps_portal(actor: &Actor) -> bool {
    actor.person().is_some() && actor.has_in_portal(Role::Administrator)
}

/// May the actor look for interactions at all?
pub fn may_look_for_interactions(actor: &Actor) -> Permission {
    Permission::when(keeps_portal(actor) || !kept_bodies(actor).is_empty())
}

/// May the actor see all calls of an interaction? Its owner may, and whoever keeps the portal.
pub fn may_see_all_calls(actor: &Actor, interaction: &Interaction) -> Permission {
    Permission::when(keeps_portal(actor) || may_keep(actor, interaction.body).is_allowed())
}

/// May the actor see an interaction? The owners of its participants may, too, also of those that take part no more; to everybody
/// else it does not exist (365-15).
pub fn may_see_interaction(actor: &Actor, interaction: &Interaction) -> Permission {
    let takes_part = interaction.participants.iter().any(|one| may_keep(actor, one.body).is_allowed());
    Permission::when(takes_part || may_see_all_calls(actor, interaction).is_allowed()).or_hidden()
}

/// May the actor read audits of records of `body`? Whoever acts for the owner may, and whoever keeps the portal, for the authorised
/// body in the field of informatization; for everybody else they do not exist (365-9).
pub fn may_read_audits(actor: &Actor, body: BodyId) -> Permission {
    Permission::when(keeps_portal(actor) || may_keep(actor, body).is_allowed()).or_hidden()
}

/// May the actor look for audits at all?
pub fn may_look_for_audits(actor: &Actor) -> Permission {
    Permission::when(keeps_portal(actor) || !kept_bodies(actor).is_empty())
}

/// May the actor put interactions in force? It shuts out every other system: whoever keeps the portal decides that, not a body.
pub fn may_put_in_force(actor: &Actor) -> Permission {
    Permission::when(keeps_portal(actor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InteractionId, InteractionState, Part, Participant, ParticipantId, RecordId};
    use orda_base::uuid::Uuid;
    use orda_base::{Date, Identity, Language, LocalizedText, Membership, Origin, PersonId, SystemId, Timestamp};

    fn body(index: u128) -> BodyId {
        BodyId::from_uuid(Uuid::from_u128(index))
    }

    fn actor(role: Role, body: Option<BodyId>) -> Actor {
        let identity = Identity::Person { id: PersonId::from_uuid(Uuid::nil()), name: "A".into(), iin: String::new() };
        let memberships = vec![Membership { body, role, acting_for: None }];
        Actor { identity, memberships, ..Actor::anonymous(Language::Kk, Origin::default()) }
    }

    /// Of body 1, with a participant of body 2.
    fn interaction() -> Interaction {
        Interaction {
            id: InteractionId::from_uuid(Uuid::nil()),
            record: RecordId::from_uuid(Uuid::nil()),
            body: body(1),
            name: LocalizedText::new("A", "A", ""),
            part: Part::Drafts,
            state: InteractionState::InForce,
            participants: vec![Participant {
                id: ParticipantId::from_uuid(Uuid::nil()),
                system: SystemId::from_uuid(Uuid::nil()),
                name: "A".to_owned(),
                body: body(2),
                record: None,
                from: Date::constant(2026, 11, 23),
                until: None,
                ended_at: None,
            }],
            in_force_since: None,
            ended: None,
            created_at: Timestamp::from_seconds(0),
        }
    }

    /// Audits are read by who keeps the records of the owner, and by who keeps the portal; for everybody else, systems included, there
    /// are none.
    #[test]
    fn audits_are_read_by_the_owner_and_the_authorised_body() {
        for role in Role::ALL {
            for of in [None, Some(body(1)), Some(body(2))] {
                let mut who = actor(role, of);
                let reads =
                    of.is_none() && role == Role::Administrator || of == Some(body(1)) && KEEPERS.contains(&role);
                let expected = if reads { Permission::Allowed } else { Permission::Hidden };
                assert_eq!(may_read_audits(&who, body(1)), expected, "{role:?} {of:?}");
                who.identity = Identity::System { id: SystemId::from_uuid(Uuid::nil()), name: "A".into() };
                assert_eq!(may_read_audits(&who, body(1)), Permission::Hidden, "{role:?} {of:?}");
                assert!(!may_look_for_audits(&who).is_allowed());
            }
        }
    }

    /// An interaction is seen by who keeps the records of its owner or of a participant's, and by who keeps the portal; for
    /// everybody else, systems included, it does not exist. All calls are for its owner and the portal alone.
    #[test]
    fn interactions_are_seen_by_those_who_take_part() {
        let interaction = interaction();
        for role in Role::ALL {
            for of in [None, Some(body(1)), Some(body(2)), Some(body(3))] {
                let who = actor(role, of);
                let keeps = KEEPERS.contains(&role);
                let portal = of.is_none() && role == Role::Administrator;
                let sees = portal || keeps && (of == Some(body(1)) || of == Some(body(2)));
                let all = portal || keeps && of == Some(body(1));
                let expected = if sees { Permission::Allowed } else { Permission::Hidden };
                assert_eq!(may_see_interaction(&who, &interaction), expected, "{role:?} {of:?}");
                assert_eq!(may_see_all_calls(&who, &interaction).is_allowed(), all, "{role:?} {of:?}");
                assert_eq!(may_put_in_force(&who).is_allowed(), portal, "{role:?} {of:?}");
            }
        }
        let mut system = actor(Role::RecordsClerk, Some(body(1)));
        system.identity = Identity::System { id: SystemId::from_uuid(Uuid::nil()), name: "A".into() };
        assert_eq!(may_see_interaction(&system, &interaction), Permission::Hidden);
    }
}
