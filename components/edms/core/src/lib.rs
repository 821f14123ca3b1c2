//! Exchange of official letters with document management systems (order 385, paragraphs 5-4 to 5-7, 12, 15 and 16).
//!
//! A [`Letter`] goes from one state body to another and carries a link, never a draft. The built-in centre registers the
//! [`Participant`]s, keeps [`reference`](crate::reference) data in step and passes letters on, in order for each receiver:
//! into the register of a body that works in the portal, or as a signed [`message`] to the document system of a body that
//! has one of its own. [`Edms`] holds the use cases, [`policy`] says who may, [`ports`] what they need of the outer world.

mod event;
mod fault;
mod ids;
mod letter;
pub mod message;
mod numbering;
mod participant;
pub mod policy;
pub mod ports;
pub mod reference;
mod refusal;
mod register;
mod requisites;
mod retry;
#[cfg(feature = "samples")]
pub mod samples;
mod service;
mod settings;

pub use ::seal::{PeerKey, SystemKey};
pub use event::{Entry, Event};
pub use fault::{Fault, FaultKind};
pub use ids::{LetterId, MessageId, ResultId};
pub use letter::{Incoming, Letter, LetterKind, LetterSignature, LetterState, Outgoing};
pub use message::{Ack, Format, Message, MessageKind};
pub use numbering::Numbering;
pub use participant::{Endpoint, Participant, ParticipantInput, Way};
pub use refusal::EdmsRefusal;
pub use register::{LetterQuery, Register, Scope};
pub use requisites::Requisite;
pub use retry::next_attempt;
pub use service::{
    Edms, LetterCard, NOTICES, NewLetter, ParticipantLine, ParticipantsPage, Received, RegistrationInput, Ways,
};
pub use settings::Settings;
