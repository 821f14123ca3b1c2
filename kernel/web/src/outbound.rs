//! Requests of the portal to other systems over HTTPS (or HTTP on this machine, or inside a network that the settings call
//! protected): one at a time, with a limit of
//! time and of the length of the answer. Redirects are not followed: a request goes to the address that an administrator
//! has entered, and nowhere else.

use bytes::Bytes;
use http::{HeaderMap, Request, Uri, header};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use orda_base::host::is_this_machine;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, io};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// What another system answered.
#[derive(Debug, Clone)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// The body, whole.
    pub bytes: Vec<u8>,
}

impl Reply {
    /// A header as text; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoReply {
    /// Nobody answered, not in time, or under a certificate that is not trusted; in technical words.
    Unreachable(String),
    /// The answer is longer than so many bytes.
    TooLarge(usize),
}

impl fmt::Display for NoReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(said) => f.write_str(said),
            Self::TooLarge(limit) => write!(f, "the answer is longer than {limit} bytes"),
        }
    }
}

/// Limits of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest time from the first step to the last byte of the answer.
    pub time: Duration,
    /// Longest answer, in bytes.
    pub answer: usize,
}

/// A connection, plain or over TLS.
pub trait Line: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Line for T {}

/// The wire to other systems. Cheap to clone.
#[derive(Clone)]
pub struct Outbound {
    tls: TlsConnector,
    plain_inside: bool,
}

impl Outbound {
    /// Trusts the centres of `anchors` (PEM) alone; without them the public certifying centres. Who has a centre of its own
    /// is not to be taken for by whoever gets a certificate of another one.
    ///
    /// # Errors
    /// What is wrong with `anchors`.
    pub fn new(anchors: Option<&[u8]>) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        if anchors.is_none() {
            roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        for certificate in anchors.into_iter().flat_map(CertificateDer::pem_slice_iter) {
            let certificate = certificate.map_err(|error| error.to_string())?;
            roots.add(certificate).map_err(|error| error.to_string())?;
        }
        if roots.is_empty() {
            return Err("no certificate in PEM".to_owned());
        }
        let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: TlsConnector::from(Arc::new(config)), plain_inside: false })
    }

    /// With requests over HTTP to other machines permitted (`network.plain_inside`) or not.
    #[must_use]
    pub fn with_plain_inside(mut self, permitted: bool) -> Self {
        self.plain_inside = permitted;
        self
    }

    /// Sends `request`, whose address is a whole URL, and brings back the answer.
    ///
    /// # Errors
    /// No answer within the limits.
    pub async fn send(&self, request: Request<Bytes>, limits: Limits) -> Result<Reply, NoReply> {
        match tokio::time::timeout(limits.time, self.exchange(request, limits.answer)).await {
            Ok(reply) => reply,
            Err(_) => Err(NoReply::Unreachable(format!("no answer within {} s", limits.time.as_secs()))),
        }
    }

    /// A connection to `host` for another protocol than HTTP, over TLS with the name verified when `is_tls`. Whether it may be plain
    /// the caller has judged.
    ///
    /// # Errors
    /// Nobody answers, or under a certificate that is not trusted.
    pub async fn line(&self, host: &str, port: u16, is_tls: bool) -> io::Result<Box<dyn Line>> {
        let stream = TcpStream::connect((host, port)).await?;
        if !is_tls {
            return Ok(Box::new(stream));
        }
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        Ok(Box::new(self.tls.connect(name, stream).await?))
    }

    async fn exchange(&self, request: Request<Bytes>, limit: usize) -> Result<Reply, NoReply> {
        let (mut parts, body) = request.into_parts();
        let uri = std::mem::take(&mut parts.uri);
        let host = uri.host().ok_or_else(|| NoReply::Unreachable("the address names no host".to_owned()))?.to_owned();
        let is_tls = uri.scheme_str() == Some("https");
        if !is_tls && !self.plain_inside && !is_this_machine(&host) {
            return Err(NoReply::Unreachable(
                "http to another machine is not permitted: network.plain_inside".to_owned(),
            ));
        }
        let port = uri.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
        let authority = uri.authority().map(ToString::to_string).unwrap_or_default();
        let path = uri.path_and_query().map_or("/", |p| p.as_str());
        parts.uri = path.parse::<Uri>().map_err(unreachable)?;
        parts.headers.insert(header::HOST, authority.parse().map_err(unreachable)?);
        parts.headers.insert(header::USER_AGENT, http::HeaderValue::from_static("orda"));
        let request = Request::from_parts(parts, Full::new(body));
        // An address of version 6 stands in brackets.
        let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let stream = TcpStream::connect((bare.as_str(), port)).await.map_err(unreachable)?;
        if is_tls {
            let name = ServerName::try_from(bare).map_err(unreachable)?;
            talk(self.tls.connect(name, stream).await.map_err(unreachable)?, request, limit).await
        } else {
            talk(stream, request, limit).await
        }
    }
}

async fn talk<S>(stream: S, request: Request<Full<Bytes>>, limit: usize) -> Result<Reply, NoReply>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(unreachable)?;
    let talking = tokio::spawn(connection);
    let answered = async {
        let response = sender.send_request(request).await.map_err(unreachable)?;
        let (parts, body) = response.into_parts();
        let body =
            Limited::new(body, limit).collect().await.map_err(|error| match error.downcast::<LengthLimitError>() {
                Ok(_) => NoReply::TooLarge(limit),
                Err(error) => unreachable(error),
            })?;
        Ok(Reply { status: parts.status.as_u16(), headers: parts.headers, bytes: body.to_bytes().to_vec() })
    }
    .await;
    talking.abort();
    answered
}

fn unreachable(error: impl fmt::Display) -> NoReply {
    NoReply::Unreachable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Over HTTP nothing goes to another machine unless the settings permit it; centres of an empty file are none.
    #[tokio::test]
    async fn plain_requests_stay_on_this_machine() {
        let limits = Limits { time: Duration::from_secs(5), answer: 1 };
        let wire = Outbound::new(None).expect("a wire");
        let ask = async |wire: &Outbound, url: &str| {
            wire.send(Request::get(url).body(Bytes::new()).expect("a request"), limits)
                .await
                .expect_err("no answer")
                .to_string()
        };
        assert!(ask(&wire, "http://edms.invalid/x").await.contains("network.plain_inside"));
        // Port 1 is nobody's: what matters is that it was tried.
        assert!(!ask(&wire, "http://127.0.0.1:1/x").await.contains("network.plain_inside"));
        assert!(!ask(&wire.with_plain_inside(true), "http://edms.invalid/x").await.contains("network.plain_inside"));
        assert!(Outbound::new(Some(b"")).is_err());
    }
}
