//! The accounting while the portal runs: sealing, checkpoints kept elsewhere, archives, alerts.

use crate::config::Config;
use anyhow::{Context, Result};
use async_trait::async_trait;
use merkle::VerifierKey;
use orda_audit::{
    Accountant, Accounting, Alert, Alerts, EntryStore, Filter, Herald, Limits, Numbers, Proofs, SignedCheckpoint,
    notice_key,
};
use orda_audit_store::{Archives, CheckpointFile, Entries, Forwarding, Ledger, Sealer, SqlAlerts, Tree};
use orda_audit_web::AuditWeb;
use orda_base::{Access, Actor, Env, LocalizedText, Operation, PersonId, Role, Timestamp};
use orda_identity::Directory;
use orda_notifications::Notice;
use orda_store::Database;
use serde::Deserialize;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// What of several nodes only one does at a time.
const ALERTS: i64 = 4210;
const CHECKPOINTS: i64 = 4215;

/// Settings of the accounting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Seconds between checkpoints while there is something new; at most 60.
    pub checkpoint_seconds: u64,
    /// File, best on another machine, to which each checkpoint is appended.
    pub checkpoint_file: Option<PathBuf>,
    /// Is a checkpoint mailed to the security officers once a day?
    pub mail_checkpoints: bool,
    /// Folder of archives; `archives` in the data folder when not given. Several nodes share it.
    pub archives: Option<PathBuf>,
    /// Whole months that stay in the database before they are archived (365-7-c).
    pub keep_months: u32,
    /// Where records are sent while they are made; nowhere when not given.
    pub syslog: Option<crate::forward::Settings>,
    /// Limits of the rules that raise alerts (217-42).
    pub rules: Rules,
}

/// Limits of the rules; zero or equal hours switch a rule off.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the fields are those of `Limits`")]
pub struct Rules {
    pub window_minutes: u32,
    pub reads: u64,
    pub downloads: u64,
    pub refusals: u64,
    pub sign_ins: u64,
    pub signatures: u64,
    pub night_from: i8,
    pub night_until: i8,
    pub address_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            checkpoint_seconds: 30,
            checkpoint_file: None,
            mail_checkpoints: false,
            archives: None,
            keep_months: 12,
            syslog: None,
            rules: Rules::default(),
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        let usual = Limits::default();
        Self {
            window_minutes: usual.window_minutes,
            reads: usual.reads,
            downloads: usual.downloads,
            refusals: usual.refusals,
            sign_ins: usual.sign_ins,
            signatures: usual.signatures,
            night_from: usual.night_from,
            night_until: usual.night_until,
            address_days: usual.address_days,
        }
    }
}

impl Rules {
    fn limits(&self) -> Limits {
        Limits {
            window_minutes: self.window_minutes,
            reads: self.reads,
            downloads: self.downloads,
            refusals: self.refusals,
            sign_ins: self.sign_ins,
            signatures: self.signatures,
            night_from: self.night_from,
            night_until: self.night_until,
            address_days: self.address_days,
        }
    }
}

/// The sealer of an installation: the log is named after its address.
pub fn sealer(config: &Config, db: &Database, env: &Env, master: &[u8; 32]) -> Result<Sealer> {
    let seed = crate::master_key::derive(master, "accounting log");
    let address = config.public_url.trim_end_matches('/');
    let name = address.split_once("://").map_or(address, |(_, rest)| rest);
    Ok(Sealer::new(db.clone(), env.clone(), &format!("{name}/log"), seed)?)
}

/// The archives of an installation.
pub fn archives(config: &Config, db: &Database, env: &Env) -> Archives {
    let folder = config.accounting.archives.clone().unwrap_or_else(|| config.data.join("archives"));
    Archives::new(db.clone(), env.clone(), folder)
}

/// What keeps the accounting in order.
pub struct Keeping {
    /// Takes records into the tree.
    pub sealer: Sealer,
    /// Past months.
    pub archives: Archives,
    /// What the rules found.
    pub alerts: Arc<Alerts>,
    key: VerifierKey,
    accountant: Arc<dyn Accountant>,
    ledger: Ledger,
    /// When people were last told that the accounting could not be written.
    told: Mutex<Option<Timestamp>>,
    officers: Officers,
    outside: Option<CheckpointFile>,
    settings: Settings,
}

