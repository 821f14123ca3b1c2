//! Reminders about executing instructions, from two systems that answer over HTTP, as people and programs see them.

use crate::world::{actor, body};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use orda_base::Actor;
use orda_reminders::message::FORMAT;
use orda_reminders::{FaultKind, Outcome, Refresh, Source, SystemKey};
use orda_test::{Answer, On, TestPortal};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// The two systems, in the hands of the test.
struct Systems {
    key: SystemKey,
    /// What each answers; one without an entry answers 503.
    lists: Mutex<HashMap<String, Vec<Value>>>,
    /// Bytes that one answers in place of its list.
    bytes: Mutex<HashMap<String, Vec<u8>>>,
    /// How often each was asked with its token.
    asked: Mutex<HashMap<String, u32>>,
}

const TOKEN: &str = "the-portal";

async fn answer(State(systems): State<Arc<Systems>>, Path(source): Path<String>, headers: HeaderMap) -> Response {
    if headers.get("authorization").and_then(|v| v.to_str().ok()) != Some("Bearer the-portal") {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    *systems.asked.lock().unwrap().entry(source.clone()).or_default() += 1;
    let sealed = |bytes: Vec<u8>| ([("orda-seal", systems.key.seal(&bytes))], bytes).into_response();
    if let Some(bytes) = systems.bytes.lock().unwrap().get(&source) {
        return sealed(bytes.clone());
    }
    match systems.lists.lock().unwrap().get(&source) {
        Some(list) => {
            let made_at = orda_test::NOW.rfc3339();
            let all = json!({"format": FORMAT, "source": source, "made_at": made_at, "instructions": list});
            sealed(all.to_string().into_bytes())
        }
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// A page in plain words: dates hold spaces at which lines do not break.
fn words(answer: &Answer) -> String {
    answer.text().replace('\u{a0}', " ")
}

/// A portal that is joined to both systems.
struct Joined {
    test: TestPortal,
    systems: Arc<Systems>,
}

impl Joined {
    async fn start(on: On) -> Self {
        let systems = Arc::new(Systems {
            key: SystemKey::from_seed(&[6; 32]).unwrap(),
            lists: Mutex::default(),
            bytes: Mutex::default(),
            asked: Mutex::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/{source}", get(answer)).with_state(Arc::clone(&systems));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let key = systems.key.public().pem();
        let test = TestPortal::start_with(on, |config| {
            let file = |name: &str, text: &str| {
                let path = config.data.join(name);
                std::fs::write(&path, text).unwrap();
                std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
                Some(path)
            };
            let (key_file, token_file) = (file("source.pem", &key), file("source-token", TOKEN));
            let source = |source: Source| orda::reminders::Source {
                url: Some(format!("http://{address}/{}", source.code())),
                key_file: key_file.clone(),
                token_file: token_file.clone(),
                times: None,
            };
            config.reminders.chancellery = source(Source::Chancellery);
            config.reminders.presidential_administration = source(Source::PresidentialAdministration);
        })
        .await;
        Self { test, systems }
    }

    /// An instruction to a body of the small government.
    async fn instruction(&self, id: &str, code: &str) -> Value {
        let picture = self.test.portal.identity.picture().await.unwrap();
        let of = body(&self.test, code);
        let bin = picture.bodies.iter().find(|b| b.id == of).unwrap().bin.clone();
        json!({"id": id, "state": "under_control", "body": bin, "outgoing_number": format!("12-5/{id}"),
            "outgoing_date": "2026-11-02", "short_content": format!("Есеп беру, {id}"), "executor": "Сейітқали Г. М.",
            "document_kind": "Хаттама", "responsible_unit": "Бақылау бөлімі", "due_date": "2026-11-26"})
    }

    fn says(&self, source: Source, list: Vec<Value>) {
        self.systems.lists.lock().unwrap().insert(source.code().to_owned(), list);
    }

    async fn refresh(&self) -> Vec<Refresh> {
        self.test.portal.reminders.refresh_due().await.unwrap()
    }
}

/// What both systems have under control is shown to the Controller with all eight requisites, on the page, on the card, in
/// the files and to programs; content that looks like markup is shown as text.
///
/// Covers: 385-7-5, 385-48, 385-48-b, 385-48-c, 385-48-d, 385-49, 385-49-3, 385-50
#[rstest]
#[tokio::test]
async fn the_controller_sees_all_requisites(#[values(On::Sqlite, On::Postgres)] on: On) {
    let joined = Joined::start(on).await;
    let mut strange = joined.instruction("odd", "finance").await;
    strange["short_content"] = json!("<script>alert(1)</script> & <b>есеп</b>");
    strange["responsible_unit"] = Value::Null;
    joined.says(Source::Chancellery, vec![joined.instruction("77", "finance").await, strange]);
    let mut same = joined.instruction("other", "finance").await;
    same["outgoing_number"] = json!("12-5/77");
    joined.says(Source::PresidentialAdministration, vec![same, joined.instruction("78", "health").await]);
    joined.refresh().await;

    let client = joined.test.client("finance-controller").await;
    let page = words(&client.get("/reminders").await.expect(200));
    let requisites = [
        "12-5/77",
        "2026 ж. 2 қараша",
        "Есеп беру, 77",
        "Сейітқали Г. М.",
        "Хаттама",
        "Бақылау бөлімі",
        "2026 ж. 26 қараша",
        "3 күн қалды",
    ];
    for requisite in requisites {
        assert!(page.contains(requisite), "{requisite}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;есеп&lt;/b&gt;"));
    assert!(!page.contains("<script>alert(1)") && page.contains("Көрсетілмеген"));
    assert!(page.contains("Премьер-Министр Кеңсесі") && page.contains("Президент Әкімшілігі"));
    assert!(!page.contains("12-5/78"), "addressed to another body");
    for (query, there, not_there) in [
        ("?source=presidential_administration", "Есеп беру, other", "Есеп беру, 77"),
        ("?words=OTHER%2012-5", "Есеп беру, other", "Есеп беру, 77"),
        ("?term=overdue", "Ескертпе жоқ", "12-5/77"),
        ("?kind=no-such-kind", "Ескертпе жоқ", "12-5/77"),
    ] {
        let page = words(&client.get(&format!("/reminders{query}")).await.expect(200));
        assert!(page.contains(there) && !page.contains(not_there), "{query}");
    }

    let list = client.get("/api/v1/reminders").await.expect(200).json();
    assert_eq!(list["total"], 3);
    let items = list["items"].as_array().unwrap();
    let pairs: Vec<_> =
        items.iter().map(|r| (r["source"].as_str().unwrap(), r["outgoing_number"].as_str().unwrap())).collect();
    assert!(pairs.contains(&("chancellery", "12-5/77")) && pairs.contains(&("presidential_administration", "12-5/77")));
    let one = items.iter().find(|r| r["short_content"] == "Есеп беру, 77").unwrap();
    let id = one["id"].as_str().unwrap();
    for (field, value) in [
        ("outgoing_date", json!("2026-11-02")),
        ("executor", json!("Сейітқали Г. М.")),
        ("document_kind", json!("Хаттама")),
        ("responsible_unit", json!("Бақылау бөлімі")),
        ("due_date", json!("2026-11-26")),
        ("days_left", json!(3)),
        ("overdue", json!(false)),
        ("confirmed", json!(true)),
    ] {
        assert_eq!(one[field], value, "{field}");
    }
    assert_eq!(&client.get(&format!("/api/v1/reminders/{id}")).await.expect(200).json(), one);
    let card = words(&client.get(&format!("/reminders/{id}")).await.expect(200));
    for requisite in requisites {
        assert!(card.contains(requisite), "{requisite}");
    }
    let csv = words(&client.get("/reminders/export.csv?source=chancellery").await.expect(200));
    assert_eq!(csv.lines().filter(|line| line.contains("12-5/")).count(), 2);
    assert!(csv.contains("12-5/77") && !csv.contains("other"));
    assert!(client.get("/reminders/export.xlsx").await.expect(200).body.starts_with(b"PK"));
    client.get("/reminders/schema/v1/instructions.json").await.expect(200).json();

    // The executor is the Controller of finance: known there. The term has passed a week later.
    joined.test.clock.advance(7 * 86_400);
    let page = words(&joined.test.client("finance-controller").await.get("/reminders").await.expect(200));
    assert!(page.contains("Мерзімі 4 күн бұрын өткен") && !page.contains("күн қалды"));
}

/// To everybody else there are no reminders of the body: 404 for each of them, 403 for the list.
///
/// Covers: 385-7-5, 385-50
#[rstest]
#[tokio::test]
async fn nobody_else_sees_them(#[values(On::Sqlite, On::Postgres)] on: On) {
    let joined = Joined::start(on).await;
    joined.says(Source::Chancellery, vec![joined.instruction("77", "finance").await]);
    joined.refresh().await;
    let test = &joined.test;
    let own = test.client("finance-controller").await.get("/api/v1/reminders").await.expect(200).json();
    let id = own["items"][0]["id"].as_str().unwrap().to_owned();
    let finance = body(test, "finance");
    for login in [
        "health-controller",
        "finance-head",
        "finance-clerk",
        "chancellery-control",
        "digital-admin",
        "digital-security",
    ] {
        let client = test.client(login).await;
        for path in [format!("/reminders/{id}"), format!("/api/v1/reminders/{id}")] {
            client.get(&path).await.expect(404);
        }
        for path in ["/reminders", "/reminders/export.csv", "/reminders/export.xlsx", "/api/v1/reminders"] {
            let asked = client.get(&format!("{path}?body={finance}")).await;
            let expected = if login == "health-controller" { 404 } else { 403 };
            assert_eq!(asked.status, expected, "{login} {path}");
        }
    }
    let other = test.client("health-controller").await;
    assert_eq!(other.get("/api/v1/reminders").await.expect(200).json()["total"], 0);
    assert!(words(&other.get("/reminders").await.expect(200)).contains("Ескертпе жоқ"));
    test.stranger().get("/api/v1/reminders").await.expect(401);
    assert_eq!(test.stranger().get("/reminders").await.status, 303);
}

/// Nobody makes a reminder, changes one of its requisites or marks it as executed: whatever the role, it is refused and
/// nothing has changed.
///
/// Covers: 385-48, 385-49, 385-51-f
#[rstest]
#[tokio::test]
async fn nobody_makes_or_changes_one(#[values(On::Sqlite, On::Postgres)] on: On) {
    let joined = Joined::start(on).await;
    joined.says(Source::Chancellery, vec![joined.instruction("77", "finance").await]);
    joined.refresh().await;
    let test = &joined.test;
    let controller = test.client("finance-controller").await;
    let before = controller.get("/api/v1/reminders").await.expect(200).json();
    let id = before["items"][0]["id"].as_str().unwrap().to_owned();
    let change = json!({"outgoing_number": "1", "due_date": "2027-01-01", "state": "executed"});
    for login in ["finance-controller", "finance-head", "chancellery-control", "digital-admin"] {
        let client = test.client(login).await;
        for path in [
            "/api/v1/reminders".to_owned(),
            format!("/api/v1/reminders/{id}"),
            format!("/reminders/{id}"),
            "/reminders".to_owned(),
        ] {
            for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                let answer = client.send(client.request(method.clone(), &path).json(&change)).await;
                assert_eq!(answer.status, 405, "{login} {method} {path}");
            }
        }
        for path in [format!("/api/v1/reminders/{id}/executed"), format!("/reminders/{id}/edit")] {
            client.send(client.request(Method::POST, &path).json(&change)).await.expect(404);
        }
    }
    assert_eq!(controller.get("/api/v1/reminders").await.expect(200).json()["items"], before["items"]);
}

/// A source that does not answer, answers another status, or a malformed list: the last good list stays on the page with
/// the time of its refresh, the failure is told beside it and in the log, the other source is refreshed, and it is tried
/// again. Particulars are for administrators.
///
/// Covers: 385-48-c, 385-48-d, 385-51
#[rstest]
#[tokio::test]
async fn failures_are_shown(#[values(On::Sqlite, On::Postgres)] on: On) {
    let joined = Joined::start(on).await;
    let test = &joined.test;
    for source in Source::ALL {
        joined.says(source, vec![joined.instruction(source.code(), "finance").await]);
    }
    let first = joined.refresh().await;
    assert!(first.iter().all(|r| r.outcome == Outcome::Done), "{first:?}");
    // At 13:30 the Chancellery is down, at 17:35 the Administration is well.
    joined.systems.lists.lock().unwrap().remove("chancellery");
    test.clock.advance(4 * 3600);
    let failed = joined.refresh().await;
    assert_eq!(failed.iter().map(|r| r.source).collect::<Vec<_>>(), [Source::Chancellery]);
    assert_eq!(failed[0].fault.as_ref().map(|f| f.kind), Some(FaultKind::Status));
    let client = test.client("finance-controller").await;
    let page = words(&client.get("/reminders").await.expect(200));
    assert!(page.contains("12-5/chancellery"), "the last good list stays");
    assert!(page.contains("соңғы рет 2026 ж. 23 қараша, 09:30"), "the last good refresh");
    assert!(page.contains("Дереккөз сұрауды қабылдамады") && page.contains("2026 ж. 23 қараша, 13:30"));
    joined.systems.bytes.lock().unwrap().insert("chancellery".to_owned(), b"<html>".to_vec());
    test.clock.advance(60);
    let again = joined.refresh().await;
    assert_eq!((again[0].attempt, again[0].fault.as_ref().map(|f| f.kind)), (2, Some(FaultKind::Malformed)));
    test.clock.advance(4 * 3600 + 4 * 60);
    joined.says(Source::PresidentialAdministration, vec![joined.instruction("new", "finance").await]);
    let later = joined.refresh().await;
    let of = |source: Source| later.iter().find(|r| r.source == source).unwrap();
    assert_eq!(of(Source::PresidentialAdministration).outcome, Outcome::Done);
    assert_eq!(of(Source::Chancellery).outcome, Outcome::Failed);
    let client = test.client("finance-controller").await;
    let page = words(&client.get("/reminders").await.expect(200));
    assert!(page.contains("12-5/chancellery") && page.contains("12-5/new"));
    let log = words(&client.get("/reminders/log").await.expect(200));
    assert!(log.contains("Жауап схемаға сай емес") && !log.contains("line 1"), "no particulars");
    let admin = test.client("digital-admin").await;
    assert!(words(&admin.get("/reminders/log").await.expect(200)).contains("line 1"));
    let entries = client.get("/api/v1/reminders/log?source=chancellery").await.expect(200).json();
    let outcomes: Vec<_> =
        entries["items"].as_array().unwrap().iter().map(|e| e["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["failed", "failed", "failed", "done"]);
    let sources = client.get("/api/v1/reminders/sources").await.expect(200).json();
    assert_eq!(sources[0]["refreshed_at"], "2026-11-23T04:30:00Z");
    assert_eq!((&sources[0]["last"]["fault"], &sources[1]["last"]["outcome"]), (&json!("malformed"), &json!("done")));
    // A false token is a failure like any other.
    joined.systems.bytes.lock().unwrap().clear();
    assert_eq!(joined.systems.asked.lock().unwrap()["chancellery"], 4);
}

/// What could not be taken in and what is unknown stands on the administrator's page, by number and reason; nobody else
/// sees it.
///
/// Covers: 385-48, 385-49-4, 385-49-5
#[rstest]
#[tokio::test]
async fn errors_are_for_administrators(#[values(On::Sqlite, On::Postgres)] on: On) {
    let joined = Joined::start(on).await;
    let test = &joined.test;
    let mut impossible = joined.instruction("80", "finance").await;
    impossible["due_date"] = json!("2026-02-30");
    let mut nobody = joined.instruction("81", "finance").await;
    nobody["body"] = json!("999940000019");
    let mut stranger = joined.instruction("82", "finance").await;
    stranger["executor"] = json!("Белгісіз Б.");
    stranger["document_kind"] = json!("Жаңа түр");
    joined.says(Source::Chancellery, vec![impossible, nobody, stranger, joined.instruction("83", "finance").await]);
    joined.refresh().await;
    let page = words(&test.client("digital-admin").await.get("/admin/reminders").await.expect(200));
    for told in [
        "12-5/80",
        "due_date",
        "Мұндай күн жоқ",
        "12-5/81",
        "Порталда мұндай мемлекеттік орган жоқ",
        "Белгісіз Б.",
        "Жаңа түр",
    ] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("12-5/83") && !page.contains("Есеп беру"), "no content");
    let admin = test.client("digital-admin").await;
    let errors = admin.get("/api/v1/reminders/errors").await.expect(200).json();
    assert_eq!((&errors["rejected_total"], &errors["marked_total"]), (&json!(2), &json!(1)));
    let controller = test.client("finance-controller").await;
    let page = words(&controller.get("/reminders").await.expect(200));
    assert!(page.contains("Белгісіз Б.") && page.contains("Жаңа түр") && page.contains("12-5/83"));
    for path in ["/admin/reminders", "/api/v1/reminders/errors"] {
        controller.get(path).await.expect(403);
    }
}

/// Looking at the list, at a card and taking the file are accounted for: who, what, when; so is what was refused.
///
/// Covers: 385-50
#[rstest]
#[tokio::test]
async fn every_look_is_accounted_for(#[values(On::Sqlite, On::Postgres)] on: On) {
    let joined = Joined::start(on).await;
    joined.says(Source::Chancellery, vec![joined.instruction("77", "finance").await]);
    joined.refresh().await;
    let test = &joined.test;
    let client = test.client("finance-controller").await;
    let list = client.get("/api/v1/reminders").await.expect(200).json();
    let id = list["items"][0]["id"].as_str().unwrap();
    client.get("/reminders?term=week").await.expect(200);
    client.get(&format!("/reminders/{id}")).await.expect(200);
    client.get("/reminders/export.csv").await.expect(200);
    test.client("finance-head").await.get(&format!("/reminders/{id}")).await.expect(404);
    let rows: Vec<(String, String, String, String, i64)> = sqlx::query_as(
        "select actor_id, operation, part, outcome, at from audit_entry where resource = 'reminder' order by seq",
    )
    .fetch_all(test.portal.db.reader())
    .await
    .unwrap();
    let who = actor(test, "finance-controller").person().unwrap().to_string();
    let now = orda_test::NOW.micros();
    let row =
        |operation: &str, part: &str| (who.clone(), operation.to_owned(), part.to_owned(), "done".to_owned(), now);
    let own: Vec<_> = rows.iter().filter(|r| r.0 == who).cloned().collect();
    assert_eq!(own, [row("search", ""), row("search", "term=week"), row("read", id), row("download", "")]);
    let viewed: i64 = sqlx::query_scalar("select viewed_at from reminders_viewing where person = $1")
        .bind(who.clone())
        .fetch_one(test.portal.db.reader())
        .await
        .unwrap();
    assert_eq!(viewed, now);
    let refused: i64 = sqlx::query_scalar("select count(*) from audit_entry where outcome = 'refused'")
        .fetch_one(test.portal.db.reader())
        .await
        .unwrap();
    assert_eq!(refused, 1);
}

/// A Controller who has not looked for three days is told, by a notice that leads to the list and by e-mail.
///
/// Covers: 385-50
#[rstest]
#[tokio::test]
async fn a_controller_who_does_not_look_is_told(#[values(On::Sqlite, On::Postgres)] on: On) {
    let joined = Joined::start(on).await;
    joined.says(Source::Chancellery, vec![joined.instruction("77", "finance").await]);
    joined.refresh().await;
    let test = &joined.test;
    let reminders = &test.portal.reminders;
    assert_eq!(reminders.remind_controllers().await.unwrap(), 0);
    test.clock.advance(3 * 86_400);
    assert_eq!(reminders.remind_controllers().await.unwrap(), 1);
    let notices = crate::world::notices(test, "finance-controller").await;
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].kind, "reminders-notice-unviewed");
    let link = notices[0].link.clone();
    test.client("finance-controller").await.get(&link).await.expect(200);
    let mails: i64 = sqlx::query_scalar("select count(*) from notifications_email")
        .fetch_one(test.portal.db.reader())
        .await
        .unwrap();
    assert_eq!(mails, 1);
    assert!(crate::world::notices(test, "health-controller").await.is_empty());
    test.clock.advance(2 * 86_400);
    assert_eq!(reminders.remind_controllers().await.unwrap(), 0, "it was looked at");
    // Without a source there is nothing to refresh and nothing fails.
    let plain = TestPortal::start(on).await;
    assert!(plain.portal.reminders.refresh_due().await.unwrap().is_empty());
    let states = plain.portal.reminders.sources(&Actor::portal()).await.unwrap();
    assert!(states.iter().all(|s| !s.joined && s.good_at.is_none() && s.last.is_none()));
}
