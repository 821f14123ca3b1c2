//! The report of an audit: brought by the owner, and sent to the authorised body (365-9-c).

use super::Registry;
use crate::policy;
use crate::{Audit, AuditId, By, Event, Report, Sent};
use bytes::Bytes;
use futures::StreamExt;
use orda_base::{Actor, Error, FieldError, Operation, Result, Role};
use orda_documents::FileId;

/// Longest report, in bytes.
pub const REPORT_LIMIT: usize = 10 << 20;

impl Registry {
    /// Puts a file in the place of the report of an audit. Its set is closed with the audit that refers to it.
    ///
    /// # Errors
    /// Not found, forbidden; no file or one that is too large; a file of no permitted format; refused once the report was sent.
    pub async fn attach_report(&self, actor: &Actor, id: AuditId, name: &str, bytes: Bytes) -> Result<()> {
        let card = self.changeable_audit(actor, id).await?;
        if bytes.is_empty() {
            return Err(Error::field("report", "registry-field-report"));
        }
        if bytes.len() > REPORT_LIMIT {
            let wrong = FieldError::new("report", "registry-field-report-large").with("limit", REPORT_LIMIT >> 20);
            return Err(Error::Invalid(vec![wrong]));
        }
        let place = (card.audit.body, Role::Administrator);
        let stream = futures::stream::once(std::future::ready(Ok(bytes))).boxed();
        let stored = Box::pin(self.documents.receive_for(actor, place, name, stream)).await?;
        let report = Report {
            set: stored.set,
            file: stored.id,
            sha256: stored.sha256_hex(),
            size: stored.size,
            name: stored.name,
        };
        let mut held = self.hold_audit(actor, id, self.store.begin().await?).await?;
        held.work.seal(report.set, held.now).await?;
        let about = format!("{} {}", report.name, report.sha256);
        held.audit.report = Some(report);
        held.finish(actor, Event::AuditReport, &about, Operation::Change).await
    }

    /// The report of an audit, for who may read the audit.
    ///
    /// # Errors
    /// Not found.
    pub async fn report(&self, actor: &Actor, id: AuditId) -> Result<(Audit, FileId)> {
        let audit = self.seen_audit(actor, id).await?;
        let file = audit.report.as_ref().map(|report| report.file).ok_or(Error::NotFound)?;
        Ok((audit, file))
    }

    /// Sends the report of an audit to the authorised body: from now on it stands among the received ones, and nothing of the audit
    /// changes any more.
    ///
    /// # Errors
    /// Not found, forbidden; what is missing, as wrong fields `findings`, `report`; refused when it was sent before.
    pub async fn send_report(&self, actor: &Actor, id: AuditId) -> Result<()> {
        let seen = self.seen_audit(actor, id).await?;
        policy::may_keep(actor, seen.body).check()?;
        let mut held = self.hold_audit(actor, id, self.store.begin().await?).await?;
        let missing = held.audit.missing();
        if !missing.is_empty() {
            return Err(Error::Invalid(missing));
        }
        held.audit.sent = Some(Sent { by: By::of(actor), at: held.now });
        held.finish(actor, Event::AuditSent, "", Operation::Send).await
    }
}
