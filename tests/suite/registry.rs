//! The register of information systems and information resources through the whole portal: what is missing is named, only the
//! owner changes, and updates are watched over.

use crate::world::{body, notices};
use orda_base::LocalizedText;
use orda_test::{Client, On, TestPortal};
use rstest::rstest;
use serde_json::{Value, json};

const CLERK: &str = "justice-clerk";
const DAY: i64 = 86_400;

/// A record of the Ministry of Justice in the hands of its records clerk.
struct Desk<'a> {
    test: &'a TestPortal,
    client: Client,
    path: String,
}

impl<'a> Desk<'a> {
    /// Enters a record by the page.
    async fn open(test: &'a TestPortal, kind: &str) -> Self {
        let client = test.client(CLERK).await;
        let body = body(test, "justice").to_string();
        let fields = [
            ("body", body.as_str()),
            ("kind", kind),
            ("name_kk", "Заңды тұлғалар базасы"),
            ("name_ru", "База юридических лиц"),
            ("category", "restricted"),
        ];
        let made = client.form("/registry/new", &fields).await.expect(303);
        let path = made.header("location").unwrap().to_owned();
        Self { test, client, path }
    }

    /// The clock goes on by so many days; the clerk logs in again.
    async fn after(self, days: i64) -> Self {
        self.test.clock.advance(days * DAY);
        Self { client: self.test.client(CLERK).await, ..self }
    }

    async fn post(&self, verb: &str, fields: &[(&str, &str)]) {
        self.client.form(&format!("{}{verb}", self.path), fields).await.expect(303);
    }

    async fn lay_down_access(&self) {
        let text = "Әділет министрлігінің қызметкерлері.\nӨтінім бойынша, басшының рұқсатымен.";
        let fields = [("text", text), ("law_reference", "217-III, 10-бап"), ("valid_from", "2026-11-23")];
        self.post("/access", &fields).await;
    }

    async fn find(&self, kind: &str, number: &str, until: &str, result: &str) {
        let fields = [
            ("kind", kind),
            ("number", number),
            ("date", "2026-11-20"),
            ("valid_until", until),
            ("issuer", "Мемлекеттік техникалық қызмет"),
            ("result", result),
        ];
        self.post("/findings/new", &fields).await;
    }

    fn api(&self, verb: &str) -> String {
        format!("/api/v1/registry/records{}{verb}", self.path.trim_start_matches("/registry"))
    }

    async fn card(&self) -> Value {
        self.client.get(&self.api("")).await.expect(200).json()
    }

    /// What is named as missing when it is to be put into operation: fields with codes.
    async fn refused(&self) -> Vec<String> {
        let told = self.client.post(&self.api("/operation"), &json!({})).await.expect(422).json();
        assert_eq!(self.card().await["record"]["state"], "not_in_operation");
        let text = |error: &Value, field: &str| error[field].as_str().unwrap().to_owned();
        let errors = told["errors"].as_array().unwrap();
        errors.iter().map(|e| format!("{} {}", text(e, "field"), text(e, "code"))).collect()
    }
}

/// How often such an attempt stands in the accounting as refused.
async fn recorded(test: &TestPortal, detail: &str) -> i64 {
    let sql = "select count(*) from audit_entry where resource = 'registry_record' and outcome = 'refused' \
               and detail = $1";
    let query = sqlx::query_scalar(sql).bind(detail.to_owned());
    query.fetch_one(test.portal.db.reader()).await.unwrap()
}

