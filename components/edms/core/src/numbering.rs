//! Numbers of letters: one sequence for each body, direction and year.

use orda_base::{BodyId, Date};

/// Which sequence a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// Letters that the body sends.
    Outgoing,
    /// Letters that come to the body.
    Incoming,
}

impl Numbering {
    /// Name of the sequence of `body` in the year of `date`.
    pub fn sequence(self, body: BodyId, date: Date) -> String {
        let direction = match self {
            Self::Outgoing => "out",
            Self::Incoming => "in",
        };
        format!("{direction}:{body}:{}", date.year())
    }

    /// The `nth` number of the year of `date`: шығыс (outgoing) and кіріс (incoming).
    pub fn number(self, date: Date, nth: i64) -> String {
        let prefix = match self {
            Self::Outgoing => "ШЫҒ",
            Self::Incoming => "КІР",
        };
        format!("{prefix}-{}-{nth:06}", date.year())
    }
}
