//! A small portal with the real layers around it.

use super::*;
use crate::parts::tests::{person, shell};
use crate::{Form, html};
use axum::body::Body;
use axum::extract::{ConnectInfo, Extension};
use axum::routing::{get, post};
use orda_base::{Language, RequestId};
use std::net::SocketAddr;
use tower::ServiceExt;

#[derive(serde::Deserialize)]
struct Title {
    #[allow(dead_code, reason = "only whether it can be read matters")]
    title: String,
}

/// A page, a form, a fault, things that are refused; the same as an interface.
fn portal() -> Router {
    let shell = shell();
    let routes = Router::new()
        .route("/page", get(async |ui: Ui| ui.page("A page", html! { h1 { "A page" } })))
        .route(
            "/form",
            post(async |ui: Ui, Form(_): Form<Title>| ui.redirect_with("/page", &crate::Message::new("web-saved"))),
        )
        .route("/secret", get(async || WebError(Error::Unauthenticated)))
        .route("/panic", get(panics))
        .route("/api/v1/panic", get(panics))
        .route("/api/v1/drafts/{id}", get(async || WebError(Error::NotFound)))
        .route("/api/v1/sign", post(async || WebError(Refusal::new("error-refused").rule("385-14").into())))
        .route("/api/v1/busy", get(async || WebError(Error::TooMany(30))))
        .route("/lost", get(async || WebError(Error::Unavailable("secret".into()))))
        .route("/origin", get(async |Extension(origin): Extension<Origin>| format!("{:?}", origin.address)));
    shell.guard(shell.wrap(routes))
}

async fn panics() -> Response {
    panic!("with a secret in its words")
}

async fn answer(request: http::request::Builder, body: &'static str) -> (http::response::Parts, String) {
    let response = portal().oneshot(request.body(Body::from(body)).expect("a request")).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, 1 << 22).await.expect("a body in memory");
    (parts, String::from_utf8_lossy(&bytes).into_owned())
}

fn get_(path: &str) -> http::request::Builder {
    Request::get(path).header("accept-language", "en")
}

fn form(headers: &[(&str, &str)]) -> http::request::Builder {
    let request = Request::post("/form").header("content-type", "application/x-www-form-urlencoded");
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
}

/// Every answer carries the headers that keep a browser safe, errors and assets included.
#[tokio::test]
async fn every_answer_is_guarded() {
    for path in ["/page", "/nowhere", "/panic", "/api/v1/panic", "/help", "/assets/nothing.css"] {
        let (parts, _) = answer(get_(path), "").await;
        let policy = parts.headers["content-security-policy"].to_str().expect("ascii");
        assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        for none in ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(none), "{path}: {none}");
        }
        for name in ["referrer-policy", "cross-origin-opener-policy", "cross-origin-resource-policy"] {
            assert_eq!(parts.headers[name], "same-origin", "{path}: {name}");
        }
        assert!(!parts.headers.contains_key("access-control-allow-origin"), "{path}");
        assert_eq!(parts.headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(parts.headers["cache-control"], "no-store", "{path}");
        let id = parts.headers["x-request-id"].to_str().expect("ascii");
        assert!(id.parse::<RequestId>().is_ok(), "{path}");
        assert!(!parts.headers.contains_key("strict-transport-security"), "{path}: plain http promises no https");
    }
}

