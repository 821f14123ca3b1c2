//! The count beside the bell of every page.

use async_trait::async_trait;
use orda_base::PersonId;
use orda_notifications::NoticeStore;
use orda_web::Bell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a count is believed without asking again: what other nodes wrote is seen after this time.
const BELIEVED: Duration = Duration::from_secs(1);
/// People whose counts are kept; more are forgotten together, which costs each one question.
const KEPT: usize = 10_000;
/// Beyond this the bell shows "99+".
const COUNTED: u32 = 100;

/// Unread notices, from memory while nothing was written.
pub struct UnreadBell {
    store: Arc<dyn NoticeStore>,
    counts: Mutex<HashMap<PersonId, Count>>,
}

#[derive(Clone, Copy)]
struct Count {
    unread: u64,
    generation: u64,
    asked: Instant,
}

impl UnreadBell {
    /// Counts the notices of this store.
    pub fn new(store: Arc<dyn NoticeStore>) -> Self {
        Self { store, counts: Mutex::default() }
    }
}

#[async_trait]
impl Bell for UnreadBell {
    async fn unread(&self, person: PersonId) -> u64 {
        // Taken before asking: what is written meanwhile makes this count old.
        let generation = self.store.generation();
        let known = self.counts.lock().unwrap_or_else(PoisonError::into_inner).get(&person).copied();
        if let Some(count) = known.filter(|c| c.generation == generation && c.asked.elapsed() < BELIEVED) {
            return count.unread;
        }
        let unread = match self.store.unread(person, COUNTED).await {
            Ok(unread) => u64::from(unread),
            Err(error) => {
                // A page without a count is better than no page.
                tracing::warn!(%error, "unread notices could not be counted");
                return 0;
            }
        };
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= KEPT {
            counts.clear();
        }
        counts.insert(person, Count { unread, generation, asked: Instant::now() });
        unread
    }
}
