//! Drafts and the exchange of letters joined: each shows what happens in the other (385-12, 385-15, 385-16, 385-20-e).

mod pages;
use crate::outside::Outside;
use crate::world::{World, actor, body, code, draft, head};
use orda_base::Actor;
use orda_drafts::{CheckInput, CheckPart, LetterView, RefusalInput, RegistrationInput, RejectionInput};
use orda_edms::message::{WireLetter, WireRegistration, WireText};
use orda_edms::{LetterCard, LetterId, LetterKind, LetterQuery, LetterState, Message, MessageKind, Register};
use orda_test::{On, TestPortal};
use rstest::rstest;

async fn settle(test: &TestPortal) {
    test.portal.exchange.settle().await.unwrap();
}

/// The letters of the newest version that the drafter sees, of one kind.
async fn letters(draft: &World<'_>, kind: &str) -> Vec<LetterView> {
    let drafter = actor(draft.test, "justice-drafter");
    let mut all = draft.test.portal.drafts.letters(&drafter, draft.id, 1).await.unwrap();
    all.retain(|l| l.letter.kind.code() == kind);
    all
}

/// The letter of one kind to the body, as the exchange has it.
async fn card(draft: &World<'_>, kind: &str, to: &str, reader: &str) -> LetterCard {
    let to = body(draft.test, to);
    let letter = letters(draft, kind).await.into_iter().find(|l| l.addressee.id == to).unwrap().letter;
    let id = LetterId::from_uuid(letter.id.uuid());
    draft.test.portal.edms.card(&actor(draft.test, reader), id).await.unwrap()
}

/// The BIN of a body of the cast.
fn bin(test: &TestPortal, code: &str) -> String {
    let picture = futures::executor::block_on(test.portal.identity.picture()).unwrap();
    picture.body(test.cast.body(code)).unwrap().bin.clone()
}

fn envelope(test: &TestPortal, kind: MessageKind, from: &str, to: &str) -> Message {
    Message::new(&test.portal.env, kind, bin(test, from), bin(test, to))
}

/// An official letter of the system of one body to another body.
pub fn official(test: &TestPortal, from: &str, to: &str) -> Message {
    orda_edms::samples::official(&test.portal.env, bin(test, from), bin(test, to), "Қ-1")
}

fn registration(test: &TestPortal, from: &str, letter: LetterId, number: &str) -> Message {
    let mut message = envelope(test, MessageKind::Registered, from, "justice");
    let date = test.portal.env.now().date().to_string();
    message.registration = Some(WireRegistration { letter, number: number.into(), date, by: "Ким О.".into() });
    message
}

/// A signed draft sent to N bodies: one letter to each is with the centre, with number, date and the head's EDS, and the
/// draft is on approval. Unsigned, nothing is handed over. Carrying over twice makes no second letter.
///
/// Covers: 385-15-d, 217-a31.7
#[rstest]
#[tokio::test]
async fn one_letter_to_each_body_through_the_centre(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let unsigned = draft(&test, "prepared", &[]).await;
    assert!(code(unsigned.send(1).await).starts_with("drafts-refusal-"));
    settle(&test).await;
    let clerk = actor(&test, "justice-clerk");
    let out = LetterQuery { register: Register::Outgoing, ..LetterQuery::default() };
    assert_eq!(test.portal.edms.letters(&clerk, &out).await.unwrap().total, 0);

    let draft = draft(&test, "signed_by_drafter", &[]).await;
    draft.send(1).await.unwrap();
    assert_eq!(draft.state().await, "on_approval");
    settle(&test).await;
    settle(&test).await;
    let page = test.portal.edms.letters(&clerk, &out).await.unwrap();
    assert_eq!(page.total, 2);
    for letter in &page.items {
        assert_eq!((letter.kind, letter.state), (LetterKind::Cover, LetterState::Delivered));
        assert_eq!((letter.outgoing.number.as_str(), letter.outgoing.date), ("2-14/1", test.portal.env.now().date()));
        let signature = letter.signature.as_ref().unwrap();
        assert_eq!(signature.signer, head(&test, "justice").name);
        assert!(signature.cms.len() > 500 && signature.digest.len() == 64);
    }
    let mut receivers: Vec<_> = page.items.iter().map(|l| l.receiver).collect();
    receivers.sort_unstable();
    let mut both = vec![body(&test, "finance"), body(&test, "economy")];
    both.sort_unstable();
    assert_eq!(receivers, both);
    assert_eq!(
        test.portal.edms.letters(&actor(&test, "finance-clerk"), &LetterQuery::default()).await.unwrap().total,
        1
    );
}

