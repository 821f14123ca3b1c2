//! Approval of draft normative legal acts (order 385, paragraphs 13 to 19).
//!
//! A [`Draft`] has versions; each goes its own way through [`VersionState`], and with every approving body through
//! [`BodyState`]. [`Drafts`] holds the use cases, [`policy`] says who may, [`ports`] what they need of the outer world.

mod action;
mod approval;
mod content;
pub mod diff;
mod dossier;
mod draft;
mod event;
pub mod exchange;
mod fields;
mod ids;
mod kind;
pub mod letters;
mod listing;
pub mod manifest;
pub mod matters;
pub mod notices;
pub mod offers;
pub mod policy;
pub mod ports;
mod posting;
mod protocol;
mod refusal;
mod remark;
mod service;
mod settings;
pub mod subject;
mod template;
mod version;
mod views;
mod who;
pub mod words;

pub use action::Action;
pub use approval::{
    BodyApproval, BodyState, Decision, Registration, Reminded, Representative, SentLetter, TermCount, Verdict,
};
pub use content::{Content, TextDigests, Texts};
pub use diff::{DiffRow, Piece};
pub use dossier::Dossier;
pub use draft::Draft;
pub use event::{Entry, Event};
pub use fields::FIELD_KEYS;
pub use ids::{DraftId, LetterId, PostingId, ProtocolId, RemarkId};
pub use kind::ActKind;
pub use letters::{Letter, LetterDraft, LetterKind, Requisite};
pub use listing::{COUNTED, ListQuery, MyRole, Progress, Row, Rows, Sort, TermFilter};
pub use posting::{Posting, PostingFields, PostingStep, PostingTarget};
pub use protocol::{Point, Protocol, ProtocolSignature, ProtocolState, Side};
pub use refusal::DraftRefusal;
pub use remark::{Answer, Remark, RemarkState};
pub use service::{AnswerInput, Drafts, RefusalInput, RegistrationInput, RemarkInput};
pub use settings::{Limits, Settings};
pub use version::{Confirmation, DraftVersion, Signed, VersionState};
pub use views::*;
pub use who::Who;
