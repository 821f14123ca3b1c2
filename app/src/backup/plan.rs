//! Backups by themselves while the portal runs, and telling administrators when there was none.

use crate::backup::{Drill, From, Source, Target, drill, take};
use crate::config::Config;
use crate::master_key;
use anyhow::{Context, Result};
use orda_base::{Access, Actor, Env, LocalizedText, Operation, Outcome, Role, Timestamp};
use orda_identity::Directory;
use orda_notifications::Notice;
use orda_store::{Database, fault};
use serde::Deserialize;
use std::path::PathBuf;
use std::sync::Arc;

/// Settings of backups.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Folder of backups; without it none is made by itself.
    pub to: Option<PathBuf>,
    /// Folder in which the keys are mirrored.
    pub keys_to: Option<PathBuf>,
    /// How many backups stay; 0: all.
    pub keep: usize,
    /// Minutes between backups; 0: once a day.
    pub every_minutes: u32,
    /// Days between drills, in which the newest backup is restored aside and verified; 0: none.
    pub drill_days: u32,
    /// Folder in which drills are held; needs as much room as the installation. The machine's for temporary files when not
    /// given.
    pub drill_in: Option<PathBuf>,
}

impl Settings {
    fn period(&self) -> i64 {
        if self.every_minutes == 0 { 24 * 3600 } else { i64::from(self.every_minutes) * 60 }
    }
}

/// The notice that there is no new backup.
const NOTICE: &str = "audit-notice-backup";
/// The notice that a drill went badly.
const DRILL: &str = "audit-notice-drill";
/// Seconds after a failed backup until the next is tried.
const AGAIN: i64 = 600;
/// Administrators are told once in so many seconds.
const TOLD: i64 = 24 * 3600;

/// Makes backups at their time.
pub struct Plan {
    config: Config,
    db: Database,
    env: Env,
    directory: Arc<dyn Directory>,
}

impl Plan {
    /// For this installation.
    pub fn new(config: Config, db: Database, env: Env, directory: Arc<dyn Directory>) -> Self {
        Self { config, db, env, directory }
    }

    /// Is there anything to do at all?
    pub const fn is_set(&self) -> bool {
        self.config.backup.to.is_some()
    }

    /// When the last backup was there, as the accounting says.
    pub async fn last(&self) -> Result<Option<Timestamp>> {
        self.last_of("create", "done").await
    }

    async fn last_of(&self, operation: &'static str, outcome: &'static str) -> Result<Option<Timestamp>> {
        let at: Option<i64> = sqlx::query_scalar(
            "select max(at) from audit_entry where resource = 'backup' and operation = $1 and outcome = $2",
        )
        .bind(operation)
        .bind(outcome)
        .fetch_one(self.db.reader())
        .await
        .map_err(fault)?;
        Ok(at.map(Timestamp::from_micros))
    }

    /// Makes a backup when it is time. One that fails is told to the administrators, as is that there was none in time.
    ///
    /// # Errors
    /// When it failed; it is accounted for and told by then.
    pub async fn run_due(self: &Arc<Self>) -> Result<bool> {
        let Some(to) = self.config.backup.to.clone() else { return Ok(false) };
        let last = self.last().await?;
        let now = self.env.now();
        if last.is_some_and(|last| now.seconds_since(last) < self.config.backup.period()) {
            return Ok(false);
        }
        let failed = self.last_of("create", "failed").await?;
        if failed.is_some_and(|failed| now.seconds_since(failed) < AGAIN) {
            return Ok(false);
        }
        let keys_to = self.config.backup.keys_to.clone();
        let keep = Some(self.config.backup.keep).filter(|keep| *keep > 0);
        let target = Target { to, keys_to, keep };
        let plan = Arc::clone(self);
        let runtime = tokio::runtime::Handle::current();
        // Reading and writing of files would hold up requests.
        let taken = tokio::task::spawn_blocking(move || runtime.block_on(plan.take(&target))).await;
        match taken.context("the backup ended early").and_then(|taken| taken) {
            Ok(id) => {
                tracing::info!(id, "a backup was taken");
                Ok(true)
            }
            Err(error) => {
                self.tell(NOTICE, last).await.context("telling of a failed backup")?;
                Err(error)
            }
        }
    }

