//! Spans on their way to the collector: what waits is posted about once a second. Whatever the collector does, nobody waits for it
//! and nothing is kept for it: what it does not take is lost, and told.

use anyhow::{Context, Result, bail};
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, Request, Uri};
use opentelemetry_proto::tonic::collector::trace::v1::{ExportTraceServiceRequest, ExportTraceServiceResponse};
use opentelemetry_proto::tonic::common::v1::InstrumentationScope;
use opentelemetry_proto::tonic::resource::v1::Resource;
use opentelemetry_proto::tonic::trace::v1::{ResourceSpans, ScopeSpans, Span};
use orda_web::SecretFile;
use orda_web::outbound::{Limits, Outbound};
use prost::Message;
use std::iter;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, watch};

/// Spans of one post.
const BATCH: usize = 512;
/// Between posts.
const PAUSE: Duration = Duration::from_secs(1);
/// Of one post: a collector is near, and its answer holds counts.
const LIMITS: Limits = Limits { time: Duration::from_secs(5), answer: 64 * 1024 };
/// Losses are told at most so often.
const TELL: Duration = Duration::from_mins(1);
/// Who made the spans.
const NAME: &str = "orda";

/// What brings spans to the collector.
pub(super) struct Carrier {
    pub(super) wire: Outbound,
    pub(super) to: Uri,
    pub(super) headers: Option<SecretFile>,
    pub(super) losses: Losses,
}

impl Carrier {
    /// Posts what waits until it is ended, and then what waits still.
    pub(super) async fn run(mut self, mut waiting: mpsc::Receiver<Span>, mut ended: watch::Receiver<bool>) {
        let mut is_last = false;
        while !is_last {
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                // An error means that the sender is gone: the end as well.
                () = async { drop(ended.wait_for(|ended| *ended).await) } => is_last = true,
            }
            loop {
                let batch: Vec<Span> = iter::from_fn(|| waiting.try_recv().ok()).take(BATCH).collect();
                if batch.is_empty() {
                    break;
                }
                self.send(batch).await;
            }
            if let Some(count) = self.losses.due(Instant::now()) {
                tracing::warn!(count, error = self.losses.why, "traces of requests were lost");
            }
        }
    }

    async fn send(&mut self, batch: Vec<Span>) {
        let count = batch.len() as u64;
        match self.post(batch).await {
            Ok(rejected) => self.losses.lost(rejected.min(count), "the collector rejected them"),
            Err(error) => self.losses.lost(count, &format!("{error:#}")),
        }
    }

    /// Posts them; answers how many the collector did not take of what it understood.
    async fn post(&self, batch: Vec<Span>) -> Result<u64> {
        let mut request = Request::post(self.to.clone()).body(Bytes::from(message(batch).encode_to_vec()))?;
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-protobuf"));
        if let Some(file) = &self.headers {
            request.headers_mut().extend(headers(file)?);
        }
        let reply = Box::pin(self.wire.send(request, LIMITS)).await.map_err(anyhow::Error::msg)?;
        if !(200..300).contains(&reply.status) {
            bail!("the collector answered {}", reply.status);
        }
        let told = ExportTraceServiceResponse::decode(reply.bytes.as_slice()).unwrap_or_default().partial_success;
        Ok(told.map_or(0, |part| u64::try_from(part.rejected_spans).unwrap_or(0)))
    }
}

fn message(spans: Vec<Span>) -> ExportTraceServiceRequest {
    let version = env!("CARGO_PKG_VERSION");
    let attributes = vec![super::text("service.name", NAME), super::text("service.version", version)];
    let scope =
        InstrumentationScope { name: NAME.to_owned(), version: version.to_owned(), ..InstrumentationScope::default() };
    ExportTraceServiceRequest {
        resource_spans: vec![ResourceSpans {
            resource: Some(Resource { attributes, ..Resource::default() }),
            scope_spans: vec![ScopeSpans { scope: Some(scope), spans, ..ScopeSpans::default() }],
            ..ResourceSpans::default()
        }],
    }
}

/// The headers in a file as they are now; what is in it is not repeated.
pub(super) fn headers(file: &SecretFile) -> Result<Vec<(HeaderName, HeaderValue)>> {
    let bytes = file.read()?;
    let lines = std::str::from_utf8(&bytes).unwrap_or("no text").lines().filter(|line| !line.trim().is_empty());
    let read = |line: &str| {
        let (name, value) = line.split_once(':')?;
        Some((name.trim().parse::<HeaderName>().ok()?, HeaderValue::from_str(value.trim()).ok()?))
    };
    lines
        .map(|line| read(line).with_context(|| format!("{} holds lines \"Name: value\"", file.path().display())))
        .collect()
}

/// What was lost since the start, and of that what is not told yet.
pub(super) struct Losses {
    all: Arc<AtomicU64>,
    told: u64,
    told_at: Option<Instant>,
    why: String,
}

impl Losses {
    /// Counted there, also by whoever finds the queue full.
    pub(super) fn counted(all: Arc<AtomicU64>) -> Self {
        Self { all, told: 0, told_at: None, why: "more than can wait".to_owned() }
    }

    fn lost(&mut self, count: u64, why: &str) {
        if count > 0 {
            self.all.fetch_add(count, Ordering::Relaxed);
            why.clone_into(&mut self.why);
        }
    }

    /// How many are to be told now, if any.
    fn due(&mut self, now: Instant) -> Option<u64> {
        let all = self.all.load(Ordering::Relaxed);
        let is_soon = self.told_at.is_some_and(|told| now.duration_since(told) < TELL);
        if all == self.told || is_soon {
            return None;
        }
        let count = all - self.told;
        (self.told, self.told_at) = (all, Some(now));
        Some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// However many are lost, that is told at most once a minute, with all that were lost since.
    #[test]
    fn losses_are_told_once_a_minute() {
        let mut losses = Losses::counted(Arc::default());
        let start = Instant::now();
        assert_eq!(losses.due(start), None);
        losses.lost(0, "nothing");
        assert_eq!(losses.due(start), None);
        losses.lost(3, "refused");
        assert_eq!((losses.due(start), losses.why.as_str()), (Some(3), "refused"));
        losses.lost(2, "refused");
        losses.all.fetch_add(1, Ordering::Relaxed);
        assert_eq!(losses.due(start + Duration::from_secs(59)), None);
        assert_eq!(losses.due(start + Duration::from_mins(1)), Some(3));
        assert_eq!(losses.due(start + Duration::from_mins(9)), None);
    }

    /// Headers are read as lines; what is none is refused without being repeated, and so is a file that others may read.
    #[test]
    fn headers_are_read_from_a_closed_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("headers");
        let read = |text: &str| {
            std::fs::write(&path, text).expect("written");
            std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).expect("closed");
            headers(&SecretFile::named(&path))
        };
        let found = read("Authorization: Bearer a:b\n\nX-Scope-OrgID:orda\n").expect("headers");
        let found: Vec<(&str, &[u8])> = found.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        assert_eq!(found, [("authorization", &b"Bearer a:b"[..]), ("x-scope-orgid", &b"orda"[..])]);
        for text in ["secret", "a b: secret", "name: secret\u{1}"] {
            let refused = format!("{:#}", read(text).expect_err(text));
            assert!(refused.contains("Name: value") && !refused.contains("secret"), "{refused}");
        }
        std::fs::remove_file(&path).expect("removed");
        assert!(headers(&SecretFile::named(&path)).is_err());
    }
}