/// A forged request changes nothing: another site, another origin, a cookie without any word of where it comes from.
#[rstest::rstest]
#[case::another_site(&[("sec-fetch-site", "cross-site"), ("cookie", "orda_session=1")], false)]
#[case::a_neighbour(&[("sec-fetch-site", "same-site"), ("cookie", "orda_session=1")], false)]
#[case::another_origin(&[("origin", "https://evil.example"), ("host", "orda.kz"), ("cookie", "orda_session=1")], false)]
#[case::a_like_origin(&[("origin", "https://orda.kz.evil.example"), ("host", "orda.kz")], false)]
#[case::no_origin(&[("origin", "null"), ("host", "orda.kz")], false)]
#[case::silence_with_cookie(&[("cookie", "orda_session=1")], false)]
#[case::bearer_with_cookie(&[("authorization", "Bearer x"), ("cookie", "orda_session=1")], false)]
#[case::the_portal(&[("sec-fetch-site", "same-origin"), ("cookie", "orda_session=1")], true)]
#[case::the_portal_by_origin(&[("origin", "https://orda.kz"), ("host", "orda.kz"), ("cookie", "orda_session=1")], true)]
#[case::a_system(&[("authorization", "Bearer x")], true)]
#[tokio::test]
async fn forged_requests_are_refused(#[case] headers: &[(&str, &str)], #[case] passes: bool) {
    let (parts, body) = answer(form(headers).header("accept-language", "en"), "title=a").await;
    assert_eq!(parts.status == StatusCode::SEE_OTHER, passes);
    if !passes {
        assert_eq!(parts.status, StatusCode::FORBIDDEN);
        assert!(body.contains("Request not accepted"));
        assert_eq!(parts.extensions.get::<Failure>().map(|f| f.error.code()), Some("error-forged"));
    }
}

/// After a form the browser goes on to a page, which says once what was done.
#[tokio::test]
async fn a_message_is_shown_once() {
    let (parts, _) = answer(form(&[("sec-fetch-site", "same-origin")]), "title=a").await;
    assert_eq!(parts.headers["location"], "/page");
    let cookie = parts.headers["set-cookie"].to_str().expect("ascii").split(';').next().expect("a pair").to_owned();
    let (parts, body) = answer(get_("/page").header("cookie", cookie), "").await;
    assert!(body.contains("Your changes have been saved."));
    assert!(parts.headers["set-cookie"].to_str().expect("ascii").contains("Max-Age=0"));
    assert!(!answer(get_("/page"), "").await.1.contains("Your changes have been saved."));
}

