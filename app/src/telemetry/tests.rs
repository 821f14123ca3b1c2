use super::*;
use axum::body::{Body, Bytes};
use axum::http::{self, HeaderMap, Request};
use axum::routing::{get, post};
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTracePartialSuccess, ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use orda_base::{FixedClock, SeededEntropy};
use prost::Message;
use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::sync::Mutex;
use tokio::net::TcpListener;
use tower::ServiceExt;

/// The trace that a caller says it belongs to.
const PARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/// What a collector was posted.
#[derive(Clone, Default)]
struct Posted(Arc<Mutex<Vec<(HeaderMap, Bytes)>>>);

impl Posted {
    fn all(&self) -> Vec<(HeaderMap, Bytes)> {
        self.0.lock().expect("whole").clone()
    }

    fn spans(&self) -> Vec<Span> {
        let read = |(_, body): (HeaderMap, Bytes)| ExportTraceServiceRequest::decode(body).expect("OTLP");
        let resources = self.all().into_iter().map(read).flat_map(|request| request.resource_spans);
        resources.flat_map(|resource| resource.scope_spans).flat_map(|scope| scope.spans).collect()
    }
}

/// A collector that always answers so, and what it was posted.
async fn collector(status: http::StatusCode, answer: Vec<u8>) -> (String, Posted) {
    let posted = Posted::default();
    let kept = posted.clone();
    let take = move |headers: HeaderMap, body: Bytes| {
        kept.0.lock().expect("whole").push((headers, body));
        std::future::ready((status, answer.clone()))
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    let router = Router::new().route("/v1/traces", post(take));
    tokio::spawn(async move { axum::serve(listener, router).await.expect("serves") });
    (endpoint, posted)
}

fn env() -> Env {
    Env::new(FixedClock::at(Timestamp::from_seconds(1_795_408_200)), SeededEntropy::new(7))
}

fn config(endpoint: &str) -> Config {
    let telemetry = Settings { endpoint: Some(endpoint.to_owned()), ..Settings::default() };
    Config { telemetry, ..Config::default() }
}

fn traces(config: &Config) -> Traces {
    Traces::of(config, &env()).expect("settings").expect("a collector")
}

fn routes() -> Router {
    let person = || async { ([("x-request-id", "0193-of-ours")], "931231300123") };
    let fault = || async { http::StatusCode::INTERNAL_SERVER_ERROR };
    Router::new().route("/people/{person}", get(person)).route("/fault", get(fault))
}

async fn asked(routes: &Router, method: &str, path: &str) -> http::StatusCode {
    let request = Request::builder().method(method).uri(path).header("traceparent", PARENT);
    let request = request.header("x-request-id", "0193-of-theirs").body(Body::empty()).expect("a request");
    routes.clone().oneshot(request).await.expect("an answer").status()
}

fn told(span: &Span) -> BTreeSet<(String, String)> {
    let word = |value: Option<AnyValue>| match value.and_then(|value| value.value) {
        Some(Value::StringValue(text)) => text,
        Some(Value::IntValue(number)) => number.to_string(),
        other => format!("{other:?}"),
    };
    span.attributes.iter().map(|attribute| (attribute.key.clone(), word(attribute.value.clone()))).collect()
}

fn pairs(of: &[(&str, &str)]) -> BTreeSet<(String, String)> {
    of.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

/// A span has the pattern of its route and nothing that a caller typed: no path, no query, no trace of theirs, no unusual method.
#[tokio::test]
async fn a_span_tells_of_nobody() {
    let (endpoint, posted) = collector(http::StatusCode::OK, Vec::new()).await;
    let traces = traces(&config(&endpoint));
    let routes = traces.around(routes());
    assert_eq!(asked(&routes, "GET", "/people/931231300123?name=Omarov").await, 200);
    assert_eq!(asked(&routes, "GET", "/fault").await, 500);
    assert_eq!(asked(&routes, "ODD", "/x/931231300123").await, 404);
    traces.end().await;

    let spans = posted.spans();
    let names: Vec<&str> = spans.iter().map(|span| span.name.as_str()).collect();
    assert_eq!(names, ["GET /people/{person}", "GET /fault", "_OTHER"]);
    assert_eq!(
        told(&spans[0]),
        pairs(&[
            ("http.request.method", "GET"),
            ("http.response.status_code", "200"),
            ("http.route", "/people/{person}"),
            ("orda.request.id", "0193-of-ours"),
        ])
    );
    assert_eq!(told(&spans[2]), pairs(&[("http.request.method", "_OTHER"), ("http.response.status_code", "404")]));
    let codes = spans.iter().map(|span| span.status.as_ref().map_or(0, |status| status.code));
    assert_eq!(codes.collect::<Vec<_>>(), [0, i32::from(StatusCode::Error), 0]);
    for span in &spans {
        assert_eq!((span.trace_id.len(), span.span_id.len(), span.kind), (16, 8, i32::from(SpanKind::Server)));
        assert!(span.parent_span_id.is_empty() && span.trace_state.is_empty() && span.events.is_empty(), "{span:?}");
        assert!(span.end_time_unix_nano >= span.start_time_unix_nano, "{span:?}");
        assert_eq!(span.start_time_unix_nano, 1_795_408_200_000_000_000);
    }
    let ids: BTreeSet<String> = spans.iter().map(|span| hex::encode(&span.trace_id)).collect();
    assert!(ids.len() == 3 && !ids.contains("0af7651916cd43dd8448eb211c80319c"), "{ids:?}");
    for (headers, body) in posted.all() {
        assert_eq!(headers["content-type"], "application/x-protobuf");
        let text = String::from_utf8_lossy(&body).into_owned();
        assert!(text.contains("service.name"), "{text}");
        for word in ["931231300123", "Omarov", "theirs", "ODD"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
}

/// Without an address there is nothing that records; of a share of nothing nothing is sent, and of the whole everything is.
#[tokio::test]
async fn what_is_not_asked_for_is_not_sent() {
    assert!(Traces::of(&Config::default(), &env()).expect("settings").is_none());
    let (endpoint, posted) = collector(http::StatusCode::OK, Vec::new()).await;
    let mut config = config(&endpoint);
    config.telemetry.sample = 0.0;
    let traces = traces(&config);
    assert_eq!(asked(&traces.around(routes()), "GET", "/people/1").await, 200);
    traces.end().await;
    assert!(posted.all().is_empty());

    let drawn = |sample: f64, number: u32| {
        let mut random: Random = [0; 28];
        random[24..].copy_from_slice(&number.to_be_bytes());
        is_drawn(sample, &random)
    };
    assert!(drawn(1.0, u32::MAX) && !drawn(0.0, 0));
    assert!(drawn(0.25, (1 << 30) - 1) && !drawn(0.25, 1 << 30));
}

/// The collector knows the portal by the headers of the file, as they are when something is sent; a file that does not hold any is
/// told at the start.
#[tokio::test]
async fn the_portal_proves_itself_by_headers_of_a_file() {
    let (endpoint, posted) = collector(http::StatusCode::OK, Vec::new()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("headers");
    let write = |text: &str| {
        std::fs::write(&file, text).expect("written");
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).expect("closed");
    };
    let mut config = config(&endpoint);
    config.telemetry.headers_file = Some(file.clone());
    write("secret");
    let refused = format!("{:#}", Traces::of(&config, &env()).err().expect("no header"));
    assert!(refused.starts_with("telemetry.headers_file") && !refused.contains("secret"), "{refused}");
    write("Authorization: Bearer one");
    let traces = traces(&config);
    write("Authorization: Bearer two");
    asked(&traces.around(routes()), "GET", "/people/1").await;
    traces.end().await;
    let posted = posted.all();
    assert_eq!((posted.len(), &posted[0].0["authorization"]), (1, &"Bearer two".parse().expect("a value")));
    config.telemetry.ca_file = Some(folder.path().join("no.pem"));
    let refused = format!("{:#}", Traces::of(&config, &env()).err().expect("no file"));
    assert!(refused.starts_with("telemetry.ca_file"), "{refused}");
}

/// Whatever becomes of spans, requests are answered: a collector that is away, refuses, or takes none of what it understood. What is
/// lost is counted.
#[tokio::test]
async fn a_collector_that_does_not_take_changes_nothing() {
    let rejected = ExportTracePartialSuccess { rejected_spans: 1, error_message: "too old".to_owned() };
    let none = ExportTraceServiceResponse { partial_success: Some(rejected) }.encode_to_vec();
    let (taking, posted) = collector(http::StatusCode::OK, Vec::new()).await;
    let (refusing, _) = collector(http::StatusCode::SERVICE_UNAVAILABLE, Vec::new()).await;
    let (rejecting, _) = collector(http::StatusCode::OK, none).await;
    // Port 1 is nobody's.
    for (endpoint, count) in
        [(taking.as_str(), 0), ("http://127.0.0.1:1", 1), (refusing.as_str(), 1), (rejecting.as_str(), 1)]
    {
        let traces = traces(&config(endpoint));
        let (routes, lost) = (traces.around(routes()), Arc::clone(&traces.recorder.lost));
        assert_eq!(asked(&routes, "GET", "/people/1").await, 200, "{endpoint}");
        traces.end().await;
        assert_eq!(lost.load(Ordering::Relaxed), count, "{endpoint}");
        assert_eq!(asked(&routes, "GET", "/people/1").await, 200, "after the end");
    }
    assert_eq!(posted.spans().len(), 1);
}

/// What waits has a bound: what is more is lost and counted, and nobody waits.
#[tokio::test]
async fn a_full_queue_holds_nobody_up() {
    let (queue, mut waiting) = mpsc::channel(1);
    let recorder = Arc::new(Recorder { env: env(), sample: 1.0, queue, lost: Arc::default() });
    let routes = routes().layer(from_fn_with_state(Arc::clone(&recorder), recorded));
    for _ in 0..3 {
        assert_eq!(asked(&routes, "GET", "/people/1").await, 200);
    }
    assert_eq!(recorder.lost.load(Ordering::Relaxed), 2);
    assert!(waiting.try_recv().is_ok() && waiting.try_recv().is_err());
}
