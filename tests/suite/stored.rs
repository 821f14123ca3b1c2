//! What is stored is protected from being changed, spoiled and carried away unseen (385-62-b, 385-62-d).

use crate::world::{World, actor, code, draft, notices};
use futures::TryStreamExt;
use orda_documents::{BlobId, StoredFile};
use orda_drafts::Integrity;
use orda_test::{On, TestPortal};
use rstest::rstest;
use serde_json::Value;
use sqlx::AssertSqlSafe;

const OFFICER: &str = "digital-security";

/// The first file of a version, as the drafter finds it.
async fn file_of(draft: &World<'_>, version: u32) -> StoredFile {
    let drafter = actor(draft.test, "justice-drafter");
    draft.test.portal.drafts.files(&drafter, draft.id, version).await.unwrap().remove(0)
}

/// Changes a byte on the disk.
async fn spoil(test: &TestPortal, file: &StoredFile) {
    let sql = format!("select blob_id from documents_file where id = '{}'", file.id);
    let blob: String = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(test.portal.db.reader()).await.unwrap();
    let blob: BlobId = blob.parse().unwrap();
    let path = orda_documents_store::place(&test.portal.config.data.join("blobs"), blob);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
}

/// Entries of the accounting, the latest first.
async fn entries(test: &TestPortal, filter: &str) -> Vec<Value> {
    let client = test.client(OFFICER).await;
    let found = client.get(&format!("/api/v1/accounting?size=100&{filter}")).await.expect(200).json();
    found["items"].as_array().unwrap().clone()
}

async fn told(test: &TestPortal, kind: &str) -> usize {
    notices(test, OFFICER).await.iter().filter(|n| n.kind == kind).count()
}

/// A change of a posted version makes a new one, and the former stays as it was, bit for bit. Who may not change the draft is
/// refused, and that is recorded. A byte of a file is changed on the disk: the check finds it, the security officer is told and
/// it is accounted for, once; the state is shown to security officers and administrators and to nobody else. By day only what
/// was never read is read; a damaged file that somebody tries to take is read again at once. When the bytes are whole again,
/// the next check says so.
///
/// Covers: 385-62-d
#[rstest]
#[tokio::test]
async fn changes_on_the_disk_are_found(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let portal = &test.portal;
    let draft = draft(&test, "remarks_received", &[("finance", "refused"), ("economy", "approved")]).await;
    let drafter = actor(&test, "justice-drafter");
    let before = (file_of(&draft, 1).await, portal.drafts.text(&drafter, draft.id, 1).await.unwrap().texts);
    draft.new_version(true).await.unwrap();
    assert_eq!(draft.card().await.current, 2);
    let after = (file_of(&draft, 1).await, portal.drafts.text(&drafter, draft.id, 1).await.unwrap().texts);
    assert_eq!(before, after);
    assert_eq!(draft.card_at(Some(1)).await.integrity, Integrity::Intact);
    let other = test.client("finance-head").await;
    let refused = other.form(&format!("/drafts/{}/new-version", draft.id), &[]).await;
    assert!([403, 404].contains(&refused.status), "{}", refused.status);
    let entry = entries(&test, &format!("request={}", refused.header("x-request-id").unwrap())).await.remove(0);
    assert_eq!(entry["outcome"], "refused");

    assert!(portal.checks.run().await.unwrap().read > 0, "new files are read at once");
    assert_eq!(portal.checks.run().await.unwrap().read, 0, "and once");
    let file = file_of(&draft, 2).await;
    spoil(&test, &file).await;
    assert_eq!(portal.checks.run().await.unwrap().damaged, 0, "by day nothing is read again");
    // Eight days later, at midnight.
    let hour = i64::from(portal.env.now().zoned().hour());
    test.clock.advance(8 * 24 * 3600 + (24 - hour) * 3600);
    assert_eq!(portal.checks.run().await.unwrap().damaged, 1);
    assert_eq!(told(&test, "documents-notice-damaged").await, 1);
    let found = entries(&test, "resource=file&outcome=failed").await;
    let mine = |e: &&Value| e["detail"].as_str().is_some_and(|d| d.contains(&file.sha256_hex()));
    assert_eq!(found.iter().filter(mine).count(), 1, "{found:?}");
    for login in [OFFICER, "digital-admin"] {
        let client = test.client(login).await;
        for language in ["kk", "ru", "en"] {
            let page = client.request(reqwest::Method::GET, "/admin/integrity").header("accept-language", language);
            assert!(client.send(page).await.expect(200).text().contains(&file.sha256_hex()), "{login} {language}");
        }
        let state = client.get("/api/v1/integrity").await.expect(200).json();
        assert_eq!((&state["damaged"][0]["sha256"], &state["unread"]), (&file.sha256_hex().into(), &0.into()));
    }
    for login in ["justice-drafter", "finance-head"] {
        test.client(login).await.get("/admin/integrity").await.expect(403);
    }

    // Met in a download: accounted for, and looked at next, whatever hour it is. Nobody is told a second time.
    test.clock.advance(12 * 3600);
    let (_, bytes) = portal.documents.give_out(&drafter, file.id).await.unwrap();
    assert!(bytes.try_collect::<Vec<_>>().await.is_err());
    let downloads = entries(&test, "resource=file&operation=download&outcome=failed").await;
    assert_eq!(downloads.len(), 1, "{downloads:?}");
    assert_eq!(portal.checks.run().await.unwrap().damaged, 1);
    assert_eq!(told(&test, "documents-notice-damaged").await, 1);
    // The same change again gives back the bytes as they were.
    spoil(&test, &file).await;
    test.clock.advance(8 * 24 * 3600 + 12 * 3600);
    assert_eq!(portal.checks.run().await.unwrap().damaged, 0);
    let state = test.client(OFFICER).await.get("/api/v1/integrity").await.expect(200).json();
    assert_eq!(state["damaged"], serde_json::json!([]));
}

