//! Approval of draft normative legal acts (order 385, paragraphs 13 to 25).
//!
//! A [`Draft`] has versions; each goes its own way through [`VersionState`], and with every approving body through
//! [`BodyState`]. [`Drafts`] holds the use cases, [`policy`] says who may, [`ports`] what they need of the outer world.

mod action;
mod approval;
mod chancellery;
mod consideration;
mod content;
pub mod desk;
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
mod sitting;
pub mod subject;
mod template;
pub mod text;
mod version;
mod views;
mod views_chancellery;
mod vote;
mod who;
mod withdrawal;
pub mod words;

pub use action::Action;
pub use approval::{
    BodyApproval, BodyState, Decision, Registration, Reminded, Representative, SentLetter, TermCount, Verdict,
};
pub use consideration::{
    CHECK_POINTS, Check, CheckPart, CheckPoint, CheckedPoint, Consideration, FinalStatus, InMinutes, OnAgenda, Opinion,
    Outcome, PassedUnit, Rejection, SittingResult,
};
pub use content::{Content, TextDigests, Texts};
pub use dossier::Dossier;
pub use draft::Draft;
pub use event::{Entry, Event};
pub use fields::FIELD_KEYS;
pub use ids::{DraftId, LetterId, PostingId, ProtocolId, RemarkId, SittingId, VoteId};
pub use kind::ActKind;
pub use letters::{Letter, LetterDraft, LetterKind, Requisite};
pub use listing::{COUNTED, ListQuery, MyRole, Progress, Row, Rows, Sort, TermFilter};
pub use posting::{Posting, PostingFields, PostingStep, PostingTarget};
pub use protocol::{Point, Protocol, ProtocolSignature, ProtocolState, Side};
pub use refusal::DraftRefusal;
pub use remark::{Answer, Remark, RemarkState};
pub use service::{
    AcceptedWording, AnswerInput, CheckInput, Drafts, ListBasis, RefusalInput, RegistrationInput, RejectionInput,
    RemarkInput, ResultInput, SignedContent, SittingInput, VoteInput,
};
pub use settings::{Limits, Settings};
pub use sitting::{Deed, DraftResult, Sitting, SittingState};
pub use text::{StructuredText, StructuredTexts, TextSource};
pub use version::{Confirmation, DraftVersion, Signed, VersionState};
pub use views::*;
pub use views_chancellery::*;
pub use vote::{Ballot, Closing, Tally, Vote, VoteValue, Voter};
pub use who::Who;
pub use withdrawal::{Withdrawal, WithdrawalInput, WithdrawalTask, WithdrawnDraft};
