//! Nobody works in the portal before being identified and authorised.

use crate::support::{PASSWORD, Portal};
use axum::http::{Method, StatusCode};
use base64::Engine;
use orda_base::Role;
use records::refused_logins;

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

/// A withdrawn role does not hold at the next request; pages of the administration are not for others.
#[tokio::test]
async fn rights_are_those_of_the_moment() {
    let portal = Portal::new().await;
    let keeper = portal.person("keeper", &[Role::Administrator]).await;
    let (cookie, administrator) = (portal.login("keeper").await, portal.login("administrator").await);
    assert_eq!(portal.get(&cookie, "/admin").await.status, StatusCode::OK);
    assert_eq!(portal.get(&cookie, "/admin/systems").await.status, StatusCode::FORBIDDEN);
    assert_eq!(portal.get(&cookie, "/admin/bodies/new").await.status, StatusCode::FORBIDDEN);
    let grant = portal.identity.picture().await.unwrap().person(keeper).unwrap().grants[0].id;
    let path = format!("/admin/people/{keeper}/roles/{grant}/withdraw");
    assert_eq!(portal.post(&administrator, &path, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(portal.get(&cookie, "/admin").await.status, StatusCode::FORBIDDEN);
    assert_eq!(portal.get(&cookie, "/api/v1/people").await.status, StatusCode::FORBIDDEN);
    let record = format!("/admin/people/{keeper}");
    assert_eq!(portal.get(&cookie, &record).await.status, StatusCode::NOT_FOUND);
    let forged = [("cookie", administrator.as_str()), ("sec-fetch-site", "cross-site")];
    let forged = portal.send_with(Method::POST, "/profile/sessions/revoke-others", &forged, String::new()).await;
    assert_ne!(forged.status, StatusCode::SEE_OTHER);
}

mod records {
    use super::Portal;
    use orda_audit::{EntryStore, Filter};

    /// Logins of refused attempts to log in, in their order.
    pub async fn refused_logins(portal: &Portal) -> Vec<String> {
        let entries = orda_audit_store::Entries::new(portal.database.db.clone());
        let found = entries.search(&Filter::default(), None, 1000).await.expect("reads");
        let refused = found
            .into_iter()
            .rev()
            .map(|e| e.entry)
            .filter(|e| e.operation == orda_base::Operation::SignIn && e.outcome == orda_base::Outcome::Refused);
        refused.map(|e| e.actor_name).collect()
    }
}
