//! What requests leave behind: how many, how long, how much.

use super::Labels;
use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Instant;

/// Methods that are told apart; the last one stands for all others.
pub const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", OTHER];
/// Stands for what nobody has named: a path without a route, a method beside the usual ones.
pub const OTHER: &str = "other";
/// Classes of answers by their status.
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];
/// Upper bounds of the time to an answer, in seconds.
const BOUNDS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// What was counted since the start.
pub struct Requests {
    answered: Family<Labels, Counter>,
    durations: Family<Labels, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
    received: Counter,
    sent: Counter,
    /// By pattern: there are as many as the program has routes.
    routes: RwLock<HashMap<String, Arc<Route>>>,
}

/// Of one pattern, by method.
#[derive(Default)]
struct Route([OnceLock<Figures>; METHODS.len()]);

struct Figures {
    classes: [Counter; CLASSES.len()],
    duration: Histogram,
}

impl Requests {
    /// Nothing counted yet; all of it can be read there.
    pub(super) fn new(registry: &mut Registry) -> Self {
        let durations: fn() -> Histogram = || Histogram::new(BOUNDS);
        let requests = Self {
            answered: Family::default(),
            durations: Family::new_with_constructor(durations),
            in_flight: Gauge::default(),
            received: Counter::default(),
            sent: Counter::default(),
            routes: RwLock::default(),
        };
        registry.register("orda_http_requests", "Requests that were answered", requests.answered.clone());
        let help = "Seconds until the answer begins";
        registry.register("orda_http_request_duration_seconds", help, requests.durations.clone());
        registry.register("orda_http_requests_in_flight", "Requests being answered", requests.in_flight.clone());
        let (received, sent) = (requests.received.clone(), requests.sent.clone());
        registry.register("orda_http_received_bytes", "Bytes of bodies as requests announce them", received);
        registry.register("orda_http_sent_bytes", "Bytes of bodies as answers announce them", sent);
        requests
    }

    fn known(&self, pattern: &str) -> Arc<Route> {
        // Routes are added whole: a holder that panicked left nothing half done.
        if let Some(route) = self.routes.read().unwrap_or_else(PoisonError::into_inner).get(pattern) {
            return Arc::clone(route);
        }
        let mut routes = self.routes.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(routes.entry(pattern.to_owned()).or_default())
    }

    fn figures<'a>(&self, route: &'a Route, pattern: &str, method: &Method) -> &'a Figures {
        let last = METHODS.len() - 1;
        let place = METHODS.iter().position(|name| *name == method.as_str()).unwrap_or(last);
        route.0[place].get_or_init(|| {
            let labels = vec![("route", pattern.to_owned()), ("method", METHODS[place].to_owned())];
            let class = |class: &str| {
                let mut labels = labels.clone();
                labels.push(("status", class.to_owned()));
                self.answered.get_or_create_owned(&labels)
            };
            Figures { classes: CLASSES.map(class), duration: self.durations.get_or_create_owned(&labels) }
        })
    }
}

impl Figures {
    fn answered(&self, status: StatusCode, seconds: f64) {
        let class = usize::from(status.as_u16() / 100).clamp(1, CLASSES.len()) - 1;
        self.classes[class].inc();
        self.duration.observe(seconds);
    }
}

/// A request being answered, also one that is broken off.
struct InFlight<'a>(&'a Gauge);

impl<'a> InFlight<'a> {
    fn begin(gauge: &'a Gauge) -> Self {
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Counts a request.
pub(super) async fn counted(State(requests): State<Arc<Requests>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let _flight = InFlight::begin(&requests.in_flight);
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let pattern = pattern.as_ref().map_or(OTHER, MatchedPath::as_str);
    let route = requests.known(pattern);
    let figures = requests.figures(&route, pattern, request.method());
    requests.received.inc_by(announced(request.headers()).unwrap_or(0));
    let response = next.run(request).await;
    let length = response.body().size_hint().exact().or_else(|| announced(response.headers()));
    requests.sent.inc_by(length.unwrap_or(0));
    figures.answered(response.status(), began.elapsed().as_secs_f64());
    response
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::written;
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tower::ServiceExt;

    /// Requests are counted by the pattern of their route; what has none, and unusual methods, are counted together, so that
    /// nothing that a caller types becomes a name.
    #[tokio::test]
    async fn requests_are_counted_by_pattern() {
        let mut registry = Registry::default();
        let requests = Arc::new(Requests::new(&mut registry));
        let routes = Router::new()
            .route("/drafts/{draft}", get(|| async { "12345" }).post(|| async { StatusCode::CONFLICT }))
            .layer(from_fn_with_state(Arc::clone(&requests), counted));
        for (method, path) in [
            ("GET", "/drafts/1"),
            ("GET", "/drafts/2"),
            ("POST", "/drafts/3"),
            ("GET", "/x/931231"),
            ("ODD", "/drafts/4"),
        ] {
            let request = axum::http::Request::builder().method(method).uri(path).header("content-length", "7");
            let answer = routes.clone().oneshot(request.body(Body::empty()).expect("a request")).await;
            answer.expect("an answer");
        }
        let text = written(&registry);
        for line in [
            r#"orda_http_requests_total{route="/drafts/{draft}",method="GET",status="2xx"} 2"#,
            r#"orda_http_requests_total{route="/drafts/{draft}",method="POST",status="4xx"} 1"#,
            r#"orda_http_requests_total{route="/drafts/{draft}",method="other",status="4xx"} 1"#,
            r#"orda_http_requests_total{route="other",method="GET",status="4xx"} 1"#,
            r#"orda_http_request_duration_seconds_count{route="/drafts/{draft}",method="GET"} 2"#,
            "orda_http_requests_in_flight 0",
            "orda_http_received_bytes_total 35",
            "orda_http_sent_bytes_total 10",
        ] {
            assert!(text.lines().any(|written| written == line), "{line}\n{text}");
        }
        assert!(!text.contains("931231"), "{text}");
    }

    /// A request that is broken off is not in flight any more.
    #[tokio::test]
    async fn a_request_that_is_broken_off_is_over() {
        let mut registry = Registry::default();
        let requests = Arc::new(Requests::new(&mut registry));
        let routes = Router::new()
            .route("/", get(std::future::pending::<StatusCode>))
            .layer(from_fn_with_state(Arc::clone(&requests), counted));
        let request = axum::http::Request::builder().uri("/").body(Body::empty()).expect("a request");
        let mut answering = Box::pin(routes.oneshot(request));
        assert!(futures::poll!(&mut answering).is_pending());
        assert_eq!(requests.in_flight.get(), 1);
        drop(answering);
        assert_eq!(requests.in_flight.get(), 0);
    }
}
