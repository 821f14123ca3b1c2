//! What backups need of the outer world.

use crate::{By, Continuous, Last, Run};
use async_trait::async_trait;
use orda_base::{Page, PageRequest, Result, Timestamp};
use orda_notifications::Notice;

/// The record of runs. A run is entered by who made it, in the transaction that accounts for it.
#[async_trait]
pub trait BackupStore: Send + Sync {
    /// Runs, the newest first.
    async fn runs(&self, page: PageRequest) -> Result<Page<Run>>;
    /// The last runs.
    async fn last(&self) -> Result<Last>;
    /// When administrators were last told of this kind.
    async fn told_at(&self, kind: &'static str) -> Result<Option<Timestamp>>;
    /// Hands the notices over, when nothing of this kind was told after `since`; says whether.
    async fn tell(&self, kind: &'static str, since: Timestamp, notices: &[Notice]) -> Result<bool>;
}

/// Makes copies, one at a time.
#[async_trait]
pub trait Maker: Send + Sync {
    /// Takes hold of the making; none while a copy is being made.
    fn begin(&self) -> Option<Box<dyn Making>>;

    /// Is a copy being made?
    fn is_busy(&self) -> bool;

    /// How the continuous copy stands; none where there is none.
    fn continuous(&self) -> Option<Continuous> {
        None
    }

    /// Waits until no copy is being made; after that none is begun.
    async fn end(&self);
}

/// The making of one copy, taken hold of until this goes.
#[async_trait]
pub trait Making: Send + Sync {
    /// Makes it, and enters the run: done, damaged or failed. None when another process was making one: that one enters its
    /// own, and of this nothing is entered.
    ///
    /// # Errors
    /// When it ended before it came to anything.
    async fn make(&self, by: By) -> Result<Option<Run>>;
}