/// A system with a positive attestation, test and examination is marked "in operation" and linked to the attestation. Without
/// one of them, or with a negative or ended one, the step is refused, each thing that is missing is named on the page and in
/// the interface, the attempt is recorded, and nothing changes. A wrong finding is withdrawn with a reason and counts no more.
///
/// Covers: 217-a17.3a, 217-a17.3b
#[rstest]
#[tokio::test]
async fn systems_come_into_operation_on_their_findings(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let desk = Desk::open(&test, "system").await;
    let page = desk.client.form(&format!("{}/operation", desk.path), &[]).await.expect(422).text();
    for named in [
        "Аттестаттау нәтижесі жоқ",
        "Сынақ зертханасындағы сынақтың нәтижесі жоқ",
        "Нормативтік-техникалық құжаттама сараптамасының нәтижесі жоқ",
        "Қол жеткізу тәртібі белгіленбеген",
    ] {
        assert!(page.contains(named), "{named}: {page}");
    }
    assert_eq!(recorded(&test, "error-invalid").await, 1);

    desk.lay_down_access().await;
    desk.find("attestation", "А-1", "", "negative").await;
    desk.find("test", "С-1", "", "positive").await;
    let (attestation, examination) =
        ("attestation registry-missing-attestation-negative", "examination registry-missing-examination");
    assert_eq!(desk.refused().await, [attestation, examination]);
    desk.find("examination", "Қ-1", "", "negative").await;
    assert_eq!(desk.refused().await, [attestation, "examination registry-missing-examination-negative"]);
    desk.find("examination", "Қ-2", "", "positive").await;
    desk.find("attestation", "А-2", "2026-11-24", "positive").await;

    // It is withdrawn, and the negative one before it counts again.
    let found = desk.card().await["findings"].as_array().unwrap().clone();
    let last = found.iter().find(|finding| finding["number"] == "А-2").unwrap();
    let withdrawal = format!("{}/findings/{}/withdraw", desk.path, last["id"].as_str().unwrap());
    assert!(desk.client.get(&withdrawal).await.expect(200).text().contains("А-2"));
    desk.client.form(&withdrawal, &[("reason", "")]).await.expect(422);
    desk.client.form(&withdrawal, &[("reason", "Нөмірі қате")]).await.expect(303);
    desk.client.form(&withdrawal, &[("reason", "Нөмірі қате")]).await.expect(409);
    assert_eq!(desk.refused().await, [attestation]);

    desk.find("attestation", "А-3", "2026-11-24", "positive").await;
    let desk = desk.after(2).await;
    assert_eq!(desk.refused().await, ["attestation registry-missing-attestation-ended"]);
    desk.find("attestation", "А-4", "2027-11-20", "positive").await;
    desk.find("test", "С-2", "", "negative").await;
    assert_eq!(desk.refused().await, ["test registry-missing-test-negative"]);
    desk.find("test", "С-3", "", "positive").await;

    assert!(desk.client.get(&format!("{}/operation", desk.path)).await.expect(200).text().contains("берілсін бе?"));
    desk.post("/operation", &[]).await;
    let card = desk.card().await;
    let linked = card["findings"].as_array().unwrap().iter().find(|one| one["number"] == "А-4").unwrap();
    assert_eq!((&card["record"]["state"], &card["record"]["attestation"]), (&json!("in_operation"), &linked["id"]));
    let page = desk.client.get(&desk.path).await.expect(200).text();
    let link = format!("#finding-{}", linked["id"].as_str().unwrap());
    assert!(page.contains("пайдалануда") && page.contains(&link) && page.contains("Нөмірі қате"), "{page}");
    assert!(page.contains("Аттестаттау: А-4") && !page.contains("attestation А-4"), "the history has words: {page}");
    desk.client.post(&desk.api("/operation"), &json!({})).await.expect(409);

    // Withdrawn from operation, nothing of it changes.
    desk.client.form(&format!("{}/withdraw", desk.path), &[("reason", "")]).await.expect(422);
    desk.post("/withdraw", &[("reason", "Жаңа жүйеге ауыстырылды")]).await;
    desk.client.get(&format!("{}/edit", desk.path)).await.expect(409);
    assert_eq!(desk.card().await["record"]["state"], "withdrawn");
}

