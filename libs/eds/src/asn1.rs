//! A strict reader of DER that gives back original bytes, and a small writer.
//!
//! What is signed are bytes, not values: a structure that is decoded and encoded again may differ from what was signed.
//! So signatures are judged over the ranges this reader returns. Typed values come from the `der` family of crates.

use crate::{Error, Reason, Result};

/// Tags used here (class and "constructed" bit included).
pub mod tag {
    #![allow(missing_docs, reason = "the names are those of X.680")]
    pub const BOOLEAN: u8 = 0x01;
    pub const INTEGER: u8 = 0x02;
    pub const BIT_STRING: u8 = 0x03;
    pub const OCTET_STRING: u8 = 0x04;
    pub const NULL: u8 = 0x05;
    pub const OID: u8 = 0x06;
    pub const ENUMERATED: u8 = 0x0a;
    pub const UTF8_STRING: u8 = 0x0c;
    pub const PRINTABLE_STRING: u8 = 0x13;
    pub const UTC_TIME: u8 = 0x17;
    pub const GENERALIZED_TIME: u8 = 0x18;
    pub const SEQUENCE: u8 = 0x30;
    pub const SET: u8 = 0x31;
    /// `[n]`, primitive.
    pub const fn context(n: u8) -> u8 {
        0x80 | n
    }
    /// `[n]`, constructed.
    pub const fn context_constructed(n: u8) -> u8 {
        0xa0 | n
    }
}

/// One element as it was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element<'a> {
    /// The tag byte.
    pub tag: u8,
    /// Tag, length and value.
    pub raw: &'a [u8],
    /// The value alone.
    pub value: &'a [u8],
}

impl<'a> Element<'a> {
    /// A reader over the value of a constructed element.
    pub const fn inside(&self) -> Reader<'a> {
        Reader { rest: self.value }
    }
}

/// Reads elements one after another.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of `bytes`.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Has everything been read?
    pub const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The tag of the next element, if there is one.
    pub fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next element.
    ///
    /// # Errors
    /// Malformed: cut short, indefinite or not shortest length, tag numbers above 30.
    pub fn next(&mut self) -> Result<Element<'a>> {
        let (tag, header, length) = header(self.rest)?;
        let end = header.checked_add(length).filter(|end| *end <= self.rest.len());
        let end = end.ok_or_else(|| Error::new(Reason::Malformed, "cut short"))?;
        let (raw, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(Element { tag, raw, value: &raw[header..] })
    }

    /// The next element, which has this tag.
    ///
    /// # Errors
    /// Malformed, also when the tag is another.
    pub fn expect(&mut self, tag: u8) -> Result<Element<'a>> {
        match self.peek() {
            Some(found) if found == tag => self.next(),
            Some(found) => {
                Err(Error::new(Reason::Malformed, format_args!("tag {found:#04x} where {tag:#04x} belongs")))
            }
            None => Err(Error::new(Reason::Malformed, format_args!("the end where {tag:#04x} belongs"))),
        }
    }

    /// The next element if it has this tag.
    ///
    /// # Errors
    /// Malformed.
    pub fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>> {
        if self.peek() == Some(tag) { self.next().map(Some) } else { Ok(None) }
    }

    /// Nothing may be left.
    ///
    /// # Errors
    /// Trailing bytes.
    pub fn finish(&self) -> Result<()> {
        if self.is_empty() { Ok(()) } else { Err(Reason::TrailingBytes.into()) }
    }
}

/// Tag, length of the header and length of the value.
fn header(bytes: &[u8]) -> Result<(u8, usize, usize)> {
    let malformed = |what: &str| Error::new(Reason::Malformed, what);
    let (&[tag, first], rest) = bytes.split_first_chunk::<2>().ok_or_else(|| malformed("cut short"))?;
    if tag & 0x1f == 0x1f {
        return Err(malformed("tag number above 30"));
    }
    if first < 0x80 {
        return Ok((tag, 2, usize::from(first)));
    }
    let count = usize::from(first & 0x7f);
    if count == 0 {
        return Err(malformed("indefinite length"));
    }
    if count > 4 || count > rest.len() {
        return Err(malformed("length too long"));
    }
    let length = rest[..count].iter().fold(0_usize, |n, b| (n << 8) | usize::from(*b));
    let shortest = if count == 1 { 0x80 } else { 1_usize << (8 * (count - 1)) };
    if length < shortest {
        return Err(malformed("length not in its shortest form"));
    }
    Ok((tag, 2 + count, length))
}

