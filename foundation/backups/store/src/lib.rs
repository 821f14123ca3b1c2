//! The record of backup copies on SQL: one text for both databases.

use async_trait::async_trait;
use orda_backups::{BackupStore, Last, Run, RunOutcome};
use orda_base::{Access, Actor, Env, Page, PageRequest, Result, Timestamp};
use orda_notifications::Notice;
use orda_store::row::{json, to_json};
use orda_store::{Conditions, Database, Migration, MigrationSet, fault};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "backups",
    migrations: &[Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql"))],
};

const TABLE: &str = "backups_run";
const NEWEST_FIRST: &str = "ended_at desc, id desc";

/// The record on SQL.
pub struct BackupSql {
    db: Database,
    env: Env,
}

impl BackupSql {
    /// In this database, whose schema is up to date.
    pub const fn new(db: Database, env: Env) -> Self {
        Self { db, env }
    }

    async fn newest(&self, made: bool) -> Result<Option<Run>> {
        let sql = if made {
            "select data from backups_run where made = 1 order by ended_at desc, id desc limit 1"
        } else {
            "select data from backups_run order by ended_at desc, id desc limit 1"
        };
        let row = sqlx::query(sql).fetch_optional(self.db.reader()).await.map_err(fault)?;
        row.as_ref().map(|row| json(row, "data")).transpose()
    }
}

/// Enters a run and accounts for it, in one transaction. One that failed after it was entered is entered anew.
pub async fn enter(db: &Database, run: &Run, actor: &Actor, access: &Access) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query(
        "insert into backups_run (id, ended_at, made, data) values ($1, $2, $3, $4) on conflict (id) do update \
         set ended_at = excluded.ended_at, made = excluded.made, data = excluded.data",
    )
    .bind(run.id.clone())
    .bind(run.ended_at.micros())
    .bind(i64::from(run.outcome != RunOutcome::Failed))
    .bind(to_json(run)?)
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    orda_audit_store::record(&mut tx, actor, run.ended_at, access).await?;
    tx.commit().await
}

#[async_trait]
impl BackupStore for BackupSql {
    async fn runs(&self, page: PageRequest) -> Result<Page<Run>> {
        let mut conn = self.db.reader().acquire().await.map_err(fault)?;
        Conditions::default().page(&mut conn, TABLE, NEWEST_FIRST, page).await
    }

    async fn last(&self) -> Result<Last> {
        Ok(Last { newest: self.newest(false).await?, made: self.newest(true).await? })
    }

    async fn told_at(&self, kind: &'static str) -> Result<Option<Timestamp>> {
        let told: Option<i64> = sqlx::query_scalar("select told_at from backups_told where kind = $1")
            .bind(kind)
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        Ok(told.map(Timestamp::from_micros))
    }

    async fn tell(&self, kind: &'static str, since: Timestamp, notices: &[Notice]) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let told = sqlx::query(
            "insert into backups_told (kind, told_at) values ($1, $2) on conflict (kind) do update \
             set told_at = excluded.told_at where backups_told.told_at <= $3",
        )
        .bind(kind)
        .bind(self.env.now().micros())
        .bind(since.micros())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        if told.rows_affected() == 0 {
            return Ok(false);
        }
        orda_notifications_store::enqueue(&mut tx, &self.env, notices).await?;
        tx.commit().await?;
        Ok(true)
    }
}
