//! What the use cases need of the outer world: reads, one unit of work that commits everything together, the wire to the
//! document systems, and the component from which letters come.

use crate::reference::Reference;
use crate::{
    Endpoint, Entry, Fault, Format, Letter, LetterId, LetterQuery, MessageId, MessageKind, Participant,
    RegistrationInput, ResultId, Scope,
};
use async_trait::async_trait;
use orda_base::{Access, Actor, BodyId, Date, Page, PageRequest, Result, Timestamp};
use orda_notifications::Notice;
use serde::{Deserialize, Serialize};

/// Where a message to a document system stands. Message key: `edms-delivery-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivering {
    /// It waits for its turn or its next attempt.
    Waiting,
    /// It was acknowledged.
    Sent,
    /// It was given up or refused; an administrator can send it again.
    Failed,
}

impl Delivering {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Sent, Self::Failed];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A message on its way to a document system. Its bytes never change: an attempt repeats exactly what was sent before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutMessage {
    /// Its id.
    pub id: MessageId,
    /// The body to which it goes.
    pub receiver: BodyId,
    /// What it tells.
    pub kind: MessageKind,
    /// The letter it is about.
    pub letter: Option<LetterId>,
    /// Its form.
    pub format: Format,
    /// Its bytes, UTF-8.
    pub bytes: String,
    /// Where it stands.
    pub state: Delivering,
    /// Attempts made.
    pub attempts: u32,
    /// When it was first due.
    pub since: Timestamp,
    /// When it is tried next.
    pub next_at: Timestamp,
    /// What was wrong with the last attempt; empty when nothing was.
    pub last_error: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was acknowledged.
    pub sent_at: Option<Timestamp>,
}

/// What the component from which a letter came is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Told {
    /// The centre took the letter, with this outgoing number.
    Taken {
        /// Outgoing number.
        number: String,
    },
    /// It came to the receiver.
    Delivered,
    /// It could not be delivered, or the receiver's records service refused it.
    NotDelivered {
        /// Why.
        fault: Fault,
    },
    /// The receiver registered it.
    Registered {
        /// Incoming number.
        number: String,
        /// Incoming date.
        date: Date,
        /// Name of who registered it; may be empty.
        by: String,
    },
    /// It was answered by this letter from a document system outside.
    Answered {
        /// The other letter.
        by: LetterId,
    },
}

/// A result that waits to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredResult {
    /// Its id.
    pub id: ResultId,
    /// The letter.
    pub letter: LetterId,
    /// What became of it.
    pub told: Told,
}

/// A message came from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// For the first time.
    New,
    /// It had come before, with a content of this digest.
    Before {
        /// SHA-256 of its bytes, hexadecimal.
        digest: String,
        /// When it was taken.
        at: Timestamp,
    },
}

/// Reads, the beginning of a unit of work, and the queue of messages. Every read is a constant number of queries.
#[async_trait]
pub trait EdmsStore: Send + Sync {
    /// Begins a unit of work.
    async fn begin(&self) -> Result<Box<dyn EdmsWork>>;
    /// A letter.
    async fn letter(&self, id: LetterId) -> Result<Option<Letter>>;
    /// The way of a letter, oldest first.
    async fn entries(&self, id: LetterId) -> Result<Vec<Entry>>;
    /// Letters that answer this one, oldest first.
    async fn answers(&self, id: LetterId) -> Result<Vec<Letter>>;
    /// A page of a register, newest first.
    async fn letters(&self, scope: &Scope, query: &LetterQuery) -> Result<Page<Letter>>;
    /// The first rows of a register.
    async fn rows(&self, scope: &Scope, query: &LetterQuery, limit: u32) -> Result<Vec<Letter>>;
    /// The number that a sequence gives next; nothing is taken.
    async fn upcoming(&self, sequence: &str) -> Result<i64>;
    /// What was decided about a body.
    async fn participant(&self, body: BodyId) -> Result<Option<Participant>>;
    /// Everything decided about bodies.
    async fn participants(&self) -> Result<Vec<Participant>>;
    /// The newest reference data.
    async fn reference(&self) -> Result<Option<Reference>>;
    /// Receivers whose next message is due.
    async fn due(&self, now: Timestamp) -> Result<Vec<BodyId>>;
    /// Takes the next message to `receiver`, if it is due and nobody's, until `until`. Only the first of its messages is
    /// ever taken: they go in order.
    async fn claim(&self, receiver: BodyId, now: Timestamp, until: Timestamp) -> Result<Option<OutMessage>>;
    /// Lets go of what this program had taken before it ended, where no other can have taken anything.
    async fn release(&self) -> Result<()>;
    /// The newest message that carries this letter.
    async fn carrying(&self, letter: LetterId) -> Result<Option<OutMessage>>;
    /// Messages in one state, or without one those that did not arrive yet; newest first.
    async fn deliveries(&self, state: Option<Delivering>, page: PageRequest) -> Result<Page<OutMessage>>;
    /// Results for the component `host`, in order.
    async fn results(&self, host: &str, limit: u32) -> Result<Vec<StoredResult>>;
    /// The result was told.
    async fn told(&self, id: ResultId) -> Result<()>;
}

