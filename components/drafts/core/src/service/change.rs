//! The frame of every change: take hold of the draft, decide, record everything together.

use super::Drafts;
use crate::matters::open_matters;
use crate::policy::{Scene, may, may_read};
use crate::ports::DraftsWork;
use crate::subject::{Subject, readers};
use crate::{
    Action, BodyApproval, Dossier, Draft, DraftId, DraftRefusal, DraftVersion, Entry, Event, VersionState, Who, notices,
};
use orda_base::{Access, Actor, BodyId, Error, LocalizedText, PersonId, Result, Role, Timestamp};
use orda_notifications::Notice;

/// A change under way: a transaction that holds the draft.
pub(super) struct Change<'a> {
    pub actor: &'a Actor,
    pub work: Box<dyn DraftsWork>,
    pub dossier: Dossier,
    pub now: Timestamp,
    before: VersionState,
    entries: Vec<Entry>,
}

impl<'a> Change<'a> {
    pub fn new(actor: &'a Actor, work: Box<dyn DraftsWork>, dossier: Dossier, now: Timestamp) -> Self {
        let before = dossier.draft.state();
        Self { actor, work, dossier, now, before, entries: Vec::new() }
    }

    /// Is `number` the newest version, and may the actor read it?
    pub fn on_version(&self, number: u32) -> Result<()> {
        newest(self.actor, &self.dossier.draft, number).map(|_| ())
    }

    /// May the actor do that with the newest version?
    pub fn allow(&self, action: Action, body: Option<BodyId>) -> Result<()> {
        may(self.actor, action, self.scene(body)).check()
    }

