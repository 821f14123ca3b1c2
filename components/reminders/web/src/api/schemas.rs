//! Shapes of the interface.

use orda_base::{Page, Timestamp};
use orda_reminders::{DaysLeft, ErrorsPage, List, Refresh, Rejected, Reminder, Source, SourceState};
use serde::Serialize;
use utoipa::ToSchema;

/// A reminder with the requisites of its source.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reminder)]
pub(crate) struct ReminderView {
    /// Its id.
    id: String,
    /// `chancellery` or `presidential_administration`.
    source: &'static str,
    /// Id of the body to which it is addressed.
    body: String,
    /// Outgoing number of the document.
    outgoing_number: String,
    /// Outgoing date of the document.
    outgoing_date: String,
    /// Short content.
    short_content: String,
    /// Executor.
    executor: String,
    /// Kind of the document.
    document_kind: String,
    /// Responsible unit, where the source gives one.
    responsible_unit: Option<String>,
    /// Term of execution.
    due_date: String,
    /// Calendar days left before the term passes; negative once it has passed.
    days_left: i32,
    /// Has the term passed?
    overdue: bool,
    /// When it was first taken in (RFC 3339).
    taken_at: String,
    /// The last refresh whose answer held it (RFC 3339).
    confirmed_at: String,
    /// Did the last good answer of the source hold it?
    confirmed: bool,
}

impl ReminderView {
    /// A reminder, with the days that are left.
    pub(crate) fn of(one: &Reminder, days_left: DaysLeft) -> Self {
        let requisites = &one.requisites;
        Self {
            id: one.id.to_string(),
            source: one.source.code(),
            body: one.body.to_string(),
            outgoing_number: requisites.outgoing_number.clone(),
            outgoing_date: requisites.outgoing_date.to_string(),
            short_content: requisites.short_content.clone(),
            executor: requisites.executor.clone(),
            document_kind: requisites.document_kind.clone(),
            responsible_unit: requisites.responsible_unit.clone(),
            due_date: requisites.due.to_string(),
            days_left: days_left.signed(),
            overdue: matches!(days_left, DaysLeft::Overdue(_)),
            taken_at: one.taken_at.rfc3339(),
            confirmed_at: one.confirmed_at.rfc3339(),
            confirmed: one.confirmed,
        }
    }
}

/// A page of reminders, with how both sources stand.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reminders)]
pub(crate) struct RemindersView {
    /// The reminders.
    items: Vec<ReminderView>,
    /// How many there are.
    total: u64,
    /// When each source was refreshed last.
    sources: Vec<SourceView>,
}

impl From<&List> for RemindersView {
    fn from(list: &List) -> Self {
        let view = |one: &Reminder| ReminderView::of(one, one.days_left(list.today));
        Self {
            items: list.page.items.iter().map(view).collect(),
            total: list.page.total,
            sources: list.sources.iter().map(Into::into).collect(),
        }
    }
}

/// How a source stands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReminderSource)]
pub(crate) struct SourceView {
    /// `chancellery` or `presidential_administration`.
    source: &'static str,
    /// Is it joined?
    joined: bool,
    /// When its list was last taken in (RFC 3339).
    refreshed_at: Option<String>,
    /// When it is read next (RFC 3339).
    next_at: String,
    /// The newest entry of its log.
    last: Option<RefreshView>,
}

impl From<&SourceState> for SourceView {
    fn from(state: &SourceState) -> Self {
        Self {
            source: state.source.code(),
            joined: state.joined,
            refreshed_at: state.good_at.map(Timestamp::rfc3339),
            next_at: state.next.rfc3339(),
            last: state.last.as_ref().map(Into::into),
        }
    }
}

/// An entry of the log of refreshes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReminderRefresh)]
pub(crate) struct RefreshView {
    /// `chancellery` or `presidential_administration`.
    source: &'static str,
    /// The set time that it is for (RFC 3339).
    set_time: String,
    /// Which attempt at this time, from 1.
    attempt: u32,
    /// When it began (RFC 3339).
    started_at: String,
    /// When it ended (RFC 3339).
    ended_at: Option<String>,
    /// `running`, `done`, `failed` or `missed`.
    outcome: &'static str,
    /// Was it begun long after its set time, because the portal was down?
    late: bool,
    /// Code of what went wrong.
    fault: Option<&'static str>,
    /// Reminders that the answer holds.
    taken: u32,
    /// Reminders that went because their instructions were executed.
    executed: u32,
    /// Records that could not be taken in.
    rejected: u32,
    /// Reminders that the answer should have held and did not.
    missing: u32,
}

