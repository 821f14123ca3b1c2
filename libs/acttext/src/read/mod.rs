//! Reading files into blocks.

mod collect;
mod docx;
mod pdf;
mod rtf;

use crate::structure::marker;
use crate::{Block, Limits};
use thiserror::Error;

pub(crate) use collect::Collector;

/// A format whose text can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Office Open XML.
    Docx,
    /// Rich Text Format.
    Rtf,
    /// PDF with text in it.
    Pdf,
}

/// Why a text cannot be had from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ReadError {
    /// Larger than the limits allow, packed or unpacked.
    #[error("the file is larger than the limits allow")]
    TooLarge,
    /// Nested or repeated more than the limits allow.
    #[error("the file is more involved than the limits allow")]
    TooInvolved,
    /// Not well-formed.
    #[error("the file is damaged: {0}")]
    Damaged(&'static str),
    /// Locked with a password.
    #[error("the file is locked with a password")]
    Locked,
    /// There is no text in it: pictures of pages.
    #[error("the file has no text")]
    NoText,
}

/// Reads a file of a known format. Deleted text of tracked changes is left out, inserted text is taken.
///
/// # Errors
/// [`ReadError`]; never a panic.
pub fn read(bytes: &[u8], format: Format, limits: &Limits) -> Result<Vec<Block>, ReadError> {
    if bytes.len() > limits.bytes {
        return Err(ReadError::TooLarge);
    }
    let blocks = match format {
        Format::Docx => docx::read(bytes, limits)?,
        Format::Rtf => rtf::read(bytes, limits)?,
        Format::Pdf => pdf::read(bytes, limits)?,
    };
    if blocks.is_empty() { Err(ReadError::NoText) } else { Ok(blocks) }
}

/// Typed paragraphs as blocks.
pub fn typed(paragraphs: &[String]) -> Vec<Block> {
    let texts = paragraphs.iter().map(|p| crate::clean(p)).filter(|t| !t.is_empty());
    texts.map(Block::text).collect()
}

/// Joins lines into paragraphs where only a mark at the beginning of a line says that a new one begins.
pub(crate) fn join_lines(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for line in text.split('\n').map(crate::clean).filter(|l| !l.is_empty()) {
        let begins = marker::leading(&line).is_some();
        match paragraphs.last_mut() {
            Some(last) if !begins => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => paragraphs.push(line),
        }
    }
    paragraphs
}
