//! Revising a draft after remarks, and new versions (385-18).

use crate::world::{actor, argument, body, code, draft, put};
use orda_base::{Language, LocalizedText};
use orda_drafts::{ActKind, AnswerInput, PostingStep, RemarkInput};
use orda_test::{On, TestPortal};
use rstest::rstest;

/// The drafter finds all remarks with their bodies and records an answer to each; the author is told. A drafter of
/// another body can neither answer nor revise.
///
/// Covers: 385-18
#[rstest]
#[tokio::test]
async fn every_remark_is_answered(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "under_review")]).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    for (login, text) in
        [("finance-approver", "Мерзім жоқ"), ("economy-approver", "Негіздеме жоқ"), ("finance-approver", "Тағы")]
    {
        let input = RemarkInput { text: text.into(), ..RemarkInput::default() };
        drafts.add_remark(&actor(&test, login), draft.id, 1, input).await.unwrap();
    }
    let listed = drafts.remarks(&drafter, draft.id, 1).await.unwrap();
    let seen: Vec<_> = listed.iter().map(|r| (r.body.id, r.remark.text.as_str(), r.may_answer)).collect();
    let (finance, economy) = (body(&test, "finance"), body(&test, "economy"));
    assert_eq!(seen, [(finance, "Мерзім жоқ", true), (economy, "Негіздеме жоқ", true), (finance, "Тағы", true)]);
    assert_eq!(draft.asked("justice-drafter").await, ["answer_remark"]);

    let foreign = actor(&test, "finance-drafter");
    let answer = |accepted, text: &str| AnswerInput { accepted, text: text.into() };
    let refused = drafts.answer_remark(&foreign, draft.id, listed[0].remark.id, answer(true, "Жарайды")).await;
    assert_eq!(code(refused), "error-not-found");
    assert_eq!(code(drafts.start_version(&foreign, draft.id).await), "error-not-found");
    let author = actor(&test, "finance-approver");
    let refused = drafts.answer_remark(&author, draft.id, listed[0].remark.id, answer(true, "Жарайды")).await;
    assert_eq!(code(refused), "error-forbidden");
    let empty = drafts.answer_remark(&drafter, draft.id, listed[0].remark.id, answer(true, " ")).await;
    assert_eq!(code(empty), "error-invalid");

    for (index, remark) in listed.iter().enumerate() {
        let input = answer(index == 0, &format!("Жауап {index}"));
        drafts.answer_remark(&drafter, draft.id, remark.remark.id, input).await.unwrap();
    }
    let kept: Vec<_> = drafts
        .remarks(&author, draft.id, 1)
        .await
        .unwrap()
        .into_iter()
        .map(|r| r.remark.answer.map(|a| (a.by.person, a.accepted, a.text)).unwrap())
        .collect();
    let by = drafter.person().unwrap();
    assert_eq!(kept, [(by, true, "Жауап 0".into()), (by, false, "Жауап 1".into()), (by, false, "Жауап 2".into())]);
    assert!(draft.told("finance-approver").await.contains(&"drafts-notice-answered".to_owned()));
    assert!(draft.told("economy-approver").await.contains(&"drafts-notice-answered-rejected".to_owned()));
    assert!(draft.asked("justice-drafter").await.is_empty());
}

/// After remarks the drafter posts a new version: it has the next number; the old one stays readable and unchanged as
/// "superseded", with its remarks, decisions and signatures. Nobody of an approving body can post one.
///
/// Covers: 385-18-b
#[rstest]
#[tokio::test]
async fn a_new_version_leaves_the_old_one(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "approved"), ("economy", "refused")]).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    for login in ["finance-head", "economy-approver", "economy-clerk", "justice-head"] {
        assert_eq!(code(drafts.start_version(&actor(&test, login), draft.id).await), "error-forbidden", "{login}");
    }
    let before = draft.card_at(Some(1)).await;
    let signed_before = drafts.signatures(&drafter, draft.id, 1).await.unwrap();
    let files_before = drafts.files(&drafter, draft.id, 1).await.unwrap();

    let posting = drafts.start_version(&drafter, draft.id).await.unwrap();
    let texts = PostingStep::Texts {
        kk: "1. Бірінші.\n2. Жаңа екінші.".into(), ru: "1. Первый.\n2. Новый.".into()
    };
    let title = LocalizedText::new("Жаңа тақырып", "Новый заголовок", "");
    for step in [texts, PostingStep::Act { title, kind: Some(ActKind::JointOrder) }, PostingStep::NoSecrets(true)] {
        drafts.save_posting(&drafter, posting, step).await.unwrap();
    }
    let set = drafts.posting(&drafter, posting).await.unwrap().posting.files;
    let copied = test.portal.documents.files(set).await.unwrap();
    test.portal.documents.remove_file(&drafter, set, copied[0].id).await.unwrap();
    put(&test, &drafter, set, "Жаңа.rtf", orda_documents::samples::rtf()).await.unwrap();
    drafts.submit_posting(&drafter, posting, false).await.unwrap();

    let card = draft.card().await;
    assert_eq!((card.version, card.current, card.title.ru.as_str()), (2, 2, "Новый заголовок"));
    assert_eq!(
        card.versions.iter().map(|v| (v.number, v.state.code())).collect::<Vec<_>>(),
        [(2, "prepared"), (1, "superseded")]
    );
    let old = draft.card_at(Some(1)).await;
    assert_eq!((old.state.code(), &old.title, old.kind), ("superseded", &before.title, before.kind));
    let decisions = |card: &orda_drafts::Card| -> Vec<_> { card.bodies.iter().map(|l| l.approval.clone()).collect() };
    assert_eq!(decisions(&old), decisions(&before));
    assert_eq!(old.remarks, 1);
    assert_eq!(drafts.text(&drafter, draft.id, 1).await.unwrap().texts.kk[1], "2. Екінші.");
    assert_eq!(drafts.files(&drafter, draft.id, 1).await.unwrap(), files_before);
    let signed = drafts.signatures(&drafter, draft.id, 1).await.unwrap();
    let records =
        |all: &[orda_drafts::SignatureView]| -> Vec<_> { all.iter().map(|s| (s.record.clone(), s.in_force)).collect() };
    assert_eq!(records(&signed), records(&signed_before));
    assert_eq!(old.integrity, orda_drafts::Integrity::Intact);
    let change = drafts.refuse(&actor(&test, "finance-head"), draft.id, 1, body(&test, "finance"), None).await;
    assert_eq!(code(change), "drafts-refusal-superseded", "and changes no more");

    // Both stand side by side.
    let compared = drafts.compare(&drafter, draft.id, 1, 2, Language::Kk).await.unwrap();
    assert_eq!((compared.changed, compared.rows.len(), compared.title.is_some()), (1, 2, true));
}

