//! Posting a draft with the list of approving bodies, and changing it before it is sent (385-13, 385-13-b, 385-14).

use crate::world::{actor, body, code, draft, form, head, put, wrong};
use orda_base::{BodyId, Error, LocalizedText};
use orda_drafts::{ActKind, PostingStep};
use orda_test::{On, TestPortal};
use rstest::rstest;

/// A drafter posts a draft with title, kind of act and file: it is kept as version 1 in the state "prepared", with the
/// drafter's body as the drafting one, and the list of approving bodies is kept with the version.
///
/// Covers: 385-13, 385-13-b
#[rstest]
#[tokio::test]
async fn a_drafter_posts_a_draft(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (drafter, posting) = form(&test, &["finance", "economy"]).await;
    let drafts = &test.portal.drafts;
    let id = drafts.submit_posting(&drafter, posting, false).await.unwrap();

    let card = drafts.card(&drafter, id, None).await.unwrap();
    assert_eq!((card.version, card.current, card.state.code()), (1, 1, "prepared"));
    assert_eq!(card.body.id, body(&test, "justice"));
    assert_eq!((card.title.ru.as_str(), card.kind), ("Проверочный проект", ActKind::MinisterOrder));
    assert_eq!((Some(card.posted_by.person), card.posted_at), (drafter.person(), test.portal.env.now()));
    let listed: Vec<BodyId> = card.bodies.iter().map(|line| line.body.id).collect();
    assert_eq!(listed, [body(&test, "finance"), body(&test, "economy")]);
    let files = drafts.files(&drafter, id, 1).await.unwrap();
    assert_eq!(files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["Жоба.pdf"]);
    let text = drafts.text(&drafter, id, 1).await.unwrap();
    assert_eq!((text.texts.kk[0].as_str(), text.texts.ru.len()), ("1. Бірінші.", 2));

    // The form is gone, and posting it twice makes no second draft.
    assert_eq!(code(drafts.submit_posting(&drafter, posting, false).await), "error-not-found");
    assert_eq!(drafts.list(&drafter, &Default::default()).await.unwrap().total, 1);
}

/// Who is no drafter cannot post, and a drafter cannot post in the name of another body; another's form in progress does
/// not exist for anybody else.
///
/// Covers: 385-13
#[rstest]
#[tokio::test]
async fn only_drafters_post_and_only_for_their_body(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let drafts = &test.portal.drafts;
    let justice = body(&test, "justice");
    for login in ["justice-head", "justice-approver", "justice-clerk", "digital-admin", "chancellery-control"] {
        let refused = drafts.start_posting(&actor(&test, login), justice).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{login}");
    }
    let other = actor(&test, "finance-drafter");
    assert!(matches!(drafts.start_posting(&other, justice).await, Err(Error::Forbidden)));

    let (_, posting) = form(&test, &["finance"]).await;
    for login in ["finance-drafter", "justice-head", "digital-admin"] {
        let other = actor(&test, login);
        assert_eq!(code(drafts.posting(&other, posting).await), "error-not-found", "{login}");
        assert_eq!(code(drafts.submit_posting(&other, posting, false).await), "error-not-found", "{login}");
        let step = PostingStep::Term(5);
        assert_eq!(code(drafts.save_posting(&other, posting, step).await), "error-not-found", "{login}");
    }
    assert_eq!(drafts.list(&actor(&test, "justice-drafter"), &Default::default()).await.unwrap().total, 0);
}

/// Who was a drafter when the form was begun and is none any more cannot post it.
///
/// Covers: 385-13
#[rstest]
#[tokio::test]
async fn a_role_that_was_taken_away_does_not_post(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (drafter, posting) = form(&test, &["finance"]).await;
    let without = orda_base::Actor { memberships: Vec::new(), ..drafter };
    assert_eq!(code(test.portal.drafts.submit_posting(&without, posting, false).await), "error-forbidden");
}

/// Without a file nothing is posted, nor with one that the portal does not take; without a title, a kind, or the
/// confirmation that there are no state secrets, neither. Each missing thing is named.
///
/// Covers: 385-13
#[rstest]
#[tokio::test]
async fn an_incomplete_form_is_not_posted(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let drafts = &test.portal.drafts;
    let drafter = actor(&test, "justice-drafter");
    let posting = drafts.start_posting(&drafter, body(&test, "justice")).await.unwrap();
    let empty = wrong(drafts.submit_posting(&drafter, posting, false).await);
    for field in ["title.kk", "title.ru", "kind", "files", "no_secrets"] {
        assert!(empty.iter().any(|w| w.starts_with(field)), "{field}: {empty:?}");
    }

    let act = PostingStep::Act {
        title: LocalizedText::new("Тақырып", "Заголовок", ""), kind: Some(ActKind::Law)
    };
    drafts.save_posting(&drafter, posting, act).await.unwrap();
    drafts.save_posting(&drafter, posting, PostingStep::NoSecrets(true)).await.unwrap();
    let set = drafts.posting(&drafter, posting).await.unwrap().posting.files;
    let picture = put(&test, &drafter, set, "сурет.png", orda_documents::samples::png()).await;
    assert_eq!(code(picture), "documents-refusal-not-permitted");
    let program = put(&test, &drafter, set, "жоба.pdf", orda_documents::samples::exe()).await;
    assert!(code(program).starts_with("documents-refusal-other-content"));
    let refused = wrong(drafts.submit_posting(&drafter, posting, false).await);
    assert_eq!(refused, ["files drafts-field-no-file"]);
    assert_eq!(drafts.list(&drafter, &Default::default()).await.unwrap().total, 0);

    put(&test, &drafter, set, "жоба.pdf", orda_documents::samples::pdf()).await.unwrap();
    drafts.save_posting(&drafter, posting, PostingStep::NoSecrets(false)).await.unwrap();
    let refused = wrong(drafts.submit_posting(&drafter, posting, false).await);
    assert_eq!(refused, ["no_secrets drafts-field-no-secrets"]);
    drafts.save_posting(&drafter, posting, PostingStep::NoSecrets(true)).await.unwrap();
    drafts.submit_posting(&drafter, posting, false).await.unwrap();
}

