//! Comparison of two structured texts, paragraph by paragraph, with parts recognised that were moved.

mod matching;
mod words;

pub use words::{Piece, PieceKind, words};

use crate::Act;
use serde::{Deserialize, Serialize};

/// What became of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Change {
    /// Nothing.
    Same,
    /// Only its number is another.
    Renumbered,
    /// Its words are others.
    Changed,
    /// It stands elsewhere, word for word.
    Moved,
    /// It stands elsewhere, and its words are others.
    MovedAndChanged,
    /// It stood here and stands elsewhere now: a pointer to a row that says what became of it.
    MovedAway,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

impl Change {
    /// Stable code, for pages and interfaces.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Renumbered => "renumbered",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::MovedAndChanged => "moved-and-changed",
            Self::MovedAway => "moved-away",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// One row: a paragraph of the older text, of the newer one, or of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Place in the older text.
    pub old: Option<u32>,
    /// Place in the newer text.
    pub new: Option<u32>,
    /// What became of it.
    pub change: Change,
    /// The words of both, number included, in order: what was taken out stands before what took its place.
    pub pieces: Vec<Piece>,
}

impl Row {
    /// Does it show an amendment? Pointers and rows that stayed do not.
    pub const fn is_amendment(&self) -> bool {
        !matches!(self.change, Change::Same | Change::MovedAway)
    }
}

/// A comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Comparison {
    /// Rows in the order of the newer text; what is gone stands where it stood.
    pub rows: Vec<Row>,
}

impl Comparison {
    /// How many rows show an amendment.
    pub fn amendments(&self) -> usize {
        self.rows.iter().filter(|r| r.is_amendment()).count()
    }
}

/// Compares an older text with a newer one.
pub fn compare(old: &Act, new: &Act) -> Comparison {
    let matched = matching::matched(old, new);
    let mut rows = Vec::with_capacity(new.units.len() + 16);
    let place = |index: usize| u32::try_from(index).ok();
    let mut next_old = 0;
    // Rows of the older text that come before the partner of the next paragraph that stayed in its order.
    let upto = |end: usize, next_old: &mut usize, rows: &mut Vec<Row>| {
        for index in *next_old..end {
            let Some(unit) = old.units.get(index) else { continue };
            match matched.of_old.get(index).copied().flatten() {
                None => rows.push(Row {
                    old: place(index),
                    new: None,
                    change: Change::Removed,
                    pieces: vec![Piece { kind: PieceKind::Removed, text: unit.full() }],
                }),
                Some(partner) => rows.push(Row {
                    old: place(index),
                    new: place(partner),
                    change: Change::MovedAway,
                    pieces: vec![Piece { kind: PieceKind::Removed, text: unit.full() }],
                }),
            }
        }
        *next_old = end.max(*next_old);
    };
    for (index, unit) in new.units.iter().enumerate() {
        match matched.of_new.get(index).copied().flatten() {
            None => {
                let pieces = vec![Piece { kind: PieceKind::Added, text: unit.full() }];
                rows.push(Row { old: None, new: place(index), change: Change::Added, pieces });
            }
            Some(partner) => {
                let moved = matched.moved.get(index) == Some(&true);
                if !moved {
                    upto(partner, &mut next_old, &mut rows);
                    next_old = partner + 1;
                }
                let Some(before) = old.units.get(partner) else { continue };
                let (was, is) = (before.full(), unit.full());
                let same_text = before.text == unit.text;
                let change = match (moved, same_text, was == is) {
                    (false, _, true) => Change::Same,
                    (false, true, false) => Change::Renumbered,
                    (false, false, _) => Change::Changed,
                    (true, true, _) => Change::Moved,
                    (true, false, _) => Change::MovedAndChanged,
                };
                let pieces = if was == is { vec![Piece { kind: PieceKind::Same, text: is }] } else { words(&was, &is) };
                rows.push(Row { old: place(partner), new: place(index), change, pieces });
            }
        }
    }
    upto(old.units.len(), &mut next_old, &mut rows);
    Comparison { rows: removed_before_added(rows) }
}

/// In a run of changes without a common paragraph, what is gone comes before what is new.
fn removed_before_added(mut rows: Vec<Row>) -> Vec<Row> {
    let mut start = 0;
    while start < rows.len() {
        let alone = |r: &Row| matches!(r.change, Change::Added | Change::Removed);
        let length = rows.iter().skip(start).take_while(|r| alone(r)).count();
        if let Some(run) = rows.get_mut(start..start + length) {
            run.sort_by_key(|r| r.change != Change::Removed);
        }
        start += length + 1;
    }
    rows
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
