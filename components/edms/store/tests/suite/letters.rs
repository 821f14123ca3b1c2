//! Letters between bodies of the portal: requisites, numbers, registers, registration.

use crate::world::{ENERGY, FINANCE, JUSTICE, LINK, World, argument, code, today};
use orda_base::{Actor, LocalizedText, PageRequest, Role};
use orda_edms::{Format, LetterId, LetterKind, LetterQuery, LetterState, NewLetter, Register, RegistrationInput};
use orda_store::testing::On;
use rstest::rstest;

/// A letter is made from a draft with the requisites of electronic document circulation; with a mandatory one empty it is
/// not taken, and the empty one is named.
///
/// Covers: 385-15-b
#[rstest]
#[tokio::test]
async fn a_letter_has_its_requisites(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let good = world.cover(FINANCE, "2-14/7");
    let cases: [(&str, NewLetter); 3] = [
        ("title", NewLetter { title: LocalizedText::default(), ..good.clone() }),
        ("text", NewLetter { text: " ".into(), ..good.clone() }),
        ("signer", NewLetter { signer: " ".into(), ..good.clone() }),
    ];
    for (field, letter) in cases {
        let refused = world.take(&letter).await;
        assert_eq!(argument(refused.clone(), "fields"), field);
        assert_eq!(code(refused), "edms-refusal-requisite-missing");
    }
    assert_eq!(world.count("select count(*) from edms_letter").await, 0);
    let taken = world.take(&good).await.unwrap();
    assert_eq!((taken.sender, taken.receiver), (world.body(JUSTICE), world.body(FINANCE)));
    assert_eq!((taken.kind, taken.outgoing.number.as_str()), (LetterKind::Cover, "2-14/7"));
    assert_eq!((taken.outgoing.date, taken.signer.as_str()), (today(), "Ахметов Д. С."));
    assert!(!taken.title.kk.is_empty());
}

/// A letter about a draft holds the link into the portal; without it, or with one that leads elsewhere, it is not taken.
///
/// Covers: 385-15
#[rstest]
#[tokio::test]
async fn the_link_must_be_there(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let good = world.cover(FINANCE, "1");
    for (text, link) in [
        ("Жоба қоса берілді", LINK),
        ("Жоба: https://evil.example/drafts/1", "https://evil.example/drafts/1"),
        ("https://portal.example.kz.evil.example/x", "https://portal.example.kz.evil.example/x"),
        ("мәтін", ""),
    ] {
        let letter = NewLetter { text: text.into(), link: link.into(), ..good.clone() };
        assert_eq!(code(world.take(&letter).await), "edms-refusal-link-missing", "{text}");
    }
    assert!(world.take(&good).await.unwrap().text.contains(LINK));
}

/// A letter of refusal that gives no reason does not go out (385-16-i), nor does "not accepted" (385-20-f).
///
/// Covers: 385-16-i, 385-20-f
#[rstest]
#[tokio::test]
async fn a_refusal_gives_its_reason(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    for kind in [LetterKind::Refusal, LetterKind::NotAccepted] {
        let empty = NewLetter { kind, text: format!(" {LINK}\n"), ..world.cover(FINANCE, "1") };
        assert_eq!(code(world.take(&empty).await), "edms-refusal-reason-missing");
        let good = NewLetter { text: format!("Себебі: есеп жоқ. {LINK}"), ..empty };
        assert!(world.take(&good).await.unwrap().text.contains("есеп жоқ"));
    }
}

/// A letter handed over again is the same letter: one in the register, one number, one result; with other parties it is
/// refused.
///
/// Covers: 385-15-d
#[rstest]
#[tokio::test]
async fn handed_over_twice_it_is_one_letter(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let letter = world.cover(FINANCE, "");
    let first = world.take(&letter).await.unwrap();
    let again = world.take(&letter).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(first.state, LetterState::Delivered);
    assert_eq!(world.count("select count(*) from edms_letter").await, 1);
    assert_eq!(world.told().await, ["taken", "delivered"]);
    let other = NewLetter { receiver: world.body(ENERGY), ..letter };
    assert_eq!(code(world.take(&other).await), "edms-refusal-letter-known");
    // Nobody but the portal itself hands over.
    assert_eq!(code(world.edms.take(&world.clerk(JUSTICE), world.cover(FINANCE, "")).await), "error-forbidden");
}

/// Numbers are given one after the other, for each body, direction and year.
///
/// Covers: 217-a31.7
#[rstest]
#[tokio::test]
async fn numbers_of_body_and_year(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let mut numbers = Vec::new();
    for nth in [FINANCE, ENERGY, FINANCE] {
        numbers.push(world.take(&world.cover(nth, "")).await.unwrap().outgoing.number);
    }
    assert_eq!(numbers, ["ШЫҒ-2026-000001", "ШЫҒ-2026-000002", "ШЫҒ-2026-000003"]);
    let other = NewLetter { sender: world.body(FINANCE), receiver: world.body(JUSTICE), ..world.cover(FINANCE, "") };
    assert_eq!(world.take(&other).await.unwrap().outgoing.number, "ШЫҒ-2026-000001");
    let next_year = NewLetter { date: "2027-01-04".parse().unwrap(), ..world.cover(FINANCE, "") };
    assert_eq!(world.take(&next_year).await.unwrap().outgoing.number, "ШЫҒ-2027-000001");
}

