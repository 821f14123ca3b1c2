//! Several people work on one document (385-6-5).

use crate::world::{actor, code, draft};
use orda_drafts::{PostingStep, RemarkInput};
use orda_test::{On, TestPortal};
use rstest::rstest;

/// Representatives of two bodies have the draft before them: both read the same version, and each reads what the other has
/// remarked. Two drafters change the same version: when the second posts, the change of the first is reported by name, nothing
/// is posted over it unseen, and nothing that the second typed is lost; once it is confirmed that the change was taken into
/// account, the form is posted. Whoever is not one of them finds neither document nor remarks.
///
/// Covers: 385-6-5
#[rstest]
#[tokio::test]
async fn several_work_on_one_document(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let drafts = &test.portal.drafts;
    let shared = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "under_review")]).await;
    let members = ["finance-approver", "economy-approver"].map(|login| (login, actor(&test, login)));
    for (login, member) in &members {
        let input = RemarkInput { text: format!("Ескерту: {login}"), ..RemarkInput::default() };
        drafts.add_remark(member, shared.id, 1, input).await.unwrap();
    }
    let mut read = Vec::new();
    for (_, member) in &members {
        let text = drafts.text(member, shared.id, 1).await.unwrap();
        let remarks: Vec<String> =
            drafts.remarks(member, shared.id, 1).await.unwrap().into_iter().map(|r| r.remark.text).collect();
        for (login, _) in &members {
            assert!(remarks.contains(&format!("Ескерту: {login}")), "{remarks:?}");
        }
        read.push((drafts.card(member, shared.id, None).await.unwrap().current, text.texts, remarks));
    }
    assert_eq!(read[0], read[1]);
    for login in ["health-head", "health-approver", "digital-admin"] {
        let other = actor(&test, login);
        assert_eq!(code(drafts.card(&other, shared.id, None).await.map(|_| ())), "error-not-found", "{login}");
        assert_eq!(code(drafts.remarks(&other, shared.id, 1).await.map(|_| ())), "error-not-found", "{login}");
    }

    let own = draft(&test, "signed_by_drafter", &[]).await;
    let (first, second) = (actor(&test, "justice-drafter"), second_drafter(&test));
    let (one, two) =
        (drafts.start_change(&first, own.id).await.unwrap(), drafts.start_change(&second, own.id).await.unwrap());
    for (who, form, kk) in [(&first, one, "1. Бірінші өзгерткен."), (&second, two, "1. Екінші өзгерткен.")]
    {
        let texts = PostingStep::Texts { kk: kk.into(), ru: "1. Изменено.".into() };
        drafts.save_posting(who, form, texts).await.unwrap();
        drafts.save_posting(who, form, PostingStep::NoSecrets(true)).await.unwrap();
    }
    drafts.submit_posting(&first, one, false).await.unwrap();
    let text = async || drafts.text(&first, own.id, 1).await.unwrap().texts.kk;
    assert_eq!(code(drafts.submit_posting(&second, two, false).await), "drafts-refusal-changed-meanwhile");
    assert_eq!(text().await, ["1. Бірінші өзгерткен."]);
    let kept = drafts.posting(&second, two).await.unwrap();
    assert_eq!(kept.posting.fields.texts.kk, ["1. Екінші өзгерткен."]);
    assert_eq!(kept.overtaken.map(|(name, _)| name), Some(first.name().to_owned()));
    assert_eq!(drafts.start_change(&second, own.id).await.unwrap(), two, "the form is taken up, not begun anew");
    drafts.submit_posting(&second, two, true).await.unwrap();
    assert_eq!(text().await, ["1. Екінші өзгерткен."]);
}

/// Somebody else of the Ministry of Justice, with the role of a drafter.
fn second_drafter(test: &TestPortal) -> orda_base::Actor {
    let justice = crate::world::body(test, "justice");
    let role = orda_base::Membership { body: Some(justice), role: orda_base::Role::Drafter, acting_for: None };
    let clerk = actor(test, "justice-clerk");
    orda_base::Actor { memberships: vec![role], ..clerk }
}
