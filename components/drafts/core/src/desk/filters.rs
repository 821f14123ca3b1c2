//! Saved filters of the list of drafts: a person's own, under a name.

use super::{Desk, person_of};
use orda_base::{Access, Actor, Error, FieldError, Operation, PersonId, Refusal, Result, Timestamp};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

orda_base::id_type!(
    /// A saved filter.
    FilterId
);

/// Most filters of one person.
pub const MOST_FILTERS: usize = 50;
/// Longest name, in characters.
const LONGEST_NAME: usize = 80;
/// Longest question, in bytes: every field of the filter in use is far below.
const LONGEST_QUERY: usize = 4_000;
/// How long the filters of a person are believed to be as they were, in microseconds: another node may have changed them.
const BELIEVED: i64 = 3_000_000;
/// People whose filters are kept in memory; more are forgotten together.
const KEPT: usize = 5_000;

/// A filter of the list under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its id.
    pub id: FilterId,
    /// Whose it is.
    pub person: PersonId,
    /// Its name.
    pub name: String,
    /// The question, as it stands in the address of the list after the question mark.
    pub query: String,
    /// When it was saved.
    pub saved_at: Timestamp,
}

/// Filters in memory: the list shows them on every page.
#[derive(Default)]
pub(super) struct Kept(Mutex<HashMap<PersonId, Remembered>>);

/// Since when, and what.
type Remembered = (Timestamp, Arc<Vec<SavedFilter>>);

impl Kept {
    fn get(&self, person: PersonId, now: Timestamp) -> Option<Arc<Vec<SavedFilter>>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, filters) = kept.get(&person)?;
        (now.micros() - at.micros() < BELIEVED).then(|| Arc::clone(filters))
    }

    fn put(&self, person: PersonId, now: Timestamp, filters: &Arc<Vec<SavedFilter>>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(person, (now, Arc::clone(filters)));
    }

    fn forget(&self, person: PersonId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&person);
    }
}

impl Desk {
    /// The actor's filters, by name; nobody's for who is no person. From memory while they are believed to be the same.
    pub async fn filters(&self, actor: &Actor) -> Result<Arc<Vec<SavedFilter>>> {
        let Some(person) = actor.person() else { return Ok(Arc::default()) };
        let now = self.env.now();
        if let Some(filters) = self.kept.get(person, now) {
            return Ok(filters);
        }
        let mut filters = self.store.filters(person).await?;
        filters.sort_by_cached_key(|f| kazakh::sort_key(&f.name));
        let filters = Arc::new(filters);
        self.kept.put(person, now, &filters);
        Ok(filters)
    }

    /// Saves `query` under `name`; a filter of that name gets the new question.
    ///
    /// # Errors
    /// Field `name`; refused beyond [`MOST_FILTERS`].
    pub async fn save_filter(&self, actor: &Actor, name: &str, query: &str) -> Result<FilterId> {
        let person = person_of(actor)?;
        let name = checked(name)?;
        if query.len() > LONGEST_QUERY {
            return Err(Error::field("name", "drafts-filter-too-long"));
        }
        let same = self.store.filters(person).await?.into_iter().find(|f| f.name == name);
        let id = same.map_or_else(|| FilterId::generate(&self.env), |f| f.id);
        let filter = SavedFilter { id, person, name, query: query.to_owned(), saved_at: self.env.now() };
        let access = Access::done("filter", id, Operation::Create);
        let saved = self.store.save_filter(&filter, MOST_FILTERS, (actor, &access)).await;
        self.kept.forget(person);
        if saved? { Ok(id) } else { Err(Refusal::new("drafts-filter-too-many").with("limit", MOST_FILTERS).into()) }
    }

    /// Gives a filter another name.
    ///
    /// # Errors
    /// Not found when it is not the actor's; field `name`, also when another filter has it.
    pub async fn rename_filter(&self, actor: &Actor, id: FilterId, name: &str) -> Result<()> {
        let person = person_of(actor)?;
        let name = checked(name)?;
        let taken = |f: &SavedFilter| f.name == name && f.id != id;
        if self.store.filters(person).await?.iter().any(taken) {
            return Err(Error::field("name", "drafts-filter-name-taken"));
        }
        let access = Access::done("filter", id, Operation::Change);
        let done = self.store.rename_filter(person, id, &name, (actor, &access)).await;
        self.kept.forget(person);
        if done? { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Deletes a filter.
    ///
    /// # Errors
    /// Not found when it is not the actor's.
    pub async fn delete_filter(&self, actor: &Actor, id: FilterId) -> Result<()> {
        let person = person_of(actor)?;
        let access = Access::done("filter", id, Operation::Delete);
        let done = self.store.delete_filter(person, id, (actor, &access)).await;
        self.kept.forget(person);
        if done? { Ok(()) } else { Err(Error::NotFound) }
    }
}

/// A name on one line, neither empty nor too long.
fn checked(name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Error::field("name", "drafts-filter-name-required"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Error::Invalid(vec![
            FieldError::new("name", "drafts-filter-name-long").with("limit", LONGEST_NAME),
        ]));
    }
    Ok(name)
}
