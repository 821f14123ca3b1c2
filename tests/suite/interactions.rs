//! Interactions of information systems through the whole portal (365-15): who may call, what is recorded, who sees it.

use crate::world::{body, draft};
use orda_base::{Actor, Role, SystemId};
use orda_identity::HeldRole;
use orda_test::{Answer, Client, On, TestPortal};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};

const OWNER: &str = "justice-clerk";
const DAY: i64 = 86_400;

/// A system of this body with its token.
pub async fn system(test: &TestPortal, name: &str, code: &str) -> (SystemId, Client) {
    let role = HeldRole { role: Role::RecordsClerk, body: Some(body(test, code)) };
    let (id, token) = test.portal.identity.register_system(&Actor::portal(), name, &[role], 366).await.unwrap();
    (id, test.stranger().with_bearer(&token))
}

/// A resource of the Ministry of Justice in operation; its path in the interface.
pub async fn resource(test: &TestPortal) -> String {
    let clerk = test.client(OWNER).await;
    let name = json!({ "kk": "Жобалар қоры", "ru": "Фонд проектов" });
    let record = json!({ "body": body(test, "justice"), "kind": "resource", "name": name, "category": "restricted" });
    let made = clerk.post("/api/v1/registry/records", &record).await.expect(201).json();
    let path = format!("/api/v1/registry/records/{}", made["id"].as_str().unwrap());
    let order = json!({ "text": "Қатысушылар", "law_reference": "365", "valid_from": "2026-11-01" });
    clerk.put(&format!("{path}/access-order"), &order).await.expect(204);
    clerk.post(&format!("{path}/operation"), &json!({})).await.expect(204);
    path
}

/// An interaction with a resource that stands for drafts, with these participants; its id.
async fn interaction(test: &TestPortal, participants: &[(SystemId, &str)]) -> String {
    let (clerk, path) = (test.client(OWNER).await, resource(test).await);
    let asked = json!({ "name": { "kk": "Жобаларды беру", "ru": "Передача проектов" }, "part": "drafts" });
    let made = clerk.post(&format!("{path}/interactions"), &asked).await.expect(201).json();
    let id = made["id"].as_str().unwrap().to_owned();
    for (system, code) in participants {
        let participant = json!({ "system": system, "body": body(test, code) });
        clerk.post(&api(&id, "/participants"), &participant).await.expect(201);
    }
    id
}

fn api(id: &str, verb: &str) -> String {
    format!("/api/v1/registry/interactions/{id}{verb}")
}

fn page(id: &str, verb: &str) -> String {
    format!("/registry/interactions/{id}{verb}")
}

pub async fn put_in_force(test: &TestPortal, id: &str) -> Answer {
    test.client("digital-admin").await.post(&api(id, "/force"), &json!({})).await
}

/// The one record of the request behind an answer, as the security officer reads it.
pub async fn recorded(test: &TestPortal, answer: &Answer) -> Value {
    let request = answer.header("x-request-id").expect("the number of the request");
    let log = test.client("digital-security").await;
    let found = log.get(&format!("/api/v1/accounting?request={request}")).await.expect(200).json();
    let items = found["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{found}");
    items[0].clone()
}

/// Name, answered and refused calls of each system.
fn counts(found: &Value) -> Vec<(String, u64, u64)> {
    let line = |line: &Value| {
        let number = |field: &str| line[field].as_u64().unwrap();
        (line["name"].as_str().unwrap().to_owned(), number("done"), number("refused"))
    };
    found["counts"].as_array().unwrap().iter().map(line).collect()
}

