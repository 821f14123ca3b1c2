//! Letters and their widths. Kazakh, Russian and English need no shaping: one letter is one glyph.

use crate::{Error, Style};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use std::sync::Arc;

include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// Size of letters and height of lines, in points, and how dark the letters are (0 is black).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    pub bold: bool,
    pub size: f32,
    pub line: f32,
    pub shade: u8,
    pub anywhere: bool,
}

impl Look {
    pub const TITLE: Self = Self { bold: true, size: 15.0, line: 20.0, shade: 0, anywhere: false };
    pub const HEADING: Self = Self { bold: true, size: 11.5, line: 15.5, shade: 0, anywhere: false };
    pub const EDGE: Self = Self { bold: false, size: 8.0, line: 10.0, shade: 90, anywhere: false };

    pub const fn of(style: Style) -> Self {
        match style {
            Style::Body => Self { bold: false, size: 10.5, line: 15.0, shade: 0, anywhere: false },
            Style::Bold => Self { bold: true, size: 10.5, line: 15.0, shade: 0, anywhere: false },
            Style::Small => Self { bold: false, size: 9.0, line: 12.5, shade: 0, anywhere: false },
            Style::SmallBold => Self { bold: true, size: 9.0, line: 12.5, shade: 0, anywhere: false },
            Style::Muted => Self { bold: false, size: 8.5, line: 11.5, shade: 80, anywhere: false },
            Style::Label => Self { bold: false, size: 9.0, line: 15.0, shade: 80, anywhere: false },
            Style::Mono => Self { bold: false, size: 8.0, line: 11.0, shade: 60, anywhere: true },
        }
    }
}

/// Both weights of the font.
pub(crate) struct Faces {
    regular: Face,
    bold: Face,
}

impl Faces {
    pub fn open() -> Result<Self, Error> {
        let open = |bytes: Option<&'static [u8]>| bytes.and_then(Face::new).ok_or(Error::NoFont);
        Ok(Self { regular: open(REGULAR)?, bold: open(BOLD)? })
    }

    pub const fn of(&self, look: Look) -> &Face {
        if look.bold { &self.bold } else { &self.regular }
    }

    /// Width of `text` in points.
    pub fn width(&self, text: &str, look: Look) -> f32 {
        let face = self.of(look);
        text.chars().map(|letter| face.advance(letter)).sum::<f32>() * look.size
    }
}

/// One weight.
pub(crate) struct Face {
    pub font: Font,
    letters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        Some(Self {
            font: Font::new(Arc::new(bytes.to_vec()).into(), 0)?,
            letters: font.charmap(),
            // In units of one: widths grow with the size of the letters.
            widths: font.glyph_metrics(Size::new(1.0), LocationRef::default()),
        })
    }

    /// The glyph of a letter; a letter that the font lacks is drawn as a question mark and stays itself when copied.
    fn glyph(&self, letter: char) -> skrifa::GlyphId {
        let shown = if letter == '\u{ad}' { '-' } else { letter };
        self.letters.map(shown).or_else(|| self.letters.map('?')).unwrap_or_default()
    }

    pub fn advance(&self, letter: char) -> f32 {
        self.widths.advance_width(self.glyph(letter)).unwrap_or_default()
    }

    pub fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        text.char_indices()
            .map(|(at, letter)| {
                let glyph = self.glyph(letter);
                let range = at..at + letter.len_utf8();
                let advance = self.widths.advance_width(glyph).unwrap_or_default();
                KrillaGlyph::new(GlyphId::new(glyph.to_u32()), advance, 0.0, 0.0, 0.0, range, None)
            })
            .collect()
    }
}
