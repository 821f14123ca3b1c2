//! The joint between drafts and the exchange of letters (385-12): neither knows the other. What drafts hand over goes to
//! the exchange, what becomes of letters goes back. Both sides keep what waits; each step is safe to repeat, so that a
//! restart in the middle of it loses and doubles nothing.

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_base::{Actor, BodyId, Error, Result};
use orda_drafts::Drafts;
use orda_drafts::exchange::{Exchange, Handover, Reach, ReceivedLetter, ToExchange};
use orda_edms::ports::{Host, StoredResult, Told};
use orda_edms::{Edms, Letter, LetterId, LetterKind, LetterSignature, NewLetter, RegistrationInput, Way, Ways};
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// What drafts are called in letters of the exchange.
const DRAFTS: &str = "drafts";
/// Things carried over in one go.
const BATCH: u32 = 100;
/// Time between two looks when nobody rings.
const LOOK: Duration = Duration::from_secs(5);
/// Time to wait when the database does not answer.
const PAUSE: Duration = Duration::from_secs(15);

/// Rung when something waits: for the joint, and for the delivery of messages.
#[derive(Default)]
pub struct Bells {
    joint: Notify,
    delivery: Notify,
}

impl Bells {
    /// Something waits to be carried over.
    pub fn ring_joint(&self) {
        self.joint.notify_one();
    }

    /// Something may wait to be carried over or delivered.
    pub fn ring_both(&self) {
        self.joint.notify_one();
        self.delivery.notify_one();
    }

    /// What the delivery of messages waits for.
    pub const fn delivery(&self) -> &Notify {
        &self.delivery
    }
}

/// Carries over between drafts and the exchange.
pub struct ExchangeJoint {
    drafts: Drafts,
    edms: Edms,
    bells: Arc<Bells>,
    portal: Actor,
}

impl ExchangeJoint {
    /// Between these two.
    pub fn new(drafts: Drafts, edms: Edms, bells: Arc<Bells>) -> Self {
        Self { drafts, edms, bells, portal: Actor::portal() }
    }

    /// Carries over, at once when rung, until `shutdown` is done.
    pub async fn run(&self, shutdown: impl Future<Output = ()> + Send) {
        tokio::pin!(shutdown);
        loop {
            let wait = match self.step().await {
                Ok(0) => LOOK,
                Ok(_) => continue,
                Err(error) => {
                    tracing::warn!(%error, "letters could not be carried over");
                    PAUSE
                }
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.bells.joint.notified() => {}
                () = &mut shutdown => return,
            }
        }
    }

    /// Carries over everything that waits; answers how much it was.
    pub async fn settle(&self) -> Result<usize> {
        let mut all = 0;
        loop {
            match self.step().await? {
                0 => return Ok(all),
                done => all += done,
            }
        }
    }

    /// Carries over one batch each way.
    async fn step(&self) -> Result<usize> {
        let handovers = self.drafts.handovers(&self.portal, BATCH).await?;
        let mut done = handovers.len();
        for handover in handovers {
            let (letter, what) = (handover.letter.id, handover.what);
            self.hand_over(handover).await?;
            self.drafts.handed_over(&self.portal, letter, what).await?;
        }
        let results = self.edms.results(&self.portal, DRAFTS, BATCH).await?;
        done += results.len();
        for result in results {
            let id = result.id;
            if let Err(error) = self.tell(result).await {
                passable(error)?;
            }
            self.edms.told(&self.portal, id).await?;
        }
        Ok(done)
    }

