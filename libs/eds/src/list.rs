//! Lists of revoked certificates of every kind (RFC 5280, 5): whole and delta lists, of parts and indirect ones, in a
//! compact index: half a million entries take fifteen megabytes.

use crate::algorithm::Identifier;
use crate::asn1::{Element, Reader, bit_string_bytes, tag};
use crate::certificate::{Certificate, extensions};
use crate::general_name::{DistributionPointName, reasons};
use crate::memo::Memo;
use crate::{Care, Error, Name, Reason, Result, RevocationReason, time};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280;
use der::Decode;
use std::collections::HashMap;

/// Longest list that is read.
pub const LIMIT: usize = 128 * 1024 * 1024;
/// Longest serial number kept in a row; RFC 5280 allows 20 bytes.
const SERIAL: usize = 21;
/// Issuer (2), length of the serial number (1), serial number, time (5), reason (1).
const ROW: usize = 2 + 1 + SERIAL + 5 + 1;
const REMOVED: u8 = 8;

/// What a list covers (`issuingDistributionPoint`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "the fields of RFC 5280, 5.2.5")]
pub(crate) struct Scope {
    pub point: Option<DistributionPointName>,
    pub only_users: bool,
    pub only_authorities: bool,
    pub only_attributes: bool,
    pub reasons: Option<u16>,
    pub indirect: bool,
}

/// What a list says of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListEntry {
    /// Revoked.
    Revoked {
        /// Since when the key is not to be relied upon: seconds since 1970 UTC.
        at: i64,
        /// Why.
        reason: RevocationReason,
    },
    /// A delta list says that it is not on hold any more, or expired.
    Removed,
}

/// A list of revoked certificates.
#[derive(Debug, Clone)]
pub struct RevocationList {
    raw: Vec<u8>,
    tbs: (usize, usize),
    algorithm: Identifier,
    signature: Vec<u8>,
    issuer: Name,
    this_update: i64,
    next_update: Option<i64>,
    number: Vec<u8>,
    base: Option<Vec<u8>>,
    pub(crate) scope: Scope,
    pub(crate) authority_key: Option<Vec<u8>>,
    issuers: Vec<Name>,
    rows: Vec<[u8; ROW]>,
    /// With whose key the signature was found good: the bytes may have been let go since.
    pub(crate) checked: Memo,
}

impl RevocationList {
    /// Reads a list in DER.
    ///
    /// # Errors
    /// Malformed, too large, unknown critical extension, unknown algorithm.
    pub fn read(raw: &[u8]) -> Result<Self> {
        Self::from_vec(raw.to_vec())
    }

