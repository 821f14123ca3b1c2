//! BER as signing programs write it (indefinite lengths, strings in pieces) brought into definite form.
//!
//! Only what is not in definite form is written anew; every part that already is, a certificate or signed attributes, is
//! copied as it was received, so that signatures are still checked over original bytes.

use crate::asn1::{self, element, tag};
use crate::{Error, Reason, Result};
use std::borrow::Cow;

const CONSTRUCTED: u8 = 0x20;

/// The same structure with definite lengths; the bytes themselves when they already are so.
///
/// # Errors
/// Too large, too deep, trailing bytes, malformed.
pub fn definite(bytes: &[u8], limit: usize, depth: usize) -> Result<Cow<'_, [u8]>> {
    if bytes.len() > limit {
        return Err(Error::new(Reason::TooLarge, format_args!("{} bytes", bytes.len())));
    }
    if bytes.get(1) != Some(&0x80) {
        // Whoever writes indefinite lengths begins with one.
        asn1::scan(bytes, limit, depth)?;
        return Ok(Cow::Borrowed(bytes));
    }
    let (whole, rest) = convert(bytes, depth)?;
    if !rest.is_empty() {
        return Err(Reason::TrailingBytes.into());
    }
    Ok(Cow::Owned(whole))
}

/// One element in definite form, and what follows it.
fn convert(bytes: &[u8], depth: usize) -> Result<(Vec<u8>, &[u8])> {
    let malformed = |what: &str| Error::new(Reason::Malformed, what);
    if depth == 0 {
        return Err(Reason::TooDeep.into());
    }
    let (&[first, length], after) = bytes.split_first_chunk::<2>().ok_or_else(|| malformed("cut short"))?;
    if length != 0x80 {
        let mut reader = asn1::Reader::new(bytes);
        let whole = reader.next()?;
        let rest = &bytes[whole.raw.len()..];
        if first & CONSTRUCTED == 0 {
            return Ok((whole.raw.to_vec(), rest));
        }
        let mut inside = whole.value;
        let mut parts = Vec::with_capacity(inside.len());
        while !inside.is_empty() {
            let (part, next) = convert(inside, depth - 1)?;
            parts.extend(part);
            inside = next;
        }
        let unchanged = parts == whole.value && first != CONSTRUCTED | tag::OCTET_STRING;
        return Ok((if unchanged { whole.raw.to_vec() } else { joined(first, &parts)? }, rest));
    }
    if first & CONSTRUCTED == 0 || first & 0x1f == 0x1f {
        return Err(malformed("indefinite length of a primitive"));
    }
    let (mut inside, mut parts) = (after, Vec::new());
    loop {
        if let Some(rest) = inside.strip_prefix(&[0, 0]) {
            return Ok((joined(first, &parts)?, rest));
        }
        let (part, next) = convert(inside, depth - 1)?;
        parts.extend(part);
        inside = next;
    }
}

/// An element of these parts; a string of pieces becomes one string.
fn joined(first: u8, parts: &[u8]) -> Result<Vec<u8>> {
    if first != CONSTRUCTED | tag::OCTET_STRING {
        return Ok(element(first, parts));
    }
    let mut value = Vec::with_capacity(parts.len());
    let mut pieces = asn1::Reader::new(parts);
    while !pieces.is_empty() {
        value.extend_from_slice(pieces.expect(tag::OCTET_STRING)?.value);
    }
    Ok(element(tag::OCTET_STRING, &value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Indefinite lengths and pieces come out definite; what was definite inside stays to the byte.
    #[test]
    fn indefinite_becomes_definite() {
        let ber = [0x30, 0x80, 0x24, 0x80, 4, 1, 7, 4, 2, 8, 9, 0, 0, 0x30, 3, 2, 1, 5, 0, 0];
        let der = definite(&ber, 100, 9).expect("converts");
        assert_eq!(der.as_ref(), [0x30, 10, 4, 3, 7, 8, 9, 0x30, 3, 2, 1, 5]);
        assert!(matches!(definite(&der, 100, 9), Ok(Cow::Borrowed(_))));
    }

    /// Ends that are missing, too many or too deep are refused.
    #[test]
    fn what_is_wrong_is_refused() {
        let reason = |bytes: &[u8]| definite(bytes, 9000, 9).expect_err("refused").reason;
        assert_eq!(reason(&[0x30, 0x80]), Reason::Malformed);
        assert_eq!(reason(&[0x30, 0x80, 0, 0, 0]), Reason::TrailingBytes);
        assert_eq!(reason(&[0x04, 0x80, 0, 0]), Reason::Malformed);
        assert_eq!(reason(&[0x30, 0x80].repeat(1000)), Reason::TooDeep);
        assert_eq!(reason(&[0x30, 0x80, 0x24, 0x80, 2, 1, 1, 0, 0, 0, 0]), Reason::Malformed);
        assert_eq!(reason(&vec![0; 9001]), Reason::TooLarge);
    }
}
