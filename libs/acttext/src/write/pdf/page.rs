//! Pages: what stands where.

use super::WriteError;
use super::face::Face;
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::text::Font;
use std::sync::Arc;

// A4 in points, with the margins of official papers.
const SHORT: f32 = 595.0;
const LONG: f32 = 842.0;
const LEFT: f32 = 70.0;
const RIGHT: f32 = 42.0;
const TOP: f32 = 64.0;
const BOTTOM: f32 = 60.0;
/// Distance of lines, in sizes of letters.
const LINE: f32 = 1.48;
/// The same in cells.
const CELL_LINE: f32 = 11.5;

/// Height of a row of a table, in points.
pub(super) fn row_height(cells: &[Vec<String>]) -> f32 {
    #[allow(clippy::cast_precision_loss)] // Lines of a page.
    let lines = cells.iter().map(Vec::len).max().unwrap_or(0) as f32;
    lines * CELL_LINE
}

enum Mark {
    Text { x: f32, y: f32, size: f32, text: String },
    Frame { x: f32, y: f32, width: f32, height: f32 },
}

/// Pages that fill from top to bottom.
pub(super) struct Pages<'a> {
    face: &'a Face<'a>,
    width: f32,
    height: f32,
    pages: Vec<Vec<Mark>>,
    y: f32,
}

impl<'a> Pages<'a> {
    pub(super) fn new(face: &'a Face<'a>, landscape: bool) -> Self {
        let (width, height) = if landscape { (LONG, SHORT) } else { (SHORT, LONG) };
        Self { face, width, height, pages: vec![Vec::new()], y: TOP }
    }

    /// Width of the text.
    pub(super) const fn width(&self) -> f32 {
        self.width - LEFT - RIGHT
    }

    pub(super) fn next_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    fn put(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// A line of text; on the next page when this one is full.
    pub(super) fn line(&mut self, indent: f32, size: f32, text: &str) {
        if self.y > self.height - BOTTOM {
            self.next_page();
        }
        self.put(Mark::Text { x: LEFT + indent, y: self.y, size, text: text.to_owned() });
        self.y += size * LINE;
    }

    pub(super) fn gap(&mut self, points: f32) {
        self.y += points;
    }

    /// Lines of cells that still fit.
    pub(super) fn lines_left(&self) -> usize {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Not negative, and few.
        let lines = ((self.height - BOTTOM - self.y - 8.0) / CELL_LINE).max(0.0) as usize;
        lines
    }

    /// Lines of cells on an empty page.
    pub(super) fn lines_of_page(&self) -> usize {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Not negative, and few.
        let lines = ((self.height - BOTTOM - TOP - 8.0) / CELL_LINE).max(0.0) as usize;
        lines
    }

    /// A row of a table with its frames.
    pub(super) fn row(&mut self, columns: &[f32], cells: &[Vec<String>], size: f32, padding: f32) {
        let height = row_height(cells) + 2.0 * padding;
        let mut x = LEFT;
        let top = self.y - size;
        for (at, width) in columns.iter().enumerate() {
            self.put(Mark::Frame { x, y: top, width: *width, height });
            let mut y = self.y + padding;
            for line in cells.get(at).into_iter().flatten() {
                self.put(Mark::Text { x: x + padding, y, size, text: line.clone() });
                y += CELL_LINE;
            }
            x += width;
        }
        self.y += height;
    }

    pub(super) fn write(self, font: &'static [u8], name: &str) -> Result<Vec<u8>, WriteError> {
        let font = Font::new(Arc::new(font.to_vec()).into(), 0)
            .ok_or_else(|| WriteError("the font cannot be used".to_owned()))?;
        let mut document = Document::new();
        document.set_metadata(Metadata::new().title(name.to_owned()));
        for marks in &self.pages {
            let settings = PageSettings::from_wh(self.width, self.height)
                .ok_or_else(|| WriteError("the page has no size".to_owned()))?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for mark in marks {
                match mark {
                    Mark::Text { x, y, size, text } => {
                        let glyphs = self.face.glyphs(text);
                        surface.draw_glyphs(Point::from_xy(*x, *y), &glyphs, font.clone(), text, *size, false);
                    }
                    Mark::Frame { x, y, width, height } => {
                        let mut path = PathBuilder::new();
                        if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                            path.push_rect(rect);
                        }
                        if let Some(path) = path.finish() {
                            surface.set_fill(None);
                            surface.set_stroke(Some(Stroke {
                                width: 0.5,
                                paint: rgb::Color::black().into(),
                                ..Stroke::default()
                            }));
                            surface.draw_path(&path);
                            surface.set_stroke(None);
                            surface.set_fill(Some(krilla::paint::Fill::default()));
                        }
                    }
                }
            }
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|e| WriteError(format!("{e:?}")))
    }
}
