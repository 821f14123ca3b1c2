//! Figures that only the database knows: asked when somebody reads them, each within a limit of time, and kept for a few seconds;
//! those for which whole tables are read are kept for minutes.

use super::{Labels, figure, gauge, written};
use crate::backup::Continuous;
use crate::config::Config;
use orda_audit::TreeStore;
use orda_audit_store::{Forwarding, SqlAlerts, Tree};
use orda_backups::{BackupStore, RunOutcome};
use orda_backups_store::BackupSql;
use orda_base::{Env, Error, Result, Timestamp};
use orda_documents::CheckStore;
use orda_documents_store::ChecksSql;
use orda_notifications_store::SqlOutbox;
use orda_store::Database;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// A database that does not answer within this time is told as one that does not answer; a figure that takes longer is left out.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long answers are kept.
const KEPT: Duration = Duration::from_secs(5);
/// How long counts of files are kept.
const FILES_KEPT: Duration = Duration::from_mins(5);
/// Damaged files that are counted at most.
const DAMAGED: u32 = 500;

/// Where figures are asked.
pub struct Sources {
    /// The database.
    pub db: Database,
    /// The clock.
    pub env: Env,
    /// Are backups made by themselves?
    pub backups: bool,
    /// The continuous copy, where there is one.
    pub continuous: Option<Continuous>,
    /// Are records of the accounting sent elsewhere?
    pub forwarding: bool,
}

impl Sources {
    /// Of this installation.
    pub fn new(config: &Config, db: Database, env: Env, continuous: Option<Continuous>) -> Self {
        let (backups, forwarding) = (config.backup.to.is_some(), config.accounting.syslog.is_some());
        Self { db, env, backups, continuous, forwarding }
    }
}

/// What was asked last.
pub(super) struct Asked {
    sources: Sources,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    text: Option<(Instant, String)>,
    files: Slow<Files>,
}

/// Counts of stored files.
#[derive(Clone, Copy)]
struct Files {
    all: u64,
    unread: u64,
    damaged: u64,
}

impl Asked {
    pub(super) fn new(sources: Sources) -> Self {
        Self { sources, kept: Mutex::default() }
    }

    /// The figures; of several who read at the same time one asks.
    pub(super) async fn text(&self) -> String {
        let mut kept = self.kept.lock().await;
        if let Some((_, text)) = kept.text.as_ref().filter(|(at, _)| at.elapsed() < KEPT) {
            return text.clone();
        }
        let asked = timeout(PATIENCE, sqlx::query("select 1").execute(self.sources.db.reader())).await;
        let is_up = matches!(asked, Ok(Ok(_)));
        let mut found = Registry::default();
        let up = if is_up { 1.0 } else { 0.0 };
        gauge(&mut found, "orda_database_up", "Does the database answer in time", up);
        let mut text = written(&found);
        if is_up {
            text.push_str(&self.sources.figures(&mut kept.files).await);
        }
        kept.text = Some((Instant::now(), text.clone()));
        text
    }
}

impl Sources {
    /// What can be told in time.
    async fn figures(&self, files: &mut Slow<Files>) -> String {
        let count = || Files::count(self.db.clone(), self.env.clone());
        let (mails, backups, checkpoint, alerts, unsent, files) = tokio::join!(
            in_time(Box::pin(self.mails())),
            in_time(Box::pin(self.backups())),
            in_time(Box::pin(self.checkpoint())),
            in_time(Box::pin(self.alerts())),
            in_time(Box::pin(self.unsent())),
            files.get(FILES_KEPT, PATIENCE, count),
        );
        let found = [mails, backups, checkpoint, alerts, unsent, self.continuous(), files.map(Files::figures)];
        found.iter().flatten().map(written).collect()
    }

    fn since(&self, then: Timestamp) -> f64 {
        figure(self.env.now().seconds_since(then).max(0).unsigned_abs())
    }

    async fn mails(&self) -> Result<Registry> {
        let mut found = Registry::default();
        let (waiting, failed) = SqlOutbox::new(self.db.clone()).undelivered().await?;
        gauge(&mut found, "orda_mails_waiting", "Letters that wait to be sent", figure(waiting));
        gauge(&mut found, "orda_mails_failed", "Letters that were given up", figure(failed));
        Ok(found)
    }

    async fn backups(&self) -> Result<Registry> {
        let mut found = Registry::default();
        if !self.backups {
            return Ok(found);
        }
        let last = BackupSql::new(self.db.clone(), self.env.clone()).last().await?;
        if let Some(made) = last.made {
            let help = "Seconds since the newest backup was made";
            gauge(&mut found, "orda_backup_age_seconds", help, self.since(made.ended_at));
        }
        let outcomes = Family::<Labels, Gauge>::default();
        let newest = last.newest.map(|run| run.outcome);
        for outcome in RunOutcome::ALL {
            let labels = vec![("outcome", outcome.code().to_owned())];
            outcomes.get_or_create(&labels).set(i64::from(newest == Some(outcome)));
        }
        found.register("orda_backup_last_run", "How the last run of the backup ended", outcomes);
        Ok(found)
    }

