//! Algorithms that are accepted, by their identifiers, and the mathematics of checking (by `aws-lc-rs` and `gost`, which asks
//! OpenSSL too).
//!
//! Closed lists, kept as data: RSA of 2048 to 4096 bits (PKCS#1 v1.5 and PSS) with SHA-256, -384 or -512; ECDSA on P-256
//! and P-384; Ed25519; GOST 34.10 under the identifiers of Russia and of Kazakhstan. Everything else, SHA-1 among it, is
//! unknown and so refused.

use crate::asn1::{Element, Reader, bit_string_bytes, tag};
use crate::digest::Digest;
use crate::{Error, Reason, Result};
use aws_lc_rs::signature::{self, VerificationAlgorithm};
use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5912, rfc8410};
use der::Decode;
use gost::Order;
use std::sync::OnceLock;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

/// Is a signature seen for the first time? Makes a difference for GOST 34.10 alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Care {
    /// It is to be taken in, or it is not known whether it was: OpenSSL must find it good too.
    #[default]
    New,
    /// It was taken in before, as new, and is looked at again: quickly, by our library alone.
    Kept,
}

/// Which mathematics a signature identifier means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Rsa,
    RsaPss,
    Ecdsa,
    Ed25519,
    /// GOST 34.10, its values in this order of bytes.
    Gost(Order),
}

/// Signature identifiers: the mathematics, and the digest where the identifier names it. Identifiers of keys stand for
/// signatures in CMS, where the signer names the digest.
const SIGNATURES: [(ObjectIdentifier, Scheme, Option<Digest>); 21] = [
    (rfc5912::RSA_ENCRYPTION, Scheme::Rsa, None),
    (rfc5912::SHA_256_WITH_RSA_ENCRYPTION, Scheme::Rsa, Some(Digest::Sha256)),
    (rfc5912::SHA_384_WITH_RSA_ENCRYPTION, Scheme::Rsa, Some(Digest::Sha384)),
    (rfc5912::SHA_512_WITH_RSA_ENCRYPTION, Scheme::Rsa, Some(Digest::Sha512)),
    (rfc5912::ID_RSASSA_PSS, Scheme::RsaPss, None),
    (rfc5912::ECDSA_WITH_SHA_256, Scheme::Ecdsa, Some(Digest::Sha256)),
    (rfc5912::ECDSA_WITH_SHA_384, Scheme::Ecdsa, Some(Digest::Sha384)),
    (rfc8410::ID_ED_25519, Scheme::Ed25519, None),
    // Russia: RFC 4491, RFC 9215.
    (oid("1.2.643.2.2.3"), Scheme::Gost(Order::Russian), Some(Digest::Gost94)),
    (oid("1.2.643.7.1.1.3.2"), Scheme::Gost(Order::Russian), Some(Digest::Streebog256)),
    (oid("1.2.643.7.1.1.3.3"), Scheme::Gost(Order::Russian), Some(Digest::Streebog512)),
    (oid("1.2.643.2.2.19"), Scheme::Gost(Order::Russian), Some(Digest::Gost94)),
    (oid("1.2.643.7.1.1.1.1"), Scheme::Gost(Order::Russian), Some(Digest::Streebog256)),
    (oid("1.2.643.7.1.1.1.2"), Scheme::Gost(Order::Russian), Some(Digest::Streebog512)),
    // Kazakhstan: GOST 34.310-2004 with 34.311-95 (and an older name of it), the sets of 2015.
    (oid("1.2.398.3.10.1.1.1.2"), Scheme::Gost(Order::Kazakh), Some(Digest::Gost34311)),
    (oid("1.3.6.1.4.1.6801.1.2.2"), Scheme::Gost(Order::Kazakh), Some(Digest::Gost34311)),
    (oid("1.2.398.3.10.1.1.2.3.1"), Scheme::Gost(Order::Kazakh), Some(Digest::Streebog256)),
    (oid("1.2.398.3.10.1.1.2.3.2"), Scheme::Gost(Order::Kazakh), Some(Digest::Streebog512)),
    (oid("1.2.398.3.10.1.1.1.1"), Scheme::Gost(Order::Kazakh), Some(Digest::Gost34311)),
    (oid("1.2.398.3.10.1.1.2.1"), Scheme::Gost(Order::Kazakh), Some(Digest::Streebog256)),
    (oid("1.2.398.3.10.1.1.2.2"), Scheme::Gost(Order::Kazakh), Some(Digest::Streebog512)),
];

