//! What pages and interfaces show: everything resolved, nothing left to decide.

use crate::{
    ActKind, Action, BodyApproval, DraftId, Entry, Letter, Posting, Progress, Protocol, ProtocolState, Remark, Side,
    Signed, Texts, VersionState, Who,
};
use orda_base::{BodyId, Date, FieldError, LocalizedText, PersonId, Timestamp};
use orda_documents::StoredFile;
use orda_signatures::{Purpose, Report, SignatureRecord};

/// A body by its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRef {
    /// The body.
    pub id: BodyId,
    /// Its BIN.
    pub bin: String,
    /// Its name.
    pub name: LocalizedText,
    /// Its short name.
    pub short_name: LocalizedText,
}

/// A person by name and position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRef {
    /// The person.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Position.
    pub position: LocalizedText,
}

/// A term with how it was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermView {
    /// The last day.
    pub due: Date,
    /// Working days left, today not counted; negative: working days since it passed.
    pub left: i32,
    /// How it stands.
    pub status: TermStatus,
    /// How it was counted.
    pub counted: workdays::Counted,
}

/// How a term stands. Message key: `drafts-term-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TermStatus {
    /// Running, with time enough.
    Running,
    /// Running, few days left.
    Near,
    /// Passed without a decision: "no answer" (385-16-j).
    Overdue,
    /// Decided within it.
    Kept,
    /// Decided after it.
    Late,
}

impl TermStatus {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Near => "near",
            Self::Overdue => "overdue",
            Self::Kept => "kept",
            Self::Late => "late",
        }
    }
}

/// The card of a draft, seen at one version.
#[derive(Debug, Clone)]
pub struct Card {
    /// The draft.
    pub draft: DraftId,
    /// Its number.
    pub number: String,
    /// Number of the version shown.
    pub version: u32,
    /// Number of the newest version there is.
    pub current: u32,
    /// Number of the newest version that this reader may see: where a link to an older one leads on (385-16-e).
    pub readable: u32,
    /// Where the version stands.
    pub state: VersionState,
    /// Its title.
    pub title: LocalizedText,
    /// Kind of act.
    pub kind: ActKind,
    /// The drafting body.
    pub body: BodyRef,
    /// Who posted this version.
    pub posted_by: Who,
    /// When.
    pub posted_at: Timestamp,
    /// The head's signature on it (385-14).
    pub signed: Option<Signed>,
    /// When it was sent for approval.
    pub sent_at: Option<Timestamp>,
    /// When it went to the Chancellery.
    pub chancellery_at: Option<Timestamp>,
    /// The term in working days.
    pub term_days: u16,
    /// Progress of the approval.
    pub progress: Progress,
    /// One line an approving body: refusals first, then those that wait longest, approvals last.
    pub bodies: Vec<BodyLine>,
    /// The one thing this reader is to do now, if anything.
    pub primary: Option<Offer>,
    /// Everything this reader may do now, `primary` included.
    pub offers: Vec<Offer>,
    /// Versions this reader may see, newest first.
    pub versions: Vec<VersionLine>,
    /// Remarks that are open or answered, not closed.
    pub open_remarks: u32,
    /// All remarks.
    pub remarks: u32,
    /// Protocols of disagreements attached to this version.
    pub protocols: Vec<ProtocolLine>,
    /// Does everything still agree with what was signed (385-59-b)?
    pub integrity: Integrity,
    /// What bars the Chancellery, body by body; empty when nothing does (385-19). Only for the drafting body.
    pub missing: Vec<Missing>,
    /// What the Chancellery has done with it (385-20 to 385-25).
    pub consideration: crate::ConsiderationView,
}

/// An action, for a body where it concerns one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// What can be done.
    pub action: Action,
    /// For which body, where an approving body is concerned.
    pub body: Option<BodyId>,
}

/// One approving body on the card.
#[derive(Debug, Clone)]
pub struct BodyLine {
    /// The body.
    pub body: BodyRef,
    /// Everything known of its approval; none before the draft was sent.
    pub approval: Option<BodyApproval>,
    /// Its term; none before the draft was sent.
    pub term: Option<TermView>,
    /// Who has it now: the representatives, the head, or the clerks.
    pub with: Vec<String>,
    /// Open and answered remarks of this body.
    pub open_remarks: u32,
    /// Refused, and the official letter has not gone out (385-16-i).
    pub letter_outstanding: bool,
    /// State of the protocol with this body on this version.
    pub protocol: Option<ProtocolState>,
    /// May this reader remind whoever must act there, now (at most once a working day)?
    pub may_chase: bool,
}

