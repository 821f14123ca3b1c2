//! What the register of tools needs of the outer world.

use super::{Tool, ToolId};
use async_trait::async_trait;
use orda_base::{Access, Actor, PersonId, Result, Timestamp};
use orda_notifications::Notice;

/// Reads of the register.
#[async_trait]
pub trait ToolStore: Send + Sync {
    /// Starts a transaction.
    async fn begin(&self) -> Result<Box<dyn ToolWork>>;
    /// Every tool, by name.
    async fn tools(&self) -> Result<Vec<Tool>>;
    /// One tool.
    async fn tool(&self, id: ToolId) -> Result<Option<Tool>>;
}

/// One transaction of the register. Dropped without `commit`, nothing happened.
#[async_trait]
pub trait ToolWork: Send {
    /// The tool, locked.
    async fn lock(&mut self, id: ToolId) -> Result<Option<Tool>>;
    /// Keeps a tool, new or known.
    async fn save(&mut self, tool: &Tool) -> Result<()>;
    /// Accounts for an access in this transaction (365-8).
    async fn account(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Tells people, in this transaction.
    async fn notify(&mut self, notices: &[Notice]) -> Result<()>;
    /// Makes everything durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}

/// Who is told of marked tools.
#[async_trait]
pub trait Officers: Send + Sync {
    /// Security officers of the portal.
    async fn security_officers(&self) -> Result<Vec<PersonId>>;
}
