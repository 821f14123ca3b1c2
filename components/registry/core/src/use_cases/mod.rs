//! The use cases, one file for what belongs together.
//!
//! Each takes hold of the record, asks who may, lets the pure decision decide, and commits record, history and accounting
//! together.

mod accesses;
mod audit_reports;
mod audit_terms;
mod audits;
mod belongings;
mod gates;
mod interactions;
mod operation;
mod overdue;
mod records;
mod removal;
mod updates;

pub use accesses::{Accesses, CallsOf};
pub use audit_reports::REPORT_LIMIT;
pub use audit_terms::AuditsDuePage;
pub use audits::{AUDIT, AuditCard, AuditLine, AuditsPage};
pub use interactions::{INTERACTION, InteractionCard, InteractionsPage, ParticipantChoices};
pub use overdue::NOTICES;
pub use records::{RecordCard, RecordsPage};
pub use updates::UpdatesPage;

use crate::policy;
use crate::ports::{Calls, RegistryStore, RegistryWork};
use crate::{By, Entry, Event, Record, RecordId, State, refusal};
use gates::Gates;
use orda_base::{Access, Actor, BodyId, Date, Env, Error, Operation, Page, Result, Timestamp};
use orda_documents::Documents;
use orda_identity::{Body, Directory};
use std::sync::Arc;
use workdays::Shared;

/// Kind of resource in the accounting.
pub const RESOURCE: &str = "registry_record";

/// Settings of the component.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Months from an audit to the next (365-9: "regular", without a figure).
    pub audit_months: u16,
    /// The working calendar.
    pub calendar: Shared,
}

impl Default for Settings {
    fn default() -> Self {
        Self { audit_months: 12, calendar: Shared::default() }
    }
}

impl Settings {
    /// The last day on which the audit after one of that day is in time.
    fn next_audit(&self, after: Date) -> Date {
        after.saturating_add(jiff::Span::new().months(i64::from(self.audit_months)))
    }
}

/// The use cases of the component. Cheap to clone.
#[derive(Clone)]
pub struct Registry {
    store: Arc<dyn RegistryStore>,
    directory: Arc<dyn Directory>,
    calls: Arc<dyn Calls>,
    documents: Arc<Documents>,
    gates: Arc<Gates>,
    settings: Settings,
    env: Env,
}

/// What happened, for a history.
fn entry_of(actor: &Actor, at: Timestamp, event: Event, about: &str) -> Entry {
    Entry { at, by: By::of(actor), event, about: about.to_owned() }
}

/// A record that is held to be changed.
struct Held {
    work: Box<dyn RegistryWork>,
    record: Record,
    now: Timestamp,
}

impl Registry {
    /// The use cases on these ports.
    pub fn new(
        store: Arc<dyn RegistryStore>,
        directory: Arc<dyn Directory>,
        calls: Arc<dyn Calls>,
        documents: Arc<Documents>,
        settings: Settings,
        env: Env,
    ) -> Self {
        Self { store, directory, calls, documents, gates: Arc::default(), settings, env }
    }

    async fn owner(&self, body: BodyId) -> Result<Arc<Body>> {
        self.directory.body(body).await?.ok_or_else(|| Error::internal(format!("the owner {body} is gone")))
    }

    /// The rows of a page with their owners.
    async fn with_owners<T: Send>(
        &self,
        page: Page<T>,
        body: impl Fn(&T) -> BodyId + Send,
    ) -> Result<Page<(T, Arc<Body>)>> {
        let Page { items: rows, total, at_least, number, size } = page;
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            let id = body(&row);
            items.push((row, self.owner(id).await?));
        }
        Ok(Page { items, total, at_least, number, size })
    }

    /// A record that the actor may read.
    async fn readable(&self, actor: &Actor, id: RecordId) -> Result<Record> {
        policy::may_read(actor).check()?;
        self.store.record(id).await?.ok_or(Error::NotFound)
    }

    /// Takes hold of a record that the actor keeps. One that was withdrawn changes no more.
    async fn hold(&self, actor: &Actor, id: RecordId) -> Result<Held> {
        let seen = self.readable(actor, id).await?;
        policy::may_keep(actor, seen.body).check()?;
        let mut work = self.store.begin().await?;
        let record = work.lock(id).await?.ok_or(Error::NotFound)?;
        if record.state == State::Withdrawn {
            return Err(refusal::state());
        }
        Ok(Held { work, record, now: self.env.now() })
    }
}

impl Held {
    /// Saves the record with what happened to it and of what, accounts for it, and commits.
    async fn finish(mut self, actor: &Actor, event: Event, about: &str) -> Result<()> {
        let id = self.record.id;
        self.work.save(&self.record).await?;
        self.work.enter(id.uuid(), &entry_of(actor, self.now, event, about)).await?;
        let detail = format!("{} {about}", event.code());
        let access = Access::done(RESOURCE, id, Operation::Change).detail(detail.trim_end());
        self.work.account(actor, self.now, &access).await?;
        self.work.commit().await
    }
}
