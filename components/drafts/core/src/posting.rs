//! A form in progress: saved step by step, left and taken up again at any moment (385-13).

use crate::{ActKind, DraftId, PostingId, Texts};
use orda_base::{BodyId, LocalizedText, PersonId, Timestamp};
use orda_documents::FileSetId;
use serde::{Deserialize, Serialize};

/// A draft, a change of a version, or a new version, before it is posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Its id.
    pub id: PostingId,
    /// Whose form it is: only this person sees it.
    pub person: PersonId,
    /// The drafting body.
    pub body: BodyId,
    /// What will become of it.
    pub target: PostingTarget,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last saved.
    pub saved_at: Timestamp,
    /// What was filled in so far.
    pub fields: PostingFields,
    /// The files uploaded so far are in this set.
    pub files: FileSetId,
}

/// What will become of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostingTarget {
    /// A new draft.
    New,
    /// A change of a version not sent yet; voids its signature (385-14).
    Change {
        /// The draft.
        draft: DraftId,
        /// The version.
        version: u32,
        /// The files that the version had when the form was begun: every change gives it others, so that a form tells
        /// whether somebody has changed the version meanwhile. None for forms from before this was kept.
        #[serde(default)]
        of: Option<FileSetId>,
    },
    /// The next version of a draft (385-18-b).
    Version {
        /// The draft.
        draft: DraftId,
        /// The version it will replace.
        after: u32,
    },
}

impl PostingTarget {
    /// Do both mean the same version of the same draft, whatever it held when they were begun?
    pub fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Change { draft, version, .. }, Self::Change { draft: of, version: same, .. }) => {
                draft == of && version == same
            }
            (one, other) => one == other,
        }
    }
}

/// What was filled in so far; everything may still be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PostingFields {
    /// Title; Kazakh and Russian are required in the end.
    pub title: LocalizedText,
    /// Kind of act.
    pub kind: Option<ActKind>,
    /// Texts; may stay empty when there are files.
    pub texts: Texts,
    /// Approving bodies in the order chosen; may be empty until sending (385-13-b).
    pub approving_bodies: Vec<BodyId>,
    /// Term in working days; none for the default.
    pub term: Option<u16>,
    /// Was it confirmed that the document holds no state secrets (385-3)?
    pub no_secrets: bool,
}

/// One step of the form: what is saved replaces what was there for that step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostingStep {
    /// Title and kind.
    Act {
        /// Title in all languages.
        title: LocalizedText,
        /// Kind of act.
        kind: Option<ActKind>,
    },
    /// Texts, as typed: one paragraph a line.
    Texts {
        /// In Kazakh.
        kk: String,
        /// In Russian.
        ru: String,
    },
    /// The list of approving bodies.
    Bodies(Vec<BodyId>),
    /// The term in working days.
    Term(u16),
    /// The confirmation that there are no state secrets.
    NoSecrets(bool),
}
