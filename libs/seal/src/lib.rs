//! Seals of messages between systems: Ed25519 (RFC 8032) over the exact bytes that travel. Each side has a key of its own;
//! public keys are exchanged once, by the administrators.
//!
//! `openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in message -sigfile signature` checks the same.

use aws_lc_rs::error::KeyRejected;
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Bytes of a public key before the key itself, when it stands as `SubjectPublicKeyInfo`.
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";

/// The key with which a system seals what it sends.
pub struct SystemKey(Ed25519KeyPair);

impl SystemKey {
    /// The key that follows from these 32 secret bytes, always the same.
    ///
    /// # Errors
    /// Never in practice: every 32 bytes are a key.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, KeyRejected> {
        Ed25519KeyPair::from_seed_unchecked(seed).map(Self)
    }

    /// The seal over `bytes`, base64.
    pub fn seal(&self, bytes: &[u8]) -> String {
        STANDARD.encode(self.0.sign(bytes))
    }

    /// The public key, for the other side.
    pub fn public(&self) -> PeerKey {
        let mut key = [0; 32];
        key.copy_from_slice(self.0.public_key().as_ref());
        PeerKey(key)
    }
}

/// The public key of the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PeerKey([u8; 32]);

impl PeerKey {
    /// Reads a key in PEM (`openssl pkey -pubout`) or as base64 of its 32 bytes. None for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let inner = text.strip_prefix(BEGIN).and_then(|t| t.strip_suffix(END)).unwrap_or(text);
        let bare: String = inner.chars().filter(|c| !c.is_whitespace()).collect();
        let bytes = STANDARD.decode(bare).ok()?;
        let key = bytes.strip_prefix(&SPKI).unwrap_or(&bytes);
        key.try_into().ok().map(Self)
    }

    /// The key in PEM.
    pub fn pem(&self) -> String {
        format!("{BEGIN}\n{}\n{END}\n", STANDARD.encode([SPKI.as_slice(), &self.0].concat()))
    }

    /// SHA-256 of the key in groups of four digits, to be compared by telephone.
    pub fn fingerprint(&self) -> String {
        let digest = hex::encode(&Sha256::digest(self.0)[..16]);
        digest.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).into_owned()).collect::<Vec<_>>().join(" ")
    }

    /// Is `seal` (base64) the holder's seal over `bytes`?
    pub fn verifies(&self, bytes: &[u8], seal: &str) -> bool {
        STANDARD
            .decode(seal.trim())
            .is_ok_and(|seal| UnparsedPublicKey::new(&ED25519, self.0).verify(bytes, &seal).is_ok())
    }
}

impl TryFrom<String> for PeerKey {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::read(&text).ok_or_else(|| "no Ed25519 public key".to_owned())
    }
}

impl From<PeerKey> for String {
    fn from(key: PeerKey) -> Self {
        STANDARD.encode(key.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What one seals the other verifies, and nothing else; keys survive PEM and base64.
    #[test]
    fn seals_hold_over_exact_bytes() {
        let key = SystemKey::from_seed(&[7; 32]).expect("a key");
        let other = SystemKey::from_seed(&[8; 32]).expect("a key");
        let seal = key.seal(b"letter");
        assert!(key.public().verifies(b"letter", &seal));
        assert!(!key.public().verifies(b"letter ", &seal));
        assert!(!other.public().verifies(b"letter", &seal));
        assert!(!key.public().verifies(b"letter", "no base64"));
        let public = key.public();
        assert_eq!(PeerKey::read(&public.pem()), Some(public));
        assert_eq!(PeerKey::read(&String::from(public)), Some(public));
        assert_eq!(PeerKey::read("-----BEGIN PUBLIC KEY-----"), None);
        assert_eq!(PeerKey::read("AAAA"), None);
    }
}
