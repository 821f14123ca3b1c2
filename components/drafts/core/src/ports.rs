//! What the use cases need of the outer world: reads, and one unit of work that commits everything together.

use crate::LetterId;
use crate::exchange::{Handover, StoredHandover};
use crate::matters::OpenMatter;
use crate::subject::Subject;
use crate::{
    AgendaRow, Dossier, Draft, DraftId, Entry, Letter, ListQuery, Posting, PostingId, Protocol, Remark, Row, Rows,
    Sitting, SittingId, StructuredTexts, Texts, WithdrawnDraft,
};
use async_trait::async_trait;
use orda_base::{Access, Actor, BodyId, Date, LocalizedText, PersonId, Result, Role, Timestamp};
use orda_documents::{FileSetId, StoredFile};
use orda_notifications::Notice;
use orda_signatures::SignatureRecord;
use std::sync::Arc;

/// Reads, and the beginning of a unit of work. Every read is a constant number of queries.
#[async_trait]
pub trait DraftsStore: Send + Sync {
    /// Begins a unit of work.
    async fn begin(&self) -> Result<Box<dyn DraftsWork>>;
    /// A new empty set of files that who holds `role` in `body` may fill. On its own, before the work that refers to it: an
    /// empty set that nothing refers to harms nobody.
    async fn new_set(&self, body: BodyId, role: Role) -> Result<FileSetId>;
    /// The draft with remarks and protocols of its newest version.
    async fn dossier(&self, id: DraftId) -> Result<Option<Dossier>>;
    /// The same to be read: from memory, while nothing of the draft has changed. Decisions read [`Self::dossier`].
    async fn seen(&self, id: DraftId) -> Result<Option<Arc<Dossier>>> {
        Ok(self.dossier(id).await?.map(Arc::new))
    }
    /// The texts of a version.
    async fn texts(&self, id: DraftId, version: u32) -> Result<Texts>;
    /// The structured texts kept with a version, when they were made of what `stamp` says.
    async fn structure(&self, id: DraftId, version: u32, stamp: &str) -> Result<Option<Arc<StructuredTexts>>>;
    /// Remarks on a version, by number.
    async fn remarks(&self, id: DraftId, version: u32) -> Result<Vec<Remark>>;
    /// Protocols attached to a version.
    async fn protocols(&self, id: DraftId, version: u32) -> Result<Vec<Protocol>>;
    /// Letters about a version, oldest first.
    async fn letters(&self, id: DraftId, version: u32) -> Result<Vec<Letter>>;
    /// The history, oldest first.
    async fn entries(&self, id: DraftId) -> Result<Vec<Entry>>;
    /// The files of a set, in order.
    async fn files(&self, set: FileSetId) -> Result<Vec<StoredFile>>;
    /// All signatures on all versions, oldest first, but those of votes.
    async fn signatures(&self, id: DraftId) -> Result<Vec<SignatureRecord>>;
    /// Of one version what signatures are judged by: texts, files, and the signatures on it, oldest first.
    async fn as_stored(
        &self,
        id: DraftId,
        version: u32,
        files: FileSetId,
    ) -> Result<(Texts, Vec<StoredFile>, Vec<SignatureRecord>)>;
    /// Those of one version, oldest first.
    async fn signatures_of(&self, id: DraftId, version: u32) -> Result<Vec<SignatureRecord>> {
        let mut all = self.signatures(id).await?;
        all.retain(|record| record.object.version == version);
        Ok(all)
    }
    /// The signatures of votes in absentia, oldest first: not everybody who reads the draft may see them.
    async fn vote_signatures(&self, id: DraftId) -> Result<Vec<SignatureRecord>>;
    /// A sitting.
    async fn sitting(&self, id: SittingId) -> Result<Option<Sitting>>;
    /// The first `limit` sittings of a Chancellery, the latest day first.
    async fn sittings(&self, chancellery: BodyId, limit: u32) -> Result<Vec<Sitting>>;
    /// What an agenda shows of these drafts, in any order.
    async fn agenda(&self, drafts: &[DraftId]) -> Result<Vec<AgendaRow>>;
    /// A form in progress.
    async fn posting(&self, id: PostingId) -> Result<Option<Posting>>;
    /// The forms of a person, the latest first.
    async fn postings(&self, person: PersonId) -> Result<Vec<Posting>>;
    /// The list of approving bodies that this person chose last.
    async fn last_bodies(&self, person: PersonId) -> Result<Vec<BodyId>>;
    /// A number that grows with every change to any draft, before the change is acknowledged; none when others may change
    /// the database too, as several nodes do on a server.
    fn revision(&self) -> Option<u64>;
    /// A page of what the subjects may read.
    async fn list(&self, subjects: &[Subject], query: &ListQuery, dates: &TermDates) -> Result<Rows>;
    /// The first `limit` rows of what the subjects may read.
    async fn rows(&self, subjects: &[Subject], query: &ListQuery, dates: &TermDates, limit: u32) -> Result<Vec<Row>>;
    /// What the subjects are asked for, the nearest term first, then the oldest.
    async fn asked_of(&self, subjects: &[Subject], visitor: Option<PersonId>, limit: u32) -> Result<Vec<StoredMatter>>;
    /// What the subjects wait for, the nearest term first, then the oldest.
    async fn awaited_by(
        &self,
        subjects: &[Subject],
        visitor: Option<PersonId>,
        limit: u32,
    ) -> Result<Vec<StoredMatter>>;
    /// The last entries of the histories of these drafts, at most `each` of a draft, the latest first.
    async fn latest(&self, drafts: &[DraftId], each: u32) -> Result<Vec<LatestEntry>>;
    /// Drafts with a term of an undecided body on or before `day` whose reminder has not gone out.
    async fn to_remind(&self, near: Date, today: Date) -> Result<Vec<DraftId>>;
    /// What waits to be handed over to the exchange of letters, in order.
    async fn handovers(&self, limit: u32) -> Result<Vec<StoredHandover>>;
    /// A letter with the draft it is about.
    async fn letter(&self, id: LetterId) -> Result<Option<(DraftId, Letter)>>;
    /// The draft with this number.
    async fn by_number(&self, number: &str) -> Result<Option<DraftId>>;
    /// The first `limit` withdrawn drafts, the latest first.
    async fn withdrawals(&self, limit: u32) -> Result<Vec<WithdrawnDraft>>;
    /// Has the person looked at the draft at this time or later?
    async fn visited_since(&self, person: PersonId, id: DraftId, since: Timestamp) -> Result<bool>;
}

