//! Regular audits of the state of information systems through the whole portal (365-9): kept by the owner, reported to the authorised
//! body, asked for in time.

use crate::interactions::{put_in_force, recorded, resource, system};
use crate::services::upload;
use crate::world::{body, notices};
use orda_documents::samples;
use orda_test::{Answer, Client, On, TestPortal};
use rstest::rstest;
use serde_json::{Value, json};

const OWNER: &str = "justice-clerk";
/// Whoever keeps the portal acts for the authorised body in the field of informatization.
const AUTHORISED: &str = "digital-admin";
const DAY: i64 = 86_400;

fn interface(page: &str) -> String {
    format!("/api/v1{page}")
}

/// Names of wrong fields.
fn wrong(answer: &Answer) -> Vec<String> {
    let told = answer.json();
    let fields = told["errors"].as_array().unwrap().iter();
    fields.map(|error| error["field"].as_str().unwrap().to_owned()).collect()
}

/// What stands in the list of audits due: names with their states.
async fn due(client: &Client) -> Vec<(String, String)> {
    let found = client.get("/api/v1/registry/audits/due").await.expect(200).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let line = |line: &Value| (text(&line["name"]["kk"]), text(&line["state"]));
    found["items"].as_array().unwrap().iter().map(line).collect()
}

async fn total(client: &Client, state: &str) -> Value {
    client.get(&format!("/api/v1/registry/audits?state={state}")).await.expect(200).json()["total"].clone()
}

/// Whoever acts neither for the owner nor for the authorised body reads and enters nothing, and the attempt is recorded.
async fn closed_to_others(test: &TestPortal, record: &str, audit: &str) {
    let typed = [("date", "2026-11-20"), ("auditor", "x"), ("scope", "x")];
    let new = format!("{}/audits/new", record.replace("/api/v1/registry/records", "/registry"));
    for login in ["finance-head", "justice-drafter"] {
        let other = test.client(login).await;
        let entered = other.form(&new, &typed).await.expect(403);
        assert_eq!(recorded(test, &entered).await["outcome"], "refused");
        for hidden in [audit.to_owned(), interface(audit), format!("{audit}/report/file"), format!("{audit}/edit")] {
            let record = recorded(test, &other.get(&hidden).await.expect(404)).await;
            assert_eq!([&record["outcome"], &record["detail"]], ["refused", "error-not-found"], "{hidden}");
        }
        other.form(&format!("{audit}/edit"), &typed).await.expect(404);
        other.form(&format!("{audit}/send"), &[]).await.expect(404);
        assert!(other.get(record).await.expect(200).json()["audits"].is_null());
    }
    test.client("justice-drafter").await.get("/registry/audits").await.expect(403);
    test.client("justice-drafter").await.get("/registry/audits/due").await.expect(403);
    assert_eq!(total(&test.client("finance-head").await, "").await, 0);
    let (_, machine) = system(test, "ЭҚАЖ", "justice").await;
    machine.get(&interface(audit)).await.expect(404);
    // The authorised body reads and changes nothing.
    let authorised = test.client(AUTHORISED).await;
    authorised.get(audit).await.expect(200);
    authorised.form(&new, &typed).await.expect(403);
    authorised.form(&format!("{audit}/edit"), &typed).await.expect(403);
    authorised.form(&format!("{audit}/send"), &[]).await.expect(403);
}

