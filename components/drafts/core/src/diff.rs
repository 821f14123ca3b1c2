//! Comparison of two texts, paragraph by paragraph, side by side, and word by word within a paragraph that changed.

use similar::Algorithm;
use similar::{ChangeTag, DiffOp, TextDiff, capture_diff_slices};

/// One row of a comparison side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffRow {
    /// Number of the paragraph in the older text, from 1; none when it is new.
    pub old_number: Option<u32>,
    /// Number of the paragraph in the newer text, from 1; none when it was taken out.
    pub new_number: Option<u32>,
    /// The older paragraph in pieces.
    pub old: Vec<Piece>,
    /// The newer paragraph in pieces.
    pub new: Vec<Piece>,
}

/// A run of words that stayed, or that is only on this side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words with the blanks between them.
    pub text: String,
    /// Is it only on this side?
    pub changed: bool,
}

impl DiffRow {
    /// Do both sides read the same?
    pub fn is_same(&self) -> bool {
        self.old_number.is_some()
            && self.new_number.is_some()
            && self.old.iter().chain(&self.new).all(|piece| !piece.changed)
    }
}

/// Paragraphs longer than this, in bytes, are marked as changed whole: word by word would cost more than it shows.
const LONGEST_WORD_BY_WORD: usize = 20_000;

/// Compares two texts. Paragraphs that were rewritten stand in one row as long as they still have something in common.
pub fn compare(old: &[String], new: &[String]) -> Vec<DiffRow> {
    let mut rows = Vec::with_capacity(old.len().max(new.len()));
    for op in capture_diff_slices(Algorithm::Patience, old, new) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                for i in 0..len {
                    let text = old[old_index + i].as_str();
                    rows.push(DiffRow {
                        old_number: number(old_index + i),
                        new_number: number(new_index + i),
                        old: whole(text, false),
                        new: whole(text, false),
                    });
                }
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                rows.extend((old_index..old_index + old_len).map(|i| removed(old, i)));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                rows.extend((new_index..new_index + new_len).map(|i| added(new, i)));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                replaced(&mut rows, old, old_index..old_index + old_len, new, new_index..new_index + new_len);
            }
        }
    }
    rows
}

/// Pairs the paragraphs of a replaced run in order; a pair with little in common becomes one taken out and one new.
fn replaced(
    rows: &mut Vec<DiffRow>,
    old: &[String],
    olds: std::ops::Range<usize>,
    new: &[String],
    news: std::ops::Range<usize>,
) {
    let mut news = news.peekable();
    for i in olds {
        match news.peek().copied().map(|j| (j, words(&old[i], &new[j]))) {
            Some((j, Some((left, right)))) => {
                news.next();
                rows.push(DiffRow { old_number: number(i), new_number: number(j), old: left, new: right });
            }
            Some((_, None)) | None => rows.push(removed(old, i)),
        }
    }
    rows.extend(news.map(|j| added(new, j)));
}

/// Both sides in pieces; none when too little is common to be the same paragraph.
fn words(old: &str, new: &str) -> Option<(Vec<Piece>, Vec<Piece>)> {
    if old.len().max(new.len()) > LONGEST_WORD_BY_WORD {
        return Some((whole(old, true), whole(new, true)));
    }
    let diff = TextDiff::from_words(old, new);
    if diff.ratio() < 0.3 {
        return None;
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                push(&mut left, change.value(), false);
                push(&mut right, change.value(), false);
            }
            ChangeTag::Delete => push(&mut left, change.value(), true),
            ChangeTag::Insert => push(&mut right, change.value(), true),
        }
    }
    Some((left, right))
}

fn push(pieces: &mut Vec<Piece>, text: &str, changed: bool) {
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), changed }),
    }
}

fn whole(text: &str, changed: bool) -> Vec<Piece> {
    vec![Piece { text: text.to_owned(), changed }]
}

fn removed(old: &[String], index: usize) -> DiffRow {
    DiffRow { old_number: number(index), new_number: None, old: whole(&old[index], true), new: Vec::new() }
}

fn added(new: &[String], index: usize) -> DiffRow {
    DiffRow { old_number: None, new_number: number(index), old: Vec::new(), new: whole(&new[index], true) }
}

fn number(index: usize) -> Option<u32> {
    u32::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|l| (*l).to_owned()).collect()
    }

    /// An unchanged text has nothing marked.
    #[test]
    fn same_texts() {
        let a = text(&["1. Бір", "2. Екі"]);
        assert!(compare(&a, &a).iter().all(DiffRow::is_same));
    }

    /// A changed word is marked on both sides, the rest is not; a new paragraph stands alone.
    #[test]
    fn changed_word_and_new_paragraph() {
        let rows = compare(
            &text(&["1. Қаулы бес күнде күшіне енеді", "2. Соңы"]),
            &text(&["1. Қаулы он күнде күшіне енеді", "2. Соңы", "3. Қосымша тармақ"]),
        );
        assert_eq!(rows.len(), 3);
        let changed =
            |pieces: &[Piece]| -> Vec<String> { pieces.iter().filter(|p| p.changed).map(|p| p.text.clone()).collect() };
        assert_eq!((changed(&rows[0].old), changed(&rows[0].new)), (vec!["бес".to_owned()], vec!["он".to_owned()]));
        assert!(rows[1].is_same());
        assert_eq!((rows[2].old_number, rows[2].new_number), (None, Some(3)));
    }

    /// Both sides can be put together again from the pieces, whatever the texts.
    #[test]
    fn pieces_make_up_both_texts() {
        let old = text(&["а б в", "г д", "е ж з и"]);
        let new = text(&["а б я", "мүлдем басқа", "е ж и", "соңы"]);
        let rows = compare(&old, &new);
        let side = |of: fn(&DiffRow) -> (&Option<u32>, &Vec<Piece>)| -> Vec<String> {
            let there = rows.iter().filter(|r| of(r).0.is_some());
            there.map(|r| of(r).1.iter().map(|p| p.text.as_str()).collect()).collect()
        };
        assert_eq!(side(|r| (&r.old_number, &r.old)), old);
        assert_eq!(side(|r| (&r.new_number, &r.new)), new);
    }
}
