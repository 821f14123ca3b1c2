//! Texts as DOCX and PDF files, for the demo's drafts and for `--texts`.

use acttext::write::{self, Orientation, Paper, Part};
use anyhow::{Context, Result};

/// The portal's font as TrueType, when the `ui` package was built before the program.
pub const FONT: Option<&[u8]> = include!(concat!(env!("OUT_DIR"), "/font.rs"));

/// A title and its paragraphs, as they stand on paper.
pub struct Text<'a> {
    /// Heading.
    pub title: &'a str,
    /// Paragraphs in order, numbers included.
    pub paragraphs: &'a [String],
}

impl Text<'_> {
    fn paper(&self) -> Paper {
        let title = Part::Title(self.title.to_owned());
        let parts = std::iter::once(title).chain(self.paragraphs.iter().cloned().map(Part::Paragraph));
        Paper { name: self.title.to_owned(), orientation: Orientation::Portrait, parts: parts.collect() }
    }
}

/// The text as a DOCX file.
pub fn docx(text: &Text<'_>) -> Result<Vec<u8>> {
    write::docx(&text.paper()).context("packing a DOCX file")
}

/// The text as a PDF file, set in `font` (a TrueType file that has the Kazakh letters).
pub fn pdf(text: &Text<'_>, font: &'static [u8]) -> Result<Vec<u8>> {
    write::pdf(&text.paper(), font).context("writing a PDF file")
}
