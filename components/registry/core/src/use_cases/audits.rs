//! Audits (365-9): entered and corrected by who acts for the owner, read by the authorised body, too.

use super::{Held, Registry, entry_of};
use crate::input::reason_in;
use crate::policy;
use crate::ports::RegistryWork;
use crate::{Audit, AuditId, AuditInput, AuditQuery, By, Entry, Event, Record, RecordId, refusal};
use orda_base::{
    Access, Actor, BodyId, Date, Error, LocalizedText, Operation, Page, PageRequest, Result, Timestamp, Wrong,
};
use orda_identity::Body;
use std::sync::Arc;

/// Kind of resource in the accounting.
pub const AUDIT: &str = "registry_audit";

/// A line of the list of audits.
#[derive(Debug, Clone)]
pub struct AuditLine {
    /// The audit.
    pub audit: Audit,
    /// Name of the system or resource.
    pub name: LocalizedText,
    /// Its owner.
    pub owner: Arc<Body>,
}

/// A page of the audits that the reader may read.
#[derive(Debug, Clone)]
pub struct AuditsPage {
    /// The audits: those whose report was not sent first, then the last sent.
    pub page: Page<AuditLine>,
    /// Active bodies, to choose one.
    pub bodies: Vec<Arc<Body>>,
}

/// The card of an audit.
#[derive(Debug, Clone)]
pub struct AuditCard {
    /// The audit.
    pub audit: Audit,
    /// What was audited.
    pub record: Record,
    /// Its owner.
    pub owner: Arc<Body>,
    /// Its history, oldest first.
    pub history: Vec<Entry>,
    /// May the reader correct and send it now?
    pub may_change: bool,
}

/// An audit that is held to be changed.
pub(super) struct HeldAudit {
    pub(super) work: Box<dyn RegistryWork>,
    pub(super) audit: Audit,
    pub(super) now: Timestamp,
}

impl Registry {
    /// Whose audits the actor may look for; of all bodies where none are said.
    pub(super) fn audited_bodies(actor: &Actor) -> Result<Option<Vec<BodyId>>> {
        policy::may_look_for_audits(actor).check()?;
        Ok((!policy::keeps_portal(actor)).then(|| policy::kept_bodies(actor)))
    }

    /// A page of the audits that the actor may read.
    ///
    /// # Errors
    /// Forbidden for who keeps neither records of a body nor the portal.
    pub async fn audits(&self, actor: &Actor, query: &AuditQuery) -> Result<AuditsPage> {
        let of = Self::audited_bodies(actor)?;
        let found = self.store.audits(query, of.as_deref()).await?;
        let mut ids: Vec<RecordId> = found.items.iter().map(|audit| audit.record).collect();
        ids.sort_unstable();
        ids.dedup();
        let records = self.store.records(&ids).await?;
        let found = self.with_owners(found, |audit| audit.body).await?;
        let page = found.map(|(audit, owner)| {
            let record = records.iter().find(|record| record.id == audit.record);
            AuditLine { name: record.map(|record| record.name.clone()).unwrap_or_default(), audit, owner }
        });
        Ok(AuditsPage { page, bodies: self.directory.bodies().await? })
    }

    /// The same from the first row on, at most `limit` rows, to be taken away as a file.
    ///
    /// # Errors
    /// As [`Self::audits`].
    pub async fn audits_to_export(&self, actor: &Actor, query: &AuditQuery, limit: u32) -> Result<AuditsPage> {
        let page = PageRequest { number: 1, size: limit };
        self.audits(actor, &AuditQuery { page, ..query.clone() }).await
    }

    /// An audit that the actor may read; for everybody else it does not exist.
    pub(super) async fn seen_audit(&self, actor: &Actor, id: AuditId) -> Result<Audit> {
        let found = self.store.audit(id).await?.ok_or(Error::NotFound)?;
        policy::may_read_audits(actor, found.body).check()?;
        Ok(found)
    }

    /// The card of an audit.
    ///
    /// # Errors
    /// Not found.
    pub async fn audit(&self, actor: &Actor, id: AuditId) -> Result<AuditCard> {
        let audit = self.seen_audit(actor, id).await?;
        Ok(AuditCard {
            record: self.store.record(audit.record).await?.ok_or(Error::NotFound)?,
            owner: self.owner(audit.body).await?,
            history: self.store.history(id.uuid()).await?,
            may_change: audit.sent.is_none() && policy::may_keep(actor, audit.body).is_allowed(),
            audit,
        })
    }

    /// The card of an audit that the actor may change now.
    ///
    /// # Errors
    /// Not found, forbidden; refused once its report was sent.
    pub async fn changeable_audit(&self, actor: &Actor, id: AuditId) -> Result<AuditCard> {
        let card = self.audit(actor, id).await?;
        policy::may_keep(actor, card.audit.body).check()?;
        if card.may_change { Ok(card) } else { Err(refusal::sent()) }
    }