/// From the letter one gets to the draft by its link, and from the draft's card to the letter, with its number and date; who
/// has no right to the one does not get to it by the other.
///
/// Covers: 385-12, 385-15
#[rstest]
#[tokio::test]
async fn each_is_found_from_the_other(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[]).await;
    settle(&test).await;
    let card = card(&draft, "cover", "finance", "finance-clerk").await;
    let (letter_path, draft_path) = (format!("/letters/{}", card.letter.id), format!("/drafts/{}/v/1", draft.id));
    for login in ["finance-clerk", "finance-head", "justice-clerk", "justice-drafter"] {
        let client = test.client(login).await;
        let letter = client.get(&letter_path).await.expect(200).text();
        assert!(letter.contains(&format!("href=\"{draft_path}\"")), "{login}");
        let shown = client.get(&format!("{draft_path}/letters")).await;
        // The sender's clerk keeps the letters and is no reader of drafts.
        if login != "justice-clerk" {
            let shown = shown.expect(200).text();
            assert!(shown.contains(&format!("href=\"{letter_path}\"")), "{login}");
            assert!(shown.contains(&card.letter.outgoing.number), "{login}");
            client.get(&draft_path).await.expect(200);
        }
    }
    for login in ["health-clerk", "economy-clerk", "finance-approver", "digital-admin"] {
        test.client(login).await.get(&letter_path).await.expect(404);
    }
}

/// Registered from the card of the letter, the draft shows it; registered on the draft, the letter shows it. The first
/// number stays, nobody else registers.
///
/// Covers: 385-16, 385-12
#[rstest]
#[tokio::test]
async fn a_registration_shows_on_both_sides(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[]).await;
    settle(&test).await;
    let path = format!("/letters/{}/register", card(&draft, "cover", "finance", "finance-clerk").await.letter.id);
    for (login, status) in [("economy-clerk", 404), ("finance-head", 403), ("justice-clerk", 403)] {
        let fields = [("number", "9"), ("date-day", "23"), ("date-month", "11"), ("date-year", "2026")];
        test.client(login).await.form(&path, &fields).await.expect(status);
    }
    let clerk = test.client("finance-clerk").await;
    let offered = clerk.get(&path).await.expect(200).text();
    assert!(offered.contains("КІР-2026-000001"));
    let fields = [("number", "КІР-2026-000001"), ("date-day", "23"), ("date-month", "11"), ("date-year", "2026")];
    clerk.form(&path, &fields).await.expect(303);
    settle(&test).await;
    let kept = draft.line("finance").await.approval.unwrap();
    assert_eq!(kept.state.code(), "registered");
    assert_eq!(kept.registration.unwrap().number, "КІР-2026-000001");
    clerk.form(&path, &fields).await.expect(409);

    let input = RegistrationInput { number: "1204-к".into(), date: Some(test.portal.env.now().date()) };
    let economy = actor(&test, "economy-clerk");
    test.portal.drafts.register(&economy, draft.id, body(&test, "economy"), input).await.unwrap();
    settle(&test).await;
    let shown = card(&draft, "cover", "economy", "justice-clerk").await.letter;
    assert_eq!(shown.state, LetterState::Registered);
    assert_eq!(shown.incoming.unwrap().number, "1204-к");
}

