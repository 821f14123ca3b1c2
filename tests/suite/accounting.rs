//! Accounting of accesses, through the whole portal (365-7-a, 365-7-b, 365-8).

use crate::world::{body, draft};
use orda::compose::Portal;
use orda_audit_store::{CheckpointFile, Tree};
use orda_base::{Actor, Role};
use orda_identity::HeldRole;
use orda_test::{Answer, Client, On, TestPortal};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Executor};

/// The security officer reads the accounting.
struct Log(Client);

impl Log {
    async fn of(test: &TestPortal) -> Self {
        Self(test.client("digital-security").await)
    }

    /// Records that a filter finds, the latest first.
    async fn find(&self, filter: &str) -> Vec<Value> {
        let found = self.0.get(&format!("/api/v1/accounting?size=100&{filter}")).await.expect(200).json();
        found["items"].as_array().unwrap().clone()
    }

    /// The record of the request behind an answer; it must be exactly one.
    async fn record(&self, answer: &Answer) -> Value {
        let request = answer.header("x-request-id").expect("the number of the request");
        let mut found = self.find(&format!("request={request}")).await;
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }
}

/// Changes tables behind the portal's back.
async fn execute(test: &TestPortal, sql: &str) -> bool {
    let mut tx = test.portal.db.begin().await.unwrap();
    let done = tx.conn().execute(AssertSqlSafe(sql.to_owned())).await.is_ok();
    if done {
        tx.commit().await.unwrap();
    }
    done
}

/// A person opens a page: one record is written by itself, with the server's date, time and zone, the person's name, the
/// address, the component, page and document, the operation and outcome, the session, the client program, and the number
/// of the request. The person's own number is masked.
///
/// Covers: 365-7-a, 365-8-1, 365-8-2, 365-8-3, 365-8-4, 365-8-5-a, 365-8-5-b
#[rstest]
#[tokio::test]
async fn a_page_view_is_recorded(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[]).await;
    let log = Log::of(&test).await;
    let path = format!("/drafts/{}/v/1", draft.id);
    let client = test.client("finance-clerk").await;
    let request = client.request(Method::GET, &path).header("user-agent", "Orda-Test/1.0");
    let answer = client.send(request.header("date", "Sat, 01 Jan 2000 00:00:00 GMT")).await.expect(200);
    let record = log.record(&answer).await;
    let now = test.portal.env.now().zoned().strftime("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string();
    assert_eq!(record["at"], now.as_str());
    assert!(now.starts_with("2026-11-23T") && now.ends_with("+05:00"));
    let clerk = test.cast.person("finance-clerk");
    assert_eq!((&record["who"], &record["actor_name"]), (&json!("person"), &json!(clerk.name)));
    assert_eq!(record["address"], "127.0.0.1");
    assert_eq!((&record["component"], &record["resource"]), (&json!("drafts"), &json!("draft")));
    assert_eq!(
        (&record["part"], &record["service"]),
        (&json!(path.trim_start_matches("/drafts/")), &json!(format!("GET {path}")))
    );
    assert_eq!((&record["operation"], &record["outcome"]), (&json!("read"), &json!("done")));
    assert_eq!(record["agent"], "Orda-Test/1.0");
    assert!(!record["session"].as_str().unwrap().is_empty());
    let shown = record["actor_iin"].as_str().unwrap();
    assert!(shown != clerk.iin && shown.ends_with(&clerk.iin[8..]), "{shown}");

    // Two within one minute: the seconds tell which came first.
    test.clock.advance(1);
    let second = client.get(&path).await.expect(200);
    let later = log.record(&second).await;
    assert!(later["at"].as_str() > record["at"].as_str());
    assert!(later["number"].as_i64() > record["number"].as_i64());
    let number = record["number"].as_i64().unwrap();
    let page = log.0.get(&format!("/accounting/{number}")).await.expect(200).text();
    assert!(page.contains(&clerk.name) && page.contains("127.0.0.1") && page.contains(&path), "{page}");
    assert!(!page.contains(&clerk.iin));
}

