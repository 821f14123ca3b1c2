//! A text as a flat list of blocks: what every reader gives.

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// What a block is, as far as the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum BlockKind {
    /// A paragraph.
    #[default]
    Text,
    /// A heading of this level, from 1.
    Heading(u8),
    /// A row of a table, cells parted by ` | `.
    Row,
    /// A footnote.
    Footnote,
}

/// A paragraph, heading, row or footnote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text on one line; a number that the file only counts is written out.
    pub text: String,
}

impl Block {
    /// A paragraph.
    pub fn text(text: impl Into<String>) -> Self {
        Self { kind: BlockKind::Text, text: text.into() }
    }
}

/// What parts the cells of a row.
pub(crate) const CELLS: &str = " | ";

/// Text on one line: blanks of any kind become one space, marks that nobody sees are dropped, letters composed.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        match c {
            // Soft hyphen, zero-width blanks and joiners, direction marks, byte order mark.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {}
            c if c.is_whitespace() || c.is_control() => blank = true,
            c => {
                if blank && !out.is_empty() {
                    out.push(' ');
                }
                blank = false;
                out.push(c);
            }
        }
    }
    if is_nfc(&out) { out } else { out.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blanks become one, invisible marks go, letters written as two marks become one.
    #[test]
    fn one_clean_line() {
        assert_eq!(clean("  1.\u{a0}\t Осы\u{ad} заң\n\u{200b}"), "1. Осы заң");
        assert_eq!(clean("и\u{306}"), "й");
    }
}