/// One version in the list of versions.
#[derive(Debug, Clone)]
pub struct VersionLine {
    /// Its number.
    pub number: u32,
    /// Where it stands.
    pub state: VersionState,
    /// Who posted it.
    pub posted_by: Who,
    /// When.
    pub posted_at: Timestamp,
    /// Progress of its approval.
    pub progress: Progress,
}

/// A protocol on the card.
#[derive(Debug, Clone)]
pub struct ProtocolLine {
    /// The protocol.
    pub protocol: Protocol,
    /// The approving body.
    pub body: BodyRef,
    /// Where it stands.
    pub state: ProtocolState,
    /// The side that has not signed yet while the other has: "awaiting the other side".
    pub awaiting: Option<Side>,
    /// May this reader change it?
    pub may_edit: bool,
    /// As which side may this reader sign it now?
    pub may_sign: Option<Side>,
}

/// Does what is stored agree with what was posted and signed (385-59-b)?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Integrity {
    /// Yes.
    Intact,
    /// No: names of the parts that differ (`text-kk`, `text-ru`, `card`, or a file's name).
    Breached(Vec<String>),
}

/// What bars sending to the Chancellery, for one body (385-19).
#[derive(Debug, Clone)]
pub struct Missing {
    /// The body.
    pub body: BodyRef,
    /// Why.
    pub why: MissingWhy,
}

/// Why a body bars the Chancellery. Message key: `drafts-missing-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissingWhy {
    /// It has not decided; silence is not approval.
    NoDecision,
    /// It has refused.
    Refused,
    /// It has refused and a protocol of this version is signed by both sides, but the setting does not let that pass.
    RefusedWithProtocol,
    /// Its signature does not verify any more.
    SignatureInvalid,
}

impl MissingWhy {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoDecision => "no_decision",
            Self::Refused => "refused",
            Self::RefusedWithProtocol => "refused_with_protocol",
            Self::SignatureInvalid => "signature_invalid",
        }
    }
}

/// The text of a version with its remarks.
#[derive(Debug, Clone)]
pub struct TextView {
    /// The paragraphs in both languages, as they were typed.
    pub texts: Texts,
    /// The texts with their parts.
    pub structured: std::sync::Arc<crate::StructuredTexts>,
    /// Remarks on this version.
    pub remarks: Vec<RemarkView>,
    /// Does it agree with what was signed?
    pub integrity: Integrity,
}

/// The text of a version by its parts, with its remarks.
#[derive(Debug, Clone)]
pub struct ReadingView {
    /// The texts with their parts.
    pub structured: std::sync::Arc<crate::StructuredTexts>,
    /// Remarks on this version.
    pub remarks: Vec<RemarkView>,
}

/// A remark with names, and with what this reader may do about it.
#[derive(Debug, Clone)]
pub struct RemarkView {
    /// The remark.
    pub remark: Remark,
    /// The body on whose side it was made.
    pub body: std::sync::Arc<BodyRef>,
    /// May this reader answer it?
    pub may_answer: bool,
    /// May this reader close or withdraw it?
    pub may_settle: bool,
}

/// A signature with what it says.
#[derive(Debug, Clone)]
pub struct SignatureView {
    /// The record: manifest, CMS, signer, the report of the time when it was taken in.
    pub record: SignatureRecord,
    /// The report of checking it again now, over what is stored now.
    pub report: Report,
    /// The body for which was signed.
    pub body: BodyRef,
    /// Full name of the person in whose place was signed, if so.
    pub acting_for: Option<String>,
    /// Does it count? Not when it was voided by a change (385-14, 385-17-c).
    pub in_force: bool,
}

/// A letter with names.
#[derive(Debug, Clone)]
pub struct LetterView {
    /// The letter.
    pub letter: Letter,
    /// From which body.
    pub sender: BodyRef,
    /// To which body.
    pub addressee: BodyRef,
}

/// An entry of the history with names.
#[derive(Debug, Clone)]
pub struct EntryView {
    /// The entry.
    pub entry: Entry,
    /// The body it concerns.
    pub body: Option<BodyRef>,
    /// The body for which the person acted.
    pub by_body: Option<BodyRef>,
    /// Full name of the person in whose place was acted.
    pub acting_for: Option<String>,
}

/// One line of "who can see this".
#[derive(Debug, Clone)]
pub struct ReaderLine {
    /// In which body.
    pub body: BodyRef,
    /// Why: code `drafter`, `head`, `records_clerk`, `representative`, `control_officer`, `unit_officer` (see `MyRole`).
    pub role: crate::MyRole,
    /// The people who hold it now.
    pub people: Vec<PersonRef>,
}