/// Many letters at once: no number is given twice and none is left out.
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_at_the_same_time(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = std::sync::Arc::new(World::start(on).await);
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let world = std::sync::Arc::clone(&world);
        all.spawn(async move { world.take(&world.cover(FINANCE, "")).await.unwrap().outgoing.number });
    }
    let mut numbers = all.join_all().await;
    numbers.sort();
    let expected: Vec<_> = (1..=20).map(|n| format!("ШЫҒ-2026-{n:06}")).collect();
    assert_eq!(numbers, expected);
}

/// The records clerk of the receiver registers: number and date are kept. Nobody else does, and nobody twice: the first
/// number stays. Without a number the next of the body is given.
///
/// Covers: 385-16
#[rstest]
#[tokio::test]
async fn the_clerk_registers(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let id = world.take(&world.cover(FINANCE, "")).await.unwrap().id;
    let typed = |number: &str| RegistrationInput { number: number.into(), date: Some(today()) };
    for (actor, answer) in [
        (world.clerk(ENERGY), "error-not-found"),
        (world.clerk(JUSTICE), "error-forbidden"),
        (world.actor(FINANCE, Role::HeadOfBody), "error-forbidden"),
        (world.actor(FINANCE, Role::Drafter), "error-not-found"),
        (Actor::portal(), "error-not-found"),
    ] {
        assert_eq!(code(world.edms.register(&actor, id, typed("1")).await), answer);
    }
    let clerk = world.clerk(FINANCE);
    let future = RegistrationInput { number: "1".into(), date: Some("2027-01-01".parse().unwrap()) };
    assert_eq!(code(world.edms.register(&clerk, id, future).await), "error-invalid");
    assert_eq!(world.edms.offered_number(&clerk, id).await.unwrap(), "КІР-2026-000001");
    let done = world.edms.register(&clerk, id, typed("")).await.unwrap();
    let incoming = done.incoming.unwrap();
    assert_eq!((incoming.number.as_str(), incoming.date), ("КІР-2026-000001", today()));
    assert_eq!(done.state, LetterState::Registered);
    let again = world.edms.register(&clerk, id, typed("9")).await;
    assert_eq!(argument(again, "number"), "КІР-2026-000001");
    let second = world.take(&world.cover(FINANCE, "")).await.unwrap().id;
    assert_eq!(world.edms.offered_number(&clerk, second).await.unwrap(), "КІР-2026-000002");
}

/// A body that does not take part, or where nobody registers letters, gets none: the sender is told why, the letter stays
/// unsent; once mended it goes again as the same letter.
///
/// Covers: 217-a31.7, 385-15-d
#[rstest]
#[tokio::test]
async fn a_body_that_does_not_take_part(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.decide(FINANCE, "none", Format::Json).await;
    let letter = world.cover(FINANCE, "5");
    let unsent = world.take(&letter).await.unwrap();
    assert_eq!(unsent.state, LetterState::NotDelivered);
    assert_eq!(unsent.fault.unwrap().kind.code(), "not_joined");
    assert_eq!(world.told().await, ["taken", "not_delivered"]);
    assert_eq!(code(world.edms.card(&world.clerk(FINANCE), letter.id).await), "error-not-found");

    world.government.clerkless.lock().unwrap().push(world.body(FINANCE));
    world.decide(FINANCE, "portal", Format::Json).await;
    let unsent = world.take(&letter).await.unwrap();
    assert_eq!(unsent.fault.unwrap().kind.code(), "no_clerk");
    world.government.clerkless.lock().unwrap().clear();
    assert_eq!(world.take(&letter).await.unwrap().state, LetterState::Delivered);
    assert_eq!(world.told().await, ["not_delivered", "delivered"]);
    assert_eq!(world.count("select count(*) from edms_letter").await, 1);
    assert!(world.edms.card(&world.clerk(FINANCE), letter.id).await.is_ok());
}

/// An official letter of a records clerk goes to the register of the other body, whose clerk is told; the receipt comes
/// back with its number. Who is no clerk sends none.
///
/// Covers: 217-a31.7
#[rstest]
#[tokio::test]
async fn an_official_letter_and_its_receipt(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let new = NewLetter { text: "Мәтін".into(), link: String::new(), ..world.cover(FINANCE, "") };
    for actor in [world.actor(JUSTICE, Role::Drafter), world.clerk(FINANCE), Actor::portal()] {
        assert_eq!(code(world.edms.send(&actor, new.clone()).await), "error-forbidden");
    }
    let sender = world.clerk(JUSTICE);
    let sent = world.edms.send(&sender, new.clone()).await.unwrap();
    assert_eq!((sent.kind, sent.state), (LetterKind::Official, LetterState::Delivered));
    assert_eq!(world.edms.send(&sender, new).await.unwrap().id, sent.id);
    assert_eq!(world.count("select count(*) from notifications_notice where kind = 'edms-notice-letter'").await, 1);
    let typed = RegistrationInput { number: "77-к".into(), date: Some(today()) };
    world.edms.register(&world.clerk(FINANCE), sent.id, typed).await.unwrap();
    let card = world.edms.card(&sender, sent.id).await.unwrap();
    assert_eq!(card.letter.incoming.unwrap().number, "77-к");
    let way: Vec<_> = card.entries.iter().map(|e| e.event.code()).collect();
    assert_eq!(way, ["taken", "delivered", "registered"]);
}

