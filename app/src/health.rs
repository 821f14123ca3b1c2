//! `/healthz` and `/readyz`: does the program live, can it serve. They tell nothing else and need no login.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use orda_store::Database;

/// The two addresses.
pub fn routes(db: Database) -> Router {
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready)).with_state(db)
}

async fn ready(State(db): State<Database>) -> (StatusCode, &'static str) {
    match sqlx::query("select 1").execute(db.reader()).await {
        Ok(_) => (StatusCode::OK, "ready"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database"),
    }
}
