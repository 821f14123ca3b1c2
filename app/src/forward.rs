//! Records of the accounting are sent to a system elsewhere while they are made: `[accounting.syslog]` (ASVS 16.4.3).
//!
//! Syslog (RFC 5424) over TLS (RFC 5425), each record one line of the Common Event Format. Syslog knows no receipts: a batch
//! counts as taken when the receiver has closed the connection after our end of it, and not before; until then it is sent again.
//! That the receiver has kept what it read cannot be known. Nobody waits for it: records are sent from the database, by one node
//! at a time.

use crate::config::Config;
use anyhow::{Context, Result, bail};
use orda_audit_store::{Forwarding, Unsent};
use orda_base::{Env, LocalizedText, Role, Timestamp};
use orda_identity::Directory;
use orda_notifications::Notice;
use orda_store::Database;
use orda_web::outbound::Outbound;
use serde::Deserialize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::watch;

/// Records of one connection.
const BATCH: u32 = 1000;
/// Between looks for new records.
const PAUSE: Duration = Duration::from_secs(2);
/// For connecting, and for each batch with its end.
const PATIENCE: Duration = Duration::from_secs(30);
/// After the last record, in which a receiver that turns us away has closed.
const MOMENT: Duration = Duration::from_millis(250);
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

    /// Sends one batch of what is settled, unless another node sends; answers how many records were handed over.
    ///
    /// # Errors
    /// The receiver or the database does not answer.
    pub async fn send_due(&self) -> Result<u64> {
        let until = self.env.now().plus_seconds(CLAIM);
        let Some(seq) = self.state.claim(self.env.now(), until).await? else { return Ok(0) };
        let sent = self.send_after(seq, until).await;
        self.state.release().await?;
        sent
    }

    async fn send_after(&self, seq: i64, until: Timestamp) -> Result<u64> {
        let entries = self.state.next(seq, BATCH).await?;
        let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(0) };
        let count = entries.len() as u64;
        let mut frames = Vec::new();
        for entry in entries {
            let line = orda_audit_web::syslog_line(entry);
            frames.extend_from_slice(format!("{} ", line.len()).as_bytes());
            frames.extend_from_slice(line.as_bytes());
        }
        match tokio::time::timeout(PATIENCE, self.deliver(&frames)).await {
            Ok(delivered) => delivered?,
            Err(_) => bail!("no end within {} s", PATIENCE.as_secs()),
        }
        self.state.sent(last, until).await?;
        Ok(count)
    }

    /// One connection.
    async fn deliver(&self, frames: &[u8]) -> Result<()> {
        let (host, port) = &self.place;
        let line = self.wire.line(host, *port, self.settings.tls).await.context("connecting")?;
        hand_over(line, frames, MOMENT).await
    }

    /// Tells administrators and security officers when the oldest unsent record waits too long; once, until none does any more.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn watch(&self) -> Result<()> {
        let limit = i64::from(self.settings.tell_minutes) * 60;
        if limit == 0 {
            return Ok(());
        }
        let waits = |unsent: &Unsent| self.env.now().seconds() - unsent.since.seconds();
        let Some(unsent) = self.state.unsent().await?.filter(|unsent| waits(unsent) >= limit) else {
            return Ok(self.state.caught_up().await?);
        };
        if self.state.is_told().await? {
            return Ok(());
        }
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
        if !Forwarding::is_news(&mut tx).await? {
            return Ok(());
        }
        orda_notifications_store::enqueue(&mut tx, &self.env, &notices).await?;
        tx.commit().await?;
        let seconds = waits(&unsent);
        tracing::error!(records = unsent.records, seconds, "records of the accounting are not taken elsewhere");
        Ok(())
    }

    /// Does it until told to stop; the batch that was begun is ended.
    pub async fn run(self, mut stopped: watch::Receiver<bool>) {
        let mut ticks = tokio::time::interval(PAUSE);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut more = false;
        loop {
            tokio::select! {
                biased;
                () = async { drop(stopped.wait_for(|s| *s).await) } => return,
                () = std::future::ready(()), if more => {}
                _ = ticks.tick() => {}
            }
            let sent = self.send_due().await;
            more = matches!(sent, Ok(records) if records == u64::from(BATCH));
            match sent {
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

/// Writes everything and ends the line. Whoever closes it before our end, or within `moment` of the last byte, has not taken it;
/// whoever closes it after our end is believed to have.
async fn hand_over(line: impl AsyncRead + AsyncWrite, frames: &[u8], moment: Duration) -> Result<()> {
    let (mut from, mut to) = tokio::io::split(line);
    let sending = async {
        to.write_all(frames).await?;
        to.flush().await?;
        tokio::time::sleep(moment).await;
        std::io::Result::Ok(())
    };
    tokio::select! {
        biased;
        closed = closed(&mut from) => {
            closed.context("sending")?;
            bail!("the receiver closed before the end")
        }
        sent = sending => sent.context("sending")?,
    }
    to.shutdown().await.context("ending")?;
    closed(&mut from).await.context("waiting for the receiver to close")
}

/// Waits until the other side has closed. Syslog has no answers; what a receiver says is not looked at.
async fn closed(from: &mut (impl AsyncRead + Unpin)) -> std::io::Result<()> {
    let mut said = [0; 64];
    while from.read(&mut said).await? > 0 {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::duplex;

    const LONG: Duration = Duration::from_hours(1);

    /// Who reads everything and closes after our end has taken it, whatever it says meanwhile.
    #[tokio::test]
    async fn who_closes_after_the_end_has_taken_all() {
        let (ours, mut theirs) = duplex(16);
        let reader = tokio::spawn(async move {
            theirs.write_all(b"hello").await?;
            let mut all = Vec::new();
            theirs.read_to_end(&mut all).await?;
            std::io::Result::Ok(all)
        });
        let frames = b"5 first6 second".repeat(20);
        assert!(hand_over(ours, &frames, Duration::ZERO).await.is_ok());
        assert!(reader.await.is_ok_and(|all| all.is_ok_and(|all| all == frames)));
    }

    /// Who closes before our end has taken nothing: at once though all of it fits into the line, in the middle, and after the last
    /// byte.
    #[tokio::test]
    async fn who_closes_before_the_end_has_taken_nothing() {
        let (ours, theirs) = duplex(1024);
        drop(theirs);
        assert!(hand_over(ours, b"5 first", Duration::ZERO).await.is_err());
        for reads in [3, 7] {
            let (ours, mut theirs) = duplex(4);
            tokio::spawn(async move { theirs.read_exact(&mut vec![0; reads]).await });
            assert!(hand_over(ours, b"5 first", LONG).await.is_err(), "after {reads} bytes");
        }
    }
}