/// One transaction. Dropped without [`Self::commit`], nothing of it happened.
#[async_trait]
pub trait EdmsWork: Send {
    /// Takes hold of a letter until the end of the transaction and reads it.
    async fn lock_letter(&mut self, id: LetterId) -> Result<Option<Letter>>;
    /// A new letter, with the words by which it is found.
    async fn insert_letter(&mut self, letter: &Letter) -> Result<()>;
    /// What became of a letter.
    async fn save_letter(&mut self, letter: &Letter) -> Result<()>;
    /// A letter, answers to it and what was told of them are read by nobody from now on, and nothing of it is sent any more
    /// (385-3).
    async fn withdraw(&mut self, id: LetterId, now: Timestamp) -> Result<()>;
    /// Entries of the way of a letter.
    async fn add_entries(&mut self, id: LetterId, entries: &[Entry]) -> Result<()>;
    /// The next number of a sequence.
    async fn next(&mut self, sequence: &str) -> Result<i64>;
    /// A new message, at the end of the queue of its receiver.
    async fn enqueue(&mut self, message: &OutMessage) -> Result<()>;
    /// Takes hold of a message until the end of the transaction and reads it.
    async fn lock_message(&mut self, id: MessageId) -> Result<Option<OutMessage>>;
    /// What became of a message; it is nobody's from now on.
    async fn save_message(&mut self, message: &OutMessage) -> Result<()>;
    /// Puts a message at the end of the queue of its receiver.
    async fn to_end(&mut self, id: MessageId, receiver: BodyId) -> Result<()>;
    /// Enters a message from outside, once.
    async fn arrive(&mut self, from: BodyId, id: MessageId, digest: &str, now: Timestamp) -> Result<Arrival>;
    /// The newest message that carries this letter.
    async fn carrying(&mut self, letter: LetterId) -> Result<Option<OutMessage>>;
    /// What was decided about a body.
    async fn participant(&mut self, body: BodyId) -> Result<Option<Participant>>;
    /// A result for the component `host`.
    async fn add_result(&mut self, host: &str, result: &StoredResult, now: Timestamp) -> Result<()>;
    /// What was decided about a body.
    async fn save_participant(&mut self, participant: &Participant) -> Result<()>;
    /// A new version of the reference data, if nobody else has made it meanwhile.
    async fn insert_reference(&mut self, reference: &Reference) -> Result<bool>;
    /// Hands notices to the outbox.
    async fn notify(&mut self, notices: &[Notice]) -> Result<()>;
    /// Accounts for what was done.
    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Makes everything durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}

/// What a document system answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub bytes: Vec<u8>,
    /// The seal over it.
    pub seal: String,
}

/// The wire to document systems.
#[async_trait]
pub trait Carrier: Send + Sync {
    /// Posts sealed bytes and brings back the answer.
    ///
    /// # Errors
    /// What went wrong on the way, in words for administrators.
    async fn carry(&self, to: &Endpoint, format: Format, bytes: &[u8], seal: &str) -> Result<Answer, String>;
}

/// The component from which letters come and that decides about some of them itself.
#[async_trait]
pub trait Host: Send + Sync {
    /// Its name: what stands in [`Letter::host`].
    fn name(&self) -> &'static str;
    /// The records clerk registers a letter: the component keeps the registration (385-16). Answers whether it does; when
    /// not, the exchange alone keeps it.
    async fn register(&self, actor: &Actor, letter: &Letter, input: &RegistrationInput) -> Result<bool>;
}
