//! Names of every kind that certificates and lists speak of (RFC 5280, 4.2.1.6), and points where lists are found.

use crate::asn1::{Element, Reader, tag};
use crate::{Error, Name, Reason, Result};

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GeneralName {
    /// An e-mail address.
    Email(String),
    /// A name in the domain name system.
    Dns(String),
    /// A distinguished name.
    Directory(Name),
    /// An address of a resource.
    Uri(String),
    /// An address of the Internet protocol, in a constraint with its mask.
    Ip(Vec<u8>),
    /// Another kind, by its tag and bytes.
    Other(u8, Vec<u8>),
}

impl GeneralName {
    /// Reads a name.
    pub(crate) fn read(element: &Element<'_>) -> Result<Self> {
        let text = || String::from_utf8_lossy(element.value).into_owned();
        Ok(match element.tag {
            0x81 => Self::Email(text()),
            0x82 => Self::Dns(text()),
            0xa4 => Self::Directory(Name::read(&element.inside().expect(tag::SEQUENCE)?)?),
            0x86 => Self::Uri(text()),
            0x87 => Self::Ip(element.value.to_vec()),
            other => Self::Other(other, element.raw.to_vec()),
        })
    }

    /// Reads names one after another, not too many.
    pub(crate) fn read_all(reader: &mut Reader<'_>) -> Result<Vec<Self>> {
        let mut names = Vec::new();
        while !reader.is_empty() {
            names.push(Self::read(&reader.next()?)?);
            if names.len() > 1024 {
                return Err(Error::new(Reason::TooLarge, "too many names"));
            }
        }
        Ok(names)
    }

    /// Do both name the same?
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Directory(a), Self::Directory(b)) => a.is_same(b),
            _ => self == other,
        }
    }
}

/// Where a list is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DistributionPointName {
    Full(Vec<GeneralName>),
    /// One more step after the name of the list's issuer: a set of attributes.
    Relative(Vec<u8>),
}

impl DistributionPointName {
    /// Reads the explicit `[0]` around the choice.
    pub(crate) fn read(explicit: &Element<'_>) -> Result<Self> {
        let mut reader = explicit.inside();
        let choice = reader.next()?;
        reader.finish()?;
        match choice.tag {
            0xa0 => Ok(Self::Full(GeneralName::read_all(&mut choice.inside())?)),
            0xa1 => Ok(Self::Relative(choice.value.to_vec())),
            _ => Err(Error::new(Reason::Malformed, "distribution point")),
        }
    }

    /// Every full name; `issuer` is the one to which a relative name adds.
    pub(crate) fn names(&self, issuer: &Name) -> Result<Vec<GeneralName>> {
        match self {
            Self::Full(names) => Ok(names.clone()),
            Self::Relative(set) => Ok(vec![GeneralName::Directory(issuer.with_step(set)?)]),
        }
    }
}

/// A point of `cRLDistributionPoints`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DistributionPoint {
    pub point: Option<DistributionPointName>,
    pub reasons: Option<u16>,
    pub issuer: Vec<GeneralName>,
}

impl DistributionPoint {
    /// Reads the value of the extension.
    pub(crate) fn read_all(value: &[u8]) -> Result<Vec<Self>> {
        let mut list = Reader::new(value).expect(tag::SEQUENCE)?.inside();
        let mut points = Vec::new();
        while !list.is_empty() {
            let mut reader = list.expect(tag::SEQUENCE)?.inside();
            let point = reader.optional(tag::context_constructed(0))?;
            let flags = reader.optional(tag::context(1))?;
            let issuer = reader.optional(tag::context_constructed(2))?;
            reader.finish()?;
            points.push(Self {
                point: point.map(|p| DistributionPointName::read(&p)).transpose()?,
                reasons: flags.map(|f| reasons(f.value)).transpose()?,
                issuer: issuer.map_or_else(|| Ok(Vec::new()), |i| GeneralName::read_all(&mut i.inside()))?,
            });
            if points.len() > 64 {
                return Err(Error::new(Reason::TooLarge, "too many distribution points"));
            }
        }
        Ok(points)
    }
}

/// Bits of `ReasonFlags`: bit `n` for reason `n`, "unused" left out.
pub(crate) fn reasons(bits: &[u8]) -> Result<u16> {
    let (unused, bytes) = bits.split_first().ok_or(Reason::Malformed)?;
    if *unused > 7 || bytes.len() > 2 {
        return Err(Error::new(Reason::Malformed, "reasons"));
    }
    let mut out = 0;
    for n in 1..9_usize {
        if bytes.get(n / 8).is_some_and(|byte| byte & (0x80 >> (n % 8)) != 0) {
            out |= 1 << n;
        }
    }
    Ok(out)
}
