//! Texts and tables as files: DOCX for editing, PDF for reading.

mod docx;
mod pdf;

pub use docx::docx;
pub use pdf::pdf;

use thiserror::Error;

/// A part of a paper, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// The heading, bold and in the middle.
    Title(String),
    /// A paragraph, both edges even.
    Paragraph(String),
    /// A table.
    Table {
        /// Share of each column in the width; they need not add up to one.
        widths: Vec<f32>,
        /// Headings of the columns, repeated on each page; empty when there are none.
        header: Vec<String>,
        /// Cells by row.
        rows: Vec<Vec<String>>,
    },
}

/// How the paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// A4, upright.
    #[default]
    Portrait,
    /// A4, on its side: for tables.
    Landscape,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paper {
    /// Its name in the properties of the file.
    pub name: String,
    /// How it lies.
    pub orientation: Orientation,
    /// What stands on it.
    pub parts: Vec<Part>,
}

/// A file could not be written.
#[derive(Debug, Error)]
#[error("writing a file: {0}")]
pub struct WriteError(String);

/// The font with which tests set PDF files, when the packages of the interface are there.
#[cfg(test)]
pub(crate) fn tests_font() -> Option<&'static [u8]> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../ui/node_modules/@expo-google-fonts/golos-text/400Regular/GolosText_400Regular.ttf"
    );
    let bytes = std::fs::read(path).ok();
    if bytes.is_none() {
        println!("NOT TESTED: no font at {path}; run npm ci in ui");
    }
    bytes.map(|b| &*b.leak())
}
