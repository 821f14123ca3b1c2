//! The use cases, one file a verb.

mod list;
mod log;
mod refresh;
mod remind;

pub use list::{Card, List};
pub use log::{ErrorsPage, SourceState};
pub use remind::NOTICES;

use crate::Settings;
use crate::ports::{RemindersStore, SourceReader};
use orda_base::Env;
use orda_identity::Directory;
use std::sync::Arc;

/// The use cases of reminders. Cheap to clone.
#[derive(Clone)]
pub struct Reminders {
    store: Arc<dyn RemindersStore>,
    directory: Arc<dyn Directory>,
    reader: Arc<dyn SourceReader>,
    env: Env,
    settings: Arc<Settings>,
}

impl Reminders {
    /// The use cases on these ports.
    pub fn new(
        store: Arc<dyn RemindersStore>,
        directory: Arc<dyn Directory>,
        reader: Arc<dyn SourceReader>,
        env: Env,
        settings: Settings,
    ) -> Self {
        Self { store, directory, reader, env, settings: Arc::new(settings) }
    }

    /// Settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}
