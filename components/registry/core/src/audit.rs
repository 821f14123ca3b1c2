//! Regular audits of the state of systems and resources (365-9).

use crate::{AuditId, AuditState, By, RecordId};
use orda_base::{BodyId, Date, FieldError, Timestamp};
use orda_documents::{FileId, FileSetId};
use serde::{Deserialize, Serialize};

/// The file of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The set that holds it alone.
    pub set: FileSetId,
    /// The file.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// That a report was sent to the authorised body (365-9-c).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Who sent it.
    pub by: By,
    /// When.
    pub at: Timestamp,
}

/// An audit of the state of a system or resource. Once its report was sent nothing of it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// Its id.
    pub id: AuditId,
    /// What was audited. It never changes.
    pub record: RecordId,
    /// Owner of the record. It never changes.
    pub body: BodyId,
    /// Day on which it was carried out.
    pub date: Date,
    /// Who carried it out: an organisation or a person.
    pub auditor: String,
    /// What was looked at.
    pub scope: String,
    /// What was found; empty until it was entered.
    pub findings: String,
    /// The report.
    pub report: Option<Report>,
    /// The last day on which the next audit is in time.
    pub next_due: Date,
    /// Who entered it.
    pub by: By,
    /// When it was entered.
    pub created_at: Timestamp,
    /// That its report was sent.
    pub sent: Option<Sent>,
}

impl Audit {
    /// What is missing for its report to be sent, as wrong fields: `findings`, `report`.
    pub fn missing(&self) -> Vec<FieldError> {
        let mut missing = Vec::new();
        if self.findings.is_empty() {
            missing.push(FieldError::new("findings", "registry-missing-audit-findings"));
        }
        if self.report.is_none() {
            missing.push(FieldError::new("report", "registry-missing-audit-report"));
        }
        missing
    }
}

impl AuditState {
    /// Of an audit that is due on that day; soon is what is due until `soon`.
    pub fn of(due: Date, today: Date, soon: Date) -> Self {
        if due < today {
            Self::Overdue
        } else if due <= soon {
            Self::Soon
        } else {
            Self::InTime
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// To the end of its day an audit is in time.
    #[test]
    fn an_audit_is_overdue_after_its_day() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let state = |due: &str| AuditState::of(day(due), day("2026-11-23"), day("2026-12-07"));
        assert_eq!((state("2026-11-22"), state("2026-11-23")), (AuditState::Overdue, AuditState::Soon));
        assert_eq!((state("2026-12-07"), state("2026-12-08")), (AuditState::Soon, AuditState::InTime));
    }
}
