//! Lists of the sources over HTTPS (or HTTP inside a protected network).

use async_trait::async_trait;
use axum::body::Bytes;
use http::{Request, header};
use orda_reminders::message::SEAL_HEADER;
use orda_reminders::ports::{Answer, SourceReader};
use orda_reminders::{Endpoint, Fault, FaultKind};
use orda_web::SecretFile;
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
        let unreachable = |said: String| Fault::new(FaultKind::Unreachable, said);
        if let Some(file) = &endpoint.token {
            // Read now: whoever turns it over needs no restart.
            // Whoever keeps the file may not answer: nothing else is to wait for that.
            let file = SecretFile::named(file);
            let read = tokio::task::spawn_blocking(move || file.line()).await;
            let token = read.map_err(|error| unreachable(error.to_string()))?;
            let token = token.map_err(|error| unreachable(error.to_string()))?;
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", *token));
        }
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
    use std::path::{Path, PathBuf};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    fn endpoint(url: String, token: Option<PathBuf>) -> Endpoint {
        Endpoint { url, key: SystemKey::from_seed(&[3; 32]).expect("a key").public(), token }
    }

    /// Asks a system that answers with these bytes whatever it is asked; gives the answer and the question.
    async fn asked(answer: &'static str) -> (Result<Answer, Fault>, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let token = folder.path().join("token");
        written(&token, "known\n");
        asked_with(token, answer).await
    }

    /// A file with this text that nobody else may read.
    fn written(path: &Path, text: &str) {
        std::fs::write(path, text).expect("written");
        std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("closed");
    }

    /// The same with the token in this file.
    async fn asked_with(token: PathBuf, answer: &'static str) -> (Result<Answer, Fault>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/list?of=all", listener.local_addr().expect("an address"));
        let answering = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a question");
            let mut question = vec![0; 4096];
            let length = stream.read(&mut question).await.expect("read");
            stream.write_all(answer.as_bytes()).await.expect("answered");
            String::from_utf8_lossy(&question[..length]).to_lowercase()
        });
        let answer = HttpReader::new(None, false).expect("a wire").read(&endpoint(url, Some(token)), 20).await;
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

    /// The token is what stands in its file when the question is asked: turning it over needs no restart.
    #[tokio::test]
    async fn tokens_are_turned_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let token = folder.path().join("token");
        for said in ["first", "second"] {
            written(&token, said);
            let (answer, question) = asked_with(token.clone(), "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n.").await;
            assert!(answer.is_ok() && question.contains(&format!("authorization: bearer {said}\r\n")), "{question}");
        }
    }

    /// Nobody there, and an address that is none.
    #[tokio::test]
    async fn nobody_answers() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/", listener.local_addr().expect("an address"));
        drop(listener);
        let reader = HttpReader::new(None, false).expect("a wire");
        for url in [url, "http://".to_owned(), "/list".to_owned(), "http://[::1".to_owned()] {
            let fault = reader.read(&endpoint(url.clone(), None), 20).await.expect_err("nobody");
            assert_eq!(fault.kind, FaultKind::Unreachable, "{url}");
        }
    }
}