/// A record is saved with a category of the list alone. The order of access is kept with it and shown to everybody who reads it;
/// without one the record does not come into operation. Who does not act for the owner changes nothing: the attempt is refused
/// and recorded.
///
/// Covers: 365-4-a, 365-4-b
#[rstest]
#[tokio::test]
async fn only_the_owner_lays_down_access(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let clerk = test.client(CLERK).await;
    let own = body(&test, "justice").to_string();
    let record = |category: &str| {
        let name = json!({ "kk": "Тізілім", "ru": "Реестр" });
        json!({ "body": own, "kind": "resource", "name": name, "category": category })
    };
    for category in ["", "secret"] {
        let refused = clerk.post("/api/v1/registry/records", &record(category)).await.expect(422).json();
        let errors = refused["errors"].as_array().unwrap();
        assert_eq!((errors.len(), &errors[0]["field"]), (1, &json!("category")), "{refused}");
        assert_eq!(errors[0]["code"], "registry-field-category");
    }
    let typed = [("body", own.as_str()), ("kind", "resource"), ("name_kk", "Тізілім-7")];
    let page = clerk.form("/registry/new", &typed).await.expect(422).text();
    assert!(page.contains("Санатты тізімнен таңдаңыз") && page.contains("value=\"Тізілім-7\""), "{page}");
    assert_eq!(clerk.get("/api/v1/registry/records").await.expect(200).json()["total"], 0);

    let desk = Desk::open(&test, "resource").await;
    assert!(desk.client.get(&desk.path).await.expect(200).text().contains("қолжетімділігі шектелген"));
    assert_eq!(desk.card().await["record"]["category"], "restricted");
    assert_eq!(desk.refused().await, ["access_order registry-missing-access_order"]);
    let wrong = [("text", "Барлығы"), ("valid_from", "ертең")];
    let page = desk.client.form(&format!("{}/access", desk.path), &wrong).await.expect(422).text();
    assert!(page.contains("Барлығы") && page.contains("value=\"ертең\""), "what was typed stays: {page}");
    desk.lay_down_access().await;

    let before = desk.card().await;
    // Of another body, and of the own body without an office in it.
    for (nth, login) in ["finance-head", "justice-drafter"].into_iter().enumerate() {
        let other = test.client(login).await;
        let page = other.get(&desk.path).await.expect(200).text();
        assert!(page.contains("Өтінім бойынша") && page.contains("217-III, 10-бап"), "{page}");
        assert!(!page.contains("/access\"") && !page.contains("/operation\""), "nothing is offered: {page}");
        let fields = [("text", "Маған"), ("law_reference", "1"), ("valid_from", "2026-11-23")];
        other.form(&format!("{}/access", desk.path), &fields).await.expect(403);
        assert_eq!(recorded(&test, "error-forbidden").await, i64::try_from(nth * 4).unwrap() + 1);
        other.get(&format!("{}/access", desk.path)).await.expect(403);
        other.post(&desk.api("/operation"), &json!({})).await.expect(403);
        other.form(&format!("{}/withdraw", desk.path), &[("reason", "x")]).await.expect(403);
        assert_eq!(recorded(&test, "error-forbidden").await, i64::try_from(nth * 4).unwrap() + 4);
    }
    assert_eq!(desk.card().await, before, "nothing was changed");
    desk.post("/operation", &[]).await;
    assert_eq!(desk.card().await["record"]["state"], "in_operation");

    // The list: by name, owner, kind and state.
    let total = async |query: &str| {
        clerk.get(&format!("/api/v1/registry/records?{query}")).await.expect(200).json()["total"].as_u64().unwrap()
    };
    let finance = body(&test, "finance");
    for (query, count) in [
        ("words=%D0%B7%D0%B0%D2%A3%D0%B4%D1%8B".to_owned(), 1),
        ("words=%25".to_owned(), 0),
        (format!("body={own}"), 1),
        (format!("body={finance}"), 0),
        ("kind=system".to_owned(), 0),
        ("state=in_operation".to_owned(), 1),
        ("state=withdrawn".to_owned(), 0),
    ] {
        assert_eq!(total(&query).await, count, "{query}");
    }
    assert!(clerk.get("/registry?kind=system").await.expect(200).text().contains("Ештеңе табылмады"));
}

