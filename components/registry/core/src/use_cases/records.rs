//! Records: the list, the card, entering, changing, the order of access.

use super::{RESOURCE, Registry, entry_of};
use crate::input::Fields;
use crate::policy::{self, kept_bodies};
use crate::{
    AccessInput, Audit, Entry, Event, Kind, Missing, Record, RecordId, RecordInput, RecordQuery, State, missing,
    refusal,
};
use orda_base::{Access, Actor, Date, Error, Operation, Page, Result, Wrong};
use orda_identity::Body;
use std::sync::Arc;

/// A page of the register.
#[derive(Debug, Clone)]
pub struct RecordsPage {
    /// Records with their owners, by name.
    pub page: Page<(Record, Arc<Body>)>,
    /// Active bodies, to choose one.
    pub bodies: Vec<Arc<Body>>,
    /// May the reader enter records?
    pub may_register: bool,
}

/// The card of a record.
#[derive(Debug, Clone)]
pub struct RecordCard {
    /// The record.
    pub record: Record,
    /// The owner.
    pub owner: Arc<Body>,
    /// Its history, oldest first.
    pub history: Vec<Entry>,
    /// Its audits, the latest first; none for who may not read them.
    pub audits: Option<Vec<Audit>>,
    /// What it lacks to be put into operation; empty once it was.
    pub missing: Vec<Missing>,
    /// May the reader change it now?
    pub may_change: bool,
    /// Today.
    pub today: Date,
}

impl Registry {
    /// A page of the register.
    ///
    /// # Errors
    /// Forbidden for who has not logged in.
    pub async fn records(&self, actor: &Actor, query: &RecordQuery) -> Result<RecordsPage> {
        policy::may_read(actor).check()?;
        let page = self.with_owners(self.store.page(query).await?, |record| record.body).await?;
        let bodies = self.directory.bodies().await?;
        Ok(RecordsPage { page, bodies, may_register: !kept_bodies(actor).is_empty() })
    }

    /// The card of a record.
    ///
    /// # Errors
    /// Not found.
    pub async fn card(&self, actor: &Actor, id: RecordId) -> Result<RecordCard> {
        let record = self.readable(actor, id).await?;
        let today = self.env.now().date();
        let reads_audits = policy::may_read_audits(actor, record.body).is_allowed();
        let audits = if reads_audits { Some(self.store.audits_of(id).await?) } else { None };
        let waits = record.state == State::NotInOperation;
        Ok(RecordCard {
            owner: self.owner(record.body).await?,
            history: self.store.history(id.uuid()).await?,
            audits,
            missing: if waits { missing(&record, today) } else { Vec::new() },
            may_change: record.state != State::Withdrawn && policy::may_keep(actor, record.body).is_allowed(),
            today,
            record,
        })
    }

    /// The card of a record that the actor may change now.
    ///
    /// # Errors
    /// Not found, forbidden; refused for one that was withdrawn.
    pub async fn changeable(&self, actor: &Actor, id: RecordId) -> Result<RecordCard> {
        let card = self.card(actor, id).await?;
        policy::may_keep(actor, card.record.body).check()?;
        if card.may_change { Ok(card) } else { Err(refusal::state()) }
    }

    /// Bodies for which the actor may enter records.
    ///
    /// # Errors
    /// Forbidden for who keeps no body's records.
    pub async fn owners(&self, actor: &Actor) -> Result<Vec<Arc<Body>>> {
        let kept = kept_bodies(actor);
        if kept.is_empty() {
            return Err(Error::Forbidden);
        }
        Ok(self.directory.bodies().await?.into_iter().filter(|body| kept.contains(&body.id)).collect())
    }

    /// Enters a record of an own body; it is not in operation.
    ///
    /// # Errors
    /// Forbidden for who does not keep the body's records; wrong fields `body`, `kind`, `name_…`, `category`.
    pub async fn register(&self, actor: &Actor, input: &RecordInput) -> Result<RecordId> {
        if kept_bodies(actor).is_empty() {
            return Err(Error::Forbidden);
        }
        if let Some(body) = input.body {
            policy::may_keep(actor, body).check()?;
        }
        let mut wrong = Wrong::default();
        let body = wrong.chosen("body", input.body);
        let kind = wrong.chosen("kind", input.kind);
        let name = wrong.texts("name", &input.name);
        let category = wrong.category(input.category);
        if input.non_state && kind == Some(Kind::Resource) {
            wrong.add("non_state", "registry-field-non-state");
        }
        wrong.finish()?;
        let (Some(body), Some(kind), Some(category)) = (body, kind, category) else { return Err(Error::Forbidden) };
        let now = self.env.now();
        let record = Record {
            id: RecordId::generate(&self.env),
            kind,
            body,
            name,
            category,
            access: None,
            state: State::NotInOperation,
            attestation: None,
            in_operation_since: None,
            withdrawn: None,
            findings: Vec::new(),
            data_sets: Vec::new(),
            created_at: now,
            non_state: input.non_state,
            audit_due: None,
        };
        let mut work = self.store.begin().await?;
        work.insert(&record).await?;
        work.enter(record.id.uuid(), &entry_of(actor, now, Event::Registered, "")).await?;
        let access = Access::done(RESOURCE, record.id, Operation::Create).detail(record.name.kk.clone());
        work.account(actor, now, &access).await?;
        work.commit().await?;
        Ok(record.id)
    }

    /// Changes name and category. Answers whether anything changed: only a change is accounted for.
    ///
    /// # Errors
    /// Not found, forbidden; wrong fields; refused for one that was withdrawn.
    pub async fn change(&self, actor: &Actor, id: RecordId, input: &RecordInput) -> Result<bool> {
        let mut held = self.hold(actor, id).await?;
        let mut wrong = Wrong::default();
        let name = wrong.texts("name", &input.name);
        let category = wrong.category(input.category);
        wrong.finish()?;
        let category = category.unwrap_or(held.record.category);
        if held.record.name == name && held.record.category == category {
            return Ok(false);
        }
        let about =
            format!("{} ({}) → {} ({})", held.record.name.kk, held.record.category.code(), name.kk, category.code());
        (held.record.name, held.record.category) = (name, category);
        held.finish(actor, Event::Changed, &about).await?;
        Ok(true)
    }

    /// Lays down the order of access anew (365-4-a).
    ///
    /// # Errors
    /// Not found, forbidden; wrong fields `text`, `law_reference`, `valid_from`; refused for a record that was withdrawn.
    pub async fn set_access(&self, actor: &Actor, id: RecordId, input: &AccessInput) -> Result<()> {
        let mut held = self.hold(actor, id).await?;
        let order = input.read()?;
        let about = order.law_reference.clone();
        held.record.access = Some(order);
        held.finish(actor, Event::AccessOrder, &about).await
    }
}
