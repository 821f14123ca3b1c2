//! Time stamps (RFC 3161): tokens, read and checked. Trust in the authority is the caller's to judge.

use crate::algorithm::Identifier;
use crate::asn1::{Reader, tag};
use crate::certificate::serial_hex;
use crate::cms::oid;
use crate::digest::Digest;
use crate::envelope::{Content, Envelope, SignerInfo};
use crate::{Care, Certificate, Error, Reason, Result, time};
use const_oid::ObjectIdentifier;
use der::Decode;

/// `id-ct-TSTInfo`.
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
/// Purpose of stamp authorities' certificates.
const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");

/// What a stamp says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampInfo {
    /// The authority's policy.
    pub policy: ObjectIdentifier,
    /// Identifier of the digest of what was stamped. (Old stamps have SHA-1: they are read, and prove nothing.)
    pub algorithm: ObjectIdentifier,
    /// Value of that digest.
    pub imprint: Vec<u8>,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// The time: seconds since 1970 UTC (fractions cut off).
    pub time: i64,
    /// Number of the question, when there was one.
    pub nonce: Option<Vec<u8>>,
}

/// A stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeStamp {
    envelope: Envelope,
    info: StampInfo,
}

impl TimeStamp {
    /// Reads a token, or the answer of an authority that holds one.
    ///
    /// # Errors
    /// No answer, when the authority refused; wrong content type; several signers; malformed.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let envelope = Envelope::read(&token(bytes)?)?;
        if envelope.content_type() != TST_INFO {
            return Err(Error::new(Reason::WrongContentType, "not a time stamp"));
        }
        if envelope.signers().len() != 1 {
            return Err(Reason::SeveralSigners.into());
        }
        let info = StampInfo::read(envelope.content().ok_or(Reason::ContentMissing)?)?;
        Ok(Self { envelope, info })
    }

    /// What it says.
    pub const fn info(&self) -> &StampInfo {
        &self.info
    }

    /// The `SignedData` of the token.
    pub const fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// The token's only signer.
    pub(crate) fn signer(&self) -> &SignerInfo {
        &self.envelope.signers()[0]
    }

    /// Is the stamp over these bytes?
    ///
    /// # Errors
    /// Stamp mismatch.
    pub fn verify_content(&self, stamped: &Content<'_>) -> Result<()> {
        if stamped.digest(self.info.digest()?)? == self.info.imprint {
            Ok(())
        } else {
            Err(Reason::StampMismatch.into())
        }
    }

    /// Checks the signature, that the signed attribute names the certificate and that the certificate is for stamps and
    /// nothing else; gives that certificate, found inside or among `others`. Its chain is not judged here.
    ///
    /// # Errors
    /// Stamp invalid, with what is wrong; no signer certificate.
    pub fn verify_signature<'a>(&'a self, others: &'a [Certificate]) -> Result<&'a Certificate> {
        self.check_signature(others, Care::New)
    }

    /// As [`Self::verify_signature`], with this care.
    pub(crate) fn check_signature<'a>(&'a self, others: &'a [Certificate], care: Care) -> Result<&'a Certificate> {
        let invalid = |e: Error| Error::new(Reason::StampInvalid, e);
        let signer = self.signer();
        let certificate = signer.certificate(self.envelope.certificates().iter().chain(others)).map_err(invalid)?;
        if signer.names_certificate(certificate).map_err(invalid)? != Some(true) {
            return Err(Error::new(Reason::StampInvalid, "the certificate is not named"));
        }
        let content = Content::Bytes(self.envelope.content().unwrap_or_default());
        signer.verify_content(&content).map_err(invalid)?;
        signer.check_signature(&content, certificate, care).map_err(invalid)?;
        if certificate.extended_key_usage().map_err(invalid)? != [TIME_STAMPING] {
            return Err(Error::new(Reason::StampInvalid, "the certificate is not for time stamps alone"));
        }
        Ok(certificate)
    }
}

/// The token inside an answer (`TimeStampResp`), or the token itself.
fn token(bytes: &[u8]) -> Result<Vec<u8>> {
    if bytes.get(1) == Some(&0x80) {
        return Ok(bytes.to_vec());
    }
    let mut outer = Reader::new(bytes);
    let mut reader = outer.expect(tag::SEQUENCE)?.inside();
    outer.finish()?;
    if reader.peek() != Some(tag::SEQUENCE) {
        return Ok(bytes.to_vec());
    }
    let mut status = reader.next()?.inside();
    let code = status.expect(tag::INTEGER)?.value;
    // 0 granted, 1 granted with modifications.
    if !matches!(code, [0 | 1]) {
        return Err(Error::new(Reason::NoAnswer, format_args!("the stamp authority refused: {code:?}")));
    }
    let token = reader.expect(tag::SEQUENCE)?.raw.to_vec();
    reader.finish()?;
    Ok(token)
}

impl StampInfo {
    /// The digest of what was stamped.
    ///
    /// # Errors
    /// Unknown algorithm.
    pub fn digest(&self) -> Result<Digest> {
        Digest::from_oid(self.algorithm)
    }

    fn read(bytes: &[u8]) -> Result<Self> {
        crate::asn1::scan(bytes, 64 * 1024, 16)?;
        let mut reader = Reader::new(bytes).expect(tag::SEQUENCE)?.inside();
        if reader.expect(tag::INTEGER)?.value != [1] {
            return Err(Error::new(Reason::Malformed, "version of the stamp"));
        }
        let policy = oid(&mut reader)?;
        let mut imprint = reader.expect(tag::SEQUENCE)?.inside();
        let algorithm = Identifier::read(&imprint.expect(tag::SEQUENCE)?)?.oid;
        let value = imprint.expect(tag::OCTET_STRING)?.value.to_vec();
        imprint.finish()?;
        let serial = serial_hex(reader.expect(tag::INTEGER)?.value);
        let time = time::read_with_fraction(&reader.expect(tag::GENERALIZED_TIME)?)?;
        reader.optional(tag::SEQUENCE)?;
        reader.optional(tag::BOOLEAN)?;
        let nonce = reader.optional(tag::INTEGER)?.map(|n| n.value.to_vec());
        reader.optional(tag::context_constructed(0))?;
        if let Some(extensions) = reader.optional(tag::context_constructed(1))? {
            critical(extensions.value)?;
        }
        reader.finish()?;
        Ok(Self { policy, algorithm, imprint: value, serial, time, nonce })
    }
}

/// No critical extension of stamps is understood.
fn critical(list: &[u8]) -> Result<()> {
    let mut reader = Reader::new(list);
    while !reader.is_empty() {
        let mut extension = reader.expect(tag::SEQUENCE)?.inside();
        let oid = ObjectIdentifier::from_der(extension.expect(tag::OID)?.raw)?;
        if extension.optional(tag::BOOLEAN)?.is_some_and(|flag| flag.value != [0]) {
            return Err(Error::new(Reason::UnknownCriticalExtension, oid));
        }
    }
    Ok(())
}
