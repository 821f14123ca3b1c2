//! The form of a ZIP: what stands before each file must say the same as the directory at the end. Programs read one or the
//! other; a file that is shown to one and checked by another would not be what was signed.

use crate::{Error, Reason, Result};

/// Length of what stands before a file, without its name and extra field.
const HEADER: usize = 30;
/// The file is ciphered.
const CIPHERED: usize = 0x0001;
/// Sizes and checksum stand after the file.
const AFTER: usize = 0x0008;

/// What the directory says of a file.
pub(crate) struct Entry<'a> {
    /// Its name, as the bytes that stand there.
    pub name: &'a [u8],
    /// CRC-32 of the bytes of the file.
    pub checksum: u32,
    /// Length of the file.
    pub size: u64,
    /// Length as it is packed.
    pub packed: u64,
    /// Is it packed, and not just stored?
    pub deflated: bool,
    /// Where it begins.
    pub start: u64,
}

/// Does what stands before a file agree with the directory?
///
/// # Errors
/// Malformed.
pub(crate) fn agrees(archive: &[u8], entry: &Entry<'_>) -> Result<()> {
    let wrong = |what: &str| Error::new(Reason::Malformed, format_args!("the archive says two things: {what}"));
    let start = usize::try_from(entry.start).map_err(|_| wrong("place"))?;
    let header = archive.get(start..).and_then(|rest| rest.get(..HEADER)).ok_or_else(|| wrong("place"))?;
    let number =
        |from: usize, length: usize| header[from..from + length].iter().rev().fold(0, |n, b| n << 8 | usize::from(*b));
    if header[..4] != *b"PK\x03\x04" {
        return Err(wrong("mark"));
    }
    let name = archive.get(start + HEADER..).and_then(|rest| rest.get(..number(26, 2)));
    if name != Some(entry.name) {
        return Err(wrong("name"));
    }
    if number(6, 2) & CIPHERED != 0 {
        return Err(wrong("a ciphered file"));
    }
    if number(8, 2) != if entry.deflated { 8 } else { 0 } {
        return Err(wrong("method"));
    }
    // Sizes after the file, or too large for these fields: the directory alone has them.
    let same = |place: usize, value: u64| {
        let here = number(place, 4) as u64;
        here == value || here == 0xffff_ffff
    };
    if number(6, 2) & AFTER == 0
        && !(same(14, u64::from(entry.checksum)) && same(18, entry.packed) && same(22, entry.size))
    {
        return Err(wrong("checksum or size"));
    }
    Ok(())
}
