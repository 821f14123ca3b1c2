//! ZIP, read by its central directory. Nothing is unpacked to disk or memory: entries are inflated to be counted and
//! compared with their checksums.

use super::Defect;
use super::archive::{Budget, Counted, ENTRY_NAME, escapes};
use super::source::{Source, le16, le32, le64};
use super::zip_nested;
use flate2::bufread::DeflateDecoder;
use std::io::{BufRead, Read};

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
/// The end record with the longest comment.
const END_MAX: u64 = 22 + 65_535;
/// Names longer than this are checked but not kept: no part of a document has such a name.
const KEPT_NAME: usize = 255;

pub(super) const STORED: u16 = 0;
pub(super) const DEFLATED: u16 = 8;

/// An entry as the central directory describes it.
pub(super) struct Entry {
    /// Its name; empty when it is longer than 255 bytes.
    pub(super) name: Vec<u8>,
    name_crc: u32,
    method: u16,
    encrypted: bool,
    crc: u32,
    packed: u64,
    size: u64,
    at: u64,
}

/// The central directory.
pub(super) struct Directory {
    pub(super) entries: Vec<Entry>,
}

/// Checks the whole archive: directory, names, checksums, and the limits of unpacking.
pub(super) fn check(source: &mut Source<'_>, budget: &Budget) -> Result<Directory, Defect> {
    budget.depth(1)?;
    let directory = read_directory(source, budget)?;
    // What is declared is believed when it is too much, and counted anyway when it is not.
    let declared = directory.entries.iter().fold(0_u64, |sum, e| sum.saturating_add(e.size));
    budget.declared(declared)?;
    for entry in &directory.entries {
        check_entry(source, entry, budget)?;
    }
    Ok(directory)
}

/// Where the directory lies and how many entries it has.
struct End {
    entries: u64,
    size: u64,
    at: u64,
}

fn find_end(source: &mut Source<'_>) -> Result<End, Defect> {
    let tail_at = source.len().saturating_sub(END_MAX);
    let tail = source.up_to(tail_at, usize::try_from(END_MAX).unwrap_or(usize::MAX))?;
    // The record whose comment reaches exactly to the end of the file, the last one first.
    let found = memchr::memmem::rfind_iter(&tail, END)
        .find(|at| le16(&tail, at + 20).is_some_and(|comment| at + 22 + usize::from(comment) == tail.len()));
    let at = found.ok_or(Defect::Broken("no central directory"))?;
    let field16 = |offset| le16(&tail, at + offset).map_or(0, u64::from);
    let field32 = |offset| le32(&tail, at + offset).map_or(0, u64::from);
    let mut end = End { entries: field16(10), size: field32(12), at: field32(16) };
    let mut record_at = tail_at + at as u64;
    let several = field16(4) != 0 && field16(4) != 0xffff;
    if end.entries == 0xffff || end.size == 0xffff_ffff || end.at == 0xffff_ffff {
        let locator_at = record_at.checked_sub(20).ok_or(Defect::Broken("zip64 locator"))?;
        let locator: [u8; 20] = source.array(locator_at)?;
        if locator.starts_with(LOCATOR_64) {
            record_at = le64(&locator, 8).ok_or(Defect::Broken("zip64 locator"))?;
            if !source.holds(record_at, 56) {
                return Err(Defect::Broken("zip64 end"));
            }
            let record: [u8; 56] = source.array(record_at)?;
            if !record.starts_with(END_64) {
                return Err(Defect::Broken("zip64 end"));
            }
            let field = |offset| le64(&record, offset).unwrap_or(u64::MAX);
            end = End { entries: field(32), size: field(40), at: field(48) };
        }
    }
    if several || end.at.checked_add(end.size).is_none_or(|stop| stop > record_at) {
        return Err(Defect::Broken("place of the central directory"));
    }
    Ok(end)
}

fn read_directory(source: &mut Source<'_>, budget: &Budget) -> Result<Directory, Defect> {
    let end = find_end(source)?;
    budget.entries(end.entries)?;
    if end.entries.saturating_mul(46) > end.size {
        return Err(Defect::Broken("number of entries"));
    }
    let len = source.len();
    let mut reader = source.from(end.at)?.take(end.size);
    let mut entries = Vec::new();
    for _ in 0..end.entries {
        let entry = read_central(&mut reader)?;
        if entry.at.checked_add(30).and_then(|n| n.checked_add(entry.packed)).is_none_or(|stop| stop > len) {
            return Err(Defect::Broken("entry beyond the end"));
        }
        entries.push(entry);
    }
    Ok(Directory { entries })
}

