//! Making time stamps (RFC 3161).

use super::SigningKey;
use super::cms::{Content, signed_data};
use crate::asn1::{constructed, element, tag, unsigned};
use crate::{Certificate, Digest, Result, time};
use const_oid::ObjectIdentifier;
use der::Encode;

/// A stamp to be made.
#[derive(Debug, Clone)]
pub struct Stamping<'a> {
    /// The authority's policy.
    pub policy: ObjectIdentifier,
    /// Digest of what is stamped.
    pub digest: Digest,
    /// Its value.
    pub imprint: &'a [u8],
    /// Serial number, never given twice.
    pub serial: &'a [u8],
    /// The time: seconds since 1970 UTC.
    pub at: i64,
    /// The number of the question, as the bytes of its integer.
    pub nonce: Option<&'a [u8]>,
}

/// A token.
///
/// # Errors
/// Not made.
pub fn time_stamp(
    stamping: &Stamping<'_>,
    authority: &Certificate,
    chain: &[Certificate],
    key: &SigningKey,
) -> Result<Vec<u8>> {
    let algorithm = element(tag::SEQUENCE, &stamping.digest.oid().to_der()?);
    let imprint = constructed(tag::SEQUENCE, &[&algorithm, &element(tag::OCTET_STRING, stamping.imprint)]);
    let nonce = stamping.nonce.map_or_else(Vec::new, |n| element(tag::INTEGER, n));
    let info = constructed(
        tag::SEQUENCE,
        &[
            &element(tag::INTEGER, &[1]),
            &stamping.policy.to_der()?,
            &imprint,
            &unsigned(stamping.serial),
            &time::generalized(stamping.at)?,
            &nonce,
        ],
    );
    let kind = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
    signed_data(&Content { kind, bytes: &info, attached: true }, authority, chain, key, stamping.at)
}

/// Why no stamp is given (RFC 3161, 2.4.2): numbers of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StampRefusal {
    /// The digest is not known, or not good enough.
    BadAlgorithm = 0,
    /// The question makes no sense.
    BadRequest = 2,
    /// The question cannot be read.
    BadDataFormat = 5,
    /// Another policy is asked for.
    UnacceptedPolicy = 15,
    /// An extension that is not known.
    UnacceptedExtension = 16,
    /// The authority is in trouble.
    SystemFailure = 25,
}

/// The answer of an authority that gives this token.
pub fn stamp_response(token: &[u8]) -> Vec<u8> {
    constructed(tag::SEQUENCE, &[&element(tag::SEQUENCE, &element(tag::INTEGER, &[0])), token])
}

/// The answer of an authority that refuses.
pub fn stamp_refusal(refusal: StampRefusal) -> Vec<u8> {
    let bit = refusal as usize;
    let mut value = vec![0; 2 + bit / 8];
    // DER: no zero bits at the end. The first byte tells how many bits of the last one are not used.
    value[0] = u8::try_from(7 - bit % 8).unwrap_or(0);
    value[1 + bit / 8] = 0x80 >> (bit % 8);
    let status = [element(tag::INTEGER, &[2]), element(tag::BIT_STRING, &value)].concat();
    element(tag::SEQUENCE, &element(tag::SEQUENCE, &status))
}
