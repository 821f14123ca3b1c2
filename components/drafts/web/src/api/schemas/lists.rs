//! The list of drafts and "my work" as JSON.

use super::{BodyJson, ProgressJson, TermJson, Words};
use orda_base::Page;
use orda_drafts::{Matter, MyWork, Row};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What can be asked of the list of drafts.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct ListParams {
    /// Codes of states; may come several times.
    pub(crate) state: Vec<String>,
    /// Id of the drafting body.
    pub(crate) body: String,
    /// Id of an approving body.
    pub(crate) approving: String,
    /// Role of the caller: `drafter`, `head`, `records_clerk`, `representative`, `control_officer`.
    pub(crate) role: String,
    /// Nearest open term: `overdue`, `near` or `running`.
    pub(crate) term: String,
    /// Changed on or after this day: `2026-11-01`.
    pub(crate) from: String,
    /// Changed on or before this day.
    pub(crate) to: String,
    /// Words of the title, or the number.
    pub(crate) words: String,
    /// `changed`, `term`, `title` or `number`.
    pub(crate) sort: String,
    /// Rows a page: 25, 50 or 100.
    pub(crate) size: Option<u32>,
    /// Number of the page, from 1.
    pub(crate) page: Option<u32>,
}

/// A page of the list of drafts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::List)]
pub(crate) struct ListJson {
    /// The rows.
    items: Vec<RowJson>,
    /// Rows in the whole list.
    total: u64,
    /// Counting stopped: there are at least `total` rows.
    at_least: bool,
    /// Number of this page, from 1.
    page: u32,
    /// Rows a page.
    size: u32,
}

/// A row of the list of drafts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Row)]
pub(crate) struct RowJson {
    /// Id of the draft.
    draft: String,
    /// Its number.
    number: String,
    /// Number of the version.
    version: u32,
    /// State of the version.
    state: &'static str,
    /// Its title.
    title: Words,
    /// Kind of act.
    kind: &'static str,
    /// Id of the drafting body.
    body: String,
    /// Progress of the approval.
    progress: ProgressJson,
    /// Nearest term of a body that has not decided.
    due: Option<String>,
    /// When anything last happened.
    changed_at: String,
}

/// What waits for the caller, and what the caller waits for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::MyWork)]
pub(crate) struct MyWorkJson {
    /// What waits for the caller, the most urgent first.
    waiting: Vec<MatterJson>,
    /// There are more than are listed.
    more: bool,
    /// How many are overdue.
    overdue: usize,
    /// What the caller waits for from others, the slowest first.
    awaited: Vec<MatterJson>,
    /// Ids of forms the caller has begun and not posted.
    postings: Vec<String>,
}

/// One matter that waits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Matter)]
pub(crate) struct MatterJson {
    /// Id of the draft.
    draft: String,
    /// Its number.
    number: String,
    /// Number of the version.
    version: u32,
    /// Title.
    title: Words,
    /// Code of the action that is asked.
    action: &'static str,
    /// The body concerned.
    body: Option<BodyJson>,
    /// Since when it waits.
    since: String,
    /// Until when.
    term: Option<TermJson>,
    /// Something happened since the caller's last visit.
    is_new: bool,
    /// Who is asked, where persons are named.
    with: Vec<String>,
}

impl From<&Row> for RowJson {
    fn from(row: &Row) -> Self {
        Self {
            draft: row.draft.to_string(),
            number: row.number.clone(),
            version: row.version,
            state: row.state.code(),
            title: (&row.title).into(),
            kind: row.kind.code(),
            body: row.body.to_string(),
            progress: row.progress.into(),
            due: row.due.map(|d| d.to_string()),
            changed_at: row.changed_at.rfc3339(),
        }
    }
}

impl From<&Page<Row>> for ListJson {
    fn from(page: &Page<Row>) -> Self {
        Self {
            items: page.items.iter().map(Into::into).collect(),
            total: page.total,
            at_least: page.at_least,
            page: page.number,
            size: page.size,
        }
    }
}

impl From<&Matter> for MatterJson {
    fn from(matter: &Matter) -> Self {
        Self {
            draft: matter.draft.to_string(),
            number: matter.number.clone(),
            version: matter.version,
            title: (&matter.title).into(),
            action: matter.action.code(),
            body: matter.body.as_ref().map(Into::into),
            since: matter.since.rfc3339(),
            term: matter.term.as_ref().map(Into::into),
            is_new: matter.is_new,
            with: matter.with.clone(),
        }
    }
}

impl From<&MyWork> for MyWorkJson {
    fn from(work: &MyWork) -> Self {
        Self {
            waiting: work.waiting.iter().map(Into::into).collect(),
            more: work.more,
            overdue: work.overdue,
            awaited: work.awaited.iter().map(Into::into).collect(),
            postings: work.postings.iter().map(|p| p.id.to_string()).collect(),
        }
    }
}
