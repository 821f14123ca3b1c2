//! What the use cases need of the outer world: reads, one unit of work that commits everything together, and the wire to
//! the sources.

use crate::viewing::{Addressed, Viewing};
use crate::{Endpoint, Facets, Fault, Refresh, RefreshId, Rejected, Reminder, ReminderId, ReminderQuery, Source};
use async_trait::async_trait;
use orda_base::{Access, Actor, BodyId, Date, Page, PageRequest, PersonId, Result, Timestamp};
use orda_notifications::Notice;

/// Reads, and the beginning of a unit of work. Every read is a constant number of queries.
#[async_trait]
pub trait RemindersStore: Send + Sync {
    /// Begins a unit of work.
    async fn begin(&self) -> Result<Box<dyn RemindersWork>>;
    /// A reminder.
    async fn reminder(&self, id: ReminderId) -> Result<Option<Reminder>>;
    /// A page of the reminders to these bodies, seen on `today`.
    async fn page(&self, bodies: &[BodyId], query: &ReminderQuery, today: Date) -> Result<Page<Reminder>>;
    /// The first rows of the same list.
    async fn rows(&self, bodies: &[BodyId], query: &ReminderQuery, today: Date, limit: u32) -> Result<Vec<Reminder>>;
    /// What there is to choose from in the filters of these bodies.
    async fn facets(&self, bodies: &[BodyId]) -> Result<Facets>;
    /// When each source was last refreshed well.
    async fn good(&self) -> Result<Vec<(Source, Timestamp)>>;
    /// The newest entry of the log of each source.
    async fn last(&self) -> Result<Vec<Refresh>>;
    /// The log, newest first.
    async fn log(&self, source: Option<Source>, page: PageRequest) -> Result<Page<Refresh>>;
    /// The lists of errors of both sources.
    async fn rejected(&self, page: PageRequest) -> Result<Page<(Source, Rejected)>>;
    /// Reminders that are marked for the administrator.
    async fn marked(&self, page: PageRequest) -> Result<Page<Reminder>>;
    /// Bodies to which reminders are addressed.
    async fn addressed(&self) -> Result<Vec<Addressed>>;
    /// Who has looked at what.
    async fn viewings(&self) -> Result<Vec<Viewing>>;
}

/// One transaction. Dropped without [`Self::commit`], nothing of it happened.
#[async_trait]
pub trait RemindersWork: Send {
    /// Enters an attempt into the log, once: answers whether it was this one that entered it.
    async fn enter(&mut self, refresh: &Refresh) -> Result<bool>;
    /// An attempt that is under way ended with a fault. Nothing when it has ended.
    async fn interrupt(&mut self, id: RefreshId, fault: &Fault, now: Timestamp) -> Result<()>;
    /// Takes hold of a source until the end of the transaction; when the list that was taken last was made.
    async fn hold(&mut self, source: Source) -> Result<Option<Timestamp>>;
    /// The whole list of a source.
    async fn list(&mut self, source: Source) -> Result<Vec<Reminder>>;
    /// Puts another list, and another list of errors, in the place of those of a source.
    async fn replace(&mut self, source: Source, list: &[Reminder], rejected: &[Rejected]) -> Result<()>;
    /// A source was refreshed well, with a list made at `made_at`.
    async fn good(&mut self, source: Source, made_at: Timestamp, now: Timestamp) -> Result<()>;
    /// Enters how an attempt ended, once: answers whether it was still under way.
    async fn finish(&mut self, refresh: &Refresh) -> Result<bool>;
    /// Somebody looks at the reminders of these bodies.
    async fn view(&mut self, person: PersonId, bodies: &[BodyId], now: Timestamp) -> Result<()>;
    /// Somebody is told, unless that has been done after `before`: answers whether to tell.
    async fn tell(&mut self, person: PersonId, body: BodyId, now: Timestamp, before: Timestamp) -> Result<bool>;
    /// Hands notices to the outbox.
    async fn notify(&mut self, notices: &[Notice]) -> Result<()>;
    /// Accounts for what was done.
    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Makes everything durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}

/// What a source answered with status 200.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The bytes that came, at most as many as were allowed.
    pub bytes: Vec<u8>,
    /// The seal over them.
    pub seal: String,
}

/// The wire to the sources.
#[async_trait]
pub trait SourceReader: Send + Sync {
    /// Asks for the list and brings back the answer, of at most `limit` bytes.
    ///
    /// # Errors
    /// Unreachable, another status than 200, or too large.
    async fn read(&self, endpoint: &Endpoint, limit: usize) -> Result<Answer, Fault>;
}
