//! Compound files (OLE2): DOC, XLS and PPT are told apart by their streams, not by their names.

use super::Defect;
use super::source::{Content, Source, le16, le32};
use crate::Format;
use cfb::CompoundFile;
use std::io::{Read, Seek, SeekFrom};

type Compound<'a> = CompoundFile<&'a mut dyn Content>;

/// Checks that the streams of `format` are there and begin as they should, and that there are no macros.
pub(super) fn check(source: &mut Source<'_>, format: Format) -> Result<(), Defect> {
    let mut compound = CompoundFile::open(source.from(0)?.into_inner()).map_err(|_| Defect::Broken("compound file"))?;
    let found = recognise(&compound);
    if found != Some(format) {
        return Err(Defect::Other(found.map(Format::name)));
    }
    match format {
        Format::Doc => word(&mut compound),
        Format::Xls => excel(&mut compound),
        _ => power_point(&mut compound),
    }
}

/// Documents embedded in others lie in storages of their own, so that only the outermost has its stream at the root.
fn recognise(compound: &Compound<'_>) -> Option<Format> {
    if compound.is_stream("/WordDocument") {
        Some(Format::Doc)
    } else if compound.is_stream("/PowerPoint Document") {
        Some(Format::Ppt)
    } else if compound.is_stream("/Workbook") || compound.is_stream("/Book") {
        Some(Format::Xls)
    } else {
        None
    }
}

fn stream(compound: &mut Compound<'_>, path: &str) -> Result<impl Read + Seek, Defect> {
    compound.open_stream(path).map_err(|_| Defect::Broken("stream"))
}

fn word(compound: &mut Compound<'_>) -> Result<(), Defect> {
    if compound.is_storage("/Macros") {
        return Err(Defect::Macros);
    }
    let mut head = [0; 32];
    stream(compound, "/WordDocument")?.read_exact(&mut head)?;
    // wIdent of the file information block: Word 97 and later, Word 6 and 95.
    match le16(&head, 0) {
        Some(0xa5ec | 0xa5dc) => Ok(()),
        _ => Err(Defect::Broken("file information block")),
    }
}

fn excel(compound: &mut Compound<'_>) -> Result<(), Defect> {
    if compound.is_storage("/_VBA_PROJECT_CUR") || compound.is_storage("/VBA") {
        return Err(Defect::Macros);
    }
    let path = if compound.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let mut head = [0; 8];
    stream(compound, path)?.read_exact(&mut head)?;
    // The first record begins the workbook; its substream is "globals".
    if le16(&head, 0) == Some(0x0809) && le16(&head, 6) == Some(0x0005) {
        Ok(())
    } else {
        Err(Defect::Broken("beginning of the workbook"))
    }
}

const RECORDS: u32 = 100_000;
const DOCUMENT: u16 = 0x03e8;
const DOC_INFO_LIST: u16 = 0x07d0;
const VBA_INFO: u16 = 0x03ff;
const VBA_INFO_ATOM: u16 = 0x0400;
const CURRENT_USER_ATOM: u16 = 0x0ff6;

fn power_point(compound: &mut Compound<'_>) -> Result<(), Defect> {
    let mut head = [0; 8];
    stream(compound, "/Current User")?.read_exact(&mut head)?;
    if le16(&head, 2) != Some(CURRENT_USER_ATOM) {
        return Err(Defect::Broken("current user"));
    }
    let mut records = stream(compound, "/PowerPoint Document")?;
    let end = records.seek(SeekFrom::End(0))?;
    let (mut at, mut seen, mut document) = (0, 0, false);
    while at + 8 <= end {
        seen += 1;
        if seen > RECORDS {
            return Err(Defect::Broken("too many records"));
        }
        records.seek(SeekFrom::Start(at))?;
        records.read_exact(&mut head)?;
        let (kind, length) = (le16(&head, 2).unwrap_or(0), le32(&head, 4).map_or(0, u64::from));
        if at + 8 + length > end {
            return Err(Defect::Broken("record beyond the end"));
        }
        document |= kind == DOCUMENT;
        match kind {
            // Containers on the way to the mark of macros are entered, all other records passed over.
            DOCUMENT | DOC_INFO_LIST | VBA_INFO => at += 8,
            VBA_INFO_ATOM => {
                let mut atom = [0; 12];
                records.read_exact(&mut atom)?;
                if le32(&atom, 4) != Some(0) {
                    return Err(Defect::Macros);
                }
                at += 8 + length;
            }
            _ => at += 8 + length,
        }
    }
    if document { Ok(()) } else { Err(Defect::Broken("no document record")) }
}
