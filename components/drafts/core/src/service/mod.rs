//! The use cases, one file a verb.

use crate::{
    Action, Card, Comparison, DraftId, EntryView, LetterDraft, LetterView, ListQuery, MyWork, Point, Posting,
    PostingId, PostingStep, PostingView, Protocol, ProtocolId, ReaderLine, Remark, RemarkId, RemarkView, Row, Rows,
    Settings, SignatureView, SigningTask, TextView, BodyRef, PersonRef,
};
use orda_base::{Actor, BodyId, Date, Env, Error, Language, LocalizedText, PersonId, Result, Timestamp};
use orda_documents::{FileId, StoredFile};
use orda_identity::Directory;
use orda_signatures::Verifier;
use std::sync::Arc;

/// The use cases of the component. Cheap to clone.
#[derive(Clone)]
pub struct Drafts {
    directory: Arc<dyn Directory>,
    verifier: Arc<dyn Verifier>,
    env: Env,
    settings: Arc<Settings>,
}

/// A remark as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemarkInput {
    /// The paragraph it concerns, from 1; none for the whole draft.
    pub paragraph: Option<u32>,
    /// What is wrong.
    pub text: String,
    /// The wording proposed instead; may be empty.
    pub suggestion: String,
}

/// An answer as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerInput {
    /// Is the remark accepted?
    pub accepted: bool,
    /// In words.
    pub text: String,
}

/// Incoming number and date as they are typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegistrationInput {
    /// Incoming number.
    pub number: String,
    /// Incoming date; not in the future.
    pub date: Option<Date>,
}

/// An official letter of a refusal as it is typed (385-16-i).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefusalInput {
    /// Outgoing number, where the body has one.
    pub number: String,
    /// The reason; must not be empty.
    pub reason: String,
    /// Remarks of the body whose texts are attached to the letter.
    pub remarks: Vec<RemarkId>,
}

fn later<T>() -> Result<T> {
    Err(Error::Unavailable("being built".into()))
}

impl Drafts {
    /// Settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    // ---- posting (385-13) ------------------------------------------------------------------------------------------

    /// Begins a new draft for `body`, of which the actor is a drafter.
    pub async fn start_posting(&self, actor: &Actor, body: BodyId) -> Result<PostingId> { later() }
    /// Begins a change of the newest version, not sent yet (385-13, 385-14); takes up a form already begun.
    pub async fn start_change(&self, actor: &Actor, draft: DraftId) -> Result<PostingId> { later() }
    /// Begins a new version: title, texts, files, list are taken over to be worked on (385-18-b).
    pub async fn start_version(&self, actor: &Actor, draft: DraftId) -> Result<PostingId> { later() }
    /// The form in progress, with its files and what is missing.
    pub async fn posting(&self, actor: &Actor, id: PostingId) -> Result<PostingView> { later() }
    /// Forms the actor has begun.
    pub async fn postings(&self, actor: &Actor) -> Result<Vec<Posting>> { later() }
    /// Saves one step; what is typed is kept even when it is not complete yet, but not beyond the limits.
    pub async fn save_posting(&self, actor: &Actor, id: PostingId, step: PostingStep) -> Result<()> { later() }
    /// Throws the form away.
    pub async fn discard_posting(&self, actor: &Actor, id: PostingId) -> Result<()> { later() }
    /// Posts: a new draft, a changed version, or a new version. `confirmed` confirms that a running approval is broken
    /// off (385-18-b). `Err(Invalid)` names the fields, as in [`PostingView::problems`].
    pub async fn submit_posting(&self, actor: &Actor, id: PostingId, confirmed: bool) -> Result<DraftId> { later() }
    /// Bodies that may be chosen as approving ones (all active but `body`), and those of this person's last list.
    pub async fn choosable_bodies(&self, actor: &Actor, body: BodyId) -> Result<(Vec<BodyRef>, Vec<BodyId>)> { later() }

    // ---- signing and sending (385-14, 385-15, 385-19) --------------------------------------------------------------

