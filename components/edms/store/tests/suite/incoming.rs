//! Messages from a document system outside.

use crate::world::{ENERGY, FINANCE, JUSTICE, LINK, World, argument, code, today};
use orda_base::{Origin, Role};
use orda_edms::message::{WireRefusal, WireRegistration};
use orda_edms::{Format, LetterId, LetterKind, LetterState, MessageKind, SystemKey};
use orda_store::testing::On;
use rstest::rstest;

fn registration(world: &World, letter: LetterId, number: &str) -> orda_edms::Message {
    let mut message = world.envelope(MessageKind::Registered, JUSTICE);
    message.registration =
        Some(WireRegistration { letter, number: number.into(), date: today().to_string(), by: "Ким О.".into() });
    message
}

/// A letter from outside comes into the register of the receiver, whose clerk is told, and is acknowledged under the seal
/// of the centre. The same message again is acknowledged again and does nothing; with other content it is refused.
///
/// Covers: 217-a31.7
#[rstest]
#[tokio::test]
async fn a_letter_comes_in_once(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[values(Format::Json, Format::Xml)] format: Format,
) {
    let world = World::start(on).await;
    world.join_energy(format).await;
    let message = world.outside_letter(FINANCE, "Э-1");
    let answer = world.send(&message, format).await.unwrap();
    assert_eq!((answer.ack.message, answer.ack.result.as_str()), (message.id, "taken"));
    assert!(world.edms.public_key().verifies(&answer.bytes, &answer.seal));
    let again = world.send(&message, format).await.unwrap();
    assert_eq!(again.ack.result, "taken_before");
    assert_eq!(again.ack.at, answer.ack.at);

    let id = message.letter.as_ref().unwrap().id;
    let card = world.edms.card(&world.clerk(FINANCE), id).await.unwrap();
    assert_eq!((card.letter.state, card.letter.outgoing.number.as_str()), (LetterState::Delivered, "Э-1"));
    assert!(card.letter.from_outside && card.may_register);
    assert_eq!(world.count("select count(*) from edms_letter").await, 1);
    assert_eq!(world.count("select count(*) from notifications_notice where kind = 'edms-notice-letter'").await, 1);
    let accounted = "select count(*) from audit_entry where resource = 'edms_message' and operation = 'create'";
    assert_eq!(world.count(accounted).await, 1);

    let mut other = message.clone();
    other.letter.as_mut().unwrap().text = "Басқа".into();
    assert_eq!(code(world.send(&other, format).await), "edms-refusal-message-reused");
    // The same letter in another envelope is there already; another one under its id is refused.
    let mut envelope = message.clone();
    envelope.id = world.envelope(MessageKind::Letter, FINANCE).id;
    assert_eq!(world.send(&envelope, format).await.unwrap().ack.result, "taken");
    other.id = world.envelope(MessageKind::Letter, FINANCE).id;
    assert_eq!(code(world.send(&other, format).await), "edms-refusal-letter-known");
    assert_eq!(world.count("select count(*) from edms_letter").await, 1);
}

/// Many times the same at once: it is taken once.
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_at_the_same_time(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = std::sync::Arc::new(World::start(on).await);
    world.join_energy(Format::Json).await;
    let message = world.outside_letter(FINANCE, "Э-1");
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (world, message) = (std::sync::Arc::clone(&world), message.clone());
        all.spawn(async move { world.send(&message, Format::Json).await.unwrap().ack.result });
    }
    let results = all.join_all().await;
    assert_eq!(results.iter().filter(|r| *r == "taken").count(), 1, "{results:?}");
    assert_eq!(world.count("select count(*) from edms_letter").await, 1);
}

