//! Messages to a document system outside: order, repetition, faults, sending again by hand.

use crate::world::{ENERGY, FINANCE, HEADER, Next, World, code};
use orda_base::{Actor, PageRequest};
use orda_edms::ports::Delivering;
use orda_edms::{Format, LetterState, NewLetter, Settings};
use orda_store::testing::On;
use rstest::rstest;

/// A letter to a body with a document system goes as a sealed message that holds the link and no file; acknowledged, it is
/// delivered, and the receipts come back.
///
/// Covers: 385-15-c, 385-15-d
#[rstest]
#[tokio::test]
async fn a_letter_goes_out(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[values(Format::Json, Format::Xml)] format: Format,
) {
    let world = World::start(on).await;
    world.join_energy(format).await;
    let letter = world.cover(ENERGY, "2-14/7");
    assert_eq!(world.take(&letter).await.unwrap().state, LetterState::Waiting);
    assert_eq!(world.told().await, ["taken"]);
    assert_eq!(world.edms.deliver_due().await.unwrap(), 1);
    assert_eq!(world.letter(letter.id).await.state, LetterState::Delivered);
    assert_eq!(world.told().await, ["delivered"]);
    let sent = world.wire.tried.lock().unwrap()[0].clone();
    let text = String::from_utf8(sent.clone()).unwrap();
    assert!(text.contains(&letter.link), "{text}");
    for word in ["attachment", "file", "document", "content", "docx"] {
        assert!(!text.to_lowercase().contains(word), "{word} in {text}");
    }
    let message = world.wire.taken.lock().unwrap()[0].clone();
    assert_eq!((message.from, message.to), (world.bin(0), world.bin(ENERGY)));
    let wire = message.letter.unwrap();
    assert_eq!((wire.number.as_str(), wire.text), ("2-14/7", letter.text));
    assert_eq!(HEADER, "edms-signature");
    assert_eq!(world.edms.deliver_due().await.unwrap(), 0, "once");
}

/// Letters to one receiver go in order: while the first is not acknowledged none overtakes it; other receivers do not wait.
///
/// Covers: 385-12
#[rstest]
#[tokio::test]
async fn letters_go_in_order(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.join_energy(Format::Json).await;
    for number in ["1", "2", "3"] {
        world.take(&world.cover(ENERGY, number)).await.unwrap();
    }
    world.next([Next::Silent]);
    assert_eq!(world.edms.deliver_due().await.unwrap(), 1);
    assert!(world.numbers_taken().is_empty());
    assert_eq!(world.edms.deliver_due().await.unwrap(), 0, "not before its time");
    assert_eq!(world.take(&world.cover(FINANCE, "4")).await.unwrap().state, LetterState::Delivered);
    world.clock.advance(Settings::default().delays[0]);
    world.next([Next::Take, Next::Silent]);
    assert_eq!(world.edms.deliver_due().await.unwrap(), 2);
    assert_eq!(world.numbers_taken(), ["1"]);
    world.clock.advance(60);
    world.edms.deliver_due().await.unwrap();
    assert_eq!(world.numbers_taken(), ["1", "2", "3"]);
}

/// While the system cannot be reached the message waits and its failure is shown, to the sender and to administrators;
/// the delays grow; an answer that was lost leads to the same bytes again, never to another message.
///
/// Covers: 385-12
#[rstest]
#[tokio::test]
async fn it_waits_and_is_repeated_as_it_was(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.join_energy(Format::Json).await;
    let letter = world.cover(ENERGY, "1");
    world.take(&letter).await.unwrap();
    let delays = Settings::default().delays;
    world.next([Next::Silent, Next::Status(503), Next::Forge, Next::Lose]);
    for (attempts, delay) in (1_u32..).zip(&delays[..4]) {
        assert_eq!(world.edms.deliver_due().await.unwrap(), 1);
        let shown =
            world.edms.deliveries(&Actor::portal(), None, PageRequest::default()).await.unwrap().items.remove(0);
        assert_eq!((shown.attempts, shown.state), (attempts, Delivering::Waiting));
        assert!(!shown.last_error.is_empty());
        assert_eq!(shown.next_at.seconds_since(orda_base::Clock::now(&world.clock)), *delay);
        let card = world.edms.card(&world.clerk(0), letter.id).await.unwrap();
        assert_eq!(card.carried.unwrap().attempts, attempts);
        assert_eq!(card.letter.state, LetterState::Waiting);
        world.clock.advance(*delay);
    }
    assert_eq!(world.edms.deliver_due().await.unwrap(), 1);
    assert_eq!(world.letter(letter.id).await.state, LetterState::Delivered);
    let tried = world.wire.tried.lock().unwrap().clone();
    assert_eq!(tried.len(), 5);
    assert!(tried.windows(2).all(|pair| pair[0] == pair[1]), "the same bytes every time");
    assert!(world.edms.deliveries(&Actor::portal(), None, PageRequest::default()).await.unwrap().items.is_empty());
}

