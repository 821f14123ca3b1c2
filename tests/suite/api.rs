//! The interface for programs: its description, who is let in, and how it says no.

use crate::world::{actor, body, draft};
use orda_base::Language;
use orda_drafts::DraftId;
use orda_test::{Answer, Client, On, TestPortal};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What anybody may call: logging in; what a certifying centre publishes; checking a signature, or the result of a service.
const PUBLIC: [&str; 8] = [
    "POST /api/v1/session",
    "POST /api/v1/session/challenge",
    "POST /api/v1/session/eds",
    "POST /api/v1/session/second",
    "GET /api/v1/certifying-centre",
    "POST /api/v1/signatures/verify",
    // The page of a printed form, known by its code alone.
    "GET /api/v1/verify/{code}",
    // Known by its number alone.
    "GET /api/v1/results/{number}",
];

/// What everybody who is logged in may call, each for the own things.
const OWN: [&str; 42] = [
    "GET /api/v1/profile/second-factors",
    "POST /api/v1/profile/second-factors",
    "POST /api/v1/session/proof",
    "GET /api/v1/session",
    "DELETE /api/v1/session",
    "GET /api/v1/profile",
    "PATCH /api/v1/profile",
    "PUT /api/v1/profile/password",
    "GET /api/v1/profile/sessions",
    "DELETE /api/v1/profile/sessions",
    "GET /api/v1/my-work",
    "GET /api/v1/drafts",
    "GET /api/v1/drafts/unfinished",
    "GET /api/v1/letters",
    "GET /api/v1/notifications",
    "GET /api/v1/bodies",
    "GET /api/v1/bodies/{id}",
    "GET /api/v1/roles",
    "GET /api/v1/certificates",
    "GET /api/v1/certificate-requests",
    "POST /api/v1/file-sets",
    "GET /api/v1/search",
    "GET /api/v1/drafts/filters",
    "POST /api/v1/drafts/filters",
    "POST /api/v1/profile/calendar",
    "DELETE /api/v1/profile/calendar",
    "GET /api/v1/profile/digest",
    "PUT /api/v1/profile/digest",
    "GET /api/v1/profile/acting",
    "POST /api/v1/profile/acting",
    "GET /api/v1/profile/accesses",
    "GET /api/v1/calendar",
    "GET /api/v1/calendar/term",
    "GET /api/v1/services",
    // A head enters services of the own body.
    "POST /api/v1/services",
    "GET /api/v1/service-results",
    // Finds among those.
    "POST /api/v1/service-results/by-recipient",
    // Everybody reads the register.
    "GET /api/v1/registry/records",
    "GET /api/v1/registry/updates",
    // A head finds the interactions in which the own body takes part.
    "GET /api/v1/registry/interactions",
    // A head finds the audits of the own body.
    "GET /api/v1/registry/audits",
    "GET /api/v1/registry/audits/due",
];

/// One operation of the description.
pub struct Operation {
    pub method: Method,
    pub path: String,
    described: Value,
}

impl Operation {
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

pub async fn description(test: &TestPortal) -> Value {
    test.stranger().get("/api/openapi.json").await.expect(200).json()
}

pub fn operations(description: &Value) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, described) in item.as_object().unwrap() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
            if ["GET", "PUT", "POST", "DELETE", "PATCH"].contains(&method.as_str()) {
                all.push(Operation { method, path: path.clone(), described: described.clone() });
            }
        }
    }
    all
}

