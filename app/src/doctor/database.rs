//! The database and what is in it: is it there, of this version, safely set up; does the master key fit; the clock; backups.

use super::{Finding, server};
use crate::compose::MIGRATIONS;
use crate::config::Config;
use crate::{accounting, master_key};
use orda_audit::{EntryStore, Filter, TreeStore};
use orda_audit_store::{Entries, Tree, Trusted};
use orda_backups::{BackupStore, Standing};
use orda_backups_store::BackupSql;
use orda_base::{Env, Result};
use orda_store::{Database, Kind, fault};
use std::path::Path;
use std::time::Duration;

/// How long the database may think.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn look(config: &Config, env: &Env, found: &mut Vec<Finding>) {
    let url = config.database_url();
    // An embedded one is made by whoever opens it: here nothing is made.
    if let Some(path) = url.strip_prefix("sqlite://").filter(|path| !Path::new(path).is_file()) {
        found.push(Finding::error("doctor-database-missing", path));
        return;
    }
    let db = match tokio::time::timeout(PATIENCE, Database::open(&url)).await {
        Ok(Ok(db)) => db,
        Ok(Err(error)) => return found.push(Finding::error("doctor-database-away", error)),
        Err(_) => return found.push(Finding::error("doctor-database-away", format!("{} s", PATIENCE.as_secs()))),
    };
    let looked = tokio::time::timeout(PATIENCE, Box::pin(within(config, env, &db, found))).await;
    match looked {
        Ok(Ok(())) => {}
        Ok(Err(error)) => found.push(Finding::error("doctor-database-away", error)),
        Err(_) => found.push(Finding::error("doctor-database-away", format!("{} s", PATIENCE.as_secs()))),
    }
    db.close().await;
}

async fn within(config: &Config, env: &Env, db: &Database, found: &mut Vec<Finding>) -> Result<()> {
    let version = match db.kind() {
        Kind::Sqlite => "select sqlite_version()",
        Kind::Postgres => "select current_setting('server_version')",
    };
    let version: String = sqlx::query_scalar(version).fetch_one(db.reader()).await.map_err(fault)?;
    found.push(Finding::ok("doctor-database", format!("{:?} {version}", db.kind())));
    if db.kind() == Kind::Postgres {
        server::look(db, found).await?;
    }
    if !db.is_up_to_date(&MIGRATIONS).await? {
        found.push(Finding::error("doctor-schema-old", ""));
        return Ok(());
    }
    found.push(Finding::ok("doctor-schema", ""));
    key_and_clock(config, env, db, found).await?;
    backups(config, env, db, found).await
}

/// Did the master key sign the newest checkpoint, and is that not later than now?
async fn key_and_clock(config: &Config, env: &Env, db: &Database, found: &mut Vec<Finding>) -> Result<()> {
    let checkpoint = Tree::new(db.clone()).latest().await?;
    if let (Some(checkpoint), Ok(master)) = (&checkpoint, master_key::kept(config)) {
        let own = match accounting::sealer(config, db, env, &master) {
            Ok(sealer) => sealer.verifier().await?,
            Err(error) => return Err(orda_base::Error::internal(error)),
        };
        let fits = Trusted::of(db, &own).await?.open(&checkpoint.note).is_some();
        let key = if fits { Finding::ok("doctor-key-fits", "") } else { Finding::error("doctor-key-other", "") };
        found.push(key);
    }
    let newest = Entries::new(db.clone()).search(&Filter::default(), None, 1).await?;
    let entered = newest.first().map(|entry| entry.entry.at);
    let last = entered.max(checkpoint.map(|checkpoint| checkpoint.at));
    found.push(match last.filter(|last| *last > env.now()) {
        Some(last) => Finding::error("doctor-clock-behind", last.rfc3339()),
        None => Finding::ok("doctor-clock", env.now().rfc3339()),
    });
    Ok(())
}

async fn backups(config: &Config, env: &Env, db: &Database, found: &mut Vec<Finding>) -> Result<()> {
    let Some(to) = &config.backup.to else {
        found.push(Finding::warning("doctor-backup-none", ""));
        return Ok(());
    };
    let last = BackupSql::new(db.clone(), env.clone()).last().await?;
    let made = last.made.as_ref().map_or_else(|| to.to_string(), |run| run.ended_at.rfc3339());
    found.push(match last.standing(&config.backup.watched(db.kind()), env.now()) {
        Standing::Good => Finding::ok("doctor-backup", made),
        Standing::Never => Finding::error("doctor-backup-never", made),
        Standing::Old => Finding::error("doctor-backup-old", made),
        Standing::Failed => Finding::error("doctor-backup-failed", made),
        Standing::Damaged => Finding::error("doctor-backup-damaged", made),
    });
    match (&config.backup.continuous_to, db.kind()) {
        (Some(to), _) if to.is_dir() => found.push(Finding::ok("doctor-copy", to.display())),
        (Some(to), _) => found.push(Finding::error("doctor-copy-missing", to.display())),
        (None, Kind::Sqlite) => found.push(Finding::warning("doctor-copy-none", "")),
        (None, Kind::Postgres) => {}
    }
    Ok(())
}
