//! Certificate and key of a listener, read from files, and anew when the files change.

use super::{Minimum, Settings};
use anyhow::{Context, Result, bail};
use eds::Certificate;
use orda_web::SecretFile;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig, version};
use zeroize::Zeroizing;

/// Ways of speaking HTTP over TLS, the better one first (RFC 7301).
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// With what a listener proves itself, and whom it lets in.
pub struct Credentials {
    settings: Settings,
    current: RwLock<Arc<ServerConfig>>,
    seen: Mutex<Seen>,
}

/// What was last read.
struct Seen {
    digest: [u8; 32],
    ends: i64,
    fault: Option<String>,
}

/// What reading the files anew has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reread {
    /// They are as they were.
    Same,
    /// New connections get the new certificate, which ends at this second since 1970 UTC.
    Renewed(i64),
    /// The new files cannot be used, for this reason: what was there before goes on. Told once for each reason.
    Refused(String),
}

/// Contents of the files.
struct Files {
    certificate: Vec<u8>,
    key: Zeroizing<Vec<u8>>,
    clients_ca: Option<Vec<u8>>,
    ocsp: Option<Vec<u8>>,
}

impl Credentials {
    /// Reads the files.
    ///
    /// # Errors
    /// A file that is not there or does not hold what it should; a key of another certificate.
    pub fn open(settings: Settings) -> Result<Self> {
        let files = Files::read(&settings)?;
        let (config, ends) = files.build(&settings)?;
        let seen = Seen { digest: files.digest(), ends, fault: None };
        Ok(Self { settings, current: RwLock::new(Arc::new(config)), seen: Mutex::new(seen) })
    }

    /// What a new connection is met with.
    pub fn current(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The settings that name the files.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// When the certificate ends, in seconds since 1970 UTC.
    pub fn ends(&self) -> i64 {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).ends
    }

    /// Reads the files again. Connections that are open keep what they were met with.
    pub fn reread(&self) -> Reread {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let read = Files::read(&self.settings).and_then(|files| {
            let digest = files.digest();
            if digest == seen.digest { Ok(None) } else { Ok(Some((files.build(&self.settings)?, digest))) }
        });
        match read {
            Ok(None) => {
                seen.fault = None;
                Reread::Same
            }
            Ok(Some(((config, ends), digest))) => {
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(config);
                *seen = Seen { digest, ends, fault: None };
                Reread::Renewed(ends)
            }
            Err(error) => {
                let reason = format!("{error:#}");
                if seen.fault.as_ref() == Some(&reason) {
                    return Reread::Same;
                }
                seen.fault = Some(reason.clone());
                Reread::Refused(reason)
            }
        }
    }
}

impl Files {
    fn read(settings: &Settings) -> Result<Self> {
        let read = |path: &Path| std::fs::read(path).with_context(|| format!("reading {}", path.display()));
        Ok(Self {
            certificate: read(&settings.certificate)?,
            key: SecretFile::named(&settings.key)
                .read()
                .with_context(|| format!("reading {}", settings.key.display()))?,
            clients_ca: settings.clients_ca.as_deref().map(read).transpose()?,
            ocsp: settings.ocsp.as_deref().map(read).transpose()?,
        })
    }

    fn digest(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        let more = [self.clients_ca.as_deref(), self.ocsp.as_deref()];
        let all = [Some(self.certificate.as_slice()), Some(self.key.as_slice())].into_iter().chain(more);
        for part in all {
            digest.update(part.map_or(u64::MAX, |part| part.len() as u64).to_be_bytes());
            digest.update(part.unwrap_or_default());
        }
        digest.finalize().into()
    }

    /// What a connection is met with, and when the certificate ends.
    fn build(&self, settings: &Settings) -> Result<(ServerConfig, i64)> {
        let shown = |path: &Path| path.display().to_string();
        let chain = certificates(&self.certificate).with_context(|| shown(&settings.certificate))?;
        let own = chain.first().with_context(|| format!("{}: no certificate in PEM", shown(&settings.certificate)))?;
        let own = Certificate::from_der(own).with_context(|| shown(&settings.certificate))?;
        strong_enough(&own, settings.rsa_least_bits).with_context(|| shown(&settings.certificate))?;
        let key =
            PrivateKeyDer::from_pem_slice(&self.key).with_context(|| format!("{}: no key", shown(&settings.key)))?;
        let versions: &[_] = match settings.minimum {
            Minimum::V12 => &[&version::TLS13, &version::TLS12],
            Minimum::V13 => &[&version::TLS13],
        };
        let provider = Arc::new(aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(Arc::clone(&provider)).with_protocol_versions(versions)?;
        let config = match (&self.clients_ca, &settings.clients_ca) {
            (Some(pem), Some(path)) => {
                let mut roots = RootCertStore::empty();
                for root in certificates(pem).with_context(|| shown(path))? {
                    roots.add(root).with_context(|| shown(path))?;
                }
                if roots.is_empty() {
                    bail!("{}: no certificate in PEM", shown(path));
                }
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
                config.with_client_cert_verifier(verifier.with_context(|| shown(path))?)
            }
            _ => config.with_no_client_auth(),
        };
        let mut config = config
            .with_single_cert_with_ocsp(chain, key, self.ocsp.clone().unwrap_or_default())
            .with_context(|| format!("{} and {}", shown(&settings.certificate), shown(&settings.key)))?;
        config.alpn_protocols = PROTOCOLS.iter().map(|name| name.to_vec()).collect();
        // A server that answers in its own order keeps callers from choosing the weaker suite.
        config.ignore_client_order = true;
        Ok((config, own.not_after()))
    }
}

/// Refuses RSA keys that are too short or weak (OWASP ASVS 11.2.3). Kinds of keys that signatures of people may not have are
/// judged by the library of TLS alone.
fn strong_enough(own: &Certificate, rsa_least_bits: u16) -> Result<()> {
    let rules = [(format!("RSA < {rsa_least_bits}"), i64::MIN)];
    let judged = match own.public_key() {
        Err(error) if error.reason == eds::Reason::UnknownAlgorithm => return Ok(()),
        Err(error) => Err(error),
        Ok(key) => eds::strength::not_retired(&rules, &[key.name()], 0).and_then(|()| key.check_sound()),
    };
    judged.context("the key of the certificate is too weak: make one of ECDSA P-256, or see tls.rsa_least_bits")
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>> {
    CertificateDer::pem_slice_iter(pem).map(|one| one.context("a certificate cannot be read")).collect()
}
