//! The interface for programs.

use crate::support::{PASSWORD, Portal};
use axum::http::{Method, StatusCode};
use orda_base::Role;
use serde_json::json;

/// A person logs in, keeps people and roles, and logs out, all over the interface.
#[tokio::test]
async fn a_person_works_over_the_interface() {
    let portal = Portal::new().await;
    let wrong =
        portal.json(Method::POST, "", "/api/v1/session", json!({ "login": "administrator", "password": "x" })).await;
    assert_eq!(
        (wrong.status, wrong.json()["code"].as_str()),
        (StatusCode::CONFLICT, Some("identity-refusal-credentials"))
    );
    let opened = portal
        .json(Method::POST, "", "/api/v1/session", json!({ "login": "administrator", "password": PASSWORD }))
        .await;
    assert_eq!(opened.status, StatusCode::CREATED);
    let cookie = opened.session();
    let me = portal.get(&cookie, "/api/v1/session").await.json();
    assert_eq!((me["kind"].as_str(), me["roles"][0]["role"].as_str()), (Some("person"), Some("administrator")));

    let input = json!({ "iin": "811218300245", "surname": "Жандосова", "given": "Мәдина", "login": "m.zhandosova",
        "position": { "body": portal.justice, "title": { "kk": "Маман", "ru": "Специалист" }, "since": "2026-11-01" } });
    let made = portal.json(Method::POST, &cookie, "/api/v1/people", input.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let twice = portal.json(Method::POST, &cookie, "/api/v1/people", input).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(twice.json()["errors"][0]["code"], "identity-error-taken-iin");
    let role = json!({ "role": "drafter", "body": portal.justice });
    let grant = portal.json(Method::POST, &cookie, &format!("/api/v1/people/{id}/roles"), role).await;
    assert_eq!(grant.status, StatusCode::CREATED, "{}", grant.body);
    let person = portal.get(&cookie, &format!("/api/v1/people/{id}")).await.json();
    assert_eq!(person["roles"][0]["role"], "drafter");
    assert_eq!(person["positions"][0]["title"]["ru"], "Специалист");
    let grant = grant.json()["id"].as_str().unwrap().to_owned();
    let withdrawn =
        portal.json(Method::DELETE, &cookie, &format!("/api/v1/people/{id}/roles/{grant}"), json!(null)).await;
    assert_eq!(withdrawn.status, StatusCode::NO_CONTENT);
    let found = portal.get(&cookie, "/api/v1/people?q=%D0%B6%D0%B0%D0%BD%D0%B4%D0%BE%D1%81").await.json();
    assert_eq!(found["total"], 1);
    assert_eq!(portal.get(&cookie, "/api/v1/roles").await.json().as_array().map(Vec::len), Some(9));
    assert_eq!(portal.get(&cookie, "/api/v1/bodies").await.json()[0]["kind"], "ministry");
    assert_eq!(
        portal.json(Method::DELETE, &cookie, "/api/v1/session", json!(null)).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(portal.get(&cookie, "/api/v1/session").await.status, StatusCode::UNAUTHORIZED);
}

/// A system calls with a bearer token under its own name; another token is nobody's.
#[tokio::test]
async fn a_system_calls_with_its_token() {
    let portal = Portal::new().await;
    let cookie = portal.login("administrator").await;
    let roles = json!([{ "role": "drafter", "body": portal.justice }]);
    let input = json!({ "name": "ЕСЭДО", "roles": roles, "days": 30 });
    let made = portal.json(Method::POST, &cookie, "/api/v1/systems", input).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let bearer = format!("Bearer {}", made.json()["token"].as_str().unwrap());
    let who = |bearer: String| {
        let portal = &portal;
        async move { portal.send_with(Method::GET, "/api/v1/session", &[("authorization", &bearer)], String::new()).await }
    };
    let system = who(bearer.clone()).await.json();
    assert_eq!((system["kind"].as_str(), system["name"].as_str()), (Some("system"), Some("ЕСЭДО")));
    assert_eq!(who("Bearer orda_guess".to_owned()).await.status, StatusCode::UNAUTHORIZED);
    let people = portal.send_with(Method::GET, "/api/v1/people", &[("authorization", &bearer)], String::new()).await;
    assert_eq!(people.status, StatusCode::FORBIDDEN);
    let listed = portal.get(&cookie, "/api/v1/systems").await.body;
    assert!(!listed.contains("orda_"), "the token is not shown again");
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let revoked = portal.json(Method::DELETE, &cookie, &format!("/api/v1/systems/{id}"), json!(null)).await;
    assert_eq!(revoked.status, StatusCode::NO_CONTENT);
    assert_eq!(who(bearer).await.status, StatusCode::UNAUTHORIZED);
}

/// An administrator of a body reaches nothing above it over the interface either.
#[tokio::test]
async fn rights_are_the_same_over_the_interface() {
    let portal = Portal::new().await;
    let drafter = portal.person("drafter", &[]).await;
    portal.person("keeper", &[Role::Administrator]).await;
    let cookie = portal.login("keeper").await;
    let path = format!("/api/v1/people/{drafter}/roles");
    let above =
        portal.json(Method::POST, &cookie, &path, json!({ "role": "administrator", "body": portal.justice })).await;
    assert_eq!(above.status, StatusCode::FORBIDDEN);
    let own = portal.json(Method::POST, &cookie, &path, json!({ "role": "drafter", "body": portal.justice })).await;
    assert_eq!(own.status, StatusCode::CREATED);
    assert_eq!(portal.get(&cookie, "/api/v1/systems").await.status, StatusCode::FORBIDDEN);
}
