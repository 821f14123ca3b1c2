//! RAR 4 and 5: headers with their checksums, names, and the sizes they declare.
//!
//! Packed data is not unpacked (there is no free unpacker to build in); an unpacker writes no more than the header
//! declares, so the declared sizes are what counts.

use super::Defect;
use super::archive::{Budget, ENTRY_NAME, escapes};
use super::source::{Source, le16, le32, le64};

/// Bytes of a header.
const HEADER: u64 = 2 * 1024 * 1024;

pub(super) fn check(source: &mut Source<'_>, budget: &Budget) -> Result<(), Defect> {
    let mark: [u8; 7] = source.array(0)?;
    if mark[6] == 0 { check_4(source, budget) } else { check_5(source, budget) }
}

/// Numbers of RAR 5 and fixed fields, read one after another.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Defect> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Defect::Broken("header"))?;
        self.0 = rest;
        Ok(taken)
    }

    /// Seven bits a byte, the lowest first; at most ten bytes.
    fn number(&mut self) -> Result<u64, Defect> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Defect::Broken("number"))
    }

    fn count(&mut self) -> Result<usize, Defect> {
        usize::try_from(self.number()?).map_err(|_| Defect::Broken("length"))
    }
}

const MAIN_5: u64 = 1;
const FILE_5: u64 = 2;
const ENCRYPTION_5: u64 = 4;
const END_5: u64 = 5;
/// Record of a link to somewhere else.
const REDIRECTION: u64 = 5;

fn check_5(source: &mut Source<'_>, budget: &Budget) -> Result<(), Defect> {
    let mut at = 8;
    let mut first = true;
    while at < source.len() {
        // Checksum, then the length of the header in at most three bytes, then the header.
        let head = source.up_to(at, 7)?;
        let crc = le32(&head, 0).ok_or(Defect::Broken("header"))?;
        let mut length = Fields(&head[4..]);
        let size = length.number()?;
        let width = (head.len() - 4 - length.0.len()) as u64;
        if size == 0 || size > HEADER || !source.holds(at + 4, width + size) {
            return Err(Defect::Broken("length of a header"));
        }
        let whole = source.up_to(at + 4, usize::try_from(width + size).unwrap_or(0))?;
        if crc32fast::hash(&whole) != crc {
            return Err(Defect::Broken("checksum of a header"));
        }
        let mut fields = Fields(&whole[usize::try_from(width).unwrap_or(0)..]);
        let (kind, flags) = (fields.number()?, fields.number()?);
        let extra = if flags & 1 == 1 { fields.count()? } else { 0 };
        let data = if flags & 2 == 2 { fields.number()? } else { 0 };
        if first && !matches!(kind, MAIN_5 | ENCRYPTION_5) {
            return Err(Defect::Broken("first header"));
        }
        first = false;
        match kind {
            FILE_5 => file_5(fields, extra, budget)?,
            // From here on headers are encrypted.
            ENCRYPTION_5 | END_5 => return Ok(()),
            _ => {}
        }
        at = at.checked_add(4 + width + size).and_then(|n| n.checked_add(data)).ok_or(Defect::Broken("length"))?;
        if at > source.len() {
            return Err(Defect::Broken("packed bytes cut off"));
        }
    }
    Err(Defect::Broken("no end"))
}

fn file_5(mut fields: Fields<'_>, extra: usize, budget: &Budget) -> Result<(), Defect> {
    let body = fields.0.len().checked_sub(extra).ok_or(Defect::Broken("extra fields"))?;
    let mut extra = Fields(&fields.0[body..]);
    let flags = fields.number()?;
    let size = fields.number()?;
    fields.number()?;
    fields.take(if flags & 2 == 2 { 4 } else { 0 })?;
    fields.take(if flags & 4 == 4 { 4 } else { 0 })?;
    fields.number()?;
    fields.number()?;
    let length = fields.count()?;
    entry(fields.take(length)?, size, budget)?;
    if flags & 8 == 8 {
        // "Size unknown": nothing bounds what comes out.
        return Err(Defect::Bomb("unknown size"));
    }
    while !extra.0.is_empty() {
        let length = extra.count()?;
        let mut record = Fields(extra.take(length)?);
        if record.number()? == REDIRECTION {
            return Err(Defect::Escaping);
        }
    }
    Ok(())
}

fn entry(name: &[u8], size: u64, budget: &Budget) -> Result<(), Defect> {
    budget.entries(1)?;
    if name.is_empty() || name.len() > ENTRY_NAME {
        return Err(Defect::Broken("name of an entry"));
    }
    if escapes(name) {
        return Err(Defect::Escaping);
    }
    budget.unpacked(size)
}

