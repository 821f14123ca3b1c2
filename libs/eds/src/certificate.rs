//! X.509 certificates, with the signed range as it was received.

use crate::algorithm::{Identifier, PublicKey};
use crate::asn1::{self, Element, Reader, bit_string_bytes, tag};
use crate::memo::Memo;
use crate::{Care, Digest, Error, Name, Reason, Result, time};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280;
use der::Decode;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};

/// Longest certificate that is read, in bytes.
pub const LIMIT: usize = 64 * 1024;
/// Deepest nesting that is read.
pub(crate) const DEPTH: usize = 24;

/// More extensions than this no honest certificate, list or answer has.
const EXTENSIONS: usize = 128;

/// An extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Extension {
    pub oid: ObjectIdentifier,
    pub critical: bool,
    pub value: Vec<u8>,
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    raw: Vec<u8>,
    sha256: [u8; 32],
    tbs: Vec<u8>,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
    serial: Vec<u8>,
    issuer: Name,
    subject: Name,
    not_before: i64,
    not_after: i64,
    spki: Vec<u8>,
    extensions: Vec<Extension>,
    pub(crate) issued: Memo,
}

impl Certificate {
    /// Reads a certificate in DER.
    ///
    /// # Errors
    /// Malformed, too large, too deep, trailing bytes.
    pub fn from_der(raw: &[u8]) -> Result<Self> {
        asn1::scan(raw, LIMIT, DEPTH)?;
        let (tbs, algorithm, signature) = signed(raw)?;
        let mut reader = tbs.inside();
        let version = match reader.optional(tag::context_constructed(0))? {
            Some(explicit) => explicit.inside().expect(tag::INTEGER)?.value.to_vec(),
            None => vec![0],
        };
        let serial = reader.expect(tag::INTEGER)?.value.to_vec();
        if serial.is_empty() || serial.len() > 32 {
            return Err(Error::new(Reason::Malformed, "length of the serial number"));
        }
        if reader.expect(tag::SEQUENCE)?.raw != algorithm.raw {
            return Err(Error::new(Reason::Malformed, "two signature algorithms"));
        }
        let issuer = Name::read(&reader.expect(tag::SEQUENCE)?)?;
        let mut validity = reader.expect(tag::SEQUENCE)?.inside();
        let (not_before, not_after) = (time::read(&validity.next()?)?, time::read(&validity.next()?)?);
        validity.finish()?;
        let subject = Name::read(&reader.expect(tag::SEQUENCE)?)?;
        let spki = reader.expect(tag::SEQUENCE)?.raw.to_vec();
        // Unique identifiers: allowed by the format, used by nobody.
        reader.optional(tag::context(1))?;
        reader.optional(tag::context(2))?;
        let extensions = match reader.optional(tag::context_constructed(3))? {
            Some(explicit) => extensions(&explicit)?,
            None => Vec::new(),
        };
        reader.finish()?;
        if !extensions.is_empty() && version != [2] {
            return Err(Error::new(Reason::Malformed, "extensions in a certificate that is not version 3"));
        }
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, raw).as_ref());
        Ok(Self {
            raw: raw.to_vec(),
            sha256,
            tbs: tbs.raw.to_vec(),
            algorithm: algorithm.raw.to_vec(),
            signature: signature.to_vec(),
            serial,
            issuer,
            subject,
            not_before,
            not_after,
            spki,
            extensions,
            issued: Memo::default(),
        })
    }

    /// Reads every certificate of a PEM file.
    ///
    /// # Errors
    /// Malformed, also when there is none.
    pub fn from_pem(pem: &str) -> Result<Vec<Self>> {
        let found = crate::pem::blocks(pem, "CERTIFICATE")?;
        if found.is_empty() {
            return Err(Error::new(Reason::Malformed, "no certificate in the file"));
        }
        found.iter().map(|der| Self::from_der(der)).collect()
    }

    /// The bytes as received.
    pub fn der(&self) -> &[u8] {
        &self.raw
    }

    /// As PEM.
    pub fn pem(&self) -> String {
        crate::pem::block("CERTIFICATE", &self.raw)
    }

    /// The serial number as the bytes of its integer.
    pub fn serial(&self) -> &[u8] {
        &self.serial
    }

    /// The serial number in hexadecimal, without leading zeros.
    pub fn serial_hex(&self) -> String {
        serial_hex(&self.serial)
    }

    /// SHA-256 of the certificate.
    pub const fn sha256(&self) -> [u8; 32] {
        self.sha256
    }

    /// SHA-256 of the certificate in hexadecimal.
    pub fn sha256_hex(&self) -> String {
        hex(&self.sha256())
    }

    /// Name of the issuer.
    pub const fn issuer(&self) -> &Name {
        &self.issuer
    }

    /// Name of the subject.
    pub const fn subject(&self) -> &Name {
        &self.subject
    }

    /// First second of validity.
    pub const fn not_before(&self) -> i64 {
        self.not_before
    }

    /// Last second of validity.
    pub const fn not_after(&self) -> i64 {
        self.not_after
    }

    /// `SubjectPublicKeyInfo` as received.
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// The bits of the public key: what key identifiers are digests of.
    pub(crate) fn key_bits(&self) -> Result<&[u8]> {
        let mut reader = Reader::new(&self.spki).expect(tag::SEQUENCE)?.inside();
        reader.expect(tag::SEQUENCE)?;
        bit_string_bytes(reader.expect(tag::BIT_STRING)?.value)
    }

    /// The public key.
    ///
    /// # Errors
    /// Unknown algorithm, weak key, malformed.
    pub fn public_key(&self) -> Result<PublicKey> {
        PublicKey::from_spki(&self.spki)
    }

    /// The digest under the signature of its issuer; none where the algorithm has its own (Ed25519).
    ///
    /// # Errors
    /// Unknown algorithm, malformed.
    pub fn signed_digest(&self) -> Result<Option<Digest>> {
        Identifier::read(&Reader::new(&self.algorithm).expect(tag::SEQUENCE)?)?.digest()
    }

    /// Do subject and issuer bear the same name?
    pub fn is_self_issued(&self) -> bool {
        self.issuer.raw() == self.subject.raw()
    }

    /// Was this certificate signed with the key of `issuer`? A good answer is remembered.
    ///
    /// # Errors
    /// Issuer signature when not; unknown algorithm, weak key.
    pub fn verify_signed_by(&self, issuer: &Self) -> Result<()> {
        self.check_signed_by(issuer, Care::New)
    }

    /// As [`Self::verify_signed_by`], with this care.
    pub(crate) fn check_signed_by(&self, issuer: &Self, care: Care) -> Result<()> {
        let check = || verify_signed(&self.tbs, &self.algorithm, &self.signature, issuer, care);
        self.issued.check(issuer, care, check).map_err(|e| match e.reason {
            Reason::SignatureMismatch => Error::new(Reason::IssuerSignature, issuer.subject.common_name()),
            _ => e,
        })
    }

    pub(crate) fn extension(&self, oid: ObjectIdentifier) -> Option<&[u8]> {
        self.extensions.iter().find(|e| e.oid == oid).map(|e| e.value.as_slice())
    }

    /// Is it an authority, and how many authorities may be below it?
    ///
    /// # Errors
    /// Malformed.
    pub fn authority(&self) -> Result<Option<Option<u8>>> {
        let Some(value) = self.extension(rfc5280::ID_CE_BASIC_CONSTRAINTS) else { return Ok(None) };
        let constraints = BasicConstraints::from_der(value)?;
        Ok(constraints.ca.then_some(constraints.path_len_constraint))
    }

    /// Key usage, when it is restricted.
    ///
    /// # Errors
    /// Malformed.
    pub fn key_usage(&self) -> Result<Option<KeyUsage>> {
        self.extension(rfc5280::ID_CE_KEY_USAGE).map(|v| Ok(KeyUsage::from_der(v)?)).transpose()
    }

    /// Extended key usage: purposes and, in Kazakhstan's profile, roles.
    ///
    /// # Errors
    /// Malformed.
    pub fn extended_key_usage(&self) -> Result<Vec<ObjectIdentifier>> {
        self.extension(rfc5280::ID_CE_EXT_KEY_USAGE)
            .map_or_else(|| Ok(Vec::new()), |v| Ok(ExtendedKeyUsage::from_der(v)?.0))
    }

    /// Subject key identifier.
    pub fn subject_key_identifier(&self) -> Option<&[u8]> {
        let value = self.extension(rfc5280::ID_CE_SUBJECT_KEY_IDENTIFIER)?;
        Reader::new(value).expect(tag::OCTET_STRING).ok().map(|e| e.value)
    }

    /// Critical extensions.
    pub(crate) fn critical(&self) -> impl Iterator<Item = ObjectIdentifier> {
        self.extensions.iter().filter(|e| e.critical).map(|e| e.oid)
    }

    /// Refuses critical extensions that this crate does not act upon.
    ///
    /// # Errors
    /// Unknown critical extension.
    pub fn check_critical(&self) -> Result<()> {
        // Policies and alternative names restrict nothing here: every policy is accepted, identity is in the subject.
        const UNDERSTOOD: [ObjectIdentifier; 5] = [
            rfc5280::ID_CE_BASIC_CONSTRAINTS,
            rfc5280::ID_CE_KEY_USAGE,
            rfc5280::ID_CE_EXT_KEY_USAGE,
            rfc5280::ID_CE_CERTIFICATE_POLICIES,
            rfc5280::ID_CE_SUBJECT_ALT_NAME,
        ];
        match self.extensions.iter().find(|e| e.critical && !UNDERSTOOD.contains(&e.oid)) {
            Some(unknown) => Err(Error::new(Reason::UnknownCriticalExtension, unknown.oid)),
            None => Ok(()),
        }
    }
}