/// An audit with date, auditor, scope, findings and report is entered by the owner and kept with the record; a correction needs a reason.
/// Others neither read nor enter one. Its report is not sent while findings or file are missing, which are named; till then it stands
/// as not reported before the authorised body, then among the received ones with date and sender, and nothing of it changes any more.
///
/// Covers: 365-9-c
#[rstest]
#[tokio::test]
async fn reports_of_audits_reach_the_authorised_body(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let record = resource(&test).await;
    let (owner, authorised) = (test.client(OWNER).await, test.client(AUTHORISED).await);
    let new = format!("{}/audits/new", record.replace("/api/v1/registry/records", "/registry"));
    let mut typed = vec![("date", "2026-11-24"), ("auditor", "Аудит орталығы"), ("scope", "Желі мен рөлдер")];
    let again = owner.form(&new, &typed).await.expect(422).text();
    assert!(again.contains("бүгіннен кеш") && again.contains("Желі мен рөлдер"), "nothing typed is lost: {again}");
    typed[0].1 = "2026-11-20";
    let audit = owner.form(&new, &typed).await.expect(303).header("location").unwrap().to_owned();

    let sending = format!("{}/sending", interface(&audit));
    assert_eq!(wrong(&owner.post(&sending, &json!({})).await.expect(422)), ["findings", "report"]);
    let shown = owner.form(&format!("{audit}/send"), &[]).await.expect(422).text();
    for named in ["Аудит қорытындылары енгізілмеген", "Есеп файлы тіркелмеген"]
    {
        assert!(shown.contains(named), "{named}: {shown}");
    }
    assert_eq!([total(&authorised, "not_sent").await, total(&authorised, "sent").await], [1, 0]);
    let shown = authorised.get("/registry/audits").await.expect(200).text();
    assert!(shown.contains("Жобалар қоры") && shown.contains("govuk-tag--yellow"), "not reported: {shown}");

    typed.push(("findings", "Екі есептік жазба артық"));
    owner.form(&format!("{audit}/edit"), &typed).await.expect(422);
    typed.push(("reason", "Қорытынды келді"));
    owner.form(&format!("{audit}/edit"), &typed).await.expect(303);
    assert_eq!(wrong(&owner.post(&sending, &json!({})).await.expect(422)), ["report"]);
    let report = format!("{audit}/report");
    upload(&owner, &report, "report", "Есеп.pdf", Vec::new()).await.expect(422);
    upload(&owner, &report, "report", "Есеп.pdf", b"MZ".to_vec()).await.expect(409);
    upload(&owner, &report, "report", "Есеп.pdf", samples::pdf()).await.expect(303);
    let card = owner.get(&interface(&audit)).await.expect(200).json();
    let told = ["date", "auditor", "scope", "findings", "next_due"].map(|field| card["audit"][field].clone());
    let kept = ["2026-11-20", "Аудит орталығы", "Желі мен рөлдер", "Екі есептік жазба артық", "2027-11-20"];
    assert_eq!(told, kept.map(Value::from));
    assert_eq!(card["audit"]["report"]["name"], "Есеп.pdf");
    assert!(card["history"][1]["about"].as_str().unwrap().starts_with("Қорытынды келді"), "{card}");
    assert_eq!(owner.get(&record).await.expect(200).json()["audits"][0], card["audit"], "it stands with the record");
    closed_to_others(&test, &record, &audit).await;

    assert!(owner.get(&format!("{audit}/send")).await.expect(200).text().contains("уәкілетті органға"));
    owner.form(&format!("{audit}/send"), &[]).await.expect(303);
    owner.form(&format!("{audit}/send"), &[]).await.expect(409);
    owner.form(&format!("{audit}/edit"), &typed).await.expect(409);
    upload(&owner, &report, "report", "Есеп.pdf", samples::pdf()).await.expect(409);
    let answer = authorised.get("/api/v1/registry/audits?state=sent").await.expect(200);
    assert_eq!(recorded(&test, &answer).await["resource"], "registry_audit");
    let (received, sender) = (answer.json()["items"][0].clone(), test.cast.person(OWNER).name.clone());
    assert_eq!((&received["id"], &received["sent_by"]), (&card["audit"]["id"], &Value::from(sender.as_str())));
    assert!(received["sent_at"].as_str().unwrap().starts_with("2026-11-23T"), "{received}");
    for path in ["/registry/audits?state=sent", "/registry/audits/export.csv?state=sent"] {
        let shown = authorised.get(path).await.expect(200).text();
        assert!(shown.contains(&sender) && shown.contains("Жобалар қоры"), "{path}: {shown}");
    }
    assert_eq!(total(&authorised, "not_sent").await, 0);
    authorised.get(&format!("{audit}/report/file")).await.expect(200);
}

