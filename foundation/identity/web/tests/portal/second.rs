//! Second factors on pages and in the interface.

use crate::support::{PASSWORD, Portal, demanding, limited, totp};
use axum::http::{Method, StatusCode};
use orda_base::{Outcome, Role};
use orda_web::{Kind, Rate};
use serde_json::json;

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(text, _)| text)
}

/// Sets up a program for codes: its id, its secret and a recovery code.
async fn enrol(portal: &Portal, cookie: &str) -> (String, String, String) {
    let begun = portal.json(Method::POST, cookie, "/api/v1/profile/second-factors", json!({ "name": "a" })).await;
    assert_eq!(begun.status, StatusCode::CREATED);
    let text = |name: &str| begun.json()[name].as_str().unwrap().to_owned();
    let (id, secret) = (text("id"), text("secret"));
    let code = json!({ "code": totp(&secret, portal) });
    let confirm = format!("/api/v1/profile/second-factors/{id}/confirm");
    let done = portal.json(Method::POST, cookie, &confirm, code).await;
    let recovery = done.json()["recovery_codes"][0].as_str().unwrap().to_owned();
    (id, secret, recovery)
}

/// Without a script: who must have a second factor is led to it and can do nothing else, sets up a program by its QR code,
/// gets recovery codes, and shows a code at the next login; a wrong one is told beside the field.
#[tokio::test]
async fn a_program_is_set_up_and_asked_for() {
    let portal = demanding(&[Role::Administrator]).await;
    let credentials = [("login", "administrator"), ("password", PASSWORD), ("next", "/admin")];
    let answer = portal.post("", "/login", &credentials).await;
    assert_eq!(answer.location(), "/profile/second");
    let cookie = answer.session();
    assert_eq!(portal.get(&cookie, "/admin").await.location(), "/profile/second");
    let record = portal.records().await.pop().expect("a record");
    assert_eq!((record.outcome, record.detail.as_str()), (Outcome::Refused, "identity-refusal-second-first"));
    let told = portal.get(&cookie, "/api/v1/people").await;
    assert_eq!(
        (told.status, told.json()["code"].as_str()),
        (StatusCode::CONFLICT, Some("identity-refusal-second-first"))
    );
    assert!(portal.get(&cookie, "/profile/second").await.body.contains("govuk-warning-text"));

    let empty = portal.post(&cookie, "/profile/second/program", &[("name", " ")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("id=\"name-error\""));
    let begun = portal.post(&cookie, "/profile/second/program", &[("name", "Телефон")]).await.location().to_owned();
    let page = portal.get(&cookie, &begun).await;
    assert!(page.body.contains("<svg role=\"img\"") && page.body.contains("Телефон"));
    let secret = between(&page.body, "<code id=\"totp-secret\">", "</code>").to_owned();
    let wrong = portal.post(&cookie, &begun, &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"code-error\"") && wrong.body.contains(&secret), "nothing is lost");
    let codes = portal.post(&cookie, &begun, &[("code", &totp(&secret, &portal))]).await;
    assert_eq!(codes.body.matches("<li><code>").count(), 10);
    assert_eq!(portal.get(&cookie, "/admin").await.status, StatusCode::OK);
    assert_eq!(portal.get(&cookie, &begun).await.status, StatusCode::NOT_FOUND);

    portal.clock.advance(30);
    let half = portal.post("", "/login", &credentials).await;
    assert_eq!(half.location(), "/login/second?next=%2Fadmin");
    let cookie = half.session();
    assert!(portal.get(&cookie, "/admin").await.location().starts_with("/login?"), "half a login is nobody");
    assert_eq!(portal.get(&cookie, "/login/second").await.status, StatusCode::OK);
    let wrong = portal.post(&cookie, "/login/second", &[("code", "000000"), ("next", "/admin")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"code-error\"") && wrong.body.contains("value=\"/admin\""));
    let right = [("code", &*totp(&secret, &portal)), ("next", "/admin")];
    let whole = portal.post(&cookie, "/login/second", &right).await;
    assert_eq!(whole.location(), "/admin");
    assert_eq!(portal.get(&whole.session(), "/admin").await.status, StatusCode::OK);
    assert!(portal.post(&cookie, "/login/second", &right).await.location().starts_with("/login"), "over");

    let cookie = whole.session();
    portal.clock.advance(600);
    let list = portal.get(&cookie, "/profile/second").await.body;
    let remove =
        format!("/profile/second/{}/remove", between(&list, "/profile/second/", "/name").rsplit('/').next().unwrap());
    let asked = portal.get(&cookie, &remove).await;
    assert!(asked.location().starts_with("/profile/second/proof?next="), "{}", asked.location());
    let wrong = portal.post(&cookie, "/profile/second/proof", &[("password", "x"), ("next", &remove)]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("id=\"password-error\""));
    let proven = portal.post(&cookie, "/profile/second/proof", &[("password", PASSWORD), ("next", &remove)]).await;
    assert_eq!(proven.location(), remove);
    assert_eq!(portal.get(&cookie, &remove).await.status, StatusCode::OK);
    assert_eq!(portal.post(&cookie, &remove, &[]).await.location(), "/profile/second");
}

