//! Blocks set on pages, one under the other.

use crate::code::{QUIET, Squares, squares};
use crate::face::{Faces, Look};
use crate::tree::{Kind, Structure};
use crate::wrap::wrap;
use crate::{Align, Block, Error, MAX_PAGES, Sheet, Style};
use krilla::geom::Rect;

// A4 in points, with the margins of official papers.
pub(crate) const WIDTH: f32 = 595.0;
pub(crate) const HEIGHT: f32 = 842.0;
pub(crate) const LEFT: f32 = 70.0;
pub(crate) const RIGHT: f32 = 42.0;
const TOP: f32 = 58.0;
const BOTTOM: f32 = 64.0;
/// Width of the text.
pub(crate) const COLUMN: f32 = WIDTH - LEFT - RIGHT;
/// Height of the text of a page.
pub(crate) const BODY: f32 = HEIGHT - TOP - BOTTOM;

/// Side of a QR code with its white edge.
const CODE: f32 = 92.0;
/// A heading stands with at least so much of what follows.
const WITH_HEADING: f32 = 54.0;

/// What a drawn thing belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Part(usize),
    Header,
    Footer,
    Ornament,
}

/// Something drawn.
pub(crate) enum Shape {
    /// Letters; the item's `y` is their foot.
    Text(String, Look),
    /// A line to the right, so long and so thick.
    Rule(f32, f32),
    /// A code of such a side; the item's place is its upper left corner.
    Code(f32, Squares),
}

/// Something drawn, and where.
pub(crate) struct Item {
    pub x: f32,
    pub y: f32,
    pub mark: Mark,
    pub shape: Shape,
}

/// A paper as it will be drawn.
pub(crate) struct Paper {
    pub faces: Faces,
    pub pages: Vec<Vec<Item>>,
    pub structure: Structure,
    /// Headings: text, page, height.
    pub outline: Vec<(String, usize, f32)>,
}

/// Sets blocks.
pub(crate) struct Setter {
    pub paper: Paper,
    /// Where the next block begins, from the top of the page.
    pub y: f32,
}

/// Sets the whole paper.
pub(crate) fn set(sheet: &Sheet) -> Result<Paper, Error> {
    let paper =
        Paper { faces: Faces::open()?, pages: vec![Vec::new()], structure: Structure::default(), outline: Vec::new() };
    let mut setter = Setter { paper, y: TOP };
    for (at, block) in sheet.blocks.iter().enumerate() {
        setter.block(block, sheet.blocks.get(at + 1))?;
    }
    setter.edges(sheet);
    Ok(setter.paper)
}

/// Where letters stand in a line that begins at `top`.
pub(crate) fn foot(top: f32, look: Look) -> f32 {
    look.line.mul_add(0.5, look.size.mul_add(0.36, top))
}

impl Setter {
    pub fn page(&self) -> usize {
        self.paper.pages.len() - 1
    }

    /// Height that is left on the page.
    pub fn left(&self) -> f32 {
        HEIGHT - BOTTOM - self.y
    }

    pub fn turn(&mut self) -> Result<(), Error> {
        if self.paper.pages.len() == MAX_PAGES {
            return Err(Error::TooLong);
        }
        self.paper.pages.push(Vec::new());
        self.y = TOP;
        Ok(())
    }

    /// Turns the page unless so much height is left, or the page is new.
    pub fn need(&mut self, height: f32) -> Result<(), Error> {
        if self.left() < height && self.y > TOP { self.turn() } else { Ok(()) }
    }

    pub fn draw(&mut self, x: f32, y: f32, mark: Mark, shape: Shape) {
        let page = self.page();
        self.paper.pages[page].push(Item { x, y, mark, shape });
    }

    pub fn wrap(&self, text: &str, look: Look, width: f32) -> Vec<String> {
        wrap(&self.paper.faces, text, look, width)
    }

    /// Sets a block; a heading stays with the beginning of what is `next`.
    fn block(&mut self, block: &Block, next: Option<&Block>) -> Result<(), Error> {
        match block {
            Block::Title(text) => {
                let lines = self.wrap(text, Look::TITLE, COLUMN - 60.0);
                self.need(Look::TITLE.line * float(lines.len()))?;
                self.mark_heading(text);
                self.lines(&lines, Look::TITLE, Align::Centre, Kind::Heading(1, text.clone()))?;
                self.y += 8.0;
            }
            Block::Heading(text) => {
                let lines = self.wrap(text, Look::HEADING, COLUMN);
                self.y += 12.0;
                let with = match next {
                    Some(Block::Table { columns, rows }) => self.beginning(columns, rows),
                    _ => WITH_HEADING,
                };
                self.need(Look::HEADING.line.mul_add(float(lines.len()), with + 5.0))?;
                self.mark_heading(text);
                self.lines(&lines, Look::HEADING, Align::Left, Kind::Heading(2, text.clone()))?;
                self.y += 5.0;
            }
            Block::Paragraph { style, align, text } => {
                let look = Look::of(*style);
                let lines = self.wrap(text, look, COLUMN);
                self.lines(&lines, look, *align, Kind::Paragraph)?;
                self.y += look.line * 0.4;
            }
            Block::Facts(rows) => self.facts(rows)?,
            Block::Table { columns, rows } => self.table(columns, rows)?,
            Block::Code { data, alt, text } => self.code(data, alt, text)?,
            Block::Space(height) => self.y += height,
        }
        Ok(())
    }

