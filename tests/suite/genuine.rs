//! What a signature must be to count: made with a certificate of the infrastructure, in force and one's own, over exactly
//! this document. Everything else is refused when it is taken in, and shown as not valid when it is looked at (385-6-4,
//! 385-62-e, 365-10, 217-a31.6).

use crate::outside::Outside;
use crate::world::{World, actor, body, code, draft, head};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_base::{Actor, Error};
use orda_drafts::Action;
use orda_signatures::Manifest;
use orda_test::{Answer, On, TestPortal};
use rstest::rstest;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Executor};

/// What the public verification says of a signature over these bytes.
async fn examined(test: &TestPortal, content: &[u8], cms: &[u8]) -> Value {
    let input = json!({ "content": STANDARD.encode(content), "signature": STANDARD.encode(cms) });
    test.stranger().post("/api/v1/signatures/verify", &input).await.expect(200).json()
}

/// How a step of a verification ended, with the reason.
fn step(examined: &Value, name: &str) -> (String, String) {
    let all = examined["steps"].as_array().unwrap();
    let one = all.iter().find(|s| s["step"] == name).unwrap_or_else(|| panic!("no step {name}: {examined}"));
    (one["status"].as_str().unwrap().to_owned(), one["reason"].as_str().unwrap_or_default().to_owned())
}

/// Changes a table behind the portal's back.
async fn behind(test: &TestPortal, sql: String) {
    let mut tx = test.portal.db.begin().await.unwrap();
    assert!(tx.conn().execute(AssertSqlSafe(sql)).await.unwrap().rows_affected() > 0);
    tx.commit().await.unwrap();
}

/// The page of a version's signatures, as the drafter sees it.
async fn signatures_page(draft: &World<'_>) -> String {
    let client = draft.test.client("justice-drafter").await;
    client.get(&format!("/drafts/{}/v/1/signatures", draft.id)).await.expect(200).text()
}

