//! PDF: from the end of the file to the cross-reference, from there to the catalogue and the pages.
//!
//! A library would load the whole file; this reads only what leads to the pages, so that a file of 60 MB costs as little
//! as one of 60 KB.

use super::Defect;
use super::pdf_syntax::{Dict, Object, Syntax, is_blank};
use super::pdf_xref::{Place, Section, WINDOW};
use super::source::Source;

/// Bytes at the end in which the end must be marked, after blanks.
const TAIL: usize = 64 * 1024;
/// Changes added one after another at the end of a file.
const SECTIONS: usize = 1000;

/// Checks header, end, every section of the cross-reference, catalogue and pages.
pub(super) fn check(source: &mut Source<'_>) -> Result<(), Defect> {
    let head = source.up_to(0, 16)?;
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    if !matches!(head.get(5..8), Some([b'1' | b'2', b'.', b'0'..=b'9'])) {
        return Err(Defect::Broken("version"));
    }
    let sections = sections(source)?;
    let root = sections.iter().find_map(|s| s.trailer.reference(b"Root")).ok_or(Defect::Broken("no catalogue"))?;
    if sections.iter().any(|s| s.trailer.get(b"Encrypt").is_some()) {
        // Streams are encrypted, so that compressed objects can't be read; the places are still checked.
        return locate(source, &sections, root).map(|_| ());
    }
    let Some(catalogue) = object(source, &sections, root)? else { return Ok(()) };
    let pages = catalogue.reference(b"Pages").ok_or(Defect::Broken("catalogue"))?;
    match object(source, &sections, pages)? {
        None => Ok(()),
        Some(pages) if matches!(pages.get(b"Kids"), Some(Object::Array(_) | Object::Ref(_))) => Ok(()),
        Some(_) => Err(Defect::Broken("pages")),
    }
}

/// All sections, the newest first.
fn sections(source: &mut Source<'_>) -> Result<Vec<Section>, Defect> {
    let mut sections = Vec::new();
    let mut waiting = vec![start(source)?];
    let mut seen = Vec::new();
    while let Some(at) = waiting.pop() {
        if seen.contains(&at) || seen.len() >= SECTIONS {
            return Err(Defect::Broken("chain of cross-references"));
        }
        seen.push(at);
        let section = Section::read(source, at)?;
        if let Some(previous) = section.trailer.int(b"Prev") {
            waiting.push(previous);
        }
        // Of a file for old and new readers: read before what came earlier.
        if let Some(hidden) = section.trailer.int(b"XRefStm") {
            waiting.push(hidden);
        }
        sections.push(section);
    }
    Ok(sections)
}

/// Where the last cross-reference begins.
fn start(source: &mut Source<'_>) -> Result<u64, Defect> {
    let tail = source.up_to(source.len().saturating_sub(TAIL as u64), TAIL)?;
    let end = tail.iter().rposition(|b| !is_blank(*b)).map_or(0, |at| at + 1);
    // Some programs add a few bytes after the mark of the end.
    let from = end.saturating_sub(1024);
    let mark = memchr::memmem::rfind(&tail[from..end], b"%%EOF").ok_or(Defect::Broken("no end"))?;
    let word = memchr::memmem::rfind(&tail[..from + mark], b"startxref").ok_or(Defect::Broken("no startxref"))?;
    let at = Syntax::new(&tail[word + b"startxref".len()..]).number().ok_or(Defect::Broken("startxref"))?;
    if at == 0 || at >= source.len() { Err(Defect::Broken("startxref")) } else { Ok(at) }
}

fn locate(source: &mut Source<'_>, sections: &[Section], number: u64) -> Result<Place, Defect> {
    for section in sections {
        match section.find(source, number)? {
            Some(Place::Free) => break,
            Some(place) => return Ok(place),
            None => {}
        }
    }
    Err(Defect::Broken("object without a place"))
}

/// The dictionary of an object; none when it lies in an object stream, of which only the head is checked.
fn object(source: &mut Source<'_>, sections: &[Section], number: u64) -> Result<Option<Dict>, Defect> {
    match locate(source, sections, number)? {
        Place::At(at) => dictionary(source, at, number).map(Some),
        Place::In(stream) => match locate(source, sections, stream)? {
            Place::At(at) if dictionary(source, at, stream)?.is_name(b"Type", b"ObjStm") => Ok(None),
            _ => Err(Defect::Broken("object stream")),
        },
        Place::Free => Err(Defect::Broken("object without a place")),
    }
}

fn dictionary(source: &mut Source<'_>, at: u64, number: u64) -> Result<Dict, Defect> {
    let window = source.up_to(at, WINDOW)?;
    let mut syntax = Syntax::new(&window);
    if syntax.object_start() != Some(number) {
        return Err(Defect::Broken("object is not at its place"));
    }
    syntax.dict().ok_or(Defect::Broken("dictionary"))
}
