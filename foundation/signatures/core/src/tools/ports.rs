//! What the register of tools needs of the outer world.

use super::{Tool, ToolId};
use crate::Transaction;
use async_trait::async_trait;
use orda_base::{PersonId, Result};

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

/// One transaction of the register.
#[async_trait]
pub trait ToolWork: Transaction {
    /// The tool, locked.
    async fn lock(&mut self, id: ToolId) -> Result<Option<Tool>>;
    /// Keeps a tool, new or known.
    async fn save(&mut self, tool: &Tool) -> Result<()>;
}

/// Who is told of marked tools.
#[async_trait]
pub trait Officers: Send + Sync {
    /// Security officers of the portal.
    async fn security_officers(&self) -> Result<Vec<PersonId>>;
}
