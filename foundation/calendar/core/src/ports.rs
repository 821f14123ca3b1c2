//! What the use cases need of a database.

use crate::EnteredDay;
use async_trait::async_trait;
use orda_base::{Access, Actor, Date, Result, Timestamp};

/// The days that administrators entered.
#[async_trait]
pub trait CalendarStore: Send + Sync {
    /// All of them, in order.
    async fn days(&self) -> Result<Vec<EnteredDay>>;
    /// Starts a unit of work: everything in it happens, or nothing.
    async fn begin(&self) -> Result<Box<dyn CalendarWork>>;
}

/// A unit of work on the calendar.
#[async_trait]
pub trait CalendarWork: Send {
    /// Enters a day, in the place of what was entered of it before.
    async fn save(&mut self, day: &EnteredDay, at: Timestamp) -> Result<()>;
    /// Takes back what was entered of a day; tells whether there was anything.
    async fn remove(&mut self, date: Date) -> Result<bool>;
    /// Accounts for an access, together with what else the work does.
    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Makes it all durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}
