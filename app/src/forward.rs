//! Records of the accounting are sent to a system elsewhere while they are made: `[accounting.syslog]` (ASVS 16.4.3).
//!
//! Syslog (RFC 5424) over TLS (RFC 5425), each record one line of the Common Event Format. Syslog knows no receipts: a batch
//! counts as taken when the receiver has closed the connection after our end of it, for whoever closes has read what came before.
//! Until then it is sent again. Nobody waits for the receiver: records are sent from the database, by one node at a time.

use crate::config::Config;
use anyhow::{Context, Result, bail};
use orda_audit_store::Forwarding;
use orda_base::{Env, LocalizedText, Role};
use orda_identity::Directory;
use orda_notifications::Notice;
use orda_store::Database;
use orda_web::outbound::Outbound;
use serde::Deserialize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::watch;

/// Records of one connection.
const BATCH: u32 = 500;
/// Between looks for new records.
const PAUSE: Duration = Duration::from_secs(2);
/// For connecting, and for each batch with its end.
const PATIENCE: Duration = Duration::from_secs(30);
/// Seconds for which a node has the sending: longer than a batch may take.
const CLAIM: i64 = 120;
/// Key of the notice.
pub const NOTICE: &str = "audit-notice-forward";

/// Where records are sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Host and port of the receiver.
    pub address: String,
    /// Over TLS? Without it only to this machine, or where `network.plain_inside` says that the network is protected.
    #[serde(default = "yes")]
    pub tls: bool,
    /// PEM file of the only centres that are trusted for it; the public ones when not given.
    pub ca_file: Option<PathBuf>,
    /// Minutes that the oldest unsent record may wait before it is told; 0: never.
    #[serde(default = "patience")]
    pub tell_minutes: u32,
}

const fn yes() -> bool {
    true
}

const fn patience() -> u32 {
    15
}

impl Settings {
    /// Host and port.
    ///
    /// # Errors
    /// The address names none.
    pub fn place(&self) -> Result<(String, u16)> {
        let Some((host, port)) = self.address.rsplit_once(':') else {
            bail!("accounting.syslog.address {} is no host:port", self.address)
        };
        let port = port.parse().with_context(|| format!("accounting.syslog.address {}", self.address))?;
        Ok((host.trim_start_matches('[').trim_end_matches(']').to_owned(), port))
    }
}

/// Sends what is new.
pub struct Forwarder {
    state: Forwarding,
    wire: Outbound,
    place: (String, u16),
    settings: Settings,
    db: Database,
    directory: Arc<dyn Directory>,
    env: Env,
}

