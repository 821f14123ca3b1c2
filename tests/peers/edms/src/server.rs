//! Takes messages of the portal.

use crate::Peer;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use std::io::Result;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Serves until it is killed.
pub async fn serve(peer: Arc<Peer>, listener: TcpListener) -> Result<()> {
    let router = Router::new()
        .route("/ready", get(|| async { "ready" }))
        .route("/edms/v1/messages", post(take))
        .with_state(peer);
    axum::serve(listener, router).await
}

async fn take(State(peer): State<Arc<Peer>>, headers: HeaderMap, bytes: Bytes) -> Response {
    let seal = headers.get("edms-signature").and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !peer.portal.verifies(&bytes, seal) {
        return (StatusCode::UNAUTHORIZED, "seal").into_response();
    }
    let Ok(message) = serde_json::from_slice::<Value>(&bytes) else {
        return (StatusCode::UNPROCESSABLE_ENTITY, "JSON").into_response();
    };
    // On the disk first, acknowledged then.
    let new = match peer.disk.take(&message) {
        Ok(new) => new,
        Err(error) => return (StatusCode::SERVICE_UNAVAILABLE, error.to_string()).into_response(),
    };
    let result = if new { "taken" } else { "taken_before" };
    let ack = json!({
        "format": "orda-edms/1", "message": message["id"], "result": result, "at": message["sent_at"],
    });
    let ack = ack.to_string().into_bytes();
    let headers = [("content-type", "application/json".to_owned()), ("edms-signature", peer.seal.over(&ack))];
    (headers, ack).into_response()
}