/// A message that carries a file is refused, and nothing of it is kept (385-15-c); so is one without the link where there
/// must be one, or with an empty requisite.
///
/// Covers: 385-15-c, 385-15-b, 385-15
#[rstest]
#[tokio::test]
async fn what_is_refused(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.join_energy(Format::Json).await;
    let good = world.outside_letter(FINANCE, "Э-1");
    let mut value = serde_json::to_value(&good).unwrap();
    value["letter"]["attachments"] = serde_json::json!([{"name": "жоба.docx", "data": "UEsDBA=="}]);
    let stuffed = world.post(&serde_json::to_vec(&value).unwrap(), Format::Json).await;
    assert_eq!(code(stuffed), "edms-refusal-attachment");

    let mut refusal = good.clone();
    refusal.letter.as_mut().unwrap().kind = LetterKind::Refusal;
    assert_eq!(code(world.send(&refusal, Format::Json).await), "edms-refusal-link-missing");
    let mut letter = refusal.letter.clone().unwrap();
    (letter.link, letter.text) = (LINK.into(), LINK.into());
    refusal.letter = Some(letter);
    assert_eq!(code(world.send(&refusal, Format::Json).await), "edms-refusal-reason-missing");
    for (field, change) in [
        ("number", (|l| l.number.clear()) as fn(&mut orda_edms::message::WireLetter)),
        ("title", |l| (l.title.kk, l.title.ru) = (String::new(), String::new())),
        ("text", |l| l.text.clear()),
        ("signer", |l| l.signer = " ".into()),
    ] {
        let mut empty = good.clone();
        change(empty.letter.as_mut().unwrap());
        assert_eq!(argument(world.send(&empty, Format::Json).await, "fields"), field);
    }
    let mut wrong = good.clone();
    wrong.letter.as_mut().unwrap().sender = world.bin(JUSTICE);
    assert_eq!(code(world.send(&wrong, Format::Json).await), "edms-refusal-wrong-parties");
    let mut nobody = good.clone();
    nobody.to = "999999999999".into();
    nobody.letter.as_mut().unwrap().receiver = "999999999999".into();
    assert_eq!(code(world.send(&nobody, Format::Json).await), "edms-refusal-unknown-receiver");
    assert_eq!(world.count("select count(*) from edms_letter").await, 0);
    assert_eq!(world.count("select count(*) from edms_arrival").await, 0, "what was refused may be sent again, mended");
    assert_eq!(world.send(&good, Format::Json).await.unwrap().ack.result, "taken");
}

/// Without the participant's own seal over exactly these bytes nothing is taken; nor from who has no system, from who is
/// held back, nor what is too long.
///
/// Covers: 385-12
#[rstest]
#[tokio::test]
async fn only_a_participant_under_its_seal(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let message = world.outside_letter(FINANCE, "Э-1");
    assert_eq!(code(world.send(&message, Format::Json).await), "error-unauthenticated", "energy works in the portal");
    world.join_energy(Format::Json).await;
    let bytes = message.write(Format::Json);
    let forged = SystemKey::from_seed(&[3; 32]).unwrap().seal(&bytes);
    for seal in [forged.as_str(), "", "nonsense"] {
        let answer = world.edms.receive(&Origin::default(), &bytes, Format::Json, seal).await;
        assert_eq!(code(answer), "error-unauthenticated");
    }
    let mut altered = bytes.clone();
    altered.push(b' ');
    let seal = SystemKey::from_seed(&[7; 32]).unwrap().seal(&bytes);
    let answer = world.edms.receive(&Origin::default(), &altered, Format::Json, &seal).await;
    assert_eq!(code(answer), "error-unauthenticated");
    let mut foreign = message.clone();
    foreign.from = world.bin(FINANCE);
    assert_eq!(code(world.send(&foreign, Format::Json).await), "error-unauthenticated");
    assert_eq!(code(world.post(&vec![b' '; (1 << 20) + 1], Format::Json).await), "error-too-large");
    assert_eq!(world.count("select count(*) from edms_letter").await, 0);
}

