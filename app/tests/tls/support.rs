//! Certificates by OpenSSL, callers of two kinds: hyper's and OpenSSL's.

use anyhow::{Context, Result};
use axum::body::{Body, to_bytes};
use hyper::client::conn::{http1, http2};
use hyper::{HeaderMap, Request};
use hyper_util::rt::{TokioExecutor, TokioIo};
use orda::tls::{Minimum, Settings};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// A centre of a test's own, in a folder that goes with it.
pub struct Issuer {
    folder: TempDir,
    /// Its root.
    pub root: PathBuf,
}

impl Issuer {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root.pem");
        let issuer = Self { folder, root };
        issuer.make("root", &["-addext", "keyUsage=critical,keyCertSign"]);
        issuer
    }

    /// A certificate for `localhost`.
    pub fn server(&self, name: &str) -> Settings {
        self.issue(name, "extendedKeyUsage=serverAuth")
    }

    /// A certificate with which a program calls.
    pub fn client(&self, name: &str) -> Settings {
        self.issue(name, "extendedKeyUsage=clientAuth")
    }

    fn issue(&self, name: &str, purpose: &str) -> Settings {
        let more =
            ["-CA", "root.pem", "-CAkey", "root.key", "-addext", "subjectAltName=DNS:localhost", "-addext", purpose];
        self.make(name, &[&more[..], &["-addext", "basicConstraints=critical,CA:FALSE"]].concat());
        let at = |ending: &str| self.folder.path().join(format!("{name}.{ending}"));
        Settings {
            certificate: at("pem"),
            key: at("key"),
            clients_ca: None,
            ocsp: None,
            minimum: Minimum::V12,
            rsa_least_bits: 3072,
            redirect: None,
        }
    }

    fn make(&self, name: &str, more: &[&str]) {
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"])
            .args(["-subj", &format!("/CN={name}"), "-keyout", &format!("{name}.key"), "-out", &format!("{name}.pem")])
            .args(more)
            .current_dir(self.folder.path())
            .output()
            .expect("openssl is installed: apt-get install openssl");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
}

/// The certificate of a file.
pub fn der(path: &Path) -> Vec<u8> {
    CertificateDer::from_pem_file(path).unwrap().to_vec()
}

/// A connection over TLS.
pub struct Line {
    /// What both have agreed to speak; empty for nothing.
    pub protocol: String,
    /// What the listener has shown.
    pub certificate: Vec<u8>,
    sender: Sender,
    headers: HeaderMap,
}

enum Sender {
    Http1(http1::SendRequest<Body>),
    Http2(http2::SendRequest<Body>),
}

/// Connects to `localhost` at this address, trusting this issuer alone, with an own certificate or without.
pub async fn connect(to: SocketAddr, issuer: &Issuer, own: Option<Settings>, offered: &[&str]) -> Result<Line> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(&issuer.root)?)?;
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots);
    let mut config = match own {
        Some(own) => config.with_client_auth_cert(
            vec![CertificateDer::from_pem_file(&own.certificate)?],
            PrivateKeyDer::from_pem_file(&own.key)?,
        )?,
        None => config.with_no_client_auth(),
    };
    config.alpn_protocols = offered.iter().map(|name| name.as_bytes().to_vec()).collect();
    let stream = TcpStream::connect(to).await?;
    let stream = TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("localhost")?, stream).await?;
    let session = stream.get_ref().1;
    let protocol = String::from_utf8_lossy(session.alpn_protocol().unwrap_or_default()).into_owned();
    let certificate = session.peer_certificates().context("a certificate")?[0].to_vec();
    let sender = if protocol == "h2" {
        let (sender, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Sender::Http2(sender)
    } else {
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Sender::Http1(sender)
    };
    Ok(Line { protocol, certificate, sender, headers: HeaderMap::new() })
}

impl Line {
    /// Asks for a page: status and body.
    pub async fn get(&mut self, path: &str) -> Result<(u16, String)> {
        let response = match &mut self.sender {
            Sender::Http1(sender) => {
                let request = Request::get(path).header("host", "localhost").body(Body::empty())?;
                sender.ready().await?;
                sender.send_request(request).await?
            }
            Sender::Http2(sender) => {
                let request = Request::get(format!("https://localhost{path}")).body(Body::empty())?;
                sender.ready().await?;
                sender.send_request(request).await?
            }
        };
        let (parts, body) = response.into_parts();
        self.headers = parts.headers;
        let body = to_bytes(Body::new(body), 1 << 22).await?;
        Ok((parts.status.as_u16(), String::from_utf8_lossy(&body).into_owned()))
    }

    /// A header of the last answer; empty when there was none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Does a client of OpenSSL get a connection with these arguments, and what does it say?
pub async fn s_client(to: SocketAddr, issuer: &Issuer, args: &[&str]) -> (bool, String) {
    let mut client = Command::new("openssl");
    client.args(["s_client", "-connect", &to.to_string(), "-verify_return_error", "-servername", "localhost"]);
    client.arg("-CAfile").arg(&issuer.root).args(args).stdin(Stdio::null());
    let run = move || client.output().expect("openssl is installed: apt-get install openssl");
    let output = tokio::task::spawn_blocking(run).await.unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (output.status.success(), said)
}
