//! Shapes of audits.

use super::schemas::{EventView, Text};
use orda_registry::{Audit, AuditCard, AuditInput, AuditState, AuditsDuePage, AuditsPage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An audit as it is entered or corrected.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = registry::AuditInput)]
#[serde(default)]
pub(crate) struct AuditBody {
    /// Day on which it was carried out: `2026-11-23`; not after today.
    date: String,
    /// Who carried it out: an organisation or a person.
    auditor: String,
    /// What was looked at.
    scope: String,
    /// What was found; needed for the report to be sent.
    findings: String,
    /// Why it is corrected; when it is.
    pub(crate) reason: String,
}

impl AuditBody {
    pub(crate) fn read(&self) -> AuditInput {
        AuditInput {
            date: self.date.clone(),
            auditor: self.auditor.clone(),
            scope: self.scope.clone(),
            findings: self.findings.clone(),
        }
    }
}

/// The file of a report.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = registry::AuditReportInput)]
pub(crate) struct ReportBody {
    /// Name of the file: `audit.pdf`.
    pub(crate) name: String,
    /// Its bytes, base64. Up to 700 kilobytes; larger files are brought on the page.
    pub(crate) content: String,
}

/// The file of a report.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::AuditReport)]
pub(crate) struct ReportView {
    /// Its name.
    name: String,
    /// Its length in bytes.
    size: u64,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    sha256: String,
}

/// An audit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Audit)]
pub(crate) struct AuditView {
    /// Its id.
    id: String,
    /// Id of the record.
    record: String,
    /// Id of the owner.
    body: String,
    /// Day on which it was carried out.
    date: String,
    /// Who carried it out.
    auditor: String,
    /// What was looked at.
    scope: String,
    /// What was found.
    findings: String,
    /// The report; absent until it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<ReportView>,
    /// The last day on which the next audit is in time.
    next_due: String,
    /// When the report was sent (RFC 3339); absent until it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_at: Option<String>,
    /// Who sent it.
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_by: Option<String>,
}

impl From<&Audit> for AuditView {
    fn from(audit: &Audit) -> Self {
        let report = audit.report.as_ref();
        Self {
            id: audit.id.to_string(),
            record: audit.record.to_string(),
            body: audit.body.to_string(),
            date: audit.date.to_string(),
            auditor: audit.auditor.clone(),
            scope: audit.scope.clone(),
            findings: audit.findings.clone(),
            report: report.map(|r| ReportView { name: r.name.clone(), size: r.size, sha256: r.sha256.clone() }),
            next_due: audit.next_due.to_string(),
            sent_at: audit.sent.as_ref().map(|sent| sent.at.rfc3339()),
            sent_by: audit.sent.as_ref().map(|sent| sent.by.name.clone()),
        }
    }
}

/// An audit with its history.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::AuditCard)]
pub(crate) struct AuditCardView {
    /// The audit.
    audit: AuditView,
    /// Its history, oldest first.
    history: Vec<EventView>,
}

impl From<&AuditCard> for AuditCardView {
    fn from(card: &AuditCard) -> Self {
        Self { audit: (&card.audit).into(), history: card.history.iter().map(Into::into).collect() }
    }
}

/// A page of audits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Audits)]
pub(crate) struct Audits {
    /// The audits: those whose report was not sent first, then the last sent.
    items: Vec<AuditView>,
    /// How many there are.
    total: u64,
    /// Number of this page, from 1.
    page: u32,
    /// Audits a page.
    size: u32,
}

impl From<&AuditsPage> for Audits {
    fn from(found: &AuditsPage) -> Self {
        let page = &found.page;
        let items = page.items.iter().map(|line| (&line.audit).into()).collect();
        Self { items, total: page.total, page: page.number, size: page.size }
    }
}

/// A system or resource whose next audit falls due.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::AuditDue)]
pub(crate) struct AuditDueView {
    /// Id of the record.
    record: String,
    /// Name of the record.
    name: Text,
    /// Id of the owner.
    body: String,
    /// Is it a system of an owner outside the state?
    non_state: bool,
    /// The last day on which the next audit is in time.
    due: String,
    /// `overdue`, `soon` or `in_time`.
    state: &'static str,
}

/// A page of audits due.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::AuditsDue)]
pub(crate) struct AuditsDue {
    /// The systems and resources, the longest overdue first.
    items: Vec<AuditDueView>,
    /// How many there are.
    total: u64,
    /// Number of this page, from 1.
    page: u32,
    /// Systems and resources a page.
    size: u32,
}

impl From<&AuditsDuePage> for AuditsDue {
    fn from(found: &AuditsDuePage) -> Self {
        let page = &found.page;
        let lines = page.items.iter().filter_map(|(record, _)| Some((record, record.audit_due?)));
        let items = lines.map(|(record, due)| AuditDueView {
            record: record.id.to_string(),
            name: (&record.name).into(),
            body: record.body.to_string(),
            non_state: record.non_state,
            due: due.to_string(),
            state: AuditState::of(due, found.today, found.soon).code(),
        });
        Self { items: items.collect(), total: page.total, page: page.number, size: page.size }
    }
}
