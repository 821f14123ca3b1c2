//! Use cases of a person with the own notices.

use crate::{NoticeId, StoredNotice};
use async_trait::async_trait;
use orda_base::{Access, Actor, Env, Error, Operation, Page, PageRequest, PersonId, Result, Timestamp};
use std::sync::Arc;

/// Where notices are kept.
#[async_trait]
pub trait NoticeStore: Send + Sync {
    /// Notices of `person`: unread ones first, then newest first.
    async fn list(&self, person: PersonId, page: PageRequest) -> Result<Page<StoredNotice>>;

    /// How many are unread, counted up to `limit`.
    async fn unread(&self, person: PersonId, limit: u32) -> Result<u32>;

    /// A number that changes whenever this process writes or marks a notice: a count asked for at the same number still
    /// holds, but for what other nodes wrote.
    fn generation(&self) -> u64;

    /// Marks one as read, with the record of it; the notice, when it is one of `person`. Marking again changes nothing.
    async fn read(
        &self,
        person: PersonId,
        notice: NoticeId,
        now: Timestamp,
        by: (&Actor, &Access),
    ) -> Result<Option<StoredNotice>>;

    /// Marks all as read that were written not later than `until`, with the record of it; how many it were.
    async fn read_all(&self, person: PersonId, until: Timestamp, now: Timestamp, by: (&Actor, &Access)) -> Result<u64>;
}

/// A person's own notices. Everybody sees their own and nobody else's.
pub struct Notifications {
    store: Arc<dyn NoticeStore>,
    env: Env,
}

/// Beyond this the bell shows "99+".
const COUNTED: u32 = 100;

impl Notifications {
    /// Over this store.
    pub fn new(store: Arc<dyn NoticeStore>, env: Env) -> Self {
        Self { store, env }
    }

    /// The actor's notices: unread ones first, then newest first.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when the actor is not a person.
    pub async fn mine(&self, actor: &Actor, page: PageRequest) -> Result<Page<StoredNotice>> {
        self.store.list(person(actor)?, page).await
    }

    /// How many of the actor's notices are unread, up to 100; 0 when the actor is not a person.
    pub async fn unread(&self, actor: &Actor) -> Result<u32> {
        match actor.person() {
            Some(person) => self.store.unread(person, COUNTED).await,
            None => Ok(0),
        }
    }

    /// Marks one of the actor's notices as read.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not the actor's.
    pub async fn read(&self, actor: &Actor, notice: NoticeId) -> Result<StoredNotice> {
        let access = Access::done("notification", notice, Operation::Change).detail("read");
        self.store.read(person(actor)?, notice, self.env.now(), (actor, &access)).await?.ok_or(Error::NotFound)
    }

    /// Marks all of the actor's notices as read that were written not later than `until` (what the page showed: one that
    /// came meanwhile stays unread).
    pub async fn read_all(&self, actor: &Actor, until: Option<Timestamp>) -> Result<u64> {
        let now = self.env.now();
        let access = Access::done("notification", "", Operation::Change).detail("read all");
        self.store.read_all(person(actor)?, until.unwrap_or(now), now, (actor, &access)).await
    }
}

fn person(actor: &Actor) -> Result<PersonId> {
    actor.person().ok_or(Error::Unauthenticated)
}
