//! Archive stamps, version 3, with their index of digests (EN 319 122-1, 5.5.2 and 5.5.3).

use super::session::Session;
use crate::algorithm::Identifier;
use crate::asn1::{Reader, element, tag};
use crate::{Content, Digest, Envelope, Error, Reason, Result, SignerInfo, TimeStamp};
use const_oid::ObjectIdentifier;
use der::Encode;

/// A stamp over the signature value.
pub(crate) const SIGNATURE_STAMP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");
/// An archive stamp, version 3.
pub(crate) const ARCHIVE_STAMP: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.1733.2.4");
/// Entries of one kind in an index at most: more there cannot be to cover.
const INDEXED: usize = 1024;
/// `ats-hash-index-v3`.
pub(crate) const HASH_INDEX: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.19122.1.5");

/// The index over everything that is there now: digests of certificates, of lists and answers, of unsigned attributes.
///
/// # Errors
/// Not made.
pub fn hash_index(envelope: &Envelope, signer: &SignerInfo, digest: Digest) -> Result<Vec<u8>> {
    let sequence = |digests: Vec<Vec<u8>>| -> Vec<u8> {
        let parts: Vec<Vec<u8>> = digests.iter().map(|d| element(tag::OCTET_STRING, d)).collect();
        element(tag::SEQUENCE, &parts.concat())
    };
    let certificates = envelope.certificates().iter().map(|c| digest.of(c.der())).collect();
    let lists = envelope.lists().iter().map(|list| digest.of(list)).collect();
    let attributes = attribute_digests(signer, digest)?;
    let algorithm = element(tag::SEQUENCE, &digest.oid().to_der()?);
    let parts = [algorithm, sequence(certificates), sequence(lists), sequence(attributes)];
    Ok(element(tag::SEQUENCE, &parts.concat()))
}

/// What an archive stamp is over: its digest is the stamp's imprint.
///
/// # Errors
/// Content missing, not made.
pub fn archive_imprint(
    envelope: &Envelope,
    signer: &SignerInfo,
    content: &Content<'_>,
    digest: Digest,
    index: &[u8],
) -> Result<Vec<u8>> {
    let kind = envelope.content_type().to_der()?;
    Ok([kind.as_slice(), &content.digest(digest)?, signer.fields(), index].concat())
}

fn attribute_digests(signer: &SignerInfo, digest: Digest) -> Result<Vec<Vec<u8>>> {
    let mut found = Vec::new();
    for attribute in signer.unsigned_attributes() {
        let kind = attribute.oid.to_der()?;
        found.extend(attribute.values.iter().map(|value| digest.of(&[kind.as_slice(), value].concat())));
    }
    Ok(found)
}

/// Checks what an archive stamp covers: everything in its index is still there, and the imprint fits.
pub(super) fn covers(stamp: &TimeStamp, session: &Session<'_>, signer: &SignerInfo) -> Result<()> {
    let mismatch = |what: &str| Error::new(Reason::StampMismatch, what);
    session.work.spend(1)?;
    let mut values = stamp.signer().unsigned(HASH_INDEX);
    let index = values.next().ok_or_else(|| Error::new(Reason::MaterialMissing, "index of the archive stamp"))?;
    if values.next().is_some() {
        return Err(Error::new(Reason::AttributeDuplicated, HASH_INDEX));
    }
    let mut reader = Reader::new(index).expect(tag::SEQUENCE)?.inside();
    let digest = Digest::from_oid(Identifier::read(&reader.expect(tag::SEQUENCE)?)?.oid)?;
    let present = session.present(digest);
    let unsigned: usize = signer.unsigned_attributes().iter().map(|a| a.raw.len()).sum();
    session.work.spend_bytes(unsigned)?;
    let attributes = attribute_digests(signer, digest)?.into_iter().collect();
    for (present, what) in
        [(&present.certificates, "certificate"), (&present.lists, "list"), (&attributes, "attribute")]
    {
        let (mut indexed, mut count) = (reader.expect(tag::SEQUENCE)?.inside(), 0);
        while !indexed.is_empty() {
            let value = indexed.expect(tag::OCTET_STRING)?.value;
            count += 1;
            if count > INDEXED || !present.contains(value) {
                return Err(mismatch(what));
            }
        }
    }
    reader.finish()?;
    let stamped = stamp.info().digest()?;
    let made = [(stamped, session.digest(stamped)?)];
    let over = archive_imprint(session.envelope, signer, &Content::Digests(&made), stamped, index)?;
    stamp.verify_content(&Content::Bytes(&over)).map_err(|_| mismatch("imprint of the archive stamp"))
}