    /// What the head is to sign: `action` is `Sign` or `Approve`; `body` for `Approve` (none: the only body of which the
    /// actor is head among the approving ones).
    pub async fn signing(&self, actor: &Actor, draft: DraftId, version: u32, action: Action, body: Option<BodyId>) -> Result<SigningTask> { later() }
    /// The head of the drafting body signs (385-14). `cms` is DER.
    pub async fn sign(&self, actor: &Actor, draft: DraftId, version: u32, cms: &[u8]) -> Result<()> { later() }
    /// The cover letter as it is offered: title, text with the link in it, signer, date (385-15).
    pub async fn cover_letter(&self, actor: &Actor, draft: DraftId) -> Result<(LetterDraft, String)> { later() }
    /// Sends one letter to each listed body (385-15-d). Errors of the letter come as refusals that name the field.
    pub async fn send(&self, actor: &Actor, draft: DraftId, version: u32, letter: LetterDraft) -> Result<()> { later() }
    /// Hands the letter of `body` over again (385-15-d).
    pub async fn resend(&self, actor: &Actor, draft: DraftId, body: BodyId) -> Result<()> { later() }
    /// Gives `body` a term of `days` working days from today (385-16-j).
    pub async fn prolong(&self, actor: &Actor, draft: DraftId, body: BodyId, days: u16) -> Result<()> { later() }
    /// Sends the newest version to the Chancellery (385-19, 385-19-b).
    pub async fn send_to_chancellery(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<()> { later() }

    // ---- in an approving body (385-16) -----------------------------------------------------------------------------

    /// The records clerk registers the letter (385-16).
    pub async fn register(&self, actor: &Actor, draft: DraftId, body: BodyId, input: RegistrationInput) -> Result<()> { later() }
    /// The records clerk passes the letter to the head (385-16-b).
    pub async fn pass_to_head(&self, actor: &Actor, draft: DraftId, body: BodyId) -> Result<()> { later() }
    /// Employees of `body` who can be named.
    pub async fn nameable(&self, actor: &Actor, draft: DraftId, body: BodyId) -> Result<Vec<PersonRef>> { later() }
    /// The head names representatives (385-16-c), with the words of the resolution.
    pub async fn name_representatives(&self, actor: &Actor, draft: DraftId, body: BodyId, people: &[PersonId], resolution: &str) -> Result<()> { later() }
    /// The head approves (385-16-f).
    pub async fn approve(&self, actor: &Actor, draft: DraftId, version: u32, body: BodyId, cms: &[u8]) -> Result<()> { later() }
    /// The head sets the mark of refusal; with `letter` the official letter goes out at once (385-16-h, 385-16-i).
    pub async fn refuse(&self, actor: &Actor, draft: DraftId, version: u32, body: BodyId, letter: Option<RefusalInput>) -> Result<()> { later() }
    /// The official letter of a refusal goes out later (385-16-i).
    pub async fn send_refusal_letter(&self, actor: &Actor, draft: DraftId, version: u32, body: BodyId, letter: RefusalInput) -> Result<()> { later() }
    /// The official letter as it will go out, to be shown before: title and text.
    pub async fn refusal_letter(&self, actor: &Actor, draft: DraftId, version: u32, body: BodyId, letter: &RefusalInput) -> Result<(LocalizedText, String)> { later() }

    // ---- remarks (385-16-d, 385-18) --------------------------------------------------------------------------------

    /// A representative makes a remark.
    pub async fn add_remark(&self, actor: &Actor, draft: DraftId, version: u32, input: RemarkInput) -> Result<Remark> { later() }
    /// The drafter answers a remark.
    pub async fn answer_remark(&self, actor: &Actor, draft: DraftId, remark: RemarkId, input: AnswerInput) -> Result<()> { later() }
    /// The author declares a remark settled.
    pub async fn close_remark(&self, actor: &Actor, draft: DraftId, remark: RemarkId) -> Result<()> { later() }
    /// The author takes a remark back.
    pub async fn withdraw_remark(&self, actor: &Actor, draft: DraftId, remark: RemarkId) -> Result<()> { later() }

    // ---- protocol of disagreements (385-17) ------------------------------------------------------------------------

    /// Begins the protocol with `body` on this version; gives the one there is when it was begun already.
    pub async fn start_protocol(&self, actor: &Actor, draft: DraftId, version: u32, body: BodyId) -> Result<ProtocolId> { later() }
    /// The protocol with its names.
    pub async fn protocol(&self, actor: &Actor, draft: DraftId, id: ProtocolId) -> Result<crate::ProtocolLine> { later() }
    /// Saves the points; `wording` is the one that was shown (else `Conflict`).
    pub async fn save_protocol(&self, actor: &Actor, draft: DraftId, id: ProtocolId, wording: u32, points: Vec<Point>) -> Result<Protocol> { later() }
    /// What the head of a side is to sign.
    pub async fn protocol_signing(&self, actor: &Actor, draft: DraftId, id: ProtocolId) -> Result<SigningTask> { later() }
    /// The head of a side signs the wording that was shown.
    pub async fn sign_protocol(&self, actor: &Actor, draft: DraftId, id: ProtocolId, wording: u32, cms: &[u8]) -> Result<()> { later() }

    // ---- reading ---------------------------------------------------------------------------------------------------

    /// The card at `version` (none: the newest the actor may read). When a named representative opens it for the first
    /// time, the body's state becomes "under review" (385-16-e).
    pub async fn card(&self, actor: &Actor, draft: DraftId, version: Option<u32>) -> Result<Card> { later() }
    /// The texts with their remarks.
    pub async fn text(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<TextView> { later() }
    /// The remarks on a version, by number.
    pub async fn remarks(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<RemarkView>> { later() }
    /// The files of a version.
    pub async fn files(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<StoredFile>> { later() }
    /// The file, once it is sure that the actor may read it: to be opened by its id.
    pub async fn file(&self, actor: &Actor, draft: DraftId, version: u32, file: FileId) -> Result<StoredFile> { later() }
    /// The signatures on a version, of the drafter's side and of every approval and protocol.
    pub async fn signatures(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<SignatureView>> { later() }
    /// The letters about a version that the actor's side sent or got.
    pub async fn letters(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<LetterView>> { later() }
    /// The history, newest first, of the versions the actor may read.
    pub async fn history(&self, actor: &Actor, draft: DraftId) -> Result<Vec<EntryView>> { later() }
    /// Who can see a version.
    pub async fn readers(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<ReaderLine>> { later() }
    /// Two versions side by side, in Kazakh or Russian.
    pub async fn compare(&self, actor: &Actor, draft: DraftId, from: u32, to: u32, language: Language) -> Result<Comparison> { later() }
    /// A page of the list of drafts the actor may read.
    pub async fn list(&self, actor: &Actor, query: &ListQuery) -> Result<Rows> { later() }
    /// The rows of the list without pages, up to `limit`: for export.
    pub async fn export(&self, actor: &Actor, query: &ListQuery, limit: u32) -> Result<Vec<Row>> { later() }
    /// What waits for the actor, and what the actor waits for.
    pub async fn my_work(&self, actor: &Actor) -> Result<MyWork> { later() }

    // ---- jobs ------------------------------------------------------------------------------------------------------

    /// Sends the reminders of terms that are near or past and brings states in line with them (385-16-j). To be called
    /// every few minutes; does nothing twice. Gives how many drafts were touched.
    pub async fn check_terms(&self, now: Timestamp) -> Result<usize> { later() }
}
