//! `/healthz` and `/readyz`: does the program live, can it serve. They tell nothing else and need no login.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use orda_audit_store::Forwarding;
use orda_base::Env;
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
    /// The clock, where records of the accounting are sent elsewhere.
    forwarding: Option<Env>,
}

impl Health {
    /// Of a program with this database, that is to go on.
    pub fn new(db: Database, forwarding: Option<Env>) -> Self {
        Self { db, ending: Arc::default(), forwarding }
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
    /// Figures for whoever watches over the machine, in the text form of Prometheus; on the internal listener alone.
    pub fn metrics(&self) -> Router {
        Router::new().route("/metrics", get(metrics)).with_state(self.clone())
    }
}

/// How far the sending of the accounting lags behind.
async fn metrics(State(health): State<Health>) -> Result<String, StatusCode> {
    let Some(env) = &health.forwarding else { return Ok(String::new()) };
    let unsent = Forwarding::new(health.db.clone()).unsent().await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let (records, seconds) =
        unsent.map_or((0, 0), |unsent| (unsent.records, (env.now().seconds() - unsent.since.seconds()).max(0)));
    Ok(format!(
        "# TYPE orda_accounting_unsent_records gauge\norda_accounting_unsent_records {records}\n\
         # TYPE orda_accounting_unsent_seconds gauge\norda_accounting_unsent_seconds {seconds}\n"
    ))
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
