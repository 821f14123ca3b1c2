//! Reading from any place of a file, with its length known.

use super::Defect;
use std::io::{BufReader, Read, Seek, SeekFrom};

/// Bytes that can be read from any place.
pub trait Content: Read + Seek {}

impl<T: Read + Seek> Content for T {}

/// Pieces in which a file is read through.
const BUFFER: usize = 32 * 1024;

/// The content under inspection.
pub(super) struct Source<'a> {
    content: &'a mut dyn Content,
    len: u64,
}

impl<'a> Source<'a> {
    pub(super) fn new(content: &'a mut dyn Content) -> Result<Self, Defect> {
        let len = content.seek(SeekFrom::End(0))?;
        Ok(Self { content, len })
    }

    /// Length in bytes.
    pub(super) const fn len(&self) -> u64 {
        self.len
    }

    /// At most `count` bytes from `offset` on; fewer only at the end.
    pub(super) fn up_to(&mut self, offset: u64, count: usize) -> Result<Vec<u8>, Defect> {
        let rest = usize::try_from(self.len.saturating_sub(offset)).unwrap_or(count);
        let mut bytes = vec![0; rest.min(count)];
        self.content.seek(SeekFrom::Start(offset))?;
        self.content.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Exactly `N` bytes at `offset`.
    pub(super) fn array<const N: usize>(&mut self, offset: u64) -> Result<[u8; N], Defect> {
        let mut bytes = [0; N];
        self.content.seek(SeekFrom::Start(offset))?;
        self.content.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Reads through from `offset` on.
    pub(super) fn from(&mut self, offset: u64) -> Result<BufReader<&mut dyn Content>, Defect> {
        self.content.seek(SeekFrom::Start(offset))?;
        Ok(BufReader::with_capacity(BUFFER, &mut *self.content))
    }

    /// Do `count` bytes at `offset` lie within the file?
    pub(super) const fn holds(&self, offset: u64, count: u64) -> bool {
        match offset.checked_add(count) {
            Some(end) => end <= self.len,
            None => false,
        }
    }
}

/// A number of two bytes, smallest first, at `at`.
pub(super) fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A number of four bytes, smallest first, at `at`.
pub(super) fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A number of eight bytes, smallest first, at `at`.
pub(super) fn le64(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
