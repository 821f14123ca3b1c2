//! What the use cases need of the outer world.

use crate::{Hold, HoldId, Item, Proposal, ProposalId};
use async_trait::async_trait;
use orda_base::{Access, Actor, Result, Timestamp};
use orda_signatures::SignatureRecord;

/// Rows of this component.
#[async_trait]
pub trait RetentionStore: Send + Sync {
    /// Starts a unit of work: everything in it happens, or nothing.
    async fn begin(&self) -> Result<Box<dyn RetentionWork>>;
    /// A proposal.
    async fn proposal(&self, id: ProposalId) -> Result<Option<Proposal>>;
    /// Proposals, the newest first.
    async fn proposals(&self, limit: u32) -> Result<Vec<Proposal>>;
    /// Destructions that were begun and not ended.
    async fn begun(&self) -> Result<Vec<ProposalId>>;
    /// Every hold, the newest first.
    async fn holds(&self) -> Result<Vec<Hold>>;
    /// The act of a proposal that was carried out: a PDF file.
    async fn act(&self, id: ProposalId) -> Result<Option<Vec<u8>>>;
}

/// A unit of work.
#[async_trait]
pub trait RetentionWork: Send {
    /// The proposal, held until the end of the work.
    async fn lock(&mut self, id: ProposalId) -> Result<Option<Proposal>>;
    /// Proposals that are neither done nor withdrawn.
    async fn open(&mut self) -> Result<Vec<Proposal>>;
    /// Writes a proposal, new or known.
    async fn save(&mut self, proposal: &Proposal) -> Result<()>;
    /// Writes the act.
    async fn save_act(&mut self, id: ProposalId, pdf: &[u8]) -> Result<()>;
    /// Holds in force.
    async fn holds(&mut self) -> Result<Vec<Hold>>;
    /// A hold, held until the end of the work.
    async fn hold(&mut self, id: HoldId) -> Result<Option<Hold>>;
    /// Writes a hold, new or known.
    async fn save_hold(&mut self, hold: &Hold) -> Result<()>;
    /// Keeps a signature.
    async fn add_signature(&mut self, record: &SignatureRecord) -> Result<()>;
    /// Accounts for an access, together with what else the work does.
    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Makes it all durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}

/// Where the documents are: everywhere they are.
#[async_trait]
pub trait Holdings: Send + Sync {
    /// The document with this registration number.
    async fn find(&self, number: &str) -> Result<Option<Item>>;
    /// Destroys these in all places: keys, files, rows, indexes, and what the database leaves behind. Taken up again after an
    /// interruption it goes on where it was; what is gone already is no error.
    async fn destroy(&self, items: &[Item], at: Timestamp) -> Result<()>;
    /// What there still is of these; empty when nothing is.
    async fn remains(&self, items: &[Item]) -> Result<Vec<String>>;
    /// The act of destruction.
    async fn act(&self, proposal: &Proposal) -> Result<Vec<u8>>;
}