/// Without any remark or refusal the running approval is broken off only when that is confirmed; those who were at work
/// on it are told.
///
/// Covers: 385-18-b
#[rstest]
#[tokio::test]
async fn breaking_off_is_confirmed(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "approved")]).await;
    assert_eq!(code(draft.new_version(false).await), "drafts-refusal-confirm-break-off");
    assert_eq!((draft.card().await.current, draft.state().await.as_str()), (1, "on_approval"));
    draft.new_version(true).await.unwrap();
    assert_eq!(draft.card().await.current, 2);
    for login in ["finance-head", "finance-approver"] {
        assert!(draft.told(login).await.contains(&"drafts-notice-broken-off".to_owned()), "{login}");
    }
    assert!(!draft.told("economy-head").await.contains(&"drafts-notice-broken-off".to_owned()));
}

/// A draft that was given out of hands, to the Chancellery, gets no new version; one that was not sent is changed, not
/// replaced.
///
/// Covers: 385-18-b
#[rstest]
#[tokio::test]
async fn no_new_version_at_the_chancellery(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let at = draft(&test, "at_chancellery", &[("finance", "approved"), ("economy", "approved")]).await;
    assert_eq!(code(at.new_version(true).await), "drafts-refusal-already-at-chancellery");
    let unsent = draft(&test, "prepared", &[]).await;
    assert_eq!(code(unsent.new_version(true).await), "drafts-refusal-wrong-state");
}

/// A new version starts as "prepared", with no signature and no decision, whatever the old one had; it cannot be sent
/// unsigned; and approvals of the old one do not count at the gate: every body is named as missing.
///
/// Covers: 385-18-c
#[rstest]
#[tokio::test]
async fn everything_starts_anew(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "approved_by_all", &[("finance", "approved"), ("economy", "approved")]).await;
    assert_eq!(code(draft.new_version(false).await), "drafts-refusal-confirm-break-off");
    draft.new_version(true).await.unwrap();
    let card = draft.card().await;
    assert_eq!((card.version, card.state.code()), (2, "prepared"));
    assert!(card.signed.is_none() && card.sent_at.is_none() && card.protocols.is_empty() && card.remarks == 0);
    assert!(card.bodies.iter().all(|line| line.approval.is_none()) && card.bodies.len() == 2);
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    assert!(drafts.signatures(&drafter, draft.id, 2).await.unwrap().is_empty());
    assert!(drafts.letters(&drafter, draft.id, 2).await.unwrap().is_empty());
    assert_eq!(code(draft.send(2).await), "drafts-refusal-unsigned");
    assert_eq!(code(drafts.send_to_chancellery(&drafter, draft.id, 2).await), "drafts-refusal-wrong-state");
    assert_eq!(code(drafts.send_to_chancellery(&drafter, draft.id, 1).await), "drafts-refusal-superseded");
    let early = drafts.card(&actor(&test, "finance-head"), draft.id, Some(2)).await;
    assert_eq!(code(early), "error-not-found", "not before it is sent");

    draft.sign(2).await.unwrap();
    draft.send(2).await.unwrap();
    let refused = drafts.send_to_chancellery(&drafter, draft.id, 2).await;
    assert_eq!(argument(refused, "count"), "2");
    assert_eq!(draft.body_state("finance").await, "letter_sent", "the procedure runs again from the letter on");
    draft.bring(2, "finance", "approved").await;
    let refused = drafts.send_to_chancellery(&drafter, draft.id, 2).await;
    assert_eq!(argument(refused, "count"), "1");
    draft.bring(2, "economy", "approved").await;
    drafts.send_to_chancellery(&drafter, draft.id, 2).await.unwrap();
}

/// A signature of the old version does not fit the new one, even when nothing in it has changed.
///
/// Covers: 385-18-c, 385-16-f
#[rstest]
#[tokio::test]
async fn an_old_signature_does_not_fit_the_new_version(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "approved")]).await;
    let (drafts, finance) = (&test.portal.drafts, body(&test, "finance"));
    let boss = actor(&test, "finance-head");
    let signatures = drafts.signatures(&boss, draft.id, 1).await.unwrap();
    let old = signatures.iter().find(|s| s.body.id == finance).unwrap().record.cms.clone();
    draft.new_version(true).await.unwrap();
    draft.sign(2).await.unwrap();
    draft.send(2).await.unwrap();
    draft.bring(2, "finance", "under_review").await;
    let refused = drafts.approve(&boss, draft.id, 2, finance, &old).await;
    assert_eq!(code(refused), "signatures-refusal-digest_mismatch");
    assert_eq!(draft.body_state("finance").await, "under_review");
}