/// A message that the system refuses, or that could not be delivered for three days, is given up: the letter is marked, its
/// component told. An administrator sends it again by hand; it stays one letter and one message.
///
/// Covers: 385-15-d
#[rstest]
#[tokio::test]
async fn given_up_and_sent_again(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.join_energy(Format::Json).await;
    let refused = world.cover(ENERGY, "1");
    world.take(&refused).await.unwrap();
    world.next([Next::Status(422)]);
    world.edms.deliver_due().await.unwrap();
    let letter = world.letter(refused.id).await;
    assert_eq!((letter.state, letter.fault.unwrap().kind.code()), (LetterState::NotDelivered, "refused"));
    assert_eq!(world.told().await, ["taken", "not_delivered"]);

    let silent = world.cover(ENERGY, "2");
    world.take(&silent).await.unwrap();
    world.next((0..50).map(|_| Next::Silent));
    for _ in 0..20 {
        world.edms.deliver_due().await.unwrap();
        world.clock.advance(12 * 3600);
    }
    let letter = world.letter(silent.id).await;
    assert_eq!((letter.state, letter.fault.unwrap().kind.code()), (LetterState::NotDelivered, "unreachable"));
    world.wire.next.lock().unwrap().clear();

    let admin = Actor::portal();
    let failed = world.edms.deliveries(&admin, Some(Delivering::Failed), PageRequest::default()).await.unwrap().items;
    assert_eq!(failed.len(), 2);
    assert_eq!(code(world.edms.resend(&world.clerk(0), failed[0].id).await), "error-forbidden");
    for message in &failed {
        world.edms.resend(&admin, message.id).await.unwrap();
    }
    assert_eq!(world.letter(refused.id).await.state, LetterState::Waiting);
    world.edms.deliver_due().await.unwrap();
    assert_eq!(world.letter(refused.id).await.state, LetterState::Delivered);
    assert_eq!(world.letter(silent.id).await.state, LetterState::Delivered);
    assert_eq!(world.count("select count(*) from edms_message where kind = 'letter'").await, 2);
    assert_eq!(code(world.edms.resend(&admin, failed[0].id).await), "edms-refusal-already-delivered");
}

/// Handed over again after it was given up (the drafter's "send again"), a letter goes in the same message.
///
/// Covers: 385-15-d
#[rstest]
#[tokio::test]
async fn handed_over_again_in_the_same_message(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.join_energy(Format::Json).await;
    let letter = world.cover(ENERGY, "1");
    world.take(&letter).await.unwrap();
    world.next([Next::Status(409)]);
    world.edms.deliver_due().await.unwrap();
    assert_eq!(world.take(&letter).await.unwrap().state, LetterState::Waiting);
    world.edms.deliver_due().await.unwrap();
    assert_eq!(world.letter(letter.id).await.state, LetterState::Delivered);
    let tried = world.wire.tried.lock().unwrap().clone();
    assert!(tried.len() == 2 && tried[0] == tried[1]);
}

/// A program that dies between sending and noting it sends the same message again after its claim has run out, or at once
/// where no other program can be at work; nobody sends meanwhile.
///
/// Covers: 385-12
#[rstest]
#[tokio::test]
async fn a_claim_keeps_others_away(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.join_energy(Format::Json).await;
    world.take(&world.cover(ENERGY, "1")).await.unwrap();
    world.take(&world.cover(ENERGY, "2")).await.unwrap();
    let store = orda_edms_store::EdmsSql::new(world.database.db.clone(), world.env.clone());
    let now = orda_base::Clock::now(&world.clock);
    let claim =
        orda_edms::ports::EdmsStore::claim(&store, world.body(ENERGY), now, now.plus_seconds(60)).await.unwrap();
    assert!(claim.is_some(), "the program that dies has it");
    assert_eq!(world.edms.deliver_due().await.unwrap(), 0, "neither it nor the one behind it");
    world.edms.resume().await.unwrap();
    if on == On::Postgres {
        assert_eq!(world.edms.deliver_due().await.unwrap(), 0);
        world.clock.advance(60);
    }
    assert_eq!(world.edms.deliver_due().await.unwrap(), 2);
    assert_eq!(world.numbers_taken(), ["1", "2"]);
}

/// Deliveries to a participant that is held back wait; a body that goes back into the portal gets what was not delivered
/// there, when it is sent again.
#[rstest]
#[tokio::test]
async fn held_back_and_back_in_the_portal(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.join_energy(Format::Json).await;
    let letter: NewLetter = world.cover(ENERGY, "1");
    world.take(&letter).await.unwrap();
    let input = orda_edms::ParticipantInput {
        way: "outside".into(),
        url: "https://edms.example.kz/x".into(),
        format: "json".into(),
        key: orda_edms::SystemKey::from_seed(&[7; 32]).unwrap().public().pem(),
        paused: true,
    };
    world.edms.decide(&Actor::portal(), world.body(ENERGY), &input).await.unwrap();
    assert_eq!(world.edms.deliver_due().await.unwrap(), 0);
    world.decide(ENERGY, "portal", Format::Json).await;
    world.edms.deliver_due().await.unwrap();
    assert_eq!(world.letter(letter.id).await.state, LetterState::NotDelivered);
    assert_eq!(world.take(&letter).await.unwrap().state, LetterState::Delivered);
    assert!(world.wire.tried.lock().unwrap().is_empty());
}
