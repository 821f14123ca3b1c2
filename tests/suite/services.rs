//! Results of services through the whole portal: certified by authorised employees with real certificates, checked by anybody.

use crate::world::{body, head};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kazakh::{Iin, Sex};
use orda::demo::cast::Member;
use orda_base::{Actor, LocalizedText, Role};
use orda_documents::samples;
use orda_services::{AuthorisationId, AuthorisationInput, ResultId, ServiceId, ServiceInput, ServiceKind};
use orda_signatures::centre::KeyCarrier;
use orda_test::{Answer, Client, On, TestPortal};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use rstest::rstest;
use serde_json::json;
use sqlx::AssertSqlSafe;

/// The employee who is authorised.
const OFFICER: &str = "health-approver";
const NAME: &str = "Медициналық анықтама беру";

/// A service of the Ministry of Health with one authorised employee.
struct Counter<'a> {
    test: &'a TestPortal,
    client: Client,
    service: ServiceId,
    authorisation: AuthorisationId,
}

impl<'a> Counter<'a> {
    async fn open(test: &'a TestPortal) -> Self {
        let services = &test.portal.services;
        let head = head(test, "health").actor();
        let input = ServiceInput {
            body: Some(body(test, "health")),
            code: "00501001".to_owned(),
            name: LocalizedText::new(NAME, "Выдача медицинской справки", ""),
            kind: Some(ServiceKind::State),
            active: Some(true),
        };
        let service = services.register(&head, &input).await.unwrap();
        let today = test.portal.env.now().date();
        let person = Some(test.cast.person(OFFICER).person);
        let input = AuthorisationInput { person, from: Some(today), until: String::new() };
        let authorisation = services.authorise(&head, service, &input).await.unwrap();
        Self { test, client: test.client(OFFICER).await, service, authorisation }
    }

    /// A draft with its document, by the pages; its id.
    async fn draft(&self, valid_until: &str) -> ResultId {
        let iin = iin();
        let service = self.service.to_string();
        let fields = [
            ("service", service.as_str()),
            ("recipient_number", &iin),
            ("recipient_name", "Оспанова Айгүл"),
            ("valid_until", valid_until),
        ];
        let answer = self.client.form("/service-results/new", &fields).await.expect(303);
        let path = answer.header("location").unwrap().to_owned();
        upload(&self.client, &path, "document", "Анықтама.pdf", samples::pdf()).await.expect(303);
        path.split('/').nth(2).unwrap().parse().unwrap()
    }

    /// The bytes that the officer is to sign.
    async fn manifest(&self, id: ResultId) -> Vec<u8> {
        let task = self.client.get(&format!("/api/v1/service-results/{id}/signature")).await.expect(200).json();
        STANDARD.decode(task["manifest"].as_str().unwrap()).unwrap()
    }

    /// Posts a signature made with this key.
    async fn sign_as(&self, client: &Client, id: ResultId, key: &KeyCarrier) -> Answer {
        let cms = key.sign(&self.manifest(id).await, self.test.portal.env.now()).unwrap();
        client.form(&format!("/service-results/{id}/sign"), &[("cms", &STANDARD.encode(cms))]).await
    }

    fn officer(&self) -> &Member {
        self.test.cast.person(OFFICER)
    }

    /// A result that was issued: its id and number.
    async fn issued(&self, valid_until: &str) -> (ResultId, String) {
        let id = self.draft(valid_until).await;
        self.sign_as(&self.client, id, &self.officer().key).await.expect(303);
        self.client.form(&format!("/service-results/{id}/issue"), &[]).await.expect(303);
        (id, self.number(id).await)
    }

    async fn card(&self, id: ResultId) -> serde_json::Value {
        self.client.get(&format!("/api/v1/service-results/{id}")).await.expect(200).json()
    }

    async fn number(&self, id: ResultId) -> String {
        self.card(id).await["result"]["number"].as_str().unwrap().to_owned()
    }

