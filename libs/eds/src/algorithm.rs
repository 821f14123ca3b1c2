//! Algorithms that are accepted, by their identifiers, and the mathematics of checking (by `ring`).
//!
//! A closed list: RSA PKCS#1 v1.5 of 2048 to 4096 bits with SHA-256, -384 or -512; ECDSA on P-256 and P-384. Everything
//! else, SHA-1 among it, is unknown and so refused.

use crate::asn1::{Element, Reader, bit_string_bytes, tag};
use crate::{Error, Reason, Result};
use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5912, rfc8410};
use der::Decode;
use ring::{digest, signature};

/// A digest that may be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Digest {
    /// Name as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// The digest of `bytes`.
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        };
        digest::digest(algorithm, bytes).as_ref().to_vec()
    }

    /// The digest with this identifier.
    ///
    /// # Errors
    /// Unknown algorithm.
    pub fn from_oid(oid: ObjectIdentifier) -> Result<Self> {
        match oid {
            rfc5912::ID_SHA_256 => Ok(Self::Sha256),
            rfc5912::ID_SHA_384 => Ok(Self::Sha384),
            rfc5912::ID_SHA_512 => Ok(Self::Sha512),
            other => Err(Error::new(Reason::UnknownAlgorithm, other)),
        }
    }
}

/// Which mathematics a signature identifier means, and its digest where it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Rsa(Option<Digest>),
    Ecdsa(Digest),
}

/// The identifier of an algorithm as it was received: parameters absent or NULL, nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identifier(pub ObjectIdentifier);

impl Identifier {
    /// Reads an `AlgorithmIdentifier` without parameters.
    ///
    /// # Errors
    /// Malformed, or unknown algorithm when it has parameters.
    pub fn read(element: &Element<'_>) -> Result<Self> {
        let mut reader = element.inside();
        let oid = ObjectIdentifier::from_der(reader.expect(tag::OID)?.raw)?;
        if reader.optional(tag::NULL)?.is_some_and(|null| !null.value.is_empty()) {
            return Err(Reason::Malformed.into());
        }
        if reader.is_empty() {
            Ok(Self(oid))
        } else {
            Err(Error::new(Reason::UnknownAlgorithm, format_args!("{oid} with parameters")))
        }
    }

    fn scheme(self) -> Result<Scheme> {
        Ok(match self.0 {
            rfc5912::RSA_ENCRYPTION => Scheme::Rsa(None),
            rfc5912::SHA_256_WITH_RSA_ENCRYPTION => Scheme::Rsa(Some(Digest::Sha256)),
            rfc5912::SHA_384_WITH_RSA_ENCRYPTION => Scheme::Rsa(Some(Digest::Sha384)),
            rfc5912::SHA_512_WITH_RSA_ENCRYPTION => Scheme::Rsa(Some(Digest::Sha512)),
            rfc5912::ECDSA_WITH_SHA_256 => Scheme::Ecdsa(Digest::Sha256),
            rfc5912::ECDSA_WITH_SHA_384 => Scheme::Ecdsa(Digest::Sha384),
            rfc8410::ID_ED_25519 => return Err(Error::new(Reason::UnknownAlgorithm, "Ed25519")),
            other => return Err(Error::new(Reason::UnknownAlgorithm, other)),
        })
    }
}

/// A public key of a kind that is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// RSA: `RSAPublicKey` in DER, and the length of the modulus in bits.
    Rsa(Vec<u8>, usize),
    /// A point on P-256, not compressed.
    P256(Vec<u8>),
    /// A point on P-384, not compressed.
    P384(Vec<u8>),
}

impl PublicKey {
    /// Reads a `SubjectPublicKeyInfo`.
    ///
    /// # Errors
    /// Unknown algorithm, weak key (RSA shorter than 2048 or longer than 4096 bits), malformed.
    pub fn from_spki(spki: &[u8]) -> Result<Self> {
        let mut outer = Reader::new(spki);
        let mut reader = outer.expect(tag::SEQUENCE)?.inside();
        outer.finish()?;
        let mut algorithm = reader.expect(tag::SEQUENCE)?.inside();
        let key = bit_string_bytes(reader.expect(tag::BIT_STRING)?.value)?;
        reader.finish()?;
        let oid = ObjectIdentifier::from_der(algorithm.expect(tag::OID)?.raw)?;
        match oid {
            rfc5912::RSA_ENCRYPTION => {
                let bits = modulus_bits(key)?;
                if !(2048..=4096).contains(&bits) {
                    return Err(Error::new(Reason::WeakKey, format_args!("RSA {bits}")));
                }
                Ok(Self::Rsa(key.to_vec(), bits))
            }
            rfc5912::ID_EC_PUBLIC_KEY => {
                let curve = algorithm.next()?;
                if curve.tag != tag::OID {
                    return Err(Error::new(Reason::UnknownAlgorithm, "curve given by parameters"));
                }
                match (ObjectIdentifier::from_der(curve.raw)?, key.len(), key.first()) {
                    (rfc5912::SECP_256_R_1, 65, Some(4)) => Ok(Self::P256(key.to_vec())),
                    (rfc5912::SECP_384_R_1, 97, Some(4)) => Ok(Self::P384(key.to_vec())),
                    (other, ..) => Err(Error::new(Reason::UnknownAlgorithm, format_args!("curve {other}"))),
                }
            }
            other => Err(Error::new(Reason::UnknownAlgorithm, format_args!("key {other}"))),
        }
    }