    pub fn scene(&self, body: Option<BodyId>) -> Scene<'_> {
        Scene { draft: &self.dossier.draft, version: self.dossier.draft.current(), body }
    }

    /// The actor, in a role, as it is kept.
    pub fn who(&self, role: Role, body: BodyId) -> Result<Who> {
        Who::of(self.actor, role, body).ok_or(Error::Forbidden)
    }

    /// Replaces the newest version by what `step` makes of it. On a refusal the whole change is dropped.
    pub fn advance(&mut self, step: impl FnOnce(DraftVersion) -> Result<DraftVersion, DraftRefusal>) -> Result<()> {
        let version = self.dossier.draft.versions.pop().ok_or_else(|| Error::internal("a draft without versions"))?;
        self.dossier.draft.versions.push(step(version)?);
        Ok(())
    }

    /// The same for one approving body.
    pub fn advance_body(
        &mut self,
        body: BodyId,
        step: impl FnOnce(BodyApproval) -> Result<BodyApproval, DraftRefusal>,
    ) -> Result<()> {
        let now = self.now;
        self.advance(|version| version.with_body(body, now, step))
    }

    /// Enters something into the history of the newest version.
    pub fn log(&mut self, who: Option<Who>, event: Event) {
        let version = self.dossier.draft.current().number;
        self.log_on(version, who, event);
    }

    /// Enters something into the history of a version.
    pub fn log_on(&mut self, version: u32, who: Option<Who>, event: Event) {
        self.entries.push(Entry { version, at: self.now, who, event });
    }

    /// Was anything entered?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Drafts {
    /// Takes hold of a draft.
    pub(super) async fn change<'a>(&self, actor: &'a Actor, id: DraftId) -> Result<Change<'a>> {
        let mut work = self.store.begin().await?;
        // What is withdrawn changes no more, not even by what the exchange or the calendar tells (385-3).
        let dossier = work.lock(id).await?.filter(|d| d.draft.withdrawn.is_none()).ok_or(Error::NotFound)?;
        Ok(Change::new(actor, work, dossier, self.env.now()))
    }

    /// Records everything and commits.
    pub(super) async fn finish(&self, change: Change<'_>, access: Access) -> Result<()> {
        self.record(change, access).await?.commit().await
    }

    /// Records everything; the transaction is given back to go on with.
    pub(super) async fn record(&self, mut change: Change<'_>, access: Access) -> Result<Box<dyn DraftsWork>> {
        let now = change.now;
        if self.settings.protocol_replaces_approval {
            let replaced = change.dossier.settled_by_protocol();
            change.advance(|version| Ok(version.settle(now, &replaced)))?;
        }
        let after = change.dossier.draft.state();
        match after {
            VersionState::ApprovedByAll if after != change.before => change.log(None, Event::ApprovedByAll),
            VersionState::RemarksReceived if after != change.before => change.log(None, Event::RemarksReceived),
            _ => {}
        }
        // Remarks and protocols change no state, but a list sorted by change shows them.
        if !change.is_empty() {
            change.dossier.draft.current_mut().changed_at = now;
        }
        let matters = open_matters(&change.dossier, self.settings.personal_decision);
        let notices = self.notices(&change.entries, &change.dossier, change.actor).await?;
        let draft = &change.dossier.draft;
        change.work.save(draft, &readers(draft), &matters).await?;
        change.work.add_entries(draft.id, &change.entries).await?;
        change.work.notify(&notices).await?;
        change.work.record(change.actor, now, &access).await?;
        Ok(change.work)
    }

    /// The notices that follow from what happened; nobody is told of own doings (what the portal finds out by itself is
    /// nobody's), and nobody the same thing twice.
    async fn notices(&self, entries: &[Entry], dossier: &Dossier, actor: &Actor) -> Result<Vec<Notice>> {
        let draft = &dossier.draft;
        let mut all: Vec<Notice> = Vec::new();
        for entry in entries {
            let title = draft.version(entry.version).map(|v| v.content.title.clone()).unwrap_or_default();
            for told in notices::told(entry, dossier) {
                let mut args = vec![
                    ("number", plain(&draft.number)),
                    ("title", title.clone()),
                    ("version", plain(&entry.version.to_string())),
                ];
                if let Some(body) = entry.event.body() {
                    args.push(("body", self.body_ref(body).await?.name));
                }
                // `number` of the draft comes first; a remark's own number is `remark`.
                args.extend(
                    told.args.into_iter().map(|(name, value)| (if name == "number" { "remark" } else { name }, value)),
                );
                for recipient in self.people(told.to).await? {
                    let again = all.iter().any(|n| {
                        n.recipient == recipient && n.kind == told.kind && n.link == told.link && n.args == args
                    });
                    let own = entry.who.is_some() && actor.is(recipient);
                    if !own && !again {
                        all.push(Notice {
                            recipient,
                            kind: told.kind,
                            args: args.clone(),
                            link: told.link.clone(),
                            needs_action: told.needs_action,
                        });
                    }
                }
            }
        }
        Ok(all)
    }

    /// The people behind a subject now.
    pub(super) async fn people(&self, subject: Subject) -> Result<Vec<PersonId>> {
        match subject {
            Subject::Person(person) => Ok(vec![person]),
            Subject::Role(body, role) => {
                Ok(self.directory.holders(role, Some(body)).await?.iter().map(|p| p.id).collect())
            }
            Subject::Unit(body, unit) => {
                let officers = self.directory.holders(Role::ChancelleryUnitOfficer, Some(body)).await?;
                let people = self.directory.people_of_unit(body, unit).await?;
                Ok(people.iter().map(|p| p.id).filter(|p| officers.iter().any(|o| o.id == *p)).collect())
            }
        }
    }
}

/// The version with this number, when it is the newest and the actor may read it. An older one is refused and leads on
/// (385-16-e).
pub(super) fn newest<'a>(actor: &Actor, draft: &'a Draft, number: u32) -> Result<&'a DraftVersion> {
    let version = draft.version(number).filter(|v| may_read(actor, draft, v)).ok_or(Error::NotFound)?;
    if draft.is_current(number) {
        Ok(version)
    } else {
        Err(DraftRefusal::Superseded { current: draft.current().number }.into())
    }
}

pub(super) fn plain(text: &str) -> LocalizedText {
    LocalizedText { kk: text.to_owned(), ..LocalizedText::default() }
}
