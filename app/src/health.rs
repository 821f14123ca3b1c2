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
use std::time::Duration;

/// A database that does not answer within this time does not serve anybody.
const PATIENCE: Duration = Duration::from_secs(1);

/// What is told of a program.
#[derive(Clone)]
pub struct Health {
    db: Database,
    ending: Arc<AtomicBool>,
    metrics: Metrics,
}

impl Health {
    /// Of a program with this database, that is to go on.
    pub fn new(db: Database, metrics: Metrics) -> Self {
        Self { db, ending: Arc::default(), metrics }
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
    match tokio::time::timeout(PATIENCE, sqlx::query("select 1").execute(health.db.reader())).await {
        Ok(Ok(_)) => (StatusCode::OK, "ready"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "database"),
    }
}
