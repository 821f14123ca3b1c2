//! Traces of requests for whoever looks for what is slow: `[telemetry]`, OTLP over HTTP. Nothing is there unless it is set.
//!
//! A span says the method, the pattern of the route, the status, the number of the request and how long it took until the answer
//! began: no path, no person, no address, nothing that was typed. Each request is a trace of its own: what a caller says in
//! `traceparent` is not believed.

mod carrier;
mod settings;

pub use settings::Settings;

use crate::config::Config;
use crate::metrics::{METHODS, OTHER};
use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use carrier::{Carrier, Losses};
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::common::v1::{AnyValue, KeyValue};
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use opentelemetry_proto::tonic::trace::v1::status::StatusCode;
use opentelemetry_proto::tonic::trace::v1::{Span, Status};
use orda_base::{Env, Timestamp};
use orda_web::SecretFile;
use orda_web::outbound::Outbound;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

/// Spans that may wait to be sent.
const QUEUE: usize = 2048;
/// How long the end waits for what is still to be sent.
const END: Duration = Duration::from_secs(3);
/// How many numbers of four bytes there are.
const NUMBERS: f64 = 4_294_967_296.0;
/// Ids of a trace (16) and of a span (8), and a number that decides whether it is recorded (4).
type Random = [u8; 28];

/// What records requests and sends that to a collector.
pub struct Traces {
    recorder: Arc<Recorder>,
    end: watch::Sender<bool>,
    carrier: JoinHandle<()>,
}

struct Recorder {
    env: Env,
    sample: f64,
    queue: mpsc::Sender<Span>,
    lost: Arc<AtomicU64>,
}

impl Traces {
    /// By the settings of an installation; none when they name no collector. It need not be there.
    ///
    /// # Errors
    /// A file that the settings name cannot be read, or holds something else.
    pub fn of(config: &Config, env: &Env) -> Result<Option<Self>> {
        let settings = &config.telemetry;
        let Some(to) = settings.target()? else { return Ok(None) };
        let read = |path: &PathBuf| std::fs::read(path).with_context(|| format!("reading {}", path.display()));
        let anchors = settings.ca_file.as_ref().map(read).transpose().context("telemetry.ca_file")?;
        let wire = Outbound::new(anchors.as_deref()).map_err(anyhow::Error::msg).context("telemetry.ca_file")?;
        let wire = wire.with_plain_inside(config.network.plain_inside);
        let headers = settings.headers_file.as_deref().map(SecretFile::named);
        if let Some(file) = &headers {
            // What cannot be read is told at the start.
            carrier::headers(file).context("telemetry.headers_file")?;
        }
        let lost = Arc::<AtomicU64>::default();
        let carrier = Carrier { wire, to, headers, losses: Losses::counted(Arc::clone(&lost)) };
        let (queue, waiting) = mpsc::channel(QUEUE);
        let (end, ended) = watch::channel(false);
        let carrier = tokio::spawn(carrier.run(waiting, ended));
        let recorder = Arc::new(Recorder { env: env.clone(), sample: settings.sample, queue, lost });
        Ok(Some(Self { recorder, end, carrier }))
    }

    /// Records what passes through these routes.
    pub fn around(&self, routes: Router) -> Router {
        routes.layer(from_fn_with_state(Arc::clone(&self.recorder), recorded))
    }

    /// Sends what waits, for some seconds at most.
    pub async fn end(mut self) {
        // It may be gone already.
        let _ = self.end.send(true);
        if tokio::time::timeout(END, &mut self.carrier).await.is_err() {
            self.carrier.abort();
        }
    }
}

impl Recorder {
    fn keep(&self, span: Span) {
        if self.queue.try_send(span).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Is a request with these random bytes of the share that is recorded?
fn is_drawn(sample: f64, random: &Random) -> bool {
    f64::from(u32::from_be_bytes([random[24], random[25], random[26], random[27]])) < sample * NUMBERS
}

async fn recorded(State(recorder): State<Arc<Recorder>>, request: Request, next: Next) -> Response {
    let random: Random = recorder.env.random();
    if !is_drawn(recorder.sample, &random) {
        return next.run(request).await;
    }
    let seen = Seen {
        random,
        at: recorder.env.now(),
        began: Instant::now(),
        method: method(request.method()),
        route: request.extensions().get::<MatchedPath>().cloned(),
    };
    let response = next.run(request).await;
    recorder.keep(seen.span(&response));
    response
}

/// The method by the conventions of `OpenTelemetry`; what is unusual has no name there, as nothing has that a caller types.
fn method(method: &Method) -> &'static str {
    METHODS.into_iter().find(|name| *name != OTHER && *name == method.as_str()).unwrap_or("_OTHER")
}

/// What is kept of a request until it is answered.
struct Seen {
    random: Random,
    at: Timestamp,
    began: Instant,
    method: &'static str,
    route: Option<MatchedPath>,
}

impl Seen {
    fn span(&self, response: &Response) -> Span {
        let (status, route) = (response.status(), self.route.as_ref().map(MatchedPath::as_str));
        let mut attributes = vec![
            text("http.request.method", self.method),
            attribute("http.response.status_code", Value::IntValue(status.as_u16().into())),
        ];
        attributes.extend(route.map(|route| text("http.route", route)));
        let number = response.headers().get("x-request-id").and_then(|number| number.to_str().ok());
        attributes.extend(number.map(|number| text("orda.request.id", number)));
        let start = u64::try_from(self.at.micros()).unwrap_or(0).saturating_mul(1000);
        let took = u64::try_from(self.began.elapsed().as_nanos()).unwrap_or(u64::MAX);
        let fault = || Status { code: StatusCode::Error.into(), ..Status::default() };
        Span {
            trace_id: self.random[..16].to_vec(),
            span_id: self.random[16..24].to_vec(),
            name: route.map_or_else(|| self.method.to_owned(), |route| format!("{} {route}", self.method)),
            kind: SpanKind::Server.into(),
            start_time_unix_nano: start,
            end_time_unix_nano: start.saturating_add(took),
            attributes,
            status: status.is_server_error().then(fault),
            ..Span::default()
        }
    }
}

fn attribute(key: &str, value: Value) -> KeyValue {
    KeyValue { key: key.to_owned(), value: Some(AnyValue { value: Some(value) }), ..KeyValue::default() }
}

fn text(key: &str, value: &str) -> KeyValue {
    attribute(key, Value::StringValue(value.to_owned()))
}

#[cfg(test)]
mod tests;
