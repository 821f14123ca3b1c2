//! Tables: rows that stay together where they can, under a heading that comes back on every page.

use crate::face::Look;
use crate::layout::{BODY, COLUMN, LEFT, Mark, Setter, Shape, foot};
use crate::tree::Kind;
use crate::{Cell, Column, Error, Style};
use std::collections::VecDeque;

/// Free height above and below the text of a row, and free width between columns.
const PAD: f32 = 4.0;
const GAP: f32 = 10.0;

/// Part of the width that the names of facts take.
const NAMES: f32 = 0.30;

/// A cell in lines, with the part of the structure it belongs to.
struct Set {
    part: usize,
    x: f32,
    lines: VecDeque<(Look, String)>,
}

impl Set {
    fn height(&self) -> f32 {
        self.lines.iter().map(|(look, _)| look.line).sum()
    }
}

/// Left edge and width of a column.
type Place = (f32, f32);

impl Setter {
    pub(crate) fn table(&mut self, columns: &[Column], rows: &[Vec<Cell>]) -> Result<(), Error> {
        let places = places(columns);
        let table = self.paper.structure.add(Kind::Table, None);
        let titles: Vec<Cell> = columns.iter().map(|c| Cell::styled(Style::SmallBold, c.title.as_str())).collect();
        let heading = self.cells(&titles, &places, table, &Kind::Head);
        // With the first row, so that no heading stands alone.
        self.need(self.beginning(columns, rows))?;
        self.heading(heading)?;
        for row in rows {
            let cells = self.cells(row, &places, table, &Kind::Data);
            let tall = height(&cells);
            if tall > self.left() && tall < BODY - 60.0 {
                self.turn_in_table(&titles, &places)?;
            }
            self.row(cells, Some((&titles, &places)))?;
            self.rule(0.4);
        }
        self.y += 6.0;
        Ok(())
    }

    /// Height of the heading with the first row, or with some of it when it is taller than half a page.
    pub(crate) fn beginning(&self, columns: &[Column], rows: &[Vec<Cell>]) -> f32 {
        let places = places(columns);
        let tall = |cells: &mut dyn Iterator<Item = Cell>| {
            let heights = cells
                .zip(&places)
                .map(|(cell, &(_, width))| self.cell(&cell, width).iter().map(|(look, _)| look.line).sum::<f32>());
            heights.fold(0.0, f32::max) + 2.0 * PAD
        };
        let heading = tall(&mut columns.iter().map(|c| Cell::styled(Style::SmallBold, c.title.as_str())));
        let first = rows.first().map_or(0.0, |row| tall(&mut row.iter().cloned()));
        heading + first.min(BODY / 2.0)
    }

    pub(crate) fn facts(&mut self, rows: &[(String, Vec<(Style, String)>)]) -> Result<(), Error> {
        let table = self.paper.structure.add(Kind::Table, None);
        let value = LEFT + COLUMN * NAMES;
        let places = [(LEFT, COLUMN * NAMES - GAP), (value, LEFT + COLUMN - value)];
        for (name, parts) in rows {
            let name = Cell::styled(Style::Label, name.as_str());
            let row = [name, Cell { parts: parts.clone() }];
            let cells = self.cells(&row, &places, table, &Kind::RowHead);
            let tall = height(&cells) - PAD;
            if tall < BODY {
                self.need(tall)?;
            }
            self.row(cells, None)?;
            self.y -= PAD;
        }
        self.y += 8.0;
        Ok(())
    }

    /// The cells of a row in lines; with `Kind::RowHead` the first is a heading of the row.
    fn cells(&mut self, row: &[Cell], places: &[Place], table: usize, kind: &Kind) -> Vec<Set> {
        let within = self.paper.structure.add(Kind::Row, Some(table));
        let mut set = Vec::new();
        for (at, (cell, &(x, width))) in row.iter().zip(places).enumerate() {
            let kind = if matches!(kind, Kind::RowHead) && at > 0 { Kind::Data } else { kind.clone() };
            let part = self.paper.structure.add(kind, Some(within));
            set.push(Set { part, x, lines: self.cell(cell, width) });
        }
        set
    }

    fn cell(&self, cell: &Cell, width: f32) -> VecDeque<(Look, String)> {
        let mut lines = VecDeque::new();
        for (style, text) in &cell.parts {
            let look = Look::of(*style);
            lines.extend(self.wrap(text, look, width).into_iter().map(|line| (look, line)));
        }
        lines
    }

    fn heading(&mut self, cells: Vec<Set>) -> Result<(), Error> {
        self.rule(0.8);
        self.row(cells, None)?;
        self.rule(0.8);
        Ok(())
    }

    /// The next page, with the heading again for those who see it.
    fn turn_in_table(&mut self, titles: &[Cell], places: &[Place]) -> Result<(), Error> {
        self.turn()?;
        self.rule(0.8);
        self.y += PAD;
        let mut tall: f32 = 0.0;
        for (cell, &(x, width)) in titles.iter().zip(places) {
            let mut y = self.y;
            for (look, line) in self.cell(cell, width) {
                self.draw(x, foot(y, look), Mark::Header, Shape::Text(line, look));
                y += look.line;
            }
            tall = tall.max(y - self.y);
        }
        self.y += tall + PAD;
        self.rule(0.8);
        Ok(())
    }

    /// The lines of a row side by side, over as many pages as they need.
    fn row(&mut self, mut cells: Vec<Set>, heading: Option<(&[Cell], &[Place])>) -> Result<(), Error> {
        self.y += PAD;
        loop {
            let limit = self.y + self.left();
            let mut lowest = self.y;
            for cell in &mut cells {
                let mut y = self.y;
                while let Some((look, _)) = cell.lines.front()
                    && y + look.line <= limit
                    && let Some((look, line)) = cell.lines.pop_front()
                {
                    self.draw(cell.x, foot(y, look), Mark::Part(cell.part), Shape::Text(line, look));
                    y += look.line;
                }
                lowest = lowest.max(y);
            }
            self.y = lowest;
            if cells.iter().all(|cell| cell.lines.is_empty()) {
                break;
            }
            match heading {
                Some((titles, places)) => self.turn_in_table(titles, places)?,
                None => self.turn()?,
            }
            self.y += PAD;
        }
        self.y += PAD;
        Ok(())
    }

    fn rule(&mut self, thick: f32) {
        let y = self.y;
        self.draw(LEFT, y, Mark::Ornament, Shape::Rule(COLUMN, thick));
    }
}

/// Height of a row.
fn height(cells: &[Set]) -> f32 {
    cells.iter().map(Set::height).fold(0.0, f32::max) + 2.0 * PAD
}

/// Where columns stand, by their shares.
fn places(columns: &[Column]) -> Vec<Place> {
    let all: f32 = columns.iter().map(|column| column.share).sum();
    let mut x = LEFT;
    columns
        .iter()
        .map(|column| {
            let width = COLUMN * column.share / all;
            let place = (x, width - GAP);
            x += width;
            place
        })
        .collect()
}
