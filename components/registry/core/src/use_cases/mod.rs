//! The use cases, one file for what belongs together.
//!
//! Each takes hold of the record, asks who may, lets the pure decision decide, and commits record, history and accounting
//! together.

mod accesses;
mod belongings;
mod gates;
mod interactions;
mod operation;
mod overdue;
mod records;
mod removal;
mod updates;

pub use accesses::{Accesses, CallsOf};
pub use interactions::{INTERACTION, InteractionCard, InteractionsPage};
pub use overdue::NOTICES;
pub use records::{RecordCard, RecordsPage};
pub use updates::UpdatesPage;

use crate::policy;
use crate::ports::{Calls, RegistryStore, RegistryWork};
use crate::{By, Entry, Event, Record, RecordId, State, refusal};
use gates::Gates;
use orda_base::{Access, Actor, BodyId, Env, Error, Operation, Page, Result, Timestamp};
use orda_identity::{Body, Directory};
use std::sync::Arc;

/// Kind of resource in the accounting.
pub const RESOURCE: &str = "registry_record";

/// The use cases of the component. Cheap to clone.
#[derive(Clone)]
pub struct Registry {
    store: Arc<dyn RegistryStore>,
    directory: Arc<dyn Directory>,
    calls: Arc<dyn Calls>,
    gates: Arc<Gates>,
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
    pub fn new(store: Arc<dyn RegistryStore>, directory: Arc<dyn Directory>, calls: Arc<dyn Calls>, env: Env) -> Self {
        Self { store, directory, calls, gates: Arc::default(), env }
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
