//! CMS `SignedData` (RFC 5652) of any form: attached or detached, any number of signers, counter-signatures, DER or BER;
//! with its original bytes, as the long-term forms of `CAdES` need them.
//!
//! Reading judges nothing but the form. Whether a signature holds is asked of [`SignerInfo`]; whether it can be relied
//! upon, of [`crate::validate`].

use crate::algorithm::Identifier;
use crate::asn1::{Element, Reader, tag};
use crate::certificate::{Certificate, DEPTH};
use crate::cms::{SignerId, first_certificate, oid};
use crate::digest::Digest;
use crate::{Care, Error, Reason, Result, ber, time};
use const_oid::ObjectIdentifier;
use const_oid::db::{rfc5911, rfc6268};
use der::Decode;

/// Longest `SignedData` that is read, content inside included.
pub const LIMIT: usize = 128 * 1024 * 1024;
/// Most signers, certificates, lists and attributes of one kind.
const COUNT: usize = 256;
/// OCSP answers among the lists (RFC 5940).
const OCSP_RESPONSE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.16.2");

/// What was signed: bytes, or digests of them made beforehand (for content of any length).
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// The bytes.
    Bytes(&'a [u8]),
    /// Digests of the bytes.
    Digests(&'a [(Digest, Vec<u8>)]),
}

impl Content<'_> {
    /// The digest of the content.
    ///
    /// # Errors
    /// Content missing, when this digest was not made beforehand.
    pub fn digest(&self, digest: Digest) -> Result<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Ok(digest.of(bytes)),
            Self::Digests(made) => made
                .iter()
                .find(|(of, _)| *of == digest)
                .map(|(_, value)| value.clone())
                .ok_or_else(|| Error::new(Reason::ContentMissing, digest.name())),
        }
    }
}

/// An attribute with its values as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its kind.
    pub oid: ObjectIdentifier,
    /// Values: whole elements.
    pub values: Vec<Vec<u8>>,
    /// The attribute as received.
    pub raw: Vec<u8>,
}

/// One signer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignerInfo {
    pub(crate) id: SignerId,
    digest: Digest,
    /// The signed attributes as a SET, over which the signature is; nothing when there are none.
    signed: Option<Vec<u8>>,
    signed_attributes: Vec<Attribute>,
    unsigned_attributes: Vec<Attribute>,
    algorithm: Identifier,
    signature: Vec<u8>,
    /// Version to signature as received: what an archive stamp covers.
    fields: Vec<u8>,
}

/// A `SignedData`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    content_type: ObjectIdentifier,
    content: Option<Vec<u8>>,
    certificates: Vec<Certificate>,
    crls: Vec<Vec<u8>>,
    ocsp: Vec<Vec<u8>>,
    /// Entries of `crls` as received, in order: what an archive stamp covers.
    lists: Vec<Vec<u8>>,
    signers: Vec<SignerInfo>,
}

