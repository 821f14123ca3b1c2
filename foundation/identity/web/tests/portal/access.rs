//! Nobody works in the portal before being identified and authorised.

use crate::support::{PASSWORD, Portal, ministry};
use axum::http::{Method, StatusCode};
use base64::Engine;
use orda_base::{Operation, Outcome, Role};

/// Right credentials open a session with that person's own roles; without one, pages lead to the login and the interface
/// answers 401, both without data; wrong password, unknown login, barred person are answered alike and recorded; an old
/// token is refused after logout and after the limit.
///
/// Covers: 385-6-1
#[tokio::test]
async fn nobody_works_without_a_session() {
    let portal = Portal::new().await;
    portal.person("drafter", &[Role::Drafter]).await;
    let barred = portal.person("barred", &[Role::Drafter]).await;
    portal.identity.set_person_active(&orda_base::Actor::portal(), barred, false).await.unwrap();

    let drafter = portal.login("drafter").await;
    let page = portal.get(&drafter, "/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("roles: drafter<"), "{}", page.body);

    for path in ["/", "/profile", "/admin", "/admin/people", "/admin/bodies?q=x"] {
        let answer = portal.get("", path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.location().starts_with("/login"), "{path}: {}", answer.location());
    }
    for path in
        ["/api/v1/session", "/api/v1/profile", "/api/v1/bodies", "/api/v1/people", "/api/v1/roles", "/api/v1/systems"]
    {
        let answer = portal.get("", path).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(!answer.body.contains("Әділет"), "{path}");
    }

    let mut answers = Vec::new();
    for (login, password) in [("drafter", "wrong"), ("nobody", PASSWORD), ("barred", PASSWORD)] {
        let answer = portal.post("", "/login", &[("login", login), ("password", password)]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.session_cookie().is_none());
        // The typed login is kept in its field, and nothing else differs.
        assert!(answer.body.contains(&format!("value=\"{login}\"")));
        assert!(!answer.body.contains(PASSWORD));
        answers.push(answer.body.replace(login, "…"));
    }
    assert!(answers.iter().all(|body| *body == answers[0]));
    assert_eq!(refused_logins(&portal).await, ["drafter", "nobody", "barred"]);

    let answer = portal.post(&drafter, "/logout", &[]).await;
    assert_eq!(answer.location(), "/login");
    assert!(portal.get(&drafter, "/").await.location().starts_with("/login"));
    let late = portal.login("drafter").await;
    portal.clock.advance(31 * 60);
    assert!(portal.get(&late, "/").await.location().starts_with("/login"));
}

/// The cookie cannot be read by scripts or sent by other sites; a login renews it and leads into the portal only.
#[tokio::test]
async fn the_cookie_is_guarded() {
    let portal = Portal::new().await;
    let form = [("login", "administrator"), ("password", PASSWORD), ("next", "//evil.example")];
    let answer = portal.post("orda_session=planted", "/login", &form).await;
    assert_eq!(answer.location(), "/");
    let cookie = answer.session_cookie().unwrap();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
    assert!(!cookie.contains("planted"));
    let form = [("login", "administrator"), ("password", PASSWORD), ("next", "/admin/people?q=x")];
    let again = portal.post(&answer.session(), "/login", &form).await;
    assert_eq!(again.location(), "/admin/people?q=x");
    assert!(portal.get(&answer.session(), "/").await.location().starts_with("/login"), "the old session has ended");
}

/// Whoever signed the challenge of the page is let in; the same challenge is not taken twice.
#[tokio::test]
async fn a_signature_lets_in() {
    let portal = Portal::new().await;
    let person = portal.person("drafter", &[Role::Drafter]).await;
    let iin = portal.identity.picture().await.unwrap().person(person).unwrap().person.iin.clone();
    let page = portal.get("", "/login/eds?next=/profile").await;
    let value = |name: &str| {
        let rest = page.body.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("a hidden field");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let (challenge, next) = (value("challenge"), value("next"));
    let cms = base64::engine::general_purpose::STANDARD.encode(&iin);
    let form = [("challenge", challenge.as_str()), ("next", next.as_str()), ("cms", cms.as_str())];
    let answer = portal.post("", "/login/eds", &form).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/profile"), "{}", answer.body);
    assert!(portal.get(&answer.session(), "/").await.body.contains("roles: drafter<"));
    let again = portal.post("", "/login/eds", &form).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.body.contains("Жаңа сұрауға қол қойыңыз") && !again.body.contains(&challenge));
    let unsigned = portal.post("", "/login/eds", &[("challenge", challenge.as_str())]).await;
    assert_eq!(unsigned.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// An administrator of a body does what the role allows within the body; what lies outside is refused by its address, on
/// pages and over the interface, and recorded; nothing of another body is found; a withdrawn role does not hold at the
/// next request.
///
/// Covers: 385-6-1-b
#[tokio::test]
async fn rights_are_limited() {
    let portal = Portal::new().await;
    let keeper = portal.person("keeper", &[Role::Administrator]).await;
    let own = portal.person("drafter", &[]).await;
    let health = ministry(&portal.identity, "Денсаулық сақтау министрлігі", "Министерство здравоохранения", 2).await;
    let foreign = portal.person_of(health, "doctor", &[Role::Drafter]).await;
    let (cookie, administrator) = (portal.login("keeper").await, portal.login("administrator").await);

    let (role, body) = (("role", "drafter"), portal.justice.to_string());
    let give = portal.post(&cookie, &format!("/admin/people/{own}/roles/new"), &[role, ("body", &body)]).await;
    assert_eq!(give.status, StatusCode::SEE_OTHER, "{}", give.body);

    for (path, status) in [
        (format!("/admin/people/{foreign}"), StatusCode::NOT_FOUND),
        (format!("/api/v1/people/{foreign}"), StatusCode::NOT_FOUND),
        ("/admin/systems".to_owned(), StatusCode::FORBIDDEN),
        ("/admin/bodies/new".to_owned(), StatusCode::FORBIDDEN),
        ("/api/v1/systems".to_owned(), StatusCode::FORBIDDEN),
    ] {
        let refused = portal.get(&cookie, &path).await;
        assert_eq!(refused.status, status, "{path}");
        assert!(!refused.body.contains("doctor"), "{path}");
        let record = portal.records().await.pop().unwrap();
        assert_eq!(record.outcome, Outcome::Refused, "{path}");
        assert_eq!(record.actor_id, keeper.to_string(), "{path}");
    }
    for path in [
        "/admin/people".to_owned(),
        format!("/admin/people?body={health}"),
        "/admin/people?q=doctor".to_owned(),
        "/api/v1/people?q=doctor".to_owned(),
        format!("/api/v1/people?body={health}&role=drafter"),
    ] {
        let list = portal.get(&cookie, &path).await;
        assert_eq!(list.status, StatusCode::OK, "{path}");
        assert!(!list.body.contains(&foreign.to_string()), "{path}");
    }

    let grant = portal.identity.picture().await.unwrap().person(keeper).unwrap().grants[0].id;
    let path = format!("/admin/people/{keeper}/roles/{grant}/withdraw");
    assert_eq!(portal.post(&administrator, &path, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(portal.get(&cookie, "/admin").await.status, StatusCode::FORBIDDEN);
    assert_eq!(portal.get(&cookie, &format!("/admin/people/{own}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portal.get(&cookie, "/api/v1/people").await.status, StatusCode::FORBIDDEN);
}

/// A form that another site sends with the person's cookie is refused.
#[tokio::test]
async fn other_sites_send_nothing() {
    let portal = Portal::new().await;
    let cookie = portal.login("administrator").await;
    let headers = [("cookie", cookie.as_str()), ("sec-fetch-site", "cross-site")];
    let forged = portal.send_with(Method::POST, "/profile/sessions/revoke-others", &headers, String::new()).await;
    assert_ne!(forged.status, StatusCode::SEE_OTHER);
    let logout = portal.send_with(Method::POST, "/logout", &headers, String::new()).await;
    assert_ne!(logout.status, StatusCode::SEE_OTHER);
    assert_eq!(portal.get(&cookie, "/").await.status, StatusCode::OK);
}

/// Logins of refused attempts to log in, in their order.
async fn refused_logins(portal: &Portal) -> Vec<String> {
    let refused = portal.records().await.into_iter();
    refused
        .filter(|e| e.operation == Operation::SignIn && e.outcome == Outcome::Refused)
        .map(|e| e.actor_name)
        .collect()
}
