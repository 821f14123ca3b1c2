//! Letters and their widths. Kazakh, Russian and English need no shaping: one letter is one glyph.

use super::WriteError;
use krilla::text::{GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// A font that can be measured.
pub(super) struct Face<'a> {
    letters: skrifa::charmap::Charmap<'a>,
    widths: GlyphMetrics<'a>,
}

impl<'a> Face<'a> {
    pub(super) fn new(font: &'a [u8]) -> Result<Self, WriteError> {
        let font = FontRef::new(font).map_err(|e| WriteError(e.to_string()))?;
        // In units of one: widths grow with the size of the letters.
        Ok(Self { letters: font.charmap(), widths: font.glyph_metrics(Size::new(1.0), LocationRef::default()) })
    }

    pub(super) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        text.char_indices()
            .map(|(at, letter)| {
                let glyph = self.letters.map(letter).unwrap_or_default();
                let width = self.widths.advance_width(glyph).unwrap_or_default();
                KrillaGlyph::new(GlyphId::new(glyph.to_u32()), width, 0.0, 0.0, 0.0, at..at + letter.len_utf8(), None)
            })
            .collect()
    }

    fn width(&self, text: &str) -> f32 {
        text.chars()
            .map(|c| self.widths.advance_width(self.letters.map(c).unwrap_or_default()).unwrap_or_default())
            .sum()
    }

    /// Breaks `text` into lines no wider than `width` points, the first one set in; a single word that is wider is cut.
    pub(super) fn wrap(&self, text: &str, size: f32, width: f32, indent: f32) -> Vec<String> {
        let space = self.width(" ") * size;
        let mut lines = Vec::new();
        let mut line = String::new();
        let mut used = indent;
        let words = text.split_whitespace().flat_map(|word| self.cut(word, size, width));
        for word in words {
            let word_width = self.width(&word) * size;
            if !line.is_empty() && used + space + word_width > width {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            if !line.is_empty() {
                line.push(' ');
                used += space;
            }
            line.push_str(&word);
            used += word_width;
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    fn cut(&self, word: &str, size: f32, width: f32) -> Vec<String> {
        let mut parts = vec![String::new()];
        let mut used = 0.0;
        for c in word.chars() {
            let own = self.width(c.encode_utf8(&mut [0; 4])) * size;
            if used + own > width && parts.last().is_some_and(|p| !p.is_empty()) {
                parts.push(String::new());
                used = 0.0;
            }
            if let Some(part) = parts.last_mut() {
                part.push(c);
            }
            used += own;
        }
        parts
    }
}
