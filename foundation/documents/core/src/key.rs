//! Keys: one for every blob, kept encrypted under one master key.
//!
//! Losing the master key loses every file. Between the master key and the keys of blobs stand the keys of the vault, one for
//! every set: see [`crate::KeyVault`].

use crate::{BlobId, Cipher, UnknownCipher};
use orda_base::{Env, Error, Result};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// The master key. Given by the program that composes the parts; never printed, wiped when dropped.
#[derive(Clone)]
pub struct SecretKey {
    bytes: Zeroizing<[u8; 32]>,
    /// By what it seals; it opens whatever it was.
    cipher: Cipher,
}

/// The key of one blob, and the cipher that it is for.
#[derive(Clone)]
pub struct DataKey {
    bytes: Zeroizing<[u8; 32]>,
    cipher: Cipher,
}

/// A blob's key, encrypted and bound to the blob's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Which master key: see [`SecretKey::id`].
    pub master: String,
    /// The encrypted key, and by what cipher it is encrypted.
    pub bytes: Vec<u8>,
}

impl SecretKey {
    /// The key with these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self { bytes: Zeroizing::new(bytes), cipher: Cipher::default() }
    }

    /// The same, sealing by this cipher, and so will the keys that it opens.
    #[must_use]
    pub fn by(self, cipher: Cipher) -> Self {
        Self { cipher, ..self }
    }

    /// A name that tells master keys apart and betrays nothing of them.
    pub fn id(&self) -> String {
        let digest = Sha256::new().chain_update(b"orda master key").chain_update(self.bytes.as_slice()).finalize();
        hex::encode(&digest[..8])
    }

    /// Encrypts a blob's key, the number of its cipher before it.
    pub fn wrap(&self, key: &DataKey, blob: BlobId, env: &Env) -> Result<WrappedKey> {
        let mut said = Zeroizing::new(Vec::with_capacity(1 + key.bytes.len()));
        said.push(key.cipher.id());
        said.extend_from_slice(key.bytes.as_slice());
        Ok(WrappedKey { master: self.id(), bytes: self.seal(&said, blob.uuid().as_bytes(), env)? })
    }

    /// Decrypts a blob's key.
    ///
    /// # Errors
    /// [`Error::Internal`] when it was encrypted under another master key or for another blob, was damaged, or is for a cipher
    /// that is not known ([`UnknownCipher`]).
    pub fn unwrap(&self, wrapped: &WrappedKey, blob: BlobId) -> Result<DataKey> {
        let damaged = || {
            let other = if wrapped.master == self.id() { "damaged" } else { "of another master key" };
            Error::Internal(format!("the key of blob {blob} is {other}"))
        };
        let said = self.open(&wrapped.bytes, blob.uuid().as_bytes()).ok_or_else(damaged)?;
        let (cipher, key) = match said.split_first() {
            Some((id, key)) if key.len() == 32 => {
                (Cipher::from_id(*id).ok_or_else(|| Error::internal(UnknownCipher { blob, id: *id }))?, key)
            }
            // From before keys said for what cipher they are.
            _ => (Cipher::Aes, said.as_slice()),
        };
        let key: [u8; 32] = key.try_into().map_err(|_| damaged())?;
        Ok(DataKey { bytes: Zeroizing::new(key), cipher })
    }

    /// Encrypts another key under this one, bound to `place`.
    pub fn seal_key(&self, key: &Self, place: &[u8], env: &Env) -> Result<Vec<u8>> {
        self.seal(key.bytes.as_slice(), place, env)
    }

    /// Decrypts what [`Self::seal_key`] made; none when it was made under another key or for another place.
    pub fn open_key(&self, sealed: &[u8], place: &[u8]) -> Option<Self> {
        let key: [u8; 32] = self.open(sealed, place)?.as_slice().try_into().ok()?;
        Some(Self::new(key).by(self.cipher))
    }

    /// The bytes, for what encrypts by itself. To be wiped by whoever takes them.
    pub fn bytes(&self) -> Zeroizing<[u8; 32]> {
        self.bytes.clone()
    }

    fn seal(&self, key: &[u8], place: &[u8], env: &Env) -> Result<Vec<u8>> {
        let sealed = self.cipher.seal(&self.bytes, key, place, env);
        sealed.ok_or_else(|| Error::internal("a key could not be encrypted"))
    }

    fn open(&self, sealed: &[u8], place: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        Cipher::open(&self.bytes, sealed, place)
    }
}

impl DataKey {
    /// A new random key for this cipher.
    pub fn generate(cipher: Cipher, env: &Env) -> Self {
        Self { bytes: Zeroizing::new(env.random()), cipher }
    }

    /// The cipher that it is for.
    pub const fn cipher(&self) -> Cipher {
        self.cipher
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// The same bytes for another cipher.
    #[cfg(test)]
    pub(crate) fn of(self, cipher: Cipher) -> Self {
        Self { bytes: self.bytes, cipher }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A key says for what cipher it is, whatever the cipher; one from before keys said it is for AES-256-GCM; one for a cipher
    /// that is not known is named, and so is one that is no key.
    #[test]
    fn keys_name_their_cipher() {
        let env = Env::system();
        let (master, blob) = (SecretKey::new([7; 32]), BlobId::generate(&env));
        for cipher in Cipher::ALL {
            let key = DataKey::generate(cipher, &env);
            let wrapped = master.wrap(&key, blob, &env).expect("wraps");
            let opened = master.unwrap(&wrapped, blob).expect("unwraps");
            assert_eq!((opened.bytes(), opened.cipher()), (key.bytes(), cipher));
            assert!(master.unwrap(&wrapped, BlobId::generate(&env)).is_err());
            // By what cipher it is wrapped is another thing.
            let wrapped = master.clone().by(cipher).wrap(&key, blob, &env).expect("wraps");
            assert_eq!(master.unwrap(&wrapped, blob).expect("unwraps").bytes(), key.bytes());
        }
        let of = |said: &[u8]| {
            let bytes = master.seal(said, blob.uuid().as_bytes(), &env).expect("seals");
            master.unwrap(&WrappedKey { master: master.id(), bytes }, blob)
        };
        let before = of(&[5; 32]).expect("unwraps");
        assert_eq!((before.bytes(), before.cipher()), (&[5; 32], Cipher::Aes));
        let unknown = of(&[9; 33]).expect_err("no cipher has this number");
        assert!(unknown.to_string().contains(&UnknownCipher { blob, id: 9 }.to_string()), "{unknown}");
        assert!(of(&[1; 31]).is_err() && of(&[]).is_err());
    }
}
