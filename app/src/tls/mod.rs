//! TLS that the program speaks itself, without a proxy: certificates that are read anew when their files change, the
//! listeners, the port that leads to TLS, and the one for what watches over the machine.
//!
//! TLS 1.2 (RFC 5246) with forward secret suites of authenticated encryption, and TLS 1.3 (RFC 8446); HTTP/1.1 and HTTP/2
//! by ALPN (RFC 7301).

mod answer;
mod credentials;
mod doors;

pub use answer::{Stopped, answer};
pub use credentials::{Credentials, Reread};
pub use doors::Doors;
pub(crate) use doors::look_again;

use serde::Deserialize;
use std::net::SocketAddr;
use std::path::PathBuf;

/// TLS of one listener.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// PEM file of the certificate, intermediates after it.
    pub certificate: PathBuf,
    /// PEM file of its key (PKCS #8, PKCS #1 or SEC 1), without a password.
    pub key: PathBuf,
    /// PEM file of centres whose certificates callers must show; without it nobody is asked for one.
    pub clients_ca: Option<PathBuf>,
    /// File of an OCSP answer (DER) that is handed over with the certificate.
    pub ocsp: Option<PathBuf>,
    /// Oldest version that is spoken.
    #[serde(default)]
    pub minimum: Minimum,
    /// Fewer bits an RSA key of the certificate may not have.
    #[serde(default = "rsa_least_bits")]
    pub rsa_least_bits: u16,
    /// Address and port without TLS that leads to `public_url`; only of `[tls]`.
    pub redirect: Option<SocketAddr>,
}

const fn rsa_least_bits() -> u16 {
    orda_signatures::RSA_BITS
}

/// Oldest version of TLS.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Minimum {
    /// TLS 1.2 and 1.3.
    #[default]
    #[serde(rename = "1.2")]
    V12,
    /// TLS 1.3 alone.
    #[serde(rename = "1.3")]
    V13,
}

/// The listener of what watches over the machine: `/healthz`, `/readyz`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Internal {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// TLS of this listener; plain without it.
    pub tls: Option<Settings>,
}
