//! Private keys that sign: P-256 and RSA, always with SHA-256.

use crate::asn1::{bit_string, constructed, element, tag};
use crate::{Error, Reason, Result};
use const_oid::db::rfc5912;
use der::Encode;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use zeroize::Zeroizing;

/// A private key.
pub enum SigningKey {
    /// ECDSA on P-256.
    P256(Box<EcdsaKeyPair>),
    /// RSA, 2048 to 4096 bits.
    Rsa(Box<RsaKeyPair>),
}

impl SigningKey {
    /// A new P-256 key, as PKCS#8 in DER.
    ///
    /// # Errors
    /// Not made, when the operating system gives no random numbers.
    pub fn generate_p256() -> Result<Zeroizing<Vec<u8>>> {
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new())
            .map(|document| Zeroizing::new(document.as_ref().to_vec()))
            .map_err(|_| Error::new(Reason::NotMade, "key"))
    }

    /// Reads a key from PKCS#8 in DER.
    ///
    /// # Errors
    /// Unknown algorithm.
    pub fn from_pkcs8(pkcs8: &[u8]) -> Result<Self> {
        if let Ok(key) = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8, &SystemRandom::new()) {
            return Ok(Self::P256(Box::new(key)));
        }
        RsaKeyPair::from_pkcs8(pkcs8)
            .map(|key| Self::Rsa(Box::new(key)))
            .map_err(|_| Error::new(Reason::UnknownAlgorithm, "private key"))
    }

    /// Reads a key from a PEM file (`PRIVATE KEY`).
    ///
    /// # Errors
    /// Malformed, unknown algorithm.
    pub fn from_pem(pem: &str) -> Result<Self> {
        let blocks = crate::pem::blocks(pem, "PRIVATE KEY")?;
        let block = blocks.into_iter().next().map(Zeroizing::new);
        Self::from_pkcs8(&block.ok_or_else(|| Error::new(Reason::Malformed, "no private key in the file"))?)
    }

    /// The public key as `SubjectPublicKeyInfo`.
    ///
    /// # Errors
    /// Not made.
    pub fn spki(&self) -> Result<Vec<u8>> {
        let (algorithm, key) = match self {
            Self::P256(pair) => (
                [rfc5912::ID_EC_PUBLIC_KEY.to_der()?, rfc5912::SECP_256_R_1.to_der()?].concat(),
                pair.public_key().as_ref(),
            ),
            Self::Rsa(pair) => {
                ([rfc5912::RSA_ENCRYPTION.to_der()?, element(tag::NULL, &[])].concat(), pair.public_key().as_ref())
            }
        };
        Ok(constructed(tag::SEQUENCE, &[&element(tag::SEQUENCE, &algorithm), &bit_string(key)]))
    }

    /// The signature over `message`.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>> {
        let failed = |_| Error::new(Reason::NotMade, "signature");
        match self {
            Self::P256(pair) => Ok(pair.sign(&SystemRandom::new(), message).map_err(failed)?.as_ref().to_vec()),
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).map_err(failed)?;
                Ok(signature)
            }
        }
    }

    /// `AlgorithmIdentifier` of its signatures.
    pub(crate) fn algorithm(&self) -> Result<Vec<u8>> {
        let parts = match self {
            Self::P256(_) => rfc5912::ECDSA_WITH_SHA_256.to_der()?,
            Self::Rsa(_) => [rfc5912::SHA_256_WITH_RSA_ENCRYPTION.to_der()?, element(tag::NULL, &[])].concat(),
        };
        Ok(element(tag::SEQUENCE, &parts))
    }

    /// `SEQUENCE { tbs, algorithm, signature }`, as certificates, lists and requests are.
    pub(crate) fn seal(&self, tbs: &[u8]) -> Result<Vec<u8>> {
        let signature = self.sign(tbs)?;
        Ok(constructed(tag::SEQUENCE, &[tbs, &self.algorithm()?, &bit_string(&signature)]))
    }
}
