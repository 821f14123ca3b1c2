//! Shapes of the interface.

use super::audit_schemas::AuditView;
use crate::pages::positive;
use orda_base::{Date, FieldError, LocalizedText, Timestamp};
use orda_registry::{
    AccessInput, AccessOrder, Category, DataSet, DataSetInput, Entry, Finding, FindingInput, FindingKind, Freshness,
    Kind, Record, RecordCard, RecordInput, RecordsPage, UpdatesPage,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text in up to three languages.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = registry::Text)]
#[serde(default)]
pub(crate) struct Text {
    /// In Kazakh.
    kk: String,
    /// In Russian.
    ru: String,
    /// In English.
    en: String,
}

impl Text {
    pub(crate) fn read(&self) -> LocalizedText {
        LocalizedText::new(&self.kk, &self.ru, &self.en)
    }
}

impl From<&LocalizedText> for Text {
    fn from(text: &LocalizedText) -> Self {
        Self { kk: text.kk.clone(), ru: text.ru.clone(), en: text.en.clone() }
    }
}

/// The id of what was made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Made)]
pub(crate) struct Made {
    /// Its id.
    pub(crate) id: String,
}

/// Why something is withdrawn.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = registry::Reason)]
#[serde(default)]
pub(crate) struct ReasonBody {
    /// The reason.
    pub(crate) reason: String,
}

/// A record as it is entered or changed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = registry::RecordInput)]
#[serde(default)]
pub(crate) struct RecordBody {
    /// Id of the owner; when the record is entered.
    body: String,
    /// `system` or `resource`; when the record is entered.
    kind: String,
    /// Its name; Kazakh and Russian are required.
    name: Text,
    /// `public` or `restricted`.
    category: String,
    /// Is it a system of an owner outside the state? When the record is entered.
    non_state: bool,
}

impl RecordBody {
    pub(crate) fn read(&self) -> RecordInput {
        RecordInput {
            body: self.body.parse().ok(),
            kind: Kind::from_code(&self.kind),
            name: self.name.read(),
            category: Category::from_code(&self.category),
            non_state: self.non_state,
        }
    }
}

/// An order of access as it is laid down.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = registry::AccessOrderInput)]
#[serde(default)]
pub(crate) struct AccessBody {
    /// Who may have access, on what ground, how it is asked for and given; at most 4,000 characters.
    text: String,
    /// The act on which it rests.
    law_reference: String,
    /// From this day on: `2026-11-23`.
    valid_from: String,
}

impl AccessBody {
    pub(crate) fn read(&self) -> AccessInput {
        AccessInput {
            text: self.text.clone(),
            law_reference: self.law_reference.clone(),
            valid_from: self.valid_from.clone(),
        }
    }
}

/// A finding as it is entered.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = registry::FindingInput)]
#[serde(default)]
pub(crate) struct FindingBody {
    /// `attestation`, `test` or `examination`.
    kind: String,
    /// Number of its document.
    number: String,
    /// Date of its document: `2026-11-23`; not after today.
    date: String,
    /// Last day of an attestation; empty where it has no end.
    valid_until: String,
    /// Who issued it.
    issuer: String,
    /// `positive` or `negative`.
    result: String,
}

impl FindingBody {
    pub(crate) fn read(&self) -> FindingInput {
        FindingInput {
            kind: FindingKind::from_code(&self.kind),
            number: self.number.clone(),
            date: self.date.clone(),
            valid_until: self.valid_until.clone(),
            issuer: self.issuer.clone(),
            positive: positive(&self.result),
        }
    }
}

/// A data set as it is entered or changed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = registry::DataSetInput)]
#[serde(default)]
pub(crate) struct DataSetBody {
    /// Its name; Kazakh and Russian are required.
    name: Text,
    /// It is to be updated within so many days, 1 to 3660; needed once the record is in operation.
    period_days: Option<u32>,
}