/// An audit with date, auditor, scope, findings and report is kept with its record. Ten working days before the next one falls due the
/// owner is reminded, and again when it is overdue, once each; then it is shown as overdue, in words. Others neither read nor enter.
///
/// Covers: 365-9-a
#[rstest]
#[tokio::test]
async fn owners_are_reminded_of_audits(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let record = resource(&test).await;
    let owner = test.client(OWNER).await;
    assert_eq!(due(&owner).await, [("Жобалар қоры".to_owned(), "in_time".to_owned())], "a period after the beginning");
    let input =
        json!({ "date": "2025-12-20", "auditor": "Аудит орталығы", "scope": "Желі", "findings": "Ескерту жоқ" });
    let made = owner.post(&format!("{record}/audits"), &input).await.expect(201).json();
    let audit = format!("/registry/audits/{}", made["id"].as_str().unwrap());
    upload(&owner, &format!("{audit}/report"), "report", "Есеп.pdf", samples::pdf()).await.expect(303);
    let kept = owner.get(&record).await.expect(200).json()["audits"][0].clone();
    for field in ["date", "auditor", "scope", "findings"] {
        assert_eq!(kept[field], input[field], "{kept}");
    }
    assert_eq!((&kept["report"]["name"], &kept["next_due"]), (&json!("Есеп.pdf"), &json!("2026-12-20")));
    closed_to_others(&test, &record, &audit).await;

    let tell = async || test.portal.registry.tell_of_audits().await.unwrap();
    // The Day of Independence is no working day: the reminder is sent on 3 December.
    test.clock.advance(9 * DAY);
    assert_eq!(tell().await, 0);
    test.clock.advance(DAY);
    assert_eq!([tell().await, tell().await], [1, 0]);
    test.clock.advance(17 * DAY);
    assert_eq!(tell().await, 0, "to the end of its last day it is in time");
    test.clock.advance(DAY);
    assert_eq!([tell().await, tell().await], [1, 0]);
    for login in ["justice-head", OWNER] {
        let told = notices(&test, login).await.into_iter().filter(|n| n.kind.starts_with("registry-notice-audit"));
        let kinds: Vec<_> = told.map(|notice| notice.kind).collect();
        assert_eq!(kinds, ["registry-notice-audit-overdue", "registry-notice-audit-soon"], "{login}");
    }
    assert!(notices(&test, "finance-head").await.iter().all(|n| !n.kind.starts_with("registry-notice-audit")));
    let owner = test.client(OWNER).await;
    let card = record.replace("/api/v1/registry/records", "/registry");
    for page in ["/registry/audits/due", "/registry/audits/due?state=overdue", card.as_str()] {
        let shown = owner.get(page).await.expect(200).text();
        assert!(shown.contains("аудит мерзімі өткен") && shown.contains('⚠'), "{page}: {shown}");
    }
    let file = owner.get("/registry/audits/due/export.csv").await.expect(200).text();
    assert!(file.contains("2026") && file.contains("аудит мерзімі өткен"), "{file}");
    let input = json!({ "date": "2026-12-21", "auditor": "Аудит орталығы", "scope": "Желі" });
    owner.post(&format!("{record}/audits"), &input).await.expect(201);
    assert_eq!(due(&owner).await[0].1, "in_time");
    assert_eq!(tell().await, 0);
}

