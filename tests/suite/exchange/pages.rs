//! What the exchange shows and answers: the wire, and its pages and interface.

use super::{official, settle};
use crate::outside::Outside;
use crate::world::{actor, code, draft};
use orda_base::{LocalizedText, Role};
use orda_edms::{LetterId, LetterKind, LetterQuery, NewLetter};
use orda_test::{On, TestPortal};
use rstest::rstest;

/// The wire needs a seal and takes no file; schemas and key are published; what it says are problems with codes.
///
/// Covers: 385-15-c
#[rstest]
#[tokio::test]
async fn the_wire(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let outside = Outside::of(&test, "finance").await;
    let message = official(&test, "finance", "health");
    let mut stuffed = serde_json::to_value(&message).unwrap();
    stuffed["letter"]["attachments"] = serde_json::json!([{"name": "жоба.docx", "data": "UEsDBA=="}]);
    let refused = outside.post(&test, serde_json::to_vec(&stuffed).unwrap()).await.expect(409);
    assert_eq!(refused.code(), "edms-refusal-attachment");
    assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    let stranger = test.stranger();
    let unsealed = stranger.post("/edms/v1/messages", &serde_json::to_value(&message).unwrap()).await.expect(401);
    assert_eq!(unsealed.code(), "error-unauthenticated");
    let health = actor(&test, "health-clerk");
    assert_eq!(test.portal.edms.letters(&health, &LetterQuery::default()).await.unwrap().total, 0);
    assert_eq!(outside.send(&test, &message).await.result, "taken");
    assert_eq!(test.portal.edms.letters(&health, &LetterQuery::default()).await.unwrap().total, 1);
    assert!(stranger.get("/edms/v1/key").await.expect(200).text().contains("BEGIN PUBLIC KEY"));
    assert_eq!(stranger.get("/edms/schema/v1/message.json").await.expect(200).json()["$id"], "urn:orda:edms:1:message");
    assert!(stranger.get("/edms/schema/v1/message.xsd").await.expect(200).text().contains("urn:orda:edms:1"));
    for path in ["/letters", "/admin/exchange", "/letters/new"] {
        assert_eq!(stranger.get(path).await.status, 303, "{path} leads to the login");
    }
    stranger.get("/api/v1/letters").await.expect(401);
}

/// Pages and interface of the exchange for those whose business it is, and for nobody else.
#[rstest]
#[tokio::test]
async fn pages_of_the_exchange(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let _draft = draft(&test, "on_approval", &[]).await;
    settle(&test).await;
    test.portal.edms.refresh_reference().await.unwrap();
    let (clerk, admin) = (test.client("finance-clerk").await, test.client("digital-admin").await);
    for path in ["/letters", "/letters?register=out", "/letters?words=хат&state=delivered", "/letters/new"] {
        clerk.get(path).await.expect(200);
    }
    let csv = clerk.get("/letters/export.csv").await.expect(200).text();
    assert_eq!(csv.trim_end().lines().count(), 2, "{csv}");
    assert!(clerk.get("/letters/export.xlsx").await.expect(200).body.starts_with(b"PK"));
    let body = test.cast.body("finance");
    let pages = [
        "/admin/exchange".to_owned(),
        "/admin/exchange/reference".to_owned(),
        "/admin/exchange/deliveries?state=failed".to_owned(),
        format!("/admin/exchange/bodies/{body}"),
        "/api/v1/exchange/participants".to_owned(),
        "/api/v1/exchange/deliveries".to_owned(),
        "/api/v1/exchange/reference".to_owned(),
    ];
    for path in &pages {
        admin.get(path).await.expect(200);
        clerk.get(path).await.expect(403);
    }
    let wrong = admin.form(&format!("/admin/exchange/bodies/{body}"), &[("way", "outside"), ("url", "x")]).await;
    assert_eq!(wrong.status, 422);
    assert!(
        test.portal
            .edms
            .letters(&actor(&test, "digital-admin"), &LetterQuery::default())
            .await
            .unwrap()
            .items
            .is_empty()
    );

    let receiver = test.cast.body("economy").to_string();
    let id = LetterId::generate(&test.portal.env).to_string();
    let fields =
        [("id", id.as_str()), ("receiver", &receiver), ("title_kk", "Сұрау"), ("text", "Мәтін"), ("signer", "Ким О.")];
    for _ in 0..2 {
        let answer = clerk.form("/letters/new", &fields).await.expect(303);
        assert_eq!(answer.header("location"), Some(format!("/letters/{id}").as_str()));
    }
    clerk.form("/letters/new", &fields[..2]).await.expect(422);
    let economy = test.client("economy-clerk").await;
    economy.get(&format!("/letters/{id}/decline")).await.expect(200);
    economy.form(&format!("/letters/{id}/decline"), &[("reason", "")]).await.expect(422);
    economy.form(&format!("/letters/{id}/decline"), &[("reason", "Мекенжай қате")]).await.expect(303);
    let shown = clerk.get(&format!("/api/v1/letters/{id}")).await.expect(200).json();
    assert_eq!(
        (shown["letter"]["state"].as_str(), shown["letter"]["fault"]["said"].as_str()),
        (Some("declined"), Some("Мекенжай қате"))
    );
    // Nobody sends for a body of others.
    let new = NewLetter {
        id: LetterId::generate(&test.portal.env),
        kind: LetterKind::Official,
        sender: test.cast.body("economy"),
        receiver: body,
        number: String::new(),
        date: test.portal.env.now().date(),
        title: LocalizedText::new("Хат", "", ""),
        text: "Мәтін".into(),
        link: String::new(),
        signer: "Ким О.".into(),
        signature: None,
        in_reply_to: None,
        host: String::new(),
    };
    let clerk = test.cast.holder("finance", Role::RecordsClerk).actor();
    assert_eq!(code(test.portal.edms.send(&clerk, new).await), "error-forbidden");
}
