//! Keeps what is in force; looks at it at most once a second.

use crate::Interaction;
use orda_base::{Result, Timestamp};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Microseconds for which it is believed.
const BELIEVED: i64 = 1_000_000;

#[derive(Default)]
struct Kept {
    /// Interactions in force, and when they were read.
    read: Option<(Arc<Vec<Interaction>>, Timestamp)>,
    /// How many changes of our own there were: what was read before one is not kept after it.
    changes: u64,
}

impl Kept {
    fn fresh(&self, now: Timestamp) -> Option<Arc<Vec<Interaction>>> {
        let (read, at) = self.read.as_ref()?;
        (0..BELIEVED).contains(&now.micros().saturating_sub(at.micros())).then(|| Arc::clone(read))
    }
}

#[derive(Default)]
pub(super) struct Gates(Mutex<Kept>);

impl Gates {
    /// What is kept; what `read` finds when that is old.
    pub(super) async fn get(
        &self,
        read: impl Future<Output = Result<Vec<Interaction>>> + Send,
        now: Timestamp,
    ) -> Result<Arc<Vec<Interaction>>> {
        let changes = {
            let kept = self.lock();
            if let Some(fresh) = kept.fresh(now) {
                return Ok(fresh);
            }
            kept.changes
        };
        let found = Arc::new(read.await?);
        let mut kept = self.lock();
        if kept.changes == changes {
            kept.read = Some((Arc::clone(&found), now));
        }
        Ok(found)
    }

    /// After a change of our own: the next call reads.
    pub(super) fn forget(&self) {
        let mut kept = self.lock();
        kept.read = None;
        kept.changes = kept.changes.wrapping_add(1);
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // A holder that panicked left at worst nothing that is kept.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_base::Error;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// What a future that never waits comes to.
    fn done<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waits"),
        }
    }

    /// What was read before a change and came after it is not kept: the next call reads again. What came without a change is.
    #[test]
    fn what_was_ended_meanwhile_is_not_believed() {
        let (gates, now) = (Gates::default(), Timestamp::from_seconds(100));
        let overtaken = async {
            gates.forget();
            Ok(Vec::new())
        };
        assert!(done(gates.get(overtaken, now)).is_ok());
        let unread = || async { Err(Error::NotFound) };
        assert!(done(gates.get(unread(), now)).is_err(), "it reads again");
        assert!(done(gates.get(async { Ok(Vec::new()) }, now)).is_ok());
        assert!(done(gates.get(unread(), now)).is_ok(), "it is kept");
        gates.forget();
        assert!(done(gates.get(unread(), now)).is_err(), "it was forgotten");
    }
}
