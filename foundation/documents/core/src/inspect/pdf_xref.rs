//! Sections of PDF's cross-reference: where each object lies. Tables and compressed streams.

use super::Defect;
use super::pdf_syntax::{Dict, Object, Syntax, is_blank};
use super::source::Source;
use flate2::bufread::ZlibDecoder;
use std::io::{BufRead, Read};

/// Bytes in which a dictionary must fit.
pub(super) const WINDOW: usize = 256 * 1024;
/// Objects of one file.
const OBJECTS: u64 = 10_000_000;
/// Width of a row of a compressed section.
const ROW: u64 = 64;

/// Where an object lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At this byte.
    At(u64),
    /// In the object stream with this number.
    In(u64),
    /// Not in use.
    Free,
}

/// A section and its trailer.
pub(super) struct Section {
    pub(super) trailer: Dict,
    rows: Rows,
}

enum Rows {
    /// First object, objects, place of the first row, bytes of a row.
    Table(Vec<(u64, u64, u64, u64)>),
    Stream(StreamRows),
}

struct StreamRows {
    /// First object and objects of each part.
    index: Vec<(u64, u64)>,
    widths: [usize; 3],
    predicted: bool,
    deflated: bool,
    at: u64,
    packed: u64,
}

impl Section {
    /// Reads the section at `at`.
    pub(super) fn read(source: &mut Source<'_>, at: u64) -> Result<Self, Defect> {
        let window = source.up_to(at, WINDOW)?;
        let mut syntax = Syntax::new(&window);
        if syntax.word(b"xref") {
            Self::read_table(source, at + syntax.position() as u64)
        } else {
            Self::read_stream(source, at, syntax)
        }
    }

    fn read_table(source: &mut Source<'_>, mut at: u64) -> Result<Self, Defect> {
        let mut parts = Vec::new();
        let mut objects = 0_u64;
        loop {
            let window = source.up_to(at, WINDOW)?;
            let mut syntax = Syntax::new(&window);
            if syntax.word(b"trailer") {
                let trailer = syntax.dict().ok_or(Defect::Broken("trailer"))?;
                return Ok(Self { trailer, rows: Rows::Table(parts) });
            }
            let (first, count) = syntax.number().zip(syntax.number()).ok_or(Defect::Broken("cross-reference"))?;
            syntax.blanks();
            let rows_at = at + syntax.position() as u64;
            objects = objects.saturating_add(count);
            if objects > OBJECTS || parts.len() > 100_000 {
                return Err(Defect::Broken("size of the cross-reference"));
            }
            // Twenty bytes a row; some programs end a line with one byte.
            let row = source.up_to(rows_at, 20)?;
            let width = if row.get(18) == Some(&b'\n') && !row.get(19).is_some_and(|b| is_blank(*b)) { 19 } else { 20 };
            if !source.holds(rows_at, count * width) {
                return Err(Defect::Broken("cross-reference beyond the end"));
            }
            check_rows(source, rows_at, count, width)?;
            parts.push((first, count, rows_at, width));
            at = rows_at + count * width;
        }
    }

    fn read_stream(source: &mut Source<'_>, at: u64, mut syntax: Syntax<'_>) -> Result<Self, Defect> {
        let broken = Defect::Broken("cross-reference stream");
        syntax.object_start().ok_or(Defect::Broken("place of the cross-reference"))?;
        let trailer = syntax.dict().ok_or(broken)?;
        if !trailer.is_name(b"Type", b"XRef") || !syntax.word(b"stream") {
            return Err(broken);
        }
        let mut data_at = at + syntax.position() as u64;
        let line_end = source.up_to(data_at, 2)?;
        data_at += if line_end.starts_with(b"\r\n") { 2 } else { u64::from(line_end.starts_with(b"\n")) };
        let packed = trailer.int(b"Length").ok_or(broken)?;
        if !source.holds(data_at, packed) {
            return Err(Defect::Broken("cross-reference beyond the end"));
        }
        let widths = numbers(trailer.get(b"W")).ok_or(broken)?;
        let [Ok(a), Ok(b), Ok(c)] = [widths.first(), widths.get(1), widths.get(2)]
            .map(|w| usize::try_from(w.copied().filter(|w| *w <= 8).unwrap_or(u64::MAX)))
        else {
            return Err(broken);
        };
        if a > 8 || b > 8 || c > 8 {
            return Err(broken);
        }
        let index = match trailer.get(b"Index") {
            Some(index) => numbers(Some(index)).ok_or(broken)?,
            None => vec![0, trailer.int(b"Size").ok_or(broken)?],
        };
        let index: Vec<_> = index.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        if index.iter().fold(0_u64, |sum, (_, n)| sum.saturating_add(*n)) > OBJECTS {
            return Err(Defect::Broken("size of the cross-reference"));
        }
        let deflated = match trailer.get(b"Filter") {
            None => false,
            Some(Object::Name(name)) if name == b"FlateDecode" => true,
            Some(Object::Array(names)) if names.as_slice() == [Object::Name(b"FlateDecode".to_vec())] => true,
            Some(_) => return Err(broken),
        };
        let predictor = |parameters: &Dict| parameters.int(b"Predictor").is_some_and(|p| p >= 10);
        let predicted = match trailer.get(b"DecodeParms") {
            Some(Object::Dict(parameters)) => predictor(parameters),
            Some(Object::Array(all)) => matches!(all.first(), Some(Object::Dict(parameters)) if predictor(parameters)),
            _ => false,
        };
        let rows = StreamRows { index, widths: [a, b, c], predicted, deflated, at: data_at, packed };
        let section = Self { trailer, rows: Rows::Stream(rows) };
        // Reading it through once tells whether it is whole.
        section.find(source, u64::MAX)?;
        Ok(section)
    }

