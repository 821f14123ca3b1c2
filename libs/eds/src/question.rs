//! Questions that others put to an authority, read: about revocation (OCSP, RFC 6960) and for a stamp (RFC 3161).

use crate::algorithm::Identifier;
use crate::asn1::{self, Element, Reader, tag};
use crate::certificate::{Certificate, extensions};
use crate::digest::Digest;
use crate::ocsp::{NONCE, names_issuer, not_critical};
use crate::{Error, Reason, Result};
use const_oid::ObjectIdentifier;
use der::Decode;

/// Longest question that is read: one about thirty certificates takes three kilobytes.
pub const LIMIT: usize = 16 * 1024;
/// How deep a question may be nested.
const DEPTH: usize = 16;
/// Certificates in one question at most.
const ASKED: usize = 32;
/// Longest number of a question (RFC 9654: up to 128 bytes).
const NUMBER: usize = 128;

/// How a question names a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateId {
    raw: Vec<u8>,
    digest: ObjectIdentifier,
    issuer_name: Vec<u8>,
    issuer_key: Vec<u8>,
    /// Serial number: the bytes of its integer.
    pub serial: Vec<u8>,
}

impl CertificateId {
    fn read(element: &Element<'_>) -> Result<Self> {
        let mut reader = element.inside();
        let digest = Identifier::read(&reader.expect(tag::SEQUENCE)?)?.oid;
        let issuer_name = reader.expect(tag::OCTET_STRING)?.value.to_vec();
        let issuer_key = reader.expect(tag::OCTET_STRING)?.value.to_vec();
        let serial = reader.expect(tag::INTEGER)?.value.to_vec();
        reader.finish()?;
        Ok(Self { raw: element.raw.to_vec(), digest, issuer_name, issuer_key, serial })
    }

    /// The bytes as received: the answer repeats them.
    pub fn der(&self) -> &[u8] {
        &self.raw
    }

    /// Is it about a certificate of this issuer?
    pub fn is_of_issuer(&self, issuer: &Certificate) -> bool {
        names_issuer(self.digest, &self.issuer_name, &self.issuer_key, issuer)
    }
}

/// A question about revocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcspRequest {
    /// What is asked about, in order; never empty.
    pub certificates: Vec<CertificateId>,
    /// The number of the question.
    pub nonce: Option<Vec<u8>>,
}

impl OcspRequest {
    /// Reads an `OCSPRequest`. Who signed it, if anybody, is not looked at: whoever asks is answered.
    ///
    /// # Errors
    /// Too large, malformed, unknown critical extension.
    pub fn read(raw: &[u8]) -> Result<Self> {
        asn1::scan(raw, LIMIT, DEPTH)?;
        let mut outer = Reader::new(raw).expect(tag::SEQUENCE)?.inside();
        let mut tbs = outer.expect(tag::SEQUENCE)?.inside();
        outer.optional(tag::context_constructed(0))?;
        outer.finish()?;
        if let Some(version) = tbs.optional(tag::context_constructed(0))?
            && version.inside().expect(tag::INTEGER)?.value != [0]
        {
            return Err(Error::new(Reason::Malformed, "version of the question"));
        }
        tbs.optional(tag::context_constructed(1))?;
        let mut list = tbs.expect(tag::SEQUENCE)?.inside();
        let mut certificates = Vec::new();
        while !list.is_empty() {
            let mut one = list.expect(tag::SEQUENCE)?.inside();
            certificates.push(CertificateId::read(&one.expect(tag::SEQUENCE)?)?);
            if let Some(explicit) = one.optional(tag::context_constructed(0))? {
                extensions(&explicit)?.iter().try_for_each(not_critical)?;
            }
            one.finish()?;
            if certificates.len() > ASKED {
                return Err(Error::new(Reason::TooLarge, "too many certificates"));
            }
        }
        if certificates.is_empty() {
            return Err(Error::new(Reason::Malformed, "nothing is asked"));
        }
        let mut nonce = None;
        if let Some(explicit) = tbs.optional(tag::context_constructed(2))? {
            for extension in extensions(&explicit)? {
                if extension.oid == NONCE {
                    let value = Reader::new(&extension.value).expect(tag::OCTET_STRING)?.value;
                    if value.is_empty() || value.len() > NUMBER {
                        return Err(Error::new(Reason::Malformed, "length of the number"));
                    }
                    nonce = Some(value.to_vec());
                } else {
                    not_critical(&extension)?;
                }
            }
        }
        tbs.finish()?;
        Ok(Self { certificates, nonce })
    }
}

/// A question for a stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampRequest {
    /// Digest of what is to be stamped.
    pub digest: Digest,
    /// Its value, of the right length.
    pub imprint: Vec<u8>,
    /// The policy that is asked for.
    pub policy: Option<ObjectIdentifier>,
    /// The number of the question, as the bytes of its integer.
    pub nonce: Option<Vec<u8>>,
    /// Is the authority's certificate wanted inside?
    pub certificates: bool,
}

