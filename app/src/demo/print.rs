//! Texts as DOCX and PDF files, for the demo's drafts and for `--texts`.

use anyhow::{Context, Result, anyhow};
use docx_rs::{AlignmentType, Docx, Paragraph, Run, RunFonts};
use krilla::Document;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use std::io::Cursor;
use std::sync::Arc;

/// The portal's font as TrueType, when the `ui` package was built before the program.
pub const FONT: Option<&[u8]> = include!(concat!(env!("OUT_DIR"), "/font.rs"));

/// A title and its paragraphs, as they stand on paper.
pub struct Text<'a> {
    /// Heading.
    pub title: &'a str,
    /// Paragraphs in order, numbers included.
    pub paragraphs: &'a [String],
}

/// The text as a DOCX file.
pub fn docx(text: &Text<'_>) -> Result<Vec<u8>> {
    let mut document = Docx::new()
        .default_fonts(RunFonts::new().ascii("Times New Roman").cs("Times New Roman").hi_ansi("Times New Roman"))
        .default_size(28)
        .add_paragraph(Paragraph::new().align(AlignmentType::Center).add_run(Run::new().bold().add_text(text.title)));
    for paragraph in text.paragraphs {
        document =
            document.add_paragraph(Paragraph::new().align(AlignmentType::Both).add_run(Run::new().add_text(paragraph)));
    }
    let mut bytes = Cursor::new(Vec::new());
    document.build().pack(&mut bytes).context("packing a DOCX file")?;
    Ok(bytes.into_inner())
}

// A4 in points, with the margins of official papers.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const LEFT: f32 = 70.0;
const RIGHT: f32 = 42.0;
const TOP: f32 = 64.0;
const BOTTOM: f32 = 60.0;
const SIZE: f32 = 11.5;
const LINE: f32 = 17.0;

/// The text as a PDF file, set in `font` (a TrueType file that has the Kazakh letters).
pub fn pdf(text: &Text<'_>, font: &'static [u8]) -> Result<Vec<u8>> {
    let face = Face::new(font)?;
    let font = Font::new(Arc::new(font.to_vec()).into(), 0).ok_or_else(|| anyhow!("the font cannot be used"))?;
    let mut lines: Vec<Line> = wrap(&face, text.title, SIZE + 2.5, WIDTH - LEFT - RIGHT - 40.0)
        .into_iter()
        .map(|line| Line { indent: 20.0, size: SIZE + 2.5, text: line })
        .collect();
    lines.push(Line { indent: 0.0, size: SIZE, text: String::new() });
    for paragraph in text.paragraphs {
        for (i, line) in wrap(&face, paragraph, SIZE, WIDTH - LEFT - RIGHT - 14.0).into_iter().enumerate() {
            lines.push(Line { indent: if i == 0 { 14.0 } else { 0.0 }, size: SIZE, text: line });
        }
        lines.push(Line { indent: 0.0, size: SIZE / 2.0, text: String::new() });
    }
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(text.title.to_owned()));
    let mut rest = lines.as_slice();
    while !rest.is_empty() {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| anyhow!("the page has no size"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut y = TOP;
        while let Some((line, after)) = rest.split_first() {
            if y > HEIGHT - BOTTOM {
                break;
            }
            if !line.text.is_empty() {
                let start = Point::from_xy(LEFT + line.indent, y);
                surface.draw_glyphs(start, &face.glyphs(&line.text), font.clone(), &line.text, line.size, false);
            }
            y += LINE * line.size / SIZE;
            rest = after;
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|e| anyhow!("writing a PDF file: {e:?}"))
}

struct Line {
    indent: f32,
    size: f32,
    text: String,
}

/// Letters and their widths. Kazakh, Russian and English need no shaping: one letter is one glyph.
struct Face<'a> {
    letters: skrifa::charmap::Charmap<'a>,
    widths: GlyphMetrics<'a>,
}

impl<'a> Face<'a> {
    fn new(font: &'a [u8]) -> Result<Self> {
        let font = FontRef::new(font).context("reading the font")?;
        // In units of one: widths grow with the size of the letters.
        Ok(Self { letters: font.charmap(), widths: font.glyph_metrics(Size::new(1.0), LocationRef::default()) })
    }

    fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        text.char_indices()
            .map(|(at, letter)| {
                let glyph = self.letters.map(letter).unwrap_or_default();
                KrillaGlyph::new(
                    GlyphId::new(glyph.to_u32()),
                    self.widths.advance_width(glyph).unwrap_or_default(),
                    0.0,
                    0.0,
                    0.0,
                    at..at + letter.len_utf8(),
                    None,
                )
            })
            .collect()
    }

    fn width(&self, text: &str) -> f32 {
        self.glyphs(text).iter().map(|g| g.x_advance).sum()
    }
}

/// Breaks `text` into lines no wider than `width` points; a single word that is wider stands alone.
fn wrap(face: &Face<'_>, text: &str, size: f32, width: f32) -> Vec<String> {
    let measure = |word: &str| face.width(word) * size;
    let space = measure(" ");
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for word in text.split_whitespace() {
        let word_width = measure(word);
        if !line.is_empty() && used + space + word_width > width {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += space;
        }
        line.push_str(word);
        used += word_width;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
