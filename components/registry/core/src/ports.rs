//! What the use cases need of the outer world: reads, and one unit of work that commits everything together.

use crate::{
    Audit, AuditId, AuditQuery, AuditState, DataSetId, DueSearch, Entry, Interaction, InteractionId, InteractionQuery,
    Part, Record, RecordId, RecordQuery, UpdateLine, UpdatesQuery,
};
use async_trait::async_trait;
use orda_base::uuid::Uuid;
use orda_base::{Access, Actor, BodyId, Date, Env, Operation, Outcome, Page, Result, SystemId, Timestamp};
use orda_documents::FileSetId;
use orda_notifications::Notice;

/// Reads, and the beginning of a unit of work. Every read is a constant number of queries.
#[async_trait]
pub trait RegistryStore: Send + Sync {
    /// Begins a unit of work.
    async fn begin(&self) -> Result<Box<dyn RegistryWork>>;
    /// A record.
    async fn record(&self, id: RecordId) -> Result<Option<Record>>;
    /// A page of the records, by name.
    async fn page(&self, query: &RecordQuery) -> Result<Page<Record>>;
    /// A page of the data sets of records in operation, the longest overdue first.
    async fn updates(&self, query: &UpdatesQuery, today: Date) -> Result<Page<UpdateLine>>;
    /// Overdue data sets of whose period nobody was told, the longest overdue first.
    async fn untold(&self, today: Date) -> Result<Vec<UpdateLine>>;
    /// History of a record or an interaction, oldest first.
    async fn history(&self, object: Uuid) -> Result<Vec<Entry>>;
    /// An interaction.
    async fn interaction(&self, id: InteractionId) -> Result<Option<Interaction>>;
    /// A page of the interactions, the latest first: of these owners, or with participants of these; of all where none are said.
    async fn interactions(&self, query: &InteractionQuery, of: Option<&[BodyId]>) -> Result<Page<Interaction>>;
    /// Interactions in force: at most one a part.
    async fn in_force(&self) -> Result<Vec<Interaction>>;
    /// Records with these ids.
    async fn records(&self, ids: &[RecordId]) -> Result<Vec<Record>>;
    /// Non-state systems that were not withdrawn, by name.
    async fn non_state(&self) -> Result<Vec<Record>>;
    /// An audit.
    async fn audit(&self, id: AuditId) -> Result<Option<Audit>>;
    /// Audits of a record, the latest first.
    async fn audits_of(&self, record: RecordId) -> Result<Vec<Audit>>;
    /// A page of the audits of records of these owners, of all where none are said: not sent ones first, then the last sent.
    async fn audits(&self, query: &AuditQuery, of: Option<&[BodyId]>) -> Result<Page<Audit>>;
    /// A page of the records of these owners whose next audit falls due, the longest overdue first.
    async fn audits_due(&self, search: &DueSearch, of: Option<&[BodyId]>) -> Result<Page<Record>>;
    /// Records whose audit is overdue today, or falls due until that day, and of which nobody was told that yet.
    async fn untold_audits(&self, today: Date, until: Date) -> Result<Vec<Record>>;
    /// Records in operation of which it is not laid down when their audit falls due: they came before audits were kept.
    async fn without_audit_term(&self) -> Result<Vec<RecordId>>;
}

/// One transaction. Dropped without [`Self::commit`], nothing of it happened.
#[async_trait]
pub trait RegistryWork: Send {
    /// A new record.
    async fn insert(&mut self, record: &Record) -> Result<()>;
    /// Takes hold of a record.
    async fn lock(&mut self, id: RecordId) -> Result<Option<Record>>;
    /// What became of a record, which is held.
    async fn save(&mut self, record: &Record) -> Result<()>;
    /// A new interaction.
    async fn insert_interaction(&mut self, interaction: &Interaction) -> Result<()>;
    /// Takes hold of an interaction.
    async fn lock_interaction(&mut self, id: InteractionId) -> Result<Option<Interaction>>;
    /// Is an interaction in force for this part?
    async fn is_taken(&mut self, part: Part) -> Result<bool>;
    /// What became of an interaction, which is held.
    async fn save_interaction(&mut self, interaction: &Interaction) -> Result<()>;
    /// A new audit.
    async fn insert_audit(&mut self, audit: &Audit) -> Result<()>;
    /// Takes hold of an audit.
    async fn lock_audit(&mut self, id: AuditId) -> Result<Option<Audit>>;
    /// What became of an audit, which is held.
    async fn save_audit(&mut self, audit: &Audit) -> Result<()>;
    /// The last day on which a record is audited in time, after all its audits.
    async fn audited_until(&mut self, record: RecordId) -> Result<Option<Date>>;
    /// Somebody is told that the audit of a record falls due, once of each state: answers whether it is now.
    async fn tell_of_audit(&mut self, record: RecordId, due: Date, state: AuditState) -> Result<bool>;
    /// Closes the set of a report.
    async fn seal(&mut self, set: FileSetId, now: Timestamp) -> Result<()>;
    /// Adds to the history of a record, an interaction or an audit, which is held.
    async fn enter(&mut self, object: Uuid, entry: &Entry) -> Result<()>;
    /// Somebody is told of an update period that has passed, once: answers whether it is now.
    async fn tell(&mut self, set: DataSetId, due: Date) -> Result<bool>;
    /// Hands notices to the outbox.
    async fn notify(&mut self, env: &Env, notices: &[Notice]) -> Result<()>;
    /// Accounts for an access.
    async fn account(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Makes it all durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}

/// A system that may call the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallingSystem {
    /// Its id.
    pub id: SystemId,
    /// Its registered name.
    pub name: String,
}

/// A system in a span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SystemSpan {
    /// The system.
    pub system: SystemId,
    /// Not earlier than this.
    pub from: Timestamp,
    /// Earlier than this.
    pub until: Timestamp,
}

/// Which calls are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedCalls {
    /// Of these systems, each in its time; one may be there several times.
    pub spans: Vec<SystemSpan>,
    /// To this part of the interface.
    pub part: Part,
}

/// How many calls of a system there were, by their outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallCount {
    /// The system.
    pub system: SystemId,
    /// How they ended.
    pub outcome: Outcome,
    /// How many.
    pub times: u64,
}

/// What was recorded of a call (365-8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The server's time.
    pub at: Timestamp,
    /// The system.
    pub system: Option<SystemId>,
    /// Its name at that time.
    pub name: String,
    /// Address of the computer.
    pub address: String,
    /// Method and path.
    pub service: String,
    /// Kind of resource.
    pub resource: String,
    /// Which one.
    pub asked: String,
    /// What was done.
    pub operation: Operation,
    /// How it ended.
    pub outcome: Outcome,
    /// Code of the refusal, or what was changed.
    pub detail: String,
    /// Number of the request.
    pub request: String,
}

/// Some calls, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CallsFound {
    /// The calls.
    pub calls: Vec<Call>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

/// The systems that call, and the accounting of their calls. Each is one query at most.
#[async_trait]
pub trait Calls: Send + Sync {
    /// Registered systems, by name.
    async fn systems(&self) -> Result<Vec<CallingSystem>>;
    /// How many calls there were.
    async fn count(&self, wanted: &WantedCalls) -> Result<Vec<CallCount>>;
    /// At most `limit` calls from the place `after` on, newest first; a place that cannot be read is the beginning.
    async fn calls(&self, wanted: &WantedCalls, after: &str, limit: u32) -> Result<CallsFound>;
}
