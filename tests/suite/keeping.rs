//! Documents are posted, kept and not deleted: in the section of the drafts (385-6-3, 385-6-7, 385-62-d, 385-62-f).

use crate::world::{actor, body, draft, put};
use orda_documents::samples;
use orda_signatures::Purpose;
use orda_test::{Answer, On, TestPortal};
use rstest::rstest;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The record of the request behind an answer, as the security officer finds it.
async fn record(test: &TestPortal, answer: &Answer) -> Value {
    let request = answer.header("x-request-id").expect("the number of the request");
    let log = test.client("digital-security").await;
    let found = log.get(&format!("/api/v1/accounting?request={request}")).await.expect(200).json();
    found["items"][0].clone()
}

/// Whoever may post fills in the card, attaches a permitted file, and the document stands in the section with author,
/// state body and time. Who may not is refused and leaves nothing; so is a file that is not permitted.
///
/// Covers: 385-6-3
#[rstest]
#[tokio::test]
async fn a_document_is_posted_in_its_section(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let justice = body(&test, "justice").to_string();
    for login in ["finance-drafter", "justice-head", "justice-clerk"] {
        let client = test.client(login).await;
        let refused = client.post("/api/v1/drafts/unfinished", &json!({ "body": justice })).await;
        assert!(matches!(refused.status, 403 | 404), "{login}: {}", refused.status);
        assert_eq!(record(&test, &refused).await["outcome"], "refused", "{login}");
    }
    let client = test.client("justice-drafter").await;
    assert_eq!(client.get("/api/v1/drafts").await.expect(200).json()["items"], json!([]), "nothing is stored");

    let made = client.post("/api/v1/drafts/unfinished", &json!({ "body": justice })).await.expect(201).json();
    let form = format!("/api/v1/drafts/unfinished/{}", made["id"].as_str().unwrap());
    let card = json!({
        "title": {"kk": "Кітапханалар туралы", "ru": "О библиотеках"}, "kind": "other", "term": 5, "no_secrets": true,
        "text_kk": "1. Мәтін.", "text_ru": "1. Текст.", "approving_bodies": [body(&test, "finance").to_string()],
    });
    client.send(client.request(reqwest::Method::PATCH, &form).json(&card)).await.expect(204);
    let set = client.get(&form).await.expect(200).json()["file_set"].as_str().unwrap().to_owned();
    let files = format!("/api/v1/file-sets/{set}/files");
    client.upload(&format!("{files}?name=program.pdf"), samples::exe()).await.expect(409);
    client.upload(&format!("{files}?name=page.html"), samples::html()).await.expect(409);
    client.upload(&format!("{files}?name=project.pdf"), samples::pdf()).await.expect(201);
    let posted = client.post(&format!("{form}/submit"), &json!({})).await.expect(201).json();

    let listed = client.get("/api/v1/drafts").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["draft"], posted["id"]);
    let shown = client.get(&format!("/drafts/{}", posted["id"].as_str().unwrap())).await.expect(200).text();
    // Dates do not break at the end of a line.
    let shown = shown.replace('\u{a0}', " ");
    let author = &test.cast.person("justice-drafter").name;
    for told in ["Кітапханалар туралы", author.as_str(), "Әділет министрлігі", "2026 ж. 23 қараша"]
    {
        assert!(shown.contains(told), "{told}: {shown}");
    }
}

/// A posted document is downloaded byte for byte, after the portal was stopped and started too, with its signatures, which
/// verify anew. A file that was damaged on the disk is not given out, and the failure is recorded.
///
/// Covers: 385-6-7
#[rstest]
#[tokio::test]
async fn documents_outlast_a_restart(#[values(On::Sqlite, On::Postgres)] on: On) {
    let mut test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "approved")]).await.id;
    let path = format!("/api/v1/drafts/{draft}/versions/1/files");
    let reader = test.client("finance-head").await;
    let listed = reader.get(&path).await.expect(200).json();
    let file = listed[0]["id"].as_str().unwrap().to_owned();
    let before = reader.get(&format!("{path}/{file}")).await.expect(200).body;
    let own = test.portal.documents.open(file.parse().unwrap()).await.unwrap().0;
    assert_eq!(before.len() as u64, own.size);

    test.restart().await;
    let reader = test.client("finance-head").await;
    assert_eq!(reader.get(&format!("{path}/{file}")).await.expect(200).body, before);
    let shown = test.portal.drafts.signatures(&actor(&test, "finance-head"), draft, 1).await.unwrap();
    let purposes: Vec<_> = shown.iter().map(|s| s.record.purpose).collect();
    assert_eq!(purposes, [Purpose::DraftSign, Purpose::DraftApprove]);
    let page = reader.get(&format!("/drafts/{draft}/v/1/signatures")).await.expect(200).text();
    assert!(page.contains("govuk-tag--green") && !page.contains("govuk-tag--red"), "every signature verifies: {page}");

    for blob in blobs(test.portal.config.data.join("blobs")) {
        let mut bytes = std::fs::read(&blob).unwrap();
        if let Some(last) = bytes.last_mut() {
            *last ^= 1;
        }
        std::fs::write(&blob, bytes).unwrap();
    }
    // The line is cut before the first wrong byte: a shorter body than was announced is an error at the reader.
    let broken = reader.request(reqwest::Method::GET, &format!("{path}/{file}")).send().await.unwrap();
    let refused = broken.status().is_server_error();
    assert!(refused || broken.bytes().await.is_err(), "damage is not passed over");
    let log = test.client("digital-security").await;
    let failed = log.get("/api/v1/accounting?outcome=failed").await.expect(200).json();
    assert!(failed["items"].as_array().unwrap().iter().any(|e| e["part"] == file.as_str()), "{failed}");
}

fn blobs(folder: PathBuf) -> Vec<PathBuf> {
    let inside = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    inside
        .flat_map(|path| if path.is_dir() { blobs(path) } else { vec![path] })
        .filter(|path| path.extension().is_none())
        .collect()
}

/// Nothing that is signed or on its way is deleted: not a file of it, not the draft; by nobody, and every attempt is
/// recorded. There is no way of deleting a posted draft at all.
///
/// Covers: 385-62-f
#[rstest]
#[tokio::test]
async fn nothing_posted_is_deleted(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let drafter = actor(&test, "justice-drafter");
    let files = test.portal.drafts.files(&drafter, draft.id, 1).await.unwrap();
    for login in ["justice-drafter", "justice-head", "finance-head", "digital-admin", "health-drafter"] {
        let client = test.client(login).await;
        for file in &files {
            let refused = client.delete(&format!("/api/v1/file-sets/{}/files/{}", file.set, file.id)).await;
            assert!(matches!(refused.status, 403 | 404 | 409), "{login}: {}", refused.status);
            let record = record(&test, &refused).await;
            assert_eq!(
                (&record["outcome"], &record["actor_name"]),
                (&json!("refused"), &json!(test.cast.person(login).name))
            );
        }
        client.delete(&format!("/api/v1/drafts/{}", draft.id)).await.expect(405);
    }
    assert_eq!(test.portal.drafts.files(&drafter, draft.id, 1).await.unwrap().len(), files.len());
    // Nor is anything put beside it.
    let more = put(&test, &drafter, files[0].set, "Қосымша.pdf", samples::pdf()).await;
    assert!(more.is_err(), "the set is sealed");
}
