//! Sealing the private key of the centre under a master key that lies in a file apart from the database.

use orda_base::{Env, Error, Result};
use orda_documents::Cipher;
use zeroize::Zeroizing;

/// The master key. Read by the app from a key file; never in the database, never in a log.
#[derive(Clone)]
pub struct MasterKey {
    bytes: Zeroizing<[u8; 32]>,
    /// By what it seals; it opens whatever it was.
    cipher: Cipher,
}

impl MasterKey {
    /// The key with these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self { bytes: Zeroizing::new(bytes), cipher: Cipher::default() }
    }

    /// The same, sealing by this cipher.
    #[must_use]
    pub fn by(self, cipher: Cipher) -> Self {
        Self { cipher, ..self }
    }

    /// Seals `secret`, bound to `context`.
    ///
    /// # Errors
    /// `Internal` when the cipher fails.
    pub fn seal(&self, env: &Env, secret: &[u8], context: &[u8]) -> Result<Vec<u8>> {
        self.cipher.seal(&self.bytes, secret, context, env).ok_or_else(|| Error::internal("sealing failed"))
    }

    /// Opens what was sealed for the same `context`, by whatever cipher.
    ///
    /// # Errors
    /// `Internal` when the key is another or the bytes were touched.
    pub fn unseal(&self, sealed: &[u8], context: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let failed = || Error::internal("what was sealed cannot be opened: is the key file the right one?");
        Cipher::open(&self.bytes, sealed, context).ok_or_else(failed)
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
        let other = key.clone().by(Cipher::ChaCha).seal(&env, b"secret", b"a").expect("seals");
        assert_eq!(key.unseal(&other, b"a").expect("opens").as_slice(), b"secret");
        assert!(key.unseal(&sealed, b"b").is_err());
        assert!(MasterKey::new([8; 32]).unseal(&sealed, b"a").is_err());
        let mut touched = sealed.clone();
        touched[20] ^= 1;
        assert!(key.unseal(&touched, b"a").is_err());
        assert!(key.unseal(&sealed[..5], b"a").is_err());
        assert_ne!(sealed, key.seal(&env, b"secret", b"a").expect("seals"));
    }
}
