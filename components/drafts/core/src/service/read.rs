//! What belongs to a version: text, remarks, files, signatures, and who can see it.

use super::Drafts;
use super::names::person_ref;
use super::stored::Stored;
use crate::policy::{Scene, may, may_read, may_settle, may_view_vote};
use crate::subject::{Subject, readers_of};
use crate::{
    Action, BodyRef, Dossier, DraftId, DraftVersion, MyRole, ReaderLine, ReadingView, Remark, RemarkState, RemarkView,
    SignatureView, TextView,
};
use orda_base::{Actor, BodyId, Error, Result, Role};
use orda_documents::{FileId, StoredFile};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

impl Drafts {
    /// The draft, when the actor may read this version of it.
    pub(super) async fn readable(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Arc<Dossier>> {
        let dossier = self.store.seen(draft).await?.ok_or(Error::NotFound)?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        if may_read(actor, &dossier.draft, shown) { Ok(dossier) } else { Err(Error::NotFound) }
    }

    /// The texts of a version with its remarks.
    ///
    /// # Errors
    /// Not found for who may not read the version.
    pub async fn text(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<TextView> {
        let dossier = self.readable(actor, draft, version).await?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        let texts = self.store.texts(draft, version).await?;
        let integrity = self.stored(&dossier, shown).await?.integrity(shown);
        let structured = self.structured_of(&dossier, version).await?;
        Ok(TextView { texts, structured, remarks: self.remark_views(actor, &dossier, version).await?, integrity })
    }

    /// The parts of the text with the remarks, to be read beside the card of a version that the actor may read.
    pub(super) async fn reading(&self, actor: &Actor, dossier: &Dossier, version: u32) -> Result<ReadingView> {
        let structured = self.structured_of(dossier, version).await?;
        Ok(ReadingView { structured, remarks: self.remark_views(actor, dossier, version).await? })
    }

    /// The remarks on a version with their answers, by number (385-18).
    ///
    /// # Errors
    /// Not found for who may not read the version.
    pub async fn remarks(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<RemarkView>> {
        let dossier = self.readable(actor, draft, version).await?;
        self.remark_views(actor, &dossier, version).await
    }

    /// The remarks on a version.
    pub(super) async fn remarks_of<'a>(&self, dossier: &'a Dossier, version: u32) -> Result<Cow<'a, [Remark]>> {
        if dossier.draft.is_current(version) {
            Ok(Cow::Borrowed(&dossier.remarks))
        } else {
            // Those of an older version are read on their own.
            Ok(Cow::Owned(self.store.remarks(dossier.draft.id, version).await?))
        }
    }

    async fn remark_views(&self, actor: &Actor, dossier: &Dossier, version: u32) -> Result<Vec<RemarkView>> {
        let draft = &dossier.draft;
        let remarks = self.remarks_of(dossier, version).await?;
        let current = draft.current();
        let live = draft.is_current(version) && current.state.is_with_bodies();
        let allowed = |action| may(actor, action, Scene { draft, version: current, body: None }).is_allowed();
        let (answers, settles) = (live && allowed(Action::AnswerRemark), live && allowed(Action::SettleRemark));
        let mut views = Vec::with_capacity(remarks.len());
        let mut bodies: BTreeMap<BodyId, Arc<BodyRef>> = BTreeMap::new();
        for remark in remarks.into_owned() {
            let body = match bodies.entry(remark.body) {
                Entry::Occupied(known) => Arc::clone(known.get()),
                Entry::Vacant(entry) => Arc::clone(entry.insert(Arc::new(self.body_ref(remark.body).await?))),
            };
            let blocks = remark.state.blocks();
            let may_answer = answers && matches!(remark.state, RemarkState::Open | RemarkState::Answered);
            let may_settle = settles && blocks && may_settle(actor, &remark);
            views.push(RemarkView { remark, body, may_answer, may_settle });
        }
        Ok(views)
    }

    /// The files of a version.
    ///
    /// # Errors
    /// Not found for who may not read the version.
    pub async fn files(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<StoredFile>> {
        let dossier = self.readable(actor, draft, version).await?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        self.store.files(shown.content.files).await
    }

    /// The file, once it is sure that the actor may read it: to be opened by its id.
    ///
    /// # Errors
    /// Not found for who may not read the version, and for a file of something else.
    pub async fn file(&self, actor: &Actor, draft: DraftId, version: u32, file: FileId) -> Result<StoredFile> {
        self.files(actor, draft, version).await?.into_iter().find(|f| f.id == file).ok_or(Error::NotFound)
    }

    /// The signatures on a version, oldest first: of the drafter's side, of every approval, of protocols, then of votes as
    /// far as the actor may see them; voided ones are marked. Each is checked again.
    ///
    /// # Errors
    /// Not found for who may not read the version.
    pub async fn signatures(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<SignatureView>> {
        let dossier = self.readable(actor, draft, version).await?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        let protocols = self.store.protocols(draft, version).await?;
        let mut counted: Vec<_> = shown.signed.iter().map(|s| s.signature).collect();
        counted.extend(shown.approvals.iter().filter_map(|a| a.decision.as_ref()?.signature));
        counted.extend(protocols.iter().flat_map(|p| {
            [&p.signed_by_drafter, &p.signed_by_approver].into_iter().flatten().map(|s| s.signature).collect::<Vec<_>>()
        }));
        let Stored { parts, signatures: mut records, .. } = self.stored(&dossier, shown).await?;
        if let Some(vote) = &shown.consideration.vote {
            // Others see how a head has voted when the policy says so; a head sees the own vote (385-24).
            let shows_all = may_view_vote(actor, shown);
            let mut votes = self.store.vote_signatures(draft).await?;
            votes.retain(|r| shows_all || actor.has(Role::HeadOfBody, r.body));
            counted.extend(vote.voters.iter().filter_map(|v| v.ballot.as_ref().map(|b| b.signature)));
            records.extend(votes);
        }
        let mut views = Vec::new();
        for record in records.into_iter().filter(|r| r.object.version == version) {
            let acting_for = match record.acting_for {
                Some(person) => Some(self.name_of(person).await?),
                None => None,
            };
            let body = self.body_ref(record.body).await?;
            let in_force = counted.contains(&record.id);
            let report = self.report_again(&record, in_force.then_some(parts.as_slice())).await?;
            views.push(SignatureView { record, report, body, acting_for, in_force });
        }
        Ok(views)
    }

    /// Who can see a version, by body and role, with the people who hold it now.
    ///
    /// # Errors
    /// Not found for who may not read the version.
    pub async fn readers(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<ReaderLine>> {
        let dossier = self.readable(actor, draft, version).await?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        let mut lines: BTreeMap<usize, ReaderLine> = BTreeMap::new();
        let mut keys: Vec<(BodyId, MyRole)> = Vec::new();
        for subject in readers_of(&dossier.draft, shown) {
            let Some(key) = key_of(subject, shown) else { continue };
            let index = keys.iter().position(|k| *k == key).unwrap_or_else(|| {
                keys.push(key);
                keys.len() - 1
            });
            if let Entry::Vacant(entry) = lines.entry(index) {
                entry.insert(ReaderLine { body: self.body_ref(key.0).await?, role: key.1, people: Vec::new() });
            }
            for person in self.people(subject).await? {
                if let (Some(card), Some(line)) = (self.directory.person(person).await?, lines.get_mut(&index)) {
                    line.people.push(person_ref(&card));
                }
            }
        }
        Ok(lines.into_values().collect())
    }
}

/// The body and role under which a subject reads a version.
fn key_of(subject: Subject, version: &DraftVersion) -> Option<(BodyId, MyRole)> {
    match subject {
        Subject::Role(body, role) => {
            let role = match role {
                Role::Drafter => MyRole::Drafter,
                Role::HeadOfBody => MyRole::Head,
                Role::RecordsClerk => MyRole::RecordsClerk,
                Role::ControlOfficer => MyRole::ControlOfficer,
                _ => return None,
            };
            Some((body, role))
        }
        Subject::Person(person) => {
            let approval = version.approvals.iter().find(|a| a.represents(person))?;
            Some((approval.body, MyRole::Representative))
        }
        Subject::Unit(body, _) => Some((body, MyRole::UnitOfficer)),
    }
}
