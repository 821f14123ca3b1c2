//! Lists of revoked certificates.

use crate::asn1::{self, Element, Reader, tag};
use crate::certificate::{Certificate, DEPTH, extensions, serial_hex, signed, verify_signed};
use crate::memo::Memo;
use crate::{Care, Error, Name, Reason, Result, time};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280;
use der::Decode;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Longest list that is read: Kazakhstan's has 21 MB for 420,000 entries.
pub const LIMIT: usize = 64 * 1024 * 1024;

/// Why a certificate was revoked (RFC 5280, 5.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevocationReason {
    /// No reason given.
    #[default]
    Unspecified,
    /// The private key is known to others, or may be.
    KeyCompromise,
    /// The private key of the authority is.
    CaCompromise,
    /// The person left the body or changed position.
    AffiliationChanged,
    /// Replaced by another certificate.
    Superseded,
    /// Not needed any more.
    CessationOfOperation,
    /// Suspended.
    CertificateHold,
}

impl RevocationReason {
    /// Every reason a person may choose.
    pub const ALL: [Self; 7] = [
        Self::Unspecified,
        Self::KeyCompromise,
        Self::CaCompromise,
        Self::AffiliationChanged,
        Self::Superseded,
        Self::CessationOfOperation,
        Self::CertificateHold,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unspecified => "unspecified",
            Self::KeyCompromise => "key_compromise",
            Self::CaCompromise => "ca_compromise",
            Self::AffiliationChanged => "affiliation_changed",
            Self::Superseded => "superseded",
            Self::CessationOfOperation => "cessation_of_operation",
            Self::CertificateHold => "certificate_hold",
        }
    }

    /// The reason with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }

    /// The number of RFC 5280.
    pub const fn number(self) -> u8 {
        match self {
            Self::Unspecified => 0,
            Self::KeyCompromise => 1,
            Self::CaCompromise => 2,
            Self::AffiliationChanged => 3,
            Self::Superseded => 4,
            Self::CessationOfOperation => 5,
            Self::CertificateHold => 6,
        }
    }

    pub(crate) fn from_number(number: u8) -> Self {
        Self::ALL.into_iter().find(|r| r.number() == number).unwrap_or_default()
    }
}

/// An entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revocation {
    /// When it was revoked: seconds since 1970 UTC.
    pub at: i64,
    /// Why.
    pub reason: RevocationReason,
}

/// A list of revoked certificates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crl {
    raw: Vec<u8>,
    tbs: (usize, usize),
    algorithm: Vec<u8>,
    signature: Vec<u8>,
    issuer: Name,
    this_update: i64,
    next_update: Option<i64>,
    number: Option<String>,
    revoked: HashMap<Vec<u8>, Revocation>,
    /// Who is known to have signed it.
    checked: Memo,
}

impl Crl {
    /// Reads a list in DER. Delta lists and indirect lists are not understood and so refused.
    ///
    /// # Errors
    /// Malformed, too large, unknown critical extension.
    pub fn from_der(raw: &[u8]) -> Result<Self> {
        asn1::scan(raw, LIMIT, DEPTH)?;
        let (tbs, algorithm, signature) = signed(raw)?;
        let mut reader = tbs.inside();
        reader.optional(tag::INTEGER)?;
        if reader.expect(tag::SEQUENCE)?.raw != algorithm.raw {
            return Err(Error::new(Reason::Malformed, "two signature algorithms"));
        }
        let issuer = Name::read(&reader.expect(tag::SEQUENCE)?)?;
        let this_update = time::read(&reader.next()?)?;
        let next_update = match reader.peek() {
            Some(tag::UTC_TIME | tag::GENERALIZED_TIME) => Some(time::read(&reader.next()?)?),
            _ => None,
        };
        let revoked = match reader.optional(tag::SEQUENCE)? {
            Some(list) => entries(&list)?,
            None => HashMap::new(),
        };
        let mut number = None;
        if let Some(explicit) = reader.optional(tag::context_constructed(0))? {
            for extension in extensions(&explicit)? {
                match extension.oid {
                    rfc5280::ID_CE_CRL_NUMBER => {
                        let value = Reader::new(&extension.value).expect(tag::INTEGER)?.value;
                        number = Some(serial_hex(value));
                    }
                    oid if extension.critical => return Err(Error::new(Reason::UnknownCriticalExtension, oid)),
                    _ => {}
                }
            }
        }
        reader.finish()?;
        // Header of the whole, then what is signed: kept as a range, lists can be long.
        let start = raw.len() - Reader::new(raw).next()?.value.len();
        Ok(Self {
            raw: raw.to_vec(),
            tbs: (start, start + tbs.raw.len()),
            algorithm: algorithm.raw.to_vec(),
            signature: signature.to_vec(),
            issuer,
            this_update,
            next_update,
            number,
            revoked,
            checked: Memo::default(),
        })
    }