impl Forwarder {
    /// Of an installation; none where records are sent nowhere.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn of(config: &Config, db: Database, directory: Arc<dyn Directory>, env: Env) -> Result<Option<Self>> {
        let Some(settings) = &config.accounting.syslog else { return Ok(None) };
        Self::new(settings, db, directory, env).context("[accounting.syslog]").map(Some)
    }

    /// By these settings.
    ///
    /// # Errors
    /// The settings make no sense, or the file of centres cannot be read.
    pub fn new(settings: &Settings, db: Database, directory: Arc<dyn Directory>, env: Env) -> Result<Self> {
        let anchors =
            settings.ca_file.as_ref().map(|file| std::fs::read(file).with_context(|| file.display().to_string()));
        let wire = Outbound::new(anchors.transpose()?.as_deref()).map_err(anyhow::Error::msg)?;
        let place = settings.place()?;
        Ok(Self { state: Forwarding::new(db.clone()), wire, place, settings: settings.clone(), db, directory, env })
    }

    /// Sends everything that is settled, unless another node does; answers how many records were taken.
    ///
    /// # Errors
    /// The receiver or the database does not answer; what was taken before counts.
    pub async fn send_due(&self) -> Result<u64> {
        let until = || self.env.now().plus_seconds(CLAIM);
        let Some(mut seq) = self.state.claim(self.env.now(), until()).await? else { return Ok(0) };
        let mut taken = 0;
        let done = loop {
            let entries = match self.state.next(seq, BATCH).await {
                Ok(entries) => entries,
                Err(error) => break Err(error.into()),
            };
            let Some(last) = entries.last().map(|entry| entry.seq) else { break Ok(taken) };
            let count = entries.len() as u64;
            let mut frames = Vec::new();
            for entry in entries {
                let line = orda_audit_web::syslog_line(entry);
                frames.extend_from_slice(format!("{} ", line.len()).as_bytes());
                frames.extend_from_slice(line.as_bytes());
            }
            let sent = tokio::time::timeout(PATIENCE, self.deliver(&frames)).await;
            match sent {
                Ok(Ok(())) => {}
                Ok(Err(error)) => break Err(error),
                Err(_) => break Err(anyhow::anyhow!("no end within {} s", PATIENCE.as_secs())),
            }
            if let Err(error) = self.state.sent(last, until()).await {
                break Err(error.into());
            }
            seq = last;
            taken += count;
        };
        self.state.release().await?;
        done
    }

    /// One connection: everything is written, and the receiver has closed it.
    async fn deliver(&self, frames: &[u8]) -> Result<()> {
        let (host, port) = &self.place;
        let mut line = self.wire.line(host, *port, self.settings.tls).await.context("connecting")?;
        line.write_all(frames).await.context("sending")?;
        line.shutdown().await.context("ending")?;
        let mut said = [0; 64];
        loop {
            match line.read(&mut said).await {
                Ok(0) => return Ok(()),
                // Syslog has no answers; what a receiver says is not looked at.
                Ok(_) => {}
                Err(error) => return Err(error).context("waiting for the receiver to close"),
            }
        }
    }

    /// Tells administrators and security officers when the oldest unsent record waits too long; once.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn watch(&self) -> Result<()> {
        let Some(unsent) = self.state.unsent().await? else { return Ok(()) };
        let limit = i64::from(self.settings.tell_minutes) * 60;
        let waits = self.env.now().seconds() - unsent.since.seconds();
        if limit == 0 || waits < limit || !self.state.is_news().await? {
            return Ok(());
        }
        tracing::error!(records = unsent.records, seconds = waits, "records of the accounting are not taken elsewhere");
        let same = |text: String| LocalizedText { kk: text.clone(), ru: text.clone(), en: text };
        let args = vec![("count", same(unsent.records.to_string())), ("receiver", same(self.settings.address.clone()))];
        let mut holders = self.directory.holders(Role::Administrator, None).await?;
        holders.extend(self.directory.holders(Role::SecurityOfficer, None).await?);
        holders.sort_by_key(|holder| holder.id);
        holders.dedup_by_key(|holder| holder.id);
        let notice = |recipient| Notice {
            recipient,
            kind: NOTICE,
            args: args.clone(),
            link: "/admin/safety".to_owned(),
            needs_action: true,
        };
        let notices: Vec<Notice> = holders.iter().map(|holder| notice(holder.id)).collect();
        let mut tx = self.db.begin().await?;
        orda_notifications_store::enqueue(&mut tx, &self.env, &notices).await?;
        Ok(tx.commit().await?)
    }

    /// Does it until told to stop.
    pub async fn run(self, mut stopped: watch::Receiver<bool>) {
        let mut ticks = tokio::time::interval(PAUSE);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = async { drop(stopped.wait_for(|s| *s).await) } => return,
                _ = ticks.tick() => {}
            }
            match self.send_due().await {
                Ok(0) => {}
                Ok(records) => tracing::debug!(records, "records of the accounting were sent elsewhere"),
                Err(error) => tracing::warn!(error = format!("{error:#}"), "sending the accounting elsewhere"),
            }
            if let Err(error) = self.watch().await {
                tracing::error!(error = format!("{error:#}"), "watching over the sending of the accounting");
            }
        }
    }
}
