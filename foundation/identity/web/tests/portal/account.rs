//! One's own account.

use crate::support::{PASSWORD, Portal};
use axum::http::StatusCode;
use orda_base::{Actor, Outcome, Role};

/// Whoever has a one-time password is led to choose a new one, and programs are told; then everything is open.
#[tokio::test]
async fn a_one_time_password_is_changed_first() {
    let portal = Portal::new().await;
    let person = portal.person("drafter", &[Role::Drafter]).await;
    let one_time = portal.identity.reset_password(&Actor::portal(), person).await.unwrap();
    let answer = portal.post("", "/login", &[("login", "drafter"), ("password", &one_time)]).await;
    assert_eq!(answer.location(), "/profile/password");
    let cookie = answer.session();
    assert_eq!(portal.get(&cookie, "/").await.location(), "/profile/password");
    let record = portal.records().await.pop().expect("a record");
    assert_eq!((record.outcome, record.detail.as_str()), (Outcome::Refused, "identity-refusal-change-password"));
    let told = portal.get(&cookie, "/api/v1/profile").await;
    assert_eq!(
        (told.status, told.json()["code"].as_str()),
        (StatusCode::CONFLICT, Some("identity-refusal-change-password"))
    );
    assert_eq!(portal.get(&cookie, "/profile/password").await.status, StatusCode::OK);

    let differ = [("current", one_time.as_str()), ("new", "Көктемгі бәйшешек"), ("repeat", "Көктемгі гүл")];
    let refused = portal.post(&cookie, "/profile/password", &differ).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("id=\"repeat-error\""));
    let same = [("current", one_time.as_str()), ("new", "Көктемгі бәйшешек"), ("repeat", "Көктемгі бәйшешек")];
    assert_eq!(portal.post(&cookie, "/profile/password", &same).await.location(), "/profile");
    assert_eq!(portal.get(&cookie, "/").await.status, StatusCode::OK);
}

/// People see their sessions with device and address, and end them.
#[tokio::test]
async fn sessions_are_shown_and_ended() {
    let portal = Portal::new().await;
    let (here, there) = (portal.login("administrator").await, portal.login("administrator").await);
    let page = portal.get(&here, "/profile").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("203.0.113.9") && page.body.contains("Ахметов Дәулет Серікұлы"));
    assert_eq!(page.body.matches("/revoke\"").count(), 1, "one other session, to be ended");
    let answer = portal.post(&here, "/profile/sessions/revoke-others", &[]).await;
    assert_eq!(answer.location(), "/profile#sessions");
    assert!(portal.get(&there, "/").await.location().starts_with("/login"));
    assert_eq!(portal.get(&here, "/").await.status, StatusCode::OK);
}

/// A wrong address of e-mail is shown beside its field with what was typed; the language of the person is kept.
#[tokio::test]
async fn own_data_are_kept() {
    let portal = Portal::new().await;
    let cookie = portal.login("administrator").await;
    let wrong = portal.post(&cookie, "/profile/email", &[("email", "nowhere")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"email-error\"") && wrong.body.contains("value=\"nowhere\""));
    let right = portal.post(&cookie, "/profile/email", &[("email", "d.akhmetov@example.kz")]).await;
    assert_eq!(right.location(), "/profile");
    let language = portal.post(&cookie, "/profile/language", &[("language", "en")]).await;
    assert_eq!(language.location(), "/language/en?back=/profile");
    let page = portal.get(&cookie, "/profile").await;
    assert!(page.body.contains("My account") && page.body.contains("d.akhmetov@example.kz"));
    assert!(!page.body.contains(PASSWORD));
}

/// Logging out has the browser throw away what it keeps of pages; the pages carry the time after which they empty themselves.
#[tokio::test]
async fn logging_out_clears_the_browser() {
    let portal = Portal::new().await;
    portal.person("drafter", &[]).await;
    let cookie = portal.login("drafter").await;
    let page = portal.get(&cookie, "/profile").await;
    assert!(page.body.contains("data-app-session=\"1800\""), "{}", page.body);
    let strange = portal.get("", "/login").await.body;
    assert!(!strange.contains("data-app-session"));
    let version = format!(" {} ", env!("CARGO_PKG_VERSION"));
    assert!(page.body.contains(&version) && !strange.contains(&version), "strangers see no version");
    let out = portal.post(&cookie, "/logout", &[]).await;
    assert_eq!(out.headers["clear-site-data"], "\"cache\"");
}