/// A value of a schema, with every field filled in.
fn example(description: &Value, schema: &Value, depth: u32) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = description.pointer(reference.trim_start_matches('#')).expect("a schema that is referred to");
        return example(description, target, depth + 1);
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        if let Some(options) = schema[choice].as_array() {
            let some = options.iter().find(|o| o["type"] != "null").unwrap_or(&Value::Null);
            return example(description, some, depth + 1);
        }
    }
    if let Some(values) = schema["enum"].as_array() {
        return values[0].clone();
    }
    if let Some(example) = schema.get("example").filter(|e| !e.is_null()) {
        return example.clone();
    }
    let kind = schema["type"]
        .as_str()
        .or_else(|| schema["type"].as_array()?.iter().find_map(|t| t.as_str().filter(|t| *t != "null")));
    match kind {
        Some("object") | None if depth < 8 => {
            let fields = schema["properties"].as_object().cloned().unwrap_or_default();
            let filled = fields.into_iter().map(|(name, schema)| {
                let value = match name.as_str() {
                    // A code whose values stand in words only.
                    "kind" => json!("ministry"),
                    "lang" => json!("kk"),
                    "role" => json!("approver"),
                    "reason" => json!("key_compromise"),
                    "part" => json!("regulations"),
                    "status" | "result" => json!("accepted"),
                    "value" => json!("support"),
                    "cms" | "csr" | "content" => json!("AAAA"),
                    "date" | "from" | "until" | "since" => json!("2026-11-23"),
                    _ => example(description, &schema, depth + 1),
                };
                (name, value)
            });
            Value::Object(filled.collect::<Map<_, _>>())
        }
        Some("array") => json!([]),
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(false),
        _ => json!("0190f3c8-0000-7000-8000-000000000001"),
    }
}

/// Calls an operation with parameters filled in by `fill`, and with a body as described.
pub async fn call(
    client: &Client,
    description: &Value,
    operation: &Operation,
    fill: impl Fn(&str) -> String,
) -> Answer {
    let mut path = operation.path.clone();
    while let Some((before, rest)) = path.split_once('{') {
        let (name, after) = rest.split_once('}').unwrap();
        path = format!("{before}{}{after}", fill(name));
    }
    // What the description says must be asked.
    let declared = operation.described["parameters"].as_array();
    let needed = declared.into_iter().flatten().filter(|p| {
        // A vote is shown to be signed once its value is chosen.
        p["in"] == "query" && (p["required"] == true || p["name"] == "value")
    });
    for (nth, parameter) in needed.enumerate() {
        let name = parameter["name"].as_str().unwrap();
        let value = if name == "value" { "support".to_owned() } else { fill(name) };
        path = format!("{path}{}{name}={value}", if nth == 0 { '?' } else { '&' });
    }
    let mut request = client.request(operation.method.clone(), &path);
    let content = &operation.described["requestBody"]["content"];
    if let Some(schema) = content.get("application/json").map(|c| &c["schema"]) {
        request = request.json(&example(description, schema, 0));
    } else if content.is_object() {
        request = request.query(&[("name", "a.pdf")]).header("content-type", "application/octet-stream").body("x");
    }
    client.send(request).await
}

pub fn any(name: &str) -> String {
    if ["version", "number", "seq", "from", "to"].contains(&name) {
        "1".into()
    } else {
        "0190f3c8-0000-7000-8000-000000000001".into()
    }
}