impl Envelope {
    /// Reads a `ContentInfo` with `SignedData`, in DER or BER.
    ///
    /// # Errors
    /// Too large, too deep, trailing bytes, malformed, wrong content type, no signer, unknown algorithm, attribute
    /// missing or duplicated.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let der = ber::definite(bytes, LIMIT, 2 * DEPTH)?;
        let mut info = Reader::new(&der).expect(tag::SEQUENCE)?.inside();
        if oid(&mut info)? != rfc6268::ID_SIGNED_DATA {
            return Err(Error::new(Reason::WrongContentType, "not SignedData"));
        }
        let mut explicit = info.expect(tag::context_constructed(0))?.inside();
        info.finish()?;
        let mut data = explicit.expect(tag::SEQUENCE)?.inside();
        explicit.finish()?;
        let version = data.expect(tag::INTEGER)?.value;
        if !matches!(version, [1 | 3 | 4 | 5]) {
            return Err(Error::new(Reason::Malformed, "version"));
        }
        let mut announced = Vec::new();
        for entry in several(&data.expect(tag::SET)?)? {
            if entry.tag != tag::SEQUENCE {
                return Err(Error::new(Reason::Malformed, "digest algorithm"));
            }
            announced.push(Digest::from_oid(Identifier::read(&entry)?.oid));
        }
        let mut encapsulated = data.expect(tag::SEQUENCE)?.inside();
        let content_type = oid(&mut encapsulated)?;
        let content = match encapsulated.optional(tag::context_constructed(0))? {
            Some(explicit) => {
                let mut inner = explicit.inside();
                let value = inner.expect(tag::OCTET_STRING)?.value.to_vec();
                inner.finish()?;
                Some(value)
            }
            None => None,
        };
        encapsulated.finish()?;
        let mut envelope = Self {
            content_type,
            content,
            certificates: Vec::new(),
            crls: Vec::new(),
            ocsp: Vec::new(),
            lists: Vec::new(),
            signers: Vec::new(),
        };
        if let Some(set) = data.optional(tag::context_constructed(0))? {
            for entry in several(&set)? {
                match entry.tag {
                    tag::SEQUENCE => envelope.certificates.push(Certificate::from_der(entry.raw)?),
                    // Attribute certificates and other formats: allowed, not used.
                    0xa0..=0xa3 => {}
                    _ => return Err(Error::new(Reason::Malformed, "not a certificate")),
                }
            }
        }
        if let Some(set) = data.optional(tag::context_constructed(1))? {
            for entry in several(&set)? {
                envelope.list(&entry)?;
            }
        }
        let infos = data.expect(tag::SET)?;
        data.finish()?;
        for info in several(&infos)? {
            let signer = SignerInfo::read(&info, Some(content_type))?;
            if !announced.contains(&Ok(signer.digest)) {
                return Err(Error::new(Reason::Malformed, "the signer's digest is not announced"));
            }
            envelope.signers.push(signer);
        }
        if envelope.signers.is_empty() {
            return Err(Reason::NoSigner.into());
        }
        Ok(envelope)
    }

    fn list(&mut self, entry: &Element<'_>) -> Result<()> {
        match entry.tag {
            tag::SEQUENCE => self.crls.push(entry.raw.to_vec()),
            0xa1 => {
                let mut reader = entry.inside();
                if oid(&mut reader)? == OCSP_RESPONSE {
                    self.ocsp.push(reader.expect(tag::SEQUENCE)?.raw.to_vec());
                    reader.finish()?;
                }
            }
            _ => return Err(Error::new(Reason::Malformed, "not a list")),
        }
        self.lists.push(entry.raw.to_vec());
        Ok(())
    }

    /// What kind of content is signed.
    pub const fn content_type(&self) -> ObjectIdentifier {
        self.content_type
    }

    /// The content, when it is inside.
    pub fn content(&self) -> Option<&[u8]> {
        self.content.as_deref()
    }

    /// Every certificate inside, in order.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// Every list of revoked certificates inside, as received.
    pub fn crls(&self) -> &[Vec<u8>] {
        &self.crls
    }

    /// Every OCSP answer inside, as received.
    pub fn ocsp(&self) -> &[Vec<u8>] {
        &self.ocsp
    }

    /// Lists and answers as they lie in the structure.
    pub(crate) fn lists(&self) -> &[Vec<u8>] {
        &self.lists
    }

    /// Every signer, in order; at least one.
    pub fn signers(&self) -> &[SignerInfo] {
        &self.signers
    }
}

/// The elements of a set, not too many.
fn several<'a>(set: &Element<'a>) -> Result<Vec<Element<'a>>> {
    let (mut reader, mut found) = (set.inside(), Vec::new());
    while !reader.is_empty() {
        found.push(reader.next()?);
        if found.len() > COUNT {
            return Err(Error::new(Reason::TooLarge, "too many elements"));
        }
    }
    Ok(found)
}

/// Attributes; one kind comes once (RFC 5652, 5.3) among the signed ones.
fn attributes(set: &Element<'_>, once: bool) -> Result<Vec<Attribute>> {
    let mut found: Vec<Attribute> = Vec::new();
    for entry in several(set)? {
        if entry.tag != tag::SEQUENCE {
            return Err(Error::new(Reason::Malformed, "attribute"));
        }
        let mut reader = entry.inside();
        let oid = oid(&mut reader)?;
        let values = several(&reader.expect(tag::SET)?)?.iter().map(|v| v.raw.to_vec()).collect();
        reader.finish()?;
        if once && found.iter().any(|a| a.oid == oid) {
            return Err(Error::new(Reason::AttributeDuplicated, oid));
        }
        found.push(Attribute { oid, values, raw: entry.raw.to_vec() });
    }
    Ok(found)
}