/// A body with a document system of its own gets the letter there, with the link and without the draft; its registration
/// comes back and the draft shows it. The letter goes to the head from there as any other (385-16-b).
///
/// Covers: 385-12, 385-15-c, 385-16, 385-16-b
#[rstest]
#[tokio::test]
async fn a_body_with_a_system_of_its_own(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let outside = Outside::of(&test, "finance").await;
    let draft = draft(&test, "on_approval", &[]).await;
    settle(&test).await;
    let early = test.portal.drafts.pass_to_head(&actor(&test, "finance-clerk"), draft.id, body(&test, "finance")).await;
    assert_eq!(code(early), "drafts-refusal-not-registered");
    test.portal.edms.deliver_due().await.unwrap();
    settle(&test).await;
    let message = outside.taken.lock().unwrap()[0].clone();
    let letter = message.letter.clone().unwrap();
    let link = format!("{}/drafts/{}/v/1", test.url, draft.id);
    assert_eq!(letter.link, link);
    assert!(letter.text.contains(&link));
    let sent = String::from_utf8(outside.tried.lock().unwrap()[0].clone()).unwrap();
    let drafter = actor(&test, "justice-drafter");
    for file in test.portal.drafts.files(&drafter, draft.id, 1).await.unwrap() {
        assert!(!sent.contains(&file.name) && !sent.contains(&file.sha256_hex()), "{sent}");
    }
    assert!(!sent.contains("Бірінші") && !sent.contains("Первый"), "no text of the draft: {sent}");
    assert_eq!(draft.body_state("finance").await, "letter_sent");

    assert_eq!(outside.send(&test, &registration(&test, "finance", letter.id, "Қ-77")).await.result, "taken");
    settle(&test).await;
    let line = draft.line("finance").await.approval.unwrap();
    assert_eq!(line.state.code(), "registered");
    let kept = line.registration.unwrap();
    assert_eq!((kept.number.as_str(), kept.by.name.as_str()), ("Қ-77", "Ким О."));
    test.portal.drafts.pass_to_head(&actor(&test, "finance-clerk"), draft.id, body(&test, "finance")).await.unwrap();
    assert_eq!(draft.body_state("finance").await, "with_head");
    assert_eq!(draft.told("finance-head").await, ["drafts-notice-name-representatives"]);
}

/// While the body's system is out of reach the letter waits, the failure is shown to the sender, and it is delivered later
/// once. What it refuses is marked "not delivered" on the draft, the drafter is told and sends it again without a duplicate.
///
/// Covers: 385-12, 385-15-d
#[rstest]
#[tokio::test]
async fn out_of_reach_and_refused(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let outside = Outside::of(&test, "finance").await;
    let draft = draft(&test, "on_approval", &[]).await;
    settle(&test).await;
    outside.answers(503);
    test.portal.edms.deliver_due().await.unwrap();
    let waiting = card(&draft, "cover", "finance", "justice-clerk").await;
    assert_eq!(waiting.letter.state, LetterState::Waiting);
    assert_eq!(waiting.carried.unwrap().attempts, 1);
    let page = test.client("justice-clerk").await.get(&format!("/letters/{}", waiting.letter.id)).await.expect(200);
    assert!(page.text().contains("503"), "the failure is shown");
    assert!(
        test.client("digital-admin").await.get("/admin/exchange/deliveries").await.expect(200).text().contains("503")
    );

    outside.answers(422);
    test.clock.advance(60);
    test.portal.edms.deliver_due().await.unwrap();
    settle(&test).await;
    assert_eq!(draft.body_state("finance").await, "not_delivered");
    assert!(draft.told("justice-drafter").await.contains(&"drafts-notice-not-delivered".to_owned()));
    assert_eq!(draft.asked("justice-drafter").await, ["resend"]);

    outside.answers(200);
    let drafter = actor(&test, "justice-drafter");
    test.portal.drafts.resend(&drafter, draft.id, body(&test, "finance")).await.unwrap();
    settle(&test).await;
    test.portal.edms.deliver_due().await.unwrap();
    settle(&test).await;
    assert_eq!(draft.body_state("finance").await, "letter_sent");
    assert_eq!(outside.letters().len(), 1, "once");
    assert_eq!(letters(&draft, "cover").await.len(), 2, "one to each body still");
    let tried = outside.tried.lock().unwrap().clone();
    assert!(tried.len() == 3 && tried.iter().all(|bytes| *bytes == tried[0]));
}

