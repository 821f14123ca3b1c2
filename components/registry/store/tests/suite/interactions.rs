//! Interactions on both databases.

use crate::{CalledAt, World, actor, body, registry, registry_with, system, worlds};
use orda_base::{Actor, Env, Error, LocalizedText, Membership, Role, SeededEntropy};
use orda_registry::{
    InteractionId, InteractionInput, InteractionQuery, InteractionState, Part, ParticipantInput, SpanInput,
};
use std::sync::Arc;

/// Whoever keeps the portal.
pub fn keeper() -> Actor {
    let membership = Membership { body: None, role: Role::Administrator, acting_for: None };
    Actor { memberships: vec![membership], ..actor(7, Role::Drafter) }
}

/// Proposed by body 0 with the first system, of body 1, for this part.
async fn proposed(world: &World, part: Part) -> InteractionId {
    let head = actor(0, Role::HeadOfBody);
    let record = world.operated(0, "А", &[]).await;
    let name = LocalizedText::new("Беру", "Передача", "");
    let id = world.registry.propose(&head, record, &InteractionInput { name, part: Some(part) }).await.unwrap();
    let input = ParticipantInput { system: Some(system(0)), body: Some(body(1)), ..ParticipantInput::default() };
    world.registry.add_participant(&head, id, &input).await.unwrap();
    id
}

async fn admitted(world: &World, index: u128, path: &str) -> bool {
    match world.registry.admit(system(index), path).await {
        Ok(()) => true,
        Err(Error::Refused(refusal)) => {
            assert_eq!(refusal.message.key, "registry-refusal-participant");
            false
        }
        Err(other) => panic!("{other}"),
    }
}

/// What is in force is enforced at once, of its part alone; another one of the same part is refused, and history and accounting
/// follow what happens. What was refused leaves nothing behind.
#[tokio::test]
async fn participants_alone_are_admitted() {
    for world in worlds().await {
        let head = actor(0, Role::HeadOfBody);
        let (first, second) = (proposed(&world, Part::Drafts).await, proposed(&world, Part::Drafts).await);
        assert!(admitted(&world, 1, "/api/v1/drafts").await);
        assert!(matches!(world.registry.put_in_force(&head, first).await, Err(Error::Forbidden)));
        world.registry.put_in_force(&keeper(), first).await.unwrap();
        assert!(!admitted(&world, 1, "/api/v1/drafts/42").await && admitted(&world, 0, "/api/v1/drafts/42").await);
        assert!(!admitted(&world, 1, "/drafts").await && admitted(&world, 1, "/api/v1/letters").await);
        assert!(matches!(world.registry.put_in_force(&keeper(), second).await, Err(Error::Refused(_))));
        let card = world.registry.interaction(&head, second).await.unwrap();
        assert_eq!((card.interaction.state, card.history.len()), (InteractionState::Proposed, 2));

        let card = world.registry.interaction(&head, first).await.unwrap();
        let which = card.interaction.participants[0].id;
        let foreign = world.registry.end_participant(&actor(1, Role::HeadOfBody), first, which).await;
        assert!(matches!(foreign, Err(Error::Forbidden)));
        world.registry.end_participant(&head, first, which).await.unwrap();
        assert!(!admitted(&world, 0, "/api/v1/drafts").await);
        world.registry.end_interaction(&head, first, "жаңасы бар").await.unwrap();
        assert!(admitted(&world, 1, "/api/v1/drafts").await);
        world.registry.put_in_force(&keeper(), second).await.unwrap();
        let events: Vec<_> = world.registry.interaction(&head, first).await.unwrap().history;
        let codes: Vec<_> = events.iter().map(|entry| entry.event.code()).collect();
        assert_eq!(codes, ["proposed", "participant_added", "in_force", "participant_ended", "ended"]);
        let sql = "select count(*) from audit_entry where resource = 'registry_interaction' and part = $1";
        let query = sqlx::query_scalar(sql).bind(first.to_string());
        let accounted: i64 = query.fetch_one(world.database.db.reader()).await.unwrap();
        assert_eq!(accounted, 5);
    }
}

