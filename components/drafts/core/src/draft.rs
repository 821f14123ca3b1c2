//! A draft with all its versions: what every decision is made on.

use crate::{DraftId, DraftVersion, VersionState, Who};
use orda_base::{BodyId, Timestamp};

/// A draft normative legal act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// Number for people: `НҚА-2026-000123`.
    pub number: String,
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
}

impl Draft {
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
