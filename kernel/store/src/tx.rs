//! A write transaction.

use crate::fault;
use orda_base::Result;
use sqlx::{Any, AnyConnection, Transaction};

/// A transaction that writes; everything a use case changes goes through one. Rolled back when dropped.
pub struct Tx(Transaction<'static, Any>);

impl Tx {
    pub(crate) const fn new(inner: Transaction<'static, Any>) -> Self {
        Self(inner)
    }

    /// The connection to run statements on.
    pub fn conn(&mut self) -> &mut AnyConnection {
        &mut self.0
    }

    /// Makes everything durable. Only after this may anything be acknowledged.
    pub async fn commit(self) -> Result<()> {
        self.0.commit().await.map_err(fault)
    }

    /// Undoes everything.
    pub async fn rollback(self) -> Result<()> {
        self.0.rollback().await.map_err(fault)
    }
}