    fn continuous(&self) -> Option<Registry> {
        let behind = self.continuous.as_ref()?.standing().behind(self.env.now());
        let mut found = Registry::default();
        let help = "How far the continuous copy lags behind";
        gauge(&mut found, "orda_continuous_copy_behind_seconds", help, figure(behind.max(0).unsigned_abs()));
        Some(found)
    }

    async fn checkpoint(&self) -> Result<Registry> {
        let mut found = Registry::default();
        if let Some(checkpoint) = Tree::new(self.db.clone()).latest().await? {
            let help = "Seconds since the newest checkpoint of the accounting";
            gauge(&mut found, "orda_accounting_checkpoint_age_seconds", help, self.since(checkpoint.at));
        }
        Ok(found)
    }

    async fn alerts(&self) -> Result<Registry> {
        let mut found = Registry::default();
        let alerts = SqlAlerts::new(self.db.clone(), self.env.clone()).unhandled().await?;
        gauge(&mut found, "orda_alerts_open", "Alerts that nobody has handled", figure(alerts));
        Ok(found)
    }

    async fn unsent(&self) -> Result<Registry> {
        let mut found = Registry::default();
        if self.forwarding {
            let unsent = Forwarding::new(self.db.clone()).unsent().await?;
            let (records, seconds) = unsent.map_or((0.0, 0.0), |u| (figure(u.records), self.since(u.since)));
            let help = "Records of the accounting that wait to be sent, at most";
            gauge(&mut found, "orda_accounting_unsent_records", help, records);
            let help = "Seconds that the oldest record waits to be sent";
            gauge(&mut found, "orda_accounting_unsent_seconds", help, seconds);
        }
        Ok(found)
    }
}

impl Files {
    async fn count(db: Database, env: Env) -> Result<Self> {
        let state = ChecksSql::new(db, env).state(DAMAGED).await?;
        Ok(Self { all: state.all, unread: state.unread, damaged: state.damaged.len() as u64 })
    }

    fn figures(self) -> Registry {
        let mut found = Registry::default();
        gauge(&mut found, "orda_files", "Stored files", figure(self.all));
        gauge(&mut found, "orda_files_unread", "Stored files that were never read again", figure(self.unread));
        gauge(&mut found, "orda_files_damaged", "Stored files found damaged, 500 at most", figure(self.damaged));
        found
    }
}

/// Some figures, which others do not wait for: none where they cannot be read in time.
async fn in_time(figures: impl Future<Output = Result<Registry>>) -> Option<Registry> {
    let figures = timeout(PATIENCE, figures).await.ok()?;
    figures.inspect_err(|error| tracing::warn!(%error, "asking the database for figures")).ok()
}

/// What takes long to be found out: one task at a time does it to its end, whoever waits for it, and it is kept.
struct Slow<T> {
    kept: Option<(Instant, T)>,
    task: Option<JoinHandle<Result<T>>>,
}

impl<T> Default for Slow<T> {
    fn default() -> Self {
        Self { kept: None, task: None }
    }
}

impl<T: Copy + Send + 'static> Slow<T> {
    /// What was found out last, by `find` where that is longer ago than `keep` and it does not take longer than `patience`.
    async fn get<F>(&mut self, keep: Duration, patience: Duration, find: impl FnOnce() -> F) -> Option<T>
    where
        F: Future<Output = Result<T>> + Send + 'static,
    {
        if self.kept.as_ref().is_none_or(|(at, _)| at.elapsed() >= keep) {
            let task = self.task.get_or_insert_with(|| tokio::spawn(find()));
            let ended = timeout(patience, task).await;
            if let Ok(ended) = ended {
                self.task = None;
                match ended.map_err(Error::internal).flatten() {
                    Ok(found) => self.kept = Some((Instant::now(), found)),
                    Err(error) => tracing::warn!(%error, "asking the database for figures"),
                }
            }
        }
        self.kept.as_ref().map(|(_, found)| *found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::{Ready, pending, ready};
    use tokio::sync::oneshot;

    const LONG: Duration = Duration::from_hours(1);

    /// What takes long is asked once, goes on when nobody waits for it, and is kept; where it cannot be renewed, or not yet, what
    /// was known is told.
    #[tokio::test]
    async fn what_takes_long_is_asked_once() {
        let (give, given) = oneshot::channel::<u32>();
        let mut slow = Slow::default();
        let find = || async { given.await.map_err(Error::internal) };
        assert_eq!(slow.get(LONG, Duration::ZERO, find).await, None);
        let again = || -> Ready<Result<u32>> { panic!("it is asked already") };
        assert_eq!(slow.get(LONG, Duration::ZERO, again).await, None);
        give.send(7).expect("somebody waits");
        assert_eq!(slow.get(LONG, LONG, again).await, Some(7));
        assert_eq!(slow.get(LONG, LONG, again).await, Some(7), "it is kept");
        let failing = || ready(Err(Error::NotFound));
        assert_eq!(slow.get(Duration::ZERO, LONG, failing).await, Some(7));
        assert_eq!(slow.get(Duration::ZERO, Duration::ZERO, pending).await, Some(7));
        assert!(slow.task.is_some());
    }

    /// Figures that cannot be read are left out; what was read is told.
    #[tokio::test]
    async fn each_figure_stands_for_itself() {
        assert!(in_time(ready(Err(Error::NotFound))).await.is_none());
        assert!(in_time(ready(Ok(Registry::default()))).await.is_some());
    }
}
