//! Posting: a form becomes a draft, a changed version, or a new version (385-13, 385-14, 385-18-b).

use super::Drafts;
use super::change::Change;
use crate::fields::problems;
use crate::policy::may_post_for;
use crate::ports::DraftsWork;
use crate::{
    Action, Confirmation, Content, Dossier, Draft, DraftId, DraftRefusal, DraftVersion, Event, Posting, PostingId,
    PostingTarget, VersionState, Who, words,
};
use orda_base::{Access, Actor, Error, Operation, Result, Role, Timestamp};
use orda_documents::FileSetId;

impl Drafts {
    /// Posts a form. `confirmed` confirms that a running approval is broken off (385-18-b), and that what somebody else has
    /// changed since the form was begun was taken into account (385-6-5).
    ///
    /// # Errors
    /// Not found for anybody but the person who began it; forbidden for who is no drafter of the body any more; the wrong
    /// fields; refusals of the state.
    pub async fn submit_posting(&self, actor: &Actor, id: PostingId, confirmed: bool) -> Result<DraftId> {
        let known = self.active_bodies().await?;
        let mut work = self.store.begin().await?;
        let posting = work.posting(id).await?.filter(|p| actor.is(p.person)).ok_or(Error::NotFound)?;
        may_post_for(actor, posting.body).check()?;
        let files = work.files(posting.files).await?;
        let problems = problems(&posting.fields, files.len(), posting.body, &known, &self.settings);
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let now = self.env.now();
        // From now on the files are those of the version: whoever wants others makes a change or a new version.
        work.seal(posting.files, now).await?;
        work.delete_posting(id).await?;
        let content = self.content(&posting)?;
        let by = Who::of(actor, Role::Drafter, posting.body).ok_or(Error::Forbidden)?;
        match posting.target {
            PostingTarget::New => self.post_new(actor, work, &posting, content, by, now).await,
            PostingTarget::Change { draft, version, of } => {
                let of = of.filter(|_| !confirmed);
                self.post_change(actor, work, &posting, content, by, (draft, version, of)).await
            }
            PostingTarget::Version { draft, after } => {
                self.post_version(actor, work, &posting, content, by, (draft, after), confirmed).await
            }
        }
    }

    fn content(&self, posting: &Posting) -> Result<Content> {
        let fields = &posting.fields;
        Ok(Content {
            title: fields.title.clone(),
            kind: fields.kind.ok_or_else(|| Error::internal("checked with the problems"))?,
            files: posting.files,
            approving_bodies: fields.approving_bodies.clone(),
            term: fields.term.unwrap_or(self.settings.default_term),
            digests: fields.texts.digests(),
        })
    }

    async fn post_new(
        &self,
        actor: &Actor,
        mut work: Box<dyn DraftsWork>,
        posting: &Posting,
        content: Content,
        by: Who,
        now: Timestamp,
    ) -> Result<DraftId> {
        let year = now.date().year();
        let nth = work.next_number(year).await?;
        let id = DraftId::generate(&self.env);
        let first = prepared(1, content, by.clone(), now);
        let draft = Draft {
            withdrawn: None,
            id,
            number: Draft::number_of(year, nth),
            serial: Draft::serial_of(year, nth),
            body: posting.body,
            created_by: by.clone(),
            created_at: now,
            revision: 1,
            versions: vec![first],
        };
        work.insert(&draft).await?;
        save_texts(work.as_mut(), &draft, posting).await?;
        let dossier = Dossier { draft, remarks: Vec::new(), protocols: Vec::new() };
        let mut change = Change::new(actor, work, dossier, now);
        change.log(Some(by), Event::Posted);
        self.finish(change, Access::done("draft", id, Operation::Create)).await?;
        Ok(id)
    }