/// Reads the text of files. Files come from strangers and can be long: whoever carries it out bounds time and memory, and
/// keeps the work off the threads that answer requests.
#[async_trait]
pub trait TextFiles: Send + Sync {
    /// The blocks of text of a file; none when it has no text that can be read.
    ///
    /// # Errors
    /// When it could not be tried now; it is tried again later.
    async fn read(&self, file: &StoredFile) -> Result<Option<Vec<acttext::Block>>>;
}

/// Days by which the list tells overdue and near terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermDates {
    /// Today in Astana.
    pub today: Date,
    /// The last day that still counts as near.
    pub near: Date,
}

/// A matter as it is found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMatter {
    /// The draft.
    pub draft: DraftId,
    /// Its number.
    pub number: String,
    /// Number of the version.
    pub version: u32,
    /// Title.
    pub title: LocalizedText,
    /// What waits.
    pub matter: OpenMatter,
    /// The term of the approving body: the day from which it was counted and its working days.
    pub counted: Option<crate::TermCount>,
    /// When anything last happened to the version.
    pub changed_at: Timestamp,
    /// When the visitor last looked at it.
    pub visited_at: Option<Timestamp>,
    /// When the drafter last reminded the approving body.
    pub chased_at: Option<Timestamp>,
}

/// An entry of the history of a draft, with the remark it speaks of.
#[derive(Debug, Clone)]
pub struct LatestEntry {
    /// The draft.
    pub draft: DraftId,
    /// The entry.
    pub entry: Entry,
    /// The remark that was made or answered.
    pub remark: Option<Remark>,
}