const MAIN_4: u8 = 0x73;
const FILE_4: u8 = 0x74;
const SERVICE_4: u8 = 0x7a;
const END_4: u8 = 0x7b;

fn check_4(source: &mut Source<'_>, budget: &Budget) -> Result<(), Defect> {
    let mut at = 7;
    let mut first = true;
    while at < source.len() {
        let head = source.up_to(at, 7)?;
        let (Some(crc), Some(flags), Some(size)) = (le16(&head, 0), le16(&head, 3), le16(&head, 5)) else {
            return Err(Defect::Broken("header"));
        };
        let kind = head[2];
        if size < 7 || !source.holds(at, u64::from(size)) || (first && kind != MAIN_4) {
            return Err(Defect::Broken("first header"));
        }
        let header = source.up_to(at, usize::from(size))?;
        // A comment inside the main header is not part of what is summed.
        let summed = if kind == MAIN_4 && flags & 2 == 2 { header.get(2..13) } else { header.get(2..) };
        let sum = crc32fast::hash(summed.unwrap_or_default()) & 0xffff;
        if matches!(kind, MAIN_4 | FILE_4) && sum != u32::from(crc) {
            return Err(Defect::Broken("checksum of a header"));
        }
        first = false;
        let mut data = if flags & 0x8000 == 0x8000 { le32(&header, 7).map_or(0, u64::from) } else { 0 };
        match kind {
            MAIN_4 if flags & 0x80 == 0x80 => return Ok(()),
            FILE_4 => data = file_4(&header, flags, budget)?,
            SERVICE_4 if flags & 0x100 == 0x100 => {
                data |= le32(&header, 32).map_or(0, |high| u64::from(high) << 32);
            }
            END_4 => return Ok(()),
            _ => {}
        }
        at = at.checked_add(u64::from(size)).and_then(|n| n.checked_add(data)).ok_or(Defect::Broken("length"))?;
        if at > source.len() {
            return Err(Defect::Broken("packed bytes cut off"));
        }
    }
    // The mark of the end is younger than the format.
    if first { Err(Defect::Broken("no header")) } else { Ok(()) }
}

/// Checks a file header; returns the length of its packed bytes.
fn file_4(header: &[u8], flags: u16, budget: &Budget) -> Result<u64, Defect> {
    let broken = Defect::Broken("header of a file");
    let low = |at| le32(header, at).map(u64::from).ok_or(broken);
    let (mut packed, mut size) = (low(7)?, low(11)?);
    let length = usize::from(le16(header, 26).ok_or(broken)?);
    let mut name_at = 32;
    if flags & 0x100 == 0x100 {
        let high = le64(header, 32).ok_or(broken)?;
        packed |= (high & 0xffff_ffff) << 32;
        size |= high >> 32 << 32;
        name_at = 40;
    }
    let name = header.get(name_at..name_at + length).ok_or(broken)?;
    // A name in one byte a letter, then a zero and the same name in two bytes, packed. Both must stay inside.
    let mut parts = name.splitn(2, |b| flags & 0x200 == 0x200 && *b == 0);
    let (plain, wide) = (parts.next().unwrap_or(name), parts.next());
    if wide.is_some_and(|wide| escapes(&wide_name(plain, wide))) {
        return Err(Defect::Escaping);
    }
    // Made on Unix, and a symbolic link.
    if header.get(15) == Some(&3) && le32(header, 28).is_some_and(|mode| mode & 0o170_000 == 0o120_000) {
        return Err(Defect::Escaping);
    }
    entry(plain, size, budget)?;
    Ok(packed)
}

/// Unpacks a name in two bytes a letter, as far as it tells where the name leads: letters beyond Latin-1 become `?`.
fn wide_name(plain: &[u8], packed: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut bytes = packed.iter().copied();
    let letter = |low: u8, high: u8| if high == 0 { low } else { b'?' };
    let Some(high) = bytes.next() else { return name };
    'groups: while let Some(mut flags) = bytes.next() {
        for _ in 0..4 {
            let Some(first) = bytes.next() else { break 'groups };
            match flags >> 6 {
                0 => name.push(first),
                1 => name.push(letter(first, high)),
                2 => name.push(letter(first, bytes.next().unwrap_or(0))),
                // A run of the plain name, possibly shifted.
                _ => {
                    let shift = if first & 0x80 == 0x80 { bytes.next() } else { None };
                    for _ in 0..(first & 0x7f) + 2 {
                        let byte = plain.get(name.len()).copied().unwrap_or(b'?');
                        name.push(shift.map_or(byte, |shift| letter(byte.wrapping_add(shift), high)));
                    }
                }
            }
            flags <<= 2;
        }
    }
    name
}