    /// Enters an audit of an own record; the next one falls due a period after it.
    ///
    /// # Errors
    /// Not found, forbidden; wrong fields `date`, `auditor`, `scope`, `findings`; refused for a record that was withdrawn.
    pub async fn enter_audit(&self, actor: &Actor, id: RecordId, input: &AuditInput) -> Result<AuditId> {
        let Held { mut work, mut record, now } = self.hold(actor, id).await?;
        let read = input.read(now.date(), Wrong::default())?;
        let audit = Audit {
            id: AuditId::generate(&self.env),
            record: id,
            body: record.body,
            date: read.date,
            auditor: read.auditor,
            scope: read.scope,
            findings: read.findings,
            report: None,
            next_due: self.settings.next_audit(read.date),
            by: By::of(actor),
            created_at: now,
            sent: None,
        };
        work.insert_audit(&audit).await?;
        record.audit_due = work.audited_until(id).await?;
        work.save(&record).await?;
        let about = format!("{}, {}", audit.date, audit.auditor);
        work.enter(audit.id.uuid(), &entry_of(actor, now, Event::AuditEntered, &about)).await?;
        work.account(actor, now, &Access::done(AUDIT, audit.id, Operation::Create).detail(record.name.kk)).await?;
        work.commit().await?;
        Ok(audit.id)
    }

    /// Corrects what was entered of an audit, with a reason; what stood there before stays in the history.
    ///
    /// # Errors
    /// Not found, forbidden; wrong fields as in [`Self::enter_audit`], and `reason`; refused once its report was sent.
    pub async fn correct_audit(&self, actor: &Actor, id: AuditId, input: &AuditInput, why: &str) -> Result<()> {
        let seen = self.seen_audit(actor, id).await?;
        policy::may_keep(actor, seen.body).check()?;
        let mut work = self.store.begin().await?;
        // The record is held before the audit, as whoever enters one does.
        let mut record = work.lock(seen.record).await?.ok_or(Error::NotFound)?;
        let mut held = self.hold_audit(actor, id, work).await?;
        let mut wrong = Wrong::default();
        let reason = reason_in(&mut wrong, why);
        let read = input.read(held.now.date(), wrong)?;
        let mut about = vec![reason];
        let mut changed = |before: String, after: &str| {
            if before != after {
                about.push(format!("{before} → {after}"));
            }
        };
        changed(held.audit.date.to_string(), &read.date.to_string());
        changed(std::mem::take(&mut held.audit.auditor), &read.auditor);
        changed(std::mem::take(&mut held.audit.scope), &read.scope);
        changed(std::mem::take(&mut held.audit.findings), &read.findings);
        if held.audit.date != read.date {
            held.audit.next_due = self.settings.next_audit(read.date);
        }
        held.audit.date = read.date;
        held.audit.auditor = read.auditor;
        held.audit.scope = read.scope;
        held.audit.findings = read.findings;
        held.work.save_audit(&held.audit).await?;
        record.audit_due = held.work.audited_until(record.id).await?;
        held.work.save(&record).await?;
        held.finish(actor, Event::AuditCorrected, &about.join("; "), Operation::Change).await
    }

    /// Takes hold of an audit that the actor keeps. Once its report was sent nothing of it changes.
    pub(super) async fn hold_audit(
        &self,
        actor: &Actor,
        id: AuditId,
        mut work: Box<dyn RegistryWork>,
    ) -> Result<HeldAudit> {
        let audit = work.lock_audit(id).await?.ok_or(Error::NotFound)?;
        policy::may_read_audits(actor, audit.body).check()?;
        policy::may_keep(actor, audit.body).check()?;
        if audit.sent.is_some() {
            return Err(refusal::sent());
        }
        Ok(HeldAudit { work, audit, now: self.env.now() })
    }

    /// Non-state systems of an interaction whose audit is overdue, as far as the actor may read audits.
    pub(super) async fn unaudited(&self, actor: &Actor, id: crate::InteractionId) -> Result<Vec<Record>> {
        let Ok(of) = Self::audited_bodies(actor) else { return Ok(Vec::new()) };
        let today = self.env.now().date();
        let until = today.yesterday().unwrap_or(Date::MIN);
        let search = crate::DueSearch {
            today,
            from: None,
            until: Some(until),
            body: None,
            interaction: Some(id),
            page: PageRequest { number: 1, size: 100 },
        };
        Ok(self.store.audits_due(&search, of.as_deref()).await?.items)
    }
}

impl HeldAudit {
    /// Saves the audit with what happened to it, accounts for it, and commits.
    pub(super) async fn finish(mut self, actor: &Actor, event: Event, about: &str, operation: Operation) -> Result<()> {
        let id = self.audit.id;
        self.work.save_audit(&self.audit).await?;
        self.work.enter(id.uuid(), &entry_of(actor, self.now, event, about)).await?;
        let detail = format!("{} {about}", event.code());
        let access = Access::done(AUDIT, id, operation).detail(detail.trim_end());
        self.work.account(actor, self.now, &access).await?;
        self.work.commit().await
    }
}
