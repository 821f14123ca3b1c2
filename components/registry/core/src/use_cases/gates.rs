//! Keeps what is in force; looks at it at most once a second.

use crate::Interaction;
use crate::ports::RegistryStore;
use orda_base::{Result, Timestamp};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Microseconds for which it is believed.
const BELIEVED: i64 = 1_000_000;

/// Interactions in force, and when they were read.
type Kept = Option<(Arc<Vec<Interaction>>, Timestamp)>;

#[derive(Default)]
pub(super) struct Gates(Mutex<Kept>);

impl Gates {
    pub(super) async fn get(&self, store: &dyn RegistryStore, now: Timestamp) -> Result<Arc<Vec<Interaction>>> {
        if let Some(kept) = self.fresh(now) {
            return Ok(kept);
        }
        let read = Arc::new(store.in_force().await?);
        *self.lock() = Some((Arc::clone(&read), now));
        Ok(read)
    }

    /// After a change of our own: the next call reads.
    pub(super) fn forget(&self) {
        *self.lock() = None;
    }

    fn fresh(&self, now: Timestamp) -> Option<Arc<Vec<Interaction>>> {
        let kept = self.lock();
        let (read, at) = kept.as_ref()?;
        (0..BELIEVED).contains(&now.micros().saturating_sub(at.micros())).then(|| Arc::clone(read))
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // What is kept is replaced whole: a holder that panicked left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