/// The same body twice, the drafting body itself, and a body that does not exist are refused in the list.
///
/// Covers: 385-13-b
#[rstest]
#[tokio::test]
async fn the_list_holds_every_other_body_once(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (drafter, posting) = form(&test, &["finance"]).await;
    let drafts = &test.portal.drafts;
    let (finance, justice) = (body(&test, "finance"), body(&test, "justice"));
    let save = async |list: Vec<BodyId>| drafts.save_posting(&drafter, posting, PostingStep::Bodies(list)).await;
    assert_eq!(wrong(save(vec![finance, finance]).await), ["bodies drafts-field-body-twice"]);
    assert_eq!(wrong(save(vec![finance, justice]).await), ["bodies drafts-field-own-body"]);
    let unknown = BodyId::generate(&test.portal.env);
    assert_eq!(wrong(save(vec![unknown]).await), ["bodies drafts-field-unknown-body"]);
    let kept = drafts.posting(&drafter, posting).await.unwrap().posting.fields.approving_bodies;
    assert_eq!(kept, [finance], "what was refused was not saved");
    let (choosable, _) = drafts.choosable_bodies(&drafter, justice).await.unwrap();
    assert!(choosable.iter().any(|b| b.id == finance) && choosable.iter().all(|b| b.id != justice));
}

/// A draft may be posted and signed with an empty list, but not sent.
///
/// Covers: 385-13-b
#[rstest]
#[tokio::test]
async fn nothing_is_sent_to_nobody(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (drafter, posting) = form(&test, &[]).await;
    let id = test.portal.drafts.submit_posting(&drafter, posting, false).await.unwrap();
    let draft = crate::world::World { test: &test, id };
    draft.sign(1).await.unwrap();
    assert_eq!(code(draft.send(1).await), "drafts-refusal-no-approving-bodies");
    let letter = orda_drafts::LetterDraft { number: "1".into(), ..Default::default() };
    let sent = test.portal.drafts.send(&drafter, id, 1, letter).await;
    assert_eq!(code(sent), "drafts-refusal-no-approving-bodies");
    assert_eq!(draft.state().await, "signed_by_drafter");
}

/// Once sent, the list cannot be changed in that version: a new version is demanded, also of a form that was begun
/// before. The new version has its own list, the old one keeps its own.
///
/// Covers: 385-13-b, 385-59-b
#[rstest]
#[tokio::test]
async fn a_version_that_was_sent_keeps_its_list(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "prepared", &[]).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let change = drafts.start_change(&drafter, draft.id).await.unwrap();
    let list = |codes: &[&str]| PostingStep::Bodies(codes.iter().map(|c| body(&test, c)).collect());
    drafts.save_posting(&drafter, change, list(&["finance"])).await.unwrap();
    drafts.save_posting(&drafter, change, PostingStep::NoSecrets(true)).await.unwrap();
    draft.sign(1).await.unwrap();
    draft.send(1).await.unwrap();

    assert_eq!(code(drafts.start_change(&drafter, draft.id).await), "drafts-refusal-new-version-needed");
    assert_eq!(code(drafts.submit_posting(&drafter, change, false).await), "drafts-refusal-new-version-needed");
    assert_eq!(draft.card().await.bodies.len(), 2);

    let posting = drafts.start_version(&drafter, draft.id).await.unwrap();
    drafts.save_posting(&drafter, posting, list(&["energy"])).await.unwrap();
    drafts.save_posting(&drafter, posting, PostingStep::NoSecrets(true)).await.unwrap();
    drafts.submit_posting(&drafter, posting, true).await.unwrap();
    let listed = async |version| -> Vec<BodyId> {
        draft.card_at(Some(version)).await.bodies.iter().map(|line| line.body.id).collect()
    };
    assert_eq!(listed(2).await, [body(&test, "energy")]);
    let mut first = listed(1).await;
    first.sort_unstable();
    let mut both = [body(&test, "finance"), body(&test, "economy")];
    both.sort_unstable();
    assert_eq!(first, both);
}

