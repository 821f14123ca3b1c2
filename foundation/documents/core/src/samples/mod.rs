//! Genuine minimal files of every format, and files that must be refused: for tests and for demo data.
//!
//! ```
//! let pdf = orda_documents::samples::pdf();
//! assert!(pdf.starts_with(b"%PDF-1.4"));
//! ```

mod archives;
mod office;
mod ole;
mod pdf;
mod pictures;

pub use archives::{nested_zip, rar4, rar4_of, rar5, rar5_of, seven_zip, tar_gz, zip, zip_of};
pub use office::{docm, docx, open_document, pptx, xlsx};
pub use ole::{doc, doc_with_macros, ppt, ppt_with_macros, xls, xls_with_macros};
pub use pdf::{pdf, pdf_compressed, pdf_of};
pub use pictures::{bmp, gif, jpeg, png, tiff};

use crate::Format;

/// A small RTF document.
pub fn rtf() -> Vec<u8> {
    br"{\rtf1\ansi\deff0{\fonttbl{\f0 Golos Text;}}\f0\fs24 \u1178?\u1072?\u1091?\u1083?\u1099? \{1\}\par{\*\generator Orda;}}"
        .to_vec()
}

/// A small web page.
pub fn html() -> Vec<u8> {
    b"<!DOCTYPE html>\n<html><head><title>t</title></head><body><script>alert(1)</script></body></html>\n".to_vec()
}

/// The beginning of a Windows program.
pub fn exe() -> Vec<u8> {
    let mut bytes = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0\x40".to_vec();
    bytes.resize(512, 0);
    bytes[60] = 128;
    bytes[128..132].copy_from_slice(b"PE\0\0");
    bytes
}

/// A genuine file of every format that can be checked, in every ending and form, with its name.
pub fn genuine() -> Vec<(&'static str, Format, Vec<u8>)> {
    vec![
        ("act.pdf", Format::Pdf, pdf()),
        ("compressed.pdf", Format::Pdf, pdf_compressed()),
        ("scan.tif", Format::Tiff, tiff(false)),
        ("scan.tiff", Format::Tiff, tiff(true)),
        ("photo.jpg", Format::Jpeg, jpeg()),
        ("photo.jpeg", Format::Jpeg, jpeg()),
        ("note.rtf", Format::Rtf, rtf()),
        ("act.doc", Format::Doc, doc()),
        ("act.docx", Format::Docx, docx("Қаулы жобасы")),
        ("budget.xls", Format::Xls, xls()),
        ("budget.xlsx", Format::Xlsx, xlsx()),
        ("slides.ppt", Format::Ppt, ppt()),
        ("slides.pptx", Format::Pptx, pptx()),
        ("papers.rar", Format::Rar, rar5()),
        ("old.rar", Format::Rar, rar4()),
        ("papers.zip", Format::Zip, zip()),
    ]
}
