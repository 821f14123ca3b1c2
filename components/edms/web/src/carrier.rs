//! Messages to document systems over HTTPS (or HTTP inside a closed network). Redirects are not followed: a message goes to
//! the address that an administrator has entered, and nowhere else.

use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Uri, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use orda_edms::message::SEAL_HEADER;
use orda_edms::ports::{Answer, Carrier};
use orda_edms::{Endpoint, Format};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Longest time from the first step to the last byte of the answer.
const TIME: Duration = Duration::from_secs(10);
/// Longest answer, in bytes: an acknowledgement is a few hundred.
const ANSWER: usize = 64 << 10;

/// The wire.
pub struct HttpCarrier {
    tls: TlsConnector,
}

impl HttpCarrier {
    /// Trusts the public certifying centres, and those of `anchors` (PEM) besides.
    ///
    /// # Errors
    /// What is wrong with `anchors`.
    pub fn new(anchors: Option<&[u8]>) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        for certificate in anchors.into_iter().flat_map(CertificateDer::pem_slice_iter) {
            let certificate = certificate.map_err(|error| error.to_string())?;
            roots.add(certificate).map_err(|error| error.to_string())?;
        }
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: TlsConnector::from(Arc::new(config)) })
    }

    async fn post(&self, to: &Endpoint, format: Format, bytes: &[u8], seal: &str) -> Result<Answer, String> {
        let uri: Uri = to.url.parse().map_err(|_| "the address cannot be read".to_owned())?;
        let host = uri.host().ok_or("the address names no host")?.to_owned();
        let is_tls = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
        let authority = uri.authority().map(ToString::to_string).unwrap_or_default();
        let path = uri.path_and_query().map_or("/", |p| p.as_str());
        let request = Request::post(path)
            .header(header::HOST, authority)
            .header(header::CONTENT_TYPE, format.media_type())
            .header(header::ACCEPT, format.media_type())
            .header(header::USER_AGENT, "orda")
            .header(SEAL_HEADER, seal)
            .body(Full::new(Bytes::copy_from_slice(bytes)))
            .map_err(|error| error.to_string())?;
        // An address of version 6 stands in brackets.
        let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let stream = TcpStream::connect((bare.as_str(), port)).await.map_err(|error| error.to_string())?;
        if is_tls {
            let name = ServerName::try_from(bare).map_err(|error| error.to_string())?;
            let stream = self.tls.connect(name, stream).await.map_err(|error| error.to_string())?;
            exchange(stream, request).await
        } else {
            exchange(stream, request).await
        }
    }
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Answer, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|error| error.to_string())?;
    let talking = tokio::spawn(connection);
    let answered = async {
        let response = sender.send_request(request).await.map_err(|error| error.to_string())?;
        let status = response.status().as_u16();
        let seal = response.headers().get(SEAL_HEADER).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let body = Limited::new(response.into_body(), ANSWER).collect().await.map_err(|error| error.to_string())?;
        Ok(Answer { status, bytes: body.to_bytes().to_vec(), seal })
    }
    .await;
    talking.abort();
    answered
}

#[async_trait]
impl Carrier for HttpCarrier {
    async fn carry(&self, to: &Endpoint, format: Format, bytes: &[u8], seal: &str) -> Result<Answer, String> {
        match tokio::time::timeout(TIME, self.post(to, format, bytes, seal)).await {
            Ok(answer) => answer,
            Err(_) => Err(format!("no answer within {} s", TIME.as_secs())),
        }
    }
}
