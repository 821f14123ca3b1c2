//! Lists of the sources over HTTPS (or HTTP inside a protected network).

use async_trait::async_trait;
use axum::body::Bytes;
use http::{Request, header};
use orda_reminders::message::SEAL_HEADER;
use orda_reminders::ports::{Answer, SourceReader};
use orda_reminders::{Endpoint, Fault, FaultKind};
use orda_web::outbound::{Limits, NoReply, Outbound};
use std::time::Duration;

/// Longest time from the first step to the last byte of a list.
const TIME: Duration = Duration::from_mins(1);

/// The wire.
pub struct HttpReader(Outbound);

impl HttpReader {
    /// Trusts the centres of `anchors` (PEM) alone, without them the public ones; HTTP to other machines is permitted or not.
    ///
    /// # Errors
    /// What is wrong with `anchors`.
    pub fn new(anchors: Option<&[u8]>, plain_inside: bool) -> Result<Self, String> {
        Outbound::new(anchors).map(|wire| Self(wire.with_plain_inside(plain_inside)))
    }
}

#[async_trait]
impl SourceReader for HttpReader {
    async fn read(&self, endpoint: &Endpoint, limit: usize) -> Result<Answer, Fault> {
        let mut request = Request::get(&endpoint.url).header(header::ACCEPT, "application/json");
        if let Some(token) = &endpoint.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let unreachable = |said: String| Fault::new(FaultKind::Unreachable, said);
        let request = request.body(Bytes::new()).map_err(|_| unreachable("the address cannot be read".to_owned()))?;
        let reply = self.0.send(request, Limits { time: TIME, answer: limit }).await.map_err(|error| match error {
            NoReply::Unreachable(said) => unreachable(said),
            NoReply::TooLarge(limit) => Fault::new(FaultKind::TooLarge, format!("more than {limit} bytes")),
        })?;
        if reply.status != 200 {
            return Err(Fault::new(FaultKind::Status, reply.status.to_string()));
        }
        let seal = reply.header(SEAL_HEADER).to_owned();
        Ok(Answer { bytes: reply.bytes, seal })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_reminders::SystemKey;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    fn endpoint(url: String) -> Endpoint {
        let key = SystemKey::from_seed(&[3; 32]).expect("a key").public();
        Endpoint { url, key, token: Some("known".to_owned()) }
    }

    /// Asks a system that answers with these bytes whatever it is asked; gives the answer and the question.
    async fn asked(answer: &'static str) -> (Result<Answer, Fault>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/list?of=all", listener.local_addr().expect("an address"));
        let answering = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a question");
            let mut question = vec![0; 4096];
            let length = stream.read(&mut question).await.expect("read");
            stream.write_all(answer.as_bytes()).await.expect("answered");
            String::from_utf8_lossy(&question[..length]).to_lowercase()
        });
        let answer = HttpReader::new(None, false).expect("a wire").read(&endpoint(url), 20).await;
        (answer, answering.await.expect("answered"))
    }

    /// The list is asked for at its address with the token; bytes and seal come back as they were sent. Another status, a
    /// redirect among them, and more bytes than allowed are faults, announced or not.
    #[tokio::test]
    async fn asks_and_takes_what_is_allowed() {
        let (answer, question) = asked("HTTP/1.1 200 OK\r\norda-seal: abc\r\ncontent-length: 5\r\n\r\nlist!").await;
        assert_eq!(answer, Ok(Answer { bytes: b"list!".to_vec(), seal: "abc".to_owned() }));
        assert!(question.starts_with("get /list?of=all http/1.1\r\n"), "{question}");
        assert!(question.contains("authorization: bearer known\r\n") && question.contains("host: 127.0.0.1:"));
        let kind = async |answer| asked(answer).await.0.expect_err("a fault").kind;
        let redirect = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(kind(redirect).await, FaultKind::Status);
        assert_eq!(kind("HTTP/1.1 500 Broken\r\ncontent-length: 0\r\n\r\n").await, FaultKind::Status);
        let long = "HTTP/1.1 200 OK\r\ncontent-length: 21\r\n\r\n123456789012345678901";
        assert_eq!(kind(long).await, FaultKind::TooLarge);
        let endless = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n15\r\n123456789012345678901\r\n";
        assert_eq!(kind(endless).await, FaultKind::TooLarge);
        assert_eq!(kind("no HTTP at all\r\n\r\n").await, FaultKind::Unreachable);
        assert_eq!(kind("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\ncut").await, FaultKind::Unreachable);
    }

    /// Nobody there, and an address that is none.
    #[tokio::test]
    async fn nobody_answers() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/", listener.local_addr().expect("an address"));
        drop(listener);
        let reader = HttpReader::new(None, false).expect("a wire");
        for url in [url, "http://".to_owned(), "/list".to_owned(), "http://[::1".to_owned()] {
            let fault = reader.read(&endpoint(url.clone()), 20).await.expect_err("nobody");
            assert_eq!(fault.kind, FaultKind::Unreachable, "{url}");
        }
    }
}
