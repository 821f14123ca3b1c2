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