/// Programs do the same through the interface, and administrators reset there and on the person's page.
#[tokio::test]
async fn the_interface_does_the_same() {
    let portal = demanding(&[]).await;
    let person = portal.person("drafter", &[Role::Drafter]).await;
    let cookie = portal.login("drafter").await;
    let (id, secret, recovery) = enrol(&portal, &cookie).await;
    let own = format!("/api/v1/profile/second-factors/{id}");
    let renamed = portal.json(Method::PUT, &cookie, &own, json!({ "name": "b" })).await;
    assert_eq!(renamed.status, StatusCode::NO_CONTENT);
    let list = portal.get(&cookie, "/api/v1/profile/second-factors").await.json();
    assert_eq!((list["factors"][0]["name"].as_str(), list["recovery_codes_left"].as_u64()), (Some("b"), Some(10)));
    assert!(!list.to_string().contains(&secret));

    let credentials = json!({ "login": "drafter", "password": PASSWORD });
    let half = portal.json(Method::POST, "", "/api/v1/session", credentials).await;
    assert_eq!(half.json()["awaits_second_step"], true);
    let half_cookie = half.session();
    assert_eq!(portal.get(&half_cookie, "/api/v1/session").await.status, StatusCode::UNAUTHORIZED);
    let step = |code: &str| portal.json(Method::POST, &half_cookie, "/api/v1/session/second", json!({ "code": code }));
    assert_eq!(step("nonsense").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = portal.records().await.into_iter().filter(|r| r.outcome == Outcome::Refused).count();
    assert_eq!(refused, 2, "the 401 and the wrong code, once each");
    let whole = step(&recovery).await;
    assert_eq!((whole.status, whole.json()["awaits_second_step"].as_bool()), (StatusCode::CREATED, Some(false)));

    let administrator = portal.login("administrator").await;
    let path = format!("/admin/people/{person}");
    assert!(portal.get(&administrator, &path).await.body.contains(&format!("{path}/second")));
    assert_eq!(portal.get(&administrator, &format!("{path}/second")).await.status, StatusCode::OK);
    assert_eq!(portal.post(&administrator, &format!("{path}/second"), &[]).await.location(), path);
    assert!(!portal.get(&administrator, &path).await.body.contains(&format!("{path}/second")));
    assert_eq!(portal.get(&whole.session(), "/api/v1/session").await.status, StatusCode::UNAUTHORIZED);
    let reset = format!("/api/v1/people/{person}/second-factors");
    assert_eq!(portal.json(Method::DELETE, &administrator, &reset, json!({})).await.status, StatusCode::NO_CONTENT);
}

/// Whatever is wrong with a second step leaves one record: a wrong code, a passkey whose challenge cannot be read, which
/// counts as an attempt like the others, and a step whose time is over, on the page and through the interface. So does a
/// login by EDS with a challenge that cannot be read.
#[tokio::test]
async fn every_refused_step_is_recorded_once() {
    let portal = demanding(&[]).await;
    portal.person("drafter", &[]).await;
    let (_, secret, _) = enrol(&portal, &portal.login("drafter").await).await;
    portal.clock.advance(30);
    let half = portal.post("", "/login", &[("login", "drafter"), ("password", PASSWORD)]).await.session();
    let wrong = "identity-error-second-code";
    let right = totp(&secret, &portal);
    let (passkey, code) = ("/login/second/passkey", "/login/second");
    let mut steps = vec![(passkey, "challenge", "nonsense", wrong); 4];
    steps.extend([(code, "code", "nonsense", wrong), (code, "code", &right, "identity-refusal-credentials")]);
    for (path, field, value, detail) in steps {
        let before = portal.records().await.len();
        let answer = portal.post(&half, path, &[(field, value)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {value}");
        let records = portal.records().await.split_off(before);
        let told: Vec<_> = records.iter().map(|r| (r.outcome, r.detail.as_str())).collect();
        assert_eq!(told, [(Outcome::Refused, detail)], "{path} {value}");
    }
    portal.clock.advance(31);
    let whole = portal.post(&half, code, &[("code", &*totp(&secret, &portal))]).await;
    assert_eq!(whole.status, StatusCode::SEE_OTHER);

    let over = "identity-refusal-second-over";
    let before = portal.records().await.len();
    assert_eq!(portal.post(&half, code, &[("code", &*right)]).await.location(), "/login");
    assert_eq!(portal.post(&half, passkey, &[("challenge", "nonsense")]).await.location(), "/login");
    let told = portal.json(Method::POST, &half, "/api/v1/session/second", json!({ "code": right })).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let eds = portal.post("", "/login/eds", &[("challenge", "nonsense"), ("cms", "MAo=")]).await;
    assert_eq!(eds.status, StatusCode::CONFLICT);
    let records = portal.records().await.split_off(before);
    let told: Vec<_> = records.iter().map(|r| (r.outcome, r.detail.as_str())).collect();
    let refused = |detail| (Outcome::Refused, detail);
    assert_eq!(told, [refused(over), refused(over), refused(over), refused("identity-refusal-challenge")]);
}

/// Whoever must set up a second factor and asks too often is told to wait, from the first refusal on.
#[tokio::test]
async fn waiting_comes_before_everything_else() {
    let rate = Rate { at_once: 1, per_minute: 1 };
    let kind = Kind { name: "all", is: |_, _, _| true, person: rate, address: Rate::NONE };
    let portal = limited(&[Role::Administrator], vec![kind]).await;
    let cookie = portal.login("administrator").await;
    assert_eq!(portal.get(&cookie, "/admin").await.location(), "/profile/second");
    for path in ["/admin", "/api/v1/people"] {
        let answer = portal.get(&cookie, path).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
        assert!(answer.headers.contains_key("retry-after"));
    }
    let record = portal.records().await.pop().expect("a record");
    assert_eq!((record.outcome, record.detail.as_str()), (Outcome::Refused, "error-too-many"));
}
