//! PDF: the letters that are drawn, put together into lines and paragraphs.

mod draw;
mod fonts;
mod lines;
mod paragraphs;

use self::draw::Drawing;
use super::{Collector, ReadError};
use crate::{Block, BlockKind, Limits};
use lopdf::{Document, LoadOptions};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Letters drawn in one go, where they stand on the page; `y` grows upwards.
#[derive(Debug, Clone)]
struct Fragment {
    x: f32,
    end: f32,
    y: f32,
    size: f32,
    text: String,
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Block>, ReadError> {
    // The parser of the format is not ours: should it panic on a file, the file is damaged and nothing else happens.
    catch_unwind(AssertUnwindSafe(|| guarded(bytes, limits))).unwrap_or(Err(ReadError::Damaged("PDF")))
}

fn guarded(bytes: &[u8], limits: &Limits) -> Result<Vec<Block>, ReadError> {
    let options = LoadOptions { max_decompressed_size: Some(limits.unpacked), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::Decompress(_) => ReadError::TooLarge,
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => ReadError::Locked,
        _ => ReadError::Damaged("PDF"),
    })?;
    let mut drawing = Drawing::new(&document, limits);
    let mut pages = Vec::new();
    for page in document.page_iter() {
        if pages.len() >= limits.pages {
            return Err(ReadError::TooLarge);
        }
        pages.push(lines::lines(drawing.page(page)?));
    }
    lines::drop_running_heads(&mut pages);
    let mut collector = Collector::new(limits);
    for paragraph in paragraphs::paragraphs(&pages) {
        collector.paragraph(BlockKind::Text, &paragraph)?;
    }
    Ok(collector.finish())
}
