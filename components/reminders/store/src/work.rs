//! One transaction of a use case.

use crate::{list, log, viewing};
use async_trait::async_trait;
use orda_base::{Access, Actor, BodyId, Env, PersonId, Result, Timestamp};
use orda_notifications::Notice;
use orda_reminders::ports::RemindersWork;
use orda_reminders::{Fault, Refresh, RefreshId, Rejected, Reminder, Source};
use orda_store::Tx;

/// A transaction.
pub(crate) struct Work {
    tx: Tx,
    env: Env,
}

impl Work {
    pub(crate) const fn new(tx: Tx, env: Env) -> Self {
        Self { tx, env }
    }
}

#[async_trait]
impl RemindersWork for Work {
    async fn enter(&mut self, refresh: &Refresh) -> Result<bool> {
        log::enter(&mut self.tx, refresh).await
    }

    async fn interrupt(&mut self, id: RefreshId, fault: &Fault, now: Timestamp) -> Result<()> {
        log::interrupt(&mut self.tx, id, fault, now).await
    }

    async fn hold(&mut self, source: Source) -> Result<Option<Timestamp>> {
        log::hold(&mut self.tx, source).await
    }

    async fn list(&mut self, source: Source) -> Result<Vec<Reminder>> {
        list::of_source(self.tx.conn(), source).await
    }

    async fn replace(&mut self, source: Source, list: &[Reminder], rejected: &[Rejected]) -> Result<()> {
        list::replace(&mut self.tx, source, list, rejected).await
    }

    async fn good(&mut self, source: Source, made_at: Timestamp, now: Timestamp) -> Result<()> {
        log::set_good(&mut self.tx, source, made_at, now).await
    }

    async fn finish(&mut self, refresh: &Refresh) -> Result<bool> {
        log::finish(&mut self.tx, refresh).await
    }

    async fn view(&mut self, person: PersonId, bodies: &[BodyId], now: Timestamp) -> Result<()> {
        viewing::view(&mut self.tx, person, bodies, now).await
    }

    async fn tell(&mut self, person: PersonId, body: BodyId, now: Timestamp, before: Timestamp) -> Result<bool> {
        viewing::tell(&mut self.tx, person, body, now, before).await
    }

    async fn notify(&mut self, notices: &[Notice]) -> Result<()> {
        orda_notifications_store::enqueue(&mut self.tx, &self.env, notices).await
    }

    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
        orda_audit_store::record(&mut self.tx, actor, at, access).await
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        self.tx.commit().await
    }
}