fn read_central(reader: &mut impl Read) -> Result<Entry, Defect> {
    let mut head = [0; 46];
    reader.read_exact(&mut head)?;
    if !head.starts_with(CENTRAL) {
        return Err(Defect::Broken("central directory"));
    }
    let field16 = |offset| le16(&head, offset).unwrap_or(0);
    let field32 = |offset| le32(&head, offset).unwrap_or(0);
    let mut rest = |length: u16| -> Result<Vec<u8>, Defect> {
        let mut bytes = vec![0; usize::from(length)];
        reader.read_exact(&mut bytes)?;
        Ok(bytes)
    };
    let (name, extra, _comment) = (rest(field16(28))?, rest(field16(30))?, rest(field16(32))?);
    if name.is_empty() || name.len() > ENTRY_NAME {
        return Err(Defect::Broken("name of an entry"));
    }
    // Made on Unix, and a symbolic link: it could lead anywhere.
    let link = head[5] == 3 && (field32(38) >> 16) & 0o170_000 == 0o120_000;
    if link || escapes(&name) || unicode_name(&extra).is_some_and(escapes) {
        return Err(Defect::Escaping);
    }
    let mut entry = Entry {
        name_crc: crc32fast::hash(&name),
        method: field16(10),
        encrypted: field16(8) & 1 == 1,
        crc: field32(16),
        packed: u64::from(field32(20)),
        size: u64::from(field32(24)),
        at: u64::from(field32(42)),
        name,
    };
    if entry.name.len() > KEPT_NAME {
        entry.name = Vec::new();
    }
    wide_fields(&extra, &mut entry)?;
    Ok(entry)
}

/// The extra field with this tag.
fn extra_field(mut extra: &[u8], tag: u16) -> Option<&[u8]> {
    while let (Some(found), Some(length)) = (le16(extra, 0), le16(extra, 2)) {
        let body = extra.get(4..4 + usize::from(length))?;
        if found == tag {
            return Some(body);
        }
        extra = &extra[4 + body.len()..];
    }
    None
}

/// A second name in UTF-8, which some programs prefer.
fn unicode_name(extra: &[u8]) -> Option<&[u8]> {
    extra_field(extra, 0x7075)?.get(5..)
}

/// Sizes that do not fit into 32 bits are in a zip64 field.
fn wide_fields(extra: &[u8], entry: &mut Entry) -> Result<(), Defect> {
    let mut wide = extra_field(extra, 1).unwrap_or_default();
    for field in [&mut entry.size, &mut entry.packed, &mut entry.at] {
        if *field == 0xffff_ffff {
            *field = le64(wide, 0).ok_or(Defect::Broken("zip64 field"))?;
            wide = &wide[8..];
        }
    }
    Ok(())
}

/// Positions a reader at the packed bytes of an entry, after its local header has been compared with the directory.
fn packed<'s>(source: &'s mut Source<'_>, entry: &Entry) -> Result<impl BufRead + 's, Defect> {
    let head: [u8; 30] = source.array(entry.at)?;
    if !head.starts_with(LOCAL) {
        return Err(Defect::Broken("header of an entry"));
    }
    let (name, extra) = (le16(&head, 26).unwrap_or(0), le16(&head, 28).unwrap_or(0));
    let local_name = source.up_to(entry.at + 30, usize::from(name))?;
    // Programs that trust one header and programs that trust the other must see the same.
    if crc32fast::hash(&local_name) != entry.name_crc || le16(&head, 8) != Some(entry.method) {
        return Err(Defect::Broken("headers of an entry differ"));
    }
    let start = entry.at + 30 + u64::from(name) + u64::from(extra);
    if !source.holds(start, entry.packed) {
        return Err(Defect::Broken("entry beyond the end"));
    }
    Ok(source.from(start)?.take(entry.packed))
}

fn check_entry(source: &mut Source<'_>, entry: &Entry, budget: &Budget) -> Result<(), Defect> {
    let mut packed = packed(source, entry)?;
    // What is encrypted or packed in a rare way can't be looked into: its declared size counts.
    if entry.encrypted || !matches!(entry.method, STORED | DEFLATED) {
        return budget.unpacked(entry.size);
    }
    let unpacked: &mut dyn Read = if entry.method == STORED { &mut packed } else { &mut DeflateDecoder::new(packed) };
    let mut counted = Counted::new(unpacked, budget);
    let read = zip_nested::read_through(&mut counted, budget, 1);
    if let Some(defect) = budget.exceeded() {
        return Err(defect);
    }
    read.map_err(|_| Defect::Broken("packed bytes"))?;
    if counted.finish() == (entry.size, entry.crc) { Ok(()) } else { Err(Defect::Broken("checksum of an entry")) }
}

impl Directory {
    /// The entry with this name; an error when there are several.
    pub(super) fn find(&self, name: &[u8]) -> Result<Option<&Entry>, Defect> {
        let mut found = self.entries.iter().filter(|e| e.name == name);
        let first = found.next();
        if found.next().is_some() { Err(Defect::Broken("two entries with one name")) } else { Ok(first) }
    }
}

/// The unpacked bytes of a small entry, at most `limit`; more is cut off.
pub(super) fn unpack(source: &mut Source<'_>, entry: &Entry, limit: u64) -> Result<Vec<u8>, Defect> {
    let packed = packed(source, entry)?;
    let mut bytes = Vec::new();
    match entry.method {
        _ if entry.encrypted => return Err(Defect::Broken("encrypted part")),
        STORED => packed.take(limit).read_to_end(&mut bytes)?,
        DEFLATED => DeflateDecoder::new(packed).take(limit).read_to_end(&mut bytes)?,
        _ => return Err(Defect::Broken("packing of a part")),
    };
    Ok(bytes)
}