/// The three parts of anything that is signed in X.509: what is signed, the algorithm, the signature.
pub(crate) fn signed(raw: &[u8]) -> Result<(Element<'_>, Element<'_>, &[u8])> {
    let mut outer = Reader::new(raw);
    let mut reader = outer.expect(tag::SEQUENCE)?.inside();
    outer.finish()?;
    let tbs = reader.expect(tag::SEQUENCE)?;
    let algorithm = reader.expect(tag::SEQUENCE)?;
    let signature = bit_string_bytes(reader.expect(tag::BIT_STRING)?.value)?;
    reader.finish()?;
    Ok((tbs, algorithm, signature))
}

/// Checks a signature in X.509 with the key of `issuer`.
pub(crate) fn verify_signed(
    tbs: &[u8],
    algorithm: &[u8],
    signature: &[u8],
    issuer: &Certificate,
    care: Care,
) -> Result<()> {
    let identifier = Identifier::read(&Reader::new(algorithm).expect(tag::SEQUENCE)?)?;
    issuer.public_key()?.check(care, &identifier, None, tbs, signature)
}

/// Reads extensions out of their explicit tag; one that is there twice is malformed.
pub(crate) fn extensions(explicit: &Element<'_>) -> Result<Vec<Extension>> {
    let mut outer = explicit.inside();
    let mut list = outer.expect(tag::SEQUENCE)?.inside();
    outer.finish()?;
    let mut found: Vec<Extension> = Vec::new();
    while !list.is_empty() {
        let mut reader = list.expect(tag::SEQUENCE)?.inside();
        let oid = ObjectIdentifier::from_der(reader.expect(tag::OID)?.raw)?;
        let critical = match reader.optional(tag::BOOLEAN)?.map(|b| b.value) {
            None | Some([0x00]) => false,
            Some([0xff]) => true,
            Some(_) => return Err(Error::new(Reason::Malformed, "boolean")),
        };
        let value = reader.expect(tag::OCTET_STRING)?.value.to_vec();
        reader.finish()?;
        if found.iter().any(|e| e.oid == oid) {
            return Err(Error::new(Reason::Malformed, format_args!("extension {oid} twice")));
        }
        if found.len() == EXTENSIONS {
            return Err(Error::new(Reason::TooLarge, "too many extensions"));
        }
        found.push(Extension { oid, critical, value });
    }
    Ok(found)
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]).collect()
}

/// A serial number in hexadecimal, without the leading zero bytes.
pub fn serial_hex(serial: &[u8]) -> String {
    let skip = serial.iter().take_while(|b| **b == 0).count().min(serial.len().saturating_sub(1));
    hex(&serial[skip..])
}