/// When a participant calls, the call is recorded with the date and time, the name of the system, the address, the part that was
/// asked for, the operation and its outcome and the other service information. A system that takes no part is refused, in the
/// interface and on the pages, and each refused call is recorded; what the interaction is not about stays open, and so does
/// everything to people. The owner gets the accesses of a span of days with the number of calls by participant; the owner of a
/// participant those of its own system. For everybody else there is no such interaction: the question is refused and recorded. The
/// look of the owner is recorded, too.
///
/// Covers: 365-15
#[rstest]
#[tokio::test]
async fn calls_are_accounted_for_by_the_owners(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[]).await;
    let (caller, finance) = system(&test, "Қаржы ЭҚАЖ", "finance").await;
    let (_, health) = system(&test, "Денсаулық жүйесі", "health").await;
    let id = interaction(&test, &[(caller, "finance")]).await;
    let path = format!("/api/v1/drafts/{}", draft.id);
    health.get("/api/v1/drafts").await.expect(200);
    test.clock.advance(60);
    put_in_force(&test, &id).await.expect(204);

    test.clock.advance(60);
    let request = finance.request(Method::GET, &path).header("user-agent", "Finance/2.0");
    let answer = finance.send(request.header("date", "Sat, 01 Jan 2000 00:00:00 GMT")).await.expect(200);
    let record = recorded(&test, &answer).await;
    let now = test.portal.env.now().zoned().strftime("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string();
    let expected = [
        ("at", now.as_str()),
        ("who", "system"),
        ("actor_name", "Қаржы ЭҚАЖ"),
        ("address", "127.0.0.1"),
        ("component", "drafts"),
        ("resource", "draft"),
        ("operation", "read"),
        ("outcome", "done"),
        ("agent", "Finance/2.0"),
    ];
    for (field, value) in expected {
        assert_eq!(record[field], value, "{field}: {record}");
    }
    assert_eq!((&record["actor_id"], &record["service"]), (&json!(caller), &json!(format!("GET {path}"))));
    assert!(record["part"].as_str().unwrap().starts_with(&draft.id.to_string()), "{record}");

    let refused = health.get("/api/v1/drafts").await.expect(403);
    assert_eq!((refused.code().as_str(), &refused.json()["status"]), ("registry-refusal-participant", &json!(403)));
    assert!(refused.text().contains("қатыспайды"), "{}", refused.text());
    for answer in [refused, health.get(&format!("/drafts/{}", draft.id)).await.expect(403)] {
        let record = recorded(&test, &answer).await;
        let told = [&record["actor_name"], &record["outcome"], &record["detail"]];
        assert_eq!(told, ["Денсаулық жүйесі", "refused", "registry-refusal-participant"]);
    }
    health.get("/api/v1/registry/records").await.expect(200);
    test.client("justice-drafter").await.get(&path).await.expect(200);

    let owner = test.client(OWNER).await;
    let answer = owner.get(&api(&id, "/accesses?from=2026-11-20&until=2026-11-23")).await.expect(200);
    let found = answer.json();
    let all = [("Қаржы ЭҚАЖ".to_owned(), 1, 0), ("Денсаулық жүйесі".to_owned(), 0, 2)];
    assert_eq!(counts(&found), all, "the call before it was in force does not count");
    assert_eq!(found["items"].as_array().unwrap().len(), 3);
    let last = &found["items"][2];
    assert_eq!((&last["name"], &last["service"]), (&json!("Қаржы ЭҚАЖ"), &json!(format!("GET {path}"))));
    assert_eq!((&last["request"], &last["at"]), (&record["request"], &record["at"]));
    let look = recorded(&test, &answer).await;
    assert_eq!((&look["resource"], &look["operation"]), (&json!("registry_interaction"), &json!("search")));
    assert_eq!(look["part"], format!("{id} accesses from=2026-11-20 until=2026-11-23"));
    assert_eq!(counts(&owner.get(&api(&id, "/accesses?until=2026-11-22")).await.expect(200).json())[0].1, 0);
    let shown = owner.get(&page(&id, "/accesses")).await.expect(200).text();
    assert!(shown.contains("Денсаулық жүйесі") && shown.contains("қатысушы емес") && shown.contains(&path), "{shown}");
    let file = owner.get(&page(&id, "/accesses/export.csv")).await.expect(200);
    assert_eq!(file.text().lines().count(), 4, "{}", file.text());

    let own = test.client("finance-clerk").await;
    let found = own.get(&api(&id, "/accesses")).await.expect(200).json();
    assert_eq!(counts(&found), [("Қаржы ЭҚАЖ".to_owned(), 1, 0)], "the calls of others are not for it");
    assert!(!own.get(&page(&id, "/accesses/export.csv")).await.expect(200).text().contains("Денсаулық"));

    // The body of the refused system takes no part, and neither do others, nor systems, nor those without an office.
    for login in ["health-head", "economy-clerk", "justice-drafter"] {
        let other = test.client(login).await;
        for hidden in [api(&id, "/accesses"), api(&id, ""), page(&id, "/accesses"), page(&id, "/accesses/export.csv")] {
            let answer = other.get(&hidden).await.expect(404);
            let record = recorded(&test, &answer).await;
            let name = test.cast.person(login).name.as_str();
            assert_eq!(
                [&record["actor_name"], &record["outcome"], &record["detail"]],
                [name, "refused", "error-not-found"]
            );
        }
    }
    finance.get(&api(&id, "/accesses")).await.expect(404);
}

