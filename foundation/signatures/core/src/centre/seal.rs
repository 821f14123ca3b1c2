//! Sealing the private key of the centre: AES-256-GCM under a master key that lies in a file apart from the database.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use orda_base::{Env, Error, Result};
use zeroize::Zeroizing;

/// The master key. Read by the app from a key file; never in the database, never in a log.
#[derive(Clone)]
pub struct MasterKey(Zeroizing<[u8; 32]>);

impl MasterKey {
    /// The key with these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Seals `secret`, bound to `context`: nonce, ciphertext and tag.
    ///
    /// # Errors
    /// `Internal` when the cipher fails.
    pub fn seal(&self, env: &Env, secret: &[u8], context: &[u8]) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE_LEN] = env.random();
        // With room for the tag: memory that is left for other memory is not wiped.
        let mut sealed = Zeroizing::new(Vec::with_capacity(secret.len() + AES_256_GCM.tag_len()));
        sealed.extend_from_slice(secret);
        self.cipher()?
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(context), &mut *sealed)
            .map_err(|_| Error::internal("sealing failed"))?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what was sealed for the same `context`.
    ///
    /// # Errors
    /// `Internal` when the key is another or the bytes were touched.
    pub fn unseal(&self, sealed: &[u8], context: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let failed = || Error::internal("what was sealed cannot be opened: is the key file the right one?");
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>().ok_or_else(failed)?;
        let mut opened = Zeroizing::new(rest.to_vec());
        let length = self
            .cipher()?
            .open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(context), &mut opened)
            .map_err(|_| failed())?
            .len();
        opened.truncate(length);
        Ok(opened)
    }

    fn cipher(&self) -> Result<LessSafeKey> {
        let key = UnboundKey::new(&AES_256_GCM, &*self.0).map_err(|_| Error::internal("master key"))?;
        Ok(LessSafeKey::new(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was sealed opens with the same key and context, and with nothing else.
    #[test]
    fn opens_only_what_it_sealed() {
        let env = Env::system();
        let key = MasterKey::new([7; 32]);
        let sealed = key.seal(&env, b"secret", b"a").expect("seals");
        assert_eq!(key.unseal(&sealed, b"a").expect("opens").as_slice(), b"secret");
        assert!(key.unseal(&sealed, b"b").is_err());
        assert!(MasterKey::new([8; 32]).unseal(&sealed, b"a").is_err());
        let mut touched = sealed.clone();
        touched[20] ^= 1;
        assert!(key.unseal(&touched, b"a").is_err());
        assert!(key.unseal(&sealed[..5], b"a").is_err());
        assert_ne!(sealed, key.seal(&env, b"secret", b"a").expect("seals"));
    }
}