impl SignerInfo {
    /// Reads a signer. `content_type` is what the signed attribute must say; a counter-signature has none.
    pub(crate) fn read(info: &Element<'_>, content_type: Option<ObjectIdentifier>) -> Result<Self> {
        if info.tag != tag::SEQUENCE {
            return Err(Error::new(Reason::Malformed, "signer"));
        }
        let mut reader = info.inside();
        let version = reader.expect(tag::INTEGER)?.value;
        let id = if reader.peek() == Some(tag::SEQUENCE) {
            let mut pair = reader.next()?.inside();
            let issuer = pair.expect(tag::SEQUENCE)?.raw.to_vec();
            let serial = pair.expect(tag::INTEGER)?.value.to_vec();
            pair.finish()?;
            SignerId::IssuerAndSerial { issuer, serial }
        } else {
            SignerId::SubjectKey(reader.expect(tag::context(0))?.value.to_vec())
        };
        if version != [if matches!(id, SignerId::SubjectKey(_)) { 3 } else { 1 }] {
            return Err(Error::new(Reason::Malformed, "signer version"));
        }
        let digest = Digest::from_oid(Identifier::read(&reader.expect(tag::SEQUENCE)?)?.oid)?;
        let (mut signed, mut signed_attributes) = (None, Vec::new());
        if let Some(set) = reader.optional(tag::context_constructed(0))? {
            signed_attributes = attributes(&set, true)?;
            // RFC 5652, 5.4: the signature is over the attributes as a SET, not as the [0] in which they travel.
            let mut bytes = set.raw.to_vec();
            bytes[0] = tag::SET;
            signed = Some(bytes);
        }
        let algorithm = Identifier::read(&reader.expect(tag::SEQUENCE)?)?;
        let value = reader.expect(tag::OCTET_STRING)?;
        let unsigned = reader.optional(tag::context_constructed(1))?;
        reader.finish()?;
        let unsigned_attributes = unsigned.map_or_else(|| Ok(Vec::new()), |set| attributes(&set, false))?;
        let end = info.value.len() - unsigned.map_or(0, |set| set.raw.len());
        let signer = Self {
            id,
            digest,
            signed,
            signed_attributes,
            unsigned_attributes,
            algorithm,
            signature: value.value.to_vec(),
            fields: info.value[..end].to_vec(),
        };
        signer.check_attributes(content_type)?;
        Ok(signer)
    }

    fn check_attributes(&self, content_type: Option<ObjectIdentifier>) -> Result<()> {
        if self.signed.is_none() {
            return match content_type {
                None | Some(rfc6268::ID_DATA) => Ok(()),
                Some(_) => Err(Error::new(Reason::AttributeMissing, "no signed attributes")),
            };
        }
        let named = self.one(rfc6268::ID_CONTENT_TYPE)?;
        match (content_type, named) {
            (Some(expected), Some(value)) if ObjectIdentifier::from_der(value)? == expected => {}
            (Some(_), Some(_)) => return Err(Error::new(Reason::WrongContentType, "contentType attribute")),
            (Some(_), None) => return Err(Error::new(Reason::AttributeMissing, "contentType")),
            (None, Some(_)) => return Err(Error::new(Reason::WrongContentType, "counter-signature with contentType")),
            (None, None) => {}
        }
        self.message_digest()?;
        self.signing_time()?;
        Ok(())
    }

    /// The one value of a signed attribute, when it is there.
    fn one(&self, oid: ObjectIdentifier) -> Result<Option<&[u8]>> {
        let Some(attribute) = self.signed_attributes.iter().find(|a| a.oid == oid) else { return Ok(None) };
        match attribute.values.as_slice() {
            [value] => Ok(Some(value)),
            [] => Err(Error::new(Reason::AttributeMissing, oid)),
            _ => Err(Error::new(Reason::AttributeDuplicated, oid)),
        }
    }

    fn message_digest(&self) -> Result<Option<Vec<u8>>> {
        if self.signed.is_none() {
            return Ok(None);
        }
        let value = self.one(rfc6268::ID_MESSAGE_DIGEST)?;
        let value = value.ok_or_else(|| Error::new(Reason::AttributeMissing, "messageDigest"))?;
        Ok(Some(Reader::new(value).expect(tag::OCTET_STRING)?.value.to_vec()))
    }

    /// The time the signer's machine claims: seconds since 1970 UTC.
    ///
    /// # Errors
    /// Malformed.
    pub fn signing_time(&self) -> Result<Option<i64>> {
        self.one(rfc6268::ID_SIGNING_TIME)?.map(|v| time::read(&Reader::new(v).next()?)).transpose()
    }