/// An information system is recorded under its registered name, in the same way.
///
/// Covers: 365-7-a, 365-8-2
#[rstest]
#[tokio::test]
async fn a_system_is_recorded_by_its_name(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[]).await;
    let log = Log::of(&test).await;
    let role = HeldRole { role: Role::RecordsClerk, body: Some(body(&test, "finance")) };
    let admin = Actor::portal();
    let (_, token) = test.portal.identity.register_system(&admin, "Қаржы ЭҚАЖ", &[role], 30).await.unwrap();
    let system = test.stranger().with_bearer(&token);
    let answer = system.get(&format!("/api/v1/drafts/{}", draft.id)).await.expect(200);
    let record = log.record(&answer).await;
    assert_eq!((&record["who"], &record["actor_name"]), (&json!("system"), &json!("Қаржы ЭҚАЖ")));
    assert_eq!((&record["operation"], &record["outcome"]), (&json!("read"), &json!("done")));
}

/// What is refused is recorded as refused, with its reason: a draft that is not for the reader, a page without the role,
/// a login under a claimed name. The password that was tried is nowhere in the records.
///
/// Covers: 365-7-a, 365-8-2, 365-8-4, 365-8-5-a
#[rstest]
#[tokio::test]
async fn refusals_are_recorded(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[]).await;
    let log = Log::of(&test).await;
    let outside = test.client("health-head").await;
    let hidden = outside.get(&format!("/drafts/{}/v/1", draft.id)).await.expect(404);
    let record = log.record(&hidden).await;
    assert_eq!((&record["outcome"], &record["detail"]), (&json!("refused"), &json!("error-not-found")));
    assert_eq!(record["actor_name"], test.cast.person("health-head").name.as_str());
    assert!(record["part"].as_str().unwrap().starts_with(&draft.id.to_string()));

    let forbidden = outside.get("/api/v1/accounting").await.expect(403);
    let record = log.record(&forbidden).await;
    assert_eq!((&record["resource"], &record["outcome"]), (&json!("accounting"), &json!("refused")));
    let stranger = test.stranger().get("/api/v1/my-work").await.expect(401);
    let record = log.record(&stranger).await;
    assert_eq!((&record["who"], &record["outcome"]), (&json!("unknown"), &json!("refused")));

    let tried = [("login", "d.akhmetov"), ("password", "құпия сөз 77")];
    let answer = test.stranger().form("/login", &tried).await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    let record = log.record(&answer).await;
    assert_eq!((&record["who"], &record["actor_name"]), (&json!("unknown"), &json!("d.akhmetov")));
    assert_eq!((&record["operation"], &record["outcome"]), (&json!("sign_in"), &json!("refused")));
    let body = json!({"login": "d.akhmetov", "password": "құпия сөз 77"});
    let answer = test.stranger().post("/api/v1/session", &body).await;
    let record = log.record(&answer).await;
    assert_eq!((&record["actor_name"], &record["outcome"]), (&json!("d.akhmetov"), &json!("refused")));
    let everything = json!(log.find("").await).to_string();
    assert!(!everything.contains("құпия"), "{everything}");
}

/// A forwarding header from a sender that is not a trusted proxy proves nothing: the address of the real connection is
/// recorded. From a trusted one it is believed.
///
/// Covers: 365-8-3
#[rstest]
#[case(&[], "127.0.0.1")]
#[case(&["10.0.0.0/8"], "127.0.0.1")]
#[case(&["127.0.0.0/8"], "203.0.113.77")]
#[tokio::test]
async fn a_forged_address_is_not_believed(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[case] trusted: &[&str],
    #[case] address: &str,
) {
    let proxies: Vec<String> = trusted.iter().map(|t| (*t).to_owned()).collect();
    let test = TestPortal::start_with(on, |config| config.trusted_proxies = proxies).await;
    let log = Log::of(&test).await;
    let client = test.client("justice-drafter").await;
    let forged = client.request(Method::GET, "/my-work").header("x-forwarded-for", "198.51.100.1, 203.0.113.77");
    let answer = client.send(forged.header("x-real-ip", "198.51.100.2")).await.expect(200);
    assert_eq!(log.record(&answer).await["address"], address);
}

