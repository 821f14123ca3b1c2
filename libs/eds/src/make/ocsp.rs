//! Making OCSP answers (RFC 6960).

use super::SigningKey;
use super::certificate::extension;
use crate::asn1::{constructed, element, tag};
use crate::ocsp::NONCE;
use crate::{Certificate, CertificateStatus, Digest, Result, time};
use const_oid::ObjectIdentifier;
use der::Encode;

/// Why a question is not answered (RFC 6960, 4.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OcspRefusal {
    /// The question cannot be read.
    Malformed = 1,
    /// The responder is in trouble.
    InternalError = 2,
    /// Later perhaps.
    TryLater = 3,
    /// The responder knows nothing of that issuer.
    Unauthorized = 6,
}

/// The answer of a responder that does not answer.
pub fn ocsp_refusal(refusal: OcspRefusal) -> Vec<u8> {
    element(tag::SEQUENCE, &element(tag::ENUMERATED, &[refusal as u8]))
}

/// An answer about one certificate of `issuer`, signed by `responder` (the issuer itself or its delegate), good from
/// `this_update` to `next_update`. `nonce` is the question's, as received.
///
/// # Errors
/// Not made.
pub fn ocsp_response(
    issuer: &Certificate,
    serial: &[u8],
    status: &CertificateStatus,
    times: (i64, i64),
    nonce: Option<&[u8]>,
    by: (&Certificate, &SigningKey),
) -> Result<Vec<u8>> {
    let digest = |bytes: &[u8]| element(tag::OCTET_STRING, &Digest::Sha256.of(bytes));
    let algorithm = element(tag::SEQUENCE, &Digest::Sha256.oid().to_der()?);
    let serial = element(tag::INTEGER, serial);
    let id = [algorithm, digest(issuer.subject().raw()), digest(issuer.key_bits()?), serial].concat();
    ocsp_answers(&[(element(tag::SEQUENCE, &id), *status)], times, nonce, by)
}

/// Answers to a question: what is said of each certificate, named as the question named it
/// ([`crate::CertificateId::der`]).
///
/// # Errors
/// Not made.
pub fn ocsp_answers(
    answers: &[(Vec<u8>, CertificateStatus)],
    (this_update, next_update): (i64, i64),
    nonce: Option<&[u8]>,
    (responder, key): (&Certificate, &SigningKey),
) -> Result<Vec<u8>> {
    let mut said = Vec::new();
    for (id, status) in answers {
        said.extend(single(id, status, this_update, next_update)?);
    }
    let extensions = match nonce {
        Some(nonce) => {
            let entry = extension(NONCE, false, &element(tag::OCTET_STRING, nonce))?;
            element(tag::context_constructed(1), &element(tag::SEQUENCE, &entry))
        }
        None => Vec::new(),
    };
    let tbs = constructed(
        tag::SEQUENCE,
        &[
            &element(tag::context_constructed(1), responder.subject().raw()),
            &time::generalized(this_update)?,
            &element(tag::SEQUENCE, &said),
            &extensions,
        ],
    );
    let sealed = key.seal(&tbs)?;
    let parts = crate::asn1::Reader::new(&sealed).expect(tag::SEQUENCE)?.value;
    let certificates = element(tag::context_constructed(0), &element(tag::SEQUENCE, responder.der()));
    let basic = element(tag::SEQUENCE, &[parts, &certificates].concat());
    let kind = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.1");
    let bytes = constructed(tag::SEQUENCE, &[&kind.to_der()?, &element(tag::OCTET_STRING, &basic)]);
    let explicit = element(tag::context_constructed(0), &bytes);
    Ok(constructed(tag::SEQUENCE, &[&element(tag::ENUMERATED, &[0]), &explicit]))
}

fn single(id: &[u8], status: &CertificateStatus, this_update: i64, next_update: i64) -> Result<Vec<u8>> {
    let said = match status {
        CertificateStatus::Good => element(tag::context(0), &[]),
        CertificateStatus::Revoked { at, reason } => {
            let code = element(tag::context_constructed(0), &element(tag::ENUMERATED, &[reason.number()]));
            element(tag::context_constructed(1), &[time::generalized(*at)?, code].concat())
        }
        CertificateStatus::Unknown => element(tag::context(2), &[]),
    };
    let until = element(tag::context_constructed(0), &time::generalized(next_update)?);
    Ok(constructed(tag::SEQUENCE, &[id, &said, &time::generalized(this_update)?, &until]))
}
