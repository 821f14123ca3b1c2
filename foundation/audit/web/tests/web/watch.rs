//! Proofs, charts, archives, alerts and one's own data, over the wire.

use crate::support::{IIN, NOW, Portal};
use axum::http::{Method, StatusCode};
use merkle::{Checkpoint, Hash, VerifierKey, verify_consistency, verify_inclusion};
use orda_audit::{Rule, Weight};
use orda_base::{Outcome, PersonId, uuid::Uuid};

/// The id of the caller `drafter`.
fn drafter() -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(7))
}

/// Anybody gets checkpoints, the key and proofs between checkpoints without leaving a record; the security officer gets
/// the proof of a record, whose hashes lead to the signed root. Others are refused, and that is recorded.
#[tokio::test]
async fn proofs_are_given_out() {
    let portal = Portal::new().await;
    assert_eq!(portal.get("", "/log/checkpoint").await.0, StatusCode::NOT_FOUND);
    for n in 0..5 {
        portal.get("drafter", &format!("/drafts/{n}")).await;
    }
    portal.sealer.seal().await.expect("seals");
    for n in 5..9 {
        portal.get("drafter", &format!("/drafts/{n}")).await;
    }
    portal.sealer.seal().await.expect("seals");
    let before = portal.records().await.len();
    let key: VerifierKey = portal.get("", "/log/key").await.1.trim().parse().expect("a key");
    let (status, note) = portal.get("", "/log/checkpoint").await;
    assert_eq!(status, StatusCode::OK);
    let said = Checkpoint::open(&note, &key).expect("is signed");
    let (_, all) = portal.get("", "/log/checkpoints").await;
    assert!(all.contains(&note) && all.matches("portal.example/log\n").count() == 2);
    let old = Checkpoint::parse(&all).expect("the first");
    let (_, path) = portal.get("", &format!("/log/consistency?old={}&new={}", old.size, said.size)).await;
    let path: Vec<Hash> = path.lines().filter_map(Hash::from_base64).collect();
    verify_consistency(old.size, said.size, &old.root, &said.root, &path).expect("proves");
    assert_eq!(portal.get("", "/log/consistency?old=1&new=99").await.0, StatusCode::NOT_FOUND);
    assert_eq!(portal.records().await.len(), before);

    let (status, proof) = portal.get("officer", "/api/v1/accounting/3/proof").await;
    assert_eq!(status, StatusCode::OK);
    let proof: serde_json::Value = serde_json::from_str(&proof).expect("JSON");
    let hash = |v: &serde_json::Value| Hash::from_base64(v.as_str().expect("text")).expect("a hash");
    let path: Vec<Hash> = proof["path"].as_array().expect("a list").iter().map(hash).collect();
    let index = proof["index"].as_u64().expect("a number");
    verify_inclusion(&hash(&proof["leaf"]), index, said.size, &path, &said.root).expect("proves");
    let (_, page) = portal.get("officer", "/accounting/3/proof").await;
    assert!(page.contains(proof["leaf"].as_str().expect("text")), "{page}");
    for path in ["/accounting/3/proof", "/api/v1/accounting/3/proof"] {
        assert_eq!(portal.get("drafter", path).await.0, StatusCode::FORBIDDEN);
        let last = portal.records().await.pop().expect("a record");
        assert_eq!((last.resource.as_str(), last.outcome), ("accounting", Outcome::Refused));
    }
}