/// A search is recorded with the words and filters that were used.
///
/// Covers: 365-7-a, 365-8-4
#[rstest]
#[tokio::test]
async fn a_search_is_recorded_with_its_words(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let log = Log::of(&test).await;
    let client = test.client("justice-drafter").await;
    for path in ["/drafts", "/api/v1/drafts"] {
        let query = [("words", "бюджет туралы"), ("state", "on_approval")];
        let answer = client.send(client.request(Method::GET, path).query(&query)).await.expect(200);
        let record = log.record(&answer).await;
        assert_eq!(record["operation"], "search", "{path}");
        let part = record["part"].as_str().unwrap();
        assert!(part.contains("бюджет туралы") && part.contains("on_approval"), "{path}: {part}");
    }
}

/// Each operation of the procedure is recorded as what it is, once; a change refers to the version or tells what was
/// changed from what to what; a download names the file; logging in and out are recorded.
///
/// Covers: 365-7-a, 365-8-5-a
#[rstest]
#[tokio::test]
async fn operations_are_told_apart(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "approved"), ("economy", "under_review")]).await;
    let log = Log::of(&test).await;
    let mut seen: Vec<(String, String)> = log
        .find(&format!("resource=draft&words={}", draft.id))
        .await
        .iter()
        .map(|r| (r["operation"].as_str().unwrap().to_owned(), r["detail"].as_str().unwrap().to_owned()))
        .collect();
    seen.reverse();
    let written: Vec<_> = seen.iter().map(|(o, d)| (o.as_str(), d.as_str())).filter(|(o, _)| *o != "read").collect();
    assert_eq!(written[0], ("create", ""));
    assert_eq!(written[1], ("sign", "version 1"));
    assert_eq!(written[2], ("send", "version 1"));
    assert!(
        written.contains(&("change", "registered")) && written.contains(&("sign", "version 1 approved")),
        "{written:?}"
    );
    assert_eq!(written.iter().filter(|(o, _)| *o == "sign").count(), 2);

    let client = test.client("justice-drafter").await;
    let files = client.get(&format!("/api/v1/drafts/{}/versions/1/files", draft.id)).await.expect(200).json();
    let file = files[0]["id"].as_str().unwrap();
    let taken = client.get(&format!("/drafts/{}/v/1/files/{file}", draft.id)).await.expect(200);
    let record = log.record(&taken).await;
    assert_eq!(
        (&record["operation"], &record["resource"], &record["part"]),
        (&json!("download"), &json!("file"), &json!(file))
    );

    let admin = test.client("digital-admin").await;
    let clerk = test.cast.person("finance-clerk").person;
    let person = admin.get(&format!("/api/v1/people/{clerk}")).await.expect(200).json();
    assert!(person.to_string().contains("finance-clerk@orda.example"), "{person}");
    test.client("finance-clerk").await.form("/profile/email", &[("email", "new@orda.example")]).await.expect(303);
    let changed = log.find("resource=person&operation=change").await.remove(0);
    assert!(changed["detail"].as_str().unwrap().contains("email"), "{changed}");

    let out = client.form("/logout", &[]).await;
    assert_eq!(log.record(&out).await["operation"], "sign_out");
    let all = log.find("operation=sign_in").await;
    assert!(all.iter().any(|r| r["actor_name"] == test.cast.person("justice-drafter").name.as_str()), "{all:?}");
}

