//! Words within a paragraph.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// On which side a run of words stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PieceKind {
    /// On both.
    Same,
    /// Only in the older text.
    Removed,
    /// Only in the newer text.
    Added,
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// On which side it stands.
    pub kind: PieceKind,
    /// The words with the blanks after them.
    pub text: String,
}

/// Share of the text, in parts of a hundred, that both must have in common to be compared word by word: below it only small
/// words meet by chance.
const COMMON: usize = 25;
/// Paragraphs with more words than this are shown as changed whole: word by word would cost more than it shows.
const MOST_WORDS: usize = 4_000;

/// Compares two paragraphs word by word. The older one is made of what is not [`PieceKind::Added`], the newer one of what is
/// not [`PieceKind::Removed`]. Texts with next to nothing in common are shown one after the other.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let (olds, news) = (tokens(old), tokens(new));
    if olds.len().max(news.len()) > MOST_WORDS {
        return whole(old, new);
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |kind: PieceKind, tokens: Option<&[&str]>| {
        for token in tokens.unwrap_or_default() {
            match pieces.last_mut() {
                Some(last) if last.kind == kind => last.text.push_str(token),
                _ => pieces.push(Piece { kind, text: (*token).to_owned() }),
            }
        }
    };
    for op in capture_diff_slices(Algorithm::Myers, &olds, &news) {
        match op {
            DiffOp::Equal { new_index, len, .. } => push(PieceKind::Same, news.get(new_index..new_index + len)),
            DiffOp::Delete { old_index, old_len, .. } => {
                push(PieceKind::Removed, olds.get(old_index..old_index + old_len));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                push(PieceKind::Added, news.get(new_index..new_index + new_len));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                push(PieceKind::Removed, olds.get(old_index..old_index + old_len));
                push(PieceKind::Added, news.get(new_index..new_index + new_len));
            }
        }
    }
    let common: usize =
        pieces.iter().filter(|p| p.kind == PieceKind::Same && !p.text.trim().is_empty()).map(|p| p.text.len()).sum();
    if common * 100 < old.len().max(new.len()) * COMMON { whole(old, new) } else { pieces }
}

fn whole(old: &str, new: &str) -> Vec<Piece> {
    [(PieceKind::Removed, old), (PieceKind::Added, new)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(kind, text)| Piece { kind, text: text.to_owned() })
        .collect()
}

/// Words, blanks and marks apart, so that a comma that was added is all that is marked.
fn tokens(text: &str) -> Vec<&str> {
    let class = |c: char| {
        if c.is_alphanumeric() {
            0
        } else if c.is_whitespace() {
            1
        } else {
            2
        }
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        let now = class(c);
        if last.is_some_and(|l| l != now || now == 2) {
            tokens.extend(text.get(start..at));
            start = at;
        }
        last = Some(now);
    }
    tokens.extend(text.get(start..).filter(|t| !t.is_empty()));
    tokens
}
