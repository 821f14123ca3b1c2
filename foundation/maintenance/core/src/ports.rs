//! What the use cases need of a database.

use crate::Announcement;
use async_trait::async_trait;
use orda_base::{Access, Actor, Result, Timestamp};

/// The announcement, if there is one.
#[async_trait]
pub trait MaintenanceStore: Send + Sync {
    /// What was announced last, unless it was taken back.
    async fn announced(&self) -> Result<Option<Announcement>>;
    /// Starts a unit of work: everything in it happens, or nothing.
    async fn begin(&self) -> Result<Box<dyn MaintenanceWork>>;
}

/// A unit of work.
#[async_trait]
pub trait MaintenanceWork: Send {
    /// Announces, in the place of what was announced before.
    async fn save(&mut self, announcement: &Announcement) -> Result<()>;
    /// Takes back what was announced; tells whether there was anything.
    async fn remove(&mut self) -> Result<bool>;
    /// Accounts for an access, together with what else the work does.
    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Makes it all durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}
