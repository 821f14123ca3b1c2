//! The use cases of identity, one file a subject.

mod acting;
mod bodies;
mod delegation;
mod directory;
mod login;
mod passkeys;
mod people;
mod pictures;
mod positions;
mod profile;
mod proof;
mod resolve;
mod roles;
mod second;
mod sessions;
mod systems;

pub use bodies::BodyFilter;
pub use delegation::{DELEGATION_NOTICES, Delegation, DelegationInput};
pub use login::Opened;
pub use people::{PeopleFilter, PeopleSort, Registered};
pub use profile::Profile;
pub use resolve::Resolved;
pub use second::{HalfWay, OwnFactors};

use crate::hashing::Hasher;
use crate::{Breaches, EdsLogin, IdentityRefusal, IdentityStore, IdentityWork, Picture, Sealer, Settings};
use orda_base::{Access, Actor, Env, Error, PersonId, Result};
use pictures::Pictures;
use resolve::Sessions;
use std::sync::Arc;

/// All use cases of identity; also the [`crate::Directory`].
pub struct Identity {
    store: Arc<dyn IdentityStore>,
    env: Env,
    settings: Settings,
    eds: Option<Arc<dyn EdsLogin>>,
    sealer: Option<Arc<dyn Sealer>>,
    breaches: Option<Arc<dyn Breaches>>,
    hasher: Hasher,
    pictures: Pictures,
    sessions: Sessions,
}

impl Identity {
    /// The use cases over `store`; logging in by EDS only when `eds` is there.
    pub fn new(store: Arc<dyn IdentityStore>, env: Env, settings: Settings, eds: Option<Arc<dyn EdsLogin>>) -> Self {
        Self {
            hasher: Hasher::new(&env),
            pictures: Pictures::default(),
            sessions: Sessions::default(),
            store,
            env,
            settings,
            eds,
            sealer: None,
            breaches: None,
        }
    }

    /// With second factors, whose secrets `sealer` keeps.
    #[must_use]
    pub fn with_second_factors(mut self, sealer: Arc<dyn Sealer>) -> Self {
        self.sealer = Some(sealer);
        self
    }

    /// Refuses new passwords that `breaches` hold.
    #[must_use]
    pub fn with_breaches(mut self, breaches: Arc<dyn Breaches>) -> Self {
        self.breaches = Some(breaches);
        self
    }

    /// Limits and names.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The directory as of now, at most a second old.
    pub async fn picture(&self) -> Result<Arc<Picture>> {
        self.pictures.get(self.store.as_ref(), &self.env).await
    }

    /// Starts a change of the directory: until it ends no other begins, and the picture is what it changes.
    async fn change(&self) -> Result<(Box<dyn IdentityWork>, Arc<Picture>)> {
        let mut work = self.store.begin().await?;
        let version = work.bump().await?;
        let picture = self.pictures.at(self.store.as_ref(), &self.env, version - 1).await?;
        Ok((work, picture))
    }

    /// Accounts for a change, makes it durable, and has the picture made anew.
    async fn finish(&self, mut work: Box<dyn IdentityWork>, actor: &Actor, access: &Access) -> Result<()> {
        work.account(actor, self.env.now(), access).await?;
        work.commit().await?;
        self.pictures.forget();
        Ok(())
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

fn refuse<T>(refusal: IdentityRefusal) -> Result<T> {
    Err(refusal.into())
}
