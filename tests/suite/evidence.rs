//! What keeps signatures provable, in the whole portal: gathered after heads have signed, shown, and taken away.

use crate::world::draft;
use eds::asic::Container;
use eds::path::Store;
use eds::validate::{Context, Level, Verdict};
use orda_base::Error;
use orda_signatures::evidence::listed;
use orda_test::{On, TestPortal};
use sqlx::Row;

async fn count(test: &TestPortal, sql: &'static str) -> i64 {
    sqlx::query(sql).fetch_one(test.portal.db.reader()).await.unwrap().get(0)
}

/// Signing only puts a row in line; the job gathers evidence of every signature, once, accounted for. Heads, drafters and
/// everybody who may read the version see what is proven and take it away as one container, which holds with the root
/// alone; who may not read it gets 404.
#[tokio::test]
async fn decisions_stay_provable_and_are_taken_away() {
    for on in On::ALL {
        let test = TestPortal::start(on).await;
        let draft = draft(&test, "approved_by_all", &[("finance", "approved"), ("economy", "approved")]).await;
        let signed = count(&test, "select count(*) from signatures_signature").await;
        assert!(signed >= 3);
        let waiting = "select count(*) from signatures_evidence where cms is null and attempts = 0";
        assert_eq!(count(&test, waiting).await, signed, "nothing is stamped while a head waits");

        let ran = test.portal.preservation.run_due().await.unwrap();
        assert!(ran.troubles.is_empty(), "{:?}", ran.troubles);
        assert_eq!(count(&test, "select count(*) from signatures_evidence where level = 'lta'").await, signed);
        let accounted = "select count(*) from audit_entry where resource = 'signature' and detail like 'evidence lta%'";
        assert_eq!(count(&test, accounted).await, signed);
        assert_eq!(test.portal.preservation.run_due().await.unwrap().worked, 0);

        let client = test.client("finance-head").await;
        let tab = client.get(&format!("/drafts/{}/v/1/signatures?lang=en", draft.id)).await.expect(200).text();
        assert!(tab.contains("CAdES-LTA") && tab.contains(&format!("/drafts/{}/v/1/container", draft.id)));
        let answer = client.get(&format!("/drafts/{}/v/1/container", draft.id)).await.expect(200);
        assert_eq!(answer.header("content-type"), Some("application/vnd.etsi.asic-e+zip"));
        let downloads = "select count(*) from audit_entry where operation = 'download' and detail like '%.asice'";
        assert_eq!(count(&test, downloads).await, 1);

        let container = Container::read(&answer.body).unwrap();
        let root = test.portal.centre.authorities().await.unwrap().remove(0);
        let anchors = vec![eds::Certificate::from_der(&root.certificate).unwrap()];
        let store = Store { anchors, ..Store::default() };
        let profile = eds::Profile::kazakhstan();
        let at = test.portal.env.now().seconds();
        let context =
            Context { store: &store, profile: &profile, at, retired: &[], revocation: true, care: eds::Care::New };
        let validation = container.validate_with(&context, &listed);
        assert_eq!(validation.verdict, Verdict::Valid, "{validation:#?}");
        assert_eq!(validation.signatures.len(), 3, "the drafter's head and two approving heads");
        assert!(validation.signatures.iter().all(|s| s.proven_level == Some(Level::Lta)));
        let found = test.portal.preservation.validate_container(&answer.body).await.unwrap();
        assert_eq!(found.verdict, Verdict::Valid);

        let stranger = test.client("health-head").await;
        assert_eq!(stranger.get(&format!("/drafts/{}/v/1/container", draft.id)).await.status, 404);
        assert_eq!(client.get(&format!("/drafts/{}/v/2/container", draft.id)).await.status, 404);
    }
}

/// Evidence stands in the line of the same transaction as the signature: an approval that is refused leaves neither.
#[tokio::test]
async fn a_refused_decision_leaves_no_evidence() {
    let test = TestPortal::start(On::Sqlite).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "registered")]).await;
    let before = count(&test, "select count(*) from signatures_evidence").await;
    let refused = draft.approve("economy", 1).await;
    assert!(matches!(refused, Err(Error::Refused(_) | Error::Forbidden)), "{refused:?}");
    assert_eq!(count(&test, "select count(*) from signatures_evidence").await, before);
    draft.approve("finance", 1).await.unwrap();
    assert_eq!(count(&test, "select count(*) from signatures_evidence").await, before + 1);
}