/// Looks through the whole structure once: definite lengths everywhere, one element and nothing after it, no deeper than
/// `depth`, no longer than `limit` bytes. After this no reader can be led astray by sizes.
///
/// # Errors
/// Too large, too deep, trailing bytes, malformed.
pub fn scan(bytes: &[u8], limit: usize, depth: usize) -> Result<()> {
    if bytes.len() > limit {
        return Err(Error::new(Reason::TooLarge, format_args!("{} bytes", bytes.len())));
    }
    let mut outer = Reader::new(bytes);
    let first = outer.next()?;
    outer.finish()?;
    let mut open = vec![first.inside()];
    if first.tag & 0x20 == 0 {
        return Ok(());
    }
    while let Some(reader) = open.last_mut() {
        if reader.is_empty() {
            open.pop();
            continue;
        }
        let element = reader.next()?;
        if element.tag & 0x20 != 0 {
            if open.len() >= depth {
                return Err(Reason::TooDeep.into());
            }
            open.push(element.inside());
        }
    }
    Ok(())
}

/// An element with this tag around `value`.
pub fn element(tag: u8, value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len() + 6);
    out.push(tag);
    let length = value.len();
    if length < 0x80 {
        out.push(length.to_le_bytes()[0]);
    } else {
        let bytes = length.to_be_bytes();
        let skip = bytes.iter().take_while(|b| **b == 0).count();
        out.push(0x80 | (bytes.len() - skip).to_le_bytes()[0]);
        out.extend_from_slice(&bytes[skip..]);
    }
    out.extend_from_slice(value);
    out
}

/// An element with this tag around several others.
pub fn constructed(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    element(tag, &parts.concat())
}

/// A `SET OF` in the order that DER wants.
pub fn set_of(mut parts: Vec<Vec<u8>>) -> Vec<u8> {
    parts.sort();
    element(tag::SET, &parts.concat())
}

/// A positive integer from its big-endian bytes.
pub fn unsigned(bytes: &[u8]) -> Vec<u8> {
    let skip = bytes.iter().take_while(|b| **b == 0).count();
    let digits = &bytes[skip..];
    let mut value = Vec::with_capacity(digits.len() + 1);
    if digits.first().is_none_or(|b| *b >= 0x80) {
        value.push(0);
    }
    value.extend_from_slice(digits);
    element(tag::INTEGER, &value)
}

/// A bit string of whole bytes.
pub fn bit_string(bytes: &[u8]) -> Vec<u8> {
    constructed(tag::BIT_STRING, &[&[0], bytes])
}

/// The bytes of a bit string that has no unused bits.
///
/// # Errors
/// Malformed.
pub fn bit_string_bytes(value: &[u8]) -> Result<&[u8]> {
    match value.split_first() {
        Some((0, bytes)) => Ok(bytes),
        _ => Err(Error::new(Reason::Malformed, "bit string with unused bits")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(result: Result<()>) -> Option<Reason> {
        result.err().map(|e| e.reason)
    }

    /// Lengths in every form are read and written the same way.
    #[test]
    fn lengths_round_trip() {
        for size in [0_usize, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let bytes = element(tag::OCTET_STRING, &vec![7; size]);
            let mut reader = Reader::new(&bytes);
            assert_eq!(reader.next().expect("reads").value.len(), size);
            assert!(reader.is_empty());
        }
    }

    /// What is not DER is refused, each with its reason.
    #[test]
    fn refuses_what_is_not_der() {
        assert_eq!(reason(scan(&[0x30, 0x80, 0, 0], 100, 9)), Some(Reason::Malformed));
        assert_eq!(reason(scan(&[0x30, 0x81, 0x01, 0x00], 100, 9)), Some(Reason::Malformed));
        assert_eq!(reason(scan(&[0x30, 0x00, 0x00], 100, 9)), Some(Reason::TrailingBytes));
        assert_eq!(reason(scan(&[0x30, 0x05, 0x00], 100, 9)), Some(Reason::Malformed));
        assert_eq!(reason(scan(&[0x30; 200], 100, 9)), Some(Reason::TooLarge));
        assert_eq!(reason(scan(&[], 100, 9)), Some(Reason::Malformed));
        let mut deep = Vec::new();
        for _ in 0..20 {
            deep = element(tag::SEQUENCE, &deep);
        }
        assert_eq!(reason(scan(&deep, 100, 9)), Some(Reason::TooDeep));
        assert_eq!(reason(scan(&deep, 100, 30)), None);
    }

    /// Integers stay positive and shortest.
    #[test]
    fn integers_are_shortest() {
        assert_eq!(unsigned(&[0, 0, 1]), [2, 1, 1]);
        assert_eq!(unsigned(&[0x80]), [2, 2, 0, 0x80]);
        assert_eq!(unsigned(&[]), [2, 1, 0]);
    }
}