    /// As [`Self::read`], without a copy of the bytes.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn from_vec(raw: Vec<u8>) -> Result<Self> {
        let list = Self::parse(&raw)?;
        Ok(Self { raw, ..list })
    }

    /// Everything but the bytes themselves.
    fn parse(raw: &[u8]) -> Result<Self> {
        if raw.len() > LIMIT {
            return Err(Error::new(Reason::TooLarge, format_args!("{} bytes", raw.len())));
        }
        let mut outer = Reader::new(raw);
        let whole = outer.expect(tag::SEQUENCE)?;
        outer.finish()?;
        let mut parts = whole.inside();
        let tbs = parts.expect(tag::SEQUENCE)?;
        let algorithm = parts.expect(tag::SEQUENCE)?;
        let signature = bit_string_bytes(parts.expect(tag::BIT_STRING)?.value)?.to_vec();
        parts.finish()?;
        let mut reader = tbs.inside();
        let version = reader.optional(tag::INTEGER)?.map(|v| v.value);
        if !matches!(version, None | Some([1])) {
            return Err(Error::new(Reason::Malformed, "version of the list"));
        }
        if reader.expect(tag::SEQUENCE)?.raw != algorithm.raw {
            return Err(Error::new(Reason::Malformed, "two signature algorithms"));
        }
        let issuer = Name::read(&reader.expect(tag::SEQUENCE)?)?;
        let this_update = time::read(&reader.next()?)?;
        let next_update = match reader.peek() {
            Some(tag::UTC_TIME | tag::GENERALIZED_TIME) => Some(time::read(&reader.next()?)?),
            _ => None,
        };
        let entries = reader.optional(tag::SEQUENCE)?;
        let start = raw.len() - whole.value.len();
        let mut list = Self {
            raw: Vec::new(),
            tbs: (start, start + tbs.raw.len()),
            algorithm: Identifier::read(&algorithm)?,
            signature,
            issuers: vec![issuer.clone()],
            issuer,
            this_update,
            next_update,
            number: Vec::new(),
            base: None,
            scope: Scope::default(),
            authority_key: None,
            rows: Vec::new(),
            checked: Memo::default(),
        };
        if let Some(explicit) = reader.optional(tag::context_constructed(0))? {
            list.read_extensions(&explicit)?;
        }
        reader.finish()?;
        if let Some(entries) = entries {
            list.read_entries(&entries)?;
        }
        Ok(list)
    }

    fn read_extensions(&mut self, explicit: &Element<'_>) -> Result<()> {
        let integer = |value: &[u8]| -> Result<Vec<u8>> {
            let digits = Reader::new(value).expect(tag::INTEGER)?.value;
            Ok(digits.iter().copied().skip_while(|b| *b == 0).collect())
        };
        for extension in extensions(explicit)? {
            match extension.oid {
                rfc5280::ID_CE_CRL_NUMBER => self.number = integer(&extension.value)?,
                rfc5280::ID_CE_DELTA_CRL_INDICATOR => self.base = Some(integer(&extension.value)?),
                rfc5280::ID_CE_ISSUING_DISTRIBUTION_POINT => self.scope = Scope::read(&extension.value)?,
                rfc5280::ID_CE_AUTHORITY_KEY_IDENTIFIER => {
                    let mut reader = Reader::new(&extension.value).expect(tag::SEQUENCE)?.inside();
                    self.authority_key = reader.optional(tag::context(0))?.map(|key| key.value.to_vec());
                }
                oid if extension.critical => return Err(Error::new(Reason::UnknownCriticalExtension, oid)),
                _ => {}
            }
        }
        Ok(())
    }

    fn read_entries(&mut self, entries: &Element<'_>) -> Result<()> {
        // The shortest entry has 3 + 15 + 2 bytes; typical ones about 40.
        self.rows.reserve_exact(entries.value.len() / 36 + 1);
        let mut reader = entries.inside();
        let mut issuer = 0_u16;
        let mut places = HashMap::from([(self.issuer.key(), 0)]);
        while !reader.is_empty() {
            let mut entry = reader.expect(tag::SEQUENCE)?.inside();
            let serial = entry.expect(tag::INTEGER)?.value;
            let mut at = time::read(&entry.next()?)?;
            let mut reason = 0;
            if let Some(extensions) = entry.optional(tag::SEQUENCE)? {
                let mut list = extensions.inside();
                while !list.is_empty() {
                    let extension = list.expect(tag::SEQUENCE)?;
                    if let Some(name) = read_entry_extension(&extension, &mut at, &mut reason)? {
                        issuer = self.place_of(name, &mut places)?;
                    }
                }
            }
            entry.finish()?;
            let mut row = Self::key(issuer, serial)?;
            // Whatever was revoked before 1970 was revoked then.
            row[ROW - 6..ROW - 1].copy_from_slice(&at.max(0).to_be_bytes()[3..]);
            row[ROW - 1] = reason;
            self.rows.push(row);
        }
        self.rows.sort_unstable();
        self.rows.shrink_to_fit();
        Ok(())
    }

    /// The number of an issuer among those of the list.
    fn place_of(&mut self, name: Name, places: &mut HashMap<String, u16>) -> Result<u16> {
        let key = name.key();
        if let Some(place) = places.get(&key) {
            return Ok(*place);
        }
        let place = u16::try_from(self.issuers.len()).map_err(|_| Error::new(Reason::TooLarge, "issuers of a list"))?;
        self.issuers.push(name);
        places.insert(key, place);
        Ok(place)
    }

    fn key(issuer: u16, serial: &[u8]) -> Result<[u8; ROW]> {
        let mut row = [0; ROW];
        if serial.is_empty() || serial.len() > SERIAL {
            return Err(Error::new(Reason::Malformed, "length of a serial number"));
        }
        row[..2].copy_from_slice(&issuer.to_be_bytes());
        row[2] = u8::try_from(serial.len()).unwrap_or(0);
        row[3 + SERIAL - serial.len()..3 + SERIAL].copy_from_slice(serial);
        Ok(row)
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

    /// Its number, hexadecimal without leading zeros.
    pub fn number(&self) -> String {
        crate::certificate::hex(&self.number)
    }

    /// Is it a delta list: only what changed since another?
    pub const fn is_delta(&self) -> bool {
        self.base.is_some()
    }

    /// How many entries it has.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Is nothing on it?
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The bytes as received; empty when they were let go.
    pub fn der(&self) -> &[u8] {
        &self.raw
    }

    /// Bytes of memory that the index takes, the original bytes not counted.
    pub const fn index_size(&self) -> usize {
        self.rows.capacity() * ROW
    }

    /// May this delta list be joined to `base`: same issuer, key and scope, begun at or before it, made after it?
    pub(crate) fn belongs_to(&self, base: &Self) -> bool {
        let from = self.base.as_ref().is_some_and(|from| !later(from, &base.number));
        from && !base.is_delta()
            && !base.number.is_empty()
            && !later(&base.number, &self.number)
            && self.issuer.is_same(&base.issuer)
            && self.authority_key == base.authority_key
            && self.scope == base.scope
    }

    /// May it be relied upon for the state as of `at`? A list made later is even better: it carries the dates.
    pub fn is_fresh(&self, at: i64) -> bool {
        self.next_update.is_some_and(|next| at < next)
    }

    /// Was it signed with the key of `issuer`, who may sign lists? A good answer is remembered.
    ///
    /// # Errors
    /// CRL signature.
    pub fn verify_signed_by(&self, issuer: &Certificate) -> Result<()> {
        self.check_signed_by(issuer, Care::New)
    }

    /// As [`Self::verify_signed_by`], with this care.
    pub(crate) fn check_signed_by(&self, issuer: &Certificate, care: Care) -> Result<()> {
        let wrong = |what: &str| Error::new(Reason::CrlSignature, what);
        if issuer.key_usage()?.is_some_and(|usage| !usage.crl_sign()) {
            return Err(wrong("the issuer may not sign lists"));
        }
        if self.raw.is_empty() {
            let same = self.checked.knows(issuer, care);
            return if same { Ok(()) } else { Err(wrong("checked with another certificate")) };
        }
        self.checked.check(issuer, care, || {
            let tbs = self.raw.get(self.tbs.0..self.tbs.1).ok_or(Reason::Malformed)?;
            let checked = issuer.public_key()?.check(care, &self.algorithm, None, tbs, &self.signature);
            checked.map_err(|e| wrong(&e.to_string()))
        })
    }

    /// Was the signature checked before the bytes were let go?
    pub(crate) const fn is_checked(&self) -> bool {
        self.raw.is_empty()
    }

    /// Checks the signature and lets the original bytes go: only the index stays in memory.
    ///
    /// # Errors
    /// CRL signature.
    pub fn into_index(mut self, issuer: &Certificate) -> Result<Self> {
        self.verify_signed_by(issuer)?;
        self.checked = Memo::of(issuer);
        self.raw = Vec::new();
        Ok(self)
    }

    /// What it says of the certificate with this serial number of this issuer.
    pub fn find(&self, issuer: &Name, serial: &[u8]) -> Option<ListEntry> {
        let place = self.issuers.iter().position(|n| n.is_same(issuer))?;
        let key = Self::key(u16::try_from(place).ok()?, serial).ok()?;
        let at = self.rows.partition_point(|row| row[..ROW - 6] < key[..ROW - 6]);
        let row = self.rows.get(at).filter(|row| row[..ROW - 6] == key[..ROW - 6])?;
        if row[ROW - 1] == REMOVED {
            return Some(ListEntry::Removed);
        }
        let mut seconds = [0; 8];
        seconds[3..].copy_from_slice(&row[ROW - 6..ROW - 1]);
        let reason = RevocationReason::from_number(row[ROW - 1]);
        Some(ListEntry::Revoked { at: i64::from_be_bytes(seconds), reason })
    }
}

