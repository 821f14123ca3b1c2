//! Reads.

use crate::exchange;
use crate::kept::{Dossiers, Structures, Visits};
use crate::matter::Side;
use crate::work::Work;
use crate::{draft, latest, list, matter, posting, said, sitting, withdraw};
use async_trait::async_trait;
use orda_base::{BodyId, Date, Env, PersonId, Result, Role, Timestamp};
use orda_documents::{DocumentsStore, FileSet, FileSetId, StoredFile};
use orda_drafts::LetterId;
use orda_drafts::exchange::StoredHandover;
use orda_drafts::manifest::{OBJECT, PROTOCOL_OBJECT, VOTE_OBJECT};
use orda_drafts::ports::{DraftsStore, DraftsWork, LatestEntry, StoredMatter, TermDates};
use orda_drafts::subject::Subject;
use orda_drafts::{
    AgendaRow, Content, Dossier, DraftId, Entry, Letter, ListQuery, Posting, PostingId, Protocol, Remark, Row, Rows,
    Sitting, SittingId, StructuredTexts, Texts, WithdrawnDraft,
};
use orda_signatures::SignatureRecord;
use orda_store::{Database, Kind, fault};
use sqlx::Any;
use sqlx::pool::PoolConnection;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Rung after every commit that hands something over to the exchange of letters.
pub type Bell = Arc<dyn Fn() + Send + Sync>;

/// Drafts on SQL.
pub struct DraftsSql {
    db: Database,
    env: Env,
    bell: Option<Bell>,
    revision: Arc<AtomicU64>,
    kept: Dossiers,
    structures: Structures,
    visits: Visits,
}

impl DraftsSql {
    /// Over this database. One for a running portal: it knows of the changes that go through it.
    pub fn new(db: Database, env: Env) -> Self {
        Self {
            db,
            env,
            bell: None,
            revision: Arc::default(),
            kept: Dossiers::default(),
            structures: Structures::default(),
            visits: Visits::default(),
        }
    }

    /// With a bell that is rung when something waits to be handed over to the exchange of letters.
    #[must_use]
    pub fn with_bell(self, bell: Bell) -> Self {
        Self { bell: Some(bell), ..self }
    }

    /// Something was changed past the use cases: what was read before is not to be trusted.
    pub fn changed(&self) {
        self.revision.fetch_add(1, Ordering::SeqCst);
        self.kept.clear();
        self.structures.clear();
        self.visits.clear();
    }

    async fn conn(&self) -> Result<PoolConnection<Any>> {
        self.db.reader().acquire().await.map_err(fault)
    }
}

/// Most drafts that one run of the reminders takes.
const REMINDED_AT_ONCE: i64 = 1_000;

#[async_trait]
impl DraftsStore for DraftsSql {
    async fn begin(&self) -> Result<Box<dyn DraftsWork>> {
        Ok(Box::new(Work::new(self.db.begin().await?, self.env.clone(), self.bell.clone(), Arc::clone(&self.revision))))
    }

    async fn new_set(&self, body: BodyId, role: Role) -> Result<FileSetId> {
        let id = FileSetId::generate(&self.env);
        let set = FileSet { id, body, role, sealed_at: None };
        let mut work = orda_documents_store::DocumentsSql::new(self.db.clone()).begin().await?;
        work.insert_set(&set, self.env.now()).await?;
        work.commit().await?;
        Ok(id)
    }

    async fn dossier(&self, id: DraftId) -> Result<Option<Dossier>> {
        let mut conn = self.conn().await?;
        let Some(draft) = draft::load(&mut conn, id).await? else { return Ok(None) };
        let version = draft.current().number;
        let remarks = said::remarks(&mut conn, id, version).await?;
        let protocols = said::protocols(&mut conn, id, version).await?;
        Ok(Some(Dossier { draft, remarks, protocols }))
    }

