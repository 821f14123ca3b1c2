//! PKCS#12 files: the key carrier that a person keeps. Written with PBES2 (AES-256, PBKDF2 with HMAC-SHA-256), which
//! OpenSSL 3 and PKI.js open.

use crate::{Certificate, Error, Reason, Result};
use p12_keystore::{KeyStore, KeyStoreEntry, Pkcs12ImportPolicy, PrivateKey, PrivateKeyChain};
use zeroize::Zeroizing;

/// Rounds of key derivation: a password guess costs as much as OWASP asks for.
const ROUNDS: u32 = 100_000;

/// A file with `key_pkcs8`, its certificate and the certificates above it, under `password`.
///
/// # Errors
/// Not made: the key is not PKCS#8, or the name has characters outside the basic plane.
pub fn to_pkcs12(
    key_pkcs8: &[u8],
    certificate: &Certificate,
    chain: &[Certificate],
    password: &str,
    friendly_name: &str,
) -> Result<Vec<u8>> {
    let failed = |e: p12_keystore::error::Error| Error::new(Reason::NotMade, e);
    let mut certificates = Vec::new();
    for certificate in std::iter::once(certificate).chain(chain) {
        certificates.push(p12_keystore::Certificate::from_der(certificate.der()).map_err(failed)?);
    }
    let key = PrivateKey::from_der(key_pkcs8).map_err(failed)?;
    let id = certificate.sha256();
    let mut store = KeyStore::new();
    store.add_entry(friendly_name, KeyStoreEntry::PrivateKeyChain(PrivateKeyChain::new(&id[..20], key, certificates)));
    store.writer(password).encryption_iterations(ROUNDS).mac_iterations(ROUNDS).write().map_err(failed)
}

/// What was in a file.
pub struct Opened {
    /// The private key, PKCS#8 in DER.
    pub key_pkcs8: Zeroizing<Vec<u8>>,
    /// Its certificate.
    pub certificate: Certificate,
    /// The certificates above it.
    pub chain: Vec<Certificate>,
}

/// Opens a file. For the command line and tests: the portal never sees anybody's key.
///
/// # Errors
/// Wrong password, malformed (also BER that is not DER), too large (more rounds of key derivation than are bearable).
pub fn from_pkcs12(bytes: &[u8], password: &str) -> Result<Opened> {
    super::rounds::are_bearable(bytes)?;
    let store = KeyStore::from_pkcs12(bytes, password, Pkcs12ImportPolicy::Relaxed).map_err(|e| match e {
        p12_keystore::error::Error::MacError(_) => Reason::WrongPassword.into(),
        other => Error::new(Reason::Malformed, other),
    })?;
    let (_, found) = store.private_key_chain().ok_or_else(|| Error::new(Reason::Malformed, "no key in the file"))?;
    let mut certificates = Vec::new();
    for certificate in found.certs() {
        certificates.push(Certificate::from_der(certificate.as_der())?);
    }
    if certificates.is_empty() {
        return Err(Error::new(Reason::Malformed, "no certificate in the file"));
    }
    let certificate = certificates.remove(0);
    Ok(Opened { key_pkcs8: Zeroizing::new(found.key().as_der().to_vec()), certificate, chain: certificates })
}
