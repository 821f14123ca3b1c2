//! Writing a list of revoked certificates.

use super::SigningKey;
use super::certificate::{authority_key, extension};
use crate::asn1::{constructed, element, tag, unsigned};
use crate::{Certificate, Crl, Result, RevocationReason, time};
use const_oid::db::rfc5280;

/// An entry of a list to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevokedEntry {
    /// Serial number: the bytes of its integer, as [`Certificate::serial`] gives them.
    pub serial: Vec<u8>,
    /// When it was revoked: seconds since 1970 UTC.
    pub at: i64,
    /// Why.
    pub reason: RevocationReason,
}

/// A list with this number, made at `this_update` and good until `next_update`.
///
/// # Errors
/// Not made.
pub fn crl(
    issuer: &Certificate,
    key: &SigningKey,
    number: u64,
    this_update: i64,
    next_update: i64,
    entries: &[RevokedEntry],
) -> Result<Crl> {
    let mut list = Vec::new();
    for entry in entries {
        let mut parts = element(tag::INTEGER, &entry.serial);
        parts.extend(time::write(entry.at)?);
        if entry.reason != RevocationReason::Unspecified {
            let code = element(tag::ENUMERATED, &[entry.reason.number()]);
            parts.extend(element(tag::SEQUENCE, &extension(rfc5280::ID_CE_CRL_REASONS, false, &code)?));
        }
        list.extend(element(tag::SEQUENCE, &parts));
    }
    // An empty list of entries is left out altogether (RFC 5280, 5.1.2.6).
    let list = if entries.is_empty() { Vec::new() } else { element(tag::SEQUENCE, &list) };
    let extensions = [
        extension(rfc5280::ID_CE_AUTHORITY_KEY_IDENTIFIER, false, &authority_key(issuer)?)?,
        extension(rfc5280::ID_CE_CRL_NUMBER, false, &unsigned(&number.to_be_bytes()))?,
    ]
    .concat();
    let tbs = constructed(
        tag::SEQUENCE,
        &[
            &element(tag::INTEGER, &[1]),
            &key.algorithm()?,
            issuer.subject().raw(),
            &time::write(this_update)?,
            &time::write(next_update)?,
            &list,
            &element(tag::context_constructed(0), &element(tag::SEQUENCE, &extensions)),
        ],
    );
    Crl::from_der(&key.seal(&tbs)?)
}
