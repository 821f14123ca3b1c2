//! Traces of requests for whoever looks for what is slow.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use orda::telemetry::Traces;
use orda_test::{On, TestPortal};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

type Posted = Arc<Mutex<Vec<u8>>>;

async fn take(State(posted): State<Posted>, body: Bytes) {
    posted.lock().unwrap().extend_from_slice(&body);
}

async fn listening() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

/// What somebody does in the portal is a span with the pattern of its route and the number of the answer; ids, what was typed, who
/// it was and from where are in none.
#[tokio::test]
async fn requests_to_the_portal_are_traced_and_tell_of_nobody() {
    let posted = Posted::default();
    let collector = Router::new().route("/v1/traces", post(take)).with_state(Arc::clone(&posted));
    let (listener, endpoint) = listening().await;
    tokio::spawn(async move { axum::serve(listener, collector).await.unwrap() });

    let test = TestPortal::start_with(On::Sqlite, |config| config.telemetry.endpoint = Some(endpoint)).await;
    let traces = Traces::of(&test.portal.config, &test.portal.env).unwrap().unwrap();
    let (listener, url) = listening().await;
    let router = traces.around(test.portal.router.clone());
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });

    let client = test.client("justice-drafter").await.at(&url);
    let answer = client.get("/my-work").await.expect(200);
    for path in ["/drafts/01935000-0000-7000-8000-000000000000", "/search?q=931231300123", "/x/931231300123"] {
        client.get(path).await;
    }
    traces.end().await;

    let told = String::from_utf8_lossy(&posted.lock().unwrap()).into_owned();
    for word in ["GET /my-work", "GET /drafts/{draft}", "GET /search", answer.header("x-request-id").unwrap()] {
        assert!(told.contains(word), "{word}: {told}");
    }
    for word in ["931231300123", "01935000", "justice", "127.0.0.1", "orda_session", "select "] {
        assert!(!told.contains(word), "{word}: {told}");
    }
}