/// Who keeps the portal alone puts an interaction in force: of a record in operation, with a participant, one of a part. A participant
/// calls from its first to its last day and until it is ended; when the interaction ends, its part is open as before.
#[rstest]
#[tokio::test]
async fn an_interaction_is_in_force_from_its_beginning_to_its_end(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (caller, finance) = system(&test, "Қаржы ЭҚАЖ", "finance").await;
    let (_, health) = system(&test, "Денсаулық жүйесі", "health").await;
    let id = interaction(&test, &[]).await;
    let (owner, admin) = (test.client(OWNER).await, test.client("digital-admin").await);
    assert_eq!(put_in_force(&test, &id).await.expect(409).code(), "registry-refusal-nobody");
    let typed = [("system", ""), ("body", ""), ("from", "2026-11-24"), ("until", "2026-11-23")];
    let wrong = owner.form(&page(&id, "/participants/new"), &typed).await.expect(422).text();
    assert!(wrong.contains("value=\"2026-11-24\"") && wrong.contains("бірінші күнінен ерте"), "{wrong}");
    let (chosen, of) = (caller.to_string(), body(&test, "finance").to_string());
    let mut typed =
        [("system", chosen.as_str()), ("body", of.as_str()), ("from", "2026-11-24"), ("until", "2026-11-25")];
    owner.form(&page(&id, "/participants/new"), &typed).await.expect(303);
    typed[2].1 = "2026-11-25";
    typed[3].1 = "";
    let twice = owner.form(&page(&id, "/participants/new"), &typed).await.expect(422).text();
    assert!(twice.contains("осы күндері қатысушы"), "{twice}");

    owner.get(&page(&id, "/force")).await.expect(403);
    owner.form(&page(&id, "/force"), &[]).await.expect(403);
    health.get("/api/v1/drafts").await.expect(200);
    assert!(admin.get(&page(&id, "/force")).await.expect(200).text().contains("НҚА жобалары"));
    admin.form(&page(&id, "/force"), &[]).await.expect(303);
    finance.get("/api/v1/drafts").await.expect(403);
    test.clock.advance(DAY);
    finance.get("/api/v1/drafts").await.expect(200);
    health.get("/api/v1/drafts").await.expect(403);

    let second = interaction(&test, &[(caller, "finance")]).await;
    assert_eq!(put_in_force(&test, &second).await.expect(409).code(), "registry-refusal-taken");
    let (owner, admin) = (test.client(OWNER).await, test.client("digital-admin").await);
    let card = owner.get(&api(&id, "")).await.expect(200).json();
    let end = format!("/participants/{}/end", card["interaction"]["participants"][0]["id"].as_str().unwrap());
    admin.form(&page(&id, &end), &[]).await.expect(403);
    assert!(owner.get(&page(&id, &end)).await.expect(200).text().contains("Қаржы ЭҚАЖ"));
    owner.form(&page(&id, &end), &[]).await.expect(303);
    finance.get("/api/v1/drafts").await.expect(403);
    owner.form(&page(&id, &end), &[]).await.expect(409);

    test.client("finance-clerk").await.form(&page(&id, "/end"), &[("reason", "x")]).await.expect(403);
    owner.form(&page(&id, "/end"), &[("reason", "")]).await.expect(422);
    owner.form(&page(&id, "/end"), &[("reason", "Жаңасы дайын")]).await.expect(303);
    health.get("/api/v1/drafts").await.expect(200);
    owner.form(&page(&id, "/end"), &[("reason", "x")]).await.expect(409);
    let shown = owner.get(&page(&id, "")).await.expect(200).text();
    for told in ["аяқталған", "Жаңасы дайын", "қатысуы тоқтатылған", "Өзара іс-қимыл күшіне енгізілді"]
    {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    put_in_force(&test, &second).await.expect(204);
    health.get("/api/v1/drafts").await.expect(403);

    // The list: to each the own ones.
    let total = async |login: &str| {
        test.client(login).await.get("/api/v1/registry/interactions").await.expect(200).json()["total"].clone()
    };
    assert_eq!([total(OWNER).await, total("digital-admin").await], [2, 2]);
    assert_eq!([total("finance-clerk").await, total("health-head").await], [2, 0]);
    test.client("justice-drafter").await.get("/registry/interactions").await.expect(403);
    assert!(owner.get("/registry/interactions").await.expect(200).text().contains("Жобаларды беру"));
    let wrong = owner.get(&page(&id, "/accesses?from=2026-11-24&until=2026-11-23")).await.expect(422).text();
    assert!(wrong.contains("бірінші күнінен ерте"), "{wrong}");
}