/// What cannot be recorded does not happen: with the table of records out of reach no page is shown and no deed is done.
///
/// Covers: 365-7-a
#[rstest]
#[tokio::test]
async fn what_cannot_be_recorded_does_not_happen(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "signed_by_drafter", &[]).await;
    let client = test.client("justice-drafter").await;
    let path = format!("/drafts/{}/v/1", draft.id);
    client.get(&path).await.expect(200);
    assert!(execute(&test, "alter table audit_entry rename to audit_gone").await);
    for page in [path.as_str(), "/my-work", "/drafts"] {
        let answer = client.get(page).await;
        assert!(answer.status >= 500, "{page}: {}", answer.status);
        assert!(!answer.text().contains("Сынақ жобасы"), "{page}");
    }
    assert!(draft.send(1).await.is_err());
    assert!(execute(&test, "alter table audit_gone rename to audit_entry").await);
    assert_eq!(draft.state().await, "signed_by_drafter", "nothing was done");
    draft.send(1).await.unwrap();
    client.get(&path).await.expect(200);
}

/// Records outlive the program; the security officer finds them by user, time, address and part of the resource; nobody,
/// an administrator included, changes or deletes one; whoever may not read them is refused, and that is recorded.
///
/// Covers: 365-7-b
#[rstest]
#[tokio::test]
async fn records_are_kept_and_found(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[]).await;
    let log = Log::of(&test).await;
    let answer = test.client("finance-clerk").await.get(&format!("/drafts/{}/v/1", draft.id)).await.expect(200);
    let record = log.record(&answer).await;
    let number = record["number"].as_i64().unwrap();
    let surname = test.cast.person("finance-clerk").name.split(' ').next().unwrap().to_owned();
    for (query, found) in [
        (vec![("person", surname.as_str())], true),
        (vec![("person", surname.as_str()), ("until", "2026-11-22")], false),
        (vec![("from", "2026-11-23"), ("until", "2026-11-23")], true),
        (vec![("address", "127.0.0.")], true),
        (vec![("address", "10.")], false),
        (vec![("words", &draft.id.to_string()), ("operation", "read")], true),
        (vec![("resource", "draft"), ("outcome", "refused")], false),
    ] {
        let request = log.0.request(Method::GET, "/api/v1/accounting").query(&query).query(&[("size", "100")]);
        let items = log.0.send(request).await.expect(200).json()["items"].as_array().unwrap().clone();
        assert_eq!(items.iter().any(|r| r["number"] == number), found, "{query:?}");
    }

    let admin = test.client("digital-admin").await;
    for client in [&admin, &log.0] {
        for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::POST] {
            for path in
                [format!("/api/v1/accounting/{number}"), format!("/accounting/{number}"), "/accounting".to_owned()]
            {
                let answer = client.send(client.request(method.clone(), &path).json(&json!({}))).await;
                assert!((400..500).contains(&answer.status), "{method} {path}: {}", answer.status);
            }
        }
    }
    assert!(!execute(&test, &format!("update audit_entry set actor_name = 'x' where seq = {number}")).await);
    assert!(!execute(&test, &format!("delete from audit_entry where seq = {number}")).await);
    assert!(!execute(&test, "delete from audit_entry").await);
    let path = format!("/api/v1/accounting/{number}");
    assert_eq!(log.0.get(&path).await.expect(200).json()["record"], record);

    // Another program on the same database: the records are there.
    let again = Portal::open(test.portal.config.clone(), test.portal.env.clone()).await.unwrap();
    let kept: i64 = sqlx::query_scalar("select count(*) from audit_entry where seq = $1")
        .bind(number)
        .fetch_one(again.db.reader())
        .await
        .unwrap();
    assert_eq!(kept, 1);
    again.close().await;

    for login in ["justice-drafter", "finance-head", "chancellery-control"] {
        for path in ["/accounting", "/accounting/export.csv", "/api/v1/accounting"] {
            let refused = test.client(login).await.get(path).await.expect(403);
            let record = log.record(&refused).await;
            assert_eq!(
                (&record["resource"], &record["outcome"]),
                (&json!("accounting"), &json!("refused")),
                "{login} {path}"
            );
        }
    }
    admin.get("/accounting").await.expect(200);
}