/// One transaction. Dropped without [`Self::commit`], nothing of it happened.
#[async_trait]
pub trait DraftsWork: Send {
    /// Takes hold of the draft until the end of the transaction and reads it; its revision grows by one.
    async fn lock(&mut self, id: DraftId) -> Result<Option<Dossier>>;
    /// The next number of `year`.
    async fn next_number(&mut self, year: i16) -> Result<u32>;
    /// A new draft with its first version.
    async fn insert(&mut self, draft: &Draft) -> Result<()>;
    /// What became of the draft: the newest version and the one before it, who may read it, and what waits for whom.
    async fn save(&mut self, draft: &Draft, readers: &[(Subject, u32)], matters: &[OpenMatter]) -> Result<()>;
    /// The texts of a version, and the words by which the draft is found.
    async fn save_texts(&mut self, draft: &Draft, version: u32, texts: &Texts, words: &[String]) -> Result<()>;
    /// The texts of a version.
    async fn texts(&mut self, id: DraftId, version: u32) -> Result<Texts>;
    /// The structured texts of a version, and what they were made of.
    async fn save_structure(&mut self, id: DraftId, version: u32, stamp: &str, texts: &StructuredTexts) -> Result<()>;
    /// A remark, new or changed.
    async fn save_remark(&mut self, id: DraftId, remark: &Remark) -> Result<()>;
    /// A protocol, new or changed.
    async fn save_protocol(&mut self, id: DraftId, protocol: &Protocol) -> Result<()>;
    /// Keeps the withdrawal of a draft and takes the draft, with what was told of it and what belongs to it, out of everything
    /// that is read (385-3). Gives its letters: they are to be taken away from the exchange too.
    async fn withdraw(&mut self, draft: &Draft) -> Result<Vec<LetterId>>;
    /// What became of a letter.
    async fn save_letter(&mut self, letter: &Letter) -> Result<()>;
    /// Something about a letter waits to be handed over to the exchange; a new letter does so by itself.
    async fn hand_over(&mut self, draft: DraftId, letter: LetterId, what: Handover) -> Result<()>;
    /// The exchange has it.
    async fn handed_over(&mut self, letter: LetterId, what: Handover) -> Result<()>;
    /// A letter that went out.
    async fn add_letter(&mut self, id: DraftId, letter: &Letter) -> Result<()>;
    /// Takes hold of a sitting until the end of the transaction and reads it; always before any draft.
    async fn lock_sitting(&mut self, id: SittingId) -> Result<Option<Sitting>>;
    /// A sitting, new or changed.
    async fn save_sitting(&mut self, sitting: &Sitting) -> Result<()>;
    /// Entries of the history.
    async fn add_entries(&mut self, id: DraftId, entries: &[Entry]) -> Result<()>;
    /// A form in progress, held until the end of the transaction.
    async fn posting(&mut self, id: PostingId) -> Result<Option<Posting>>;
    /// How many forms a person has.
    async fn count_postings(&mut self, person: PersonId) -> Result<u64>;
    /// The forms that this person has begun on this draft, the latest first.
    async fn postings_on(&mut self, person: PersonId, id: DraftId) -> Result<Vec<Posting>>;
    /// Saves a form.
    async fn save_posting(&mut self, posting: &Posting) -> Result<()>;
    /// Throws a form away.
    async fn delete_posting(&mut self, id: PostingId) -> Result<()>;
    /// A new open set with the files of another.
    async fn copy_set(&mut self, from: FileSetId, body: BodyId) -> Result<FileSetId>;
    /// The files of a set, in order.
    async fn files(&mut self, set: FileSetId) -> Result<Vec<StoredFile>>;
    /// Nothing in the set changes from now on.
    async fn seal(&mut self, set: FileSetId, now: Timestamp) -> Result<()>;
    /// Keeps a signature.
    async fn add_signature(&mut self, record: &SignatureRecord) -> Result<()>;
    /// Hands notices to the outbox.
    async fn notify(&mut self, notices: &[Notice]) -> Result<()>;
    /// Accounts for what was done.
    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Remembers that a person has looked at a draft.
    async fn visit(&mut self, person: PersonId, id: DraftId, at: Timestamp) -> Result<()>;
    /// Makes everything durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}