/// People get a page in their language, programs a problem; both say nothing of what broke inside.
#[tokio::test]
async fn faults_are_told_without_secrets() {
    let (parts, body) = answer(get_("/panic"), "").await;
    assert_eq!(parts.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(body.contains("An error in the portal") && !body.contains("secret"));
    let (parts, body) = answer(get_("/api/v1/panic"), "").await;
    assert_eq!(parts.headers["content-type"], "application/problem+json");
    let problem: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(problem["code"], "error-internal");
    assert_eq!(problem["status"], 500);
    assert!(!body.contains("secret"));
    assert!(problem["instance"].as_str().expect("a number of the request").starts_with("urn:uuid:"));
}

/// Problems have the language of the request and codes without language; the rule is named.
#[tokio::test]
async fn problems_follow_the_language() {
    let missing = |language| Request::get("/api/v1/drafts/1").header("accept-language", language);
    let titles = [("kk", "Бет табылмады"), ("ru", "Страница не найдена"), ("en", "Page not found")];
    for (language, title) in titles {
        let (parts, body) = answer(missing(language), "").await;
        assert_eq!(parts.status, StatusCode::NOT_FOUND);
        assert_eq!(parts.headers["content-language"], language);
        let problem: serde_json::Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!((problem["title"].as_str(), problem["code"].as_str()), (Some(title), Some("error-not-found")));
    }
    let (parts, body) = answer(Request::post("/api/v1/sign"), "").await;
    assert_eq!(parts.status, StatusCode::CONFLICT);
    assert!(body.contains("\"rule\":\"385-14\""));
    let (parts, _) = answer(get_("/api/v1/busy"), "").await;
    assert_eq!((parts.status, &parts.headers["retry-after"]), (StatusCode::TOO_MANY_REQUESTS, &HeaderValue::from(30)));
}

/// What cannot be done now is told as such, with when to ask again, and nobody is told that it did not happen.
#[tokio::test]
async fn what_is_unavailable_says_when_to_come_back() {
    for (kind, words) in [("text/html", "look first whether it was done"), ("application/json", "error-unavailable")] {
        let (parts, body) = answer(get_("/lost").header("accept", kind), "").await;
        assert_eq!(parts.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(parts.headers["retry-after"], "5");
        assert!(body.contains(words) && !body.contains("secret"), "{body}");
    }
}

/// What the framework refuses by itself has words too.
#[tokio::test]
async fn bare_refusals_get_words() {
    let (parts, body) = answer(get_("/nowhere"), "").await;
    assert_eq!(parts.status, StatusCode::NOT_FOUND);
    assert!(body.contains("Page not found") && body.contains("app-header"));
    let (parts, body) = answer(get_("/form"), "").await;
    assert_eq!(parts.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(body.contains("Request not accepted") && parts.headers.contains_key("allow"));
    let (parts, body) = answer(get_("/api/v1/sign"), "").await;
    assert_eq!(parts.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(body.contains("\"status\":405") && parts.headers.contains_key("allow"));
    let (parts, _) = answer(Request::trace("/page"), "").await;
    assert_eq!(parts.status, StatusCode::METHOD_NOT_ALLOWED);
    let (parts, body) = answer(form(&[("sec-fetch-site", "same-origin"), ("accept-language", "en")]), "other=1").await;
    assert_eq!(parts.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body.contains("The form could not be read"));
    let (parts, _) = answer(get_("/page").header("accept", "application/json"), "").await;
    assert_eq!(parts.status, StatusCode::OK);
    let (parts, _) = answer(get_("/nowhere").header("accept", "application/json"), "").await;
    assert_eq!(parts.headers["content-type"], "application/problem+json");
}

/// Who is not logged in is sent to log in and then back; a form answers 401 instead, so that nothing is lost unseen.
#[tokio::test]
async fn strangers_are_sent_to_sign_in() {
    let (parts, _) = answer(get_("/secret?a=1&b=2"), "").await;
    assert_eq!(parts.status, StatusCode::SEE_OTHER);
    assert_eq!(parts.headers["location"], "/login?next=%2Fsecret%3Fa%3D1%26b%3D2");
    let (parts, _) = answer(get_("/secret").header("accept", "application/json"), "").await;
    assert_eq!(
        (parts.status, &parts.headers["www-authenticate"]),
        (StatusCode::UNAUTHORIZED, &HeaderValue::from_static("Bearer"))
    );
}

/// The switch keeps the language in a cookie, which comes before what the browser prefers.
#[tokio::test]
async fn the_language_is_kept() {
    let (parts, _) = answer(get_("/language/ru?back=%2Fpage%3Fa%3D1"), "").await;
    assert_eq!(parts.headers["location"], "/page?a=1");
    assert!(parts.headers["set-cookie"].to_str().expect("ascii").starts_with("orda_language=ru; Path=/;"));
    let (parts, body) = answer(get_("/page").header("cookie", "orda_language=ru"), "").await;
    assert_eq!(parts.headers["content-language"], "ru");
    assert!(body.contains("lang=\"ru\""));
    assert_eq!(answer(get_("/language/xx"), "").await.0.status, StatusCode::NOT_FOUND);
}

/// The address of the caller is that of the connection, whatever the headers claim.
#[tokio::test]
async fn the_address_is_that_of_the_connection() {
    let peer = ConnectInfo(SocketAddr::from(([203, 0, 113, 9], 4711)));
    let request = get_("/origin").header("x-forwarded-for", "1.2.3.4").extension(peer);
    assert_eq!(answer(request, "").await.1, "Some(203.0.113.9)");
}

/// What a known person is shown comes from the actor that identity put into the request.
#[tokio::test]
async fn the_actor_of_the_request_is_shown() {
    let actor = Arc::new(person(Language::Kk));
    let (_, body) = answer(get_("/page").extension(actor), "").await;
    assert!(body.contains("Ахметов Дәулет Серікұлы") && body.contains("lang=\"kk\""));
}
