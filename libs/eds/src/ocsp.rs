//! Answers about revocation (OCSP, RFC 6960), read and checked.

use crate::algorithm::Identifier;
use crate::asn1::{self, Element, Reader, bit_string_bytes, tag};
use crate::certificate::{Certificate, DEPTH, Extension, extensions};
use crate::digest::Digest;
use crate::{Care, Error, Reason, Result, RevocationReason, time};
use const_oid::ObjectIdentifier;
use der::Decode;

/// Longest answer that is read.
pub const LIMIT: usize = 256 * 1024;
const BASIC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.1");
pub(crate) const NONCE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.2");
const OCSP_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.9");
const SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");

/// What is said of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateStatus {
    /// Not revoked.
    Good,
    /// Revoked, since when and why.
    Revoked {
        /// Seconds since 1970 UTC.
        at: i64,
        /// Why.
        reason: RevocationReason,
    },
    /// Not known to the responder.
    Unknown,
}

/// The answer about one certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SingleResponse {
    digest: ObjectIdentifier,
    issuer_name: Vec<u8>,
    issuer_key: Vec<u8>,
    /// Serial number: the bytes of its integer.
    pub serial: Vec<u8>,
    /// What is said.
    pub status: CertificateStatus,
    /// As of when: seconds since 1970 UTC.
    pub this_update: i64,
    /// Until when to be relied upon.
    pub next_update: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum ResponderId {
    Name(Vec<u8>),
    Key(Vec<u8>),
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcspResponse {
    raw: Vec<u8>,
    tbs: Vec<u8>,
    responder: ResponderId,
    /// When it was made: seconds since 1970 UTC.
    pub produced_at: i64,
    responses: Vec<SingleResponse>,
    nonce: Option<Vec<u8>>,
    algorithm: Identifier,
    signature: Vec<u8>,
    certificates: Vec<Certificate>,
}

impl OcspResponse {
    /// Reads an `OCSPResponse`, or the `BasicOCSPResponse` alone.
    ///
    /// # Errors
    /// No answer, when the responder refused; malformed; unknown critical extension; unknown algorithm.
    pub fn read(raw: &[u8]) -> Result<Self> {
        asn1::scan(raw, LIMIT, DEPTH)?;
        let mut outer = Reader::new(raw).expect(tag::SEQUENCE)?.inside();
        if outer.peek() != Some(tag::ENUMERATED) {
            return Self::basic(raw, raw);
        }
        let status = outer.next()?.value;
        if status != [0] {
            return Err(Error::new(Reason::NoAnswer, format_args!("responder status {status:?}")));
        }
        let mut explicit = outer.expect(tag::context_constructed(0))?.inside();
        outer.finish()?;
        let mut bytes = explicit.expect(tag::SEQUENCE)?.inside();
        explicit.finish()?;
        if ObjectIdentifier::from_der(bytes.expect(tag::OID)?.raw)? != BASIC {
            return Err(Error::new(Reason::WrongContentType, "not a basic answer"));
        }
        let inner = bytes.expect(tag::OCTET_STRING)?.value;
        bytes.finish()?;
        asn1::scan(inner, LIMIT, DEPTH)?;
        Self::basic(raw, inner)
    }

    fn basic(raw: &[u8], basic: &[u8]) -> Result<Self> {
        let mut reader = Reader::new(basic).expect(tag::SEQUENCE)?.inside();
        let tbs = reader.expect(tag::SEQUENCE)?;
        let algorithm = Identifier::read(&reader.expect(tag::SEQUENCE)?)?;
        let signature = bit_string_bytes(reader.expect(tag::BIT_STRING)?.value)?.to_vec();
        let mut certificates = Vec::new();
        if let Some(explicit) = reader.optional(tag::context_constructed(0))? {
            let mut list = explicit.inside().expect(tag::SEQUENCE)?.inside();
            while !list.is_empty() {
                certificates.push(Certificate::from_der(list.expect(tag::SEQUENCE)?.raw)?);
                if certificates.len() > 16 {
                    return Err(Error::new(Reason::TooLarge, "too many certificates"));
                }
            }
        }
        reader.finish()?;
        let mut data = tbs.inside();
        data.optional(tag::context_constructed(0))?;
        let responder = if let Some(name) = data.optional(tag::context_constructed(1))? {
            ResponderId::Name(name.inside().expect(tag::SEQUENCE)?.raw.to_vec())
        } else {
            let key = data.expect(tag::context_constructed(2))?;
            ResponderId::Key(key.inside().expect(tag::OCTET_STRING)?.value.to_vec())
        };
        let produced_at = time::read_with_fraction(&data.expect(tag::GENERALIZED_TIME)?)?;
        let mut list = data.expect(tag::SEQUENCE)?.inside();
        let mut responses = Vec::new();
        while !list.is_empty() {
            responses.push(SingleResponse::read(&list.expect(tag::SEQUENCE)?)?);
            if responses.len() > 1024 {
                return Err(Error::new(Reason::TooLarge, "too many answers"));
            }
        }
        let mut nonce = None;
        if let Some(explicit) = data.optional(tag::context_constructed(1))? {
            for extension in extensions(&explicit)? {
                if extension.oid == NONCE {
                    nonce = Some(Reader::new(&extension.value).expect(tag::OCTET_STRING)?.value.to_vec());
                } else {
                    not_critical(&extension)?;
                }
            }
        }
        data.finish()?;
        let (raw, tbs) = (raw.to_vec(), tbs.raw.to_vec());
        Ok(Self { raw, tbs, responder, produced_at, responses, nonce, algorithm, signature, certificates })
    }

    /// The bytes as received.
    pub fn der(&self) -> &[u8] {
        &self.raw
    }

    /// The number of the question, when it was repeated.
    pub fn nonce(&self) -> Option<&[u8]> {
        self.nonce.as_deref()
    }

    /// Every answer.
    pub fn responses(&self) -> &[SingleResponse] {
        &self.responses
    }

    /// Certificates inside.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// The answer about `certificate` of `issuer`.
    ///
    /// # Errors
    /// Other certificate, when there is none.
    pub fn find(&self, certificate: &Certificate, issuer: &Certificate) -> Result<&SingleResponse> {
        self.responses
            .iter()
            .find(|r| r.serial == certificate.serial() && r.is_of_issuer(issuer))
            .ok_or_else(|| Error::new(Reason::OtherCertificate, certificate.serial_hex()))
    }

    /// Who signed: the issuer itself, or one to whom the issuer gave the right to answer, valid when it answered.
    ///
    /// # Errors
    /// Responder not authorised, answer signature.
    pub fn verify_signed_for<'a>(&'a self, issuer: &'a Certificate) -> Result<&'a Certificate> {
        self.check_signed_for(issuer, Care::New)
    }

    /// As [`Self::verify_signed_for`], with this care.
    pub(crate) fn check_signed_for<'a>(&'a self, issuer: &'a Certificate, care: Care) -> Result<&'a Certificate> {
        let mut trouble = Error::new(Reason::ResponderNotAuthorised, "nobody of that name");
        for candidate in std::iter::once(issuer).chain(&self.certificates) {
            let named = match &self.responder {
                ResponderId::Name(name) => candidate.subject().raw() == name,
                ResponderId::Key(key) => *key == sha1(candidate.key_bits()?),
            };
            if !named {
                continue;
            }
            if let Err(e) = self.may_answer(candidate, issuer, care) {
                trouble = Error::new(Reason::ResponderNotAuthorised, e);
                continue;
            }
            let checked = candidate.public_key()?.check(care, &self.algorithm, None, &self.tbs, &self.signature);
            return checked.map(|()| candidate).map_err(|e| Error::new(Reason::AnswerSignature, e));
        }
        Err(trouble)
    }

    fn may_answer(&self, candidate: &Certificate, issuer: &Certificate, care: Care) -> Result<()> {
        if candidate.der() == issuer.der() {
            return Ok(());
        }
        if !candidate.extended_key_usage()?.contains(&OCSP_SIGNING) {
            return Err(Error::new(Reason::KeyUsage, "not for answers"));
        }
        if candidate.key_usage()?.is_some_and(|u| !u.digital_signature() && !u.non_repudiation()) {
            return Err(Reason::KeyUsage.into());
        }
        candidate.check_critical()?;
        if self.produced_at < candidate.not_before() || self.produced_at > candidate.not_after() {
            return Err(Reason::Expired.into());
        }
        candidate.check_signed_by(issuer, care)
    }
}

impl SingleResponse {
    fn read(element: &Element<'_>) -> Result<Self> {
        let mut reader = element.inside();
        let mut id = reader.expect(tag::SEQUENCE)?.inside();
        let digest = ObjectIdentifier::from_der(id.expect(tag::SEQUENCE)?.inside().expect(tag::OID)?.raw)?;
        let issuer_name = id.expect(tag::OCTET_STRING)?.value.to_vec();
        let issuer_key = id.expect(tag::OCTET_STRING)?.value.to_vec();
        let serial = id.expect(tag::INTEGER)?.value.to_vec();
        id.finish()?;
        let said = reader.next()?;
        let status = match said.tag {
            0x80 if said.value.is_empty() => CertificateStatus::Good,
            0xa1 => {
                let mut inside = said.inside();
                let at = time::read_with_fraction(&inside.expect(tag::GENERALIZED_TIME)?)?;
                let mut reason = RevocationReason::Unspecified;
                if let Some(explicit) = inside.optional(tag::context_constructed(0))? {
                    let number = explicit.inside().expect(tag::ENUMERATED)?.value;
                    reason = RevocationReason::from_number(number.first().copied().unwrap_or(0));
                }
                inside.finish()?;
                CertificateStatus::Revoked { at, reason }
            }
            0x82 => CertificateStatus::Unknown,
            _ => return Err(Error::new(Reason::Malformed, "status")),
        };
        let this_update = time::read_with_fraction(&reader.expect(tag::GENERALIZED_TIME)?)?;
        let next_update = match reader.optional(tag::context_constructed(0))? {
            Some(explicit) => Some(time::read_with_fraction(&explicit.inside().expect(tag::GENERALIZED_TIME)?)?),
            None => None,
        };
        if let Some(explicit) = reader.optional(tag::context_constructed(1))? {
            for extension in extensions(&explicit)? {
                not_critical(&extension)?;
            }
        }
        reader.finish()?;
        Ok(Self { digest, issuer_name, issuer_key, serial, status, this_update, next_update })
    }

    fn is_of_issuer(&self, issuer: &Certificate) -> bool {
        names_issuer(self.digest, &self.issuer_name, &self.issuer_key, issuer)
    }
}

/// Are these the digests of the issuer's name and key?
pub(crate) fn names_issuer(digest: ObjectIdentifier, name: &[u8], key: &[u8], issuer: &Certificate) -> bool {
    let Ok(bits) = issuer.key_bits() else { return false };
    let of = |bytes: &[u8]| {
        // SHA-1 only names the issuer here; what is said is bound by the signature.
        if digest == SHA_1 { Some(sha1(bytes)) } else { Digest::from_oid(digest).ok().map(|d| d.of(bytes)) }
    };
    of(issuer.subject().raw()).is_some_and(|of_name| of_name == name) && of(bits).is_some_and(|of_key| of_key == key)
}

pub(crate) fn not_critical(extension: &Extension) -> Result<()> {
    if extension.critical { Err(Error::new(Reason::UnknownCriticalExtension, extension.oid)) } else { Ok(()) }
}

fn sha1(bytes: &[u8]) -> Vec<u8> {
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().to_vec()
}
