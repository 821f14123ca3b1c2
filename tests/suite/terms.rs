//! The official letter of a refusal, and the term within which an answer is due (385-16-i, 385-16-j).

use crate::world::{World, actor, argument, body, code, draft, wrong};
use orda_drafts::{LetterKind, ListQuery, RefusalInput, TermFilter, TermStatus};
use orda_test::{On, TestPortal};
use rstest::rstest;

/// Seconds of a day.
const DAY: i64 = 24 * 3600;

fn letter(reason: &str) -> RefusalInput {
    RefusalInput { number: "7-12/48".into(), reason: reason.into(), remarks: Vec::new() }
}

/// The letter holds the reason and goes from the approving to the drafting body, to be read there; with an empty reason
/// it does not go, nor does the mark that was set with it.
///
/// Covers: 385-16-i
#[rstest]
#[tokio::test]
async fn the_letter_states_the_reason(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let (drafts, finance) = (&test.portal.drafts, body(&test, "finance"));
    let (boss, drafter) = (actor(&test, "finance-head"), actor(&test, "justice-drafter"));
    let empty = drafts.refuse(&boss, draft.id, 1, finance, Some(letter(" \n"))).await;
    assert_eq!(code(empty), "drafts-refusal-reason-missing");
    assert_eq!(draft.body_state("finance").await, "under_review");

    let input = letter("Шығыстар есебі қоса берілмеген");
    let (_, shown) = drafts.refusal_letter(&boss, draft.id, 1, finance, &input).await.unwrap();
    drafts.refuse(&boss, draft.id, 1, finance, Some(input)).await.unwrap();
    let letters = drafts.letters(&drafter, draft.id, 1).await.unwrap();
    let sent = letters.iter().find(|l| l.letter.kind == LetterKind::Refusal).unwrap();
    assert_eq!((sent.sender.id, sent.addressee.id), (finance, body(&test, "justice")));
    assert!(sent.letter.text.contains("Шығыстар есебі қоса берілмеген"), "{}", sent.letter.text);
    assert_eq!((&sent.letter.text, sent.letter.late), (&shown, false), "it goes as it was shown");
    assert!(draft.told("justice-drafter").await.contains(&"drafts-notice-refusal-letter".to_owned()));
    assert!(!draft.line("finance").await.letter_outstanding);
    let others = drafts.letters(&actor(&test, "economy-clerk"), draft.id, 1).await.unwrap();
    assert!(others.iter().all(|l| l.letter.kind == LetterKind::Cover), "a third body does not read it");
    let again = drafts.send_refusal_letter(&boss, draft.id, 1, finance, letter("Тағы")).await;
    assert_eq!(code(again), "drafts-refusal-letter-already-sent");
}

/// A mark without the letter shows on the card as "refused, letter outstanding", the head is asked for the letter, and
/// after it has gone nothing is outstanding. Without a mark there is no such letter.
///
/// Covers: 385-16-i
#[rstest]
#[tokio::test]
async fn a_letter_is_outstanding(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "under_review")]).await;
    let (drafts, finance) = (&test.portal.drafts, body(&test, "finance"));
    let boss = actor(&test, "finance-head");
    let early = drafts.send_refusal_letter(&boss, draft.id, 1, finance, letter("Себебі")).await;
    assert_eq!(code(early), "drafts-refusal-not-refused");
    drafts.refuse(&boss, draft.id, 1, finance, None).await.unwrap();
    assert!(draft.line("finance").await.letter_outstanding);
    assert!(!draft.line("economy").await.letter_outstanding);
    assert!(draft.asked("finance-head").await.contains(&"send_refusal_letter".to_owned()));
    let page = test.client("justice-drafter").await.get(&format!("/drafts/{}/v/1", draft.id)).await.expect(200).text();
    assert!(page.contains("хат жіберілмеген") || page.contains("хат жолданбаған"), "{page}");

    let empty = drafts.send_refusal_letter(&boss, draft.id, 1, finance, letter("")).await;
    assert_eq!(code(empty), "drafts-refusal-reason-missing");
    let other =
        drafts.send_refusal_letter(&actor(&test, "finance-approver"), draft.id, 1, finance, letter("Себебі")).await;
    assert_eq!(code(other), "error-forbidden");
    assert!(draft.line("finance").await.letter_outstanding);
    drafts.send_refusal_letter(&boss, draft.id, 1, finance, letter("Себебі")).await.unwrap();
    assert!(!draft.line("finance").await.letter_outstanding);
    assert!(!draft.asked("finance-head").await.contains(&"send_refusal_letter".to_owned()));
}

/// How the reminders of terms stand after the job has run.
async fn remind(test: &TestPortal) -> usize {
    test.portal.drafts.check_terms(test.portal.env.now()).await.unwrap()
}

async fn overdue(draft: &World<'_>, login: &str) -> bool {
    let query = ListQuery { term: Some(TermFilter::Overdue), ..ListQuery::default() };
    let page = draft.test.portal.drafts.list(&actor(draft.test, login), &query).await.unwrap();
    page.items.iter().any(|row| row.draft == draft.id)
}

