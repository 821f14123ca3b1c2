//! One transaction of a use case, over the tables of this component and, through their own stores, of the foundation.

use crate::exchange;
use crate::find::index::{self, words_of};
use crate::store::Bell;
use crate::{draft, matter, posting, reader, said, sitting, withdraw, word};
use async_trait::async_trait;
use orda_base::{Access, Actor, BodyId, Env, PersonId, Result, Role, Timestamp};
use orda_documents::{FileSetId, StoredFile};
use orda_drafts::LetterId;
use orda_drafts::exchange::Handover;
use orda_drafts::matters::OpenMatter;
use orda_drafts::ports::DraftsWork;
use orda_drafts::subject::Subject;
use orda_drafts::{
    Dossier, Draft, DraftId, Entry, Letter, Posting, PostingId, Protocol, Remark, Sitting, SittingId, StructuredTexts,
    Texts,
};
use orda_notifications::Notice;
use orda_signatures::SignatureRecord;
use orda_store::{Tx, fault};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A transaction; remembers what was read, to write only what changed.
pub(crate) struct Work {
    tx: Tx,
    env: Env,
    before: Option<Draft>,
    bell: Option<Bell>,
    rings: bool,
    revision: Arc<AtomicU64>,
    changes: bool,
}

impl Work {
    pub(crate) const fn new(tx: Tx, env: Env, bell: Option<Bell>, revision: Arc<AtomicU64>) -> Self {
        Self { tx, env, before: None, bell, rings: false, revision, changes: false }
    }
}

#[async_trait]
impl DraftsWork for Work {
    async fn lock(&mut self, id: DraftId) -> Result<Option<Dossier>> {
        let conn = self.tx.conn();
        let Some(draft) = draft::lock(&mut *conn, id).await? else { return Ok(None) };
        let version = draft.current().number;
        let remarks = said::remarks(&mut *conn, id, version).await?;
        let protocols = said::protocols(&mut *conn, id, version).await?;
        self.before = Some(draft.clone());
        Ok(Some(Dossier { draft, remarks, protocols }))
    }

    async fn next_number(&mut self, year: i16) -> Result<u32> {
        posting::next_number(&mut self.tx, year).await
    }

    async fn insert(&mut self, draft: &Draft) -> Result<()> {
        self.changes = true;
        draft::insert(&mut self.tx, draft).await?;
        draft::save(&mut self.tx, draft, None).await?;
        self.before = Some(draft.clone());
        Ok(())
    }

    async fn save(&mut self, draft: &Draft, readers: &[(Subject, u32)], matters: &[OpenMatter]) -> Result<()> {
        self.changes = true;
        draft::save(&mut self.tx, draft, self.before.as_ref().filter(|b| b.id == draft.id)).await?;
        reader::save(&mut self.tx, draft, readers).await?;
        matter::save(&mut self.tx, draft, matters).await?;
        self.before = Some(draft.clone());
        Ok(())
    }

    async fn save_texts(&mut self, draft: &Draft, version: u32, texts: &Texts, found_by: &[String]) -> Result<()> {
        let before = self.before.take().filter(|b| b.id == draft.id);
        // The version may be new: its row comes first.
        draft::save(&mut self.tx, draft, before.as_ref()).await?;
        let known = said::texts(self.tx.conn(), draft.id, version).await?;
        let indexed = said::is_indexed(self.tx.conn(), draft.id, version).await?;
        let old = before.as_ref().filter(|_| indexed.is_some()).map(|b| words_of(b, version, &known));
        let (old, all) = (old.unwrap_or_default(), indexed == Some(false));
        index::replace(&mut self.tx, draft.serial, version, &old, words_of(draft, version, texts), all).await?;
        self.before = Some(draft.clone());
        said::save_texts(&mut self.tx, draft.id, version, texts).await?;
        word::save(&mut self.tx, draft, version, found_by).await
    }

    async fn texts(&mut self, id: DraftId, version: u32) -> Result<Texts> {
        said::texts(self.tx.conn(), id, version).await
    }

    async fn save_structure(&mut self, id: DraftId, version: u32, stamp: &str, texts: &StructuredTexts) -> Result<()> {
        said::save_structure(&mut self.tx, id, version, stamp, texts).await
    }

