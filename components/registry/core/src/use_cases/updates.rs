//! The report on updates (365-6-a).

use super::Registry;
use crate::policy;
use crate::{UpdateLine, UpdatesQuery};
use orda_base::{Actor, Date, Page, PageRequest, Result};
use orda_identity::Body;
use std::sync::Arc;

/// A page of the report on updates.
#[derive(Debug, Clone)]
pub struct UpdatesPage {
    /// Data sets with the owners of their records, the longest overdue first.
    pub page: Page<(UpdateLine, Arc<Body>)>,
    /// Active bodies, to choose one.
    pub bodies: Vec<Arc<Body>>,
    /// Today.
    pub today: Date,
}

impl Registry {
    /// A page of the data sets of records in operation.
    ///
    /// # Errors
    /// Forbidden for who has not logged in.
    pub async fn updates(&self, actor: &Actor, query: &UpdatesQuery) -> Result<UpdatesPage> {
        policy::may_read(actor).check()?;
        let today = self.env.now().date();
        let page = self.with_owners(self.store.updates(query, today).await?, |line| line.body).await?;
        Ok(UpdatesPage { page, bodies: self.directory.bodies().await?, today })
    }

    /// The same from the first row on, at most `limit` rows, to be taken away as a file.
    ///
    /// # Errors
    /// As [`Self::updates`].
    pub async fn updates_to_export(&self, actor: &Actor, query: &UpdatesQuery, limit: u32) -> Result<UpdatesPage> {
        let page = PageRequest { number: 1, size: limit };
        self.updates(actor, &UpdatesQuery { page, ..query.clone() }).await
    }
}