/// A head signs with a certificate in force: the signature is kept, bound to exactly this version, its files, the
/// certificate and the portal's time; the verification tells that it is genuine, whose it is, and that chain, term and
/// revocation are well. With a certificate of a strange issuer, of another person, revoked or past its term, the same
/// document is refused with the reason, the state stays, and the verification shows such a signature as not valid.
///
/// Covers: 385-6-4, 365-10-a, 217-a31.6
#[rstest]
#[tokio::test]
async fn certificates_decide(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let elsewhere = TestPortal::start(on).await;
    let (portal, own) = (&test.portal, head(&test, "justice"));
    let draft = draft(&test, "prepared", &[]).await;
    let task = portal.drafts.signing(&own.actor(), draft.id, 1, Action::Sign, None).await.unwrap();
    let sign = async |cms: &[u8]| portal.drafts.sign(&own.actor(), draft.id, 1, cms).await;

    let strange = head(&elsewhere, "justice").key.sign(&task.manifest, portal.env.now()).unwrap();
    let refused = code(sign(&strange).await);
    assert!(refused.ends_with("unknown_issuer") || refused.ends_with("issuer_signature"), "{refused}");
    let said = examined(&test, &task.manifest, &strange).await;
    assert_eq!((&said["valid"], step(&said, "chain").0.as_str()), (&json!(false), "failed"));

    let colleague = head(&test, "finance").key.sign(&task.manifest, portal.env.now()).unwrap();
    assert_eq!(code(sign(&colleague).await), "signatures-refusal-other_person");

    let second = portal.centre.issue_with_key(&Actor::portal(), own.person, own.body).await.unwrap();
    let revoked = second.sign(&task.manifest, portal.env.now()).unwrap();
    let reason = eds::RevocationReason::KeyCompromise;
    portal.centre.revoke(&own.actor(), second.issued.id, reason).await.unwrap();
    assert_eq!(code(sign(&revoked).await), "signatures-refusal-revoked");
    let said = examined(&test, &task.manifest, &revoked).await;
    assert_eq!(said["valid"], json!(false));
    assert_eq!(step(&said, "revocation"), ("failed".into(), "revoked".into()));
    assert_eq!(draft.state().await, "prepared");

    // The signer's clock is an hour ahead: the time that is kept is the portal's.
    let good = own.key.sign(&task.manifest, portal.env.now().plus_seconds(3600)).unwrap();
    sign(&good).await.unwrap();
    assert_eq!(draft.state().await, "signed_by_drafter");
    let kept = portal.signatures.of_object("draft", &draft.id.to_string()).await.unwrap().remove(0);
    assert_eq!((kept.object.version, kept.received_at), (1, portal.env.now()));
    assert_eq!((&kept.signer.serial, kept.person), (&own.key.issued.serial, own.person));
    assert_eq!(kept.signer.certificate_sha256, own.key.issued.sha256);
    let manifest = Manifest::from_bytes(&kept.manifest).unwrap();
    let files = portal.drafts.files(&actor(&test, "justice-drafter"), draft.id, 1).await.unwrap();
    for file in &files {
        let part = manifest.parts.iter().find(|part| part.name == file.name).unwrap();
        assert_eq!(part.sha256, file.sha256_hex());
    }
    assert!(!files.is_empty());
    let said = examined(&test, &kept.manifest, &kept.cms).await;
    assert_eq!((&said["valid"], &said["signer"]["name"]), (&json!(true), &json!(own.key.issued.subject.full_name())));
    for name in ["digest", "signature", "chain", "validity", "revocation"] {
        assert_eq!(step(&said, name).0, "ok", "{said}");
    }
    let page = signatures_page(&draft).await;
    assert!(page.contains("Қолтаңба жарамды") && page.contains(&kept.signer.name), "{page}");

    // The document changed after signing: its signature is shown as not genuine.
    let alter = "update drafts_text set ru = '[\"1. Первый.\",\"2. Подменённый.\"]' where draft_id = ";
    behind(&test, format!("{alter}'{}'", draft.id)).await;
    let page = signatures_page(&draft).await;
    assert!(page.contains("Қолтаңба жарамсыз") && !page.contains("Қолтаңба жарамды"), "{page}");

    // Past its term.
    test.clock.advance(366 * 24 * 3600);
    portal.centre.refresh_crl().await.unwrap();
    let another = World { test: &test, id: test.stage().play(&test.script("prepared", &[])).await.unwrap() };
    let task = portal.drafts.signing(&own.actor(), another.id, 1, Action::Sign, None).await.unwrap();
    let late = own.key.sign(&task.manifest, portal.env.now()).unwrap();
    let refused = portal.drafts.sign(&own.actor(), another.id, 1, &late).await;
    assert_eq!(code(refused), "signatures-refusal-expired");
    assert_eq!(another.state().await, "prepared");
    let said = examined(&test, &task.manifest, &late).await;
    assert_eq!(said["valid"], json!(false));
    assert_eq!(step(&said, "validity"), ("failed".into(), "expired".into()));
}

/// A forged signature, and a genuine one that belongs to another document, are refused when they are taken in. Put into
/// the tables behind the portal's back they are shown as not valid, and no process that needs a signature goes on.
///
/// Covers: 385-62-e
#[rstest]
#[tokio::test]
async fn forged_and_moved_signatures(#[values(On::Sqlite, On::Postgres)] on: On, #[values(true, false)] moved: bool) {
    let test = TestPortal::start(on).await;
    let drafts = &test.portal.drafts;
    let justice = head(&test, "justice");
    let draft = draft(&test, "prepared", &[]).await;
    let other = crate::world::draft(&test, "signed_by_drafter", &[]).await;
    let genuine = test.portal.signatures.of_object("draft", &other.id.to_string()).await.unwrap().remove(0);

    let task = drafts.signing(&justice.actor(), draft.id, 1, Action::Sign, None).await.unwrap();
    let good = justice.key.sign(&task.manifest, test.portal.env.now()).unwrap();
    let foreign = if moved {
        genuine.cms.clone()
    } else {
        let mut forged = good.clone();
        let last = forged.len() - 2;
        forged[last] ^= 1;
        forged
    };
    let refused = code(drafts.sign(&justice.actor(), draft.id, 1, &foreign).await);
    let reason = if moved { "digest_mismatch" } else { "signature_mismatch" };
    assert_eq!(refused, format!("signatures-refusal-{reason}"));
    assert_eq!(draft.state().await, "prepared");

    drafts.sign(&justice.actor(), draft.id, 1, &good).await.unwrap();
    let kept = test.portal.signatures.of_object("draft", &draft.id.to_string()).await.unwrap().remove(0);
    let mut tx = test.portal.db.begin().await.unwrap();
    let put =
        sqlx::query("update signatures_signature set cms = $1 where id = $2").bind(foreign).bind(kept.id.to_string());
    assert_eq!(tx.conn().execute(put).await.unwrap().rows_affected(), 1);
    tx.commit().await.unwrap();
    let page = signatures_page(&draft).await;
    assert!(page.contains("Қолтаңба жарамсыз") && !page.contains("Қолтаңба жарамды"), "{page}");
    assert_eq!(code(draft.send(1).await), "drafts-refusal-signature-invalid", "nothing goes out");
    assert_eq!(draft.state().await, "signed_by_drafter");
}