    async fn state(&self, id: ResultId) -> String {
        self.card(id).await["result"]["state"].as_str().unwrap().to_owned()
    }

    /// How often such a refusal stands in the accounting.
    async fn refused(&self, operation: &str, code: &str) -> i64 {
        let sql = "select count(*) from audit_entry where resource = 'service_result' and outcome = 'refused' \
                   and operation = $1 and detail = $2";
        let query = sqlx::query_scalar(sql).bind(operation.to_owned()).bind(code.to_owned());
        query.fetch_one(self.test.portal.db.reader()).await.unwrap()
    }
}

/// How many such accesses stand in the accounting as done.
async fn done(test: &TestPortal, resource: &str, operation: &str) -> i64 {
    let sql = "select count(*) from audit_entry where resource = $1 and operation = $2 and outcome = 'done'";
    let query = sqlx::query_scalar(sql).bind(resource.to_owned()).bind(operation.to_owned());
    query.fetch_one(test.portal.db.reader()).await.unwrap()
}

fn iin() -> String {
    Iin::generate("1990-05-17".parse().unwrap(), Sex::Female, 7).unwrap().to_string()
}

pub async fn upload(client: &Client, path: &str, field: &'static str, name: &str, bytes: Vec<u8>) -> Answer {
    let form = Form::new().part(field, Part::bytes(bytes).file_name(name.to_owned()));
    client.send(client.request(Method::POST, path).multipart(form)).await
}

