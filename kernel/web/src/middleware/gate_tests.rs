//! Permitted networks, encrypted connections, limits of requests.

use crate::parts::tests::{person, shell_with};
use crate::{Accessed, Bell, Encryption, Kind, Limits, Rate, Ui, html};
use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use orda_base::{Actor, Language, Outcome, PersonId};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tower::ServiceExt;

fn portal(encryption: Encryption, permitted: &[&str], limits: Vec<Kind>) -> Router {
    let shell = Arc::new(
        shell_with(|settings| {
            settings.public_url = "https://orda.example.kz".to_owned();
            settings.trusted_proxies = vec!["127.0.0.1".parse().expect("an address")];
            settings.permitted = permitted.iter().map(|n| n.parse().expect("a network")).collect();
            settings.encryption = encryption;
        })
        .with_limits(Limits::new(limits)),
    );
    let page = async |ui: Ui| ui.page("A page", html! { h1 { "secret text" } });
    let routes = Router::new().route("/page", get(page).post(page)).route("/readyz", get(async || "ready"));
    shell.guard(shell.measure(shell.wrap(routes)))
}

async fn ask(portal: &Router, method: &str, path: &str, peer: &str, headers: &[(&str, &str)]) -> (Response, String) {
    let mut request = Request::builder().method(method).uri(path).header("accept-language", "en");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.header("sec-fetch-site", "same-origin").body(Body::empty()).expect("a request");
    let peer: SocketAddr = format!("{peer}:4711").parse().expect("an address");
    request.extensions_mut().insert(ConnectInfo(peer));
    let (parts, body) = portal.clone().oneshot(request).await.expect("an answer").into_parts();
    let text = String::from_utf8_lossy(&to_bytes(body, 1 << 22).await.expect("a body")).into_owned();
    (Response::from_parts(parts, Body::empty()), text)
}

/// Only callers from permitted networks are let in: the peer, or whom a trusted proxy names. The first refusal of an address
/// is for the accounting, the next are not.
#[tokio::test]
async fn only_permitted_networks_are_let_in() {
    let portal = portal(Encryption::Any, &["10.0.0.0/8", "fd00::/8"], Vec::new());
    for (peer, forwarded, allowed) in [
        ("10.1.2.3", "", true),
        ("203.0.113.9", "", false),
        ("203.0.113.8", "10.1.2.3", false),
        ("127.0.0.1", "10.1.2.3", true),
        ("127.0.0.1", "203.0.113.7", false),
        ("127.0.0.1", "", false),
    ] {
        let headers = [("x-forwarded-for", forwarded)];
        let headers = if forwarded.is_empty() { &headers[..0] } else { &headers[..] };
        let (response, text) = ask(&portal, "GET", "/page", peer, headers).await;
        let expected = if allowed { StatusCode::OK } else { StatusCode::FORBIDDEN };
        assert_eq!(response.status(), expected, "{peer} {forwarded}");
        assert_eq!(text.contains("secret text"), allowed);
        let noted = response.extensions().get::<Accessed>().map(|noted| noted.0.clone());
        assert_eq!(
            noted.as_ref().map(|n| (n.outcome, n.detail.as_str())),
            (!allowed).then_some((Outcome::Refused, "error-outside-network"))
        );
        if !allowed {
            assert!(text.contains("Not from this network"), "{text}");
            let (again, _) = ask(&portal, "GET", "/page", peer, headers).await;
            assert!(again.status() == StatusCode::FORBIDDEN && again.extensions().get::<Accessed>().is_none());
        }
    }
    let (health, _) = ask(&portal, "GET", "/readyz", "203.0.113.9", &[]).await;
    assert_eq!(health.status(), StatusCode::OK, "who watches over the machine");
}

/// A connection to the program itself is encrypted when it came over TLS, whatever the caller writes; of what a trusted
/// proxy passes on only the proxy knows.
#[tokio::test]
async fn own_tls_is_encrypted() {
    let plain = portal(Encryption::Lead, &[], Vec::new());
    let tls = plain.clone().layer(axum::Extension(crate::Encrypted));
    for (portal, peer, headers, status) in [
        (&tls, "203.0.113.9", &[][..], StatusCode::OK),
        (&tls, "203.0.113.9", &[("x-forwarded-proto", "http")], StatusCode::OK),
        (&plain, "203.0.113.9", &[("x-forwarded-proto", "https")], StatusCode::PERMANENT_REDIRECT),
        (&tls, "127.0.0.1", &[], StatusCode::OK),
        (&tls, "127.0.0.1", &[("x-forwarded-proto", "http")], StatusCode::PERMANENT_REDIRECT),
        (&tls, "127.0.0.1", &[("x-forwarded-for", "203.0.113.9")], StatusCode::PERMANENT_REDIRECT),
        (&plain, "127.0.0.1", &[("x-forwarded-proto", "https")], StatusCode::OK),
    ] {
        let (response, _) = ask(portal, "GET", "/page", peer, headers).await;
        assert_eq!(response.status(), status, "{peer} {headers:?}");
    }
}

