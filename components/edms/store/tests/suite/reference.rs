//! Reference data in step, and participants.

use crate::world::{ENERGY, FINANCE, World, code};
use orda_base::{Actor, Error, LocalizedText};
use orda_edms::{Format, MessageKind, ParticipantInput};
use orda_identity::Body;
use orda_store::testing::On;
use rstest::rstest;
use std::sync::Arc;

/// A new version is made when the list changes and only then; systems outside get every version, in order, a new one the
/// current.
#[rstest]
#[tokio::test]
async fn reference_data_keep_in_step(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    assert!(world.edms.refresh_reference().await.unwrap());
    assert!(!world.edms.refresh_reference().await.unwrap());
    world.decide(ENERGY, "outside", Format::Xml).await;
    world.edms.deliver_due().await.unwrap();
    let version = |nth: usize| {
        let taken = world.wire.taken.lock().unwrap();
        assert_eq!((taken[nth].kind, taken[nth].from.as_str()), (MessageKind::Reference, "centre"));
        taken[nth].reference.clone().unwrap()
    };
    assert_eq!(version(0).version, "1");
    assert_eq!(version(0).bodies.len(), 3);
    {
        let mut bodies = world.government.bodies.lock().unwrap();
        let name = LocalizedText::new("Қаржы министрлігі (жаңа)", "Министерство финансов", "");
        bodies[FINANCE] = Arc::new(Body { name, ..(*bodies[FINANCE]).clone() });
    }
    assert!(world.edms.refresh_reference().await.unwrap());
    world.decide(FINANCE, "none", Format::Json).await;
    world.edms.deliver_due().await.unwrap();
    assert_eq!((version(1).version.as_str(), version(2).version.as_str()), ("2", "3"));
    let bin = world.bin(FINANCE);
    let finance = version(2).bodies.into_iter().find(|b| b.bin == bin).unwrap();
    assert_eq!((finance.joined.as_str(), finance.name.kk.as_str()), ("no", "Қаржы министрлігі (жаңа)"));
    assert_eq!(world.wire.taken.lock().unwrap().len(), 3);
}

/// Only an administrator of the portal decides about participants; a system outside needs address, form and key.
#[rstest]
#[tokio::test]
async fn administrators_register_participants(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let body = world.body(ENERGY);
    let input = ParticipantInput { way: "none".into(), ..ParticipantInput::default() };
    assert_eq!(code(world.edms.decide(&world.clerk(ENERGY), body, &input).await), "error-forbidden");
    assert_eq!(code(world.edms.participants(&world.clerk(ENERGY)).await), "error-forbidden");
    let half = ParticipantInput { way: "outside".into(), url: "ftp://x".into(), ..ParticipantInput::default() };
    let Err(Error::Invalid(wrong)) = world.edms.decide(&Actor::portal(), body, &half).await else { panic!("taken") };
    assert_eq!(wrong.iter().map(|w| w.field.as_str()).collect::<Vec<_>>(), ["url", "format", "key"]);
    world.decide(ENERGY, "outside", Format::Json).await;
    let page = world.edms.participants(&Actor::portal()).await.unwrap();
    let ways: Vec<_> = page.lines.iter().map(|l| l.participant.way.code()).collect();
    assert_eq!(ways, ["portal", "portal", "outside"]);
    assert_eq!(page.reference.unwrap().version, 1);
}