/// Who has no right to a document is refused whichever way it is tried, and each attempt is recorded. Who has it takes files and
/// printed forms: person, document and time are recorded. Very many downloads by one person within the span that is set are told
/// to the security officer, once; one fewer is not.
///
/// Covers: 385-62-b
#[rstest]
#[tokio::test]
async fn copying_leaves_traces(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start_with(on, |config| config.accounting.rules.downloads = 5).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let file = file_of(&draft, 1).await;
    let base = format!("/drafts/{}/v/1", draft.id);
    let ways = [
        base.clone(),
        format!("{base}/files/{}", file.id),
        format!("{base}/container"),
        format!("{base}/forms/card.pdf?lang=kk"),
        format!("/api/v1/drafts/{}/versions/1/files/{}", draft.id, file.id),
        format!("/files/{}/{}", file.set, file.id),
        format!("/api/v1/file-sets/{}/files/{}", file.set, file.id),
    ];
    let stranger = test.client("health-head").await;
    for way in &ways {
        let refused = stranger.get(way).await;
        assert_eq!(refused.status, 404, "{way}");
        let entry = entries(&test, &format!("request={}", refused.header("x-request-id").unwrap())).await.remove(0);
        let who = test.cast.person("health-head").name.as_str();
        assert_eq!((&entry["outcome"], &entry["actor_name"]), (&"refused".into(), &who.into()), "{way}");
    }
    assert_eq!(
        code(test.portal.drafts.file(&actor(&test, "health-head"), draft.id, 1, file.id).await),
        "error-not-found"
    );

    let reader = test.client("finance-head").await;
    let at = test.portal.env.now().zoned().strftime("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string();
    for way in &ways[1..4] {
        let taken = reader.get(way).await.expect(200);
        let entry = entries(&test, &format!("request={}", taken.header("x-request-id").unwrap())).await.remove(0);
        assert_eq!((&entry["operation"], &entry["at"]), (&"download".into(), &at.as_str().into()), "{way}");
        assert_eq!(entry["actor_name"], test.cast.person("finance-head").name.as_str());
        let named = format!("{} {} {}", entry["resource_id"], entry["part"], entry["service"]);
        assert!(named.contains(&draft.id.to_string()) || named.contains(&file.id.to_string()), "{way}: {entry}");
    }
    let watch = async || {
        test.clock.advance(60);
        test.portal.keeping.alerts.watch().await.unwrap();
        told(&test, "audit-notice-mass_download").await
    };
    reader.get(&ways[1]).await.expect(200);
    assert_eq!(watch().await, 0, "four");
    reader.get(&ways[1]).await.expect(200);
    assert_eq!(watch().await, 1, "five");
    assert_eq!(watch().await, 1, "once");
}