/// A change of text, files or list of a signed draft voids the signature: the version is "prepared" again, cannot be
/// sent until the head has signed anew, and the head is told. The voided signature stays to be seen, as one that does
/// not count.
///
/// Covers: 385-14, 385-59-b
#[rstest]
#[tokio::test]
async fn a_change_voids_the_signature(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let text = PostingStep::Texts { kk: "1. Жаңа.".into(), ru: "1. Новый.".into() };
    let list = PostingStep::Bodies(vec![body(&test, "finance")]);
    for changed in ["text", "list", "file"] {
        let draft = draft(&test, "signed_by_drafter", &[]).await;
        let posting = drafts.start_change(&drafter, draft.id).await.unwrap();
        assert!(drafts.posting(&drafter, posting).await.unwrap().voids_signature, "{changed}: said before");
        match changed {
            "text" => drafts.save_posting(&drafter, posting, text.clone()).await.unwrap(),
            "list" => drafts.save_posting(&drafter, posting, list.clone()).await.unwrap(),
            _ => {
                let set = drafts.posting(&drafter, posting).await.unwrap().posting.files;
                put(&test, &drafter, set, "Қосымша.zip", orda_documents::samples::zip()).await.unwrap();
            }
        }
        drafts.save_posting(&drafter, posting, PostingStep::NoSecrets(true)).await.unwrap();
        assert_eq!(draft.state().await, "signed_by_drafter", "{changed}: nothing yet");
        drafts.submit_posting(&drafter, posting, false).await.unwrap();

        let card = draft.card().await;
        assert_eq!((card.version, card.state.code(), card.signed.is_none()), (1, "prepared", true), "{changed}");
        assert_eq!(code(draft.send(1).await), "drafts-refusal-unsigned", "{changed}");
        assert!(draft.told("justice-head").await.contains(&"drafts-notice-signature-voided".to_owned()), "{changed}");
        draft.sign(1).await.unwrap();
        let signatures = drafts.signatures(&drafter, draft.id, 1).await.unwrap();
        assert_eq!(signatures.iter().map(|s| s.in_force).collect::<Vec<_>>(), [false, true], "{changed}");
        assert_ne!(signatures[0].record.manifest, signatures[1].record.manifest, "{changed}");
        draft.send(1).await.unwrap();
        assert_eq!(draft.state().await, "on_approval", "{changed}");
    }
}

/// The files of a posted version can be neither added to nor removed from.
///
/// Covers: 385-14, 385-59-b
#[rstest]
#[tokio::test]
async fn the_files_of_a_version_stay(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "signed_by_drafter", &[]).await;
    let drafter = actor(&test, "justice-drafter");
    let files = test.portal.drafts.files(&drafter, draft.id, 1).await.unwrap();
    let set = files[0].set;
    let added = put(&test, &drafter, set, "Тағы.pdf", orda_documents::samples::pdf()).await;
    assert_eq!(code(added), "documents-refusal-sealed");
    let removed = test.portal.documents.remove_file(&drafter, set, files[0].id).await;
    assert_eq!(code(removed), "documents-refusal-sealed");
    assert_eq!(test.portal.drafts.files(&drafter, draft.id, 1).await.unwrap(), files);
}

/// The head of the drafting body signs, and nobody else: not an employee, not the head of another body. Then the draft
/// can be sent.
///
/// Covers: 385-14
#[rstest]
#[tokio::test]
async fn the_head_of_the_drafting_body_signs(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "prepared", &[]).await;
    let drafts = &test.portal.drafts;
    let own = head(&test, "justice");
    let task = drafts.signing(&own.actor(), draft.id, 1, orda_drafts::Action::Sign, None).await.unwrap();
    for (login, answer) in [
        ("justice-drafter", "error-forbidden"),
        ("justice-deputy", "error-not-found"),
        ("finance-head", "error-not-found"),
    ] {
        let member = test.cast.person(login);
        let cms = member.key.sign(&task.manifest, test.portal.env.now()).unwrap();
        assert_eq!(code(drafts.sign(&member.actor(), draft.id, 1, &cms).await), answer, "{login}");
        let own_cms = own.key.sign(&task.manifest, test.portal.env.now()).unwrap();
        assert_eq!(code(drafts.sign(&member.actor(), draft.id, 1, &own_cms).await), answer, "{login}");
    }
    let foreign = test.cast.person("finance-head").key.sign(&task.manifest, test.portal.env.now()).unwrap();
    let refused = drafts.sign(&own.actor(), draft.id, 1, &foreign).await;
    assert_eq!(code(refused), "signatures-refusal-other_person");
    assert_eq!(draft.state().await, "prepared");

    draft.sign(1).await.unwrap();
    let card = draft.card().await;
    assert_eq!((card.state.code(), card.signed.unwrap().by.person), ("signed_by_drafter", own.person));
    assert_eq!(code(draft.sign(1).await), "drafts-refusal-already-signed");
    assert_eq!(draft.asked("justice-drafter").await, ["send"]);
    draft.send(1).await.unwrap();
}
