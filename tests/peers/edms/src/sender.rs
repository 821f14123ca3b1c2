//! Sends messages to the portal, each until it is acknowledged, in order.

use crate::Peer;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;

/// Longest wait between two attempts.
const LONGEST: Duration = Duration::from_millis(800);

/// Sends until the program is killed.
pub async fn send(peer: Arc<Peer>) {
    let http = reqwest::Client::builder().timeout(Duration::from_secs(10)).build().unwrap_or_default();
    loop {
        let waiting = match peer.disk.to_send() {
            Ok(waiting) => waiting,
            Err(error) => {
                eprintln!("the disk: {error}");
                return;
            }
        };
        for message in &waiting {
            let mut wait = Duration::from_millis(50);
            while let Err(error) = post(&peer, &http, message).await {
                eprintln!("{}: {error}", message["id"]);
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(LONGEST);
            }
        }
        if waiting.is_empty() {
            peer.disk.rung.notified().await;
        }
    }
}

async fn post(peer: &Peer, http: &reqwest::Client, message: &Value) -> Result<(), String> {
    let bytes = message.to_string().into_bytes();
    let request = http
        .post(&peer.address)
        .header("content-type", "application/json")
        .header("edms-signature", peer.seal.over(&bytes))
        .body(bytes);
    let answer = request.send().await.map_err(|e| e.to_string())?;
    let status = answer.status();
    let seal = answer.headers().get("edms-signature").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let body = answer.bytes().await.map_err(|e| e.to_string())?;
    if !status.is_success() {
        return Err(format!("{status} {}", String::from_utf8_lossy(&body)));
    }
    if !peer.portal.verifies(&body, &seal) {
        return Err("the acknowledgement is not the portal's".to_owned());
    }
    let ack: Value = serde_json::from_slice(&body).map_err(|e| e.to_string())?;
    if ack["message"] != message["id"] {
        return Err("the acknowledgement of another message".to_owned());
    }
    peer.disk.acknowledged(message).map_err(|e| e.to_string())
}

/// The registration of the `nth` letter that came. Its id follows from the letter: after a kill it is the same message.
pub fn registration(nth: usize, message: &Value) -> Value {
    let letter = &message["letter"];
    let digest = Sha256::digest(format!("registration {}", letter["id"]));
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    json!({
        "format": "orda-edms/1",
        "id": uuid::Builder::from_random_bytes(id).into_uuid().to_string(),
        "kind": "registered",
        "from": message["to"],
        "to": message["from"],
        "sent_at": message["sent_at"],
        "registration": {
            "letter": letter["id"],
            "number": format!("ТӨЛ-{nth}"),
            "date": letter["date"],
            "by": "Ким О. В.",
        },
    })
}