/// A data set whose period has passed without an update is shown as overdue to the owner and named in the report; one that was
/// updated in time is up to date there with the date of its last update and who made it. Without a period no data set is put to
/// use: the owner is asked for one and the step is refused.
///
/// Covers: 365-6-a
#[rstest]
#[tokio::test]
async fn updates_are_watched_over(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let desk = Desk::open(&test, "resource").await;
    desk.lay_down_access().await;
    let empty = desk.client.get("/registry/updates").await.expect(200).text();
    assert!(empty.contains("бақыланатын деректер жинағы жоқ"), "{empty}");
    let mut set = vec![("name_kk", "Мекенжайлар"), ("name_ru", "Адреса"), ("period_days", "")];
    desk.post("/data-sets/new", &set).await;
    assert_eq!(desk.refused().await, ["data_sets registry-missing-period"]);
    let page = desk.client.form(&format!("{}/operation", desk.path), &[]).await.expect(422).text();
    assert!(page.contains("жаңарту мерзімі көрсетілмеген") && page.contains("Мекенжайлар"), "{page}");

    let id = desk.card().await["data_sets"][0]["id"].as_str().unwrap().to_owned();
    set[2].1 = "жеті";
    let wrong = desk.client.form(&format!("{}/data-sets/{id}/edit", desk.path), &set).await.expect(422).text();
    assert!(wrong.contains("value=\"жеті\""), "{wrong}");
    set[2].1 = "7";
    desk.post(&format!("/data-sets/{id}/edit"), &set).await;
    desk.post("/operation", &[]).await;
    // Once it is in operation, a data set without a period is not taken.
    let bare = [("name_kk", "Басшылар"), ("name_ru", "Руководители")];
    let asked = desk.client.form(&format!("{}/data-sets/new", desk.path), &bare).await.expect(422).text();
    assert!(asked.contains("Жаңарту мерзімін енгізіңіз") && asked.contains("value=\"Басшылар\""), "{asked}");
    desk.post("/data-sets/new", &[bare[0], bare[1], ("period_days", "30")]).await;

    // 23 November 2026 in the portal: the period ends on the 30th.
    let desk = desk.after(7).await;
    assert!(!desk.client.get(&desk.path).await.expect(200).text().contains("жаңарту мерзімі өткен"));
    let desk = desk.after(1).await;
    let state = async |client: &Client, query: &str| {
        let found = client.get(&format!("/api/v1/registry/updates{query}")).await.expect(200).json();
        let of = |one: &Value| format!("{} {}", one["data_set"]["name"]["kk"], one["data_set"]["state"]);
        found["items"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    let (late, other) = ("\"Мекенжайлар\" \"overdue\"", "\"Басшылар\" \"up_to_date\"");
    assert_eq!(state(&desk.client, "").await, [late, other], "the overdue one first");
    for path in [desk.path.as_str(), "/registry/updates", "/registry/updates?state=overdue"] {
        let page = desk.client.get(path).await.expect(200).text();
        assert!(page.contains("Мекенжайлар") && page.contains("жаңарту мерзімі өткен"), "{path}: {page}");
    }
    assert_eq!(state(&desk.client, "?state=up_to_date").await, [other]);
    let (own, foreign) = (body(&test, "justice"), body(&test, "finance"));
    assert_eq!(state(&desk.client, &format!("?body={own}")).await.len(), 2);
    assert!(state(&desk.client, &format!("?body={foreign}")).await.is_empty());

    // Nobody else says that it was updated.
    let updated = format!("{}/data-sets/{id}/updated", desk.path);
    test.client("finance-head").await.form(&updated, &[]).await.expect(403);
    assert_eq!(recorded(&test, "error-forbidden").await, 1);
    assert_eq!(state(&desk.client, "?state=overdue").await, [late]);

    desk.client.form(&updated, &[]).await.expect(303);
    assert!(state(&desk.client, "?state=overdue").await.is_empty());
    let name = &test.cast.person(CLERK).name;
    let head = test.client("justice-head").await;
    let report = head.get("/registry/updates?state=up_to_date").await.expect(200).text().replace('\u{a0}', " ");
    for shown in ["Мекенжайлар", "2026 ж. 1 желтоқсан", name, "2026 ж. 8 желтоқсан"] {
        assert!(report.contains(shown), "{shown}: {report}");
    }
    let file = head.get("/registry/updates/export.csv").await.expect(200);
    assert!(file.header("content-type").unwrap().starts_with("text/csv"));
    let lines: Vec<String> = file.text().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    let line = lines.iter().find(|line| line.contains("Мекенжайлар")).unwrap();
    assert!(line.contains(name.as_str()) && line.contains("жаңартылған"), "{line}");
}

/// When the period of a data set has passed, head and records clerk of the owner are told, in the portal and by e-mail, and nobody else:
/// once a period, however often it is looked. An update that is missed anew is told of anew.
#[rstest]
#[tokio::test]
async fn keepers_are_told_of_missed_updates(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let desk = Desk::open(&test, "resource").await;
    desk.lay_down_access().await;
    for name in ["Мекенжайлар", "Басшылар"] {
        desk.post("/data-sets/new", &[("name_kk", name), ("name_ru", name), ("period_days", "7")]).await;
    }
    desk.post("/operation", &[]).await;
    let registry = &test.portal.registry;
    let desk = desk.after(7).await;
    assert_eq!(registry.tell_of_overdue().await.unwrap(), 0, "the last day is not over");
    let desk = desk.after(1).await;
    assert_eq!(registry.tell_of_overdue().await.unwrap(), 2);
    assert_eq!(registry.tell_of_overdue().await.unwrap(), 0, "once");
    let told = async |login: &str| {
        let own = notices(&test, login).await.into_iter().filter(|notice| notice.kind == "registry-notice-overdue");
        let set = |args: Vec<(String, LocalizedText)>| args.into_iter().find(|(name, _)| name == "set").unwrap().1.kk;
        let mut sets: Vec<String> = own.map(|notice| set(notice.args)).collect();
        sets.sort();
        sets
    };
    for login in ["justice-head", CLERK] {
        assert_eq!(told(login).await, ["Басшылар", "Мекенжайлар"], "{login}");
    }
    for login in ["justice-drafter", "finance-head", "digital-admin"] {
        assert!(told(login).await.is_empty(), "{login}");
    }
    let count =
        async |sql: &'static str| -> i64 { sqlx::query_scalar(sql).fetch_one(test.portal.db.reader()).await.unwrap() };
    let mails = "select count(*) from notifications_email e join notifications_notice n on n.id = e.notice \
                 where n.kind = 'registry-notice-overdue'";
    let all = "select count(*) from notifications_notice where kind = 'registry-notice-overdue'";
    let (sent, written) = (count(mails).await, count(all).await);
    assert!(sent == written && sent >= 4, "an e-mail each: {sent} of {written}");
    let page = test.client("justice-head").await.get("/notifications").await.expect(200).text();
    assert!(page.contains("30.11.2026"), "{page}");

    let sets = desk.card().await["data_sets"].as_array().unwrap().clone();
    let id = sets.iter().find(|set| set["name"]["kk"] == "Мекенжайлар").unwrap()["id"].as_str().unwrap().to_owned();
    desk.post(&format!("/data-sets/{id}/updated"), &[]).await;
    test.clock.advance(8 * DAY);
    assert_eq!(registry.tell_of_overdue().await.unwrap(), 1, "the other one is overdue still");
    assert_eq!(told(CLERK).await, ["Басшылар", "Мекенжайлар", "Мекенжайлар"]);
}

/// A data set is removed by the owner alone, with a reason: nothing of it changes any more, it is neither asked for nor watched over
/// nor told of; with its last update and the reason it stays on the card, and its updates in the history.
#[rstest]
#[tokio::test]
async fn data_sets_are_removed_with_a_reason(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let desk = Desk::open(&test, "resource").await;
    desk.lay_down_access().await;
    desk.post("/data-sets/new", &[("name_kk", "Қате"), ("name_ru", "Ошибка"), ("period_days", "")]).await;
    desk.post("/data-sets/new", &[("name_kk", "Басшылар"), ("name_ru", "Руководители"), ("period_days", "7")]).await;
    let sets = desk.card().await["data_sets"].as_array().unwrap().clone();
    let id = |nth: usize| sets[nth]["id"].as_str().unwrap().to_owned();
    let at = |nth: usize, verb: &str| format!("/data-sets/{}/{verb}", id(nth));
    // Of one without a period nothing is missing any more.
    assert_eq!(desk.refused().await, ["data_sets registry-missing-period"]);
    desk.post(&at(0, "remove"), &[("reason", "Қате енгізілген")]).await;
    desk.post("/operation", &[]).await;
    desk.post(&at(1, "updated"), &[]).await;

    let remove = format!("{}{}", desk.path, at(1, "remove"));
    let asked = desk.client.get(&remove).await.expect(200).text();
    assert!(asked.contains("Басшылар") && asked.contains("тарихта қалады"), "{asked}");
    desk.client.form(&remove, &[("reason", "")]).await.expect(422);
    let api = desk.api(&at(1, "removal"));
    desk.client.post(&api, &json!({ "reason": " " })).await.expect(422);
    for login in ["finance-head", "justice-drafter"] {
        let other = test.client(login).await;
        assert!(!other.get(&desk.path).await.expect(200).text().contains("/remove\""), "nothing is offered");
        other.get(&remove).await.expect(403);
        other.form(&remove, &[("reason", "x")]).await.expect(403);
        other.post(&api, &json!({ "reason": "x" })).await.expect(403);
    }
    assert!(desk.card().await["data_sets"][1]["removed"].is_null());
    desk.client.post(&api, &json!({ "reason": "Енді жүргізілмейді" })).await.expect(204);

    let fields = [("name_kk", "Жаңа"), ("name_ru", "Новый"), ("period_days", "1")];
    desk.client.form(&remove, &[("reason", "тағы")]).await.expect(404);
    desk.client.form(&format!("{}{}", desk.path, at(1, "edit")), &fields).await.expect(404);
    desk.client.form(&format!("{}{}", desk.path, at(1, "updated")), &[]).await.expect(404);
    let desk = desk.after(30).await;
    assert_eq!(test.portal.registry.tell_of_overdue().await.unwrap(), 0);
    assert_eq!(desk.client.get("/api/v1/registry/updates").await.expect(200).json()["total"], 0);
    let set = desk.card().await["data_sets"][1].clone();
    assert_eq!((&set["removed"], &set["state"]), (&json!("Енді жүргізілмейді"), &Value::Null));
    let name = &test.cast.person(CLERK).name;
    assert_eq!(&set["updated_by"], name.as_str());
    let page = test.client("justice-drafter").await.get(&desk.path).await.expect(200).text();
    for shown in
        ["Шығарып тасталған деректер жинақтары", "Енді жүргізілмейді", "Қате енгізілген", "Деректер жинағы жаңартылды"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(page.contains("Деректер жинағы енгізілмеген"), "none is kept: {page}");
}

/// What the demo shows is accepted by the use cases; when it begins, the shorter periods have passed.
#[tokio::test]
async fn the_demo_has_a_register() {
    let test = TestPortal::start(On::Sqlite).await;
    orda::demo::registry::play(&test.stage()).await.unwrap();
    test.clock.advance(16 * DAY);
    let client = test.client(CLERK).await;
    let total =
        async |path: &str| client.get(&format!("/api/v1/registry/{path}")).await.expect(200).json()["total"].clone();
    for (path, count) in [
        ("records", 3),
        ("records?state=in_operation", 2),
        ("records?state=not_in_operation&kind=system", 1),
        ("updates?state=overdue", 2),
        ("updates?state=up_to_date", 2),
    ] {
        assert_eq!(total(path).await, count, "{path}");
    }
    let admin = test.client("digital-admin").await;
    for (path, count) in [("", 3), ("?state=not_sent", 1), ("?state=sent", 2), ("/due", 2), ("/due?state=overdue", 1)] {
        let found = admin.get(&format!("/api/v1/registry/audits{path}")).await.expect(200).json();
        assert_eq!(found["total"], count, "{path}");
    }
    let found = client.get("/api/v1/registry/interactions").await.expect(200).json();
    let accesses = format!("/api/v1/registry/interactions/{}/accesses", found["items"][0]["id"].as_str().unwrap());
    let told = client.get(&accesses).await.expect(200).json();
    let calls: Vec<_> = told["counts"].as_array().unwrap().iter().map(|c| [&c["done"], &c["refused"]]).collect();
    assert_eq!(calls, [[3, 0], [0, 1]], "{told}");
}
