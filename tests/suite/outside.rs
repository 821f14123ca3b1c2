//! A document system outside, in the hands of the test.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use orda_base::Actor;
use orda_edms::{Ack, Format, Message, ParticipantInput, SystemKey};
use orda_test::TestPortal;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// A document system; it takes everything unless the test says otherwise.
pub struct Outside {
    key: SystemKey,
    /// What it took.
    pub taken: Mutex<Vec<Message>>,
    /// Every message that came, taken or not.
    pub tried: Mutex<Vec<Vec<u8>>>,
    /// Status that it answers with; 200 takes.
    pub status: AtomicU16,
    portal: orda_edms::PeerKey,
}

impl Outside {
    /// Starts a system and makes it the one of the body.
    pub async fn of(test: &TestPortal, code: &str) -> Arc<Self> {
        let outside = Arc::new(Self {
            key: SystemKey::from_seed(&[5; 32]).unwrap(),
            taken: Mutex::default(),
            tried: Mutex::default(),
            status: AtomicU16::new(200),
            portal: test.portal.edms.public_key(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/edms", listener.local_addr().unwrap());
        let router = Router::new().route("/edms", post(take)).with_state(Arc::clone(&outside));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let input = ParticipantInput {
            way: "outside".into(),
            url,
            format: "json".into(),
            key: outside.key.public().pem(),
            paused: false,
        };
        test.portal.edms.decide(&Actor::portal(), test.cast.body(code), &input).await.unwrap();
        test.portal.edms.deliver_due().await.unwrap();
        outside.taken.lock().unwrap().clear();
        outside.tried.lock().unwrap().clear();
        outside
    }

    /// It answers with this status from now on.
    pub fn answers(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// Letters that it took: kind and outgoing number.
    pub fn letters(&self) -> Vec<(String, String)> {
        let taken = self.taken.lock().unwrap();
        taken.iter().filter_map(|m| m.letter.as_ref()).map(|l| (l.kind.code().to_owned(), l.number.clone())).collect()
    }

    /// It posts bytes under its seal.
    pub async fn post(&self, test: &TestPortal, bytes: Vec<u8>) -> orda_test::Answer {
        let seal = self.seal(&bytes);
        self.post_sealed(test, bytes, Some(&seal)).await
    }

    /// Its seal over these bytes.
    pub fn seal(&self, bytes: &[u8]) -> String {
        self.key.seal(bytes)
    }

    /// It posts bytes under whatever seal, or none.
    pub async fn post_sealed(&self, test: &TestPortal, bytes: Vec<u8>, seal: Option<&str>) -> orda_test::Answer {
        let client = test.stranger();
        let mut request = client.request(reqwest::Method::POST, "/edms/v1/messages");
        request = request.header("content-type", "application/json");
        if let Some(seal) = seal {
            request = request.header("edms-signature", seal);
        }
        client.send(request.body(bytes)).await
    }

    /// It posts a message under its seal; the acknowledgement is the portal's.
    pub async fn send(&self, test: &TestPortal, message: &Message) -> Ack {
        let answer = self.post(test, message.write(Format::Json)).await.expect(200);
        let seal = answer.header("edms-signature").unwrap().to_owned();
        assert!(test.portal.edms.public_key().verifies(&answer.body, &seal), "sealed by the portal");
        Ack::read(&answer.body, Format::Json).unwrap()
    }
}

async fn take(State(outside): State<Arc<Outside>>, headers: HeaderMap, bytes: Bytes) -> Response {
    outside.tried.lock().unwrap().push(bytes.to_vec());
    let seal = headers.get("edms-signature").and_then(|v| v.to_str().ok()).unwrap_or_default();
    assert!(outside.portal.verifies(&bytes, seal), "sealed by the portal");
    let status = StatusCode::from_u16(outside.status.load(Ordering::SeqCst)).unwrap();
    if status != StatusCode::OK {
        return (status, "no").into_response();
    }
    let message = Message::read(&bytes, Format::Json).unwrap();
    let ack = Ack::new(message.id, false, orda_test::NOW).write(Format::Json);
    let mut taken = outside.taken.lock().unwrap();
    if taken.iter().all(|m| m.id != message.id) {
        taken.push(message);
    }
    let headers = [("content-type", "application/json".to_owned()), ("edms-signature", outside.key.seal(&ack))];
    (headers, ack).into_response()
}
