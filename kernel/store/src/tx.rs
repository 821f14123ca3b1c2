//! A write transaction.

use crate::fault;
use orda_base::Result;
use sqlx::{Any, AnyConnection, Transaction};
use tokio::sync::OwnedSemaphorePermit;

/// The turn to write, and the first place of those who wait for it.
pub(crate) type Places = (OwnedSemaphorePermit, OwnedSemaphorePermit);

/// A transaction that writes; everything a use case changes goes through one. Rolled back when dropped.
pub struct Tx {
    // Fields are dropped in this order: the next in line finds the connection free.
    inner: Transaction<'static, Any>,
    _places: Option<Places>,
}

impl Tx {
    pub(crate) const fn new(inner: Transaction<'static, Any>, places: Option<Places>) -> Self {
        Self { inner, _places: places }
    }

    /// The connection to run statements on.
    pub fn conn(&mut self) -> &mut AnyConnection {
        &mut self.inner
    }

    /// Makes everything durable. Only after this may anything be acknowledged.
    pub async fn commit(self) -> Result<()> {
        self.inner.commit().await.map_err(fault)
    }

    /// Undoes everything.
    pub async fn rollback(self) -> Result<()> {
        self.inner.rollback().await.map_err(fault)
    }
}
