//! Figures that only the database knows: asked when somebody reads them, within a limit of time, and kept for a few seconds.

use super::{Labels, figure, gauge, written};
use crate::backup::Continuous;
use crate::config::Config;
use orda_audit::TreeStore;
use orda_audit_store::{Forwarding, SqlAlerts, Tree};
use orda_backups::{BackupStore, RunOutcome};
use orda_backups_store::BackupSql;
use orda_base::{Env, Result, Timestamp};
use orda_documents::CheckStore;
use orda_documents_store::ChecksSql;
use orda_notifications_store::SqlOutbox;
use orda_store::Database;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// A database that does not answer within this time is told as one that does not answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long answers are kept.
const KEPT: Duration = Duration::from_secs(5);
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
    kept: Mutex<Option<(Instant, String)>>,
}

impl Asked {
    pub(super) const fn new(sources: Sources) -> Self {
        Self { sources, kept: Mutex::const_new(None) }
    }

    /// The figures; of several who read at the same time one asks.
    pub(super) async fn text(&self) -> String {
        let mut kept = self.kept.lock().await;
        if let Some((_, text)) = kept.as_ref().filter(|(at, _)| at.elapsed() < KEPT) {
            return text.clone();
        }
        let asked = tokio::time::timeout(PATIENCE, Box::pin(self.sources.ask())).await;
        let (mut registry, up) = match asked {
            Ok(Ok(registry)) => (registry, 1.0),
            Ok(Err(error)) => {
                tracing::warn!(%error, "asking the database for figures");
                (Registry::default(), 0.0)
            }
            Err(_) => (Registry::default(), 0.0),
        };
        gauge(&mut registry, "orda_database_up", "Does the database answer questions for figures in time", up);
        let text = written(&registry);
        *kept = Some((Instant::now(), text.clone()));
        text
    }
}

impl Sources {
    async fn ask(&self) -> Result<Registry> {
        let mut found = Registry::default();
        let now = self.env.now();
        let since = |then: Timestamp| figure(now.seconds_since(then).max(0).unsigned_abs());
        self.mails(&mut found).await?;
        if self.backups {
            let last = BackupSql::new(self.db.clone(), self.env.clone()).last().await?;
            if let Some(made) = last.made {
                let help = "Seconds since the newest backup was made";
                gauge(&mut found, "orda_backup_age_seconds", help, since(made.ended_at));
            }
            let outcomes = Family::<Labels, Gauge>::default();
            let newest = last.newest.map(|run| run.outcome);
            for outcome in RunOutcome::ALL {
                let labels = vec![("outcome", outcome.code().to_owned())];
                outcomes.get_or_create(&labels).set(i64::from(newest == Some(outcome)));
            }
            found.register("orda_backup_last_run", "How the last run of the backup ended", outcomes);
        }
        if let Some(continuous) = &self.continuous {
            let behind = figure(continuous.standing().behind(now).max(0).unsigned_abs());
            gauge(&mut found, "orda_continuous_copy_behind_seconds", "How far the continuous copy lags behind", behind);
        }
        let files = ChecksSql::new(self.db.clone(), self.env.clone()).state(DAMAGED).await?;
        gauge(&mut found, "orda_files", "Stored files", figure(files.all));
        gauge(&mut found, "orda_files_unread", "Stored files that were never read again", figure(files.unread));
        let damaged = figure(files.damaged.len() as u64);
        gauge(&mut found, "orda_files_damaged", "Stored files found damaged, 500 at most", damaged);
        if let Some(checkpoint) = Tree::new(self.db.clone()).latest().await? {
            let help = "Seconds since the newest checkpoint of the accounting";
            gauge(&mut found, "orda_accounting_checkpoint_age_seconds", help, since(checkpoint.at));
        }
        let alerts = SqlAlerts::new(self.db.clone(), self.env.clone()).unhandled().await?;
        gauge(&mut found, "orda_alerts_open", "Alerts that nobody has handled", figure(alerts));
        if self.forwarding {
            let unsent = Forwarding::new(self.db.clone()).unsent().await?;
            let (records, seconds) = unsent.map_or((0.0, 0.0), |u| (figure(u.records), since(u.since)));
            let help = "Records of the accounting that wait to be sent, at most";
            gauge(&mut found, "orda_accounting_unsent_records", help, records);
            let help = "Seconds that the oldest record waits to be sent";
            gauge(&mut found, "orda_accounting_unsent_seconds", help, seconds);
        }
        Ok(found)
    }

    async fn mails(&self, found: &mut Registry) -> Result<()> {
        let (waiting, failed) = SqlOutbox::new(self.db.clone()).undelivered().await?;
        gauge(found, "orda_mails_waiting", "Letters that wait to be sent", figure(waiting));
        gauge(found, "orda_mails_failed", "Letters that were given up", figure(failed));
        Ok(())
    }
}