/// Identifiers of GOST keys.
const GOST_KEYS: [ObjectIdentifier; 6] = [
    oid("1.2.643.2.2.19"),
    oid("1.2.643.7.1.1.1.1"),
    oid("1.2.643.7.1.1.1.2"),
    oid("1.2.398.3.10.1.1.1.1"),
    oid("1.2.398.3.10.1.1.2.1"),
    oid("1.2.398.3.10.1.1.2.2"),
];

/// The identifier of an algorithm as it was received. Parameters: absent, NULL, those of RSA-PSS, or the table of a GOST
/// digest; nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// The identifier itself.
    pub oid: ObjectIdentifier,
    /// The digest that the parameters of RSA-PSS name.
    pss: Option<Digest>,
}

impl Identifier {
    /// Reads an `AlgorithmIdentifier` in DER.
    ///
    /// # Errors
    /// Malformed, trailing bytes, or unknown algorithm when it has parameters that are not known.
    pub fn from_der(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader::new(bytes);
        let element = reader.expect(tag::SEQUENCE)?;
        reader.finish()?;
        Self::read(&element)
    }

    /// Reads an `AlgorithmIdentifier`.
    ///
    /// # Errors
    /// Malformed, or unknown algorithm when it has parameters that are not known.
    pub(crate) fn read(element: &Element<'_>) -> Result<Self> {
        let mut reader = element.inside();
        let oid = ObjectIdentifier::from_der(reader.expect(tag::OID)?.raw)?;
        if reader.optional(tag::NULL)?.is_some_and(|null| !null.value.is_empty()) {
            return Err(Reason::Malformed.into());
        }
        if reader.is_empty() {
            return Ok(Self { oid, pss: None });
        }
        let unknown = || Error::new(Reason::UnknownAlgorithm, format_args!("{oid} with parameters"));
        if oid == rfc5912::ID_RSASSA_PSS {
            let digest = pss_digest(&reader.expect(tag::SEQUENCE)?)?;
            reader.finish()?;
            return Ok(Self { oid, pss: Some(digest) });
        }
        // The digest of Kazakhstan's 2004 set may name its table; there is one.
        let table = reader.optional(tag::OID)?.ok_or_else(unknown)?;
        reader.finish()?;
        let table = ObjectIdentifier::from_der(table.raw)?;
        if Digest::from_oid(oid).is_ok_and(|d| d == Digest::Gost34311) && table == GOST_34311_TABLE {
            return Ok(Self { oid, pss: None });
        }
        Err(unknown())
    }

    /// The digest that the identifier names; none for Ed25519 and for identifiers of keys of RSA.
    ///
    /// # Errors
    /// Unknown algorithm.
    pub(crate) fn digest(&self) -> Result<Option<Digest>> {
        self.scheme().map(|(_, digest)| digest)
    }

    fn scheme(&self) -> Result<(Scheme, Option<Digest>)> {
        let found = SIGNATURES.iter().find(|(known, ..)| *known == self.oid);
        let (_, scheme, digest) = found.ok_or_else(|| Error::new(Reason::UnknownAlgorithm, self.oid))?;
        if *scheme == Scheme::RsaPss && self.pss.is_none() {
            return Err(Error::new(Reason::UnknownAlgorithm, "RSA-PSS without parameters (SHA-1)"));
        }
        Ok((*scheme, digest.or(self.pss)))
    }
}

/// "Test parameter": the only table that Kazakhstan's 34.311-95 is used with.
const GOST_34311_TABLE: ObjectIdentifier = oid("1.2.398.3.10.1.3.1.1.0");