/// The description is a valid one of OpenAPI 3.1: every operation has an id of its own, a summary, answers; every part
/// of a path is declared; everything that is referred to is there; both ways of proving who calls are declared.
#[tokio::test]
async fn the_description_is_valid() {
    let test = TestPortal::start(On::Sqlite).await;
    let all = description(&test).await;
    assert!(all["openapi"].as_str().unwrap().starts_with("3.1."), "{}", all["openapi"]);
    for field in ["title", "version"] {
        assert!(!all["info"][field].as_str().unwrap().is_empty(), "{field}");
    }
    let operations = operations(&all);
    assert!(operations.len() > 80, "{}", operations.len());
    let mut ids = BTreeSet::new();
    for operation in &operations {
        let (name, described) = (operation.name(), &operation.described);
        assert!(operation.path.starts_with("/api/v1/"), "{name}");
        let id = described["operationId"].as_str().unwrap_or_else(|| panic!("{name} has no id"));
        assert!(ids.insert(id.to_owned()), "{name}: the id {id} is taken");
        assert!(described["summary"].as_str().is_some_and(|s| !s.is_empty()), "{name} says what it does");
        let answers = described["responses"].as_object().unwrap();
        assert!(answers.keys().any(|code| code.starts_with('2')), "{name}: {answers:?}");
        // What any request may be told is described once and referred to.
        let answers = answers.iter().map(|(code, answer)| match answer["$ref"].as_str() {
            Some(shared) => (code.as_str(), all.pointer(&shared[1..]).unwrap_or_else(|| panic!("{name}: {shared}"))),
            None => (code.as_str(), answer),
        });
        let answers: BTreeMap<&str, &Value> = answers.collect();
        assert!(answers.values().all(|a| a["description"].as_str().is_some_and(|words| !words.is_empty())), "{name}");
        let problems = answers.iter().filter(|(code, _)| code.starts_with('4') || code.starts_with('5'));
        for (code, answer) in problems {
            let schema = &answer["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(schema, "#/components/schemas/Problem", "{name}: {code}");
        }
        let known = !PUBLIC.contains(&name.as_str());
        let takes = described["requestBody"].is_object();
        for (code, may) in [("401", known), ("403", true), ("413", takes), ("422", takes), ("429", true), ("503", true)]
        {
            assert!(!may || answers.contains_key(code), "{name} may answer {code}");
        }
        let declared: Vec<&Value> = described["parameters"].as_array().map(|p| p.iter().collect()).unwrap_or_default();
        for part in operation.path.split('/').filter(|p| p.starts_with('{')) {
            let part = part.trim_matches(['{', '}']);
            let found = declared.iter().find(|p| p["name"] == part && p["in"] == "path");
            assert!(found.is_some_and(|p| p["required"] == true), "{name}: {part}");
        }
        for parameter in declared {
            assert!(parameter["schema"].is_object(), "{name}: {parameter}");
        }
    }
    let text = all.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(all.pointer(reference).is_some(), "{reference}");
    }
    let schemes = &all["components"]["securitySchemes"];
    assert_eq!((&schemes["bearer"]["type"], &schemes["bearer"]["scheme"]), (&json!("http"), &json!("bearer")));
    assert_eq!((&schemes["session"]["type"], &schemes["session"]["in"]), (&json!("apiKey"), &json!("cookie")));
    assert_eq!(all["security"], json!([{"session": []}, {"bearer": []}]));
    let open = operations.iter().filter(|o| o.described["security"] == json!([])).map(Operation::name);
    assert_eq!(open.collect::<BTreeSet<_>>(), PUBLIC.map(str::to_owned).into());
}

/// A number below the least and a list in the place of an object are refused, wherever the description says that they do not
/// fit: nothing is guessed, and nothing is done.
#[tokio::test]
async fn what_does_not_fit_the_description_is_refused() {
    let test = TestPortal::start(On::Sqlite).await;
    let all = description(&test).await;
    let mut tried = 0;
    for login in ["justice-head", "justice-controller", "digital-admin"] {
        let client = test.client(login).await;
        for operation in operations(&all) {
            let name = operation.name();
            let path = operation.path.replace(['{', '}'], "");
            let counts = |p: &&Value| p["in"] == "query" && p["schema"]["minimum"] == 0;
            for parameter in operation.described["parameters"].as_array().into_iter().flatten().filter(counts) {
                let wrong = format!("{path}?{}=-1", parameter["name"].as_str().unwrap());
                let answer = client.send(client.request(operation.method.clone(), &wrong)).await;
                assert!(answer.status >= 400 && answer.status < 500, "{login} {wrong}: {}", answer.status);
                tried += usize::from(answer.status == 422);
            }
            if operation.described["requestBody"]["content"]["application/json"].is_object() {
                let answer =
                    client.send(client.request(operation.method.clone(), &path).json(&json!([null, null]))).await;
                assert!(answer.status >= 400 && answer.status < 500, "{login} {name}: {}", answer.status);
                tried += usize::from(answer.status == 422);
            }
        }
    }
    assert!(tried > 60, "{tried}");
}

/// What the command line prints is what is served.
#[tokio::test]
async fn the_description_is_printed_as_served() {
    let test = TestPortal::start(On::Sqlite).await;
    let printed: Value = serde_json::from_str(&Box::pin(orda::openapi()).await.unwrap()).unwrap();
    assert_eq!(printed, description(&test).await);
}

/// Without logging in every operation answers 401 with a problem, whatever is sent; those that are open to everybody are
/// listed here by name, and no other is.
#[rstest]
#[tokio::test]
async fn nobody_gets_in_without_logging_in(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let all = description(&test).await;
    let stranger = test.stranger();
    let mut open = BTreeSet::new();
    for operation in operations(&all) {
        let answer = call(&stranger, &all, &operation, any).await;
        if answer.status == 401 {
            assert_eq!(answer.code(), "error-unauthenticated", "{}", operation.name());
            assert_eq!(answer.header("www-authenticate"), Some("Bearer"), "{}", operation.name());
            let wrong = stranger.clone().with_bearer("no such token");
            assert_eq!(
                call(&wrong, &all, &operation, any).await.status,
                401,
                "{} with a false token",
                operation.name()
            );
        } else {
            open.insert(operation.name());
        }
    }
    assert_eq!(open, PUBLIC.into_iter().map(str::to_owned).collect::<BTreeSet<_>>());
}

