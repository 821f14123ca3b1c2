//! The use cases, one file a verb (or a pair that belongs together).
//!
//! Each reads like the law: take hold of the draft, ask who may, let the state machine say whether now, record. State,
//! history, signature, notices and accounting are committed together.

mod approve;
mod believed;
mod card;
mod chancellery;
mod change;
mod chase;
mod check;
mod compare;
mod delivery;
mod exchange;
mod history;
mod letters;
mod list;
mod my_work;
mod names;
mod outcome;
mod posting;
mod protocol;
mod read;
mod refuse;
mod register;
mod remark;
mod representatives;
mod send;
mod sign;
mod signed_content;
mod signing;
mod sitting;
mod stored;
mod structured;
mod submit;
mod terms;
mod units;
mod verify;
mod vote;
mod withdraw;

pub use check::{CheckInput, RejectionInput};
pub use list::ListBasis;
pub use refuse::RefusalInput;
pub use register::RegistrationInput;
pub use remark::{AnswerInput, RemarkInput};
pub use signed_content::SignedContent;
pub use sitting::{ResultInput, SittingInput};
pub use structured::AcceptedWording;
pub use vote::VoteInput;

use crate::Settings;
use crate::ports::DraftsStore;
use orda_base::Env;
use orda_identity::Directory;
use orda_signatures::Verifier;
use std::sync::Arc;

/// The use cases of the component. Cheap to clone.
#[derive(Clone)]
pub struct Drafts {
    store: Arc<dyn DraftsStore>,
    directory: Arc<dyn Directory>,
    verifier: Arc<dyn Verifier>,
    env: Env,
    settings: Arc<Settings>,
    exchange: Option<Arc<dyn crate::exchange::Exchange>>,
    files: Option<Arc<dyn crate::ports::TextFiles>>,
    believed: Arc<believed::Believed>,
}

impl Drafts {
    /// The use cases on these ports.
    pub fn new(
        store: Arc<dyn DraftsStore>,
        directory: Arc<dyn Directory>,
        verifier: Arc<dyn Verifier>,
        env: Env,
        settings: Settings,
    ) -> Self {
        Self {
            store,
            directory,
            verifier,
            env,
            settings: Arc::new(settings),
            exchange: None,
            files: None,
            believed: Arc::default(),
        }
    }

    /// With what reads the text of files; without it only typed texts have parts.
    #[must_use]
    pub fn with_text_files(self, files: Arc<dyn crate::ports::TextFiles>) -> Self {
        Self { files: Some(files), ..self }
    }

    /// Settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}
