//! Use cases: search the accounting, open a record.

use crate::{Accountant, Cursor, Entry, Filter, may_read};
use async_trait::async_trait;
use orda_base::{Access, Actor, Error, Operation, Result};
use std::sync::Arc;

/// Most rows one export holds unless said otherwise; a narrower filter gets the rest.
pub const EXPORT_LIMIT: usize = 100_000;

/// Reads what was recorded.
#[async_trait]
pub trait EntryStore: Send + Sync {
    /// At most `limit` records that `filter` wants and that stand after `after`, newest first.
    async fn search(&self, filter: &Filter, after: Option<Cursor>, limit: u32) -> Result<Vec<Entry>>;

    /// The record with this number.
    async fn entry(&self, seq: i64) -> Result<Option<Entry>>;

    /// At most `limit` records of one request, oldest first.
    async fn of_request(&self, request: &str, limit: u32) -> Result<Vec<Entry>>;
}

/// A page of records.
#[derive(Debug, Clone)]
pub struct Found {
    /// The records, newest first, personal numbers masked.
    pub entries: Vec<Entry>,
    /// Where the next page begins; none at the end.
    pub next: Option<Cursor>,
}

/// The accounting, for those who may read it. Reading it is itself accounted for.
pub struct Accounting {
    store: Arc<dyn EntryStore>,
    accountant: Arc<dyn Accountant>,
    export_limit: usize,
}

impl Accounting {
    /// Over these records.
    pub fn new(store: Arc<dyn EntryStore>, accountant: Arc<dyn Accountant>) -> Self {
        Self { store, accountant, export_limit: EXPORT_LIMIT }
    }

    /// With another limit of rows for one export.
    #[must_use]
    pub fn with_export_limit(mut self, rows: usize) -> Self {
        self.export_limit = rows;
        self
    }

    /// Most rows one export holds.
    pub const fn export_limit(&self) -> usize {
        self.export_limit
    }

    /// Records that `filter` wants, `limit` a page, newest first (365-7-b).
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but the security officer and administrators.
    pub async fn search(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>, limit: u32) -> Result<Found> {
        self.check(actor, &Access::done("accounting", filter.describe(), Operation::Search)).await?;
        self.page(filter, after, limit).await
    }

    /// The next rows of an export, to be called until `next` is none. Only the first call is recorded.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but the security officer and administrators.
    pub async fn export(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>, limit: u32) -> Result<Found> {
        let access = Access::done("accounting", filter.describe(), Operation::Download);
        if after.is_none() {
            self.check(actor, &access).await?;
        } else {
            may_read(actor).check()?;
        }
        self.page(filter, after, limit).await
    }

    /// One record and the others of the same request (365-8-5-b).
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but the security officer and administrators; [`Error::NotFound`].
    pub async fn open(&self, actor: &Actor, seq: i64) -> Result<(Entry, Vec<Entry>)> {
        self.check(actor, &Access::done("accounting", seq, Operation::Read)).await?;
        let entry = self.store.entry(seq).await?.ok_or(Error::NotFound)?;
        let related = if entry.entry.request.is_empty() {
            Vec::new()
        } else {
            self.store.of_request(&entry.entry.request, 100).await?
        };
        let related = related.into_iter().filter(|e| e.seq != seq).map(Entry::masked).collect();
        Ok((entry.masked(), related))
    }

    /// Allowed or not, the attempt is recorded before anything is given out.
    async fn check(&self, actor: &Actor, access: &Access) -> Result<()> {
        let allowed = if actor.is_known() { may_read(actor).check() } else { Err(Error::Unauthenticated) };
        match &allowed {
            Ok(()) => self.accountant.record(actor, access).await?,
            Err(error) => self.accountant.record(actor, &access.clone().ended(error)).await?,
        }
        allowed
    }

    async fn page(&self, filter: &Filter, after: Option<Cursor>, limit: u32) -> Result<Found> {
        let mut entries = self.store.search(filter, after, limit + 1).await?;
        let more = entries.len() > limit as usize;
        entries.truncate(limit as usize);
        let next = entries.last().filter(|_| more).map(|last| Cursor { at: last.entry.at, seq: last.seq });
        Ok(Found { entries: entries.into_iter().map(Entry::masked).collect(), next })
    }
}
