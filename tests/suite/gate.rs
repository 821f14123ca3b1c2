//! The gate to the Chancellery (385-19).

use crate::world::{actor, body, code, draft, head};
use orda_base::Error;
use orda_test::{On, TestPortal};
use rstest::rstest;
use sqlx::Executor;

/// With the signatures of all heads the draft goes to the Chancellery, where the control officer sees it; it goes once.
///
/// Covers: 385-19, 385-19-b
#[rstest]
#[tokio::test]
async fn all_heads_have_signed(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "approved_by_all", &[("finance", "approved"), ("economy", "approved")]).await;
    assert_eq!(draft.state().await, "approved_by_all");
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let officer = actor(&test, "chancellery-control");
    assert!(matches!(drafts.card(&officer, draft.id, None).await, Err(Error::NotFound)));
    let foreign = drafts.send_to_chancellery(&actor(&test, "health-drafter"), draft.id, 1).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
    let approving = drafts.send_to_chancellery(&actor(&test, "finance-head"), draft.id, 1).await;
    assert!(matches!(approving, Err(Error::Forbidden | Error::NotFound)));

    drafts.send_to_chancellery(&drafter, draft.id, 1).await.unwrap();
    let card = drafts.card(&officer, draft.id, None).await.unwrap();
    assert_eq!(card.state.code(), "at_chancellery");
    assert_eq!(drafts.signatures(&officer, draft.id, 1).await.unwrap().len(), 3);
    let waiting = drafts.my_work(&officer).await.unwrap();
    assert!(!waiting.waiting.is_empty(), "the officer is told");
    let again = drafts.send_to_chancellery(&drafter, draft.id, 1).await;
    assert_eq!(code(again), "drafts-refusal-already-at-chancellery");
}

/// Without a decision of one body, or with a refusal, the draft stays; the missing bodies are named.
///
/// Covers: 385-19, 385-16-h
#[rstest]
#[case(&[("finance", "approved")])]
#[case(&[("finance", "approved"), ("economy", "refused")])]
#[tokio::test]
async fn one_body_is_missing(#[values(On::Sqlite, On::Postgres)] on: On, #[case] bodies: &[(&str, &str)]) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", bodies).await;
    let drafter = actor(&test, "justice-drafter");
    let refused = test.portal.drafts.send_to_chancellery(&drafter, draft.id, 1).await;
    let Err(Error::Refused(refusal)) = refused else { panic!("{refused:?}") };
    assert_eq!(refusal.message.key, "drafts-refusal-not-approved-by-all");
    let economy = test.portal.identity.picture().await.unwrap();
    let named = economy.body(body(&test, "economy")).unwrap();
    assert!(
        refusal.message.args.iter().any(|(_, v)| v.contains(&named.name.kk) || v.contains(&named.short_name.kk)),
        "{refusal:?}"
    );
    assert_ne!(draft.state().await, "at_chancellery");
}

/// An approval signature that no longer verifies holds the draft back: stored bytes were changed behind the portal.
///
/// Covers: 385-19, 385-59-b
#[rstest]
#[tokio::test]
async fn a_damaged_signature_holds_it_back(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "approved_by_all", &[("finance", "approved"), ("economy", "approved")]).await;
    let own = head(&test, "finance");
    let mut tx = test.portal.db.begin().await.unwrap();
    let damage = sqlx::query("update signatures_signature set cms = $1 where person_id = $2")
        .bind(vec![0_u8; 64])
        .bind(own.person.to_string());
    assert_eq!(tx.conn().execute(damage).await.unwrap().rows_affected(), 1);
    tx.commit().await.unwrap();
    let refused = test.portal.drafts.send_to_chancellery(&actor(&test, "justice-drafter"), draft.id, 1).await;
    assert_eq!(code(refused), "drafts-refusal-signature-invalid");
    assert_eq!(draft.state().await, "approved_by_all");
}
