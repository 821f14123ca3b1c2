//! Private keys that sign: P-256 and RSA with SHA-256; GOST 34.10 with the digest of its set.

use crate::asn1::{Reader, bit_string, constructed, element, tag};
use crate::profile::oid;
use crate::{Digest, Error, Reason, Result};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912;
use der::{Decode, Encode};
use gost::ParameterSet;
use zeroize::Zeroizing;

/// A private key.
pub enum SigningKey {
    /// ECDSA on P-256.
    P256(Box<EcdsaKeyPair>),
    /// RSA, 2048 to 4096 bits.
    Rsa(Box<RsaKeyPair>),
    /// GOST 34.10, written as this country writes it.
    Gost(Box<gost::PrivateKey>, Country),
}

/// Whose identifiers and order of bytes GOST values have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Country {
    /// RFC 9215: the sets of 2012.
    Russia,
    /// The sets of 2015 (256-A and 512-A).
    Kazakhstan,
}

/// Identifiers of a GOST set in a country: key, parameters, digest among the parameters, signature.
struct GostIds {
    key: &'static str,
    set: &'static str,
    digest: &'static str,
    signature: &'static str,
}

fn gost_ids(set: ParameterSet, country: Country) -> Result<GostIds> {
    let short = set.size() == 32;
    let (arc_key, arc_digest, arc_signature) = match (country, short) {
        (Country::Russia, true) => ("1.2.643.7.1.1.1.1", "1.2.643.7.1.1.2.2", "1.2.643.7.1.1.3.2"),
        (Country::Russia, false) => ("1.2.643.7.1.1.1.2", "1.2.643.7.1.1.2.3", "1.2.643.7.1.1.3.3"),
        (Country::Kazakhstan, true) => ("1.2.398.3.10.1.1.2.1", "1.2.398.3.10.1.3.2", "1.2.398.3.10.1.1.2.3.1"),
        (Country::Kazakhstan, false) => ("1.2.398.3.10.1.1.2.2", "1.2.398.3.10.1.3.3", "1.2.398.3.10.1.1.2.3.2"),
    };
    let arc = if country == Country::Kazakhstan { "1.2.398.3.10.1.1.2." } else { "1.2.643." };
    let known = set.oids().find(|oid| oid.starts_with(arc));
    let set = known.ok_or_else(|| Error::new(Reason::UnknownAlgorithm, set.name()))?;
    Ok(GostIds { key: arc_key, set, digest: arc_digest, signature: arc_signature })
}

