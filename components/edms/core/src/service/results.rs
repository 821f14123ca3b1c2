//! What became of letters, for the component from which they came.

use super::Edms;
use crate::ports::StoredResult;
use crate::{Letter, LetterId, ResultId, policy};
use orda_base::{Actor, Error, Result};

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

    /// A letter as the centre has it. Only for the portal itself.
    ///
    /// # Errors
    /// Forbidden for anybody else; not found.
    pub async fn letter(&self, actor: &Actor, id: LetterId) -> Result<Letter> {
        policy::is_portal(actor).check()?;
        self.store.letter(id).await?.ok_or(Error::NotFound)
    }
}
