//! Forms in progress: begun, saved step by step, taken up again, thrown away (385-13).

use super::Drafts;
use crate::fields::{Check, bodies, problems, term};
use crate::policy::may_post_for;
use crate::{
    Action, BodyRef, DraftId, DraftRefusal, Posting, PostingFields, PostingId, PostingStep, PostingTarget, PostingView,
    Texts, VersionState,
};
use orda_base::{Access, Actor, BodyId, Error, FieldError, Operation, Result, Role};
use orda_documents::FileSetId;

impl Drafts {
    /// Begins a new draft for `body` (385-13).
    ///
    /// # Errors
    /// Forbidden for who is not a drafter of the body; refused beyond the number of forms one person may have.
    pub async fn start_posting(&self, actor: &Actor, body: BodyId) -> Result<PostingId> {
        may_post_for(actor, body).check()?;
        let files = self.store.new_set(body, Role::Drafter).await?;
        let work = self.store.begin().await?;
        self.begin_posting(actor, work, body, PostingTarget::New, PostingFields::default(), files).await
    }

    /// Begins a change of the newest version, which was not sent yet; takes up the form already begun on it (385-14).
    ///
    /// # Errors
    /// Not found or forbidden for who is not a drafter of the body; refused once the version was sent.
    pub async fn start_change(&self, actor: &Actor, draft: DraftId) -> Result<PostingId> {
        self.start_on(actor, draft, Action::Change).await
    }

    /// Begins a new version: title, texts, files and list are taken over to be worked on (385-18-b).
    ///
    /// # Errors
    /// Not found or forbidden for who is not a drafter of the body; refused for a version not sent yet, and at the
    /// Chancellery.
    pub async fn start_version(&self, actor: &Actor, draft: DraftId) -> Result<PostingId> {
        self.start_on(actor, draft, Action::PostVersion).await
    }

    async fn start_on(&self, actor: &Actor, draft: DraftId, action: Action) -> Result<PostingId> {
        let mut change = self.change(actor, draft).await?;
        change.allow(action, None)?;
        let version = change.dossier.draft.current().clone();
        let target = if action == Action::Change {
            if !version.state.is_editable() {
                return Err(DraftRefusal::NewVersionNeeded.into());
            }
            PostingTarget::Change { draft, version: version.number, of: Some(version.content.files) }
        } else {
            // Asked as if confirmed: the confirmation is given when the form is posted.
            version.clone().supersede(true, true, change.now)?;
            PostingTarget::Version { draft, after: version.number }
        };
        let person = actor.person().ok_or(Error::Forbidden)?;
        // Forms begun on a version or state that is no more stay until their author throws them away: nothing typed is lost.
        let begun = change.work.postings_on(person, draft).await?;
        if let Some(begun) = begun.iter().find(|begun| begun.target.is_same(target)) {
            return Ok(begun.id);
        }
        let body = change.dossier.draft.body;
        let texts = change.work.texts(draft, version.number).await?;
        let files = change.work.copy_set(version.content.files, body).await?;
        let fields = PostingFields {
            title: version.content.title.clone(),
            kind: Some(version.content.kind),
            texts,
            approving_bodies: version.content.approving_bodies.clone(),
            term: Some(version.content.term),
            no_secrets: false,
        };
        self.begin_posting(actor, change.work, body, target, fields, files).await
    }

    async fn begin_posting(
        &self,
        actor: &Actor,
        mut work: Box<dyn crate::ports::DraftsWork>,
        body: BodyId,
        target: PostingTarget,
        fields: PostingFields,
        files: FileSetId,
    ) -> Result<PostingId> {
        let person = actor.person().ok_or(Error::Forbidden)?;
        let limit = self.settings.limits.postings;
        if work.count_postings(person).await? >= limit as u64 {
            return Err(DraftRefusal::TooManyPostings { limit }.into());
        }
        let (now, id) = (self.env.now(), PostingId::generate(&self.env));
        let posting = Posting { id, person, body, target, created_at: now, saved_at: now, fields, files };
        work.save_posting(&posting).await?;
        work.record(actor, now, &Access::done("posting", id, Operation::Create)).await?;
        work.commit().await?;
        Ok(id)
    }

    /// The form in progress, with its files and what is missing.
    ///
    /// # Errors
    /// Not found for anybody but the person who began it.
    pub async fn posting(&self, actor: &Actor, id: PostingId) -> Result<PostingView> {
        let posting = self.store.posting(id).await?.filter(|p| actor.is(p.person)).ok_or(Error::NotFound)?;
        let files = self.store.files(posting.files).await?;
        let known = self.active_bodies().await?;
        let problems = problems(&posting.fields, files.len(), posting.body, &known, &self.settings);
        let (mut breaks_off, mut voids_signature, mut overtaken) = (false, false, None);
        if let PostingTarget::Change { draft, .. } | PostingTarget::Version { draft, .. } = posting.target {
            let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
            let state = dossier.draft.state();
            voids_signature = state == VersionState::SignedByDrafter;
            breaks_off =
                state == VersionState::ApprovedByAll || (state == VersionState::OnApproval && !dossier.anything_said());
            if let PostingTarget::Change { version, of, .. } = posting.target
                && dossier.draft.is_current(version)
            {
                overtaken = self.changed_since(dossier.draft.current(), of).await?;
            }
        }
        let body = self.body_ref(posting.body).await?;
        let bodies = self.body_refs(&posting.fields.approving_bodies).await?;
        Ok(PostingView { posting, body, bodies, files, problems, breaks_off, overtaken, voids_signature })
    }

