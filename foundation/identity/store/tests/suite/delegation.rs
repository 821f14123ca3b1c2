//! Delegation: a head names who acts, by order, for a period; both are told.

use crate::world::{NOW, World, code, worlds};
use orda_base::{Date, PersonId, Role};
use orda_identity::{ActingId, DelegationInput, Directory};

const DAY: i64 = 86_400;

fn input(world: &World, person: PersonId, from: i64, days: i64) -> DelegationInput {
    let day = |n: i64| NOW.plus_seconds(n * DAY).date();
    DelegationInput {
        body: world.justice,
        person,
        from: day(from),
        until: day(from + days),
        basis: "  № 115-ж бұйрық,  демалыс ".into(),
    }
}

async fn notices(world: &World, person: PersonId) -> Vec<String> {
    sqlx::query_scalar("select kind from notifications_notice where recipient = $1 order by created_at, id")
        .bind(person.to_string())
        .fetch_all(world.database.db.reader())
        .await
        .unwrap()
}

async fn heads(world: &World) -> Vec<PersonId> {
    world.identity.holders(Role::HeadOfBody, Some(world.justice)).await.unwrap().iter().map(|p| p.id).collect()
}

/// From the first day to the last the named person acts as head in the head's place, with the order kept; both are told; it
/// is accounted for.
#[tokio::test]
async fn a_head_names_who_acts() {
    for world in worlds().await {
        let head = world.person("head", world.justice, &[Role::HeadOfBody]).await;
        let deputy = world.person("deputy", world.justice, &[]).await;
        let actor = world.actor("head").await;
        let id = world.identity.delegate(&actor, &input(&world, deputy, 1, 3)).await.unwrap();
        assert_eq!(heads(&world).await, [head], "not before the first day");
        assert_eq!(notices(&world, deputy).await, ["identity-notice-acting-named"]);
        assert_eq!(notices(&world, head).await, ["identity-notice-acting-named-head"]);
        let all = world.identity.delegations(&actor).await.unwrap();
        assert_eq!((all[0].acting.id, all[0].may_end), (id, true));
        assert_eq!((all[0].acting.basis.as_str(), all[0].acting.named_by), ("№ 115-ж бұйрық, демалыс", Some(head)));
        world.clock.advance(DAY);
        assert!(heads(&world).await.contains(&deputy));
        let acting = world.actor("deputy").await;
        assert_eq!(acting.memberships.iter().find(|m| m.role == Role::HeadOfBody).unwrap().acting_for, Some(head));
        world.clock.advance(4 * DAY);
        assert_eq!(heads(&world).await, [head], "not after the last");
        let accounted: i64 = sqlx::query_scalar("select count(*) from audit_entry where detail like '%№ 115-ж%'")
            .fetch_one(world.database.db.reader())
            .await
            .unwrap();
        assert_eq!(accounted, 1);
    }
}

/// Only the head by own right, only a colleague, not twice on a day, not backwards, not without an order.
#[tokio::test]
async fn has_limits() {
    for world in worlds().await {
        let head = world.person("head", world.justice, &[Role::HeadOfBody]).await;
        let deputy = world.person("deputy", world.justice, &[Role::Drafter]).await;
        let second = world.person("second", world.justice, &[]).await;
        let stranger = world.person("stranger", world.health, &[Role::HeadOfBody]).await;
        let actor = world.actor("head").await;
        for login in ["deputy", "stranger", "administrator"] {
            let other = world.actor(login).await;
            assert_eq!(
                code(world.identity.delegate(&other, &input(&world, second, 0, 1)).await),
                "forbidden",
                "{login}"
            );
        }
        let wrong = [
            (input(&world, stranger, 0, 1), "person"),
            (input(&world, head, 0, 1), "person"),
            (input(&world, deputy, -1, 2), "from"),
            (DelegationInput { basis: " ".into(), ..input(&world, deputy, 0, 1) }, "basis"),
            (DelegationInput { basis: "ұ".repeat(301), ..input(&world, deputy, 0, 1) }, "basis"),
            (DelegationInput { until: Date::constant(2026, 11, 1), ..input(&world, deputy, 0, 1) }, "until"),
        ];
        for (input, field) in wrong {
            let Err(orda_base::Error::Invalid(fields)) = world.identity.delegate(&actor, &input).await else {
                panic!("{field} is wrong")
            };
            assert!(fields.iter().any(|f| f.field == field), "{field}: {fields:?}");
        }
        world.identity.delegate(&actor, &input(&world, deputy, 0, 5)).await.unwrap();
        let overlapping = world.identity.delegate(&actor, &input(&world, second, 5, 2)).await;
        assert_eq!(code(overlapping), "identity-refusal-acting-overlap");
        world.identity.delegate(&actor, &input(&world, second, 6, 2)).await.unwrap();
        // Whoever acts passes nothing on.
        let acting = world.actor("deputy").await;
        assert!(acting.has(Role::HeadOfBody, world.justice));
        assert_eq!(code(world.identity.delegate(&acting, &input(&world, second, 20, 1)).await), "forbidden");
    }
}

/// The head takes the duties back at once; one to come never begins; nobody else's, and not twice.
#[tokio::test]
async fn is_ended_early() {
    for world in worlds().await {
        let head = world.person("head", world.justice, &[Role::HeadOfBody]).await;
        let deputy = world.person("deputy", world.justice, &[]).await;
        world.person("other", world.health, &[Role::HeadOfBody]).await;
        let actor = world.actor("head").await;
        let id: ActingId = world.identity.delegate(&actor, &input(&world, deputy, 0, 9)).await.unwrap();
        assert!(heads(&world).await.contains(&deputy));
        for login in ["deputy", "other"] {
            let other = world.actor(login).await;
            assert_eq!(code(world.identity.end_delegation(&other, id).await), "not-found", "{login}");
        }
        world.identity.end_delegation(&actor, id).await.unwrap();
        assert_eq!(heads(&world).await, [head]);
        assert!(notices(&world, deputy).await.contains(&"identity-notice-acting-ended".to_owned()));
        assert!(notices(&world, head).await.contains(&"identity-notice-acting-ended-head".to_owned()));
        assert_eq!(code(world.identity.end_delegation(&actor, id).await), "not-found");
        let later = world.identity.delegate(&actor, &input(&world, deputy, 5, 2)).await.unwrap();
        world.identity.end_delegation(&actor, later).await.unwrap();
        world.clock.advance(5 * DAY);
        assert_eq!(heads(&world).await, [head]);
    }
}