/// A body that does not take part: the letter is not delivered, the drafter is told; once it takes part, the same letter goes.
///
/// Covers: 385-15-d, 217-a31.7
#[rstest]
#[tokio::test]
async fn a_body_outside_the_exchange(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let decide = async |way: &str| {
        let input = orda_edms::ParticipantInput { way: way.into(), ..Default::default() };
        test.portal.edms.decide(&Actor::portal(), test.cast.body("economy"), &input).await.unwrap();
    };
    decide("none").await;
    let draft = draft(&test, "on_approval", &[]).await;
    settle(&test).await;
    assert_eq!(draft.body_state("economy").await, "not_delivered");
    assert!(draft.told("justice-drafter").await.contains(&"drafts-notice-not-delivered".to_owned()));
    let unsent = card(&draft, "cover", "economy", "justice-clerk").await.letter;
    assert_eq!((unsent.state, unsent.fault.unwrap().kind.code()), (LetterState::NotDelivered, "not_joined"));
    let drafter = actor(&test, "justice-drafter");
    let economy = body(&test, "economy");
    assert_eq!(code(test.portal.drafts.resend(&drafter, draft.id, economy).await), "drafts-refusal-not-delivered");
    decide("portal").await;
    test.portal.drafts.resend(&drafter, draft.id, economy).await.unwrap();
    settle(&test).await;
    assert_eq!(draft.body_state("economy").await, "letter_sent");
    assert_eq!(card(&draft, "cover", "economy", "economy-clerk").await.letter.state, LetterState::Delivered);
}

/// The official letter of a refusal goes through the centre to the drafting body, with its reason and a number; without a
/// reason none is made, and the card shows the mark without its letter.
///
/// Covers: 385-16-i
#[rstest]
#[tokio::test]
async fn a_refusal_goes_through_the_centre(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let (drafts, finance) = (&test.portal.drafts, body(&test, "finance"));
    let head = actor(&test, "finance-head");
    drafts.refuse(&head, draft.id, 1, finance, None).await.unwrap();
    assert!(draft.line("finance").await.letter_outstanding);
    let page = test.client("justice-drafter").await.get(&format!("/drafts/{}/v/1", draft.id)).await.expect(200);
    assert!(page.text().contains("бас тартты"), "refused, letter outstanding");
    let empty = RefusalInput { reason: "  ".into(), ..RefusalInput::default() };
    assert_eq!(
        code(drafts.send_refusal_letter(&head, draft.id, 1, finance, empty).await),
        "drafts-refusal-reason-missing"
    );
    settle(&test).await;
    assert!(letters(&draft, "refusal").await.is_empty());

    let input = RefusalInput { reason: "Шығыстардың есебі жоқ".into(), ..RefusalInput::default() };
    drafts.send_refusal_letter(&head, draft.id, 1, finance, input).await.unwrap();
    settle(&test).await;
    let card = card(&draft, "refusal", "justice", "justice-drafter").await;
    assert_eq!((card.letter.kind, card.letter.state), (LetterKind::Refusal, LetterState::Delivered));
    assert!(card.letter.text.contains("Шығыстардың есебі жоқ"));
    assert_eq!(card.letter.outgoing.number, "ШЫҒ-2026-000001");
    assert_eq!(card.answers_to.unwrap().kind, LetterKind::Cover);
    assert_eq!(letters(&draft, "refusal").await[0].letter.number, "ШЫҒ-2026-000001", "told back to the draft");
    assert!(!draft.line("finance").await.letter_outstanding);
}