/// A GOST key out of PKCS#8: the number in an OCTET STRING or bare, lowest byte first; or in an INTEGER.
fn gost_from_pkcs8(pkcs8: &[u8]) -> Result<SigningKey> {
    let mut reader = Reader::new(pkcs8).expect(tag::SEQUENCE)?.inside();
    reader.expect(tag::INTEGER)?;
    let mut algorithm = reader.expect(tag::SEQUENCE)?.inside();
    let kind = ObjectIdentifier::from_der(algorithm.expect(tag::OID)?.raw)?.to_string();
    let curve = ObjectIdentifier::from_der(algorithm.expect(tag::SEQUENCE)?.inside().expect(tag::OID)?.raw)?;
    let set = ParameterSet::from_oid(&curve.to_string());
    let set = set.ok_or_else(|| Error::new(Reason::UnknownAlgorithm, curve))?;
    let country = if kind.starts_with("1.2.398.") { Country::Kazakhstan } else { Country::Russia };
    if gost_ids(set, country)?.key != kind {
        return Err(Error::new(Reason::UnknownAlgorithm, kind));
    }
    let inner = reader.expect(tag::OCTET_STRING)?.value;
    let mut wrapped = Reader::new(inner);
    let number = if inner.len() == set.size() {
        Zeroizing::new(inner.to_vec())
    } else if wrapped.peek() == Some(tag::INTEGER) {
        let mut number: Vec<u8> = wrapped.next()?.value.iter().rev().copied().collect();
        number.resize(set.size(), 0);
        Zeroizing::new(number)
    } else {
        Zeroizing::new(wrapped.expect(tag::OCTET_STRING)?.value.to_vec())
    };
    let key = gost::PrivateKey::from_bytes(set, &number).map_err(|e| Error::new(Reason::Malformed, e))?;
    Ok(SigningKey::Gost(Box::new(key), country))
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

    /// A new GOST key, as PKCS#8 in DER.
    ///
    /// # Errors
    /// Not made, when the operating system gives no random numbers; unknown algorithm, when the country has no identifier
    /// for the set.
    pub fn generate_gost(set: ParameterSet, country: Country) -> Result<Zeroizing<Vec<u8>>> {
        let ids = gost_ids(set, country)?;
        let mut entropy = Zeroizing::new(vec![0; 2 * set.size()]);
        SystemRandom::new().fill(&mut entropy).map_err(|_| Error::new(Reason::NotMade, "key"))?;
        let key = gost::PrivateKey::from_entropy(set, &entropy).map_err(|e| Error::new(Reason::NotMade, e))?;
        let parameters = element(tag::SEQUENCE, &[oid(ids.set)?.to_der()?, oid(ids.digest)?.to_der()?].concat());
        let algorithm = constructed(tag::SEQUENCE, &[&oid(ids.key)?.to_der()?, &parameters]);
        let number = Zeroizing::new(element(tag::OCTET_STRING, &key.to_bytes()));
        let outer = Zeroizing::new(element(tag::OCTET_STRING, &number));
        Ok(Zeroizing::new(constructed(tag::SEQUENCE, &[&element(tag::INTEGER, &[0]), &algorithm, &outer])))
    }

    /// Reads a key from PKCS#8 in DER.
    ///
    /// # Errors
    /// Unknown algorithm.
    pub fn from_pkcs8(pkcs8: &[u8]) -> Result<Self> {
        if let Ok(key) = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8) {
            return Ok(Self::P256(Box::new(key)));
        }
        if let Ok(key) = RsaKeyPair::from_pkcs8(pkcs8) {
            return Ok(Self::Rsa(Box::new(key)));
        }
        gost_from_pkcs8(pkcs8).map_err(|_| Error::new(Reason::UnknownAlgorithm, "private key"))
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
        let point;
        let (algorithm, key) = match self {
            Self::Gost(key, country) => {
                let ids = gost_ids(key.public_key().set(), *country)?;
                let parameters = [oid(ids.set)?.to_der()?, oid(ids.digest)?.to_der()?].concat();
                point = element(tag::OCTET_STRING, &key.public_key().to_bytes());
                ([oid(ids.key)?.to_der()?, element(tag::SEQUENCE, &parameters)].concat(), point.as_slice())
            }
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

    /// The digest its signatures are over.
    pub(crate) fn digest(&self) -> Digest {
        match self {
            Self::P256(_) | Self::Rsa(_) => Digest::Sha256,
            Self::Gost(key, _) if key.public_key().set().size() == 32 => Digest::Streebog256,
            Self::Gost(..) => Digest::Streebog512,
        }
    }

    /// The identifier of its digest.
    pub(crate) fn digest_oid(&self) -> Result<ObjectIdentifier> {
        match self {
            Self::Gost(key, country) => oid(gost_ids(key.public_key().set(), *country)?.digest),
            _ => Ok(self.digest().oid()),
        }
    }

    /// The signature over `message`.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>> {
        let failed = |_| Error::new(Reason::NotMade, "signature");
        match self {
            Self::P256(pair) => Ok(pair.sign(&SystemRandom::new(), message).map_err(failed)?.as_ref().to_vec()),
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).map_err(failed)?;
                Ok(signature)
            }
            Self::Gost(key, country) => {
                let mut fresh = Zeroizing::new([0; 32]);
                SystemRandom::new().fill(fresh.as_mut()).map_err(failed)?;
                let signature = key.sign(&self.digest().of(message), fresh.as_ref());
                let signature = signature.map_err(|e| Error::new(Reason::NotMade, e))?;
                Ok(signature.to_bytes(match country {
                    Country::Russia => gost::Order::Russian,
                    Country::Kazakhstan => gost::Order::Kazakh,
                }))
            }
        }
    }

    /// `AlgorithmIdentifier` of its signatures.
    pub(crate) fn algorithm(&self) -> Result<Vec<u8>> {
        let parts = match self {
            Self::P256(_) => rfc5912::ECDSA_WITH_SHA_256.to_der()?,
            Self::Rsa(_) => [rfc5912::SHA_256_WITH_RSA_ENCRYPTION.to_der()?, element(tag::NULL, &[])].concat(),
            Self::Gost(key, country) => {
                let own = oid(gost_ids(key.public_key().set(), *country)?.signature)?.to_der()?;
                // RFC 9215: no parameters. Kazakhstan: NULL.
                if *country == Country::Kazakhstan { [own, element(tag::NULL, &[])].concat() } else { own }
            }
        };
        Ok(element(tag::SEQUENCE, &parts))
    }

    /// `SEQUENCE { tbs, algorithm, signature }`, as certificates, lists and requests are.
    pub(crate) fn seal(&self, tbs: &[u8]) -> Result<Vec<u8>> {
        let signature = self.sign(tbs)?;
        Ok(constructed(tag::SEQUENCE, &[tbs, &self.algorithm()?, &bit_string(&signature)]))
    }
}
