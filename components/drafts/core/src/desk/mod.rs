//! What a person keeps and looks for beside the drafts themselves: saved filters of the list, the search over everything,
//! the calendar feed of terms.

mod feed;
mod filters;
mod port;
mod search;

pub use feed::{Feed, FeedTerm};
pub use filters::{FilterId, MOST_FILTERS, SavedFilter};
pub use port::{Actors, DeskStore, TextHit, TextHits};
pub use search::{FoundDraft, FoundPerson, SearchQuery, Searched};

use crate::Drafts;
use filters::Kept;
use orda_base::{Actor, Env, Error, PersonId, Result};
use orda_identity::Directory;
use std::sync::Arc;

/// The use cases of a person's desk.
pub struct Desk {
    store: Arc<dyn DeskStore>,
    drafts: Drafts,
    directory: Arc<dyn Directory>,
    actors: Arc<dyn Actors>,
    env: Env,
    kept: Kept,
}

impl Desk {
    /// The use cases on these ports.
    pub fn new(
        store: Arc<dyn DeskStore>,
        drafts: Drafts,
        directory: Arc<dyn Directory>,
        actors: Arc<dyn Actors>,
        env: Env,
    ) -> Self {
        Self { store, drafts, directory, actors, env, kept: Kept::default() }
    }
}

/// The person acting.
///
/// # Errors
/// [`Error::Unauthenticated`] when it is nobody, [`Error::Forbidden`] when it is a system.
fn person_of(actor: &Actor) -> Result<PersonId> {
    match actor.person() {
        Some(person) => Ok(person),
        None if actor.is_known() => Err(Error::Forbidden),
        None => Err(Error::Unauthenticated),
    }
}
