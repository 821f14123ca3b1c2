//! Keeps the latest picture; looks at the version at most once a second.

use crate::{IdentityStore, Picture};
use orda_base::{Env, Error, Result, Timestamp};
use std::sync::{Arc, Mutex, PoisonError};

/// Microseconds for which a picture is believed without asking for the version.
const BELIEVED: i64 = 1_000_000;

/// A picture and when its version was last seen to be the current one.
type Kept = Option<(Arc<Picture>, Timestamp)>;

#[derive(Default)]
pub(super) struct Pictures {
    kept: Mutex<Kept>,
    /// One loads, the others wait for what it brings: a picture, or that there is none now.
    loading: tokio::sync::Mutex<Option<(Timestamp, Error)>>,
}

impl Pictures {
    pub(super) async fn get(&self, store: &dyn IdentityStore, env: &Env) -> Result<Arc<Picture>> {
        if let Some(picture) = self.fresh(env) {
            return Ok(picture);
        }
        let asked = env.now();
        let mut failed = self.loading.lock().await;
        if let Some(picture) = self.fresh(env) {
            return Ok(picture);
        }
        // Whoever has waited for one that failed does not try for as long again.
        if let Some((_, error)) = failed.as_ref().filter(|(at, _)| *at >= asked) {
            return Err(error.clone());
        }
        let picture = match store.version().await {
            Ok(version) => self.at_or_load(store, env, version).await,
            Err(error) => Err(error),
        };
        *failed = picture.as_ref().err().map(|error| (env.now(), error.clone()));
        picture
    }

    /// The picture of exactly this version, for who holds the lock of the directory.
    pub(super) async fn at(&self, store: &dyn IdentityStore, env: &Env, version: i64) -> Result<Arc<Picture>> {
        let _loading = self.loading.lock().await;
        self.at_or_load(store, env, version).await
    }

    /// After a change of our own: the next reader looks at the version.
    pub(super) fn forget(&self) {
        if let Some((_, seen)) = self.lock().as_mut() {
            *seen = Timestamp::from_micros(i64::MIN / 2);
        }
    }

    async fn at_or_load(&self, store: &dyn IdentityStore, env: &Env, version: i64) -> Result<Arc<Picture>> {
        let now = env.now();
        let on = now.date();
        if let Some((picture, seen)) = self.lock().as_mut()
            && picture.version == version
            && picture.on == on
        {
            *seen = now;
            return Ok(Arc::clone(picture));
        }
        let picture = Arc::new(Picture::new(store.load().await?, on));
        *self.lock() = Some((Arc::clone(&picture), now));
        Ok(picture)
    }

    fn fresh(&self, env: &Env) -> Option<Arc<Picture>> {
        let now = env.now();
        let kept = self.lock();
        let (picture, seen) = kept.as_ref()?;
        let age = now.micros().saturating_sub(seen.micros());
        (age < BELIEVED && picture.on == now.date()).then(|| Arc::clone(picture))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        // What is kept is replaced whole: a holder that panicked left nothing half done.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