/// Reads an extension of an entry: time and reason where they lie; the name of another issuer.
fn read_entry_extension(extension: &Element<'_>, at: &mut i64, reason: &mut u8) -> Result<Option<Name>> {
    // Quick way: reason codes are what nearly every entry has.
    const REASON: &[u8] = &[tag::OID, 3, 0x55, 0x1d, 0x15, tag::OCTET_STRING, 3, tag::ENUMERATED, 1];
    if let Some([code]) = extension.value.strip_prefix(REASON) {
        *reason = *code;
        return Ok(None);
    }
    let mut reader = extension.inside();
    let oid = ObjectIdentifier::from_der(reader.expect(tag::OID)?.raw)?;
    let critical = reader.optional(tag::BOOLEAN)?.is_some_and(|flag| flag.value != [0]);
    let value = reader.expect(tag::OCTET_STRING)?.value;
    match oid {
        rfc5280::ID_CE_CRL_REASONS => {
            *reason = Reader::new(value).expect(tag::ENUMERATED)?.value.first().copied().unwrap_or(0);
        }
        rfc5280::ID_CE_INVALIDITY_DATE => *at = (*at).min(time::read(&Reader::new(value).next()?)?),
        rfc5280::ID_CE_CERTIFICATE_ISSUER => {
            let mut names = Reader::new(value).expect(tag::SEQUENCE)?.inside();
            let name = names.expect(tag::context_constructed(4))?.inside().expect(tag::SEQUENCE)?;
            return Name::read(&name).map(Some);
        }
        oid if critical => return Err(Error::new(Reason::UnknownCriticalExtension, oid)),
        _ => {}
    }
    Ok(None)
}

/// Is number `a` larger than `b` (big-endian, no leading zeros)?
fn later(a: &[u8], b: &[u8]) -> bool {
    (a.len(), a) > (b.len(), b)
}

impl Scope {
    fn read(value: &[u8]) -> Result<Self> {
        let mut reader = Reader::new(value).expect(tag::SEQUENCE)?.inside();
        let mut scope = Self::default();
        if let Some(point) = reader.optional(tag::context_constructed(0))? {
            scope.point = Some(DistributionPointName::read(&point)?);
        }
        let flag = |reader: &mut Reader<'_>, n| -> Result<bool> {
            Ok(reader.optional(tag::context(n))?.is_some_and(|flag| flag.value != [0]))
        };
        scope.only_users = flag(&mut reader, 1)?;
        scope.only_authorities = flag(&mut reader, 2)?;
        scope.reasons = reader.optional(tag::context(3))?.map(|bits| reasons(bits.value)).transpose()?;
        scope.indirect = flag(&mut reader, 4)?;
        scope.only_attributes = flag(&mut reader, 5)?;
        reader.finish()?;
        Ok(scope)
    }
}
