//! Comparison of two texts, paragraph by paragraph and word by word.

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
        self.old_number.is_some() && self.new_number.is_some() && self.old.iter().all(|p| !p.changed)
            && self.new.iter().all(|p| !p.changed)
    }
}
