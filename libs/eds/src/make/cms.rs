//! Writing signatures: detached ones as the browser's widget does, attached ones, and those of stamps.

use super::SigningKey;
use crate::asn1::{constructed, element, set_of, tag};
use crate::{Certificate, Digest, Result, time};
use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5911, rfc6268};
use der::Encode;

/// A detached signature over `content` with one signer and the signer's certificate, claiming `signing_time`
/// (seconds since 1970 UTC). `chain` is put beside the certificate.
///
/// # Errors
/// Not made.
pub fn sign_detached(
    content: &[u8],
    certificate: &Certificate,
    chain: &[Certificate],
    key: &SigningKey,
    signing_time: i64,
) -> Result<Vec<u8>> {
    let kind = rfc6268::ID_DATA;
    signed_data(&Content { kind, bytes: content, attached: false }, certificate, chain, key, signing_time)
}

/// As [`sign_detached`], with the content inside.
///
/// # Errors
/// Not made.
pub fn sign_attached(
    content: &[u8],
    certificate: &Certificate,
    chain: &[Certificate],
    key: &SigningKey,
    signing_time: i64,
) -> Result<Vec<u8>> {
    let kind = rfc6268::ID_DATA;
    signed_data(&Content { kind, bytes: content, attached: true }, certificate, chain, key, signing_time)
}

/// What is signed.
pub(super) struct Content<'a> {
    pub kind: ObjectIdentifier,
    pub bytes: &'a [u8],
    pub attached: bool,
}

pub(super) fn signed_data(
    content: &Content<'_>,
    certificate: &Certificate,
    chain: &[Certificate],
    key: &SigningKey,
    signing_time: i64,
) -> Result<Vec<u8>> {
    let digest = key.digest();
    let digest_algorithm = element(tag::SEQUENCE, &key.digest_oid()?.to_der()?);
    // ESSCertIDv2 without algorithm: SHA-256 is its default.
    let mut named = if digest == Digest::Sha256 { Vec::new() } else { digest_algorithm.clone() };
    named.extend(element(tag::OCTET_STRING, &digest.of(certificate.der())));
    let signing_certificate = element(tag::SEQUENCE, &element(tag::SEQUENCE, &element(tag::SEQUENCE, &named)));
    let attributes = set_of(vec![
        attribute(rfc6268::ID_CONTENT_TYPE, &content.kind.to_der()?)?,
        attribute(rfc6268::ID_SIGNING_TIME, &time::write(signing_time)?)?,
        attribute(rfc6268::ID_MESSAGE_DIGEST, &element(tag::OCTET_STRING, &digest.of(content.bytes)))?,
        attribute(rfc5911::ID_AA_SIGNING_CERTIFICATE_V_2, &signing_certificate)?,
    ]);
    let signature = key.sign(&attributes)?;
    let mut travelling = attributes;
    travelling[0] = tag::context_constructed(0);

    let signer_id =
        constructed(tag::SEQUENCE, &[certificate.issuer().raw(), &element(tag::INTEGER, certificate.serial())]);
    let signer = constructed(
        tag::SEQUENCE,
        &[
            &element(tag::INTEGER, &[1]),
            &signer_id,
            &digest_algorithm,
            &travelling,
            &key.algorithm()?,
            &element(tag::OCTET_STRING, &signature),
        ],
    );
    let mut certificates = set_of(std::iter::once(certificate).chain(chain).map(|c| c.der().to_vec()).collect());
    certificates[0] = tag::context_constructed(0);
    let inside = if content.attached {
        element(tag::context_constructed(0), &element(tag::OCTET_STRING, content.bytes))
    } else {
        Vec::new()
    };
    let version = if content.kind == rfc6268::ID_DATA { 1 } else { 3 };
    let data = constructed(
        tag::SEQUENCE,
        &[
            &element(tag::INTEGER, &[version]),
            &element(tag::SET, &digest_algorithm),
            &constructed(tag::SEQUENCE, &[&content.kind.to_der()?, &inside]),
            &certificates,
            &element(tag::SET, &signer),
        ],
    );
    let explicit = element(tag::context_constructed(0), &data);
    Ok(constructed(tag::SEQUENCE, &[&rfc6268::ID_SIGNED_DATA.to_der()?, &explicit]))
}

/// An attribute with one value.
pub(super) fn attribute(oid: ObjectIdentifier, value: &[u8]) -> Result<Vec<u8>> {
    Ok(constructed(tag::SEQUENCE, &[&oid.to_der()?, &element(tag::SET, value)]))
}