impl DataSetBody {
    pub(crate) fn read(&self) -> DataSetInput {
        let period_days = self.period_days.map(|days| days.to_string()).unwrap_or_default();
        DataSetInput { name: self.name.read(), period_days }
    }
}

/// An information system or information resource.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Record)]
pub(crate) struct RecordView {
    /// Its id.
    id: String,
    /// `system` or `resource`.
    kind: &'static str,
    /// Id of the owner.
    body: String,
    /// Its name.
    name: Text,
    /// `public` or `restricted`.
    category: &'static str,
    /// `not_in_operation`, `in_operation` or `withdrawn`.
    state: &'static str,
    /// Is it a system of an owner outside the state?
    non_state: bool,
    /// Id of the attestation on which it was put into operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    attestation: Option<String>,
    /// When it was put into operation (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    in_operation_since: Option<String>,
}

impl From<&Record> for RecordView {
    fn from(record: &Record) -> Self {
        Self {
            id: record.id.to_string(),
            kind: record.kind.code(),
            body: record.body.to_string(),
            name: (&record.name).into(),
            category: record.category.code(),
            state: record.state.code(),
            non_state: record.non_state,
            attestation: record.attestation.map(|id| id.to_string()),
            in_operation_since: record.in_operation_since.map(Timestamp::rfc3339),
        }
    }
}

/// A page of the register.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Records)]
pub(crate) struct Records {
    /// The records.
    items: Vec<RecordView>,
    /// How many there are.
    total: u64,
    /// Number of this page, from 1.
    page: u32,
    /// Records a page.
    size: u32,
}

impl From<&RecordsPage> for Records {
    fn from(found: &RecordsPage) -> Self {
        let page = &found.page;
        let items = page.items.iter().map(|(record, _)| record.into()).collect();
        Self { items, total: page.total, page: page.number, size: page.size }
    }
}

/// The order of access.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::AccessOrder)]
pub(crate) struct AccessView {
    /// Who may have access, on what ground, how it is asked for and given.
    text: String,
    /// The act on which it rests.
    law_reference: String,
    /// From this day on.
    valid_from: String,
}

impl From<&AccessOrder> for AccessView {
    fn from(order: &AccessOrder) -> Self {
        Self {
            text: order.text.clone(),
            law_reference: order.law_reference.clone(),
            valid_from: order.valid_from.to_string(),
        }
    }
}

/// A finding.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Finding)]
pub(crate) struct FindingView {
    /// Its id.
    id: String,
    /// `attestation`, `test` or `examination`.
    kind: &'static str,
    /// Number of its document.
    number: String,
    /// Date of its document.
    date: String,
    /// Last day; absent where there is no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<String>,
    /// Who issued it.
    issuer: String,
    /// `positive` or `negative`.
    result: &'static str,
    /// Who entered it.
    by: String,
    /// When it was entered (RFC 3339).
    at: String,
    /// Why it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<String>,
}

impl From<&Finding> for FindingView {
    fn from(finding: &Finding) -> Self {
        Self {
            id: finding.id.to_string(),
            kind: finding.kind.code(),
            number: finding.number.clone(),
            date: finding.date.to_string(),
            valid_until: finding.valid_until.map(|day| day.to_string()),
            issuer: finding.issuer.clone(),
            result: if finding.positive { "positive" } else { "negative" },
            by: finding.by.name.clone(),
            at: finding.at.rfc3339(),
            withdrawn: finding.withdrawn.as_ref().map(|stop| stop.reason.clone()),
        }
    }
}

/// A data set.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::DataSet)]
pub(crate) struct DataSetView {
    /// Its id.
    id: String,
    /// Its name.
    name: Text,
    /// It is to be updated within so many days.
    #[serde(skip_serializing_if = "Option::is_none")]
    period_days: Option<u32>,
    /// When it was last updated (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<String>,
    /// Who made the last update.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_by: Option<String>,
    /// The last day on which it is up to date without another update.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// `overdue` or `up_to_date`; absent while the record is not in operation, and of one that was removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    /// Why it was removed; absent while it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<String>,
}

