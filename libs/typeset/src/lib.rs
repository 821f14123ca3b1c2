//! Papers: headings, paragraphs, tables and codes set on pages, as PDF/A-2a and PDF/UA-1 files: for archives, and for
//! readers who hear the page instead of seeing it.
//!
//! A [`Sheet`] says what stands on the paper; [`Sheet::to_pdf`] sets it. The library reads no file, asks no network, and
//! draws the same bytes of the same sheet every time. Nothing is cut: words too long for their column are hyphenated by
//! the rules of Kazakh and Russian, or broken.
//!
//! ```
//! use typeset::{Block, Cell, Column, Moment, Sheet, Style};
//!
//! let made_at = Moment { year: 2026, month: 11, day: 22, hour: 3, minute: 0, second: 0 };
//! let mut sheet = Sheet::new("kk", "Келісу парағы", made_at);
//! sheet.push(Block::title("Келісу парағы"));
//! sheet.push(Block::paragraph("Қаулы жобасы келісілді."));
//! sheet.push(Block::table(
//!     vec![Column::new("Орган", 3.0), Column::new("Шешім", 1.0)],
//!     vec![vec![Cell::text("Қаржы министрлігі"), Cell::styled(Style::SmallBold, "келісілді")]],
//! ));
//! sheet.push(Block::code("https://orda.example/verify/7QK2", "Тексеру мекенжайы", vec![]));
//! let pdf = sheet.to_pdf()?;
//! assert!(pdf.starts_with(b"%PDF-1.7"));
//! # Ok::<(), typeset::Error>(())
//! ```

mod code;
mod draw;
mod face;
mod hyphen;
mod layout;
mod sheet;
mod table;
mod tree;
mod wrap;

pub use code::{ScreenCode, screen_code};
pub use sheet::{Align, Block, Cell, Column, Moment, Sheet, Style};

/// Why there is no paper.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The program was built before the packages of `ui/` were installed.
    #[error("the program was built without a font")]
    NoFont,
    /// More pages or letters than a paper may have: see [`MAX_PAGES`] and [`MAX_TEXT`].
    #[error("the paper is too long")]
    TooLong,
    /// The bytes of a code do not fit into one.
    #[error("the code is too long")]
    Code,
    /// The file cannot be written; what the writer said.
    #[error("the file cannot be written: {0}")]
    Writer(String),
}

/// Most pages of one paper: an act of destruction of a thousand documents has about half as many.
pub const MAX_PAGES: usize = 2_000;

/// Most bytes of text on one paper: what bounds the time that setting takes.
pub const MAX_TEXT: usize = 8 << 20;
