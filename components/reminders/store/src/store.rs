//! Reads.

use crate::work::Work;
use crate::{list, log, viewing};
use async_trait::async_trait;
use orda_base::{BodyId, Date, Env, Page, PageRequest, Result, Timestamp};
use orda_reminders::ports::{RemindersStore, RemindersWork};
use orda_reminders::viewing::{Addressed, Viewing};
use orda_reminders::{Facets, Refresh, Rejected, Reminder, ReminderId, ReminderQuery, Source};
use orda_store::{Database, fault};
use sqlx::Any;
use sqlx::pool::PoolConnection;

/// Reminders on SQL.
pub struct RemindersSql {
    db: Database,
    env: Env,
}

impl RemindersSql {
    /// Over this database.
    pub const fn new(db: Database, env: Env) -> Self {
        Self { db, env }
    }

    async fn conn(&self) -> Result<PoolConnection<Any>> {
        self.db.reader().acquire().await.map_err(fault)
    }
}

#[async_trait]
impl RemindersStore for RemindersSql {
    async fn begin(&self) -> Result<Box<dyn RemindersWork>> {
        Ok(Box::new(Work::new(self.db.begin().await?, self.env.clone())))
    }

    async fn reminder(&self, id: ReminderId) -> Result<Option<Reminder>> {
        list::load(&mut *self.conn().await?, id).await
    }

    async fn page(&self, bodies: &[BodyId], query: &ReminderQuery, today: Date) -> Result<Page<Reminder>> {
        list::page(&mut *self.conn().await?, bodies, query, today).await
    }

    async fn rows(&self, bodies: &[BodyId], query: &ReminderQuery, today: Date, limit: u32) -> Result<Vec<Reminder>> {
        list::rows(&mut *self.conn().await?, bodies, query, today, limit).await
    }

    async fn facets(&self, bodies: &[BodyId]) -> Result<Facets> {
        list::facets(&mut *self.conn().await?, bodies).await
    }

    async fn good(&self) -> Result<Vec<(Source, Timestamp)>> {
        log::good(&mut *self.conn().await?).await
    }

    async fn last(&self) -> Result<Vec<Refresh>> {
        log::last(&mut *self.conn().await?).await
    }

    async fn log(&self, source: Option<Source>, page: PageRequest) -> Result<Page<Refresh>> {
        log::log(&mut *self.conn().await?, source, page).await
    }

    async fn rejected(&self, page: PageRequest) -> Result<Page<(Source, Rejected)>> {
        log::rejected(&mut *self.conn().await?, page).await
    }

    async fn marked(&self, page: PageRequest) -> Result<Page<Reminder>> {
        list::marked(&mut *self.conn().await?, page).await
    }

    async fn addressed(&self) -> Result<Vec<Addressed>> {
        viewing::addressed(&mut *self.conn().await?).await
    }

    async fn viewings(&self) -> Result<Vec<Viewing>> {
        viewing::viewings(&mut *self.conn().await?).await
    }
}