    async fn seen(&self, id: DraftId) -> Result<Option<Arc<Dossier>>> {
        let revision: Option<i64> = sqlx::query_scalar("select revision from drafts_draft where id = $1")
            .bind(id.to_string())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        let Some(revision) = revision else { return Ok(None) };
        if let Some(kept) = self.kept.get(id, &revision) {
            return Ok(Some(kept));
        }
        // What is read now is of this revision or a later one: under a revision nothing older is ever kept.
        let Some(read) = self.dossier(id).await?.map(Arc::new) else { return Ok(None) };
        self.kept.keep(&read);
        Ok(Some(read))
    }

    async fn texts(&self, id: DraftId, version: u32) -> Result<Texts> {
        said::texts(&mut *self.conn().await?, id, version).await
    }

    async fn structure(&self, id: DraftId, version: u32, stamp: &str) -> Result<Option<Arc<StructuredTexts>>> {
        if let Some(kept) = self.structures.get((id, version), stamp) {
            return Ok(Some(kept));
        }
        let read = said::structure(&mut *self.conn().await?, id, version).await?;
        let texts = read.filter(|(made_of, _)| made_of == stamp).map(|(_, texts)| Arc::new(texts));
        if let Some(texts) = &texts {
            self.structures.keep((id, version), stamp, texts);
        }
        Ok(texts)
    }

    async fn remarks(&self, id: DraftId, version: u32) -> Result<Vec<Remark>> {
        said::remarks(&mut *self.conn().await?, id, version).await
    }

    async fn protocols(&self, id: DraftId, version: u32) -> Result<Vec<Protocol>> {
        said::protocols(&mut *self.conn().await?, id, version).await
    }

    async fn letters(&self, id: DraftId, version: u32) -> Result<Vec<Letter>> {
        said::letters(&mut *self.conn().await?, id, version).await
    }

    async fn entries(&self, id: DraftId) -> Result<Vec<Entry>> {
        said::entries(&mut *self.conn().await?, id).await
    }

    async fn files(&self, set: FileSetId) -> Result<Vec<StoredFile>> {
        let mut sets = orda_documents_store::files_of_sets(&self.db, &[set]).await?;
        Ok(sets.remove(&set).unwrap_or_default())
    }

    async fn signatures(&self, id: DraftId) -> Result<Vec<SignatureRecord>> {
        let id = id.to_string();
        let mut all = orda_signatures_store::of_object(&self.db, OBJECT, &id).await?;
        all.extend(orda_signatures_store::of_object(&self.db, PROTOCOL_OBJECT, &id).await?);
        all.sort_by_key(|record| record.received_at);
        Ok(all)
    }

    async fn as_stored(
        &self,
        id: DraftId,
        version: u32,
        files: FileSetId,
    ) -> Result<(Texts, Vec<StoredFile>, Vec<SignatureRecord>)> {
        // On one connection: taking one costs as much as a read by key.
        let mut conn = self.conn().await?;
        let texts = said::texts(&mut conn, id, version).await?;
        let files = orda_documents_store::files_of(&mut conn, files).await?;
        let kinds = [OBJECT, PROTOCOL_OBJECT];
        let signatures = orda_signatures_store::of_version(&mut conn, kinds, &id.to_string(), version).await?;
        Ok((texts, files, signatures))
    }

    async fn signatures_of(&self, id: DraftId, version: u32) -> Result<Vec<SignatureRecord>> {
        let (id, mut conn) = (id.to_string(), self.conn().await?);
        orda_signatures_store::of_version(&mut conn, [OBJECT, PROTOCOL_OBJECT], &id, version).await
    }

    async fn vote_signatures(&self, id: DraftId) -> Result<Vec<SignatureRecord>> {
        let mut all = orda_signatures_store::of_object(&self.db, VOTE_OBJECT, &id.to_string()).await?;
        all.sort_by_key(|record| record.received_at);
        Ok(all)
    }

    async fn sitting(&self, id: SittingId) -> Result<Option<Sitting>> {
        sitting::load(&mut *self.conn().await?, id).await
    }

    async fn sittings(&self, chancellery: BodyId, limit: u32) -> Result<Vec<Sitting>> {
        sitting::all(&mut *self.conn().await?, chancellery, limit).await
    }