/// A non-state system of the Ministry of Finance in operation, never audited since the beginning of last year; its id.
async fn non_state(test: &TestPortal) -> String {
    let clerk = test.client("finance-clerk").await;
    let name = json!({ "kk": "Банк жүйесі", "ru": "Система банка" });
    let owner = body(test, "finance");
    let record =
        |kind: &str| json!({ "body": owner, "kind": kind, "name": name, "category": "restricted", "non_state": true });
    let refused = clerk.post("/api/v1/registry/records", &record("resource")).await.expect(422);
    assert_eq!(wrong(&refused), ["non_state"]);
    let made = clerk.post("/api/v1/registry/records", &record("system")).await.expect(201).json();
    let id = made["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/registry/records/{id}");
    for kind in ["attestation", "test", "examination"] {
        let finding =
            json!({ "kind": kind, "number": "1", "date": "2026-11-20", "issuer": "Зертхана", "result": "positive" });
        clerk.post(&format!("{path}/findings"), &finding).await.expect(201);
    }
    let order = json!({ "text": "Қатысушылар", "law_reference": "365", "valid_from": "2026-11-01" });
    clerk.put(&format!("{path}/access-order"), &order).await.expect(204);
    clerk.post(&format!("{path}/operation"), &json!({})).await.expect(204);
    let audit = json!({ "date": "2025-01-10", "auditor": "Аудит орталығы", "scope": "Желі" });
    clerk.post(&format!("{path}/audits"), &audit).await.expect(201);
    id
}

/// A non-state system stands in the list of audits due like one of a state body while an interaction with it is in force, and not
/// otherwise. When its audit is overdue, the authorised body sees that at the interaction; the owner of what is called does not.
///
/// Covers: 365-9-b
#[rstest]
#[tokio::test]
async fn non_state_systems_that_interact_are_audited(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (path, calling) = (resource(&test).await, non_state(&test).await);
    let (owner, authorised) = (test.client(OWNER).await, test.client(AUTHORISED).await);
    let asked = json!({ "name": { "kk": "Жобаларды беру", "ru": "Передача проектов" }, "part": "drafts" });
    let made = owner.post(&format!("{path}/interactions"), &asked).await.expect(201).json();
    let id = made["id"].as_str().unwrap().to_owned();
    let page = format!("/registry/interactions/{id}");
    let (caller, _) = system(&test, "Банк", "finance").await;
    let participant = |of: &str| json!({ "system": caller, "body": body(&test, of), "record": calling });
    let participants = format!("{}/participants", interface(&page));
    assert_eq!(wrong(&owner.post(&participants, &participant("health")).await.expect(422)), ["record"]);
    assert!(owner.get(&format!("{page}/participants/new")).await.expect(200).text().contains("Банк жүйесі"));
    owner.post(&participants, &participant("finance")).await.expect(201);

    let state = ("Жобалар қоры".to_owned(), "in_time".to_owned());
    assert_eq!(due(&authorised).await, std::slice::from_ref(&state), "no interaction is in force");
    assert_eq!(test.portal.registry.tell_of_audits().await.unwrap(), 0);
    put_in_force(&test, &id).await.expect(204);
    let other = ("Банк жүйесі".to_owned(), "overdue".to_owned());
    assert_eq!(due(&authorised).await, [other.clone(), state.clone()]);
    assert_eq!(due(&test.client("finance-clerk").await).await, [other]);
    assert_eq!(due(&owner).await, std::slice::from_ref(&state));
    assert_eq!(test.portal.registry.tell_of_audits().await.unwrap(), 1);

    let warned = "Мемлекеттік емес жүйелер аудитінің мерзімі өткен";
    let shown = authorised.get(&page).await.expect(200).text();
    assert!(shown.contains(warned) && shown.contains("Банк жүйесі"), "{shown}");
    assert_eq!(authorised.get(&interface(&page)).await.expect(200).json()["unaudited"], json!([calling]));
    assert!(!owner.get(&page).await.expect(200).text().contains(warned));
    owner.form(&format!("{page}/end"), &[("reason", "Жаңасы дайын")]).await.expect(303);
    assert_eq!(due(&authorised).await, [state]);
    assert!(!authorised.get(&page).await.expect(200).text().contains(warned));
}
