//! A person's notices.

use crate::enqueue::{generation, written};
use crate::row::{self, NOTICE};
use async_trait::async_trait;
use orda_base::{Access, Actor, Page, PageRequest, PersonId, Result, Timestamp};
use orda_notifications::{NoticeId, NoticeStore, StoredNotice};
use orda_store::{Database, fault};
use sqlx::AssertSqlSafe;

/// Notices of a database.
#[derive(Clone)]
pub struct SqlNotices(Database);

impl SqlNotices {
    /// Of this database.
    pub const fn new(db: Database) -> Self {
        Self(db)
    }
}

#[async_trait]
impl NoticeStore for SqlNotices {
    async fn list(&self, person: PersonId, page: PageRequest) -> Result<Page<StoredNotice>> {
        let total: i64 =
            sqlx::query_scalar("select count(*) from notifications_notice where recipient = $1 and mail_only = 0")
                .bind(person.to_string())
                .fetch_one(self.0.reader())
                .await
                .map_err(fault)?;
        let sql = format!(
            "select {NOTICE} from notifications_notice n where n.recipient = $1 and n.mail_only = 0 \
             order by case when n.read_at is null then 0 else 1 end, n.created_at desc, n.id desc limit $2 offset $3"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(person.to_string())
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(self.0.reader())
            .await
            .map_err(fault)?;
        let items = rows.iter().map(row::notice).collect::<Result<_>>()?;
        Ok(Page::new(items, total.unsigned_abs(), page))
    }

    async fn unread(&self, person: PersonId, limit: u32) -> Result<u32> {
        let count: i64 = sqlx::query_scalar(
            "select count(*) from (select 1 as one from notifications_notice \
             where recipient = $1 and read_at is null limit $2) unread",
        )
        .bind(person.to_string())
        .bind(i64::from(limit))
        .fetch_one(self.0.reader())
        .await
        .map_err(fault)?;
        Ok(u32::try_from(count).unwrap_or(limit))
    }

    fn generation(&self) -> u64 {
        generation()
    }

    async fn read(
        &self,
        person: PersonId,
        notice: NoticeId,
        now: Timestamp,
        (actor, access): (&Actor, &Access),
    ) -> Result<Option<StoredNotice>> {
        let mut tx = self.0.begin().await?;
        let changed = sqlx::query(
            "update notifications_notice set read_at = coalesce(read_at, $3) where id = $1 and recipient = $2",
        )
        .bind(notice.to_string())
        .bind(person.to_string())
        .bind(now.micros())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        if changed.rows_affected() == 0 {
            return Ok(None);
        }
        let sql = format!("select {NOTICE} from notifications_notice n where n.id = $1");
        let row = sqlx::query(AssertSqlSafe(sql)).bind(notice.to_string()).fetch_one(tx.conn()).await.map_err(fault)?;
        let notice = row::notice(&row)?;
        orda_audit_store::record(&mut tx, actor, now, access).await?;
        tx.commit().await?;
        written();
        Ok(Some(notice))
    }

    async fn read_all(
        &self,
        person: PersonId,
        until: Timestamp,
        now: Timestamp,
        (actor, access): (&Actor, &Access),
    ) -> Result<u64> {
        let mut tx = self.0.begin().await?;
        let changed = sqlx::query(
            "update notifications_notice set read_at = $2 where recipient = $1 and read_at is null and created_at <= $3",
        )
        .bind(person.to_string())
        .bind(now.micros())
        .bind(until.micros())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        orda_audit_store::record(&mut tx, actor, now, access).await?;
        tx.commit().await?;
        written();
        Ok(changed.rows_affected())
    }
}
