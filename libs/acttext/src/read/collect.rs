//! Gathering blocks within the limits; tables and footnotes among them.

use super::{ReadError, join_lines};
use crate::block::CELLS;
use crate::{Block, BlockKind, Limits, clean};

/// Takes paragraphs as a reader meets them.
pub(crate) struct Collector<'l> {
    limits: &'l Limits,
    blocks: Vec<Block>,
    footnotes: Vec<Block>,
    /// Tables that are open, the innermost last.
    tables: Vec<Table>,
    characters: usize,
}

/// Cells of the row that is open.
#[derive(Default)]
struct Table {
    cells: Vec<Vec<Block>>,
}

impl<'l> Collector<'l> {
    /// Nothing yet.
    pub(crate) const fn new(limits: &'l Limits) -> Self {
        Self { limits, blocks: Vec::new(), footnotes: Vec::new(), tables: Vec::new(), characters: 0 }
    }

    /// A paragraph; line feeds in it are breaks of lines.
    pub(crate) fn paragraph(&mut self, kind: BlockKind, text: &str) -> Result<(), ReadError> {
        for text in if text.contains('\n') { join_lines(text) } else { vec![clean(text)] } {
            if text.is_empty() {
                continue;
            }
            self.characters += text.len();
            let cells: usize = self.tables.iter().flat_map(|t| &t.cells).map(Vec::len).sum();
            let count = self.blocks.len() + self.footnotes.len() + cells;
            if self.characters > self.limits.characters * 2 || count >= self.limits.blocks {
                return Err(ReadError::TooLarge);
            }
            let block = Block { kind, text };
            match self.tables.last_mut() {
                _ if kind == BlockKind::Footnote => self.footnotes.push(block),
                Some(table) => match table.cells.last_mut() {
                    Some(cell) => cell.push(block),
                    None => table.cells.push(vec![block]),
                },
                None => self.blocks.push(block),
            }
        }
        Ok(())
    }

    /// A table begins, perhaps in a cell of another.
    pub(crate) fn open_table(&mut self) -> Result<(), ReadError> {
        if self.tables.len() >= self.limits.depth {
            return Err(ReadError::TooInvolved);
        }
        self.tables.push(Table::default());
        Ok(())
    }

    /// A cell begins.
    pub(crate) fn open_cell(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && table.cells.len() < self.limits.blocks
        {
            table.cells.push(Vec::new());
        }
    }

    /// A row ends. A row with one filled cell is layout, not a table: its paragraphs stand for themselves.
    pub(crate) fn close_row(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let cells: Vec<Vec<Block>> = std::mem::take(&mut table.cells).into_iter().filter(|c| !c.is_empty()).collect();
        let mut found = Vec::new();
        if cells.len() == 1 {
            found.extend(cells.into_iter().flatten());
        } else if !cells.is_empty() {
            let join = |cell: Vec<Block>| cell.into_iter().map(|b| b.text).collect::<Vec<_>>().join(" ");
            let text = cells.into_iter().map(join).collect::<Vec<_>>().join(CELLS);
            found.push(Block { kind: BlockKind::Row, text });
        }
        let outer = self.tables.len().checked_sub(2).and_then(|i| self.tables.get_mut(i));
        match outer {
            Some(outer) => match outer.cells.last_mut() {
                Some(cell) => cell.extend(found),
                None => outer.cells.push(found),
            },
            None => self.blocks.append(&mut found),
        }
    }

    /// A table ends.
    pub(crate) fn close_table(&mut self) {
        self.close_row();
        self.tables.pop();
    }

    /// All blocks, footnotes last.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.blocks.append(&mut self.footnotes);
        self.blocks
    }
}