    /// The bytes as received.
    pub fn der(&self) -> &[u8] {
        &self.raw
    }

    /// Name of the issuer.
    pub const fn issuer(&self) -> &Name {
        &self.issuer
    }

    /// When it was made: seconds since 1970 UTC.
    pub const fn this_update(&self) -> i64 {
        self.this_update
    }

    /// Until when it is to be relied upon: seconds since 1970 UTC.
    pub const fn next_update(&self) -> Option<i64> {
        self.next_update
    }

    /// Its number, hexadecimal.
    pub fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// How many certificates are on it.
    pub fn len(&self) -> usize {
        self.revoked.len()
    }

    /// Is nothing revoked?
    pub fn is_empty(&self) -> bool {
        self.revoked.is_empty()
    }

    /// Was it signed by `issuer`, who may sign lists? A good answer is remembered.
    ///
    /// # Errors
    /// CRL signature.
    pub fn verify_signed_by(&self, issuer: &Certificate) -> Result<()> {
        let wrong = |what: &str| Error::new(Reason::CrlSignature, what);
        if issuer.key_usage()?.is_some_and(|usage| !usage.crl_sign()) {
            return Err(wrong("the issuer may not sign lists"));
        }
        self.checked.check(issuer, Care::New, || {
            let tbs = self.raw.get(self.tbs.0..self.tbs.1).ok_or(Reason::Malformed)?;
            let checked = verify_signed(tbs, &self.algorithm, &self.signature, issuer, Care::New);
            checked.map_err(|e| wrong(&e.to_string()))
        })
    }

    /// May it be relied upon for the state as of `at`? A list made later is even better: it carries the dates.
    pub fn is_fresh(&self, at: i64) -> bool {
        self.next_update.is_some_and(|next| at < next)
    }

    /// The entry of this serial number.
    pub fn find(&self, serial: &[u8]) -> Option<Revocation> {
        self.revoked.get(serial).copied()
    }
}

fn entries(list: &Element<'_>) -> Result<HashMap<Vec<u8>, Revocation>> {
    let mut revoked = HashMap::new();
    let mut reader = list.inside();
    while !reader.is_empty() {
        let mut entry = reader.expect(tag::SEQUENCE)?.inside();
        let serial = entry.expect(tag::INTEGER)?.value.to_vec();
        let mut at = time::read(&entry.next()?)?;
        let mut reason = RevocationReason::Unspecified;
        if let Some(list) = entry.optional(tag::SEQUENCE)? {
            (reason, at) = entry_extensions(&list, at)?;
        }
        entry.finish()?;
        revoked.insert(serial, Revocation { at, reason });
    }
    Ok(revoked)
}

/// Reason and, where the entry says since when the key was not to be relied upon, that earlier time.
fn entry_extensions(list: &Element<'_>, mut at: i64) -> Result<(RevocationReason, i64)> {
    let mut reason = RevocationReason::Unspecified;
    let mut reader = list.inside();
    while !reader.is_empty() {
        let mut extension = reader.expect(tag::SEQUENCE)?.inside();
        let oid = ObjectIdentifier::from_der(extension.expect(tag::OID)?.raw)?;
        let critical = extension.optional(tag::BOOLEAN)?.is_some_and(|b| b.value != [0]);
        let value = extension.expect(tag::OCTET_STRING)?.value;
        match oid {
            rfc5280::ID_CE_CRL_REASONS => {
                let number = Reader::new(value).expect(tag::ENUMERATED)?.value;
                reason = RevocationReason::from_number(number.first().copied().unwrap_or(0));
            }
            rfc5280::ID_CE_INVALIDITY_DATE => at = at.min(time::read(&Reader::new(value).next()?)?),
            oid if critical => return Err(Error::new(Reason::UnknownCriticalExtension, oid)),
            _ => {}
        }
    }
    Ok((reason, at))
}