    async fn post_change(
        &self,
        actor: &Actor,
        work: Box<dyn DraftsWork>,
        posting: &Posting,
        content: Content,
        by: Who,
        (draft, version, of): (DraftId, u32, Option<FileSetId>),
    ) -> Result<DraftId> {
        let mut change = self.hold(actor, work, draft).await?;
        change.on_version(version)?;
        change.allow(Action::Change, None)?;
        if let Some((name, _)) = self.changed_since(change.dossier.draft.current(), of).await? {
            return Err(DraftRefusal::ChangedMeanwhile { name }.into());
        }
        let (now, mut voided) = (change.now, false);
        change.advance(|v| {
            let (next, lost) = v.change(content, now)?;
            voided = lost;
            Ok(next)
        })?;
        change.dossier.draft.current_mut().secrets_confirmed = Confirmation { person: by.person, at: now };
        save_texts(change.work.as_mut(), &change.dossier.draft, posting).await?;
        change.log(Some(by), Event::Changed { voided });
        self.finish(change, Access::done("draft", draft, Operation::Change).detail(format!("version {version}")))
            .await?;
        Ok(draft)
    }

    #[allow(clippy::too_many_arguments)] // Private, called once; a struct would only name them again.
    async fn post_version(
        &self,
        actor: &Actor,
        work: Box<dyn DraftsWork>,
        posting: &Posting,
        content: Content,
        by: Who,
        (draft, after): (DraftId, u32),
        confirmed: bool,
    ) -> Result<DraftId> {
        let mut change = self.hold(actor, work, draft).await?;
        change.on_version(after)?;
        change.allow(Action::PostVersion, None)?;
        let (now, said, number) = (change.now, change.dossier.anything_said(), after + 1);
        change.advance(|v| v.supersede(said, confirmed, now))?;
        // Nothing is carried over: no signature, no decision, no remark, no protocol (385-17-b, 385-18-c).
        change.dossier.draft.versions.push(prepared(number, content, by.clone(), now));
        change.dossier.remarks.clear();
        change.dossier.protocols.clear();
        save_texts(change.work.as_mut(), &change.dossier.draft, posting).await?;
        change.log_on(after, Some(by.clone()), Event::Superseded { by: number });
        change.log(Some(by), Event::Posted);
        self.finish(change, Access::done("draft", draft, Operation::Create).detail(format!("version {number}")))
            .await?;
        Ok(draft)
    }

    /// Who has changed the version since it had these files, and when; none when nobody has.
    pub(super) async fn changed_since(
        &self,
        version: &DraftVersion,
        files: Option<FileSetId>,
    ) -> Result<Option<(String, Timestamp)>> {
        if files.is_none_or(|files| files == version.content.files) {
            return Ok(None);
        }
        let by = &version.secrets_confirmed;
        Ok(Some((self.name_of(by.person).await?, by.at)))
    }

    async fn hold<'a>(&self, actor: &'a Actor, mut work: Box<dyn DraftsWork>, draft: DraftId) -> Result<Change<'a>> {
        let dossier = work.lock(draft).await?.ok_or(Error::NotFound)?;
        Ok(Change::new(actor, work, dossier, self.env.now()))
    }
}

fn prepared(number: u32, content: Content, by: Who, now: Timestamp) -> DraftVersion {
    DraftVersion {
        number,
        state: VersionState::Prepared,
        content,
        secrets_confirmed: Confirmation { person: by.person, at: now },
        posted_by: by,
        posted_at: now,
        changed_at: now,
        signed: None,
        sent_at: None,
        chancellery_at: None,
        chancellery: None,
        approvals: Vec::new(),
        consideration: crate::Consideration::default(),
    }
}

/// Keeps the texts of the newest version and the words of its titles and number.
async fn save_texts(work: &mut dyn DraftsWork, draft: &Draft, posting: &Posting) -> Result<()> {
    let version = draft.current();
    let title = &version.content.title;
    let found_by = words::words(&format!("{} {} {} {}", draft.number, title.kk, title.ru, title.en));
    work.save_texts(draft, version.number, &posting.fields.texts, &found_by).await
}