    /// Name as people write it.
    pub fn name(&self) -> String {
        match self {
            Self::Rsa(_, bits) => format!("RSA-{bits}"),
            Self::P256(_) => "ECDSA P-256".to_owned(),
            Self::P384(_) => "ECDSA P-384".to_owned(),
        }
    }

    /// Checks `signature` over `message` by the algorithm with this identifier. `digest` is that of a CMS signer, which
    /// the identifier may leave to it and may not contradict.
    ///
    /// # Errors
    /// Unknown algorithm (also one that does not fit the key), signature mismatch.
    pub fn verify(
        &self,
        identifier: Identifier,
        digest: Option<Digest>,
        message: &[u8],
        signature: &[u8],
    ) -> Result<()> {
        let unknown = || Error::new(Reason::UnknownAlgorithm, identifier.0);
        let scheme = identifier.scheme()?;
        let wanted = match scheme {
            Scheme::Rsa(None) => digest.ok_or_else(unknown)?,
            Scheme::Rsa(Some(own)) | Scheme::Ecdsa(own) => own,
        };
        if digest.is_some_and(|d| d != wanted) {
            return Err(unknown());
        }
        let (algorithm, key): (&dyn signature::VerificationAlgorithm, &[u8]) = match (self, scheme, wanted) {
            (Self::Rsa(key, _), Scheme::Rsa(_), Digest::Sha256) => (&signature::RSA_PKCS1_2048_8192_SHA256, key),
            (Self::Rsa(key, _), Scheme::Rsa(_), Digest::Sha384) => (&signature::RSA_PKCS1_2048_8192_SHA384, key),
            (Self::Rsa(key, _), Scheme::Rsa(_), Digest::Sha512) => (&signature::RSA_PKCS1_2048_8192_SHA512, key),
            (Self::P256(key), Scheme::Ecdsa(_), Digest::Sha256) => (&signature::ECDSA_P256_SHA256_ASN1, key),
            (Self::P256(key), Scheme::Ecdsa(_), Digest::Sha384) => (&signature::ECDSA_P256_SHA384_ASN1, key),
            (Self::P384(key), Scheme::Ecdsa(_), Digest::Sha256) => (&signature::ECDSA_P384_SHA256_ASN1, key),
            (Self::P384(key), Scheme::Ecdsa(_), Digest::Sha384) => (&signature::ECDSA_P384_SHA384_ASN1, key),
            _ => return Err(unknown()),
        };
        signature::UnparsedPublicKey::new(algorithm, key)
            .verify(message, signature)
            .map_err(|_| Reason::SignatureMismatch.into())
    }
}

/// Length of the modulus of an `RSAPublicKey`, in bits.
fn modulus_bits(key: &[u8]) -> Result<usize> {
    let mut outer = Reader::new(key);
    let modulus = outer.expect(tag::SEQUENCE)?.inside().expect(tag::INTEGER)?.value;
    let skip = modulus.iter().take_while(|b| **b == 0).count();
    let digits = &modulus[skip..];
    Ok(digits.first().map_or(0, |first| digits.len() * 8 - first.leading_zeros() as usize))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::constructed;

    /// The digest of a signer and that of the signature identifier may not contradict each other.
    #[test]
    fn digests_may_not_differ() {
        let key = PublicKey::P256(vec![4; 65]);
        let error =
            key.verify(Identifier(rfc5912::ECDSA_WITH_SHA_256), Some(Digest::Sha384), b"", b"").expect_err("no");
        assert_eq!(error.reason, Reason::UnknownAlgorithm);
        let error = key.verify(Identifier(rfc5912::RSA_ENCRYPTION), Some(Digest::Sha256), b"", b"").expect_err("no");
        assert_eq!(error.reason, Reason::UnknownAlgorithm);
    }

    /// SHA-1 and anything with parameters (RSA-PSS) is unknown.
    #[test]
    fn weak_and_foreign_algorithms_are_unknown() {
        let sha1_rsa = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.5");
        assert_eq!(Identifier(sha1_rsa).scheme().expect_err("no").reason, Reason::UnknownAlgorithm);
        let oid = der::Encode::to_der(&rfc5912::ID_RSASSA_PSS).expect("encodes");
        let bytes = constructed(tag::SEQUENCE, &[&oid, &constructed(tag::SEQUENCE, &[])]);
        let element = Reader::new(&bytes).next().expect("reads");
        assert_eq!(Identifier::read(&element).expect_err("no").reason, Reason::UnknownAlgorithm);
    }
}