    /// The digest the signer used.
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// The signature value.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Signed attributes.
    pub fn signed_attributes(&self) -> &[Attribute] {
        &self.signed_attributes
    }

    /// Attributes that are not signed: stamps, counter-signatures.
    pub fn unsigned_attributes(&self) -> &[Attribute] {
        &self.unsigned_attributes
    }

    /// Version to signature as received.
    pub(crate) fn fields(&self) -> &[u8] {
        &self.fields
    }

    /// Values of an unsigned attribute.
    pub fn unsigned(&self, oid: ObjectIdentifier) -> impl Iterator<Item = &[u8]> {
        self.unsigned_attributes.iter().filter(move |a| a.oid == oid).flat_map(|a| a.values.iter().map(Vec::as_slice))
    }

    /// Counter-signatures: signatures over this one's value.
    ///
    /// # Errors
    /// Malformed, unknown algorithm.
    pub fn counter_signatures(&self) -> Result<Vec<Self>> {
        self.unsigned(rfc6268::ID_COUNTERSIGNATURE).map(|v| Self::read(&Reader::new(v).next()?, None)).collect()
    }

    /// The signer's certificate among `candidates`; the attribute that names it must agree where it is there.
    ///
    /// # Errors
    /// No signer certificate, certificate mismatch.
    pub fn certificate<'a>(&self, candidates: impl IntoIterator<Item = &'a Certificate>) -> Result<&'a Certificate> {
        let found = candidates.into_iter().find(|c| match &self.id {
            SignerId::IssuerAndSerial { issuer, serial } => c.issuer().raw() == issuer && c.serial() == serial,
            SignerId::SubjectKey(id) => c.subject_key_identifier() == Some(id),
        });
        let certificate = found.ok_or(Reason::NoSignerCertificate)?;
        if self.names_certificate(certificate)? == Some(false) {
            return Err(Reason::CertificateMismatch.into());
        }
        Ok(certificate)
    }

    /// Does the signed attribute name this certificate? Nothing when there is no such attribute.
    pub(crate) fn names_certificate(&self, certificate: &Certificate) -> Result<Option<bool>> {
        let mut named = None;
        for oid in [rfc5911::ID_AA_SIGNING_CERTIFICATE, rfc5911::ID_AA_SIGNING_CERTIFICATE_V_2] {
            let Some(value) = self.one(oid)? else { continue };
            let mut first = first_certificate(&Reader::new(value).next()?)?;
            let digest = match first.optional(tag::SEQUENCE)? {
                Some(algorithm) => Digest::from_oid(Identifier::read(&algorithm)?.oid)?.of(certificate.der()),
                None if oid == rfc5911::ID_AA_SIGNING_CERTIFICATE_V_2 => Digest::Sha256.of(certificate.der()),
                None => {
                    let sha1 = &aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY;
                    aws_lc_rs::digest::digest(sha1, certificate.der()).as_ref().to_vec()
                }
            };
            let same = first.expect(tag::OCTET_STRING)?.value == digest;
            named = Some(same && named.unwrap_or(true));
        }
        Ok(named)
    }

    /// Is the signed digest that of `content`? (Without signed attributes the signature itself is over the content:
    /// [`Self::verify_signature`] says.)
    ///
    /// # Errors
    /// Digest mismatch, content missing.
    pub fn verify_content(&self, content: &Content<'_>) -> Result<()> {
        match self.message_digest()? {
            Some(signed) if signed == content.digest(self.digest)? => Ok(()),
            Some(_) => Err(Reason::DigestMismatch.into()),
            None => Ok(()),
        }
    }

    /// Was it made with the key of this certificate?
    ///
    /// # Errors
    /// Signature mismatch, unknown algorithm, weak key; content missing, when there are no signed attributes and only
    /// digests of the content.
    pub fn verify_signature(&self, content: &Content<'_>, certificate: &Certificate) -> Result<()> {
        self.check_signature(content, certificate, Care::New)
    }

    /// As [`Self::verify_signature`], with this care.
    pub(crate) fn check_signature(&self, content: &Content<'_>, certificate: &Certificate, care: Care) -> Result<()> {
        let message = match (&self.signed, content) {
            (Some(attributes), _) => attributes.as_slice(),
            (None, Content::Bytes(bytes)) => bytes,
            (None, Content::Digests(_)) => return Err(Reason::ContentMissing.into()),
        };
        certificate.public_key()?.check(care, &self.algorithm, Some(self.digest), message, &self.signature)
    }
}
