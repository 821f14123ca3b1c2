//! Keys: one for every blob, kept encrypted under one master key.
//!
//! Losing the master key loses every file. Between the master key and the keys of blobs stand the keys of the vault, one for
//! every set: see [`crate::KeyVault`].

use crate::BlobId;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use orda_base::{Env, Error, Result};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// Bytes of a nonce of AES-GCM.
const NONCE: usize = 12;

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
        let nonce: [u8; NONCE] = env.random();
        let id = blob.uuid();
        let payload = Payload { msg: key.0.as_slice(), aad: id.as_bytes() };
        let sealed = self
            .cipher()
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| Error::internal("a file key could not be encrypted"))?;
        Ok(WrappedKey { master: self.id(), bytes: [nonce.as_slice(), &sealed].concat() })
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
        let (nonce, sealed) = wrapped.bytes.split_first_chunk::<NONCE>().ok_or_else(damaged)?;
        let id = blob.uuid();
        let payload = Payload { msg: sealed, aad: id.as_bytes() };
        let open = Zeroizing::new(self.cipher().decrypt(&Nonce::from(*nonce), payload).map_err(|_| damaged())?);
        let key = open.as_slice().try_into().map_err(|_| damaged())?;
        Ok(DataKey(Zeroizing::new(key)))
    }

    /// Encrypts another key under this one, bound to `place`: `nonce, key, tag`.
    pub fn seal_key(&self, key: &Self, place: &[u8], env: &Env) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE] = env.random();
        let payload = Payload { msg: key.0.as_slice(), aad: place };
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| Error::internal("a key could not be encrypted"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts what [`Self::seal_key`] made; none when it was made under another key or for another place.
    pub fn open_key(&self, sealed: &[u8], place: &[u8]) -> Option<Self> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let open = self.cipher().decrypt(&Nonce::from(*nonce), Payload { msg: sealed, aad: place }).ok()?;
        Some(Self(Zeroizing::new(Zeroizing::new(open).as_slice().try_into().ok()?)))
    }

    /// The bytes, for what encrypts by itself. To be wiped by whoever takes them.
    pub fn bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.clone()
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&(*self.0).into())
    }
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