    async fn agenda(&self, drafts: &[DraftId]) -> Result<Vec<AgendaRow>> {
        sitting::agenda(&mut *self.conn().await?, drafts).await
    }

    async fn posting(&self, id: PostingId) -> Result<Option<Posting>> {
        posting::load(&mut *self.conn().await?, id).await
    }

    async fn postings(&self, person: PersonId) -> Result<Vec<Posting>> {
        posting::of_person(&mut *self.conn().await?, person).await
    }

    async fn last_bodies(&self, person: PersonId) -> Result<Vec<BodyId>> {
        let content: Option<String> =
            sqlx::query_scalar("select content from drafts_version where poster = $1 order by posted_at desc limit 1")
                .bind(person.to_string())
                .fetch_optional(self.db.reader())
                .await
                .map_err(fault)?;
        match content {
            Some(text) => {
                let content: Content = serde_json::from_str(&text).map_err(orda_base::Error::internal)?;
                Ok(content.approving_bodies)
            }
            None => Ok(Vec::new()),
        }
    }

    fn revision(&self) -> Option<u64> {
        (self.db.kind() == Kind::Sqlite).then(|| self.revision.load(Ordering::SeqCst))
    }

    async fn list(&self, subjects: &[Subject], query: &ListQuery, dates: &TermDates) -> Result<Rows> {
        list::page(&mut *self.conn().await?, subjects, query, dates).await
    }

    async fn rows(&self, subjects: &[Subject], query: &ListQuery, dates: &TermDates, limit: u32) -> Result<Vec<Row>> {
        list::rows(&mut *self.conn().await?, subjects, query, dates, limit).await
    }

    async fn asked_of(&self, subjects: &[Subject], visitor: Option<PersonId>, limit: u32) -> Result<Vec<StoredMatter>> {
        matter::of(&mut *self.conn().await?, Side::Asked, subjects, visitor, limit).await
    }

    async fn awaited_by(
        &self,
        subjects: &[Subject],
        visitor: Option<PersonId>,
        limit: u32,
    ) -> Result<Vec<StoredMatter>> {
        matter::of(&mut *self.conn().await?, Side::Awaiting, subjects, visitor, limit).await
    }

    async fn latest(&self, drafts: &[DraftId], each: u32) -> Result<Vec<LatestEntry>> {
        latest::entries(&mut *self.conn().await?, drafts, each).await
    }

    async fn to_remind(&self, near: Date, today: Date) -> Result<Vec<DraftId>> {
        let ids: Vec<String> = sqlx::query_scalar(
            "select distinct draft_id from drafts_approval where open = 1 and due <= $1 \
             and (reminded = 0 or (due < $2 and reminded < 2)) limit $3",
        )
        .bind(near.to_string())
        .bind(today.to_string())
        .bind(REMINDED_AT_ONCE)
        .fetch_all(self.db.reader())
        .await
        .map_err(fault)?;
        ids.iter().map(|id| id.parse().map_err(orda_base::Error::internal)).collect()
    }

    async fn handovers(&self, limit: u32) -> Result<Vec<StoredHandover>> {
        exchange::waiting(&mut *self.conn().await?, limit).await
    }

    async fn letter(&self, id: LetterId) -> Result<Option<(DraftId, Letter)>> {
        exchange::letter(&mut *self.conn().await?, id).await
    }

    async fn by_number(&self, number: &str) -> Result<Option<DraftId>> {
        withdraw::by_number(&mut *self.conn().await?, number).await
    }

    async fn withdrawals(&self, limit: u32) -> Result<Vec<WithdrawnDraft>> {
        withdraw::all(&mut *self.conn().await?, limit).await
    }

    async fn visited_since(&self, person: PersonId, id: DraftId, since: Timestamp) -> Result<bool> {
        // Visits only grow: one that was seen once is true for ever.
        if self.visits.get((person, id), &()).is_some_and(|at| *at >= since) {
            return Ok(true);
        }
        let Some(at) = matter::visited(&mut *self.conn().await?, person, &id.to_string()).await? else {
            return Ok(false);
        };
        self.visits.put((person, id), (), &Arc::new(at));
        Ok(at >= since)
    }
}