/// What is shown before signing, and what is signed.
#[derive(Debug, Clone)]
pub struct SigningTask {
    /// The draft.
    pub draft: DraftId,
    /// Its number.
    pub number: String,
    /// Number of the version.
    pub version: u32,
    /// Title.
    pub title: LocalizedText,
    /// Why it is signed.
    pub purpose: Purpose,
    /// For which body.
    pub body: BodyRef,
    /// The files of the version.
    pub files: Vec<StoredFile>,
    /// Exactly the bytes to be signed.
    pub manifest: Vec<u8>,
}

/// A form in progress with its files and what is still missing.
#[derive(Debug, Clone)]
pub struct PostingView {
    /// The form.
    pub posting: Posting,
    /// The drafting body.
    pub body: BodyRef,
    /// The approving bodies chosen so far.
    pub bodies: Vec<BodyRef>,
    /// Files uploaded so far.
    pub files: Vec<StoredFile>,
    /// What stands in the way of posting: fields `title.kk`, `title.ru`, `kind`, `files`, `bodies`, `term`, `no_secrets`.
    pub problems: Vec<FieldError>,
    /// Posting this breaks off a running approval without a remark or refusal: a confirmation is needed (385-18-b).
    pub breaks_off: bool,
    /// Who has changed the version since the form was begun, and when: posting it must be confirmed (385-6-5).
    pub overtaken: Option<(String, Timestamp)>,
    /// Posting this voids the signature of the head (385-14).
    pub voids_signature: bool,
}

/// A comparison of two versions in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Number of the older version.
    pub from: u32,
    /// Number of the newer version.
    pub to: u32,
    /// The language compared: Kazakh or Russian.
    pub language: orda_base::Language,
    /// The older text.
    pub old: acttext::Act,
    /// The newer text.
    pub new: acttext::Act,
    /// Paragraphs of both, in the order of the newer text.
    pub rows: Vec<acttext::Row>,
    /// Paragraphs that differ.
    pub changed: usize,
    /// Approving bodies added.
    pub bodies_added: Vec<BodyRef>,
    /// Approving bodies removed.
    pub bodies_removed: Vec<BodyRef>,
    /// Titles, where they differ: before and after.
    pub title: Option<(LocalizedText, LocalizedText)>,
}

/// The comparative table of two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableView {
    /// Number of the version that stands as what is in force.
    pub from: u32,
    /// Number of the version that stands as what is proposed.
    pub to: u32,
    /// Its language: Kazakh or Russian.
    pub language: orda_base::Language,
    /// Its rows.
    pub rows: Vec<acttext::TableRow>,
}

/// The page "my work".
#[derive(Debug, Clone, Default)]
pub struct MyWork {
    /// What waits for me, the most urgent first.
    pub waiting: Vec<Matter>,
    /// There are more than are listed.
    pub more: bool,
    /// How many of them are overdue.
    pub overdue: usize,
    /// What I wait for from others, the slowest first.
    pub awaited: Vec<Matter>,
    /// Forms I have begun and not posted.
    pub postings: Vec<Posting>,
}

/// One matter that waits for somebody.
#[derive(Debug, Clone)]
pub struct Matter {
    /// The draft.
    pub draft: DraftId,
    /// Its number.
    pub number: String,
    /// Number of the version.
    pub version: u32,
    /// Title.
    pub title: LocalizedText,
    /// Why me. Message key: `drafts-why-<action code>`.
    pub action: Action,
    /// For which body (of mine, or of those I wait for).
    pub body: Option<BodyRef>,
    /// Since when it waits.
    pub since: Timestamp,
    /// Until when.
    pub term: Option<TermView>,
    /// Something happened since my last visit.
    pub is_new: bool,
    /// Who is asked, for matters I wait for: names, where persons are named.
    pub with: Vec<String>,
    /// What happened since my last visit that was not my own doing, or else what was said last; two lines at most, the
    /// latest first.
    pub news: Vec<News>,
    /// How much happened since my last visit that was not my own doing.
    pub unseen: usize,
    /// Working days that it has waited.
    pub waited: i32,
    /// For matters I wait for: may I remind the body now (at most once a working day)?
    pub may_chase: bool,
    /// When the body was reminded last.
    pub chased_at: Option<Timestamp>,
}

/// Something that happened to a draft, in the words of who said it.
#[derive(Debug, Clone)]
pub struct News {
    /// What happened.
    pub entry: EntryView,
    /// The words of a remark or of an answer, cut; empty for everything else.
    pub words: String,
    /// Did it happen since my last visit?
    pub is_new: bool,
}
