//! Backups and drills by themselves while the portal runs.

use crate::backup::{Continuous, Drill, From, Place, Source, Target, To, attempt, drill};
use crate::config::Config;
use anyhow::{Context, Result};
use async_trait::async_trait;
use orda_backups::{Backups, By, FAILED_DRILL, Maker, Making, RESOURCE, Run};
use orda_base::{Access, Actor, Env, Error, Operation, Outcome, Timestamp};
use orda_store::{Database, Kind, fault};
use serde::Deserialize;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Settings of backups.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Folder of backups, or `s3://bucket/prefix`; without it none is made by itself.
    pub to: Option<To>,
    /// The object store that holds the bucket of backups, with an account of its own.
    pub s3: Option<crate::s3::Settings>,
    /// Folder in which the keys are mirrored.
    pub keys_to: Option<PathBuf>,
    /// How many backups stay; 0: all.
    pub keep: usize,
    /// Minutes between backups; 0: once a day.
    pub every_minutes: u32,
    /// Hours after which the newest backup is too old and the administrators are told; 0: never.
    pub oldest_hours: u32,
    /// Days between drills, in which the newest backup is restored aside and verified; 0: none.
    pub drill_days: u32,
    /// Folder in which drills are held; needs as much room as the installation. The machine's for temporary files when not
    /// given.
    pub drill_in: Option<PathBuf>,
    /// Folder into which the embedded database and the files are copied all the time; it is there already. Without it they are
    /// not.
    pub continuous_to: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            to: None,
            s3: None,
            keys_to: None,
            keep: 0,
            every_minutes: 0,
            oldest_hours: 36,
            drill_days: 0,
            drill_in: None,
            continuous_to: None,
        }
    }
}

impl Settings {
    /// What the record of backups goes by.
    pub fn watched(&self, kind: Kind) -> orda_backups::Settings {
        let minutes = if self.every_minutes == 0 { 24 * 60 } else { i64::from(self.every_minutes) };
        orda_backups::Settings {
            scheduled: self.to.is_some(),
            period: minutes * 60,
            oldest: i64::from(self.oldest_hours) * 3600,
            with_database: kind == Kind::Sqlite,
        }
    }

    /// The folder of backups, when they do not go into a bucket.
    pub fn folder(&self) -> Option<&PathBuf> {
        self.to.as_ref().and_then(To::folder)
    }

    /// Where backups go.
    ///
    /// # Errors
    /// When a folder is not set.
    fn target(&self) -> Result<Target> {
        let keys_to = self.keys_to.clone();
        Ok(Target {
            to: self.to.clone().context("backup.to is not set")?,
            keys_to: keys_to
                .context("backup.keys_to is not set: without the keys of its day a backup cannot be read")?,
            keep: Some(self.keep).filter(|keep| *keep > 0),
        })
    }
}

/// Makes backups to where the settings say. Cheap to clone.
#[derive(Clone)]
pub struct Copies {
    config: Arc<Config>,
    db: Database,
    env: Env,
    /// One permit: one backup at a time.
    free: Arc<Semaphore>,
    continuous: Option<Continuous>,
}

impl Copies {
    /// Of this installation.
    pub fn new(config: Config, db: Database, env: Env) -> Self {
        Self { config: Arc::new(config), db, env, free: Arc::new(Semaphore::new(1)), continuous: None }
    }

    /// With the continuous copy, if there is one.
    #[must_use]
    pub fn with_continuous(self, continuous: Option<Continuous>) -> Self {
        Self { continuous, ..self }
    }

    async fn make(&self, by: By) -> Option<Run> {
        let source = Source { config: &self.config, db: &self.db, env: &self.env, by };
        let tell = |line: &str| tracing::debug!(step = line, "backup");
        let (run, taken) = attempt(&source, self.config.backup.target(), &tell).await;
        match (taken, &run) {
            (Ok(_), _) => {}
            (Err(error), Some(run)) => {
                tracing::error!(backup = run.id, error = format!("{error:#}"), "taking a backup");
            }
            (Err(error), None) => tracing::info!(%error, "no backup of our own"),
        }
        run
    }
}

#[async_trait]
impl Maker for Copies {
    fn begin(&self) -> Option<Box<dyn Making>> {
        let held = Arc::clone(&self.free).try_acquire_owned().ok()?;
        Some(Box::new(Begun { copies: self.clone(), _held: held }))
    }

    fn is_busy(&self) -> bool {
        self.free.available_permits() == 0
    }

    fn continuous(&self) -> Option<orda_backups::Continuous> {
        self.continuous.as_ref().map(Continuous::standing)
    }

    async fn end(&self) {
        let _held = self.free.acquire().await;
        self.free.close();
    }
}

/// One backup that is about to be made.
struct Begun {
    copies: Copies,
    _held: OwnedSemaphorePermit,
}

#[async_trait]
impl Making for Begun {
    async fn make(&self, by: By) -> orda_base::Result<Option<Run>> {
        let (copies, runtime) = (self.copies.clone(), tokio::runtime::Handle::current());
        // Reading and writing of files would hold up requests.
        let made = tokio::task::spawn_blocking(move || runtime.block_on(copies.make(by))).await;
        made.map_err(Error::internal)
    }
}

/// Holds drills at their time. Cheap to clone.
#[derive(Clone)]
pub struct Drills {
    config: Arc<Config>,
    db: Database,
    env: Env,
    backups: Backups,
}

impl Drills {
    /// For this installation.
    pub fn new(config: Config, db: Database, env: Env, backups: Backups) -> Self {
        Self { config: Arc::new(config), db, env, backups }
    }

    /// When the last drill was held, as the accounting says.
    async fn last(&self) -> Result<Option<Timestamp>> {
        let at: Option<i64> = sqlx::query_scalar(
            "select max(at) from audit_entry where resource = 'backup' and operation = 'read' \
             and outcome in ('done', 'failed') and detail like 'drill:%'",
        )
        .fetch_one(self.db.reader())
        .await
        .map_err(fault)?;
        Ok(at.map(Timestamp::from_micros))
    }

    /// Holds a drill when it is time: the newest backup is restored aside and verified. Its outcome is accounted for; a bad one
    /// is told to the administrators.
    pub async fn hold_due(&self) -> Result<Option<Drill>> {
        let settings = &self.config.backup;
        let (Some(to), Some(keys)) = (settings.to.clone(), settings.keys_to.clone()) else { return Ok(None) };
        let days = i64::from(settings.drill_days);
        if days == 0 {
            return Ok(None);
        }
        let now = self.env.now();
        // A bad one is not held again and again.
        let held = self.last().await?;
        if held.is_some_and(|held| now.seconds_since(held) < days * 24 * 3600) || !self.backups.is_any_made().await? {
            return Ok(None);
        }
        let drills = self.clone();
        let runtime = tokio::runtime::Handle::current();
        let held = tokio::task::spawn_blocking(move || {
            let aside = drills.config.backup.drill_in.clone().unwrap_or_else(std::env::temp_dir);
            let from = Place::open(&drills.config, &to)?;
            let source = From { from: &from, keys: &keys, snapshot: None };
            let told = |line: &str| tracing::debug!(step = line, "drill");
            runtime.block_on(drill(&source, &aside, &drills.config, &drills.env, &told))
        });
        let held = held.await.context("the drill ended early").and_then(|held| held);
        let id = held.as_ref().map_or("", |held| held.id.as_str());
        let mut access = Access::done(RESOURCE, id, Operation::Read);
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
            self.backups.tell(FAILED_DRILL).await.context("telling of a bad drill")?;
        }
        held.map(Some)
    }
}
