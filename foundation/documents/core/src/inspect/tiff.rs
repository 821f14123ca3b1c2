//! TIFF: directories of tags, and the image data they point to. Classic and big, both byte orders.

use super::Defect;
use super::source::Source;
use std::collections::HashSet;

/// Pages of a scan.
const DIRECTORIES: usize = 10_000;
const TAGS: u64 = 4096;
/// Strips or tiles of one page.
const STRIPS: u64 = 1_000_000;

const WIDTH: u16 = 256;
const HEIGHT: u16 = 257;
const STRIP_OFFSETS: u16 = 273;
const STRIP_LENGTHS: u16 = 279;
const TILE_OFFSETS: u16 = 324;
const TILE_LENGTHS: u16 = 325;

struct Tiff<'s, 'a> {
    source: &'s mut Source<'a>,
    /// Points of a page at most.
    pixels: u64,
    big_endian: bool,
    big: bool,
}

/// Values of one tag.
#[derive(Clone, Copy)]
struct Values {
    tag: u16,
    width: u64,
    count: u64,
    at: u64,
}

/// Walks all directories; every one has a size of at most `pixels` points and image data within the file.
pub(super) fn check(source: &mut Source<'_>, pixels: u64) -> Result<(), Defect> {
    let head: [u8; 4] = source.array(0)?;
    let big_endian = head[0] == b'M';
    let big = head[2] == b'+' || head[3] == b'+';
    let mut tiff = Tiff { source, pixels, big_endian, big };
    let mut next = tiff.offset(if big { 8 } else { 4 })?;
    let mut seen = HashSet::new();
    if next == 0 {
        return Err(Defect::Broken("no directory"));
    }
    while next != 0 {
        if seen.len() >= DIRECTORIES || !seen.insert(next) {
            return Err(Defect::Broken("chain of directories"));
        }
        next = tiff.directory(next)?;
    }
    Ok(())
}

impl Tiff<'_, '_> {
    /// Checks the directory at `at`; returns where the next one is, zero after the last.
    fn directory(&mut self, at: u64) -> Result<u64, Defect> {
        let (count, entries, size) =
            if self.big { (self.number(at, 8)?, at + 8, 20) } else { (self.number(at, 2)?, at + 2, 12) };
        if count == 0 || count > TAGS || !self.source.holds(entries, count * size) {
            return Err(Defect::Broken("directory"));
        }
        let mut found = Vec::new();
        for index in 0..count {
            if let Some(values) = self.entry(entries + index * size)? {
                found.push(values);
            }
        }
        let tag = |tag: u16| found.iter().copied().find(|v| v.tag == tag);
        let mut points = 1_u64;
        for sides in [WIDTH, HEIGHT] {
            let side = tag(sides).filter(|side| side.count == 1).ok_or(Defect::Broken("size of the image"))?;
            let length = self.number(side.at, side.width)?;
            if length == 0 {
                return Err(Defect::Broken("size of the image"));
            }
            points = points.saturating_mul(length);
        }
        if points > self.pixels {
            return Err(Defect::Pixels);
        }
        let data = tag(STRIP_OFFSETS).zip(tag(STRIP_LENGTHS)).or_else(|| tag(TILE_OFFSETS).zip(tag(TILE_LENGTHS)));
        let (offsets, lengths) = data.ok_or(Defect::Broken("no image data"))?;
        if offsets.count == 0 || offsets.count != lengths.count || offsets.count > STRIPS {
            return Err(Defect::Broken("image data"));
        }
        for index in 0..offsets.count {
            let offset = self.number(offsets.at + index * offsets.width, offsets.width)?;
            let length = self.number(lengths.at + index * lengths.width, lengths.width)?;
            if !self.source.holds(offset, length) {
                return Err(Defect::Broken("image data beyond the end"));
            }
        }
        self.offset(entries + count * size)
    }

    /// The tag at `at`; none when its type is not known, as the format asks of readers.
    fn entry(&mut self, at: u64) -> Result<Option<Values>, Defect> {
        let tag = u16::try_from(self.number(at, 2)?).unwrap_or(0);
        let width = match self.number(at + 2, 2)? {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 | 16 | 17 | 18 => 8,
            _ => return Ok(None),
        };
        let inline = if self.big { 8 } else { 4 };
        let count = self.number(at + 4, inline)?;
        let bytes = count.checked_mul(width).ok_or(Defect::Broken("length of a tag"))?;
        let field = at + 4 + inline;
        let at = if bytes <= inline { field } else { self.offset(field)? };
        if !self.source.holds(at, bytes) {
            return Err(Defect::Broken("values of a tag beyond the end"));
        }
        Ok(Some(Values { tag, width, count, at }))
    }

    fn offset(&mut self, at: u64) -> Result<u64, Defect> {
        self.number(at, if self.big { 8 } else { 4 })
    }

    /// A number of `width` bytes, at most eight.
    fn number(&mut self, at: u64, width: u64) -> Result<u64, Defect> {
        let width = usize::try_from(width).unwrap_or(8).min(8);
        let bytes = self.source.up_to(at, width)?;
        if bytes.len() < width {
            return Err(Defect::Broken("cut off"));
        }
        let fold = |n: u64, b: &u8| (n << 8) | u64::from(*b);
        Ok(if self.big_endian { bytes.iter().fold(0, fold) } else { bytes.iter().rev().fold(0, fold) })
    }
}
