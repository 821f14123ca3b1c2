//! The cover letter and its way through the records service of an approving body (385-15 to 385-16-b).

use crate::world::{World, actor, actor_now, argument, body, code, draft};
use orda_base::{Actor, Role};
use orda_drafts::{LetterDraft, LetterKind, RegistrationInput};
use orda_test::{On, TestPortal};
use rstest::rstest;

fn registration(test: &TestPortal, number: &str) -> RegistrationInput {
    RegistrationInput { number: number.into(), date: Some(test.portal.env.now().date()) }
}

/// Takes the only records clerk away from a body.
async fn without_clerk(test: &TestPortal, code: &str) {
    let clerk = test.cast.holder(code, Role::RecordsClerk).person;
    let picture = test.portal.identity.picture().await.unwrap();
    let grant = picture.person(clerk).unwrap().grants.iter().find(|g| g.role == Role::RecordsClerk).unwrap().id;
    test.portal.identity.revoke_role(&Actor::portal(), clerk, grant).await.unwrap();
}

/// The letter holds the link to this version. By it, an authorised employee of an approving body gets to the draft, and
/// nobody else does. Without the link the letter does not go out.
///
/// Covers: 385-15
#[rstest]
#[tokio::test]
async fn the_letter_holds_the_link(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "signed_by_drafter", &[]).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let (offered, link) = drafts.cover_letter(&drafter, draft.id).await.unwrap();
    assert_eq!(link, format!("{}/drafts/{}/v/1", test.url, draft.id));
    assert!(offered.text.contains(&link), "{}", offered.text);

    let without = LetterDraft { text: offered.text.replace(&link, ""), ..offered.clone() };
    assert_eq!(code(drafts.send(&drafter, draft.id, 1, without).await), "drafts-refusal-link-missing");
    let other = LetterDraft { text: offered.text.replace("/v/1", "/v/2"), ..offered.clone() };
    assert_eq!(code(drafts.send(&drafter, draft.id, 1, other).await), "drafts-refusal-link-missing");
    assert_eq!(draft.state().await, "signed_by_drafter");
    assert!(drafts.letters(&drafter, draft.id, 1).await.unwrap().is_empty());

    drafts.send(&drafter, draft.id, 1, offered).await.unwrap();
    let clerk = actor(&test, "finance-clerk");
    let letters = drafts.letters(&clerk, draft.id, 1).await.unwrap();
    assert_eq!(letters.len(), 1, "the own letter and no other");
    assert!(letters[0].letter.text.contains(&link));
    let path = link.strip_prefix(&test.url).unwrap();
    let page = test.client("finance-clerk").await.get(path).await.expect(200);
    assert!(page.text().contains("Сынақ жобасы"), "the draft itself opens");
    for login in ["health-head", "finance-approver", "digital-admin"] {
        let page = test.client(login).await.get(path).await.expect(404);
        assert!(!page.text().contains("Сынақ жобасы"), "{login}");
    }
}

/// The letter has the requisites that the rules of electronic document circulation ask for; with a mandatory one empty
/// it does not go out, and the empty one is named.
///
/// Covers: 385-15-b
#[rstest]
#[tokio::test]
async fn the_letter_has_its_requisites(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "signed_by_drafter", &[]).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let (offered, _) = drafts.cover_letter(&drafter, draft.id).await.unwrap();
    let offered = LetterDraft { number: "2-14/7".into(), ..offered };
    let cases = [
        ("number", LetterDraft { number: " ".into(), ..offered.clone() }),
        ("date", LetterDraft { date: None, ..offered.clone() }),
        ("title", LetterDraft { title: Default::default(), ..offered.clone() }),
        ("signer", LetterDraft { signer: String::new(), ..offered.clone() }),
    ];
    for (field, letter) in cases {
        let refused = drafts.send(&drafter, draft.id, 1, letter).await;
        assert_eq!(argument(refused, "fields"), field);
    }
    let empty = LetterDraft { number: String::new(), signer: String::new(), ..offered.clone() };
    let refused = drafts.send(&drafter, draft.id, 1, empty).await;
    assert_eq!(code(refused.clone()), "drafts-refusal-requisite-missing");
    assert_eq!(argument(refused, "fields"), "number, signer");
    assert_eq!(draft.state().await, "signed_by_drafter");

    drafts.send(&drafter, draft.id, 1, offered).await.unwrap();
    let sent = drafts.letters(&actor(&test, "finance-clerk"), draft.id, 1).await.unwrap().remove(0);
    assert_eq!((sent.sender.id, sent.addressee.id), (body(&test, "justice"), body(&test, "finance")));
    let letter = sent.letter;
    assert_eq!((letter.kind, letter.number.as_str()), (LetterKind::Cover, "2-14/7"));
    assert_eq!(letter.date, test.portal.env.now().date());
    assert!(!letter.title.kk.is_empty() && !letter.title.ru.is_empty());
    assert_eq!(letter.signer, test.cast.person("justice-head").name);
}

