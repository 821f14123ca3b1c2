//! A draft with all its versions: what every decision is made on.

use crate::{DraftId, DraftVersion, VersionState, Who, Withdrawal};
use orda_base::{BodyId, Timestamp};

/// A draft normative legal act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// Number for people: `НҚА-2026-000123`.
    pub number: String,
    /// The same as one integer, growing: year × 10⁹ + number in the year.
    pub serial: i64,
    /// The drafting body.
    pub body: BodyId,
    /// Who posted it first.
    pub created_by: Who,
    /// When.
    pub created_at: Timestamp,
    /// Grows with every change; two changes on the same state cannot both win.
    pub revision: i64,
    /// All versions, oldest first; never empty.
    pub versions: Vec<DraftVersion>,
    /// That it was withdrawn: nobody may read it any more (385-3).
    pub withdrawn: Option<Withdrawal>,
}

impl Draft {
    /// The number for people of the draft that is the `nth` of `year`.
    pub fn number_of(year: i16, nth: u32) -> String {
        format!("НҚА-{year}-{nth:06}")
    }

    /// The same as one integer.
    pub fn serial_of(year: i16, nth: u32) -> i64 {
        i64::from(year) * 1_000_000_000 + i64::from(nth)
    }

    /// The newest version.
    pub fn current(&self) -> &DraftVersion {
        self.versions.last().expect("a draft has at least one version")
    }

    /// The newest version, to be replaced by its next state.
    pub fn current_mut(&mut self) -> &mut DraftVersion {
        self.versions.last_mut().expect("a draft has at least one version")
    }

    /// The version with this number.
    pub fn version(&self, number: u32) -> Option<&DraftVersion> {
        self.versions.iter().find(|v| v.number == number)
    }

    /// Is this version the newest?
    pub fn is_current(&self, number: u32) -> bool {
        self.current().number == number
    }

    /// State of the newest version.
    pub fn state(&self) -> VersionState {
        self.current().state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers have the year and six digits, and grow with their serials.
    #[test]
    fn numbers_drafts() {
        assert_eq!(Draft::number_of(2026, 123), "НҚА-2026-000123");
        assert!(Draft::serial_of(2026, 999_999) < Draft::serial_of(2027, 1));
    }
}
