//! What the desk needs of the outer world.

use super::{FilterId, SavedFilter};
use crate::subject::Subject;
use crate::{DraftId, Row};
use async_trait::async_trait;
use orda_base::{Access, Actor, PersonId, Result, Timestamp};

/// Where a desk is kept. Every write makes its accounting entry in its own transaction.
#[async_trait]
pub trait DeskStore: Send + Sync {
    /// The saved filters of a person, by name.
    async fn filters(&self, person: PersonId) -> Result<Vec<SavedFilter>>;
    /// Saves a filter; one of the same name gets the new question. False when the person has `most` already.
    async fn save_filter(&self, filter: &SavedFilter, most: usize, by: (&Actor, &Access)) -> Result<bool>;
    /// Gives a filter of the person another name; false when there is none.
    async fn rename_filter(&self, person: PersonId, id: FilterId, name: &str, by: (&Actor, &Access)) -> Result<bool>;
    /// Deletes a filter of the person; false when there is none.
    async fn delete_filter(&self, person: PersonId, id: FilterId, by: (&Actor, &Access)) -> Result<bool>;

    /// When the feed of the person was made; none where there is none.
    async fn feed_of(&self, person: PersonId) -> Result<Option<Timestamp>>;
    /// The person whose feed has this digest of a token.
    async fn feed_by(&self, digest: &str) -> Result<Option<PersonId>>;
    /// Makes the feed of the person anew: an earlier token is good for nothing from now on.
    async fn set_feed(&self, person: PersonId, digest: &str, now: Timestamp, by: (&Actor, &Access)) -> Result<()>;
    /// Ends the feed of the person; false when there is none.
    async fn end_feed(&self, person: PersonId, by: (&Actor, &Access)) -> Result<bool>;

    /// Drafts that the subjects may read, at the newest version they may read, whose text, title and number together hold
    /// words that begin with all of `words`; the newest number first, below the serial `before`.
    async fn find_texts(
        &self,
        subjects: &[Subject],
        words: &[String],
        before: Option<i64>,
        limit: usize,
    ) -> Result<TextHits>;
    /// The beginnings of the texts of these versions, paragraph by paragraph: Kazakh, Russian.
    async fn beginnings(&self, versions: &[(DraftId, u32)]) -> Result<Vec<(DraftId, Vec<String>, Vec<String>)>>;
}

/// What was found in texts.
#[derive(Debug, Clone, Default)]
pub struct TextHits {
    /// The drafts, the newest number first.
    pub hits: Vec<TextHit>,
    /// There may be more below this serial.
    pub more_before: Option<i64>,
}

/// A draft found by its text.
#[derive(Debug, Clone)]
pub struct TextHit {
    /// Its number as an integer.
    pub serial: i64,
    /// What a row shows.
    pub row: Row,
}

/// Knows people with the roles they have now. Joined to the identity component by `app`: a feed is asked for without a
/// session.
#[async_trait]
pub trait Actors: Send + Sync {
    /// The person as who acts; none for who may not log in.
    async fn actor(&self, person: PersonId) -> Result<Option<Actor>>;
}
