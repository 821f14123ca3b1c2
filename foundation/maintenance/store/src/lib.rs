//! The maintenance that is announced, on SQL.

use async_trait::async_trait;
use orda_base::{Access, Actor, LocalizedText, Result, Timestamp};
use orda_maintenance::{Announcement, MaintenanceStore, MaintenanceWork};
use orda_store::{Database, Migration, MigrationSet, Tx, fault};
use sqlx::Row;
use sqlx::any::AnyRow;

/// The table of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "maintenance",
    migrations: &[Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql"))],
};

/// What a database says.
#[derive(Clone)]
pub struct MaintenanceSql(Database);

impl MaintenanceSql {
    /// Of this database.
    pub const fn new(db: Database) -> Self {
        Self(db)
    }
}

#[async_trait]
impl MaintenanceStore for MaintenanceSql {
    async fn announced(&self) -> Result<Option<Announcement>> {
        let row = sqlx::query(
            "select from_at, until_at, notice_kk, notice_ru, notice_en from maintenance_announcement where id = 1",
        )
        .fetch_optional(self.0.reader())
        .await
        .map_err(fault)?;
        row.as_ref().map(read).transpose()
    }

    async fn begin(&self) -> Result<Box<dyn MaintenanceWork>> {
        Ok(Box::new(Work(self.0.begin().await?)))
    }
}

fn read(row: &AnyRow) -> Result<Announcement> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(fault);
    let time = |name: &str| row.try_get::<i64, _>(name).map(Timestamp::from_micros).map_err(fault);
    Ok(Announcement {
        from: time("from_at")?,
        until: time("until_at")?,
        notice: LocalizedText::new(text("notice_kk")?, text("notice_ru")?, text("notice_en")?),
    })
}

struct Work(Tx);

#[async_trait]
impl MaintenanceWork for Work {
    async fn save(&mut self, announcement: &Announcement) -> Result<()> {
        sqlx::query(
            "insert into maintenance_announcement (id, from_at, until_at, notice_kk, notice_ru, notice_en) \
             values (1, $1, $2, $3, $4, $5) on conflict (id) do update set from_at = excluded.from_at, \
             until_at = excluded.until_at, notice_kk = excluded.notice_kk, notice_ru = excluded.notice_ru, \
             notice_en = excluded.notice_en",
        )
        .bind(announcement.from.micros())
        .bind(announcement.until.micros())
        .bind(announcement.notice.kk.clone())
        .bind(announcement.notice.ru.clone())
        .bind(announcement.notice.en.clone())
        .execute(self.0.conn())
        .await
        .map(|_| ())
        .map_err(fault)
    }

    async fn remove(&mut self) -> Result<bool> {
        let removed = sqlx::query("delete from maintenance_announcement where id = 1")
            .execute(self.0.conn())
            .await
            .map_err(fault)?;
        Ok(removed.rows_affected() > 0)
    }

    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
        orda_audit_store::record(&mut self.0, actor, at, access).await
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        self.0.commit().await
    }
}
