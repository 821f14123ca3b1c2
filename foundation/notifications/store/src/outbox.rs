//! Claiming and settling e-mails.

use crate::row::{self, NOTICE};
use async_trait::async_trait;
use orda_base::{Result, Timestamp};
use orda_notifications::{ClaimedMail, MailId, OutboxStore, Settled};
use orda_store::row::{number, parsed, time};
use orda_store::{Database, fault};
use sqlx::{AssertSqlSafe, Row};

/// The outbox of a database.
#[derive(Clone)]
pub struct SqlOutbox(Database);

impl SqlOutbox {
    /// Of this database.
    pub const fn new(db: Database) -> Self {
        Self(db)
    }

    /// How many mails wait to be sent, and how many were given up.
    pub async fn undelivered(&self) -> Result<(u64, u64)> {
        let row = sqlx::query(
            "select count(case when state = 'waiting' then 1 end), count(case when state = 'failed' then 1 end) \
             from notifications_email where state <> 'sent'",
        )
        .fetch_one(self.0.reader())
        .await
        .map_err(fault)?;
        let count = |column: usize| row.try_get::<i64, _>(column).map(i64::unsigned_abs).map_err(fault);
        Ok((count(0)?, count(1)?))
    }
}

#[async_trait]
impl OutboxStore for SqlOutbox {
    async fn claim(&self, now: Timestamp, until: Timestamp, limit: u32) -> Result<Vec<ClaimedMail>> {
        // The outbox asks every few seconds; only when something is due does it take the writer.
        let due: Option<i64> = sqlx::query_scalar(
            "select 1 from notifications_email where state = 'waiting' and next_at <= $1 and claimed_until <= $1 limit 1",
        )
        .bind(now.micros())
        .fetch_optional(self.0.reader())
        .await
        .map_err(fault)?;
        if due.is_none() {
            return Ok(Vec::new());
        }
        let mut tx = self.0.begin().await?;
        // Several nodes: whoever comes second waits for the row, looks at the outer conditions again and lets it go.
        let ids: Vec<String> = sqlx::query(
            "update notifications_email set claimed_until = $2 \
             where state = 'waiting' and claimed_until <= $1 and id in (select id from notifications_email \
             where state = 'waiting' and next_at <= $1 and claimed_until <= $1 order by next_at, id limit $3) returning id",
        )
        .bind(now.micros())
        .bind(until.micros())
        .bind(i64::from(limit))
        .fetch_all(tx.conn())
        .await
        .map_err(fault)?
        .iter()
        .map(|row| row.get(0))
        .collect();
        let places: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select e.id as mail_id, e.attempts, e.since, e.fixed_address, {NOTICE} from notifications_email e \
             join notifications_notice n on n.id = e.notice where e.id in ({}) order by e.next_at, e.id",
            places.join(", ")
        );
        let mut mails = Vec::new();
        if !ids.is_empty() {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for id in ids {
                query = query.bind(id);
            }
            for row in query.fetch_all(tx.conn()).await.map_err(fault)? {
                mails.push(ClaimedMail {
                    id: parsed(&row, "mail_id")?,
                    notice: row::notice(&row)?,
                    fixed_address: row.try_get("fixed_address").map_err(fault)?,
                    attempts: number(&row, "attempts")?,
                    since: time(&row, "since")?,
                });
            }
        }
        tx.commit().await?;
        Ok(mails)
    }

    async fn settle(&self, mail: MailId, now: Timestamp, settled: &Settled) -> Result<()> {
        let (state, address, next_at, error, sent_at) = match settled {
            Settled::Sent { address } => ("sent", address.as_str(), now, "", Some(now.micros())),
            Settled::Later { address, at, error } => ("waiting", address.as_str(), *at, error.as_str(), None),
            Settled::Failed { address, error } => ("failed", address.as_str(), now, error.as_str(), None),
            Settled::NoAddress => ("no_address", "", now, "", None),
        };
        let mut tx = self.0.begin().await?;
        sqlx::query(
            "update notifications_email set state = $2, address = $3, next_at = $4, last_error = $5, sent_at = $6, \
             attempts = attempts + $7, claimed_until = 0 where id = $1",
        )
        .bind(mail.to_string())
        .bind(state)
        .bind(address.to_owned())
        .bind(next_at.micros())
        .bind(error.replace('\0', "").chars().take(500).collect::<String>())
        .bind(sent_at)
        .bind(i64::from(*settled != Settled::NoAddress))
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        tx.commit().await
    }
}