    /// Holds a drill when it is time: the newest backup is restored aside and verified. Its outcome is accounted for; a bad one
    /// is told to the administrators.
    pub async fn drill_due(self: &Arc<Self>) -> Result<Option<Drill>> {
        let (Some(to), Some(keys)) = (self.config.backup.to.clone(), self.config.backup.keys_to.clone()) else {
            return Ok(None);
        };
        let days = i64::from(self.config.backup.drill_days);
        let now = self.env.now();
        // A bad one is not held again and again.
        let held = self.last_of("read", "done").await?.max(self.last_of("read", "failed").await?);
        let begun = self.last().await?;
        if days == 0 || begun.is_none() || held.is_some_and(|held| now.seconds_since(held) < days * 24 * 3600) {
            return Ok(None);
        }
        let plan = Arc::clone(self);
        let runtime = tokio::runtime::Handle::current();
        let held = tokio::task::spawn_blocking(move || {
            let aside = plan.config.backup.drill_in.clone().unwrap_or_else(std::env::temp_dir);
            let source = From { from: &to, keys: &keys, snapshot: None };
            runtime.block_on(drill(&source, &aside, &plan.config, &plan.env, &|line| tracing::debug!(line, "drill")))
        });
        let held = held.await.context("the drill ended early").and_then(|held| held);
        let mut access = match &held {
            Ok(held) => Access::done("backup", &held.id, Operation::Read),
            Err(_) => Access::done("backup", "", Operation::Read),
        };
        access.detail = match &held {
            Ok(held) => format!("drill: {}", held.report().trim_end().replace('\n', "; ")),
            Err(error) => format!("drill: {error:#}"),
        };
        let good = held.as_ref().is_ok_and(Drill::is_good);
        if !good {
            access.outcome = Outcome::Failed;
        }
        let mut tx = self.db.begin().await?;
        orda_audit_store::record(&mut tx, &Actor::portal(), self.env.now(), &access).await?;
        tx.commit().await?;
        if !good {
            self.tell(DRILL, begun).await.context("telling of a bad drill")?;
        }
        held.map(Some)
    }

    async fn take(&self, target: &Target) -> Result<String> {
        anyhow::ensure!(
            target.keys_to.is_some(),
            "backup.keys_to is not set: without the keys of its day a backup cannot be read"
        );
        let master = master_key::load(&self.config.data, &self.env)?;
        let source = Source { config: &self.config, db: &self.db, env: &self.env, master };
        let taken = take(&source, target, &|line| tracing::debug!(line, "backup")).await?;
        let damaged = &taken.manifest.damaged;
        anyhow::ensure!(damaged.is_empty(), "posted files are missing or not whole: {}", damaged.join(", "));
        Ok(taken.manifest.id)
    }

    /// Tells the administrators of the portal, once a day.
    async fn tell(&self, kind: &'static str, last: Option<Timestamp>) -> Result<()> {
        let since = self.env.now().plus_seconds(-TOLD).micros();
        let told: i64 =
            sqlx::query_scalar("select count(*) from notifications_notice where kind = $1 and created_at > $2")
                .bind(kind)
                .bind(since)
                .fetch_one(self.db.reader())
                .await
                .map_err(fault)?;
        if told > 0 {
            return Ok(());
        }
        let last = last.map_or_else(|| "—".to_owned(), |at| at.zoned().strftime("%d.%m.%Y %H:%M").to_string());
        let args = vec![("last", LocalizedText { kk: last.clone(), ru: last.clone(), en: last })];
        let holders = self.directory.holders(Role::Administrator, None).await?;
        let notices: Vec<Notice> = holders
            .iter()
            .map(|holder| Notice {
                recipient: holder.id,
                kind,
                args: args.clone(),
                link: "/accounting?resource=backup".into(),
                needs_action: true,
            })
            .collect();
        let mut tx = self.db.begin().await?;
        orda_notifications_store::enqueue(&mut tx, &self.env, &notices).await?;
        Ok(tx.commit().await?)
    }
}
