//! Distinguished names: read as received, compared by their bytes, written from attributes.

use crate::asn1::{Element, constructed, element, tag};
use crate::{Error, Reason, Result};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc4519;
use der::{Decode, Encode};
use std::sync::OnceLock;

/// A distinguished name.
#[derive(Debug, Clone)]
pub struct Name {
    raw: Vec<u8>,
    attributes: Vec<(ObjectIdentifier, String)>,
    /// Where each step (a set of attributes) ends.
    ends: Vec<usize>,
    /// Each step in the form in which names are compared; made when it is first asked for.
    steps: OnceLock<Vec<String>>,
}

impl PartialEq for Name {
    /// The same bytes; for the same name see [`Name::is_same`].
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}

impl Eq for Name {}

/// More attributes than this no honest name has.
const LIMIT: usize = 64;

impl Name {
    /// Reads a `Name`.
    ///
    /// # Errors
    /// Malformed.
    pub(crate) fn read(name: &Element<'_>) -> Result<Self> {
        let (mut attributes, mut ends) = (Vec::new(), Vec::new());
        let mut sets = name.inside();
        while !sets.is_empty() {
            let mut set = sets.expect(tag::SET)?.inside();
            if set.is_empty() {
                return Err(Error::new(Reason::Malformed, "a step of a name without attributes"));
            }
            while !set.is_empty() {
                let mut pair = set.expect(tag::SEQUENCE)?.inside();
                let oid = ObjectIdentifier::from_der(pair.expect(tag::OID)?.raw)?;
                attributes.push((oid, text(&pair.next()?)));
                pair.finish()?;
                if attributes.len() > LIMIT {
                    return Err(Error::new(Reason::Malformed, "too many attributes in a name"));
                }
            }
            ends.push(attributes.len());
        }
        Ok(Self { raw: name.raw.to_vec(), attributes, ends, steps: OnceLock::new() })
    }

    /// A name of these attributes, each a set of its own, in this order. Country as `PrintableString`, all else UTF-8.
    ///
    /// # Errors
    /// Not made, when an identifier cannot be written.
    pub fn of(attributes: &[(ObjectIdentifier, &str)]) -> Result<Self> {
        let mut sets = Vec::new();
        for (oid, value) in attributes {
            let kind = if *oid == rfc4519::COUNTRY_NAME { tag::PRINTABLE_STRING } else { tag::UTF8_STRING };
            let pair = constructed(tag::SEQUENCE, &[&oid.to_der()?, &element(kind, value.as_bytes())]);
            sets.extend(element(tag::SET, &pair));
        }
        Ok(Self {
            raw: element(tag::SEQUENCE, &sets),
            ends: (1..=attributes.len()).collect(),
            steps: OnceLock::new(),
            attributes: attributes.iter().map(|(oid, value)| (*oid, (*value).to_owned())).collect(),
        })
    }

    /// The bytes as received, or as written.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Is it the same name (RFC 5280, 7.1): kinds of strings, case and runs of spaces do not count?
    pub fn is_same(&self, other: &Self) -> bool {
        self.raw == other.raw || (self.ends == other.ends && self.steps() == other.steps())
    }

    fn steps(&self) -> &[String] {
        self.steps.get_or_init(|| {
            let starts = std::iter::once(0).chain(self.ends.iter().copied());
            starts.zip(&self.ends).map(|(start, end)| step(&self.attributes[start..*end])).collect()
        })
    }

    /// The same text for the same name, in the sense of [`Self::is_same`].
    pub(crate) fn key(&self) -> String {
        // No step holds this character: runs of spaces have collapsed.
        self.steps().join("\r")
    }

    /// Does it begin with all of `base`?
    pub(crate) fn is_within(&self, base: &Self) -> bool {
        self.steps().starts_with(base.steps())
    }

    /// Has it no attribute at all?
    pub(crate) const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The name with one more step: the attributes of `set`, as they stand in its value.
    pub(crate) fn with_step(&self, set: &[u8]) -> Result<Self> {
        let value = crate::asn1::Reader::new(&self.raw).expect(tag::SEQUENCE)?.value;
        let longer = element(tag::SEQUENCE, &[value, &element(tag::SET, set)].concat());
        Self::read(&crate::asn1::Reader::new(&longer).expect(tag::SEQUENCE)?)
    }

    /// First value of an attribute.
    pub fn get(&self, oid: ObjectIdentifier) -> Option<&str> {
        self.all(oid).next()
    }

    /// Every value of an attribute.
    pub fn all(&self, oid: ObjectIdentifier) -> impl Iterator<Item = &str> {
        self.attributes.iter().filter(move |(found, _)| *found == oid).map(|(_, value)| value.as_str())
    }

    /// The common name, or else the organisation, or else nothing.
    pub fn common_name(&self) -> &str {
        self.get(rfc4519::CN).or_else(|| self.get(rfc4519::ORGANIZATION_NAME)).unwrap_or("")
    }
}

/// A set of attributes in the form in which names are compared: sorted, in lower case, spaces collapsed.
fn step(attributes: &[(ObjectIdentifier, String)]) -> String {
    let plain = |value: &str| value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut pairs: Vec<String> = attributes.iter().map(|(oid, value)| format!("{oid}={}", plain(value))).collect();
    pairs.sort();
    // A separator that no value holds after collapsing spaces.
    pairs.join("\n")
}

/// A string of any of the kinds that names use; what cannot be read is replaced, never refused: names are compared by
/// their bytes, this is for people and for numbers in ASCII.
fn text(value: &Element<'_>) -> String {
    const BMP_STRING: u8 = 0x1e;
    if value.tag == BMP_STRING {
        let units: Vec<u16> = value.value.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    String::from_utf8_lossy(value.value).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::Reader;

    /// What is written reads back, in order and in every alphabet.
    #[test]
    fn names_round_trip() {
        let name = Name::of(&[(rfc4519::COUNTRY_NAME, "KZ"), (rfc4519::CN, "ӘБЕНОВ ҚАНАТ"), (rfc4519::OU, "BIN1")])
            .expect("writes");
        let element = Reader::new(name.raw()).next().expect("reads");
        assert_eq!(Name::read(&element).expect("reads"), name);
        assert_eq!(name.common_name(), "ӘБЕНОВ ҚАНАТ");
        assert_eq!(name.get(rfc4519::OU), Some("BIN1"));
    }
}
