//! What became of letters, for the component from which they came.

use super::Edms;
use crate::ports::StoredResult;
use crate::{Letter, LetterId, ResultId, policy};
use orda_base::{Access, Actor, Error, Operation, Result};

impl Edms {
    /// Results that `host` has not been told yet, in order. Only for the portal itself.
    ///
    /// # Errors
    /// Forbidden for anybody else.
    pub async fn results(&self, actor: &Actor, host: &str, limit: u32) -> Result<Vec<StoredResult>> {
        policy::is_portal(actor).check()?;
        self.store.results(host, limit).await
    }

    /// A result was told. Only for the portal itself.
    ///
    /// # Errors
    /// Forbidden for anybody else.
    pub async fn told(&self, actor: &Actor, id: ResultId) -> Result<()> {
        policy::is_portal(actor).check()?;
        self.store.told(id).await
    }

    /// A letter is withdrawn, because what it is about was found to hold state secrets: nobody reads it any more, and what has
    /// not gone out yet stays (385-3). One that the centre never took, or that is withdrawn already, stays as it is. Only for
    /// the portal itself.
    ///
    /// # Errors
    /// Forbidden for anybody else.
    pub async fn withdraw(&self, actor: &Actor, id: LetterId) -> Result<()> {
        policy::is_portal(actor).check()?;
        let mut work = self.store.begin().await?;
        if work.lock_letter(id).await?.is_none() {
            return Ok(());
        }
        let now = self.now();
        work.withdraw(id, now).await?;
        work.record(actor, now, &Access::done("letter", id, Operation::Change).detail("withdrawn")).await?;
        work.commit().await
    }

    /// A letter as the centre has it. Only for the portal itself.
    ///
    /// # Errors
    /// Forbidden for anybody else; not found.
    pub async fn letter(&self, actor: &Actor, id: LetterId) -> Result<Letter> {
        policy::is_portal(actor).check()?;
        self.store.letter(id).await?.ok_or(Error::NotFound)
    }
}
