//! Detached CMS `SignedData` (RFC 5652), read strictly. Only DER: what `openssl cms -sign -binary -outform DER` writes
//! without `-stream`, what `PKI.js` and `NCALayer` write.
//!
//! Nothing is decoded and encoded again: the signed attributes are kept as received, with the one change of tag that the
//! standard asks for (5.4).

use crate::algorithm::Identifier;
use crate::asn1::{self, Element, Reader, tag};
use crate::certificate::{Certificate, DEPTH};
use crate::digest::Digest;
use crate::{Care, Error, Reason, Result, time};
use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5911, rfc6268};
use der::Decode;

/// Longest signature that is read, in bytes.
pub const LIMIT: usize = 256 * 1024;
/// More certificates than this no honest signature carries.
const CERTIFICATES: usize = 16;
/// More attributes than this no honest signer writes.
const ATTRIBUTES: usize = 64;

/// `signingCertificate` of RFC 2634 (with SHA-1) and its second version of RFC 5035.
const SIGNING_CERTIFICATE: ObjectIdentifier = rfc5911::ID_AA_SIGNING_CERTIFICATE;
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = rfc5911::ID_AA_SIGNING_CERTIFICATE_V_2;

/// How a signer names the certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SignerId {
    IssuerAndSerial { issuer: Vec<u8>, serial: Vec<u8> },
    SubjectKey(Vec<u8>),
}

/// Digest of the certificate in an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CertificateDigest {
    digest: Option<Digest>,
    value: Vec<u8>,
}

/// One signer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    id: SignerId,
    digest: Digest,
    /// The attributes as received, as the SET over which the signature is.
    attributes: Vec<u8>,
    message_digest: Vec<u8>,
    signing_time: Option<i64>,
    certificate_digests: Vec<CertificateDigest>,
    algorithm: Identifier,
    signature: Vec<u8>,
}

/// A detached signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedData {
    certificates: Vec<Certificate>,
    signers: Vec<Signer>,
}

impl SignedData {
    /// Reads a `ContentInfo` with detached `SignedData`.
    ///
    /// # Errors
    /// Too large, too deep, trailing bytes, malformed, wrong content type, not detached, no signer, unknown algorithm,
    /// attribute missing or duplicated.
    pub fn from_der(bytes: &[u8]) -> Result<Self> {
        asn1::scan(bytes, LIMIT, DEPTH)?;
        let mut info = Reader::new(bytes).expect(tag::SEQUENCE)?.inside();
        if oid(&mut info)? != rfc6268::ID_SIGNED_DATA {
            return Err(Error::new(Reason::WrongContentType, "not SignedData"));
        }
        let mut explicit = info.expect(tag::context_constructed(0))?.inside();
        info.finish()?;
        let mut data = explicit.expect(tag::SEQUENCE)?.inside();
        explicit.finish()?;

        let version = version(&mut data)?;
        let digests = digest_algorithms(&data.expect(tag::SET)?)?;
        content_is_outside(&data.expect(tag::SEQUENCE)?)?;
        let (certificates, mut least) = match data.optional(tag::context_constructed(0))? {
            Some(set) => certificates(&set)?,
            None => (Vec::new(), 1),
        };
        if let Some(lists) = data.optional(tag::context_constructed(1))? {
            let mut lists = lists.inside();
            while !lists.is_empty() {
                // Lists brought along prove nothing here: revocation is judged by the verifier's own. Only the version
                // depends on whether one of them is of another format.
                if lists.next()?.tag != tag::SEQUENCE {
                    least = 5;
                }
            }
        }
        let mut signers = Vec::new();
        let mut infos = data.expect(tag::SET)?.inside();
        data.finish()?;
        while !infos.is_empty() {
            let signer = signer(&infos.expect(tag::SEQUENCE)?, &digests)?;
            if matches!(signer.id, SignerId::SubjectKey(_)) {
                least = least.max(3);
            }
            signers.push(signer);
            if signers.len() > CERTIFICATES {
                return Err(Reason::SeveralSigners.into());
            }
        }
        if signers.is_empty() {
            return Err(Reason::NoSigner.into());
        }
        if version != least {
            return Err(Error::new(Reason::Malformed, format_args!("version {version} where {least} belongs")));
        }
        Ok(Self { certificates, signers })
    }

    /// Every certificate inside, in order.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// Every signer, in order; at least one.
    pub fn signers(&self) -> &[Signer] {
        &self.signers
    }