/// A result is issued only with a signature, as an electronic document that goes out in a container which anybody can check. A
/// third person learns from its number that it is genuine and valid, expired or revoked, who certified it and when, and nothing
/// of the recipient but first letters and last digits; a file that differs by one byte, and a result altered in the
/// database, are shown as not authentic; of a number that belongs to nothing there is no result.
///
/// Covers: 74-5-4-a
#[rstest]
#[tokio::test]
async fn results_are_certified_and_checked(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let counter = Counter::open(&test).await;
    let stranger = test.stranger();
    let id = counter.draft("2026-11-30").await;
    let number = counter.number(id).await;
    let (card, page) = (format!("/service-results/{id}"), format!("/results/{}", number.replace('-', "")));

    let refused = counter.client.form(&format!("{card}/issue"), &[]).await.expect(409);
    assert!(refused.text().contains("ЭЦҚ-сыз берілмейді"), "{}", refused.text());
    assert_eq!(
        (counter.state(id).await.as_str(), counter.refused("change", "services-refusal-unsigned").await),
        ("draft", 1)
    );
    assert!(stranger.get(&page).await.expect(404).text().contains("Мұндай нәтиже жоқ"), "it is not issued");

    // A change is accounted for once; where nothing changed, it was a reading.
    let (before, edit) = (done(&test, "service_result", "change").await, format!("{card}/edit"));
    let number_of = iin();
    let mut fields =
        [("recipient_number", number_of.as_str()), ("recipient_name", "Оспанова Айгүл"), ("valid_until", "2026-11-30")];
    counter.client.form(&edit, &fields).await.expect(303);
    assert_eq!(done(&test, "service_result", "change").await, before);
    fields[2].1 = "2026-12-01";
    counter.client.form(&edit, &fields).await.expect(303);
    assert_eq!(done(&test, "service_result", "change").await, before + 1);
    fields[2].1 = "2026-11-30";
    let body = json!(fields.into_iter().collect::<std::collections::BTreeMap<_, _>>());
    counter.client.put(&format!("/api/v1{card}"), &body).await.expect(204);
    assert_eq!(done(&test, "service_result", "change").await, before + 2);

    let form = counter.client.get(&format!("{card}/sign")).await.expect(200).text();
    assert!(form.contains("data-signing") && form.contains("Анықтама.pdf") && form.contains(&iin()), "{form}");
    counter.sign_as(&counter.client, id, &counter.officer().key).await.expect(303);
    counter.client.form(&format!("{card}/issue"), &[]).await.expect(303);

    let found = stranger.form("/results", &[("number", &number.to_lowercase())]).await.expect(303);
    assert_eq!(found.header("location"), Some(page.as_str()));
    let told = stranger.get(&page).await.expect(200).text();
    let officer = counter.officer();
    for shown in ["Шынайы және жарамды", NAME, &officer.name, "О••• А•••", &iin()[8..]] {
        assert!(told.contains(shown), "{shown}: {told}");
    }
    for hidden in [&iin(), &officer.iin, "Оспанова", "Айгүл"] {
        assert!(!told.contains(hidden), "{hidden}: {told}");
    }
    let said = stranger.get(&format!("/api/v1/results/{number}")).await.expect(200).json();
    assert_eq!(
        (&said["verdict"], &said["recipient"]),
        (&json!("valid"), &json!(format!("О••• А••• ••••••••{}", &iin()[8..])))
    );

    // What the recipient gets is checked without the number, by anybody.
    let container = counter.client.get(&format!("{card}/container")).await.expect(200).body;
    let verified = upload(&stranger, "/verify", "signature", "a.asice", container.clone()).await.expect(200).text();
    assert!(verified.contains(&officer.name) && !verified.contains("data-status=\"failed\""), "{verified}");

    // The document itself, and one that differs by a byte.
    let mut altered = samples::pdf();
    let same = upload(&stranger, &page, "document", "a.pdf", altered.clone()).await.expect(200).text();
    assert!(same.contains("Файл шынайы<"), "{same}");
    *altered.last_mut().unwrap() ^= 1;
    let other = upload(&stranger, &page, "document", "a.pdf", altered).await.expect(200).text();
    assert!(other.contains("Файл шынайы емес") && !other.contains("Файл шынайы<"), "{other}");
    upload(&stranger, &page, "document", "a.pdf", Vec::new()).await.expect(422);

    for (from, to, verdict) in [("Оспанова", "Омарова", "Шынайы емес"), ("Омарова", "Оспанова", "Шынайы және жарамды")]
    {
        let sql = format!("update services_result set data = replace(data, '{from}', '{to}')");
        let mut tx = test.portal.db.begin().await.unwrap();
        sqlx::query(AssertSqlSafe(sql)).execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        let told = stranger.get(&page).await.expect(200).text();
        assert!(told.contains(verdict), "{verdict}");
        let facts = [NAME, &officer.name, "О••• А•••", &iin()[8..]];
        assert!(facts.map(|fact| told.contains(fact)) == [verdict != "Шынайы емес"; 4], "{told}");
        let said =
            stranger.get(&format!("/api/v1/results/{number}?sha256={}", "0".repeat(64))).await.expect(200).json();
        if verdict == "Шынайы емес" {
            assert_eq!(said, json!({ "number": number, "verdict": "not_authentic" }), "nothing else is told");
        } else {
            assert_eq!((&said["same_document"], &said["valid_until"]), (&json!(false), &json!("2026-11-30")));
        }
    }

    test.clock.advance(8 * 86_400);
    assert!(stranger.get(&page).await.expect(200).text().contains("Шынайы, бірақ мерзімі өтті"));
    let client = test.client(OFFICER).await;
    let revoke = format!("{card}/revoke");
    assert!(client.get(&revoke).await.expect(200).text().contains(&number));
    client.form(&revoke, &[("reason", "")]).await.expect(422);
    client.form(&revoke, &[("reason", "Қате деректер")]).await.expect(303);
    client.get(&revoke).await.expect(409);
    let told = stranger.get(&page).await.expect(200).text();
    assert!(told.contains("Күші жойылған") && !told.contains("Қате деректер"), "{told}");
    let said = stranger.get(&format!("/api/v1/results/{number}")).await.expect(200).json();
    assert_eq!((&said["verdict"], &said["revoked_at"]), (&json!("revoked"), &json!(test.portal.env.now().rfc3339())));
    // The number opens the page: the accounting names the result by its id alone.
    let sql = "select count(*) from audit_entry where resource = 'service_result_check' \
               and (service like $1 or part like $1 or detail like $1)";
    for kept in [&number, &number.replace('-', "")] {
        let query = sqlx::query_scalar(sql).bind(format!("%{kept}%"));
        let found: i64 = query.fetch_one(test.portal.db.reader()).await.unwrap();
        assert_eq!(found, 0, "{kept}");
    }
    for nobody in ["/results/0123456789ABCDEF", "/results/1"] {
        assert!(stranger.get(nobody).await.expect(404).text().contains("Мұндай нәтиже жоқ"));
    }
    let wrong = stranger.form("/results", &[("number", "7QK2")]).await.expect(422).text();
    assert!(wrong.contains("value=\"7QK2\""), "what was typed stays: {wrong}");
}