    async fn hand_over(&self, handover: ToExchange) -> Result<()> {
        let letter = LetterId::from_uuid(handover.letter.id.uuid());
        match handover.what {
            Handover::Letter => {
                let id = handover.letter.id;
                match self.edms.take(&self.portal, new_letter(handover)).await {
                    Ok(_) => Ok(()),
                    // The centre does not take it: the body is marked and the drafter told (385-15-d).
                    Err(error @ (Error::Refused(_) | Error::NotFound)) => {
                        tracing::warn!(%error, %letter, "the centre does not take a letter");
                        self.drafts.letter_not_delivered(&self.portal, id).await.or_else(passable)
                    }
                    Err(error) => Err(error),
                }
            }
            Handover::Withdrawn => self.edms.withdraw(&self.portal, letter).await,
            Handover::Registered => {
                let Some(registration) = handover.registration else { return Ok(()) };
                let (number, by) = (&registration.number, &registration.by.name);
                let told = self.edms.registered(&self.portal, letter, number, registration.date, by).await;
                told.or_else(passable)
            }
        }
    }

    async fn tell(&self, result: StoredResult) -> Result<()> {
        let letter = orda_drafts::LetterId::from_uuid(result.letter.uuid());
        match result.told {
            Told::Taken { number } => self.drafts.letter_taken(&self.portal, letter, &number).await,
            Told::Delivered => self.drafts.letter_delivered(&self.portal, letter).await,
            Told::NotDelivered { .. } => self.drafts.letter_not_delivered(&self.portal, letter).await,
            Told::Registered { number, date, by } => {
                self.drafts.letter_registered(&self.portal, letter, &number, date, &by).await
            }
            Told::Answered { by } => {
                let answer = self.edms.letter(&self.portal, by).await?;
                if answer.kind == LetterKind::Refusal {
                    self.drafts.refusal_letter_received(&self.portal, letter, received(answer)).await?;
                }
                Ok(())
            }
        }
    }
}

/// A word that came too late (a newer version, a decision taken meanwhile) changes nothing; anything else is tried again.
fn passable(error: Error) -> Result<()> {
    match error {
        Error::Refused(_) | Error::NotFound => {
            tracing::info!(%error, "a word of the exchange came too late");
            Ok(())
        }
        error => Err(error),
    }
}

fn new_letter(handover: ToExchange) -> NewLetter {
    let letter = handover.letter;
    NewLetter {
        id: LetterId::from_uuid(letter.id.uuid()),
        kind: LetterKind::from_code(letter.kind.code()).unwrap_or(LetterKind::Official),
        sender: letter.sender,
        receiver: letter.addressee,
        number: letter.number,
        date: letter.date,
        title: letter.title,
        text: letter.text,
        link: handover.link,
        signer: letter.signer,
        signature: handover.signature.map(|seal| LetterSignature {
            signer: seal.signer,
            at: seal.at,
            digest: seal.digest,
            cms: STANDARD.encode(seal.cms),
        }),
        in_reply_to: handover.in_reply_to.map(|id| LetterId::from_uuid(id.uuid())),
        host: DRAFTS.to_owned(),
    }
}

fn received(answer: Letter) -> ReceivedLetter {
    ReceivedLetter {
        id: orda_drafts::LetterId::from_uuid(answer.id.uuid()),
        number: answer.outgoing.number,
        date: answer.outgoing.date,
        title: answer.title,
        text: answer.text,
        signer: answer.signer,
    }
}

/// How letters come to bodies, for drafts.
pub struct Reaches(pub Ways);

#[async_trait]
impl Exchange for Reaches {
    async fn reach(&self, body: BodyId) -> Result<Reach> {
        Ok(match self.0.way(body).await? {
            Way::Portal => Reach::Portal,
            Way::Outside(_) => Reach::OwnSystem,
            Way::None => Reach::None,
        })
    }
}

/// Drafts keep the registration of cover letters themselves, for the exchange.
pub struct DraftsHost(pub Drafts);

#[async_trait]
impl Host for DraftsHost {
    fn name(&self) -> &'static str {
        DRAFTS
    }

    async fn register(&self, actor: &Actor, letter: &Letter, input: &RegistrationInput) -> Result<bool> {
        let id = orda_drafts::LetterId::from_uuid(letter.id.uuid());
        let input = orda_drafts::RegistrationInput { number: input.number.clone(), date: input.date };
        self.0.register_letter(actor, id, input).await
    }
}
