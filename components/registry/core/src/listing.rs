//! What is asked of the lists.

use crate::{AuditState, DataSet, Freshness, InteractionId, Kind, RecordId, State};
use orda_base::{BodyId, Date, LocalizedText, PageRequest};
use serde::{Deserialize, Serialize};

/// A question to the list of records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordQuery {
    /// Parts of names.
    pub words: String,
    /// Of this owner only.
    pub body: Option<BodyId>,
    /// Of this kind only.
    pub kind: Option<Kind>,
    /// In this state only.
    pub state: Option<State>,
    /// Which page.
    pub page: PageRequest,
}

/// A question to the report on updates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UpdatesQuery {
    /// Of this owner only.
    pub body: Option<BodyId>,
    /// Overdue ones only, or those in time.
    pub freshness: Option<Freshness>,
    /// Which page.
    pub page: PageRequest,
}

/// A line of the report on updates: a data set of a record in operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateLine {
    /// The record.
    pub record: RecordId,
    /// Name of the record.
    pub record_name: LocalizedText,
    /// The owner.
    pub body: BodyId,
    /// The data set.
    pub set: DataSet,
    /// The last day on which it is up to date without another update.
    pub due: Date,
}

/// A question to the list of interactions, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InteractionQuery {
    /// Of this record only.
    pub record: Option<RecordId>,
    /// Which page.
    pub page: PageRequest,
}

/// A question to the list of audits: those whose report was not sent first, then the last sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditQuery {
    /// Of this owner only.
    pub body: Option<BodyId>,
    /// Only those whose report was sent, or was not.
    pub sent: Option<bool>,
    /// Which page.
    pub page: PageRequest,
}

/// A question to the list of audits due, the longest overdue first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditsDueQuery {
    /// Of this owner only.
    pub body: Option<BodyId>,
    /// Those that are so urgent only.
    pub state: Option<AuditState>,
    /// Which page.
    pub page: PageRequest,
}

/// What is looked for among the records whose next audit falls due: with those of bodies those systems of other owners that an
/// interaction in force concerns today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueSearch {
    /// Today.
    pub today: Date,
    /// Due on this day or later.
    pub from: Option<Date>,
    /// Due on this day or earlier.
    pub until: Option<Date>,
    /// Of this owner only.
    pub body: Option<BodyId>,
    /// Non-state systems of this interaction only.
    pub interaction: Option<InteractionId>,
    /// Which page.
    pub page: PageRequest,
}

/// A span of days, as typed: `2026-11-23`. Empty ones stand for the last thirty days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SpanInput {
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
}

/// A span of days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}