/// Accesses are counted by person, resource, operation, outcome and hour of the day in Astana, in tables with bars;
/// the counts are those of the filter.
#[tokio::test]
async fn accesses_are_counted() {
    let portal = Portal::new().await;
    for n in 0..4 {
        portal.get("drafter", &format!("/drafts/{n}")).await;
    }
    portal.get("drafter", "/drafts/1/closed").await;
    portal.clock.advance(3 * 3600);
    portal.get("system", "/api/v1/drafts/1").await;
    let (_, json) = portal.get("officer", "/api/v1/accounting/charts?resource=draft").await;
    let charts: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let count = |by: &str, value: &str| {
        let chart = charts.as_array().expect("a list").iter().find(|c| c["by"] == by).expect("a chart");
        let found = chart["counts"].as_array().expect("a list").iter().find(|c| c["value"] == value);
        found.map_or(0, |c| c["count"].as_u64().expect("a number"))
    };
    assert_eq!((count("person", "Ахметов Данияр"), count("person", "Салық есебі жүйесі")), (5, 1));
    assert_eq!((count("resource", "draft"), count("resource", "accounting")), (6, 0));
    assert_eq!((count("outcome", "done"), count("outcome", "refused")), (5, 1));
    assert_eq!((count("operation", "read"), count("operation", "sign")), (6, 0));
    assert_eq!((count("hour", "14"), count("hour", "17"), count("hour", "3")), (5, 1, 0));
    let (status, page) = portal.get("officer", "/accounting/charts").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("14:00"), "{page}");
    // The greatest of each is as long as can be, and whoever is named is named in full.
    let charts: Vec<&str> = page.split("<section>").skip(1).collect();
    assert_eq!(charts.len(), 5, "{page}");
    assert!(charts.iter().all(|chart| chart.contains(r#"<rect width="1000""#)), "{page}");
    assert!(charts[0].contains("Салық есебі жүйесі"), "{page}");
    assert_eq!(portal.get("drafter", "/accounting/charts").await.0, StatusCode::FORBIDDEN);
}

/// Each person sees who accessed the own card, and nothing of others' cards, of the numbers of people or of addresses.
#[tokio::test]
async fn people_see_who_read_their_data() {
    let portal = Portal::new().await;
    let own = drafter();
    portal.get("administrator", &format!("/people/{own}")).await;
    portal.get("administrator", &format!("/people/{}", Uuid::from_u128(99))).await;
    portal.get("drafter", &format!("/people/{own}")).await;
    let (status, json) = portal.get("drafter", "/api/v1/profile/accesses").await;
    assert_eq!(status, StatusCode::OK);
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(found["items"].as_array().expect("a list").len(), 1, "{found}");
    assert_eq!(found["items"][0]["name"], "Ахметов Данияр");
    let (_, page) = portal.get("drafter", "/profile/accesses").await;
    assert!(page.contains("Who has accessed my data") && page.contains("Ахметов Данияр"));
    assert!(!page.contains(&IIN[..8]) && !page.contains("203.0.113.9"));
    assert_eq!(portal.get("system", "/api/v1/profile/accesses").await.0, StatusCode::FORBIDDEN);
    assert_eq!(portal.get("", "/api/v1/profile/accesses").await.0, StatusCode::UNAUTHORIZED);
}

/// A series of refused accesses, of failed logins and an unusual number of downloads and readings each raise one alert
/// of its weight, once, and the officers are told; a new address of a login as well. The officer sees and handles it:
/// who, when and what is kept, once. Whoever is none is refused, and that is recorded. The officer lists all accesses of
/// a person in a span; nobody changes or removes a record.
///
/// Covers: 217-a42.2.2, ur-6-5
#[tokio::test]
async fn alerts_are_raised_and_handled() {
    let portal = Portal::new().await;
    portal.alerts.watch().await.expect("watches");
    for n in 0..3 {
        portal.get("drafter", &format!("/drafts/{n}/closed")).await;
        portal.call("akhmetov", Method::POST, "/login").await;
    }
    portal.clock.advance(60);
    portal.alerts.watch().await.expect("watches");
    portal.clock.advance(60);
    portal.alerts.watch().await.expect("watches");
    let rules = || portal.told.0.lock().expect("nobody panics").iter().map(|a| a.suspicion.rule).collect::<Vec<_>>();
    let mut first = rules();
    first.sort_unstable();
    // The logins are told by address and by name.
    assert_eq!(first, [Rule::Refusals, Rule::SignIns, Rule::SignIns]);
    for n in 0..5 {
        portal.get("drafter", &format!("/files/{n}/download")).await;
    }
    portal.clock.advance(60);
    portal.alerts.watch().await.expect("watches");
    let mut second = rules().split_off(3);
    second.sort_unstable();
    assert_eq!(second, [Rule::MassReading, Rule::MassDownload]);
    assert_eq!(Rule::MassDownload.weight(), Weight::High);

    let (_, page) = portal.get("officer", "/accounting/alerts").await;
    assert!(page.contains("Mass download of files") && page.contains("Series of refused accesses"), "{page}");
    let (_, json) = portal.get("officer", "/api/v1/accounting/alerts").await;
    let alerts: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let alert = alerts.as_array().expect("a list").iter().find(|a| a["rule"] == "mass_download").expect("an alert");
    assert_eq!((&alert["weight"], &alert["count"]), (&"high".into(), &5.into()));
    let id = alert["id"].as_str().expect("an id");
    let handle = |caller: &'static str, note: &'static str| {
        let path = format!("/api/v1/accounting/alerts/{id}/handle");
        let portal = &portal;
        async move {
            let body = serde_json::json!({ "note": note }).to_string();
            portal.post_json(caller, &path, body).await
        }
    };
    assert_eq!(handle("officer", " ").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(handle("drafter", "nothing").await, StatusCode::FORBIDDEN);
    assert_eq!(handle("officer", "Asked; a task of the head").await, StatusCode::NO_CONTENT);
    assert_eq!(handle("administrator", "Too late").await, StatusCode::CONFLICT);
    let (_, page) = portal.get("officer", &format!("/accounting/alerts/{id}")).await;
    assert!(page.contains("Asked; a task of the head") && page.contains("Ахметов Данияр"));
    let handled = portal.records().await.into_iter().filter(|r| r.resource == "alert" && r.part == id);
    let ends: Vec<_> = handled.map(|r| (r.operation.code(), r.outcome)).collect();
    assert!(ends.contains(&("create", Outcome::Done)) && ends.contains(&("change", Outcome::Done)));

    for path in ["/accounting/alerts", "/api/v1/accounting/alerts", "/accounting/archives", "/accounting/export.cef"] {
        assert_eq!(portal.get("drafter", path).await.0, StatusCode::FORBIDDEN, "{path}");
        let last = portal.records().await.pop().expect("a record");
        assert_eq!(last.outcome, Outcome::Refused, "{path}");
    }
    let person = drafter();
    let search = format!("/api/v1/accounting?person={person}&from=2026-11-22&until=2026-11-22");
    let (_, found) = portal.get("officer", &search).await;
    let found: serde_json::Value = serde_json::from_str(&found).expect("JSON");
    let items = found["items"].as_array().expect("a list");
    assert!(items.iter().any(|i| i["resource"] == "file" && i["part"] == "4/download" && i["outcome"] == "done"));
    assert!(items.iter().any(|i| i["resource"] == "draft" && i["outcome"] == "refused"));
    for attempt in ["delete from audit_entry", "update audit_entry set actor_name = ''"] {
        let mut tx = portal.test.db.begin().await.expect("begins");
        assert!(sqlx::query(attempt).execute(tx.conn()).await.is_err());
    }
    assert!(NOW < portal.told.0.lock().expect("nobody panics")[0].raised_at);
}

/// The export for systems that watch over security events holds a line for each record that the filter wants.
#[tokio::test]
async fn records_are_exported_for_machines() {
    let portal = Portal::new().await;
    for n in 0..3 {
        portal.get("drafter", &format!("/drafts/{n}")).await;
    }
    let (status, text) = portal.get("officer", "/accounting/export.cef?resource=draft").await;
    assert_eq!((status, text.lines().count()), (StatusCode::OK, 3));
    assert!(text.lines().all(|l| l.starts_with("<110>1 2026-11-22T14:05:00") && l.contains("CEF:0|Orda|Orda|")));
    assert!(!text.contains(IIN));
    let empty = portal.get("officer", "/accounting/archives").await;
    assert!(empty.0 == StatusCode::OK && empty.1.contains("There are no archives"));
}