/// "Not accepted" marks the cover letter that it answers as rejected, with the reason (385-20-e); the drafting body has it.
///
/// Covers: 385-20-e, 385-20-f
#[rstest]
#[tokio::test]
async fn not_accepted_rejects_the_cover_letter(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let cover = NewLetter { kind: LetterKind::Chancellery, ..world.cover(FINANCE, "3") };
    world.take(&cover).await.unwrap();
    let answer = NewLetter {
        id: LetterId::generate(&world.env),
        kind: LetterKind::NotAccepted,
        sender: world.body(FINANCE),
        receiver: world.body(JUSTICE),
        text: format!("Себебі: парафтар жоқ. {LINK}"),
        in_reply_to: Some(cover.id),
        ..cover.clone()
    };
    world.take(&answer).await.unwrap();
    let rejected = world.letter(cover.id).await;
    assert_eq!(rejected.state, LetterState::Rejected);
    assert!(rejected.fault.unwrap().said.contains("парафтар жоқ"));
    let card = world.edms.card(&world.actor(JUSTICE, Role::Drafter), answer.id).await.unwrap();
    assert!(card.letter.text.contains("парафтар жоқ"));
    assert_eq!(card.answers_to.unwrap().id, cover.id);
    assert_eq!(world.edms.card(&world.clerk(JUSTICE), cover.id).await.unwrap().answers[0].id, answer.id);
}

/// The registers show each reader what is theirs: the clerk and the head all letters of the body, a drafter what the body
/// sent and its answers, others nothing; filters and pages work.
///
/// Covers: 385-16
#[rstest]
#[tokio::test]
async fn registers_show_what_is_ones_own(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    for n in 1..=30 {
        let title = if n == 7 { "Су Кодексі 100%" } else { "Ілеспе хат" };
        let letter = NewLetter { title: LocalizedText::new(title, "", ""), ..world.cover(FINANCE, &format!("7-{n}")) };
        world.take(&letter).await.unwrap();
    }
    let refusal = NewLetter {
        kind: LetterKind::Refusal,
        sender: world.body(FINANCE),
        receiver: world.body(JUSTICE),
        text: format!("Себебі бар {LINK}"),
        ..world.cover(FINANCE, "Б-1")
    };
    world.take(&refusal).await.unwrap();
    let found = async |actor: &Actor, query: LetterQuery| {
        let page = world.edms.letters(actor, &query).await.unwrap();
        (page.total, page.items.len())
    };
    let incoming = LetterQuery::default();
    let outgoing = LetterQuery { register: Register::Outgoing, ..LetterQuery::default() };
    assert_eq!(found(&world.clerk(FINANCE), incoming.clone()).await, (30, 25));
    assert_eq!(found(&world.clerk(FINANCE), outgoing.clone()).await, (1, 1));
    assert_eq!(found(&world.actor(FINANCE, Role::Drafter), incoming.clone()).await, (0, 0));
    assert_eq!(found(&world.actor(JUSTICE, Role::Drafter), outgoing.clone()).await, (30, 25));
    assert_eq!(found(&world.actor(JUSTICE, Role::Drafter), incoming.clone()).await, (1, 1));
    assert_eq!(found(&world.clerk(ENERGY), incoming.clone()).await, (0, 0));
    assert_eq!(found(&Actor::portal(), incoming.clone()).await, (0, 0));
    let clerk = world.clerk(FINANCE);
    let second = LetterQuery { page: PageRequest::new(Some(2), None), ..incoming.clone() };
    assert_eq!(found(&clerk, second).await, (30, 5));
    for (words, count) in [("су КОДЕКСІ", 1), ("100%", 1), ("7-_", 0), ("7-3", 2), ("ахметов", 30)] {
        let query = LetterQuery { words: words.into(), ..incoming.clone() };
        assert_eq!(found(&clerk, query).await.0, count, "{words}");
    }
    let states = LetterQuery { states: vec![LetterState::Registered], ..incoming.clone() };
    assert_eq!(found(&clerk, states).await.0, 0);
    let kinds = LetterQuery { kinds: vec![LetterKind::Cover], other: Some(world.body(JUSTICE)), ..incoming.clone() };
    assert_eq!(found(&clerk, kinds).await.0, 30);
    let dates = LetterQuery { from: Some("2026-11-24".parse().unwrap()), ..incoming.clone() };
    assert_eq!(found(&clerk, dates).await.0, 0);
    assert_eq!(world.edms.export(&clerk, &incoming, 1000).await.unwrap().len(), 30);
}