/// The digest of `RSASSA-PSS-params` (RFC 4055): MGF1 with the same digest, a salt as long as the digest.
fn pss_digest(parameters: &Element<'_>) -> Result<Digest> {
    let unknown = |what| Error::new(Reason::UnknownAlgorithm, format_args!("RSA-PSS: {what}"));
    let mut reader = parameters.inside();
    let explicit = |reader: &mut Reader<'_>, n| -> Result<Vec<u8>> {
        let field = reader.optional(tag::context_constructed(n))?.ok_or_else(|| unknown("a default"))?;
        Ok(field.value.to_vec())
    };
    let hash = explicit(&mut reader, 0)?;
    let digest = Digest::from_oid(Identifier::read(&Reader::new(&hash).expect(tag::SEQUENCE)?)?.oid)?;
    let mask = explicit(&mut reader, 1)?;
    let mut mask = Reader::new(&mask).expect(tag::SEQUENCE)?.inside();
    if ObjectIdentifier::from_der(mask.expect(tag::OID)?.raw)? != rfc5912::ID_MGF_1 {
        return Err(unknown("mask"));
    }
    if Digest::from_oid(Identifier::read(&mask.expect(tag::SEQUENCE)?)?.oid)? != digest {
        return Err(unknown("two digests"));
    }
    let salt = explicit(&mut reader, 2)?;
    let salt = Reader::new(&salt).expect(tag::INTEGER)?.value;
    if salt != [u8::try_from(digest.size()).unwrap_or(0)] {
        return Err(unknown("length of the salt"));
    }
    if reader.optional(tag::context_constructed(3))?.is_some_and(|trailer| trailer.value != [tag::INTEGER, 1, 1]) {
        return Err(unknown("trailer"));
    }
    reader.finish()?;
    Ok(digest)
}

/// The bytes of a key, and what the library makes of them when they are first used: what follows from an RSA modulus
/// costs a quarter of a verification, and the keys of authorities verify again and again.
#[derive(Debug, Clone)]
pub struct Kept {
    bytes: Vec<u8>,
    ready: OnceLock<signature::ParsedPublicKey>,
}

impl Kept {
    fn new(bytes: &[u8]) -> Self {
        Self { bytes: bytes.to_vec(), ready: OnceLock::new() }
    }

