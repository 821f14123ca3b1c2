//! Ed25519 over exact bytes, written against the README and not against the portal's code.

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The own key.
pub struct Seal(Ed25519KeyPair);

impl Seal {
    /// The key of this seed.
    pub fn of(seed: &[u8]) -> Option<Self> {
        Ed25519KeyPair::from_seed_unchecked(seed).ok().map(Self)
    }

    /// The seal over `bytes`, base64.
    pub fn over(&self, bytes: &[u8]) -> String {
        STANDARD.encode(self.0.sign(bytes))
    }
}

/// The portal's key.
pub struct Key(Vec<u8>);

impl Key {
    /// Reads PEM: the last 32 bytes of a `SubjectPublicKeyInfo` are the key.
    pub fn read(pem: &str) -> Option<Self> {
        let inner: String = pem.lines().filter(|l| !l.starts_with("-----")).collect();
        let der = STANDARD.decode(inner.trim()).ok()?;
        (der.len() == 44).then(|| Self(der[12..].to_vec()))
    }

    /// Is `seal` the portal's over `bytes`?
    pub fn verifies(&self, bytes: &[u8], seal: &str) -> bool {
        let Ok(seal) = STANDARD.decode(seal) else { return false };
        UnparsedPublicKey::new(&ED25519, &self.0).verify(bytes, &seal).is_ok()
    }
}