/// Whatever is accessed, allowed or refused, is recorded with user, time, object, act and outcome. While the log cannot be written
/// nothing is shown; the administrators and security officers are told as soon as the database takes the word, once for the whole
/// trouble. Who has not the role may not open the log.
///
/// Covers: 217-a43.3c
#[rstest]
#[tokio::test]
async fn a_log_that_cannot_be_written_is_told(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[]).await;
    let log = Log::of(&test).await;
    let path = format!("/drafts/{}/v/1", draft.id);
    let now = test.portal.env.now().zoned().strftime("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string();
    for (login, status, outcome) in [("finance-clerk", 200, "done"), ("health-head", 404, "refused")] {
        let answer = test.client(login).await.get(&path).await.expect(status);
        let record = log.record(&answer).await;
        assert_eq!(record["actor_name"], test.cast.person(login).name.as_str());
        assert_eq!((&record["operation"], &record["outcome"]), (&json!("read"), &json!(outcome)));
        assert_eq!((&record["resource"], &record["at"]), (&json!("draft"), &json!(now)));
        assert!(record["part"].as_str().unwrap().starts_with(&draft.id.to_string()));
    }
    let clerk = test.client("finance-clerk").await;
    for path in ["/accounting", "/api/v1/accounting", "/accounting/export.csv", "/accounting/alerts"] {
        clerk.get(path).await.expect(403);
    }

    let told = async |login: &str| {
        let all = crate::world::notices(&test, login).await;
        all.into_iter().filter(|n| n.kind == "audit-notice-unwritten").count()
    };
    test.portal.keeping.tell_unwritten().await.unwrap();
    assert_eq!(told("digital-admin").await, 0, "nothing to tell");
    assert!(execute(&test, "alter table audit_entry rename to audit_gone").await);
    for _ in 0..3 {
        let answer = clerk.get(&path).await.expect(503);
        assert!(!answer.text().contains("Сынақ жобасы"));
    }
    // Nobody can be told while the outbox takes nothing either; it is not forgotten.
    assert!(execute(&test, "alter table notifications_notice rename to notifications_gone").await);
    assert!(test.portal.keeping.tell_unwritten().await.is_err());
    assert!(execute(&test, "alter table notifications_gone rename to notifications_notice").await);
    for _ in 0..2 {
        test.portal.keeping.tell_unwritten().await.unwrap();
        clerk.get(&path).await.expect(503);
    }
    for login in ["digital-admin", "digital-security"] {
        assert_eq!(told(login).await, 1, "{login}");
    }
    assert_eq!(told("finance-clerk").await, 0);
    assert!(execute(&test, "alter table audit_gone rename to audit_entry").await);
    clerk.get(&path).await.expect(200);
    test.clock.advance(16 * 60);
    test.portal.keeping.tell_unwritten().await.unwrap();
    assert_eq!(told("digital-admin").await, 2, "what came after the first word");
    test.clock.advance(16 * 60);
    test.portal.keeping.tell_unwritten().await.unwrap();
    assert_eq!(told("digital-admin").await, 2);
}

/// Two nodes keep checkpoints in one file: each stands there once, in its order, whoever wrote it.
#[rstest]
#[tokio::test]
async fn checkpoints_are_kept_once(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("checkpoints");
    let (one, other) = (CheckpointFile::new(&path), CheckpointFile::new(&path));
    let (tree, client) = (Tree::new(test.portal.db.clone()), test.client("justice-drafter").await);
    let mut kept = 0;
    for file in [&one, &other, &one, &one, &other] {
        client.get("/my-work").await.expect(200);
        assert!(test.portal.keeping.sealer.seal().await.unwrap().is_some());
        file.append(&tree).await.unwrap();
        one.append(&tree).await.unwrap();
        kept += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().filter(|line| line.starts_with("\u{2014} ")).count(), kept, "{text}");
    }
}
