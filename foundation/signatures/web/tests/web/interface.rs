//! The interface for programs says the same as the pages.

use crate::world::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

fn read(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.bytes).expect("JSON")
}

/// A certificate is asked for, issued, shown and revoked; the second revocation is a problem with a stable code.
#[tokio::test]
async fn certificates_over_the_interface() {
    let world = World::new().await;
    let (_, csr) = request();
    let body = json!({ "body": BODY, "csr": STANDARD.encode(csr) }).to_string();
    assert_eq!(world.post("", "/api/v1/certificate-requests", &body).await.status, 401);
    let made = world.post("head", "/api/v1/certificate-requests", &body).await;
    assert_eq!(made.status, 201);
    let id = read(&made)["id"].as_str().expect("an id").to_owned();
    let waiting = world.get("administrator", "/api/v1/certificate-requests?scope=administered&state=pending").await;
    assert_eq!(read(&waiting)["items"][0]["id"], id);
    assert_eq!(world.get("head", "/api/v1/certificate-requests?scope=administered").await.status, 403);
    assert_eq!(world.get("head", "/api/v1/certificate-requests?scope=everything").await.status, 422);

    let approve = format!("/api/v1/certificate-requests/{id}/approve");
    assert_eq!(world.post("employee", &approve, "{}").await.status, 404);
    let issued = read(&world.post("administrator", &approve, "{}").await);
    assert_eq!((issued["state"].as_str(), issued["bin"].as_str()), (Some("valid"), Some(BIN)));
    let path = format!("/api/v1/certificates/{}", issued["id"].as_str().expect("an id"));
    assert_eq!(read(&world.get("head", &path).await)["serial"], issued["serial"]);
    assert_eq!(read(&world.get("head", "/api/v1/certificates").await)["total"], 1);
    assert_eq!(world.get("employee", &path).await.status, 404);

    let reason = json!({ "reason": "key_compromise" }).to_string();
    let revoked = world.post("head", &format!("{path}/revoke"), &reason).await;
    assert_eq!(read(&revoked)["revocation_reason"], "key_compromise");
    let again = world.post("head", &format!("{path}/revoke"), &reason).await;
    assert_eq!(again.status, 409);
    assert_eq!(read(&again)["code"], "signatures-refusal-already_revoked");
    let centres = read(&world.get("", "/api/v1/certifying-centre").await);
    assert_eq!(centres[0]["name"], "МО КО");
}

/// Verification needs nobody to log in and says every step.
#[tokio::test]
async fn verification_over_the_interface() {
    let world = World::new().await;
    let (issued, key) = world.certified().await;
    let cms = STANDARD.encode(sign(b"content", &issued, &key));
    let verify = async |content: &[u8], signature: &str| {
        let body = json!({ "content": STANDARD.encode(content), "signature": signature }).to_string();
        world.post("", "/api/v1/signatures/verify", &body).await
    };
    let good = read(&verify(b"content", &cms).await);
    assert_eq!(good["valid"], true);
    assert_eq!(good["signer"]["iin"], "••••••••0019");
    assert_eq!(good["steps"].as_array().map(Vec::len), Some(8));
    let bad = read(&verify(b"Content", &cms).await);
    assert_eq!(bad["valid"], false);
    assert_eq!(bad["steps"][1]["reason"], "digest_mismatch");
    assert_eq!(verify(b"content", "!").await.status, 422);
}