/// An official letter of a refusal from the body's own system belongs to the mark that its head has set in the portal.
///
/// Covers: 385-16-i, 385-12
#[rstest]
#[tokio::test]
async fn a_refusal_letter_from_outside(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    settle(&test).await;
    let outside = Outside::of(&test, "finance").await;
    let finance = body(&test, "finance");
    test.portal.drafts.refuse(&actor(&test, "finance-head"), draft.id, 1, finance, None).await.unwrap();
    let cover = card(&draft, "cover", "finance", "justice-clerk").await.letter;
    let mut message = official(&test, "finance", "justice");
    message.letter = message.letter.map(|letter| WireLetter {
        kind: LetterKind::Refusal,
        number: "Қ-12".into(),
        title: WireText { kk: "Бас тарту".into(), ru: "Отказ".into(), en: String::new() },
        text: format!("Себебі: есеп жоқ. {}", cover.link),
        link: cover.link.clone(),
        in_reply_to: Some(cover.id),
        ..letter
    });
    outside.send(&test, &message).await;
    assert_eq!(outside.send(&test, &message).await.result, "taken_before");
    settle(&test).await;
    settle(&test).await;
    assert!(!draft.line("finance").await.letter_outstanding);
    let kept = letters(&draft, "refusal").await;
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].letter.number.as_str(), kept[0].letter.signer.as_str()), ("Қ-12", "Ким О."));
    assert!(kept[0].letter.text.contains("есеп жоқ"));
}

/// The mark of rejection of the Chancellery shows on the cover letter in the exchange too, and "қабылданған жоқ" comes to
/// the drafting body with its reason; while the body's system is out of reach the message waits, the difference is shown,
/// and it is delivered later once. Without a reason there is no message.
///
/// Covers: 385-20-e, 385-20-f
#[rstest]
#[tokio::test]
async fn not_accepted_by_the_chancellery(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "at_chancellery", &[("finance", "approved"), ("economy", "approved")]).await;
    settle(&test).await;
    assert_eq!(card(&draft, "chancellery", "chancellery", "justice-clerk").await.letter.state, LetterState::Delivered);
    let outside = Outside::of(&test, "justice").await;
    outside.answers(503);
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let check =
        CheckInput {
            part: CheckPart::Records, complies: false, remarks: "Парафтар жоқ".into(), met: Vec::new()
        };
    drafts.record_check(&officer, draft.id, 1, check).await.unwrap();
    let reason = |reason: &str| RejectionInput { number: String::new(), reason: reason.into() };
    let empty = drafts.reject_by_chancellery(&officer, draft.id, 1, reason(" ")).await;
    assert!(code(empty).contains("reason"));
    settle(&test).await;
    assert_eq!(card(&draft, "chancellery", "chancellery", "justice-clerk").await.letter.state, LetterState::Delivered);

    drafts.reject_by_chancellery(&officer, draft.id, 1, reason("Парафтар жоқ")).await.unwrap();
    settle(&test).await;
    let rejected = card(&draft, "chancellery", "chancellery", "justice-clerk").await;
    assert_eq!(rejected.letter.state, LetterState::Rejected);
    assert!(rejected.letter.fault.unwrap().said.contains("Парафтар жоқ"));
    test.portal.edms.deliver_due().await.unwrap();
    let waiting = card(&draft, "not_accepted", "justice", "chancellery-control").await;
    assert_eq!(waiting.letter.state, LetterState::Waiting);
    assert_eq!(waiting.carried.unwrap().attempts, 1, "the difference is shown");
    outside.answers(200);
    test.clock.advance(60);
    test.portal.edms.deliver_due().await.unwrap();
    test.portal.edms.deliver_due().await.unwrap();
    assert_eq!(outside.letters().iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), ["not_accepted"]);
    let told = outside.taken.lock().unwrap()[0].letter.clone().unwrap();
    assert!(told.text.contains("Парафтар жоқ"));
    assert_eq!(told.in_reply_to, Some(rejected.letter.id), "the system outside marks its own cover letter by it");
    let came = card(&draft, "not_accepted", "justice", "justice-drafter").await.letter;
    assert_eq!(came.state, LetterState::Delivered);
}
