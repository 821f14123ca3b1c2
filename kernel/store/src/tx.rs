//! A write transaction.

use crate::database::POSTGRES_COMMIT;
use crate::fault;
use crate::figures::Running;
use orda_base::{Error, Result};
use sqlx::{Any, AnyConnection, Transaction};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

/// The turn to write, and the first place of those who wait for it.
pub(crate) type Places = (OwnedSemaphorePermit, OwnedSemaphorePermit);

/// A transaction that writes; everything a use case changes goes through one. Rolled back when dropped.
pub struct Tx {
    // Fields are dropped in this order: the next in line finds the connection free.
    inner: Transaction<'static, Any>,
    places: Option<Places>,
    _running: Running,
}

impl Tx {
    pub(crate) const fn new(inner: Transaction<'static, Any>, places: Option<Places>, running: Running) -> Self {
        Self { inner, places, _running: running }
    }

    /// The connection to run statements on.
    pub fn conn(&mut self) -> &mut AnyConnection {
        &mut self.inner
    }

    /// Makes everything durable. Only after this may anything be acknowledged.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not say that it did; it may have done so all the same.
    pub async fn commit(self) -> Result<()> {
        let commit = self.inner.commit();
        if self.places.is_some() { commit.await.map_err(fault) } else { on_server(commit).await }
    }

    /// Undoes everything.
    pub async fn rollback(self) -> Result<()> {
        self.inner.rollback().await.map_err(fault)
    }
}

/// What a commit on a server comes to.
pub(crate) async fn on_server<T>(commit: impl Future<Output = sqlx::Result<T>>) -> Result<T> {
    let unsure = || Error::Unavailable("a commit was not answered: is a standby missing?".into());
    timeout(POSTGRES_COMMIT, commit).await.map_err(|_| unsure())?.map_err(fault)
}
