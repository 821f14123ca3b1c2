//! Ciphers of what is kept, each with a number, so that any of them can be given up for another: what is there is read by the one
//! with which it was written. They take keys of 32 bytes and nonces of 12, and add a tag of 16.
//!
//! ```text
//! 1   AES-256-GCM (NIST SP 800-38D)
//! 2   ChaCha20-Poly1305 (RFC 8439)
//!
//! a stored file    its cipher stands within its wrapped key: number ‖ key; a key without a number is for AES-256-GCM
//! a sealed value   mark ‖ number ‖ nonce ‖ bytes with tag; without the mark: nonce ‖ bytes with tag, AES-256-GCM
//! ```
//!
//! A value from before there was a choice may begin with the mark by chance: it is opened as one that has it, and when that fails as
//! one that has not. The tag decides.

use crate::BlobId;
use aws_lc_rs::aead::{AES_256_GCM, Aad, Algorithm, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use orda_base::Env;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// What a sealed value begins with that says by what cipher it is.
const MARK: [u8; 3] = *b"\xEDos";

/// How something is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Cipher {
    /// AES-256-GCM.
    #[default]
    #[serde(rename = "aes-256-gcm")]
    Aes,
    /// `ChaCha20-Poly1305`.
    #[serde(rename = "chacha20-poly1305")]
    ChaCha,
}

/// A file was encrypted by a cipher that this program does not have: a newer one wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("blob {blob} is encrypted by cipher {id}, which this program does not know")]
pub struct UnknownCipher {
    /// Which bytes.
    pub blob: BlobId,
    /// The number of the cipher.
    pub id: u8,
}

impl Cipher {
    /// Every cipher.
    pub const ALL: [Self; 2] = [Self::Aes, Self::ChaCha];

    /// Its number beside a key; never given to another.
    pub const fn id(self) -> u8 {
        match self {
            Self::Aes => 1,
            Self::ChaCha => 2,
        }
    }

    /// The cipher with this number.
    pub fn from_id(id: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|cipher| cipher.id() == id)
    }

    /// Its name, in settings and in the accounting.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aes => "aes-256-gcm",
            Self::ChaCha => "chacha20-poly1305",
        }
    }

    /// It under this key; none when the library refuses the key, which it does for no key of 32 bytes.
    pub(crate) fn keyed(self, key: &[u8; 32]) -> Option<LessSafeKey> {
        let algorithm: &'static Algorithm = match self {
            Self::Aes => &AES_256_GCM,
            Self::ChaCha => &CHACHA20_POLY1305,
        };
        UnboundKey::new(algorithm, key).ok().map(LessSafeKey::new)
    }

    /// Seals a secret under a key, bound to `place`; none when the library refuses, which it does for no key of 32 bytes.
    pub fn seal(self, key: &[u8; 32], secret: &[u8], place: &[u8], env: &Env) -> Option<Vec<u8>> {
        let nonce: [u8; NONCE_LEN] = env.random();
        // With room for the tag: memory that is left for other memory is not wiped.
        let mut sealed = Zeroizing::new(Vec::with_capacity(secret.len() + AES_256_GCM.tag_len()));
        sealed.extend_from_slice(secret);
        let unique = Nonce::assume_unique_for_key(nonce);
        self.keyed(&self.own(key))?.seal_in_place_append_tag(unique, Aad::from(place), &mut *sealed).ok()?;
        Some([MARK.as_slice(), &[self.id()], &nonce, sealed.as_slice()].concat())
    }

    /// Opens what [`Self::seal`] made by whatever cipher, or what was sealed before there was a choice; none when it was sealed under
    /// another key or for another place, or was touched.
    pub fn open(key: &[u8; 32], sealed: &[u8], place: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let marked = sealed.strip_prefix(&MARK).and_then(<[u8]>::split_first);
        let marked = marked.and_then(|(id, rest)| Self::from_id(*id).map(|cipher| (cipher, rest)));
        marked
            .and_then(|(cipher, rest)| cipher.opened(&cipher.own(key), rest, place))
            .or_else(|| Self::Aes.opened(key, sealed, place))
    }

    fn opened(self, key: &[u8; 32], sealed: &[u8], place: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut open = Zeroizing::new(sealed.to_vec());
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let length = self.keyed(key)?.open_in_place(nonce, Aad::from(place), &mut open).ok()?.len();
        open.truncate(length);
        Some(open)
    }

    /// No key serves two ciphers: that of AES-256-GCM is the key itself, as it always was, those of others follow from it.
    fn own(self, key: &[u8; 32]) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(match self {
            Self::Aes => *key,
            Self::ChaCha => {
                Sha256::new().chain_update(b"orda cipher").chain_update([self.id()]).chain_update(key).finalize().into()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was sealed says by what cipher it is and opens whatever is set, with its key and place and with nothing else; so does what
    /// was sealed before values said so, also one that begins with the mark by chance.
    #[test]
    fn sealed_values_name_their_cipher() {
        let env = Env::system();
        let key = [7; 32];
        for cipher in Cipher::ALL {
            let sealed = cipher.seal(&key, b"secret", b"a", &env).expect("seals");
            assert_eq!((&sealed[..3], sealed[3], sealed.len()), (MARK.as_slice(), cipher.id(), 4 + 12 + 6 + 16));
            assert_eq!(Cipher::open(&key, &sealed, b"a").expect("opens").as_slice(), b"secret");
            assert!(Cipher::open(&[8; 32], &sealed, b"a").is_none() && Cipher::open(&key, &sealed, b"b").is_none());
            for at in 0..sealed.len() {
                let mut touched = sealed.clone();
                touched[at] ^= 1;
                assert!(Cipher::open(&key, &touched, b"a").is_none(), "{cipher:?}, byte {at}");
                assert!(Cipher::open(&key, &sealed[..at], b"a").is_none());
            }
            assert_ne!(sealed, cipher.seal(&key, b"secret", b"a", &env).expect("seals"));
        }
        for nonce in [*b"twelve bytes", *b"\xEDos\x02..bytes."] {
            let mut sealed = b"secret".to_vec();
            let unique = Nonce::assume_unique_for_key(nonce);
            let aes = Cipher::Aes.keyed(&key).expect("a key");
            aes.seal_in_place_append_tag(unique, Aad::from(b"a"), &mut sealed).expect("seals");
            let before = [nonce.as_slice(), &sealed].concat();
            assert_eq!(Cipher::open(&key, &before, b"a").expect("opens").as_slice(), b"secret");
        }
    }
}