    fn mark_heading(&mut self, text: &str) {
        let page = self.page();
        self.paper.outline.push((text.to_owned(), page, self.y));
    }

    fn lines(&mut self, lines: &[String], look: Look, align: Align, kind: Kind) -> Result<(), Error> {
        if lines.is_empty() {
            return Ok(());
        }
        let part = self.paper.structure.add(kind, None);
        for line in lines {
            self.need(look.line)?;
            let free = COLUMN - self.paper.faces.width(line.trim_end(), look);
            let indent = match align {
                Align::Left => 0.0,
                Align::Centre => free / 2.0,
                Align::Right => free,
            };
            let y = foot(self.y, look);
            self.draw(LEFT + indent, y, Mark::Part(part), Shape::Text(line.clone(), look));
            self.y += look.line;
        }
        Ok(())
    }

    fn code(&mut self, data: &str, alt: &str, text: &[(Style, String)]) -> Result<(), Error> {
        let squares = squares(data)?;
        let beside = LEFT + CODE + 10.0;
        let mut lines = Vec::new();
        for (style, text) in text {
            let look = Look::of(*style);
            let wrapped = self.wrap(text, look, WIDTH - RIGHT - beside);
            lines.push((look, wrapped));
        }
        let height: f32 = lines.iter().map(|(look, lines)| look.line.mul_add(float(lines.len()), 3.0)).sum();
        self.need(height.max(CODE) + 8.0)?;
        self.y += 8.0;
        let top = self.y;
        let figure = self.paper.structure.add(Kind::Figure(alt.to_owned(), None), None);
        let page = self.page();
        if let Some(rect) = Rect::from_xywh(LEFT, top, CODE, CODE) {
            self.paper.structure.place(figure, page, rect);
        }
        let square = CODE / float(squares.width + 2 * QUIET);
        // The white edge reaches into the margin, so that the dark squares stand in line with the text.
        let edge = square * float(QUIET);
        self.draw(LEFT - edge, top - edge, Mark::Part(figure), Shape::Code(CODE, squares));
        for (look, lines) in lines {
            let part = self.paper.structure.add(Kind::Paragraph, None);
            for line in lines {
                let y = foot(self.y, look);
                self.draw(beside, y, Mark::Part(part), Shape::Text(line, look));
                self.y += look.line;
            }
            self.y += 3.0;
        }
        self.y = self.y.max(top + CODE);
        Ok(())
    }

    /// The small lines at the head and foot of every page.
    fn edges(&mut self, sheet: &Sheet) {
        let look = Look::EDGE;
        let pages = self.paper.pages.len();
        let first = |lines: Vec<String>| lines.into_iter().next().unwrap_or_default();
        let header = first(self.wrap(&sheet.header, look, COLUMN));
        let footer = first(self.wrap(&sheet.footer, look, COLUMN - 60.0));
        for at in 0..pages {
            let number = format!("{} / {pages}", at + 1);
            let wide = self.paper.faces.width(&number, look);
            let page = &mut self.paper.pages[at];
            let mut put = |x: f32, y: f32, mark: Mark, shape: Shape| page.push(Item { x, y, mark, shape });
            if at > 0 && !header.is_empty() {
                put(LEFT, TOP - 22.0, Mark::Header, Shape::Text(header.clone(), look));
                put(LEFT, TOP - 14.0, Mark::Ornament, Shape::Rule(COLUMN, 0.4));
            }
            let y = HEIGHT - BOTTOM + 30.0;
            put(LEFT, y - 14.0, Mark::Ornament, Shape::Rule(COLUMN, 0.4));
            if !footer.is_empty() {
                put(LEFT, y, Mark::Footer, Shape::Text(footer.clone(), look));
            }
            put(LEFT + COLUMN - wide, y, Mark::Footer, Shape::Text(number, look));
        }
    }
}

/// A count as a length.
#[allow(clippy::cast_precision_loss, reason = "counts of lines and squares are small")]
pub(crate) fn float(count: usize) -> f32 {
    count as f32
}
