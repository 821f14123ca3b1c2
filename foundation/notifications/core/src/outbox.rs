//! The outbox: sends what is due.
//!
//! Mails are claimed for a while before they are sent and settled afterwards. A node that dies between the two lets its
//! claim run out; the mail is then sent again, perhaps for the second time, with the same `Message-ID`.

use crate::{ClaimedMail, MailFault, MailId, Mailer, Recipients, next_attempt};
use async_trait::async_trait;
use orda_base::{Env, Result, Timestamp};
use std::sync::Arc;

/// Mails claimed at once.
const BATCH: u32 = 20;
/// Seconds a claim holds: longer than a batch takes with a slow server (30 s a mail at most).
const CLAIM: i64 = 15 * 60;

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// The mail server took it, for this address.
    Sent {
        /// The address.
        address: String,
    },
    /// To be tried again.
    Later {
        /// The address.
        address: String,
        /// When.
        at: Timestamp,
        /// What was wrong.
        error: String,
    },
    /// Given up.
    Failed {
        /// The address.
        address: String,
        /// What was wrong.
        error: String,
    },
    /// The person has no address.
    NoAddress,
}

/// Where mails are kept.
#[async_trait]
pub trait OutboxStore: Send + Sync {
    /// Takes at most `limit` mails that are due at `now` and not claimed by anybody, until `until`.
    async fn claim(&self, now: Timestamp, until: Timestamp, limit: u32) -> Result<Vec<ClaimedMail>>;

    /// Records how the attempt at `now` ended and ends the claim.
    async fn settle(&self, mail: MailId, now: Timestamp, settled: &Settled) -> Result<()>;
}

/// Sends mails that are due.
pub struct Outbox {
    store: Arc<dyn OutboxStore>,
    recipients: Arc<dyn Recipients>,
    mailer: Arc<dyn Mailer>,
    env: Env,
}

impl Outbox {
    /// Over this store, to these people, through this mail server.
    pub fn new(
        store: Arc<dyn OutboxStore>,
        recipients: Arc<dyn Recipients>,
        mailer: Arc<dyn Mailer>,
        env: Env,
    ) -> Self {
        Self { store, recipients, mailer, env }
    }

    /// Sends what is due now, at most one batch; answers how many mails were tried. While no mail server is configured
    /// nothing is claimed.
    pub async fn send_due(&self) -> Result<usize> {
        if !self.mailer.is_configured() {
            return Ok(0);
        }
        let now = self.env.now();
        let mails = self.store.claim(now, now.plus_seconds(CLAIM), BATCH).await?;
        for mail in &mails {
            let settled = self.attempt(mail).await?;
            self.store.settle(mail.id, self.env.now(), &settled).await?;
        }
        Ok(mails.len())
    }

    async fn attempt(&self, mail: &ClaimedMail) -> Result<Settled> {
        let recipient = self.recipients.address(mail.notice.recipient).await?;
        let fixed = mail.fixed_address.clone();
        let Some((recipient, address)) =
            recipient.and_then(|r| fixed.or_else(|| r.email.clone()).map(|address| (r, address)))
        else {
            return Ok(Settled::NoAddress);
        };
        Ok(match self.mailer.send(&address, &recipient, mail).await {
            Ok(()) => Settled::Sent { address },
            Err(MailFault::Permanent(error)) => Settled::Failed { address, error },
            Err(MailFault::Temporary(error)) => match next_attempt(mail.since, self.env.now(), mail.attempts + 1) {
                Some(at) => Settled::Later { address, at, error },
                None => Settled::Failed { address, error },
            },
        })
    }
}
