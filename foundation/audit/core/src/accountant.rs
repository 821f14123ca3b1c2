//! The port through which accesses are recorded outside a use case's own transaction.

use async_trait::async_trait;
use orda_base::{Access, Actor, Result};

/// Records accesses.
#[async_trait]
pub trait Accountant: Send + Sync {
    /// Records `access` of `actor` at the server's present time. Durable when it returns.
    ///
    /// # Errors
    /// [`orda_base::Error::Unavailable`] when it could not be made durable: the access must then not be carried out
    /// (365-7-a).
    async fn record(&self, actor: &Actor, access: &Access) -> Result<()>;
}