    /// Is `value` the holder's signature over `message`? Bytes that are no key verify nothing.
    fn verifies(&self, algorithm: &'static dyn VerificationAlgorithm, message: &[u8], value: &[u8]) -> bool {
        if self.ready.get().is_none() {
            let Ok(key) = signature::ParsedPublicKey::new(algorithm, &self.bytes) else { return false };
            // Another thread may have been quicker: both keys are the same.
            let _ = self.ready.set(key);
        }
        match self.ready.get() {
            Some(key) if core::ptr::addr_eq(key.algorithm(), algorithm) => key.verify_sig(message, value).is_ok(),
            // An RSA key that signs with two digests or paddings.
            _ => signature::UnparsedPublicKey::new(algorithm, &self.bytes).verify(message, value).is_ok(),
        }
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Kept {}

/// A public key of a kind that is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// RSA: `RSAPublicKey` in DER, and the length of the modulus in bits.
    Rsa(Kept, usize),
    /// A point on P-256, not compressed.
    P256(Kept),
    /// A point on P-384, not compressed.
    P384(Kept),
    /// Ed25519.
    Ed25519(Kept),
    /// GOST 34.10.
    Gost(gost::PublicKey),
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
                Ok(Self::Rsa(Kept::new(key), bits))
            }
            rfc5912::ID_EC_PUBLIC_KEY => {
                let curve = algorithm.next()?;
                if curve.tag != tag::OID {
                    return Err(Error::new(Reason::UnknownAlgorithm, "curve given by parameters"));
                }
                match (ObjectIdentifier::from_der(curve.raw)?, key.len(), key.first()) {
                    (rfc5912::SECP_256_R_1, 65, Some(4)) => Ok(Self::P256(Kept::new(key))),
                    (rfc5912::SECP_384_R_1, 97, Some(4)) => Ok(Self::P384(Kept::new(key))),
                    (other, ..) => Err(Error::new(Reason::UnknownAlgorithm, format_args!("curve {other}"))),
                }
            }
            rfc8410::ID_ED_25519 if key.len() == 32 && algorithm.is_empty() => Ok(Self::Ed25519(Kept::new(key))),
            oid if GOST_KEYS.contains(&oid) => gost_key(&mut algorithm, key).map(Self::Gost),
            other => Err(Error::new(Reason::UnknownAlgorithm, format_args!("key {other}"))),
        }
    }

    /// Refuses a key that is known to be weak, whoever made it: for RSA a bad exponent, small or close factors, the mark of
    /// ROCA; for curves a point that is not on the curve, of a small order, or the one at infinity.
    ///
    /// # Errors
    /// Known weakness.
    pub fn check_sound(&self) -> Result<()> {
        let weak = |what: &str| Error::new(Reason::KnownWeakness, what);
        let point = |algorithm: &'static dyn VerificationAlgorithm, key: &Kept| {
            signature::ParsedPublicKey::new(algorithm, &key.bytes).map(drop).map_err(|_| weak("not on the curve"))
        };
        match self {
            Self::Rsa(key, _) => crate::soundness::rsa(&key.bytes),
            Self::P256(key) => point(&signature::ECDSA_P256_SHA256_ASN1, key),
            Self::P384(key) => point(&signature::ECDSA_P384_SHA384_ASN1, key),
            Self::Ed25519(key) => crate::soundness::ed25519(&key.bytes),
            // Points not on the curve were refused when the key was read.
            Self::Gost(key) => key.check_subgroup().map_err(|_| weak("GOST 34.10: order")),
        }
    }

    /// Name as people write it.
    pub fn name(&self) -> String {
        match self {
            Self::Rsa(_, bits) => format!("RSA-{bits}"),
            Self::P256(_) => "ECDSA P-256".to_owned(),
            Self::P384(_) => "ECDSA P-384".to_owned(),
            Self::Ed25519(_) => "Ed25519".to_owned(),
            Self::Gost(key) => format!("GOST 34.10 {}", key.set().name()),
        }
    }

    /// Checks `signature` over `message` by the algorithm with this identifier. `digest` is that of a CMS signer, which
    /// the identifier may leave to it and may not contradict.
    ///
    /// # Errors
    /// Unknown algorithm (also one that does not fit the key), signature mismatch.
    pub fn verify(
        &self,
        identifier: &Identifier,
        digest: Option<Digest>,
        message: &[u8],
        signature: &[u8],
    ) -> Result<()> {
        self.check(Care::New, identifier, digest, message, signature)
    }

    /// As [`Self::verify`], with this care.
    pub(crate) fn check(
        &self,
        care: Care,
        identifier: &Identifier,
        digest: Option<Digest>,
        message: &[u8],
        signature: &[u8],
    ) -> Result<()> {
        let unknown = || Error::new(Reason::UnknownAlgorithm, identifier.oid);
        let (scheme, own) = identifier.scheme()?;
        if let (Self::Ed25519(key), Scheme::Ed25519) = (self, scheme) {
            return matches(key.verifies(&signature::ED25519, message, signature));
        }
        let wanted = own.or(digest).ok_or_else(unknown)?;
        if digest.is_some_and(|d| d != wanted) {
            return Err(unknown());
        }
        let (algorithm, key): (&'static dyn VerificationAlgorithm, &Kept) = match (self, scheme, wanted) {
            (Self::Gost(key), Scheme::Gost(order), _) => {
                let value = gost::Signature::from_bytes(key.set(), order, signature);
                let digest = wanted.of(message);
                return matches(value.is_ok_and(|value| match care {
                    Care::New => key.verify(&digest, &value),
                    Care::Kept => key.verify_again(&digest, &value),
                }));
            }
            (Self::Rsa(key, _), Scheme::Rsa, Digest::Sha256) => (&signature::RSA_PKCS1_2048_8192_SHA256, key),
            (Self::Rsa(key, _), Scheme::Rsa, Digest::Sha384) => (&signature::RSA_PKCS1_2048_8192_SHA384, key),
            (Self::Rsa(key, _), Scheme::Rsa, Digest::Sha512) => (&signature::RSA_PKCS1_2048_8192_SHA512, key),
            (Self::Rsa(key, _), Scheme::RsaPss, Digest::Sha256) => (&signature::RSA_PSS_2048_8192_SHA256, key),
            (Self::Rsa(key, _), Scheme::RsaPss, Digest::Sha384) => (&signature::RSA_PSS_2048_8192_SHA384, key),
            (Self::Rsa(key, _), Scheme::RsaPss, Digest::Sha512) => (&signature::RSA_PSS_2048_8192_SHA512, key),
            (Self::P256(key), Scheme::Ecdsa, Digest::Sha256) => (&signature::ECDSA_P256_SHA256_ASN1, key),
            (Self::P256(key), Scheme::Ecdsa, Digest::Sha384) => (&signature::ECDSA_P256_SHA384_ASN1, key),
            (Self::P384(key), Scheme::Ecdsa, Digest::Sha256) => (&signature::ECDSA_P384_SHA256_ASN1, key),
            (Self::P384(key), Scheme::Ecdsa, Digest::Sha384) => (&signature::ECDSA_P384_SHA384_ASN1, key),
            _ => return Err(unknown()),
        };
        matches(key.verifies(algorithm, message, signature))
    }
}

