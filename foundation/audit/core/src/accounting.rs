//! Use cases: search the accounting, open a record.

use crate::{Accountant, Archive, ArchiveStore, Chart, Count, Cursor, Dimension, Entry, Filter, NoArchives, may_read};
use async_trait::async_trait;
use orda_base::{Access, Actor, Error, Operation, PersonId, Result};
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

    /// At most `limit` records of accesses of others to the card of this person, after `after`, newest first.
    async fn about_person(&self, person: PersonId, after: Option<Cursor>, limit: u32) -> Result<Vec<Entry>>;

    /// How many records that `filter` wants there are of each value of `by`, the most frequent `limit` first.
    async fn counts(&self, filter: &Filter, by: Dimension, limit: u32) -> Result<Vec<Count>>;
}

/// Whose individual identification numbers are known.
#[async_trait]
pub trait Numbers: Send + Sync {
    /// The person with this number, active or not; none when nobody registered has it.
    async fn person_with_number(&self, iin: &str) -> Result<Option<PersonId>>;
}

/// Nobody's number is known.
struct NoNumbers;

#[async_trait]
impl Numbers for NoNumbers {
    async fn person_with_number(&self, _: &str) -> Result<Option<PersonId>> {
        Ok(None)
    }
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
    archives: Arc<dyn ArchiveStore>,
    accountant: Arc<dyn Accountant>,
    numbers: Arc<dyn Numbers>,
    export_limit: usize,
}

/// Values a chart shows at most; the rest is in the search.
const CHART_VALUES: u32 = 15;

impl Accounting {
    /// Over these records.
    pub fn new(store: Arc<dyn EntryStore>, accountant: Arc<dyn Accountant>) -> Self {
        let (archives, numbers) = (Arc::new(NoArchives), Arc::new(NoNumbers));
        Self { store, archives, accountant, numbers, export_limit: EXPORT_LIMIT }
    }

    /// With those whose records can be found by a number.
    #[must_use]
    pub fn with_numbers(mut self, numbers: Arc<dyn Numbers>) -> Self {
        self.numbers = numbers;
        self
    }

    /// With archives of past months, which are searched as well.
    #[must_use]
    pub fn with_archives(mut self, archives: Arc<dyn ArchiveStore>) -> Self {
        self.archives = archives;
        self
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

    /// Id of the registered person with this individual identification number. With the id, and never with the number, the records
    /// are searched through addresses. Records themselves are not looked through for a number: it would take all of them, with
    /// every archive.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but the security officer and administrators; field `iin`: it is no number, or nobody
    /// registered has it.
    pub async fn person_with_number(&self, actor: &Actor, iin: &str) -> Result<PersonId> {
        self.check(actor, &Access::done("accounting", "", Operation::Search).detail("by number")).await?;
        let iin = iin.trim();
        if iin.len() != 12 || !iin.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Error::field("iin", "audit-number-wrong"));
        }
        let person = self.numbers.person_with_number(iin).await?;
        person.ok_or_else(|| Error::field("iin", "audit-number-unknown"))
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
        if entries.len() <= limit as usize {
            self.add_archived(&mut entries, filter, after, limit + 1).await?;
        }
        let more = entries.len() > limit as usize;
        entries.truncate(limit as usize);
        let next = entries.last().filter(|_| more).map(|last| Cursor { at: last.entry.at, seq: last.seq });
        Ok(Found { entries: entries.into_iter().map(Entry::masked).collect(), next })
    }

    /// Fills `entries` up with archived ones. Archives are only read when a past span is asked for: reading one takes
    /// longer than any search in the table.
    async fn add_archived(
        &self,
        entries: &mut Vec<Entry>,
        filter: &Filter,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<()> {
        let Some(from) = filter.from else { return Ok(()) };
        for archive in self.archives.archives().await? {
            let before = filter.until.is_none_or(|until| archive.from < until)
                && after.is_none_or(|after| archive.from <= after.at);
            if archive.until < from || !before {
                continue;
            }
            entries.extend(self.archives.search(&archive, filter, after, limit).await?);
            // What was archived is older, but where months meet records may stand in either.
            entries.sort_by_key(|e| std::cmp::Reverse((e.entry.at, e.seq)));
            entries.truncate(limit as usize);
        }
        Ok(())
    }

    /// Archived months, the latest first.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but the security officer and administrators.
    pub async fn archives(&self, actor: &Actor) -> Result<Vec<Archive>> {
        self.check(actor, &Access::done("accounting_archive", "", Operation::Search)).await?;
        self.archives.archives().await
    }

    /// Who has read or changed the card of the person who asks; oneself left out.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`]; [`Error::Forbidden`] for systems.
    pub async fn about_me(&self, actor: &Actor, after: Option<Cursor>, limit: u32) -> Result<Found> {
        let person = match actor.person() {
            Some(person) => Ok(person),
            None if actor.is_known() => Err(Error::Forbidden),
            None => Err(Error::Unauthenticated),
        };
        let part = person.as_ref().map(ToString::to_string).unwrap_or_default();
        let access = Access::done("accounting", format!("about {part}").trim_end(), Operation::Read);
        match &person {
            Ok(_) => self.accountant.record(actor, &access).await?,
            Err(error) => self.accountant.record(actor, &access.ended(error)).await?,
        }
        let mut entries = self.store.about_person(person?, after, limit + 1).await?;
        let more = entries.len() > limit as usize;
        entries.truncate(limit as usize);
        let next = entries.last().filter(|_| more).map(|last| Cursor { at: last.entry.at, seq: last.seq });
        Ok(Found { entries: entries.into_iter().map(Entry::masked).collect(), next })
    }

    /// Records that `filter` wants, counted by person, resource, operation, outcome and hour. Archives are left out.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but the security officer and administrators.
    pub async fn charts(&self, actor: &Actor, filter: &Filter) -> Result<Vec<Chart>> {
        let part = format!("charts {}", filter.describe());
        self.check(actor, &Access::done("accounting", part.trim_end(), Operation::Search)).await?;
        let mut charts = Vec::new();
        for by in Dimension::ALL {
            let mut counts = self.store.counts(filter, by, CHART_VALUES.max(24)).await?;
            if by == Dimension::Hour {
                counts = hours(&counts);
            } else {
                counts.truncate(CHART_VALUES as usize);
            }
            for count in &mut counts {
                count.value = crate::masked(&count.value);
            }
            charts.push(Chart { by, counts });
        }
        Ok(charts)
    }
}

/// All twenty-four hours, those without an access too.
fn hours(counts: &[Count]) -> Vec<Count> {
    let of = |hour: &String| counts.iter().find(|c| c.value == *hour).map_or(0, |c| c.count);
    (0..24).map(|h: u8| h.to_string()).map(|value| Count { count: of(&value), value, id: String::new() }).collect()
}
