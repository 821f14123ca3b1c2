//! E-mails as administrators see them.

use crate::row;
use async_trait::async_trait;
use orda_base::{Access, Actor, Page, PageRequest, Result, Timestamp};
use orda_notifications::{Delivery, DeliveryFilter, DeliveryStore, MailId, MailState};
use orda_store::row::{code, column, number, parsed, time, time_or_none};
use orda_store::{Database, fault};
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

/// E-mails of a database.
#[derive(Clone)]
pub struct SqlDeliveries(Database);

impl SqlDeliveries {
    /// Of this database.
    pub const fn new(db: Database) -> Self {
        Self(db)
    }
}

#[async_trait]
impl DeliveryStore for SqlDeliveries {
    async fn list(&self, filter: &DeliveryFilter, page: PageRequest) -> Result<Page<Delivery>> {
        let wanted = match filter.state {
            None => "e.state <> 'sent'".to_owned(),
            Some(state) => format!("e.state = '{}'", state.code()),
        };
        let total: i64 =
            sqlx::query_scalar(AssertSqlSafe(format!("select count(*) from notifications_email e where {wanted}")))
                .fetch_one(self.0.reader())
                .await
                .map_err(fault)?;
        let sql = format!(
            "select e.id, e.address, e.state, e.attempts, e.next_at, e.last_error, e.created_at, e.sent_at, \
             n.recipient, n.kind, n.args from notifications_email e join notifications_notice n on n.id = e.notice \
             where {wanted} order by e.created_at desc, e.id desc limit $1 offset $2"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(self.0.reader())
            .await
            .map_err(fault)?;
        let items = rows.iter().map(delivery).collect::<Result<_>>()?;
        Ok(Page::new(items, total.unsigned_abs(), page))
    }

    async fn resend(&self, mail: MailId, actor: &Actor, now: Timestamp, access: &Access) -> Result<bool> {
        let mut tx = self.0.begin().await?;
        let changed = sqlx::query(
            "update notifications_email set state = 'waiting', since = $2, next_at = $2, attempts = 0 \
             where id = $1 and state <> 'sent'",
        )
        .bind(mail.to_string())
        .bind(now.micros())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        if changed.rows_affected() == 0 {
            return Ok(false);
        }
        orda_audit_store::record(&mut tx, actor, now, access).await?;
        tx.commit().await?;
        Ok(true)
    }
}

fn delivery(row: &AnyRow) -> Result<Delivery> {
    Ok(Delivery {
        id: parsed(row, "id")?,
        recipient: parsed(row, "recipient")?,
        address: column(row, "address")?,
        kind: column(row, "kind")?,
        args: row::args(row)?,
        state: code(row, "state", MailState::from_code)?,
        attempts: number(row, "attempts")?,
        next_at: time(row, "next_at")?,
        last_error: column(row, "last_error")?,
        created_at: time(row, "created_at")?,
        sent_at: time_or_none(row, "sent_at")?,
    })
}