impl Keeping {
    /// Of this installation.
    pub async fn open(
        config: &Config,
        db: &Database,
        env: &Env,
        master: &[u8; 32],
        (ledger, accountant): (Ledger, Arc<dyn Accountant>),
        directory: Arc<dyn Directory>,
    ) -> Result<Self> {
        let sealer = sealer(config, db, env, master)?;
        let officers = Officers { db: db.clone(), env: env.clone(), directory };
        let alerts = Alerts::new(
            Arc::new(SqlAlerts::new(db.clone(), env.clone())),
            Arc::new(officers.clone()),
            Arc::clone(&accountant),
            env.clone(),
            config.accounting.rules.limits(),
        );
        Ok(Self {
            key: sealer.verifier().await?,
            sealer,
            archives: archives(config, db, env),
            alerts: Arc::new(alerts),
            accountant,
            ledger,
            told: Mutex::new(None),
            officers,
            outside: config.accounting.checkpoint_file.clone().map(CheckpointFile::new),
            settings: config.accounting.clone(),
        })
    }

    /// What the pages need.
    pub fn web(&self) -> AuditWeb {
        let db = &self.officers.db;
        let accounting = Accounting::new(Arc::new(Entries::new(db.clone())), Arc::clone(&self.accountant))
            .with_archives(Arc::new(self.archives.clone()))
            .with_numbers(Arc::new(self.officers.clone()));
        let tree = Arc::new(Tree::new(db.clone()));
        AuditWeb {
            accounting: Arc::new(accounting),
            proofs: Arc::new(Proofs::new(tree, Arc::clone(&self.accountant), self.key.clone())),
            alerts: Arc::clone(&self.alerts),
        }
    }

    /// Seals what is new, and keeps the checkpoint elsewhere too.
    pub async fn seal(&self) -> Result<()> {
        let checkpoint = self.sealer.seal().await.context("sealing the accounting")?;
        if let Some(outside) = &self.outside
            && let Some(_alone) = self.officers.db.alone(CHECKPOINTS).await?
        {
            let tree = Tree::new(self.officers.db.clone());
            outside.append(&tree).await.context("keeping checkpoints elsewhere")?;
        }
        if let Some(checkpoint) = checkpoint.filter(|_| self.settings.mail_checkpoints) {
            self.mail(&checkpoint).await.context("mailing a checkpoint")?;
        }
        Ok(())
    }

    /// Mails a checkpoint to the security officers, once a day; the accounting itself knows when it was the last time.
    async fn mail(&self, checkpoint: &SignedCheckpoint) -> Result<()> {
        const MAILED: &str = "checkpoint-mailed";
        let filter = Filter {
            resource: "accounting".into(),
            operation: Some(Operation::Send),
            from: Some(self.officers.env.now().plus_seconds(-24 * 3600)),
            words: MAILED.into(),
            ..Filter::default()
        };
        if !Entries::new(self.officers.db.clone()).search(&filter, None, 1).await?.is_empty() {
            return Ok(());
        }
        let same = |text: String| LocalizedText { kk: text.clone(), ru: text.clone(), en: text };
        let args = vec![("size", same(checkpoint.size.to_string())), ("root", same(checkpoint.root.to_base64()))];
        let to = [Role::SecurityOfficer];
        self.officers.notify(&to, "audit-notice-checkpoint", &args, "/log/checkpoint", false).await?;
        self.accountant.record(&Actor::portal(), &Access::done("accounting", MAILED, Operation::Send)).await?;
        Ok(())
    }

    /// Tells administrators and security officers that accesses were refused because they could not be recorded: as soon as the
    /// database takes the word, and then not again for a while (217-a43.3c). What is counted meanwhile is told then.
    ///
    /// # Errors
    /// When nobody could be told; to be tried again.
    pub async fn tell_unwritten(&self) -> Result<()> {
        const QUIET_SECONDS: i64 = 15 * 60;
        let now = self.officers.env.now();
        let told = *self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.is_some_and(|told| now.seconds_since(told) < QUIET_SECONDS) {
            return Ok(());
        }
        let Some(unwritten) = self.ledger.take_unwritten() else { return Ok(()) };
        let same = |text: String| LocalizedText { kk: text.clone(), ru: text.clone(), en: text };
        let since = unwritten.since.zoned().strftime("%d.%m.%Y %H:%M:%S").to_string();
        let args = vec![("count", same(unwritten.count.to_string())), ("since", same(since))];
        let to = [Role::Administrator, Role::SecurityOfficer];
        let sent = self.officers.notify(&to, "audit-notice-unwritten", &args, "/accounting", true).await;
        match &sent {
            Ok(()) => *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Some(now),
            Err(_) => self.ledger.count_unwritten(unwritten),
        }
        sent.context("telling that accesses could not be recorded")
    }

