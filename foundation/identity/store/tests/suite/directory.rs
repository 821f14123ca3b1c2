//! Bodies, units, positions, and what others read of them.

use crate::world::{NOW, World, code, worlds};
use orda_base::{Actor, LocalizedText, Role};
use orda_identity::{BodyFilter, BodyInput, BodyKind, Directory, UnitInput};

/// Bodies come in the order of the Kazakh alphabet, people and holders as of now; the Chancellery is known.
#[tokio::test]
async fn others_read_the_directory() {
    for world in worlds().await {
        world.body("Қаржы министрлігі", BodyKind::Ministry).await;
        world.body("Ұлттық экономика министрлігі", BodyKind::Ministry).await;
        let head = world.person("head", world.justice, &[Role::HeadOfBody]).await;
        let names: Vec<_> = world.identity.bodies().await.unwrap().iter().map(|b| b.name.kk.clone()).collect();
        assert_eq!(
            names,
            [
                "Әділет министрлігі",
                "Денсаулық сақтау министрлігі",
                "Қаржы министрлігі",
                "Премьер-Министрдің Кеңсесі",
                "Ұлттық экономика министрлігі"
            ]
        );
        let card = world.identity.person(head).await.unwrap().unwrap();
        assert_eq!((card.name.short().as_str(), card.position.kk.as_str()), ("Ахметов Д. С.", "Бас сарапшы"));
        assert_eq!(world.identity.people_of(world.justice).await.unwrap().len(), 2);
        assert!(world.identity.people_of(world.health).await.unwrap().is_empty());
        assert_eq!(world.identity.holders(Role::HeadOfBody, Some(world.justice)).await.unwrap()[0].id, head);
        assert_eq!(world.identity.chancellery().await.unwrap().unwrap().id, world.chancellery);
    }
}

/// BINs are checked and unique, there is one Chancellery, the tree has no ring; a body that leaves loses its roles.
#[tokio::test]
async fn bodies_are_kept() {
    for world in worlds().await {
        let administrator = world.actor("administrator").await;
        let create = |input: BodyInput| {
            let (identity, administrator) = (&world.identity, &administrator);
            async move { identity.create_body(administrator, &input).await }
        };
        let input = || world.body_input("Комитет", BodyKind::Other);
        let taken = world.identity.body(world.justice).await.unwrap().unwrap().bin.clone();
        assert_eq!(code(create(BodyInput { bin: taken, ..input() }).await), "identity-error-taken-bin");
        assert_eq!(code(create(BodyInput { bin: "123".into(), ..input() }).await), "identity-error-number-form");
        assert_eq!(code(create(BodyInput { kind: None, ..input() }).await), "error-choose");
        let second = BodyInput { kind: Some(BodyKind::Chancellery), ..input() };
        assert_eq!(code(create(second).await), "identity-refusal-second-chancellery");

        let child = create(BodyInput { parent: Some(world.justice), ..input() }).await.unwrap();
        let ring = BodyInput { parent: Some(child), ..input() };
        assert_eq!(
            code(world.identity.update_body(&administrator, world.justice, &ring).await),
            "identity-error-parent"
        );
        let leave = world.identity.set_body_active(&administrator, world.justice, false).await;
        assert_eq!(code(leave), "identity-refusal-active-children");

        let member = world.person("member", child, &[Role::Drafter]).await;
        world.identity.set_body_active(&administrator, child, false).await.unwrap();
        let picture = world.identity.picture().await.unwrap();
        assert!(picture.person(member).unwrap().memberships.is_empty());
        assert!(world.identity.bodies().await.unwrap().iter().all(|b| b.id != child));
        assert!(world.identity.body(child).await.unwrap().is_some(), "kept for history");
        let found = |words: &str, inactive| {
            let filter = BodyFilter { words: words.into(), kind: None, inactive };
            let (identity, administrator) = (&world.identity, &administrator);
            async move { identity.list_bodies(administrator, &filter).await.unwrap().len() }
        };
        assert_eq!((found("комитет", false).await, found("комитет", true).await), (0, 1));
        assert_eq!(found("әділет", false).await, 1);
        world.person("keeper", world.justice, &[Role::Administrator]).await;
        let keeper = world.actor("keeper").await;
        assert_eq!(code(world.identity.create_body(&keeper, &input()).await), "forbidden");
    }
}

/// Units form a tree inside their body; positions stand in them and end.
#[tokio::test]
async fn units_and_positions_are_kept() {
    for world in worlds().await {
        let portal = Actor::portal();
        let unit = |name: &str, parent| UnitInput { name: LocalizedText::new(name, name, ""), parent };
        let top = world.identity.create_unit(&portal, world.justice, &unit("Заң департаменті", None)).await.unwrap();
        let below = world.identity.create_unit(&portal, world.justice, &unit("Басқарма", Some(top))).await.unwrap();
        let ring = world.identity.update_unit(&portal, top, &unit("Заң департаменті", Some(below)), true).await;
        assert_eq!(code(ring), "identity-error-parent");
        let foreign = world.identity.create_unit(&portal, world.health, &unit("Бөлім", Some(top))).await;
        assert_eq!(code(foreign), "identity-error-parent");

        let person = world.person("drafter", world.justice, &[]).await;
        let mut input = World::position(world.health);
        input.unit = Some(below);
        assert_eq!(code(world.identity.add_position(&portal, person, &input).await), "error-choose");
        input.unit = None;
        let position = world.identity.add_position(&portal, person, &input).await.unwrap();
        assert_eq!(world.identity.people_of(world.health).await.unwrap().len(), 1);
        let yesterday = NOW.date().yesterday().unwrap();
        world.identity.end_position(&portal, person, position, yesterday).await.unwrap();
        assert!(world.identity.people_of(world.health).await.unwrap().is_empty());
    }
}