/// What another node has changed counts here within a second.
#[tokio::test]
async fn what_is_in_force_is_read_once_a_second() {
    for world in worlds().await {
        let id = proposed(&world, Part::Search).await;
        let other = registry(&world.database, Env::new(world.clock.clone(), SeededEntropy::new(2)));
        assert!(admitted(&world, 1, "/search").await);
        other.put_in_force(&keeper(), id).await.unwrap();
        assert!(matches!(other.admit(system(1), "/search").await, Err(Error::Refused(_))), "there at once");
        assert!(admitted(&world, 1, "/search").await, "believed for a moment");
        world.clock.advance(1);
        assert!(!admitted(&world, 1, "/search").await);
    }
}

/// The list shows to each the own interactions, and the accesses the own systems; for others there is nothing.
#[tokio::test]
async fn each_sees_the_own() {
    for world in worlds().await {
        let id = proposed(&world, Part::Drafts).await;
        let (owner, partner, other) =
            (actor(0, Role::RecordsClerk), actor(1, Role::RecordsClerk), actor(2, Role::HeadOfBody));
        let accesses = async |who: &Actor| world.registry.accesses(who, id, &SpanInput::default(), "", 25).await;
        let systems = |found: orda_registry::Accesses| -> Vec<(String, u64)> {
            found.counts.iter().map(|line| (line.name.clone(), line.total())).collect()
        };
        let first = "Жүйе 0".to_owned();
        assert_eq!(systems(accesses(&owner).await.unwrap()), [(first.clone(), 0)], "not in force yet");
        world.clock.advance(60);
        world.registry.put_in_force(&keeper(), id).await.unwrap();
        world.clock.advance(60);
        assert_eq!(systems(accesses(&owner).await.unwrap()).len(), 3);
        assert_eq!(systems(accesses(&keeper()).await.unwrap()).len(), 3);
        assert_eq!(systems(accesses(&partner).await.unwrap()), [(first, 1)]);
        assert!(matches!(accesses(&other).await, Err(Error::NotFound)));
        assert!(matches!(world.registry.interaction(&other, id).await, Err(Error::NotFound)));

        let query = InteractionQuery::default();
        for (who, count) in [(&owner, 1), (&partner, 1), (&other, 0), (&keeper(), 1)] {
            assert_eq!(world.registry.interactions(who, &query).await.unwrap().page.total, count);
        }
        let nobody = actor(0, Role::Drafter);
        assert!(matches!(world.registry.interactions(&nobody, &query).await, Err(Error::Forbidden)));
    }
}

/// A system that passes from one body to another on one day: each sees the calls of its own time and no others, the owner of the
/// record all. Who takes part no more sees the card as before.
#[tokio::test]
async fn each_sees_the_calls_of_the_own_time() {
    for world in worlds().await {
        let id = proposed(&world, Part::Drafts).await;
        let env = Env::new(world.clock.clone(), SeededEntropy::new(2));
        let registry = registry_with(&world.database, Arc::new(CalledAt(&[100, 200, 400])), env);
        let [owner, before, after] = [0, 1, 2].map(|index| actor(index, Role::HeadOfBody));
        registry.put_in_force(&keeper(), id).await.unwrap();
        world.clock.advance(300);
        let which = registry.interaction(&owner, id).await.unwrap().interaction.participants[0].id;
        registry.end_participant(&owner, id, which).await.unwrap();
        let input = ParticipantInput { system: Some(system(0)), body: Some(body(2)), ..ParticipantInput::default() };
        registry.add_participant(&owner, id, &input).await.unwrap();
        world.clock.advance(300);
        for (who, calls) in [(&owner, 3), (&keeper(), 3), (&before, 2), (&after, 1)] {
            let found = registry.accesses(who, id, &SpanInput::default(), "", 25).await.unwrap();
            let counts: Vec<u64> = found.counts.iter().map(orda_registry::CallsOf::total).collect();
            assert_eq!(counts, [calls], "{who:?}");
        }
        assert!(registry.interaction(&before, id).await.is_ok());
    }
}