    /// Forms the actor has begun, the latest first.
    pub async fn postings(&self, actor: &Actor) -> Result<Vec<Posting>> {
        match actor.person() {
            Some(person) => self.store.postings(person).await,
            None => Ok(Vec::new()),
        }
    }

    /// Saves one step. What is typed is kept even when it is not complete yet; a list of bodies with one twice or with
    /// the own one, and what is beyond the limits, is refused (385-13-b).
    ///
    /// # Errors
    /// Not found for anybody but the person who began it; the wrong fields.
    pub async fn save_posting(&self, actor: &Actor, id: PostingId, step: PostingStep) -> Result<()> {
        self.save_posting_steps(actor, id, |_| Ok(vec![step])).await
    }

    /// Saves several steps, all or none; `steps` makes them from what the form holds already.
    ///
    /// # Errors
    /// As [`Drafts::save_posting`], and what `steps` refuses.
    pub async fn save_posting_steps(
        &self,
        actor: &Actor,
        id: PostingId,
        steps: impl FnOnce(&PostingFields) -> Result<Vec<PostingStep>> + Send,
    ) -> Result<()> {
        let known = self.active_bodies().await?;
        let mut work = self.store.begin().await?;
        let mut posting = work.posting(id).await?.filter(|p| actor.is(p.person)).ok_or(Error::NotFound)?;
        let mut check = Check::default();
        for step in steps(&posting.fields)? {
            self.take_step(&mut posting, step, &known, &mut check);
        }
        check.done()?;
        posting.saved_at = self.env.now();
        work.save_posting(&posting).await?;
        work.record(actor, posting.saved_at, &Access::done("posting", id, Operation::Change)).await?;
        work.commit().await
    }

    fn take_step(&self, posting: &mut Posting, step: PostingStep, known: &[BodyId], check: &mut Check) {
        let limits = &self.settings.limits;
        match step {
            PostingStep::Act { title, kind } => {
                check
                    .at_most("title.kk", &title.kk, limits.title)
                    .at_most("title.ru", &title.ru, limits.title)
                    .at_most("title.en", &title.en, limits.title);
                let trimmed = |text: &str| text.trim().to_owned();
                posting.fields.title =
                    orda_base::LocalizedText { kk: trimmed(&title.kk), ru: trimmed(&title.ru), en: trimmed(&title.en) };
                posting.fields.kind = kind;
            }
            PostingStep::Texts { kk, ru } => {
                check.at_most("texts.kk", &kk, limits.text).at_most("texts.ru", &ru, limits.text);
                let texts = Texts { kk: Texts::paragraphs(&kk), ru: Texts::paragraphs(&ru) };
                for (field, paragraphs) in [("texts.kk", &texts.kk), ("texts.ru", &texts.ru)] {
                    check.that(paragraphs.len() <= limits.paragraphs, || {
                        FieldError::new(field, "drafts-field-too-many").with("limit", limits.paragraphs)
                    });
                }
                posting.fields.texts = texts;
            }
            PostingStep::Bodies(chosen) => {
                bodies(check, &chosen, posting.body, known, &self.settings);
                posting.fields.approving_bodies = chosen;
            }
            PostingStep::Term(days) => {
                term(check, days, &self.settings);
                posting.fields.term = Some(days);
            }
            PostingStep::NoSecrets(confirmed) => posting.fields.no_secrets = confirmed,
        }
    }

    /// Throws the form away.
    ///
    /// # Errors
    /// Not found for anybody but the person who began it.
    pub async fn discard_posting(&self, actor: &Actor, id: PostingId) -> Result<()> {
        let mut work = self.store.begin().await?;
        work.posting(id).await?.filter(|p| actor.is(p.person)).ok_or(Error::NotFound)?;
        work.delete_posting(id).await?;
        work.record(actor, self.env.now(), &Access::done("posting", id, Operation::Delete)).await?;
        work.commit().await
    }

    /// Bodies that may be chosen as approving ones (all active but `body`), and this person's last list.
    ///
    /// # Errors
    /// Forbidden for who is not a drafter of the body.
    pub async fn choosable_bodies(&self, actor: &Actor, body: BodyId) -> Result<(Vec<BodyRef>, Vec<BodyId>)> {
        may_post_for(actor, body).check()?;
        let active: Vec<BodyId> = self.active_bodies().await?.into_iter().filter(|b| *b != body).collect();
        let last = match actor.person() {
            Some(person) => self.store.last_bodies(person).await?,
            None => Vec::new(),
        };
        let last = last.into_iter().filter(|b| active.contains(b)).collect();
        Ok((self.body_refs(&active).await?, last))
    }
}
