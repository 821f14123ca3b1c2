//! One transaction of a use case.

use crate::store::Bell;
use crate::{forget, letter, message};
use async_trait::async_trait;
use orda_base::{Access, Actor, BodyId, Env, Result, Timestamp};
use orda_edms::ports::{Arrival, EdmsWork, OutMessage, StoredResult};
use orda_edms::reference::Reference;
use orda_edms::{Entry, Letter, LetterId, MessageId, Participant};
use orda_notifications::Notice;
use orda_store::row::{column, json, time, to_json};
use orda_store::{Tx, fault};

/// A transaction.
pub(crate) struct Work {
    tx: Tx,
    env: Env,
    bell: Option<Bell>,
}

impl Work {
    pub(crate) const fn new(tx: Tx, env: Env, bell: Option<Bell>) -> Self {
        Self { tx, env, bell }
    }
}

#[async_trait]
impl EdmsWork for Work {
    async fn lock_letter(&mut self, id: LetterId) -> Result<Option<Letter>> {
        letter::lock(&mut self.tx, id).await
    }

    async fn insert_letter(&mut self, letter: &Letter) -> Result<()> {
        letter::insert(&mut self.tx, letter).await
    }

    async fn save_letter(&mut self, letter: &Letter) -> Result<()> {
        letter::save(&mut self.tx, letter).await
    }

    async fn withdraw(&mut self, id: LetterId, now: Timestamp) -> Result<()> {
        forget::withdraw(&mut self.tx, id.to_string(), now).await
    }

    async fn add_entries(&mut self, id: LetterId, entries: &[Entry]) -> Result<()> {
        letter::add_entries(&mut self.tx, id, entries).await
    }

    async fn next(&mut self, sequence: &str) -> Result<i64> {
        message::next(&mut self.tx, sequence).await
    }

    async fn enqueue(&mut self, message: &OutMessage) -> Result<()> {
        message::insert(&mut self.tx, message).await
    }

    async fn lock_message(&mut self, id: MessageId) -> Result<Option<OutMessage>> {
        message::lock(&mut self.tx, id).await
    }

    async fn save_message(&mut self, message: &OutMessage) -> Result<()> {
        message::save(&mut self.tx, message).await
    }

    async fn to_end(&mut self, id: MessageId, receiver: BodyId) -> Result<()> {
        message::to_end(&mut self.tx, id, receiver).await
    }

    async fn carrying(&mut self, letter: LetterId) -> Result<Option<OutMessage>> {
        message::carrying(self.tx.conn(), letter).await
    }

    async fn participant(&mut self, body: BodyId) -> Result<Option<Participant>> {
        let row = sqlx::query("select data from edms_participant where body = $1")
            .bind(body.to_string())
            .fetch_optional(self.tx.conn())
            .await
            .map_err(fault)?;
        row.map(|row| json(&row, "data")).transpose()
    }

    async fn arrive(&mut self, from: BodyId, id: MessageId, digest: &str, now: Timestamp) -> Result<Arrival> {
        // Two of the same at once: the second waits here until the first is done or undone.
        let new = sqlx::query(
            "insert into edms_arrival (sender, id, digest, at) values ($1, $2, $3, $4) on conflict do nothing",
        )
        .bind(from.to_string())
        .bind(id.to_string())
        .bind(digest)
        .bind(now.micros())
        .execute(self.tx.conn())
        .await
        .map_err(fault)?;
        if new.rows_affected() == 1 {
            return Ok(Arrival::New);
        }
        let row = sqlx::query("select digest, at from edms_arrival where sender = $1 and id = $2")
            .bind(from.to_string())
            .bind(id.to_string())
            .fetch_one(self.tx.conn())
            .await
            .map_err(fault)?;
        Ok(Arrival::Before { digest: column(&row, "digest")?, at: time(&row, "at")? })
    }

    async fn add_result(&mut self, host: &str, result: &StoredResult, now: Timestamp) -> Result<()> {
        let place = message::next(&mut self.tx, &format!("host:{host}")).await?;
        sqlx::query(
            "insert into edms_result (id, host, place, letter_id, data, created_at) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(result.id.to_string())
        .bind(host)
        .bind(place)
        .bind(result.letter.to_string())
        .bind(to_json(&result.told)?)
        .bind(now.micros())
        .execute(self.tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
    }

    async fn save_participant(&mut self, participant: &Participant) -> Result<()> {
        sqlx::query(
            "insert into edms_participant (body, data) values ($1, $2) on conflict (body) do update set data = excluded.data",
        )
        .bind(participant.body.to_string())
        .bind(to_json(participant)?)
        .execute(self.tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
    }

    async fn insert_reference(&mut self, reference: &Reference) -> Result<bool> {
        let new = sqlx::query("insert into edms_reference (version, data) values ($1, $2) on conflict do nothing")
            .bind(reference.version)
            .bind(to_json(reference)?)
            .execute(self.tx.conn())
            .await
            .map_err(fault)?;
        Ok(new.rows_affected() == 1)
    }

    async fn notify(&mut self, notices: &[Notice]) -> Result<()> {
        orda_notifications_store::enqueue(&mut self.tx, &self.env, notices).await
    }

    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
        orda_audit_store::record(&mut self.tx, actor, at, access).await
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        self.tx.commit().await?;
        if let Some(bell) = &self.bell {
            bell();
        }
        Ok(())
    }
}