    async fn save_remark(&mut self, id: DraftId, remark: &Remark) -> Result<()> {
        said::save_remark(&mut self.tx, id, remark).await
    }

    async fn save_protocol(&mut self, id: DraftId, protocol: &Protocol) -> Result<()> {
        said::save_protocol(&mut self.tx, id, protocol).await
    }

    async fn add_letter(&mut self, id: DraftId, letter: &Letter) -> Result<()> {
        said::add_letter(&mut self.tx, id, letter).await?;
        self.hand_over(id, letter.id, Handover::Letter).await
    }

    async fn withdraw(&mut self, draft: &Draft) -> Result<Vec<LetterId>> {
        self.changes = true;
        withdraw::save(&mut self.tx, draft).await
    }

    async fn save_letter(&mut self, letter: &Letter) -> Result<()> {
        exchange::save_letter(&mut self.tx, letter).await
    }

    async fn hand_over(&mut self, draft: DraftId, letter: LetterId, what: Handover) -> Result<()> {
        self.rings = true;
        exchange::add(&mut self.tx, draft, letter, what).await
    }

    async fn handed_over(&mut self, letter: LetterId, what: Handover) -> Result<()> {
        exchange::remove(&mut self.tx, letter, what).await
    }

    async fn lock_sitting(&mut self, id: SittingId) -> Result<Option<Sitting>> {
        sitting::lock(&mut self.tx, id).await
    }

    async fn save_sitting(&mut self, sitting: &Sitting) -> Result<()> {
        sitting::save(&mut self.tx, sitting).await
    }

    async fn add_entries(&mut self, id: DraftId, entries: &[Entry]) -> Result<()> {
        said::add_entries(&mut self.tx, id, entries).await
    }

    async fn posting(&mut self, id: PostingId) -> Result<Option<Posting>> {
        posting::lock(&mut self.tx, id).await
    }

    async fn count_postings(&mut self, person: PersonId) -> Result<u64> {
        posting::count(&mut self.tx, person).await
    }

    async fn postings_on(&mut self, person: PersonId, id: DraftId) -> Result<Vec<Posting>> {
        posting::on_draft(&mut self.tx, person, id).await
    }

    async fn save_posting(&mut self, posting: &Posting) -> Result<()> {
        posting::save(&mut self.tx, posting).await
    }

    async fn delete_posting(&mut self, id: PostingId) -> Result<()> {
        posting::delete(&mut self.tx, id).await
    }

    async fn copy_set(&mut self, from: FileSetId, body: BodyId) -> Result<FileSetId> {
        orda_documents_store::copy_set(&mut self.tx, &self.env, from, body, Role::Drafter).await
    }

    async fn files(&mut self, set: FileSetId) -> Result<Vec<StoredFile>> {
        orda_documents_store::files_of(self.tx.conn(), set).await
    }

    async fn seal(&mut self, set: FileSetId, now: Timestamp) -> Result<()> {
        orda_documents_store::seal(&mut self.tx, set, now).await
    }

    async fn add_signature(&mut self, record: &SignatureRecord) -> Result<()> {
        orda_signatures_store::insert(&mut self.tx, record).await
    }

    async fn notify(&mut self, notices: &[Notice]) -> Result<()> {
        orda_notifications_store::enqueue(&mut self.tx, &self.env, notices).await
    }

    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
        orda_audit_store::record(&mut self.tx, actor, at, access).await
    }

    async fn visit(&mut self, person: PersonId, id: DraftId, at: Timestamp) -> Result<()> {
        sqlx::query(
            "insert into drafts_visit (person, draft_id, at) values ($1, $2, $3) \
             on conflict (person, draft_id) do update set at = excluded.at",
        )
        .bind(person.to_string())
        .bind(id.to_string())
        .bind(at.micros())
        .execute(self.tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        let committed = self.tx.commit().await;
        if self.changes {
            // Also when the commit is not known to have succeeded.
            self.revision.fetch_add(1, Ordering::SeqCst);
        }
        committed?;
        if let Some(bell) = self.bell.filter(|_| self.rings) {
            bell();
        }
        Ok(())
    }
}
