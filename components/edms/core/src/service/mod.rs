//! The use cases, one file a verb (or a pair that belongs together).

mod deliver;
mod deliveries;
mod letters;
mod participants;
mod parts;
mod pass;
mod receive;
mod reference;
mod register;
mod results;
mod take;

pub use letters::LetterCard;
pub use participants::{ParticipantLine, ParticipantsPage};
pub use parts::NOTICES;
pub use receive::Received;
pub use register::RegistrationInput;
pub use take::NewLetter;

use crate::ports::{Carrier, EdmsStore, Host};
use crate::{PeerKey, Settings, SystemKey, Way};
use orda_base::{BodyId, Env, Result};
use orda_identity::Directory;
use std::sync::Arc;

/// The use cases of the exchange. Cheap to clone.
#[derive(Clone)]
pub struct Edms {
    store: Arc<dyn EdmsStore>,
    directory: Arc<dyn Directory>,
    carrier: Arc<dyn Carrier>,
    host: Option<Arc<dyn Host>>,
    key: Arc<SystemKey>,
    env: Env,
    settings: Arc<Settings>,
}

impl Edms {
    /// The use cases on these ports; messages are sealed with `key`.
    pub fn new(
        store: Arc<dyn EdmsStore>,
        directory: Arc<dyn Directory>,
        carrier: Arc<dyn Carrier>,
        key: SystemKey,
        env: Env,
        settings: Settings,
    ) -> Self {
        Self { store, directory, carrier, host: None, key: Arc::new(key), env, settings: Arc::new(settings) }
    }

    /// With the component from which letters come.
    #[must_use]
    pub fn with_host(self, host: Arc<dyn Host>) -> Self {
        Self { host: Some(host), ..self }
    }

    /// Settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The public key of the centre, which participants verify its messages with.
    pub fn public_key(&self) -> PeerKey {
        self.key.public()
    }
}

/// How letters come to bodies: for components that must know it before they send.
#[derive(Clone)]
pub struct Ways(Arc<dyn EdmsStore>);

impl Ways {
    /// Of this store.
    pub fn new(store: Arc<dyn EdmsStore>) -> Self {
        Self(store)
    }

    /// How letters come to `body`.
    pub async fn way(&self, body: BodyId) -> Result<Way> {
        Ok(self.0.participant(body).await?.map_or(Way::Portal, |p| p.way))
    }
}