/// Without TLS who asks for a page is led to the encrypted address and nothing else is answered; only a trusted proxy can
/// say that there was TLS, and of several hops each must have had it.
#[tokio::test]
async fn connections_without_tls_are_led_or_refused() {
    let leading = portal(Encryption::Lead, &[], Vec::new());
    let cases: [(&str, &[&str], bool); 6] = [
        ("127.0.0.1", &["https"], true),
        ("127.0.0.1", &["http"], false),
        ("127.0.0.1", &[], false),
        ("203.0.113.9", &["https"], false),
        ("127.0.0.1", &["https, http"], false),
        ("127.0.0.1", &["http", "https"], false),
    ];
    for (peer, words, encrypted) in cases {
        let headers: Vec<_> = words.iter().map(|word| ("x-forwarded-proto", *word)).collect();
        let (response, text) = ask(&leading, "GET", "/page?a=1", peer, &headers).await;
        let (posted, answer) = ask(&leading, "POST", "/page", peer, &headers).await;
        if encrypted {
            assert_eq!((response.status(), posted.status()), (StatusCode::OK, StatusCode::OK));
            continue;
        }
        assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT, "{peer} {words:?}");
        assert_eq!(response.headers()["location"], "https://orda.example.kz/page?a=1");
        assert_eq!(posted.status(), StatusCode::FORBIDDEN);
        assert!(text.is_empty() && !answer.contains("secret text") && answer.contains("not encrypted"));
    }
    let refusing = portal(Encryption::Refuse, &[], Vec::new());
    assert_eq!(ask(&refusing, "GET", "/page", "203.0.113.9", &[]).await.0.status(), StatusCode::FORBIDDEN);
}

/// Who asks too often is told when to go on, in the own language, and the interface says the same; other kinds of requests
/// are not touched.
#[tokio::test]
async fn who_asks_too_often_waits() {
    let rate = Rate { at_once: 2, per_minute: 2 };
    let kind = Kind { name: "pages", is: |_, uri, _| uri.path() != "/readyz", person: Rate::NONE, address: rate };
    let portal = portal(Encryption::Any, &[], vec![kind]);
    for _ in 0..2 {
        assert_eq!(ask(&portal, "GET", "/page", "203.0.113.9", &[]).await.0.status(), StatusCode::OK);
    }
    for first in [true, false] {
        let (response, text) = ask(&portal, "GET", "/page", "203.0.113.9", &[]).await;
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
        let wait: u32 = response.headers()["retry-after"].to_str().expect("text").parse().expect("seconds");
        assert!((1..=30).contains(&wait), "{wait}");
        assert!(text.contains(&format!("Try again in {wait} second")) && !text.contains("secret text"), "{text}");
        let noted = response.extensions().get::<Accessed>().map(|noted| noted.0.part.clone());
        assert_eq!(noted.as_deref(), first.then_some("pages"));
    }
    let (program, _) = ask(&portal, "GET", "/page", "203.0.113.9", &[("accept", "application/json")]).await;
    assert_eq!(program.headers()["content-type"], "application/problem+json");
    assert_eq!(ask(&portal, "GET", "/readyz", "203.0.113.9", &[]).await.0.status(), StatusCode::OK);
    assert_eq!(ask(&portal, "GET", "/page", "203.0.113.10", &[]).await.0.status(), StatusCode::OK);
}

/// Counts how often it is asked.
#[derive(Default)]
struct CountingBell(AtomicU64);

#[async_trait]
impl Bell for CountingBell {
    async fn unread(&self, _: PersonId) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }
}

/// Nothing is looked up for a page that says no more than to wait, for the first of a series and for the rest.
#[tokio::test]
async fn waiting_costs_no_look_ups() {
    let rate = Rate { at_once: 1, per_minute: 1 };
    let kind = Kind { name: "all", is: |_, _, _| true, person: rate, address: Rate::NONE };
    let bell = Arc::new(CountingBell::default());
    let shell = shell_with(|_| {}).with_limits(Limits::new(vec![kind])).with_bell(bell.clone());
    let shell = Arc::new(shell);
    let page = async |ui: Ui| ui.page("A page", html! { h1 { "text" } });
    let routes = shell.measure(shell.wrap(Router::new().route("/page", get(page))));
    let known: Arc<Actor> = Arc::new(person(Language::En));
    let portal = shell.guard(routes.layer(axum::Extension(known)));
    assert_eq!(ask(&portal, "GET", "/page", "203.0.113.9", &[]).await.0.status(), StatusCode::OK);
    for _ in 0..2 {
        let (refused, text) = ask(&portal, "GET", "/page", "203.0.113.9", &[]).await;
        assert!(refused.status() == StatusCode::TOO_MANY_REQUESTS && text.contains("Try again in"), "{text}");
    }
    assert_eq!(bell.0.load(Ordering::Relaxed), 1, "for the page that was given");
}