/// What goes out holds the link and nothing of the draft itself; somebody who puts a file of the draft into the letter
/// is refused.
///
/// Covers: 385-15-c
#[rstest]
#[tokio::test]
async fn the_letter_goes_without_the_draft(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "signed_by_drafter", &[]).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let (offered, link) = drafts.cover_letter(&drafter, draft.id).await.unwrap();
    let files = drafts.files(&drafter, draft.id, 1).await.unwrap();
    let stuffed = LetterDraft { attached: vec![files[0].name.clone()], ..offered.clone() };
    assert_eq!(code(drafts.send(&drafter, draft.id, 1, stuffed).await), "drafts-refusal-letter-with-files");
    assert_eq!(draft.state().await, "signed_by_drafter");

    drafts.send(&drafter, draft.id, 1, offered).await.unwrap();
    for view in drafts.letters(&drafter, draft.id, 1).await.unwrap() {
        let sent = serde_json::to_string(&view.letter).unwrap();
        assert!(sent.contains(&link), "{sent}");
        for file in &files {
            assert!(!sent.contains(&file.name) && !sent.contains(&file.sha256_hex()), "{sent}");
        }
        assert!(!sent.contains("Бірінші") && !sent.contains("Первый"), "no text of the draft: {sent}");
    }
}

/// A signed draft with N approving bodies: one letter to each, the draft is on approval; a second sending is refused and
/// makes no second letter. The clerks are told and asked to register.
///
/// Covers: 385-15-d
#[rstest]
#[tokio::test]
async fn one_letter_to_each_body(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "signed_by_drafter", &[]).await;
    draft.send(1).await.unwrap();
    assert_eq!(draft.state().await, "on_approval");
    let drafts = &test.portal.drafts;
    let addressees = async || {
        let letters = drafts.letters(&actor(&test, "justice-drafter"), draft.id, 1).await.unwrap();
        let mut all: Vec<_> = letters.into_iter().map(|l| l.addressee.id).collect();
        all.sort_unstable();
        all
    };
    let mut both = vec![body(&test, "finance"), body(&test, "economy")];
    both.sort_unstable();
    assert_eq!(addressees().await, both);
    for code in ["finance", "economy"] {
        assert_eq!(draft.body_state(code).await, "letter_sent");
        let clerk = format!("{code}-clerk");
        assert_eq!(draft.told(&clerk).await, ["drafts-notice-register"]);
        assert_eq!(draft.asked(&clerk).await, ["register"]);
    }
    assert!(draft.told("health-clerk").await.is_empty());
    assert_eq!(code(draft.send(1).await), "drafts-refusal-already-sent");
    assert_eq!(addressees().await, both);
}

/// A body that takes no letters is marked "not delivered" and the drafter is told; its people do not see the draft.
/// Sending can be repeated, and makes no duplicate.
///
/// Covers: 385-15-d
#[rstest]
#[tokio::test]
async fn a_letter_that_cannot_be_delivered(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    without_clerk(&test, "economy").await;
    let draft = draft(&test, "on_approval", &[]).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let economy = body(&test, "economy");
    assert_eq!(draft.state().await, "on_approval");
    assert_eq!(
        (draft.body_state("economy").await, draft.body_state("finance").await),
        ("not_delivered".into(), "letter_sent".into())
    );
    assert!(draft.told("justice-drafter").await.contains(&"drafts-notice-not-delivered".to_owned()));
    assert_eq!(draft.asked("justice-drafter").await, ["resend"]);
    let head = drafts.card(&actor(&test, "economy-head"), draft.id, None).await;
    assert_eq!(code(head), "error-not-found");

    assert_eq!(code(drafts.resend(&drafter, draft.id, economy).await), "drafts-refusal-not-delivered");
    assert_eq!(draft.body_state("economy").await, "not_delivered");
    let clerk = test.cast.person("economy-clerk").person;
    test.portal.identity.grant_role(&Actor::portal(), clerk, Role::RecordsClerk, Some(economy)).await.unwrap();
    drafts.resend(&drafter, draft.id, economy).await.unwrap();
    assert_eq!(draft.body_state("economy").await, "letter_sent");
    assert_eq!(draft.told("economy-clerk").await, ["drafts-notice-register"]);
    assert_eq!(code(drafts.resend(&drafter, draft.id, economy).await), "drafts-refusal-already-delivered");
    let letters = drafts.letters(&drafter, draft.id, 1).await.unwrap();
    assert_eq!(letters.iter().filter(|l| l.addressee.id == economy).count(), 1);
}