impl StampRequest {
    /// Reads a `TimeStampReq`.
    ///
    /// # Errors
    /// Unknown algorithm, for a digest that may not be stamped; unknown critical extension, for any extension; too large,
    /// malformed.
    pub fn read(raw: &[u8]) -> Result<Self> {
        asn1::scan(raw, LIMIT, DEPTH)?;
        let mut reader = Reader::new(raw).expect(tag::SEQUENCE)?.inside();
        if reader.expect(tag::INTEGER)?.value != [1] {
            return Err(Error::new(Reason::Malformed, "version of the question"));
        }
        let mut hashed = reader.expect(tag::SEQUENCE)?.inside();
        let digest = Digest::from_oid(Identifier::read(&hashed.expect(tag::SEQUENCE)?)?.oid)?;
        let imprint = hashed.expect(tag::OCTET_STRING)?.value.to_vec();
        hashed.finish()?;
        let policy = reader.optional(tag::OID)?.map(|oid| ObjectIdentifier::from_der(oid.raw)).transpose()?;
        let nonce = reader.optional(tag::INTEGER)?.map(|n| n.value.to_vec());
        let certificates = match reader.optional(tag::BOOLEAN)?.map(|b| b.value) {
            None | Some([0]) => false,
            Some([0xff]) => true,
            Some(_) => return Err(Error::new(Reason::Malformed, "boolean")),
        };
        if let Some(explicit) = reader.optional(tag::context_constructed(0))? {
            // RFC 3161, 2.4.1: an extension that is not known is refused, critical or not.
            return Err(Error::new(Reason::UnknownCriticalExtension, format_args!("{} bytes", explicit.raw.len())));
        }
        reader.finish()?;
        if imprint.len() != digest.size() {
            return Err(Error::new(Reason::Malformed, "length of the imprint"));
        }
        if nonce.as_ref().is_some_and(|n| n.is_empty() || n.len() > NUMBER) {
            return Err(Error::new(Reason::Malformed, "length of the number"));
        }
        Ok(Self { digest, imprint, policy, nonce, certificates })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{constructed, element};
    use der::Encode;

    fn stamp_request(digest: Digest, length: usize, rest: &[u8]) -> Vec<u8> {
        let algorithm = element(tag::SEQUENCE, &digest.oid().to_der().expect("oid"));
        let imprint = constructed(tag::SEQUENCE, &[&algorithm, &element(tag::OCTET_STRING, &vec![7; length])]);
        constructed(tag::SEQUENCE, &[&element(tag::INTEGER, &[1]), &imprint, rest])
    }

    /// A question for a stamp is read; a digest of another length, an extension, an empty number and bytes after the end
    /// are refused, each for its reason.
    #[test]
    fn questions_for_stamps_are_read_strictly() {
        let all = [element(tag::INTEGER, &[9, 9]), element(tag::BOOLEAN, &[0xff])].concat();
        let read = StampRequest::read(&stamp_request(Digest::Sha256, 32, &all)).expect("reads");
        assert_eq!((read.digest, read.nonce, read.certificates), (Digest::Sha256, Some(vec![9, 9]), true));
        let reason = |raw: &[u8]| StampRequest::read(raw).expect_err("refused").reason;
        assert_eq!(reason(&stamp_request(Digest::Sha256, 20, &[])), Reason::Malformed);
        let extension = element(tag::context_constructed(0), &[]);
        assert_eq!(reason(&stamp_request(Digest::Sha256, 32, &extension)), Reason::UnknownCriticalExtension);
        assert_eq!(reason(&stamp_request(Digest::Sha256, 32, &element(tag::INTEGER, &[]))), Reason::Malformed);
        assert_eq!(reason(&[stamp_request(Digest::Sha256, 32, &[]), vec![0]].concat()), Reason::TrailingBytes);
        assert_eq!(reason(&vec![0x30; LIMIT + 1]), Reason::TooLarge);
    }

    /// A question about nothing, about too many, of another version, or with a number that is too long is refused.
    #[test]
    fn questions_about_revocation_are_read_strictly() {
        let algorithm = element(tag::SEQUENCE, &Digest::Sha256.oid().to_der().expect("oid"));
        let octets = element(tag::OCTET_STRING, &[1; 32]);
        let id = constructed(tag::SEQUENCE, &[&algorithm, &octets, &octets, &element(tag::INTEGER, &[5])]);
        let one = element(tag::SEQUENCE, &id);
        let question = |before: &[u8], list: &[u8], after: &[u8]| {
            let list = element(tag::SEQUENCE, list);
            element(tag::SEQUENCE, &constructed(tag::SEQUENCE, &[before, &list, after]))
        };
        let read = OcspRequest::read(&question(&[], &one, &[])).expect("reads");
        assert_eq!((read.certificates[0].der(), read.certificates[0].serial.as_slice()), (id.as_slice(), &[5][..]));
        let reason = |raw: &[u8]| OcspRequest::read(raw).expect_err("refused").reason;
        assert_eq!(reason(&question(&[], &[], &[])), Reason::Malformed);
        assert_eq!(reason(&question(&[], &one.repeat(ASKED + 1), &[])), Reason::TooLarge);
        let second = element(tag::context_constructed(0), &element(tag::INTEGER, &[1]));
        assert_eq!(reason(&question(&second, &one, &[])), Reason::Malformed);
        let nonce = |length: usize| {
            let value = element(tag::OCTET_STRING, &element(tag::OCTET_STRING, &vec![3; length]));
            let entry = constructed(tag::SEQUENCE, &[&NONCE.to_der().expect("oid"), &value]);
            element(tag::context_constructed(2), &element(tag::SEQUENCE, &entry))
        };
        assert_eq!(OcspRequest::read(&question(&[], &one, &nonce(16))).expect("reads").nonce, Some(vec![3; 16]));
        assert_eq!(reason(&question(&[], &one, &nonce(NUMBER + 1))), Reason::Malformed);
    }
}