    /// The only signer with the certificate that belongs to it.
    ///
    /// # Errors
    /// Several signers, no signer certificate, certificate mismatch.
    pub fn single_signer(&self) -> Result<(&Signer, &Certificate)> {
        let [signer] = self.signers.as_slice() else { return Err(Reason::SeveralSigners.into()) };
        let certificate = self
            .certificates
            .iter()
            .find(|c| match &signer.id {
                SignerId::IssuerAndSerial { issuer, serial } => c.issuer().raw() == issuer && c.serial() == serial,
                SignerId::SubjectKey(id) => c.subject_key_identifier() == Some(id),
            })
            .ok_or(Reason::NoSignerCertificate)?;
        for named in &signer.certificate_digests {
            let actual = if let Some(digest) = named.digest {
                digest.of(certificate.der())
            } else {
                let sha1 = &aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY;
                aws_lc_rs::digest::digest(sha1, certificate.der()).as_ref().to_vec()
            };
            if actual != named.value {
                return Err(Reason::CertificateMismatch.into());
            }
        }
        Ok((signer, certificate))
    }
}

impl Signer {
    /// The time the signer's machine claims: seconds since 1970 UTC.
    pub const fn signing_time(&self) -> Option<i64> {
        self.signing_time
    }

    /// The digest the signer used.
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// Is the signed digest that of `content`?
    ///
    /// # Errors
    /// Digest mismatch.
    pub fn verify_content(&self, content: &[u8]) -> Result<()> {
        if self.digest.of(content) == self.message_digest { Ok(()) } else { Err(Reason::DigestMismatch.into()) }
    }

    /// Was it made with the key of this certificate?
    ///
    /// # Errors
    /// Signature mismatch, unknown algorithm, weak key.
    pub fn verify_signature(&self, certificate: &Certificate) -> Result<()> {
        self.check_signature(certificate, Care::New)
    }

    /// As [`Self::verify_signature`], with this care.
    pub(crate) fn check_signature(&self, certificate: &Certificate, care: Care) -> Result<()> {
        certificate.public_key()?.check(care, &self.algorithm, Some(self.digest), &self.attributes, &self.signature)
    }
}

pub(crate) fn oid(reader: &mut Reader<'_>) -> Result<ObjectIdentifier> {
    Ok(ObjectIdentifier::from_der(reader.expect(tag::OID)?.raw)?)
}

fn version(reader: &mut Reader<'_>) -> Result<u8> {
    match reader.expect(tag::INTEGER)?.value {
        [n] => Ok(*n),
        _ => Err(Error::new(Reason::Malformed, "version")),
    }
}

fn digest_algorithms(set: &Element<'_>) -> Result<Vec<ObjectIdentifier>> {
    let mut reader = set.inside();
    let mut found = Vec::new();
    while !reader.is_empty() {
        found.push(Identifier::read(&reader.expect(tag::SEQUENCE)?)?.oid);
        if found.len() > CERTIFICATES {
            return Err(Error::new(Reason::Malformed, "too many digest algorithms"));
        }
    }
    Ok(found)
}

/// The content must be plain data and must not be inside.
fn content_is_outside(encapsulated: &Element<'_>) -> Result<()> {
    let mut reader = encapsulated.inside();
    let kind = oid(&mut reader)?;
    if kind != rfc6268::ID_DATA {
        return Err(Error::new(Reason::WrongContentType, kind));
    }
    if reader.is_empty() { Ok(()) } else { Err(Reason::NotDetached.into()) }
}

/// Certificates, and the version of `SignedData` that their kinds ask for.
fn certificates(set: &Element<'_>) -> Result<(Vec<Certificate>, u8)> {
    let (mut found, mut least, mut count) = (Vec::new(), 1_u8, 0);
    let mut reader = set.inside();
    while !reader.is_empty() {
        let element = reader.next()?;
        match element.tag {
            tag::SEQUENCE => found.push(Certificate::from_der(element.raw)?),
            // Attribute certificates and other formats are not needed; the standard lets them be there.
            0xa0 | 0xa1 => least = least.max(3),
            0xa2 => least = least.max(4),
            0xa3 => least = 5,
            _ => return Err(Error::new(Reason::Malformed, "not a certificate")),
        }
        count += 1;
        if count > CERTIFICATES {
            return Err(Error::new(Reason::Malformed, "too many certificates"));
        }
    }
    Ok((found, least))
}

fn signer(info: &Element<'_>, digests: &[ObjectIdentifier]) -> Result<Signer> {
    let mut reader = info.inside();
    let version = version(&mut reader)?;
    let (id, expected) = match reader.peek() {
        Some(tag::SEQUENCE) => {
            let mut pair = reader.next()?.inside();
            let issuer = pair.expect(tag::SEQUENCE)?.raw.to_vec();
            let serial = pair.expect(tag::INTEGER)?.value.to_vec();
            pair.finish()?;
            (SignerId::IssuerAndSerial { issuer, serial }, 1)
        }
        _ => (SignerId::SubjectKey(reader.expect(tag::context(0))?.value.to_vec()), 3),
    };
    if version != expected {
        return Err(Error::new(Reason::Malformed, format_args!("signer version {version}")));
    }
    let digest_id = Identifier::read(&reader.expect(tag::SEQUENCE)?)?;
    let digest = Digest::from_oid(digest_id.oid)?;
    if !digests.contains(&digest_id.oid) {
        return Err(Error::new(Reason::Malformed, "the signer's digest is not announced"));
    }
    let Some(attributes) = reader.optional(tag::context_constructed(0))? else {
        return Err(Error::new(Reason::AttributeMissing, "no signed attributes"));
    };
    let found = Attributes::read(&attributes)?;
    let algorithm = Identifier::read(&reader.expect(tag::SEQUENCE)?)?;
    let signature = reader.expect(tag::OCTET_STRING)?.value.to_vec();
    reader.optional(tag::context_constructed(1))?;
    reader.finish()?;
    // RFC 5652, 5.4: the signature is over the attributes as a SET, not as the [0] in which they travel.
    let mut set = attributes.raw.to_vec();
    set[0] = tag::SET;
    Ok(Signer {
        id,
        digest,
        attributes: set,
        message_digest: found.message_digest,
        signing_time: found.signing_time,
        certificate_digests: found.certificate_digests,
        algorithm,
        signature,
    })
}