/// When the term is near, and when it has passed without an answer, the approving body and the drafter are told, once;
/// the draft is shown as overdue, and the body stays without an answer: silence is no approval.
///
/// Covers: 385-16-j
#[rstest]
#[tokio::test]
async fn a_term_nears_and_passes(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    // Sent on Monday, 23 November: ten working days end on Monday, 7 December.
    let draft = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "letter_sent")]).await;
    let term = draft.line("finance").await.term.unwrap();
    assert_eq!((term.due.to_string().as_str(), term.status), ("2026-12-07", TermStatus::Running));
    assert_eq!(remind(&test).await, 0);

    test.clock.advance(10 * DAY);
    assert_eq!(remind(&test).await, 1);
    assert_eq!(remind(&test).await, 0, "nothing is told twice");
    let kind = "drafts-notice-term-near".to_owned();
    for login in ["finance-head", "finance-approver", "economy-head", "economy-clerk", "justice-drafter"] {
        assert!(draft.told(login).await.contains(&kind), "{login}");
    }
    for login in ["finance-deputy", "health-head"] {
        assert!(draft.told(login).await.is_empty(), "{login}");
    }
    assert_eq!(draft.line("finance").await.term.unwrap().status, TermStatus::Near);
    assert!(!overdue(&draft, "justice-drafter").await);

    // The last day still belongs to the term.
    test.clock.advance(4 * DAY);
    assert_eq!(remind(&test).await, 0);
    assert_eq!(draft.state().await, "on_approval");
    test.clock.advance(DAY);
    assert_eq!(remind(&test).await, 1);
    assert_eq!(remind(&test).await, 0);
    let kind = "drafts-notice-term-passed".to_owned();
    for login in ["finance-head", "finance-approver", "economy-head", "economy-clerk", "justice-drafter"] {
        assert!(draft.told(login).await.contains(&kind), "{login}");
    }
    for code in ["finance", "economy"] {
        let line = draft.line(code).await;
        assert_eq!(line.term.unwrap().status, TermStatus::Overdue, "{code}");
        assert!(!line.approval.unwrap().state.is_decided(), "{code}: silence is no approval");
    }
    for login in ["justice-drafter", "finance-head", "economy-clerk"] {
        assert!(overdue(&draft, login).await, "{login}");
    }
    assert_eq!(test.portal.drafts.my_work(&actor(&test, "economy-clerk")).await.unwrap().overdue, 1);
    assert_eq!(draft.state().await, "remarks_received");
    let gate = test.portal.drafts.send_to_chancellery(&actor(&test, "justice-drafter"), draft.id, 1).await;
    assert_eq!(argument(gate, "count"), "2");
    let page = test.client("justice-drafter").await.get(&format!("/drafts/{}/v/1", draft.id)).await.expect(200).text();
    assert!(page.contains("жауап жоқ") || page.contains("Жауап жоқ"), "the card says that there is no answer: {page}");
}

/// What comes after the term is taken in and marked late: a letter of refusal, and an approval; then all have approved.
///
/// Covers: 385-16-j
#[rstest]
#[tokio::test]
async fn late_answers_count(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "under_review")]).await;
    let (drafts, finance) = (&test.portal.drafts, body(&test, "finance"));
    let boss = actor(&test, "finance-head");
    drafts.refuse(&boss, draft.id, 1, finance, None).await.unwrap();
    test.clock.advance(15 * DAY);
    test.portal.centre.refresh_crl().await.unwrap();
    drafts.send_refusal_letter(&boss, draft.id, 1, finance, letter("Кеш болса да, себебі бар")).await.unwrap();
    let letters = drafts.letters(&boss, draft.id, 1).await.unwrap();
    assert!(letters.iter().find(|l| l.letter.kind == LetterKind::Refusal).unwrap().letter.late);
    let line = draft.line("finance").await;
    assert!(line.approval.as_ref().unwrap().refusal_letter.as_ref().unwrap().late);
    assert_eq!(line.term.unwrap().status, TermStatus::Kept, "the mark itself was set in time");

    draft.approve("economy", 1).await.unwrap();
    let line = draft.line("economy").await;
    assert!(line.approval.unwrap().decision.unwrap().late);
    assert_eq!(line.term.unwrap().status, TermStatus::Late);
}

/// The term is a field of each request: the drafter sets it, and gives one body more time, never less.
///
/// Covers: 385-16-j
#[rstest]
#[tokio::test]
async fn the_drafter_gives_more_time(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let (drafts, drafter, finance) = (&test.portal.drafts, actor(&test, "justice-drafter"), body(&test, "finance"));
    assert_eq!(wrong(drafts.prolong(&drafter, draft.id, finance, 0).await), ["term drafts-field-term-range"]);
    assert_eq!(code(drafts.prolong(&drafter, draft.id, finance, 10).await), "drafts-refusal-term-not-prolonged");
    assert_eq!(code(drafts.prolong(&actor(&test, "finance-head"), draft.id, finance, 20).await), "error-forbidden");
    test.clock.advance(15 * DAY);
    remind(&test).await;
    assert_eq!(draft.state().await, "remarks_received");
    drafts.prolong(&drafter, draft.id, finance, 5).await.unwrap();
    drafts.prolong(&drafter, draft.id, body(&test, "economy"), 5).await.unwrap();
    // From Tuesday, 8 December, five working days: Independence Day, the 16th, is none.
    assert_eq!(draft.line("finance").await.term.unwrap().due.to_string(), "2026-12-15");
    assert_eq!((draft.state().await.as_str(), overdue(&draft, "justice-drafter").await), ("on_approval", false));
    assert!(draft.told("finance-head").await.contains(&"drafts-notice-prolonged".to_owned()));
    test.clock.advance(9 * DAY);
    assert_eq!(remind(&test).await, 1, "the new term is watched like the first");
}
