//! The queue of messages to document systems: in order for each, repeated with growing delays until acknowledged.

use super::Edms;
use crate::ports::{Answer, Delivering, OutMessage};
use crate::{Ack, Endpoint, Fault, FaultKind, MessageKind, Way, next_attempt};
use orda_base::{BodyId, Result};

/// Most messages to one system before the others have their turn again.
const ROUND: usize = 100;
/// Longest round, in seconds.
const ROUND_SECONDS: i64 = 5;

/// How an attempt ended.
enum Attempt {
    Sent,
    Later(String),
    Failed(Fault),
}

impl Edms {
    /// Lets go of what was under way when the program ended; once, before the first delivery.
    pub async fn resume(&self) -> Result<()> {
        self.store.release().await
    }

    /// Sends what is due now; answers how many messages were tried. A slow or silent system holds up no other.
    pub async fn deliver_due(&self) -> Result<usize> {
        let receivers = self.store.due(self.now()).await?;
        let rounds = receivers.into_iter().map(|receiver| self.deliver_to(receiver));
        let mut tried = 0;
        for round in futures::future::join_all(rounds).await {
            tried += round?;
        }
        Ok(tried)
    }

    async fn deliver_to(&self, receiver: BodyId) -> Result<usize> {
        let began = self.now();
        for tried in 0..ROUND {
            let now = self.now();
            if now.seconds_since(began) >= ROUND_SECONDS {
                return Ok(tried);
            }
            let way = self.way(receiver).await?;
            if way.endpoint().is_some_and(|e| e.paused) {
                return Ok(tried);
            }
            let until = now.plus_seconds(self.settings.claim);
            let Some(message) = self.store.claim(receiver, now, until).await? else { return Ok(tried) };
            let attempt = match &way {
                Way::Outside(endpoint) => self.attempt(endpoint, &message).await,
                // The body has no system any more: the letter is to be sent again, the new way.
                Way::Portal | Way::None => Attempt::Failed(Fault::new(FaultKind::NotJoined, "")),
            };
            let goes_on = !matches!(attempt, Attempt::Later(_));
            self.settle(message, attempt).await?;
            if !goes_on {
                return Ok(tried + 1);
            }
        }
        Ok(ROUND)
    }

    async fn attempt(&self, endpoint: &Endpoint, message: &OutMessage) -> Attempt {
        let bytes = message.bytes.as_bytes();
        let seal = self.key.seal(bytes);
        let answer = match self.carrier.carry(endpoint, message.format, bytes, &seal).await {
            Ok(answer) => answer,
            Err(error) => return Attempt::Later(cut(&error)),
        };
        match answer.status {
            200..=299 => match verified(endpoint, message, &answer) {
                Ok(()) => Attempt::Sent,
                Err(error) => Attempt::Later(error.to_owned()),
            },
            // The system has read it and says no: saying it again would not help.
            400 | 409 | 413 | 415 | 422 => {
                Attempt::Failed(Fault::new(FaultKind::Refused, format!("{} {}", answer.status, said(&answer))))
            }
            status => Attempt::Later(format!("{status} {}", said(&answer))),
        }
    }

    async fn settle(&self, message: OutMessage, attempt: Attempt) -> Result<()> {
        let mut work = self.store.begin().await?;
        let letter = match message.letter {
            Some(id) => work.lock_letter(id).await?,
            None => None,
        };
        let Some(mut kept) = work.lock_message(message.id).await? else { return Ok(()) };
        if kept.state != Delivering::Waiting {
            return Ok(());
        }
        let now = self.now();
        kept.attempts += 1;
        let later = match attempt {
            Attempt::Later(error) => match next_attempt(&self.settings, kept.since, now, kept.attempts) {
                Some(at) => Ok((at, error)),
                None => Err(Some(Fault::new(FaultKind::Unreachable, error))),
            },
            Attempt::Sent => Err(None),
            Attempt::Failed(fault) => Err(Some(fault)),
        };
        let letter = letter.filter(|_| kept.kind == MessageKind::Letter);
        match later {
            Ok((at, error)) => (kept.next_at, kept.last_error) = (at, error),
            Err(None) => {
                (kept.state, kept.sent_at, kept.last_error) = (Delivering::Sent, Some(now), String::new());
                if let Some(letter) = letter {
                    self.arrived(&mut *work, letter).await?;
                }
            }
            Err(Some(fault)) => {
                kept.state = Delivering::Failed;
                kept.last_error = if fault.said.is_empty() { fault.kind.code().to_owned() } else { cut(&fault.said) };
                if let Some(letter) = letter {
                    self.failed(&mut *work, letter, fault).await?;
                }
            }
        }
        work.save_message(&kept).await?;
        work.commit().await
    }
}

/// Is it the receiver's own acknowledgement of this very message?
fn verified(endpoint: &Endpoint, message: &OutMessage, answer: &Answer) -> Result<(), &'static str> {
    if !endpoint.key.verifies(&answer.bytes, &answer.seal) {
        return Err("the acknowledgement is not sealed with the participant's key");
    }
    match Ack::read(&answer.bytes, message.format) {
        Ok(ack) if ack.message == message.id => Ok(()),
        Ok(_) => Err("the acknowledgement is of another message"),
        Err(_) => Err("the acknowledgement cannot be read"),
    }
}

fn said(answer: &Answer) -> String {
    cut(&String::from_utf8_lossy(&answer.bytes))
}

/// What others say is kept short and on one line.
fn cut(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(500).collect::<String>().trim().to_owned()
}
