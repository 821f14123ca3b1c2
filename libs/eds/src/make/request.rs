//! Requests for certificates (PKCS#10): reading those that browsers make, and making them.

use super::SigningKey;
use crate::algorithm::Identifier;
use crate::asn1::{self, Reader, constructed, element, tag};
use crate::certificate::{DEPTH, signed};
use crate::{Error, Name, PublicKey, Reason, Result};

/// Longest request that is read, in bytes.
const LIMIT: usize = 32 * 1024;

/// A request whose maker has shown to hold the private key. Subject and attributes are not looked at: the centre decides
/// whom a certificate names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateRequest {
    spki: Vec<u8>,
    key: PublicKey,
}

impl CertificateRequest {
    /// Reads a request in DER and checks the proof of possession. The key must be RSA of at least 2048 bits or P-256.
    ///
    /// # Errors
    /// Malformed, unknown algorithm, weak key, known weakness, no possession.
    pub fn from_der(bytes: &[u8]) -> Result<Self> {
        asn1::scan(bytes, LIMIT, DEPTH)?;
        let (info, algorithm, signature) = signed(bytes)?;
        let mut reader = info.inside();
        reader.expect(tag::INTEGER)?;
        reader.expect(tag::SEQUENCE)?;
        let spki = reader.expect(tag::SEQUENCE)?.raw.to_vec();
        reader.optional(tag::context_constructed(0))?;
        reader.finish()?;
        let key = PublicKey::from_spki(&spki)?;
        key.check_sound()?;
        if matches!(key, PublicKey::P384(_)) {
            return Err(Error::new(Reason::UnknownAlgorithm, key.name()));
        }
        key.verify(&Identifier::read(&algorithm)?, None, info.raw, signature).map_err(|e| match e.reason {
            Reason::SignatureMismatch => Error::from(Reason::NoPossession),
            _ => e,
        })?;
        Ok(Self { spki, key })
    }

    /// Reads a request in PEM or, failing that, DER.
    ///
    /// # Errors
    /// As [`Self::from_der`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > 2 * LIMIT {
            return Err(Reason::TooLarge.into());
        }
        let text = std::str::from_utf8(bytes).unwrap_or("");
        for label in ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"] {
            if let Some(block) = crate::pem::blocks(text, label)?.first() {
                return Self::from_der(block);
            }
        }
        Self::from_der(bytes)
    }

    /// The public key, `SubjectPublicKeyInfo`.
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// Kind and length of the key, for people: `ECDSA P-256`.
    pub fn key_name(&self) -> String {
        self.key.name()
    }
}

/// A request for a certificate of this key, in DER.
///
/// # Errors
/// Not made.
pub fn request(subject: &Name, key: &SigningKey) -> Result<Vec<u8>> {
    let spki = key.spki()?;
    let attributes = element(tag::context_constructed(0), &[]);
    let version = Reader::new(&[tag::INTEGER, 1, 0]).next()?.raw.to_vec();
    key.seal(&constructed(tag::SEQUENCE, &[&version, subject.raw(), &spki, &attributes]))
}
