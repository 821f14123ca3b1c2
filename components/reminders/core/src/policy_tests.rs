use super::*;
use crate::{ReminderId, Requisites, Source};
use orda_base::uuid::Uuid;
use orda_base::{Identity, Membership, PersonId, Timestamp};

fn body(nth: u128) -> BodyId {
    BodyId::from_uuid(Uuid::from_u128(nth))
}

fn holder(role: Role, of: Option<BodyId>) -> Actor {
    let id = PersonId::from_uuid(Uuid::from_u128(9));
    Actor {
        identity: Identity::Person { id, name: String::new(), iin: String::new() },
        memberships: vec![Membership { body: of, role, acting_for: None }],
        ..Actor::portal()
    }
}

/// Of all roles only the Controller reads, and only what is addressed to the own body; to all others it does not exist.
/// The log is for Controllers and administrators of the portal, the list of errors for the latter.
///
/// Covers: 385-7-5, 385-50
#[test]
fn only_the_controller_reads() {
    let day = |text: &str| text.parse().expect("a date");
    let reminder = Reminder {
        id: ReminderId::from_uuid(Uuid::from_u128(5)),
        source: Source::Chancellery,
        key: "1".to_owned(),
        body: body(1),
        requisites: Requisites {
            outgoing_number: "1".to_owned(),
            outgoing_date: day("2026-11-02"),
            short_content: "x".to_owned(),
            executor: "x".to_owned(),
            document_kind: "x".to_owned(),
            responsible_unit: None,
            due: day("2026-11-30"),
        },
        taken_at: Timestamp::from_seconds(0),
        confirmed_at: Timestamp::from_seconds(0),
        confirmed: true,
        executor_unknown: false,
        kind_unknown: false,
    };
    for role in Role::ALL {
        for of in [Some(body(1)), Some(body(2)), None] {
            let actor = holder(role, of);
            let reads = role == Role::Controller && of == Some(body(1));
            let expected = if reads { Permission::Allowed } else { Permission::Hidden };
            assert_eq!(may_read(&actor, &reminder), expected, "{role:?} {of:?}");
            assert_eq!(may_list(&actor, Some(body(1))), expected, "{role:?} {of:?}");
            let controls = role == Role::Controller && of.is_some();
            assert_eq!(may_list(&actor, None), Permission::when(controls), "{role:?} {of:?}");
            let keeps = role == Role::Administrator && of.is_none();
            assert_eq!(may_administer(&actor), Permission::when(keeps), "{role:?} {of:?}");
            assert_eq!(may_see_log(&actor), Permission::when(controls || keeps), "{role:?} {of:?}");
        }
    }
}
