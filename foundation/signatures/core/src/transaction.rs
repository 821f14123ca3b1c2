//! What every transaction of this component ends with.

use async_trait::async_trait;
use orda_base::{Access, Actor, Result, Timestamp};
use orda_notifications::Notice;

/// A transaction. Dropped without `commit`, nothing happened.
#[async_trait]
pub trait Transaction: Send {
    /// Accounts for an access in this transaction (365-8).
    async fn account(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Tells people, in this transaction.
    async fn notify(&mut self, notices: &[Notice]) -> Result<()>;
    /// Makes everything durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}