/// Whoever posts in the name of another body or person is refused; the author that is kept is who is logged in.
///
/// Covers: 385-62-e
#[rstest]
#[tokio::test]
async fn nobody_posts_in_anothers_name(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let drafts = &test.portal.drafts;
    let drafter = actor(&test, "justice-drafter");
    let foreign = drafts.start_posting(&drafter, body(&test, "finance")).await;
    assert!(matches!(foreign, Err(Error::Forbidden | Error::NotFound)), "{foreign:?}");
    let client = test.client("justice-drafter").await;
    let answer = client.post("/api/v1/drafts/unfinished", &json!({ "body": body(&test, "finance") })).await;
    assert!([403, 404].contains(&answer.status), "{}", answer.text());

    let draft = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "under_review")]).await;
    let path = format!("/api/v1/drafts/{}/versions/1/remarks", draft.id);
    let approver = test.client("finance-approver").await;
    let colleague = test.cast.person("economy-approver");
    let remark = |extra: Value| {
        let mut all = json!({ "text": "Мерзім көрсетілмеген", "paragraph": 1, "lang": "kk" });
        all.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        all
    };
    let for_another = approver.post(&path, &remark(json!({ "body": body(&test, "economy") }))).await;
    assert!([403, 404, 409, 422].contains(&for_another.status), "{}", for_another.text());
    let named = remark(json!({ "author": colleague.person, "author_name": colleague.name }));
    let posted = approver.post(&path, &named).await;
    assert!([200, 201].contains(&posted.status), "{}", posted.text());
    let reader = test.client("justice-drafter").await;
    let all = reader.get(&path).await.expect(200).json();
    let text = all.to_string();
    let own = test.cast.person("finance-approver");
    assert!(text.contains(&own.person.to_string()) || text.contains(&own.name), "{text}");
    assert!(!text.contains(&colleague.person.to_string()) && !text.contains(&colleague.name), "{text}");
}

/// A message of another system is verified before its content is used, and the outcome is recorded; one whose signature
/// does not fit, and one without a signature, are refused, recorded and reported to the sender, and nothing of them is
/// kept.
///
/// Covers: 365-10-b
#[rstest]
#[tokio::test]
async fn messages_between_systems_are_signed(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let outside = Outside::of(&test, "finance").await;
    let officer = test.client("digital-security").await;
    let recorded = async |answer: &Answer| {
        let request = answer.header("x-request-id").unwrap();
        let found = officer.get(&format!("/api/v1/accounting?request={request}")).await.expect(200).json();
        let items = found["items"].as_array().unwrap();
        assert_eq!(items.len(), 1, "{found}");
        items[0].clone()
    };
    let letters = async || {
        let clerk = actor(&test, "health-clerk");
        test.portal.edms.letters(&clerk, &orda_edms::LetterQuery::default()).await.unwrap().total
    };
    let bytes = crate::exchange::official(&test, "finance", "health").write(orda_edms::Format::Json);
    let seal = outside.seal(&bytes);

    let altered = String::from_utf8(bytes.clone()).unwrap().replace("Мәтін", "Басқа");
    assert_ne!(altered.as_bytes(), bytes);
    let strange = orda_edms::SystemKey::from_seed(&[8; 32]).unwrap().seal(&bytes);
    for (bytes, seal) in [(altered.into_bytes(), Some(&seal)), (bytes.clone(), Some(&strange)), (bytes.clone(), None)] {
        let answer = outside.post_sealed(&test, bytes, seal.map(String::as_str)).await.expect(401);
        assert_eq!(answer.code(), "error-unauthenticated");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(recorded(&answer).await["outcome"], "refused");
        assert_eq!(letters().await, 0);
    }

    let answer = outside.post_sealed(&test, bytes, Some(&seal)).await.expect(200);
    let record = recorded(&answer).await;
    assert_eq!((&record["resource"], &record["outcome"]), (&json!("edms_message"), &json!("done")));
    assert_eq!(letters().await, 1);
}