struct Attributes {
    message_digest: Vec<u8>,
    signing_time: Option<i64>,
    certificate_digests: Vec<CertificateDigest>,
}

impl Attributes {
    fn read(attributes: &Element<'_>) -> Result<Self> {
        let mut seen: Vec<ObjectIdentifier> = Vec::new();
        let (mut content_type, mut message_digest, mut signing_time) = (None, None, None);
        let mut certificate_digests = Vec::new();
        let mut reader = attributes.inside();
        while !reader.is_empty() {
            let mut attribute = reader.expect(tag::SEQUENCE)?.inside();
            let kind = oid(&mut attribute)?;
            let mut values = attribute.expect(tag::SET)?.inside();
            attribute.finish()?;
            if seen.contains(&kind) {
                return Err(Error::new(Reason::AttributeDuplicated, kind));
            }
            seen.push(kind);
            if seen.len() > ATTRIBUTES {
                return Err(Error::new(Reason::Malformed, "too many attributes"));
            }
            match kind {
                rfc6268::ID_CONTENT_TYPE => content_type = Some(single(&mut values, kind)?),
                rfc6268::ID_MESSAGE_DIGEST => message_digest = Some(single(&mut values, kind)?),
                rfc6268::ID_SIGNING_TIME => signing_time = Some(time::read(&single(&mut values, kind)?)?),
                SIGNING_CERTIFICATE => certificate_digests.push(named_v1(&single(&mut values, kind)?)?),
                SIGNING_CERTIFICATE_V2 => certificate_digests.push(named_v2(&single(&mut values, kind)?)?),
                _ => {}
            }
        }
        let content_type = content_type.ok_or_else(|| Error::new(Reason::AttributeMissing, "contentType"))?;
        if ObjectIdentifier::from_der(content_type.raw)? != rfc6268::ID_DATA {
            return Err(Error::new(Reason::WrongContentType, "contentType attribute"));
        }
        let digest = message_digest.ok_or_else(|| Error::new(Reason::AttributeMissing, "messageDigest"))?;
        if digest.tag != tag::OCTET_STRING {
            return Err(Error::new(Reason::Malformed, "messageDigest"));
        }
        Ok(Self { message_digest: digest.value.to_vec(), signing_time, certificate_digests })
    }
}

/// The one value of an attribute that has exactly one.
fn single<'a>(values: &mut Reader<'a>, kind: ObjectIdentifier) -> Result<Element<'a>> {
    if values.is_empty() {
        return Err(Error::new(Reason::AttributeMissing, kind));
    }
    let value = values.next()?;
    if values.is_empty() { Ok(value) } else { Err(Error::new(Reason::AttributeDuplicated, kind)) }
}

/// First certificate of `SigningCertificate`: that of the signer, by SHA-1.
fn named_v1(value: &Element<'_>) -> Result<CertificateDigest> {
    let mut first = first_certificate(value)?;
    Ok(CertificateDigest { digest: None, value: first.expect(tag::OCTET_STRING)?.value.to_vec() })
}

/// First certificate of `SigningCertificateV2`: that of the signer, by SHA-256 unless another digest is named.
fn named_v2(value: &Element<'_>) -> Result<CertificateDigest> {
    let mut first = first_certificate(value)?;
    let digest = match first.optional(tag::SEQUENCE)? {
        Some(algorithm) => Digest::from_oid(Identifier::read(&algorithm)?.oid)?,
        None => Digest::Sha256,
    };
    Ok(CertificateDigest { digest: Some(digest), value: first.expect(tag::OCTET_STRING)?.value.to_vec() })
}

pub(crate) fn first_certificate<'a>(value: &Element<'a>) -> Result<Reader<'a>> {
    if value.tag != tag::SEQUENCE {
        return Err(Error::new(Reason::Malformed, "signingCertificate"));
    }
    Ok(value.inside().expect(tag::SEQUENCE)?.inside().expect(tag::SEQUENCE)?.inside())
}