    /// Where the object with this number lies, when this section knows.
    pub(super) fn find(&self, source: &mut Source<'_>, number: u64) -> Result<Option<Place>, Defect> {
        match &self.rows {
            Rows::Table(parts) => {
                for (first, count, at, width) in parts {
                    if let Some(row) = number.checked_sub(*first).filter(|row| row < count) {
                        let row: [u8; 18] = source.array(at + row * width)?;
                        let offset = Syntax::new(&row[..10]).number().ok_or(Defect::Broken("row"))?;
                        return Ok(Some(if row[17] == b'n' { Place::At(offset) } else { Place::Free }));
                    }
                }
                Ok(None)
            }
            Rows::Stream(rows) => rows.find(source, number),
        }
    }
}

/// Every row has its form, and leads into the file.
fn check_rows(source: &mut Source<'_>, at: u64, count: u64, width: u64) -> Result<(), Defect> {
    let len = source.len();
    let mut reader = source.from(at)?;
    let mut row = [0; 20];
    let row = &mut row[..usize::try_from(width).unwrap_or(20)];
    for _ in 0..count {
        reader.read_exact(row)?;
        let formed = row[..10].iter().chain(&row[11..16]).all(u8::is_ascii_digit) && matches!(row[17], b'n' | b'f');
        let offset = row[..10].iter().fold(0_u64, |n, b| n * 10 + u64::from(b.wrapping_sub(b'0')));
        if !formed || (row[17] == b'n' && offset >= len) {
            return Err(Defect::Broken("row of the cross-reference"));
        }
    }
    Ok(())
}

fn numbers(object: Option<&Object>) -> Option<Vec<u64>> {
    let Some(Object::Array(items)) = object else { return None };
    items
        .iter()
        .map(|item| match item {
            Object::Int(n) => u64::try_from(*n).ok(),
            _ => None,
        })
        .collect()
}

impl StreamRows {
    fn find(&self, source: &mut Source<'_>, number: u64) -> Result<Option<Place>, Defect> {
        let packed = source.from(self.at)?.take(self.packed);
        if self.deflated {
            self.search(&mut ZlibDecoder::new(packed), number)
        } else {
            let mut packed = packed;
            self.search(&mut packed as &mut dyn BufRead, number)
        }
    }

    fn search(&self, mut reader: impl Read, number: u64) -> Result<Option<Place>, Defect> {
        let broken = |_| Defect::Broken("cross-reference stream");
        let width: usize = self.widths.iter().sum();
        if width == 0 || width as u64 > ROW {
            return Err(Defect::Broken("cross-reference stream"));
        }
        let (mut row, mut above, mut filter) = (vec![0_u8; width], vec![0_u8; width], [0_u8]);
        for (first, count) in &self.index {
            for object in *first..first.saturating_add(*count) {
                if self.predicted {
                    reader.read_exact(&mut filter).map_err(broken)?;
                }
                reader.read_exact(&mut row).map_err(broken)?;
                if self.predicted {
                    unfilter(filter[0], &mut row, &above)?;
                    above.copy_from_slice(&row);
                }
                if object == number {
                    return Ok(Some(self.place(&row)));
                }
            }
        }
        Ok(None)
    }

    fn place(&self, row: &[u8]) -> Place {
        let (kind, rest) = row.split_at(self.widths[0]);
        let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |n, b| (n << 8) | u64::from(*b));
        let field = number(&rest[..self.widths[1]]);
        // Without a first field every row is of an object in use.
        match if kind.is_empty() { 1 } else { number(kind) } {
            1 => Place::At(field),
            2 => Place::In(field),
            _ => Place::Free,
        }
    }
}

/// Undoes the row filters of PNG for rows of single bytes.
fn unfilter(filter: u8, row: &mut [u8], above: &[u8]) -> Result<(), Defect> {
    for at in 0..row.len() {
        let left = if at == 0 { 0 } else { row[at - 1] };
        let corner = if at == 0 { 0 } else { above[at - 1] };
        let up = above[at];
        let add = match filter {
            0 => 0,
            1 => left,
            2 => up,
            3 => left.midpoint(up),
            4 => paeth(left, up, corner),
            _ => return Err(Defect::Broken("cross-reference stream")),
        };
        row[at] = row[at].wrapping_add(add);
    }
    Ok(())
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let estimate = a + b - c;
    let (da, db, dc) = ((estimate - a).abs(), (estimate - b).abs(), (estimate - c).abs());
    if da <= db && da <= dc {
        left
    } else if db <= dc {
        up
    } else {
        corner
    }
}
