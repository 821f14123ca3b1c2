//! Reads and the queue.

use crate::work::Work;
use crate::{letter, message};
use async_trait::async_trait;
use orda_base::{BodyId, Env, Page, PageRequest, Result, Timestamp};
use orda_edms::ports::{Delivering, EdmsStore, EdmsWork, OutMessage, StoredResult};
use orda_edms::reference::Reference;
use orda_edms::{Entry, Letter, LetterId, LetterQuery, Participant, ResultId, Scope};
use orda_store::row::{column, json, parsed};
use orda_store::{Database, fault};
use sqlx::Any;
use sqlx::pool::PoolConnection;
use std::sync::Arc;

/// Rung after every commit: whoever works off queues may look.
pub type Bell = Arc<dyn Fn() + Send + Sync>;

/// The exchange on SQL.
pub struct EdmsSql {
    db: Database,
    env: Env,
    bell: Option<Bell>,
}

impl EdmsSql {
    /// Over this database.
    pub const fn new(db: Database, env: Env) -> Self {
        Self { db, env, bell: None }
    }

    /// With a bell that is rung after every commit.
    #[must_use]
    pub fn with_bell(self, bell: Bell) -> Self {
        Self { bell: Some(bell), ..self }
    }

    async fn conn(&self) -> Result<PoolConnection<Any>> {
        self.db.reader().acquire().await.map_err(fault)
    }
}

#[async_trait]
impl EdmsStore for EdmsSql {
    async fn begin(&self) -> Result<Box<dyn EdmsWork>> {
        Ok(Box::new(Work::new(self.db.begin().await?, self.env.clone(), self.bell.clone())))
    }

    async fn letter(&self, id: LetterId) -> Result<Option<Letter>> {
        letter::load(&mut *self.conn().await?, id).await
    }

    async fn entries(&self, id: LetterId) -> Result<Vec<Entry>> {
        letter::entries(&mut *self.conn().await?, id).await
    }

    async fn answers(&self, id: LetterId) -> Result<Vec<Letter>> {
        letter::answers(&mut *self.conn().await?, id).await
    }

    async fn letters(&self, scope: &Scope, query: &LetterQuery) -> Result<Page<Letter>> {
        letter::page(&mut *self.conn().await?, scope, query).await
    }

    async fn rows(&self, scope: &Scope, query: &LetterQuery, limit: u32) -> Result<Vec<Letter>> {
        letter::rows(&mut *self.conn().await?, scope, query, limit).await
    }

    async fn upcoming(&self, sequence: &str) -> Result<i64> {
        let row = sqlx::query("select last from edms_counter where name = $1")
            .bind(sequence)
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        Ok(row.map(|row| column::<i64>(&row, "last")).transpose()?.unwrap_or(0) + 1)
    }

    async fn participant(&self, body: BodyId) -> Result<Option<Participant>> {
        let row = sqlx::query("select data from edms_participant where body = $1")
            .bind(body.to_string())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        row.map(|row| json(&row, "data")).transpose()
    }

    async fn participants(&self) -> Result<Vec<Participant>> {
        let rows = sqlx::query("select data from edms_participant order by body")
            .fetch_all(self.db.reader())
            .await
            .map_err(fault)?;
        rows.iter().map(|row| json(row, "data")).collect()
    }

    async fn reference(&self) -> Result<Option<Reference>> {
        let row = sqlx::query("select data from edms_reference order by version desc limit 1")
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        row.map(|row| json(&row, "data")).transpose()
    }

    async fn due(&self, now: Timestamp) -> Result<Vec<BodyId>> {
        message::due(&mut *self.conn().await?, now).await
    }

    async fn claim(&self, receiver: BodyId, now: Timestamp, until: Timestamp) -> Result<Option<OutMessage>> {
        let mut tx = self.db.begin().await?;
        let claimed = message::claim(&mut tx, receiver, now, until).await?;
        if claimed.is_some() {
            tx.commit().await?;
        }
        Ok(claimed)
    }

    async fn release(&self) -> Result<()> {
        message::release(&self.db).await
    }

    async fn carrying(&self, letter: LetterId) -> Result<Option<OutMessage>> {
        message::carrying(&mut *self.conn().await?, letter).await
    }

    async fn deliveries(&self, state: Option<Delivering>, page: PageRequest) -> Result<Page<OutMessage>> {
        message::page(&mut *self.conn().await?, state, page).await
    }

    async fn results(&self, host: &str, limit: u32) -> Result<Vec<StoredResult>> {
        let rows = sqlx::query("select id, letter_id, data from edms_result where host = $1 order by place limit $2")
            .bind(host)
            .bind(i64::from(limit))
            .fetch_all(self.db.reader())
            .await
            .map_err(fault)?;
        rows.iter()
            .map(|row| {
                Ok(StoredResult { id: parsed(row, "id")?, letter: parsed(row, "letter_id")?, told: json(row, "data")? })
            })
            .collect()
    }

    async fn told(&self, id: ResultId) -> Result<()> {
        let mut tx = self.db.begin().await?;
        sqlx::query("delete from edms_result where id = $1")
            .bind(id.to_string())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
        tx.commit().await
    }
}
