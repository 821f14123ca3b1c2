//! `/healthz` and `/readyz`: does the program live, can it serve. They tell nothing else and need no login.

use crate::metrics::{MEDIA_TYPE, Metrics};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use orda_store::Database;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// A database that does not answer within this time does not serve anybody.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long it is believed that it serves; together with the patience it is less than two seconds until a loss is told.
const KEPT: Duration = Duration::from_millis(500);

/// What is told of a program.
#[derive(Clone)]
pub struct Health {
    db: Database,
    ending: Arc<AtomicBool>,
    metrics: Metrics,
    served: Arc<Served>,
}

impl Health {
    /// Of a program with this database, that is to go on.
    pub fn new(db: Database, metrics: Metrics) -> Self {
        Self { db, ending: Arc::default(), metrics, served: Arc::new(Served::new(KEPT)) }
    }

    /// From now on it is not ready: whoever spreads requests over several programs sends it no new ones.
    pub fn end(&self) {
        self.ending.store(true, Ordering::Relaxed);
    }

    /// The two addresses.
    pub fn routes(&self) -> Router {
        Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready)).with_state(self.clone())
    }
}

impl Health {
    /// Figures for whoever watches over the machine, as Prometheus reads them; on the internal listener alone.
    pub fn metrics(&self) -> Router {
        Router::new().route("/metrics", get(metrics)).with_state(self.clone())
    }

    /// The same as a text.
    pub async fn figures(&self) -> String {
        self.metrics.text().await
    }
}

async fn metrics(State(health): State<Health>) -> impl IntoResponse {
    ([(CONTENT_TYPE, MEDIA_TYPE)], health.figures().await)
}

async fn ready(State(health): State<Health>) -> (StatusCode, &'static str) {
    if health.ending.load(Ordering::Relaxed) {
        return (StatusCode::SERVICE_UNAVAILABLE, "ending");
    }
    let asked = tokio::time::timeout(PATIENCE, sqlx::query("select 1").execute(health.db.reader()));
    if health.served.get(async { matches!(asked.await, Ok(Ok(_))) }).await {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "database")
    }
}

/// Did the database serve a moment ago? Everybody may ask for it as often as he likes: of those who ask at the same time one asks
/// the database.
struct Served {
    believed: Duration,
    kept: Mutex<Option<(Instant, bool)>>,
}

impl Served {
    const fn new(believed: Duration) -> Self {
        Self { believed, kept: Mutex::const_new(None) }
    }

    /// What `ask` says, or what it said to another: since this was called, or that it serves a moment before.
    async fn get(&self, ask: impl Future<Output = bool>) -> bool {
        let called = Instant::now();
        let mut kept = self.kept.lock().await;
        if let Some((at, serves)) = *kept
            && (at >= called || (serves && at.elapsed() < self.believed))
        {
            return serves;
        }
        let serves = ask.await;
        *kept = Some((Instant::now(), serves));
        serves
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::future::join_all;
    use std::sync::atomic::AtomicUsize;

    /// Of a thousand who ask at the same time one asks the database. That it serves is believed for a moment, that it does not
    /// is not.
    #[tokio::test]
    async fn a_thousand_questions_are_one() {
        for serves in [true, false] {
            let asked = AtomicUsize::new(0);
            let ask = || async {
                asked.fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
                serves
            };
            let served = Served::new(Duration::MAX);
            let answers = join_all((0..1000).map(|_| served.get(ask()))).await;
            assert_eq!((answers, asked.load(Ordering::Relaxed)), (vec![serves; 1000], 1));
            for _ in 0..3 {
                assert_eq!(served.get(ask()).await, serves);
            }
            assert_eq!(asked.load(Ordering::Relaxed), if serves { 1 } else { 4 });
        }
        let served = Served::new(Duration::ZERO);
        assert!(served.get(async { true }).await && !served.get(async { false }).await);
    }
}