impl DataSetView {
    fn of(set: &DataSet, due: Option<Date>, today: Date) -> Self {
        let update = set.updated.as_ref();
        Self {
            id: set.id.to_string(),
            name: (&set.name).into(),
            period_days: set.period_days,
            updated_at: update.map(|update| update.at.rfc3339()),
            updated_by: update.map(|update| update.by.name.clone()),
            due: due.map(|day| day.to_string()),
            state: due.map(|day| Freshness::of(day, today).code()),
            removed: set.removed.as_ref().map(|stop| stop.reason.clone()),
        }
    }
}

/// Something without which a record is not put into operation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Missing)]
pub(crate) struct MissingView {
    /// `attestation`, `test`, `examination`, `access_order` or `data_sets`.
    field: String,
    /// Stable code of what is wrong with it.
    code: &'static str,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Event)]
pub(crate) struct EventView {
    /// Stable code.
    event: &'static str,
    /// Of what.
    about: String,
    /// Who did it.
    by: String,
    /// When (RFC 3339).
    at: String,
}

impl From<&Entry> for EventView {
    fn from(entry: &Entry) -> Self {
        Self {
            event: entry.event.code(),
            about: entry.about.clone(),
            by: entry.by.name.clone(),
            at: entry.at.rfc3339(),
        }
    }
}

/// A record with all that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::RecordCard)]
pub(crate) struct RecordCardView {
    /// The record.
    record: RecordView,
    /// The order of access.
    #[serde(skip_serializing_if = "Option::is_none")]
    access_order: Option<AccessView>,
    /// Findings, in the order in which they were entered.
    findings: Vec<FindingView>,
    /// Data sets.
    data_sets: Vec<DataSetView>,
    /// What it lacks to be put into operation.
    missing: Vec<MissingView>,
    /// Its audits, the latest first; absent for who may not read them.
    #[serde(skip_serializing_if = "Option::is_none")]
    audits: Option<Vec<AuditView>>,
    /// Its history, oldest first.
    history: Vec<EventView>,
}

impl From<&RecordCard> for RecordCardView {
    fn from(card: &RecordCard) -> Self {
        let record = &card.record;
        let missing = card.missing.iter().map(|one| {
            let FieldError { field, message } = FieldError::from(one);
            MissingView { field, code: message.key }
        });
        Self {
            record: record.into(),
            access_order: record.access.as_ref().map(Into::into),
            findings: record.findings.iter().map(Into::into).collect(),
            data_sets: record.data_sets.iter().map(|s| DataSetView::of(s, record.due(s), card.today)).collect(),
            missing: missing.collect(),
            audits: card.audits.as_ref().map(|all| all.iter().map(Into::into).collect()),
            history: card.history.iter().map(Into::into).collect(),
        }
    }
}

/// A line of the report on updates.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::UpdateLine)]
pub(crate) struct UpdateLineView {
    /// Id of the record.
    record: String,
    /// Name of the record.
    record_name: Text,
    /// Id of the owner.
    body: String,
    /// The data set.
    data_set: DataSetView,
}

/// A page of the report on updates.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Updates)]
pub(crate) struct Updates {
    /// The data sets, the longest overdue first.
    items: Vec<UpdateLineView>,
    /// How many there are.
    total: u64,
    /// Number of this page, from 1.
    page: u32,
    /// Data sets a page.
    size: u32,
}

impl From<&UpdatesPage> for Updates {
    fn from(found: &UpdatesPage) -> Self {
        let page = &found.page;
        let line = |line: &orda_registry::UpdateLine| UpdateLineView {
            record: line.record.to_string(),
            record_name: (&line.record_name).into(),
            body: line.body.to_string(),
            data_set: DataSetView::of(&line.set, Some(line.due), found.today),
        };
        let items = page.items.iter().map(|(one, _)| line(one)).collect();
        Self { items, total: page.total, page: page.number, size: page.size }
    }
}
