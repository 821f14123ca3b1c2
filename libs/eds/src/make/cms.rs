//! Writing a detached signature, as the browser's widget does.

use super::SigningKey;
use crate::asn1::{constructed, element, set_of, tag};
use crate::{Certificate, Result, time};
use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5911, rfc5912, rfc6268};
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
    let sha256 = |bytes: &[u8]| ring::digest::digest(&ring::digest::SHA256, bytes);
    let digest_algorithm = element(tag::SEQUENCE, &rfc5912::ID_SHA_256.to_der()?);
    // ESSCertIDv2 without algorithm: SHA-256 is its default.
    let named = element(tag::SEQUENCE, &element(tag::OCTET_STRING, sha256(certificate.der()).as_ref()));
    let signing_certificate = element(tag::SEQUENCE, &element(tag::SEQUENCE, &named));
    let attributes = set_of(vec![
        attribute(rfc6268::ID_CONTENT_TYPE, &rfc6268::ID_DATA.to_der()?)?,
        attribute(rfc6268::ID_SIGNING_TIME, &time::write(signing_time)?)?,
        attribute(rfc6268::ID_MESSAGE_DIGEST, &element(tag::OCTET_STRING, sha256(content).as_ref()))?,
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
    let data = constructed(
        tag::SEQUENCE,
        &[
            &element(tag::INTEGER, &[1]),
            &element(tag::SET, &digest_algorithm),
            &element(tag::SEQUENCE, &rfc6268::ID_DATA.to_der()?),
            &certificates,
            &element(tag::SET, &signer),
        ],
    );
    let explicit = element(tag::context_constructed(0), &data);
    Ok(constructed(tag::SEQUENCE, &[&rfc6268::ID_SIGNED_DATA.to_der()?, &explicit]))
}

fn attribute(oid: ObjectIdentifier, value: &[u8]) -> Result<Vec<u8>> {
    Ok(constructed(tag::SEQUENCE, &[&oid.to_der()?, &element(tag::SET, value)]))
}
