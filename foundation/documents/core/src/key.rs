//! Keys: one for every blob, kept encrypted under one master key.
//!
//! Losing the master key loses every file. Between the master key and the keys of blobs stand the keys of the vault, one for
//! every set: see [`crate::KeyVault`].

use crate::BlobId;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use orda_base::{Env, Error, Result};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// The master key. Given by the program that composes the parts; never printed, wiped when dropped.
#[derive(Clone)]
pub struct SecretKey(Zeroizing<[u8; 32]>);

/// The key of one blob.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 32]>);

/// A blob's key, encrypted and bound to the blob's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Which master key: see [`SecretKey::id`].
    pub master: String,
    /// Nonce, encrypted key, tag.
    pub bytes: Vec<u8>,
}

impl SecretKey {
    /// The key with these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A name that tells master keys apart and betrays nothing of them.
    pub fn id(&self) -> String {
        let digest = Sha256::new().chain_update(b"orda master key").chain_update(self.0.as_slice()).finalize();
        hex::encode(&digest[..8])
    }

    /// Encrypts a blob's key.
    pub fn wrap(&self, key: &DataKey, blob: BlobId, env: &Env) -> Result<WrappedKey> {
        Ok(WrappedKey { master: self.id(), bytes: self.seal(&key.0, blob.uuid().as_bytes(), env)? })
    }

    /// Decrypts a blob's key.
    ///
    /// # Errors
    /// [`Error::Internal`] when it was encrypted under another master key or for another blob, or was damaged.
    pub fn unwrap(&self, wrapped: &WrappedKey, blob: BlobId) -> Result<DataKey> {
        let damaged = || {
            let other = if wrapped.master == self.id() { "damaged" } else { "of another master key" };
            Error::Internal(format!("the key of blob {blob} is {other}"))
        };
        self.open(&wrapped.bytes, blob.uuid().as_bytes()).map(DataKey).ok_or_else(damaged)
    }

    /// Encrypts another key under this one, bound to `place`: `nonce, key, tag`.
    pub fn seal_key(&self, key: &Self, place: &[u8], env: &Env) -> Result<Vec<u8>> {
        self.seal(&key.0, place, env)
    }

    /// Decrypts what [`Self::seal_key`] made; none when it was made under another key or for another place.
    pub fn open_key(&self, sealed: &[u8], place: &[u8]) -> Option<Self> {
        self.open(sealed, place).map(Self)
    }

    /// The bytes, for what encrypts by itself. To be wiped by whoever takes them.
    pub fn bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.clone()
    }

    fn seal(&self, key: &[u8; 32], place: &[u8], env: &Env) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE_LEN] = env.random();
        // With room for the tag: memory that is left for other memory is not wiped.
        let mut sealed = Zeroizing::new(Vec::with_capacity(key.len() + AES_256_GCM.tag_len()));
        sealed.extend_from_slice(key);
        cipher(&self.0)
            .and_then(|cipher| {
                let nonce = Nonce::assume_unique_for_key(nonce);
                cipher.seal_in_place_append_tag(nonce, Aad::from(place), &mut *sealed).ok()
            })
            .ok_or_else(|| Error::internal("a key could not be encrypted"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    fn open(&self, sealed: &[u8], place: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut open = Zeroizing::new(sealed.to_vec());
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let key: &[u8] = cipher(&self.0)?.open_in_place(nonce, Aad::from(place), &mut open).ok()?;
        Some(Zeroizing::new(key.try_into().ok()?))
    }
}

/// AES-256-GCM under this key.
pub(crate) fn cipher(key: &[u8; 32]) -> Option<LessSafeKey> {
    UnboundKey::new(&AES_256_GCM, key).ok().map(LessSafeKey::new)
}

impl DataKey {
    /// A new random key.
    pub fn generate(env: &Env) -> Self {
        Self(Zeroizing::new(env.random()))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.id())
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(..)")
    }
}
