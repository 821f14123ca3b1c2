//! What the first bytes of a file say.

use crate::Format;

/// Bytes that are looked at.
pub(super) const HEAD: usize = 1024;

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Does a file that begins with `head` begin as `format` does?
pub(super) fn begins_as(format: Format, head: &[u8]) -> bool {
    match format {
        Format::Pdf => head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).starts_with(b"%PDF-"),
        Format::Tiff => [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"].iter().any(|m| head.starts_with(*m)),
        Format::Jpeg => head.starts_with(b"\xff\xd8\xff"),
        Format::Rtf => head.starts_with(b"{\\rtf"),
        Format::Doc | Format::Xls | Format::Ppt => head.starts_with(OLE),
        Format::Docx | Format::Xlsx | Format::Pptx => head.starts_with(b"PK\x03\x04"),
        Format::Zip => head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06"),
        Format::Rar => head.starts_with(b"Rar!\x1a\x07\x00") || head.starts_with(b"Rar!\x1a\x07\x01\x00"),
    }
}

/// Names by which people know what begins so. Longer beginnings first.
const KNOWN: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"{\\rtf", "RTF"),
    (OLE, "OLE2"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"\xfd7zXZ\0", "XZ"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\x28\xb5\x2f\xfd", "ZSTD"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"#!", "script"),
    (b"BM", "BMP"),
    (b"<?xml", "XML"),
];

/// What a file that begins with `head` seems to be, in a name that is the same in all languages.
pub(super) fn recognise(head: &[u8]) -> Option<&'static str> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let open_document =
            head.get(30..).is_some_and(|h| h.starts_with(b"mimetypeapplication/vnd.oasis.opendocument"));
        return Some(if open_document { "OpenDocument" } else { "ZIP" });
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Some("WEBP");
    }
    if head.get(257..262) == Some(b"ustar") {
        return Some("TAR");
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let starts = |tag: &[u8]| text.get(..tag.len()).is_some_and(|t| t.eq_ignore_ascii_case(tag));
    if starts(b"<!doctype html") || starts(b"<html") {
        return Some("HTML");
    }
    if let Some((_, name)) = KNOWN.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(name);
    }
    let printable = |b: &u8| matches!(b, b'\t' | b'\n' | b'\r' | 0x20..=0x7e | 0x80..);
    (!head.is_empty() && head.iter().all(printable) && text_in_utf8(head)).then_some("TXT")
}

/// UTF-8, the last character possibly cut off.
fn text_in_utf8(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}