/// A draft, a form and a set of files of another body: every operation on them answers 404 as if there were none, to a
/// drafter, a head, and an administrator of the portal; what is for administrators answers 403 or 404.
#[rstest]
#[tokio::test]
async fn what_is_of_another_body_is_closed(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let drafter = actor(&test, "justice-drafter");
    let posting = test.portal.drafts.start_version(&drafter, draft.id).await.unwrap();
    let set = test.portal.drafts.posting(&drafter, posting).await.unwrap().posting.files;
    let file = test.portal.drafts.files(&drafter, draft.id, 1).await.unwrap().remove(0).id;
    let justice = body(&test, "justice").to_string();
    let own = test.cast.person("justice-drafter").person.to_string();
    let fill = |name: &str| match name {
        "draft" => draft.id.to_string(),
        "body" => justice.clone(),
        "set" => set.to_string(),
        "file" => file.to_string(),
        other => any(other),
    };
    let all = description(&test).await;
    let (mut closed, mut answered) = (0, Vec::new());
    for login in ["health-drafter", "health-head", "finance-deputy"] {
        let client = test.client(login).await;
        for operation in operations(&all) {
            let name = operation.name();
            if PUBLIC.contains(&name.as_str()) || OWN.contains(&name.as_str()) {
                continue;
            }
            let fill = |part: &str| match (operation.path.as_str(), part) {
                (path, "id") if path.contains("/unfinished/") => posting.to_string(),
                (path, "id") if path.starts_with("/api/v1/people") => own.clone(),
                (path, "id") if path.starts_with("/api/v1/bodies") => justice.clone(),
                _ => fill(part),
            };
            let answer = call(&client, &all, &operation, fill).await;
            if [403, 404].contains(&answer.status) {
                let code = answer.code();
                assert!(["error-not-found", "error-forbidden"].contains(&code.as_str()), "{login} {name}: {code}");
                let hidden = operation.path.contains("/drafts/{draft}")
                    || operation.path.contains("{set}")
                    || operation.path.contains("/unfinished/{");
                assert!(!hidden || answer.status == 404, "{login} {name}: it does not exist for them");
                closed += 1;
            } else {
                answered.push(format!("{login} {name}: {}", answer.status));
            }
        }
    }
    assert!(answered.is_empty(), "{}", answered.join("\n"));
    assert!(closed > 200, "{closed}");
    let admin = test.client("digital-admin").await;
    for part in ["", "/versions/1", "/versions/1/text", "/versions/1/files", "/history"] {
        admin.get(&format!("/api/v1/drafts/{}{part}", draft.id)).await.expect(404);
    }
    assert_eq!(draft.state().await, "on_approval", "and nothing was changed");
    assert_eq!(draft.body_state("finance").await, "under_review");
}

/// The title and the detail of a problem in this language.
fn words(answer: &Answer) -> (String, String, String) {
    let problem = answer.json();
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{problem}");
    assert_eq!(problem["status"], answer.status);
    let text = |field: &str| problem[field].as_str().unwrap_or_default().to_owned();
    let (code, title, detail) = (text("code"), text("title"), text("detail"));
    assert!(!code.is_empty() && !title.is_empty() && !detail.is_empty(), "{problem}");
    assert_eq!(text("type"), format!("urn:orda:problem:{code}"));
    (code, title, detail)
}