    /// Tells administrators and security officers that the program is not as it was installed (217-a41.2.2).
    pub async fn tell_changed(&self, what: &str) -> Result<()> {
        let what = LocalizedText { kk: what.to_owned(), ru: what.to_owned(), en: what.to_owned() };
        let to = [Role::Administrator, Role::SecurityOfficer];
        let told = self.officers.notify(&to, "audit-notice-program", &[("what", what)], "/accounting", true).await;
        told.context("telling that the program was changed")
    }

    /// Moves months whose time in the database is over to files.
    pub async fn archive(&self) -> Result<()> {
        let mut until = months_before(self.officers.env.now(), self.settings.keep_months);
        // What waits to be sent elsewhere stays in the table, from which it is sent.
        if self.settings.syslog.is_some()
            && let Some(unsent) = Forwarding::new(self.officers.db.clone()).unsent().await?
        {
            // Clocks of nodes differ a little: a later number may bear an earlier time.
            until = until.min(months_before(unsent.since.plus_seconds(-3600), 0));
        }
        for archive in self.archives.move_before(until, &self.key).await? {
            tracing::info!(month = archive.month, records = archive.records(), "archived the accounting");
        }
        Ok(())
    }

    /// Watches for what is suspicious: of several nodes one at a time, so that nobody is told twice.
    pub async fn watch(&self) -> orda_base::Result<()> {
        match self.officers.db.alone(ALERTS).await? {
            Some(_alone) => self.alerts.watch().await,
            None => Ok(()),
        }
    }

    /// Does all of it at its times, until told to stop.
    pub async fn run(self: Arc<Self>, mut stopped: watch::Receiver<bool>) {
        let mut seal = tokio::time::interval(Duration::from_secs(self.settings.checkpoint_seconds.clamp(1, 60)));
        let mut watch = tokio::time::interval(Duration::from_mins(1));
        let mut unwritten = tokio::time::interval(Duration::from_secs(5));
        let mut archive = tokio::time::interval(Duration::from_hours(1));
        for ticks in [&mut seal, &mut watch, &mut unwritten, &mut archive] {
            ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        }
        loop {
            let done = tokio::select! {
                // The guard of the value is let go at once: nothing of it is held while the work runs.
                () = async { drop(stopped.wait_for(|s| *s).await) } => return,
                _ = seal.tick() => self.seal().await,
                _ = watch.tick() => self.watch().await.context("watching for alerts"),
                _ = unwritten.tick() => self.tell_unwritten().await,
                _ = archive.tick() => self.archive().await.context("archiving the accounting"),
            };
            if let Err(error) = done {
                tracing::error!(error = format!("{error:#}"), "the accounting");
            }
        }
    }
}

/// The beginning of the month so many months before this one, in Astana.
pub fn months_before(now: Timestamp, months: u32) -> Timestamp {
    let today = now.zoned();
    let date = (0..months).fold(today.date().first_of_month(), |first, _| {
        first.yesterday().map_or(first, orda_base::Date::first_of_month)
    });
    let begins = date.to_zoned(today.time_zone().clone());
    begins.map_or(now, |z| Timestamp::from_micros(z.timestamp().as_microsecond()))
}

/// The security officers of the portal, who are told.
#[derive(Clone)]
struct Officers {
    db: Database,
    env: Env,
    directory: Arc<dyn Directory>,
}

#[async_trait]
impl Numbers for Officers {
    async fn person_with_number(&self, iin: &str) -> orda_base::Result<Option<PersonId>> {
        self.directory.person_with_iin(iin).await
    }
}

impl Officers {
    async fn notify(
        &self,
        roles: &[Role],
        kind: &'static str,
        args: &[(&'static str, LocalizedText)],
        link: &str,
        needs_action: bool,
    ) -> orda_base::Result<()> {
        let mut officers = Vec::new();
        for role in roles {
            officers.extend(self.directory.holders(*role, None).await?);
        }
        let notice = |recipient| Notice { recipient, kind, args: args.to_vec(), link: link.to_owned(), needs_action };
        let notices: Vec<Notice> = officers.iter().map(|officer| notice(officer.id)).collect();
        let mut tx = self.db.begin().await?;
        orda_notifications_store::enqueue(&mut tx, &self.env, &notices).await?;
        tx.commit().await
    }
}

#[async_trait]
impl Herald for Officers {
    async fn tell(&self, alert: &Alert) -> orda_base::Result<()> {
        let found = &alert.suspicion;
        // A claimed name may be anything, so strangers are told by their address.
        let who = if found.actor_id.is_empty() { &found.address } else { &found.actor_name };
        let who = LocalizedText { kk: who.clone(), ru: who.clone(), en: who.clone() };
        let link = format!("/accounting/alerts/{}", alert.id);
        self.notify(&[Role::SecurityOfficer], notice_key(found.rule), &[("who", who)], &link, true).await
    }
}
