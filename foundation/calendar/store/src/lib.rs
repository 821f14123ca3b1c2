//! The working calendar on SQL.

use async_trait::async_trait;
use orda_base::{Access, Actor, Date, Error, LocalizedText, Result, Timestamp};
use orda_calendar::{CalendarStore, CalendarWork, EnteredDay};
use orda_store::{Database, Migration, MigrationSet, Tx, fault};
use sqlx::Row;
use sqlx::any::AnyRow;

/// The table of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "calendar",
    migrations: &[Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql"))],
};

/// The days of a database.
#[derive(Clone)]
pub struct CalendarSql(Database);

impl CalendarSql {
    /// Of this database.
    pub const fn new(db: Database) -> Self {
        Self(db)
    }
}

#[async_trait]
impl CalendarStore for CalendarSql {
    async fn days(&self) -> Result<Vec<EnteredDay>> {
        let rows = sqlx::query("select day, works, name_kk, name_ru, name_en from calendar_day order by day")
            .fetch_all(self.0.reader())
            .await
            .map_err(fault)?;
        rows.iter().map(day).collect()
    }

    async fn begin(&self) -> Result<Box<dyn CalendarWork>> {
        Ok(Box::new(Work(self.0.begin().await?)))
    }
}

fn day(row: &AnyRow) -> Result<EnteredDay> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(fault);
    let works: i64 = row.try_get("works").map_err(fault)?;
    Ok(EnteredDay {
        date: text("day")?.parse().map_err(Error::internal)?,
        works: works != 0,
        name: LocalizedText::new(text("name_kk")?, text("name_ru")?, text("name_en")?),
    })
}

struct Work(Tx);

#[async_trait]
impl CalendarWork for Work {
    async fn save(&mut self, day: &EnteredDay, at: Timestamp) -> Result<()> {
        sqlx::query(
            "insert into calendar_day (day, works, name_kk, name_ru, name_en, entered_at) \
             values ($1, $2, $3, $4, $5, $6) on conflict (day) do update set works = excluded.works, \
             name_kk = excluded.name_kk, name_ru = excluded.name_ru, name_en = excluded.name_en, \
             entered_at = excluded.entered_at",
        )
        .bind(day.date.to_string())
        .bind(i64::from(day.works))
        .bind(day.name.kk.clone())
        .bind(day.name.ru.clone())
        .bind(day.name.en.clone())
        .bind(at.micros())
        .execute(self.0.conn())
        .await
        .map(|_| ())
        .map_err(fault)
    }

    async fn remove(&mut self, date: Date) -> Result<bool> {
        let removed = sqlx::query("delete from calendar_day where day = $1")
            .bind(date.to_string())
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
