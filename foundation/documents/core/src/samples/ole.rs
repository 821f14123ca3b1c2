//! Compound files: DOC, XLS, PPT, with and without macros.

use cfb::{CompoundFile, Version};
use std::io::{Cursor, Write};

const IN_MEMORY: &str = "a compound file in memory takes every stream";

/// A compound file with these storages and streams.
fn compound(storages: &[&str], streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new())).expect(IN_MEMORY);
    for storage in storages {
        file.create_storage_all(storage).expect(IN_MEMORY);
    }
    for (path, bytes) in streams {
        file.create_stream(path).expect(IN_MEMORY).write_all(bytes).expect(IN_MEMORY);
    }
    file.flush().expect(IN_MEMORY);
    file.into_inner().into_inner()
}

fn word_stream() -> Vec<u8> {
    // File information block of Word 97: mark, version, language, flags (table stream 1), then the text.
    let mut bytes = vec![0; 4096];
    bytes[..12].copy_from_slice(&[0xec, 0xa5, 0xc1, 0, 0, 0, 0x3f, 0x04, 0, 0, 0, 0x12]);
    bytes[12] = 0xbf;
    bytes[0x600..0x60c].copy_from_slice(b"Draft law\r\0\0");
    bytes
}

/// A Word document.
pub fn doc() -> Vec<u8> {
    compound(&[], &[("/WordDocument", &word_stream()), ("/1Table", &[0; 512])])
}

/// A Word document with macros.
pub fn doc_with_macros() -> Vec<u8> {
    let streams: [(&str, &[u8]); 3] =
        [("/WordDocument", &word_stream()), ("/1Table", &[0; 512]), ("/Macros/VBA/dir", b"\x01macros")];
    compound(&["/Macros/VBA"], &streams)
}

fn workbook_stream() -> Vec<u8> {
    let record = |kind: u16, body: &[u8]| {
        let length = u16::try_from(body.len()).unwrap_or(0);
        [&kind.to_le_bytes()[..], &length.to_le_bytes()[..], body].concat()
    };
    let begin = |substream: u16| {
        let mut body = vec![0, 6];
        body.extend(substream.to_le_bytes());
        body.extend([0xdb, 0x10, 0xcc, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);
        record(0x0809, &body)
    };
    let end = record(0x000a, &[]);
    let code_page = record(0x0042, &[0xb0, 0x04]);
    let globals = begin(5).len() + code_page.len() + (4 + 9) + end.len();
    // Where the sheet begins, visible, a worksheet, and its name.
    let mut sheet = u32::try_from(globals).unwrap_or(0).to_le_bytes().to_vec();
    sheet.extend([0, 0, 1, 0, b'1']);
    let number = record(0x0203, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
    [begin(5), code_page, record(0x0085, &sheet), end.clone(), begin(0x10), number, end].concat()
}

/// An Excel workbook of one sheet with one number.
pub fn xls() -> Vec<u8> {
    compound(&[], &[("/Workbook", &workbook_stream())])
}

/// An Excel workbook with macros.
pub fn xls_with_macros() -> Vec<u8> {
    let streams: [(&str, &[u8]); 2] = [("/Workbook", &workbook_stream()), ("/_VBA_PROJECT_CUR/VBA/dir", b"\x01macros")];
    compound(&["/_VBA_PROJECT_CUR/VBA"], &streams)
}

fn slide_record(container: bool, kind: u16, body: &[u8]) -> Vec<u8> {
    let version = if container { 0x0f_u16 } else { 0 };
    let length = u32::try_from(body.len()).unwrap_or(0);
    [&version.to_le_bytes()[..], &kind.to_le_bytes()[..], &length.to_le_bytes()[..], body].concat()
}

fn presentation(macros: bool) -> Vec<u8> {
    let atom = slide_record(false, 0x03e9, &[0; 40]);
    let mut mark = vec![0; 12];
    mark[4] = u8::from(macros);
    let information = slide_record(true, 0x03ff, &slide_record(false, 0x0400, &mark));
    let list = slide_record(true, 0x07d0, &information);
    let document = slide_record(true, 0x03e8, &[atom, list, slide_record(false, 0x03ea, &[])].concat());
    let edit = slide_record(false, 0x0ff5, &[0; 28]);
    let user =
        slide_record(false, 0x0ff6, &[0x14, 0, 0, 0, 0x5f, 0xc0, 0x91, 0xe3, 0, 0, 0, 0, 0, 0, 0xf4, 3, 3, 0, 0, 0]);
    compound(&[], &[("/PowerPoint Document", &[document, edit].concat()), ("/Current User", &user)])
}

/// A `PowerPoint` presentation without slides.
pub fn ppt() -> Vec<u8> {
    presentation(false)
}

/// A `PowerPoint` presentation that says it holds macros.
pub fn ppt_with_macros() -> Vec<u8> {
    presentation(true)
}