/// A problem has a code that is the same everywhere, and title and detail in the language that is asked for, or in that
/// of the person.
#[rstest]
#[tokio::test]
async fn problems_are_in_the_readers_language(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let stranger = test.stranger();
    let ask = async |client: &Client, path: &str, language: &str| {
        words(&client.send(client.request(Method::GET, path).header("accept-language", language)).await)
    };
    let kk = ask(&stranger, "/api/v1/my-work", "kk").await;
    let ru = ask(&stranger, "/api/v1/my-work", "ru-RU,ru;q=0.9,en;q=0.5").await;
    let en = ask(&stranger, "/api/v1/my-work", "en").await;
    assert!(kk.0 == "error-unauthenticated" && kk.0 == ru.0 && ru.0 == en.0);
    assert!(kk.1 != ru.1 && ru.1 != en.1 && kk.2 != ru.2 && ru.2 != en.2, "{kk:?} {ru:?} {en:?}");
    assert_eq!(ask(&stranger, "/api/v1/my-work", "de").await, kk, "Kazakh where nothing fits");

    let client = test.client("justice-drafter").await;
    let missing = format!("/api/v1/drafts/{}", DraftId::generate(&test.portal.env));
    let own = words(&client.get(&missing).await.expect(404));
    let person = actor(&test, "justice-drafter");
    test.portal.identity.set_language(&person, Language::En).await.unwrap();
    let english = words(&client.get(&missing).await.expect(404));
    assert!(own.0 == english.0 && own.1 != english.1 && own.2 != english.2, "{own:?} {english:?}");
    assert!(english.2.is_ascii() || english.2.contains('’'), "{english:?}");
    let unknown = words(&client.get("/api/v1/no-such-thing").await.expect(404));
    assert_eq!(unknown.0, "error-not-found");
}

/// A refusal names its rule and the reason in words; wrong fields are told one by one, each in words; what can't be read
/// is refused and not guessed.
#[rstest]
#[tokio::test]
async fn refusals_and_wrong_fields_are_told(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "prepared", &[]).await;
    let client = test.client("justice-drafter").await;
    let send = format!("/api/v1/drafts/{}/versions/1/send", draft.id);
    let unsigned = client.post(&send, &json!({"number": "1", "text": "x"})).await.expect(409);
    assert_eq!((words(&unsigned).0.as_str(), &unsigned.json()["rule"]), ("drafts-refusal-unsigned", &json!("385-14")));

    let justice = body(&test, "justice").to_string();
    let made = client.post("/api/v1/drafts/unfinished", &json!({"body": justice})).await.expect(201).json();
    let form = format!("/api/v1/drafts/unfinished/{}", made["id"].as_str().unwrap());
    let refused = client.post(&format!("{form}/submit"), &json!({})).await.expect(422);
    assert_eq!(words(&refused).0, "error-invalid");
    let fields = refused.json()["errors"].as_array().unwrap().clone();
    for field in ["title.kk", "title.ru", "kind", "files", "no_secrets"] {
        let told = fields.iter().find(|f| f["field"] == field).unwrap_or_else(|| panic!("{field}: {fields:?}"));
        assert!(!told["detail"].as_str().unwrap().is_empty() && told["code"].as_str().unwrap().contains('-'), "{told}");
    }
    let request = client.request(Method::PATCH, &form).header("content-type", "application/json");
    let broken = client.send(request.body("{\"term\": ")).await.expect(422);
    assert_eq!(words(&broken).0, "error-invalid");
    let request = client.request(Method::PATCH, &form).body("term=5");
    client.send(request.header("content-type", "application/x-www-form-urlencoded")).await.expect(422);
    let long = json!({"text_kk": "ә".repeat(2_000_000)});
    let huge = client.send(client.request(Method::PATCH, &form).json(&long)).await.expect(413);
    assert!(words(&huge).0.contains("too-large"));
    let method = client.send(client.request(Method::DELETE, "/api/v1/my-work")).await.expect(405);
    words(&method);
}

/// A form from another site changes nothing, though the browser sends the cookie along; a program with a token is no
/// browser and is let through.
#[rstest]
#[tokio::test]
async fn other_sites_cannot_act(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let client = test.client("justice-drafter").await;
    let body = json!({"body": body(&test, "justice").to_string()});
    for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")] {
        let mut request = client.request(Method::POST, "/api/v1/drafts/unfinished").json(&body).build().unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
        let sent = reqwest::Client::new().execute(request).await.unwrap();
        assert_eq!(sent.status().as_u16(), 403, "{value}");
    }
    assert_eq!(client.get("/api/v1/drafts/unfinished").await.expect(200).json(), json!([]));
    client.post("/api/v1/drafts/unfinished", &body).await.expect(201);
}