/// The receiver's system registers a letter: number and date are kept and told to the component of the letter. The first
/// number stays, and only the receiver may say so. That it was registered tells that it arrived, even when the
/// acknowledgement was lost.
///
/// Covers: 385-12, 385-16
#[rstest]
#[tokio::test]
async fn the_receivers_system_registers(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.join_energy(Format::Json).await;
    let letter = world.cover(ENERGY, "1");
    world.take(&letter).await.unwrap();
    world.send(&registration(&world, letter.id, "Э-77"), Format::Json).await.unwrap();
    let kept = world.letter(letter.id).await;
    assert_eq!(kept.state, LetterState::Registered);
    let incoming = kept.incoming.unwrap();
    assert_eq!((incoming.number.as_str(), incoming.date, incoming.by.as_str()), ("Э-77", today(), "Ким О."));
    assert_eq!(world.told().await, ["taken", "registered"]);
    world.edms.deliver_due().await.unwrap();
    assert_eq!(world.letter(letter.id).await.state, LetterState::Registered, "a late acknowledgement changes nothing");

    assert_eq!(argument(world.send(&registration(&world, letter.id, "Э-78"), Format::Json).await, "number"), "Э-77");
    world.send(&registration(&world, letter.id, "Э-77"), Format::Json).await.unwrap();
    assert!(world.told().await.is_empty());
    let foreign = world.take(&world.cover(FINANCE, "2")).await.unwrap().id;
    assert_eq!(code(world.send(&registration(&world, foreign, "1"), Format::Json).await), "error-not-found");
    let card = world.edms.card(&world.actor(JUSTICE, Role::Drafter), letter.id).await.unwrap();
    assert_eq!(card.letter.incoming.unwrap().number, "Э-77");
}

/// The receiver's records service refuses to register: the sender is told why.
///
/// Covers: 385-15-d
#[rstest]
#[tokio::test]
async fn the_receivers_system_declines(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.join_energy(Format::Json).await;
    let letter = world.cover(ENERGY, "1");
    world.take(&letter).await.unwrap();
    world.edms.deliver_due().await.unwrap();
    let mut message = world.envelope(MessageKind::Declined, JUSTICE);
    message.refusal = Some(WireRefusal { letter: letter.id, reason: " ".into() });
    assert_eq!(code(world.send(&message, Format::Json).await), "edms-refusal-reason-missing");
    message.refusal = Some(WireRefusal { letter: letter.id, reason: "Мекенжай қате".into() });
    world.send(&message, Format::Json).await.unwrap();
    let declined = world.letter(letter.id).await;
    assert_eq!(declined.state, LetterState::Declined);
    assert_eq!(declined.fault.unwrap().said, "Мекенжай қате");
    assert_eq!(world.told().await, ["taken", "delivered", "not_delivered"]);
    assert_eq!(
        code(world.send(&registration(&world, letter.id, "1"), Format::Json).await),
        "edms-refusal-already-declined"
    );
}

/// An official letter of refusal from outside answers the cover letter: it is in the drafting body's register, and the
/// component of the cover letter is told. Registered there, the receipt goes back to the sender's system.
///
/// Covers: 385-16-i, 385-12
#[rstest]
#[tokio::test]
async fn a_refusal_comes_from_outside(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.join_energy(Format::Json).await;
    let cover = world.cover(ENERGY, "1");
    world.take(&cover).await.unwrap();
    world.edms.deliver_due().await.unwrap();
    world.told().await;
    let mut message = world.outside_letter(JUSTICE, "Э-5");
    let letter = message.letter.as_mut().unwrap();
    (letter.kind, letter.link) = (LetterKind::Refusal, LINK.into());
    letter.text = format!("Себебі: есеп жоқ. {LINK}");
    letter.in_reply_to = Some(cover.id);
    let id = letter.id;
    world.send(&message, Format::Json).await.unwrap();
    assert_eq!(world.told().await, ["answered"]);
    let drafter = world.actor(JUSTICE, Role::Drafter);
    assert!(world.edms.card(&drafter, id).await.unwrap().letter.text.contains("есеп жоқ"));
    assert_eq!(world.edms.card(&drafter, cover.id).await.unwrap().answers[0].id, id);

    let typed = orda_edms::RegistrationInput { number: "9-к".into(), date: Some(today()) };
    world.edms.register(&world.clerk(JUSTICE), id, typed).await.unwrap();
    world.edms.deliver_due().await.unwrap();
    let receipt = world.wire.taken.lock().unwrap().last().unwrap().registration.clone().unwrap();
    assert_eq!((receipt.letter, receipt.number.as_str()), (id, "9-к"));
}
