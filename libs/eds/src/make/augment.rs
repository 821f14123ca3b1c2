//! Adding to signatures what keeps them provable: stamps, material, archive stamps; and joining signatures over the same
//! content. What was there stays to the byte; only sets and lengths around it are written anew.

use super::cms::attribute;
use crate::asn1::{self, Reader, constructed, element, set_of, tag};
use crate::validate::{ARCHIVE_STAMP, HASH_INDEX, SIGNATURE_STAMP};
use crate::{Certificate, Envelope, Error, Reason, Result, ber};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc6268;
use der::{Decode, Encode};

const OCSP_RESPONSE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.16.2");

/// A `SignedData` in its parts, each as received.
struct Parts {
    digests: Vec<Vec<u8>>,
    content: Vec<u8>,
    plain: bool,
    certificates: Vec<Vec<u8>>,
    lists: Vec<Vec<u8>>,
    signers: Vec<SignerParts>,
}

struct SignerParts {
    fields: Vec<u8>,
    by_key: bool,
    unsigned: Vec<Vec<u8>>,
}

fn all(value: &[u8]) -> Result<Vec<Vec<u8>>> {
    let (mut reader, mut found) = (Reader::new(value), Vec::new());
    while !reader.is_empty() {
        found.push(reader.next()?.raw.to_vec());
    }
    Ok(found)
}

fn add(list: &mut Vec<Vec<u8>>, entry: Vec<u8>) {
    if !list.contains(&entry) {
        list.push(entry);
    }
}

impl Parts {
    fn read(cms: &[u8]) -> Result<Self> {
        Envelope::read(cms)?;
        let der = ber::definite(cms, crate::envelope::LIMIT, 64)?;
        let mut info = Reader::new(&der).expect(tag::SEQUENCE)?.inside();
        info.expect(tag::OID)?;
        let explicit = info.expect(tag::context_constructed(0))?;
        let mut data = explicit.inside().expect(tag::SEQUENCE)?.inside();
        data.expect(tag::INTEGER)?;
        let digests = all(data.expect(tag::SET)?.value)?;
        let content = data.expect(tag::SEQUENCE)?;
        let plain = ObjectIdentifier::from_der(content.inside().expect(tag::OID)?.raw)? == rfc6268::ID_DATA;
        let certificates =
            data.optional(tag::context_constructed(0))?.map_or_else(|| Ok(Vec::new()), |s| all(s.value))?;
        let lists = data.optional(tag::context_constructed(1))?.map_or_else(|| Ok(Vec::new()), |s| all(s.value))?;
        let mut signers = Vec::new();
        let mut infos = data.expect(tag::SET)?.inside();
        while !infos.is_empty() {
            signers.push(SignerParts::read(&infos.expect(tag::SEQUENCE)?)?);
        }
        Ok(Self { digests, content: content.raw.to_vec(), plain, certificates, lists, signers })
    }

    fn write(self) -> Result<Vec<u8>> {
        let other = self.lists.iter().any(|list| list.first() != Some(&tag::SEQUENCE));
        let version = match (other, self.plain && !self.signers.iter().any(|s| s.by_key)) {
            (true, _) => 5,
            (false, true) => 1,
            (false, false) => 3,
        };
        let set = |entries: Vec<Vec<u8>>, n| {
            if entries.is_empty() {
                return Vec::new();
            }
            let mut set = set_of(entries);
            set[0] = tag::context_constructed(n);
            set
        };
        let signers = self.signers.into_iter().map(SignerParts::write).collect();
        let data = constructed(
            tag::SEQUENCE,
            &[
                &element(tag::INTEGER, &[version]),
                &set_of(self.digests),
                &self.content,
                &set(self.certificates, 0),
                &set(self.lists, 1),
                &set_of(signers),
            ],
        );
        let explicit = element(tag::context_constructed(0), &data);
        Ok(constructed(tag::SEQUENCE, &[&rfc6268::ID_SIGNED_DATA.to_der()?, &explicit]))
    }