/// An authorised employee signs with the own certificate: the result can be issued and shows name, post and organisation. Who is
/// not authorised, a certificate of another person or of another organisation, and a former holder of an authorisation are
/// refused, each refusal is recorded and nothing changes; what was signed before a withdrawal stays valid.
///
/// Covers: 74-5-4-b
#[rstest]
#[tokio::test]
async fn only_authorised_employees_certify(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let counter = Counter::open(&test).await;
    let (issued, number) = counter.issued("").await;
    let card = counter.client.get(&format!("/service-results/{issued}")).await.expect(200).text();
    let directory: &dyn orda_identity::Directory = test.portal.identity.as_ref();
    let person = directory.person(counter.officer().person).await.unwrap().unwrap();
    let organisation = directory.body(body(&test, "health")).await.unwrap().unwrap();
    let public = test.stranger().get(&format!("/results/{number}")).await.expect(200).text();
    for shown in [&counter.officer().name, &person.position.kk, &organisation.name.kk] {
        assert!(!shown.is_empty() && card.contains(shown) && public.contains(shown), "{shown}");
    }

    let id = counter.draft("").await;
    let sign = format!("/service-results/{id}/sign");
    let colleague = test.client("health-clerk").await;
    counter.sign_as(&colleague, id, &test.cast.person("health-clerk").key).await.expect(404);
    assert_eq!(counter.refused("sign", "error-not-found").await, 1);
    let head_client = test.client("health-head").await;
    let refused = counter.sign_as(&head_client, id, &head(&test, "health").key).await.expect(409).text();
    assert!(refused.contains("сізде осы қызмет бойынша уәкілеттік жоқ"), "{refused}");
    assert_eq!(counter.refused("sign", "services-refusal-not_authorised").await, 1);

    let refused = counter.sign_as(&counter.client, id, &test.cast.person("health-clerk").key).await.expect(409).text();
    assert!(refused.contains("data-signing"), "the form is there to be tried again: {refused}");
    assert_eq!(counter.refused("sign", "signatures-refusal-other_person").await, 1);
    // The own certificate, issued for another body where the person works as well.
    let (admin, finance) = (Actor::portal(), body(&test, "finance"));
    test.portal.identity.grant_role(&admin, person.id, Role::Approver, Some(finance)).await.unwrap();
    let elsewhere = test.portal.centre.issue_with_key(&admin, person.id, finance).await.unwrap();
    counter.sign_as(&counter.client, id, &elsewhere).await.expect(409);
    assert_eq!(counter.refused("sign", "signatures-refusal-other_body").await, 1);
    counter.client.form(&sign, &[("cms", "AAAA")]).await.expect(409);
    assert_eq!(counter.state(id).await, "draft");

    let cms = counter.officer().key.sign(&counter.manifest(id).await, test.portal.env.now()).unwrap();
    let withdrawal = format!("/services/{}/authorisations/{}/withdraw", counter.service, counter.authorisation);
    let question = head_client.get(&withdrawal).await.expect(200).text();
    assert!(question.contains("Бұрын қол қойылған нәтижелер жарамды болып қалады"), "{question}");
    head_client.form(&withdrawal, &[("reason", "Басқа бөлімге ауысты")]).await.expect(303);
    counter.client.form(&sign, &[("cms", &STANDARD.encode(cms))]).await.expect(409);
    assert_eq!(counter.refused("sign", "services-refusal-not_authorised").await, 2);
    assert_eq!(counter.state(id).await, "draft");
    let still = test.stranger().get(&format!("/results/{number}")).await.expect(200).text();
    assert!(still.contains("Шынайы және жарамды"), "{still}");
}