impl PublicKey {
    /// Checks the signature `value` over `message` by the one algorithm that goes with such a key where none is named, as in
    /// `WebAuthn` (COSE `ES256`, `ES384`, `EdDSA`, `RS256`).
    ///
    /// # Errors
    /// Unknown algorithm for keys of GOST, signature mismatch.
    pub fn verify_usual(&self, message: &[u8], value: &[u8]) -> Result<()> {
        let (algorithm, key): (&'static dyn VerificationAlgorithm, &Kept) = match self {
            Self::Rsa(key, _) => (&signature::RSA_PKCS1_2048_8192_SHA256, key),
            Self::P256(key) => (&signature::ECDSA_P256_SHA256_ASN1, key),
            Self::P384(key) => (&signature::ECDSA_P384_SHA384_ASN1, key),
            Self::Ed25519(key) => (&signature::ED25519, key),
            Self::Gost(_) => return Err(Reason::UnknownAlgorithm.into()),
        };
        matches(key.verifies(algorithm, message, value))
    }
}

fn matches(good: bool) -> Result<()> {
    if good { Ok(()) } else { Err(Reason::SignatureMismatch.into()) }
}

/// A GOST key: parameters `SEQUENCE { curve, digest OPTIONAL, … }`, the point in an OCTET STRING inside the bit string.
fn gost_key(algorithm: &mut Reader<'_>, key: &[u8]) -> Result<gost::PublicKey> {
    let mut parameters = algorithm.expect(tag::SEQUENCE)?.inside();
    let curve = ObjectIdentifier::from_der(parameters.expect(tag::OID)?.raw)?;
    let unknown = || Error::new(Reason::UnknownAlgorithm, format_args!("curve {curve}"));
    let set = gost::ParameterSet::from_oid(&curve.to_string()).filter(|s| !s.is_example()).ok_or_else(unknown)?;
    let mut outer = Reader::new(key);
    let point = outer.expect(tag::OCTET_STRING)?.value;
    outer.finish()?;
    gost::PublicKey::from_bytes(set, point).map_err(|e| Error::new(Reason::Malformed, e))
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

    fn plain(oid: ObjectIdentifier) -> Identifier {
        Identifier { oid, pss: None }
    }

    /// The digest of a signer and that of the signature identifier may not contradict each other.
    #[test]
    fn digests_may_not_differ() {
        let key = PublicKey::P256(Kept::new(&[4; 65]));
        let error = key.verify(&plain(rfc5912::ECDSA_WITH_SHA_256), Some(Digest::Sha384), b"", b"").expect_err("no");
        assert_eq!(error.reason, Reason::UnknownAlgorithm);
        let error = key.verify(&plain(rfc5912::RSA_ENCRYPTION), Some(Digest::Sha256), b"", b"").expect_err("no");
        assert_eq!(error.reason, Reason::UnknownAlgorithm);
    }

    /// SHA-1 is unknown, also as the default of RSA-PSS.
    #[test]
    fn weak_and_foreign_algorithms_are_unknown() {
        let sha1_rsa = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.5");
        assert_eq!(plain(sha1_rsa).scheme().expect_err("no").reason, Reason::UnknownAlgorithm);
        let oid = der::Encode::to_der(&rfc5912::ID_RSASSA_PSS).expect("encodes");
        let bytes = constructed(tag::SEQUENCE, &[&oid, &constructed(tag::SEQUENCE, &[])]);
        let element = Reader::new(&bytes).next().expect("reads");
        assert_eq!(Identifier::read(&element).expect_err("no").reason, Reason::UnknownAlgorithm);
    }
}