    fn signer(&mut self, place: usize) -> Result<&mut SignerParts> {
        self.signers.get_mut(place).ok_or_else(|| Error::new(Reason::NoSigner, place))
    }
}

impl SignerParts {
    fn read(info: &asn1::Element<'_>) -> Result<Self> {
        let (mut reader, mut unsigned, mut before) = (info.inside(), Vec::new(), 0);
        let mut by_key = false;
        for place in 0.. {
            if reader.is_empty() {
                break;
            }
            let part = reader.next()?;
            by_key |= place == 1 && part.tag == tag::context(0);
            if part.tag == tag::context_constructed(1) && reader.is_empty() {
                unsigned = all(part.value)?;
            } else {
                before += part.raw.len();
            }
        }
        Ok(Self { fields: info.value[..before].to_vec(), by_key, unsigned })
    }

    fn write(self) -> Vec<u8> {
        if self.unsigned.is_empty() {
            return element(tag::SEQUENCE, &self.fields);
        }
        let mut set = set_of(self.unsigned);
        set[0] = tag::context_constructed(1);
        constructed(tag::SEQUENCE, &[&self.fields, &set])
    }
}

/// CAdES-T: adds a stamp over the signature value of signer number `signer`.
///
/// # Errors
/// Malformed, no signer.
pub fn add_signature_stamp(cms: &[u8], signer: usize, token: &[u8]) -> Result<Vec<u8>> {
    let mut parts = Parts::read(cms)?;
    parts.signer(signer)?.unsigned.push(attribute(SIGNATURE_STAMP, token)?);
    parts.write()
}

/// CAdES-LT: adds certificates, lists of revoked certificates and OCSP answers.
///
/// # Errors
/// Malformed.
pub fn add_material(
    cms: &[u8],
    certificates: &[Certificate],
    lists: &[Vec<u8>],
    answers: &[Vec<u8>],
) -> Result<Vec<u8>> {
    let mut parts = Parts::read(cms)?;
    for certificate in certificates {
        add(&mut parts.certificates, certificate.der().to_vec());
    }
    for list in lists {
        add(&mut parts.lists, list.clone());
    }
    for answer in answers {
        let entry = constructed(tag::context_constructed(1), &[&OCSP_RESPONSE.to_der()?, answer]);
        add(&mut parts.lists, entry);
    }
    parts.write()
}

/// CAdES-LTA: adds an archive stamp over [`crate::validate::archive_imprint`] with its index.
///
/// # Errors
/// Malformed, no signer.
pub fn add_archive_stamp(cms: &[u8], signer: usize, token: &[u8], index: &[u8]) -> Result<Vec<u8>> {
    let mut stamp = Parts::read(token)?;
    stamp.signer(0)?.unsigned.push(attribute(HASH_INDEX, index)?);
    let mut parts = Parts::read(cms)?;
    parts.signer(signer)?.unsigned.push(attribute(ARCHIVE_STAMP, &stamp.write()?)?);
    parts.write()
}

/// The same without the certificates inside: for who asked for a stamp without them.
///
/// # Errors
/// Malformed.
pub fn without_certificates(cms: &[u8]) -> Result<Vec<u8>> {
    let mut parts = Parts::read(cms)?;
    parts.certificates.clear();
    parts.write()
}

/// Joins the signers of `other` to those of `cms`: both must be over the same kind of content, attached or detached alike.
///
/// # Errors
/// Malformed; wrong content type, when the contents differ.
pub fn merge(cms: &[u8], other: &[u8]) -> Result<Vec<u8>> {
    let (mut parts, more) = (Parts::read(cms)?, Parts::read(other)?);
    if parts.content != more.content {
        return Err(Error::new(Reason::WrongContentType, "two contents"));
    }
    for (list, entries) in [
        (&mut parts.digests, more.digests),
        (&mut parts.certificates, more.certificates),
        (&mut parts.lists, more.lists),
    ] {
        for entry in entries {
            add(list, entry);
        }
    }
    parts.signers.extend(more.signers);
    parts.write()
}
