//! The list of drafts: what can be asked for and what a row shows.

use crate::{ActKind, DraftId, VersionState};
use orda_base::{BodyId, Date, LocalizedText, Page, PageRequest, Role, Timestamp};

/// What is asked of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListQuery {
    /// Only versions in one of these states; empty: all.
    pub states: Vec<VersionState>,
    /// Only drafts of this drafting body.
    pub drafting_body: Option<BodyId>,
    /// Only drafts that this body is to approve.
    pub approving_body: Option<BodyId>,
    /// Only what I see in this role.
    pub role: Option<MyRole>,
    /// Only drafts whose nearest open term is so.
    pub term: Option<TermFilter>,
    /// Only drafts changed on or after this day.
    pub changed_from: Option<Date>,
    /// Only drafts changed on or before this day.
    pub changed_to: Option<Date>,
    /// Words, or their beginnings, all of which the titles or the number must have.
    pub words: String,
    /// Order.
    pub sort: Sort,
    /// Which page.
    pub page: PageRequest,
}

/// As what the person sees a draft. Message key: `drafts-my-role-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MyRole {
    /// Of the drafting body.
    Drafter,
    /// Head, of the drafting or of an approving body.
    Head,
    /// Records clerk of an approving body.
    RecordsClerk,
    /// Named representative.
    Representative,
    /// Control officer of the Chancellery.
    ControlOfficer,
    /// Officer of a structural unit of the Chancellery.
    UnitOfficer,
}

impl MyRole {
    /// Every role.
    pub const ALL: [Self; 6] =
        [Self::Drafter, Self::Head, Self::RecordsClerk, Self::Representative, Self::ControlOfficer, Self::UnitOfficer];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Drafter => "drafter",
            Self::Head => "head",
            Self::RecordsClerk => "records_clerk",
            Self::Representative => "representative",
            Self::ControlOfficer => "control_officer",
            Self::UnitOfficer => "unit_officer",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }

    /// The role in a body it stands for; none for a representative, who is named personally.
    pub const fn role(self) -> Option<Role> {
        match self {
            Self::Drafter => Some(Role::Drafter),
            Self::Head => Some(Role::HeadOfBody),
            Self::RecordsClerk => Some(Role::RecordsClerk),
            Self::Representative => None,
            Self::ControlOfficer => Some(Role::ControlOfficer),
            Self::UnitOfficer => Some(Role::ChancelleryUnitOfficer),
        }
    }
}

/// How the nearest open term stands. Message key: `drafts-term-filter-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TermFilter {
    /// Passed.
    Overdue,
    /// Not passed, and near.
    Near,
    /// Running at all.
    Running,
}

impl TermFilter {
    /// Every filter.
    pub const ALL: [Self; 3] = [Self::Overdue, Self::Near, Self::Running];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Near => "near",
            Self::Running => "running",
        }
    }

    /// The filter with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// Order of the list. Message key: `drafts-sort-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// What changed last comes first.
    #[default]
    Changed,
    /// The nearest term comes first; drafts without a running term last.
    Term,
    /// By Kazakh title.
    Title,
    /// The newest number comes first.
    Number,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Changed, Self::Term, Self::Title, Self::Number];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Term => "term",
            Self::Title => "title",
            Self::Number => "number",
        }
    }

    /// The order with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A row as it is stored: of the newest version that the reader may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The draft.
    pub draft: DraftId,
    /// Its number.
    pub number: String,
    /// Number of the version.
    pub version: u32,
    /// Where the version stands.
    pub state: VersionState,
    /// Its title.
    pub title: LocalizedText,
    /// Kind of act.
    pub kind: ActKind,
    /// The drafting body.
    pub body: BodyId,
    /// How many bodies have approved, refused, and are listed.
    pub progress: Progress,
    /// The nearest term of a body that has not decided.
    pub due: Option<Date>,
    /// When anything last happened.
    pub changed_at: Timestamp,
}

/// "7 of 12 bodies have approved".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bodies that have approved.
    pub approved: u32,
    /// Bodies that have refused.
    pub refused: u32,
    /// Bodies on the list.
    pub total: u32,
}

/// Rows of a page; [`Page::at_least`] is set when counting stopped at 1,001.
pub type Rows = Page<Row>;

/// Counting stops here: a longer list is shown as "more than 1,000".
pub const COUNTED: u64 = 1_001;