/// The records clerk registers the letter: number and date are kept and the card shows it. Nobody else registers, and
/// nobody twice: the first number stays.
///
/// Covers: 385-16
#[rstest]
#[tokio::test]
async fn the_clerk_registers_the_letter(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[]).await;
    let drafts = &test.portal.drafts;
    let finance = body(&test, "finance");
    for (login, answer) in [
        ("economy-clerk", "error-forbidden"),
        ("health-clerk", "error-not-found"),
        ("finance-head", "error-forbidden"),
        ("finance-approver", "error-not-found"),
        ("justice-drafter", "error-forbidden"),
    ] {
        let refused = drafts.register(&actor(&test, login), draft.id, finance, registration(&test, "9")).await;
        assert_eq!(code(refused), answer, "{login}");
    }
    let clerk = actor(&test, "finance-clerk");
    let nameless = drafts.register(&clerk, draft.id, finance, RegistrationInput::default()).await;
    assert_eq!(code(nameless), "error-invalid");
    assert_eq!(draft.body_state("finance").await, "letter_sent");

    drafts.register(&clerk, draft.id, finance, registration(&test, "1204-к")).await.unwrap();
    let approval = draft.line("finance").await.approval.unwrap();
    assert_eq!(approval.state.code(), "registered");
    let kept = approval.registration.unwrap();
    assert_eq!((kept.number.as_str(), kept.date), ("1204-к", test.portal.env.now().date()));
    assert_eq!(draft.body_state("economy").await, "letter_sent", "the other body stays where it is");

    let again = drafts.register(&clerk, draft.id, finance, registration(&test, "1300-к")).await;
    assert_eq!(code(again.clone()), "drafts-refusal-already-registered");
    assert_eq!(argument(again, "number"), "1204-к");
    let kept = draft.line("finance").await.approval.unwrap().registration.unwrap();
    assert_eq!(kept.number, "1204-к");
}

/// Two clerks register at the same moment: one of them wins, the other is told the number that holds.
///
/// Covers: 385-16
#[rstest]
#[tokio::test]
async fn two_registrations_at_once(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[]).await;
    let (clerk, finance) = (actor(&test, "finance-clerk"), body(&test, "finance"));
    let register = |number| test.portal.drafts.register(&clerk, draft.id, finance, registration(&test, number));
    let (a, b) = tokio::join!(register("1-к"), register("2-к"));
    assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
    let (first, refused) = if a.is_ok() { ("1-к", b) } else { ("2-к", a) };
    assert_eq!(argument(refused, "number"), first);
    assert_eq!(draft.line("finance").await.approval.unwrap().registration.unwrap().number, first);
}

/// The clerk passes the registered letter to the head, who is told and asked; an unregistered one cannot be passed on.
///
/// Covers: 385-16-b
#[rstest]
#[tokio::test]
async fn the_clerk_passes_the_letter_to_the_head(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("economy", "registered")]).await;
    let (drafts, finance) = (&test.portal.drafts, body(&test, "finance"));
    let clerk = actor(&test, "finance-clerk");
    assert_eq!(code(drafts.pass_to_head(&clerk, draft.id, finance).await), "drafts-refusal-not-registered");
    assert_eq!(draft.body_state("finance").await, "letter_sent");
    assert!(draft.told("finance-head").await.is_empty());

    drafts.register(&clerk, draft.id, finance, registration(&test, "1204-к")).await.unwrap();
    let other = drafts.pass_to_head(&actor(&test, "economy-clerk"), draft.id, finance).await;
    assert_eq!(code(other), "error-forbidden");
    drafts.pass_to_head(&clerk, draft.id, finance).await.unwrap();
    assert_eq!(draft.body_state("finance").await, "with_head");
    assert_eq!(draft.told("finance-head").await, ["drafts-notice-name-representatives"]);
    assert_eq!(draft.asked("finance-head").await, ["name_representatives"]);
    assert_eq!(code(drafts.pass_to_head(&clerk, draft.id, finance).await), "drafts-refusal-already-with-head");
}

/// Whoever is made a records clerk later sees the letters of the body; whoever is one no more does not.
///
/// Covers: 385-15, 385-16
#[rstest]
#[tokio::test]
async fn rights_follow_the_role_held_now(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft: World<'_> = draft(&test, "on_approval", &[]).await;
    let path = format!("/drafts/{}/v/1", draft.id);
    let deputy = test.client("finance-deputy").await;
    let clerk = test.client("finance-clerk").await;
    deputy.get(&path).await.expect(404);
    clerk.get(&path).await.expect(200);
    let person = test.cast.person("finance-deputy").person;
    let finance = Some(body(&test, "finance"));
    test.portal.identity.grant_role(&Actor::portal(), person, Role::RecordsClerk, finance).await.unwrap();
    let clerks = test.cast.person("finance-clerk").person;
    let picture = test.portal.identity.picture().await.unwrap();
    let grant = picture.person(clerks).unwrap().grants[0].id;
    test.portal.identity.revoke_role(&Actor::portal(), clerks, grant).await.unwrap();
    deputy.get(&path).await.expect(200);
    clerk.get(&path).await.expect(404);
    let now = actor_now(&test, "finance-deputy").await;
    let finance = body(&test, "finance");
    test.portal.drafts.register(&now, draft.id, finance, registration(&test, "7")).await.unwrap();
}