/// The provider's head enters a service and authorises an employee on the pages: what is wrong is told beside its field with what
/// was typed, and the grant is asked once more. A change is accounted for once, and nothing is changed by what was not said.
#[tokio::test]
async fn services_are_kept_on_pages() {
    let test = TestPortal::start(On::Sqlite).await;
    let client = test.client("health-head").await;
    let wrong = client.form("/services/new", &[("code", "А 1"), ("name_kk", "Атау")]).await.expect(422).text();
    assert!(wrong.contains("value=\"А 1\"") && wrong.contains("value=\"Атау\""), "{wrong}");
    let own = body(&test, "health").to_string();
    let fields = [("body", own.as_str()), ("code", "A-1"), ("name_kk", "Атау"), ("name_ru", "Имя"), ("kind", "other")];
    let made = client.form("/services/new", &fields).await.expect(303);
    let path = made.header("location").unwrap().to_owned();
    let person = test.cast.person(OFFICER).person.to_string();
    let mut grant = vec![("person", person.as_str()), ("from", "2026-11-23"), ("until", "2026-11-01")];
    let new = format!("{path}/authorisations/new");
    let wrong = client.form(&new, &grant).await.expect(422).text();
    assert!(wrong.contains("value=\"2026-11-01\""), "{wrong}");
    grant[2].1 = "2026-12-31";
    let asked = client.form(&new, &grant).await.expect(200).text();
    assert!(asked.contains("value=\"confirm\"") && asked.contains("уәкілеттік берілсін бе?"), "{asked}");
    assert!(client.get(&path).await.expect(200).text().contains("Ешкімге уәкілеттік берілмеген"), "only asked");
    grant.push(("step", "confirm"));
    client.form(&new, &grant).await.expect(303);
    let card = client.get(&path).await.expect(200).text();
    assert!(card.contains(&test.cast.person(OFFICER).name) && card.contains("күшінде"), "{card}");
    test.client("finance-head").await.get(&path).await.expect(404);
    // Not provided: nothing to prepare.
    test.client(OFFICER).await.get("/service-results/new").await.expect(403);

    // What is not said or misspelt is told and changes nothing; a change is accounted for once, and no change not at all.
    let (before, api) = (done(&test, "service", "change").await, format!("/api/v1{path}"));
    let name = json!({ "kk": "Жаңа атау", "ru": "Имя" });
    for (body, field) in [
        (json!({ "name": name, "kind": "stat", "active": true }), "kind"),
        (json!({ "name": name, "kind": "other" }), "active"),
    ] {
        let refused = client.put(&api, &body).await.expect(422).text();
        assert!(refused.contains(&format!("\"{field}\"")), "{refused}");
    }
    let body = json!({ "name": name, "kind": "other", "active": true });
    for _ in 0..2 {
        client.put(&api, &body).await.expect(204);
    }
    assert_eq!(done(&test, "service", "change").await, before + 1);
    let fields = [("name_kk", "Атау"), ("name_ru", "Имя"), ("kind", "other"), ("active", "yes")];
    for _ in 0..2 {
        client.form(&format!("{path}/edit"), &fields).await.expect(303);
    }
    assert_eq!(done(&test, "service", "change").await, before + 2);

    let stranger = test.stranger();
    for wrong in ["12", "", &"g".repeat(64), &"0".repeat(65)] {
        stranger.get(&format!("/api/v1/results/0123456789ABCDEF?sha256={wrong}")).await.expect(422);
    }
}