impl From<&Refresh> for RefreshView {
    fn from(refresh: &Refresh) -> Self {
        let counts = refresh.counts;
        Self {
            source: refresh.source.code(),
            set_time: refresh.slot.rfc3339(),
            attempt: refresh.attempt,
            started_at: refresh.started_at.rfc3339(),
            ended_at: refresh.ended_at.map(Timestamp::rfc3339),
            outcome: refresh.outcome.code(),
            late: refresh.is_late(),
            fault: refresh.fault.as_ref().map(|fault| fault.kind.code()),
            taken: counts.taken,
            executed: counts.executed,
            rejected: counts.rejected,
            missing: counts.missing,
        }
    }
}

/// A page of the log.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReminderLog)]
pub(crate) struct LogView {
    /// Newest first.
    items: Vec<RefreshView>,
    /// How many there are.
    total: u64,
}

impl From<&Page<Refresh>> for LogView {
    fn from(page: &Page<Refresh>) -> Self {
        Self { items: page.items.iter().map(Into::into).collect(), total: page.total }
    }
}

/// A record that could not be taken in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReminderRejected)]
pub(crate) struct RejectedView {
    /// `chancellery` or `presidential_administration`.
    source: &'static str,
    /// Where in the answer it stood, from 1.
    place: u32,
    /// What the source calls it, as far as it can be read.
    key: String,
    /// Its outgoing number, as far as it can be read.
    outgoing_number: String,
    /// What is wrong: `unreadable`, `missing`, `impossible_date`, `too_long`, `unknown_state`, `unknown_body` or `duplicate`.
    kind: &'static str,
    /// The field that is wrong; empty for the whole record.
    field: String,
}

impl From<&(Source, Rejected)> for RejectedView {
    fn from((source, one): &(Source, Rejected)) -> Self {
        Self {
            source: source.code(),
            place: one.place,
            key: one.key.clone(),
            outgoing_number: one.outgoing_number.clone(),
            kind: one.kind.code(),
            field: one.field.clone(),
        }
    }
}

/// A reminder that is marked for the administrator.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReminderMarked)]
pub(crate) struct MarkedView {
    /// `chancellery` or `presidential_administration`.
    source: &'static str,
    /// Outgoing number.
    outgoing_number: String,
    /// The executor, when the directory does not know it.
    unknown_executor: Option<String>,
    /// The kind of document, when the reference data does not know it.
    unknown_kind: Option<String>,
    /// The last refresh that held it, when the newest did not (RFC 3339).
    missing_since: Option<String>,
}

impl From<&Reminder> for MarkedView {
    fn from(one: &Reminder) -> Self {
        let requisites = &one.requisites;
        Self {
            source: one.source.code(),
            outgoing_number: requisites.outgoing_number.clone(),
            unknown_executor: one.executor_unknown.then(|| requisites.executor.clone()),
            unknown_kind: one.kind_unknown.then(|| requisites.document_kind.clone()),
            missing_since: (!one.confirmed).then(|| one.confirmed_at.rfc3339()),
        }
    }
}

/// What the administrator is to look at.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReminderErrors)]
pub(crate) struct ErrorsView {
    /// Records that could not be taken in.
    rejected: Vec<RejectedView>,
    /// How many there are.
    rejected_total: u64,
    /// Reminders that are marked.
    marked: Vec<MarkedView>,
    /// How many there are.
    marked_total: u64,
}

impl From<&ErrorsPage> for ErrorsView {
    fn from(page: &ErrorsPage) -> Self {
        Self {
            rejected: page.rejected.items.iter().map(Into::into).collect(),
            rejected_total: page.rejected.total,
            marked: page.marked.items.iter().map(Into::into).collect(),
            marked_total: page.marked.total,
        }
    }
}
