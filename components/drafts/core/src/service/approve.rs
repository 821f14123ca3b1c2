//! The head of an approving body approves (385-16-f).

use super::Drafts;
use super::signing::decided_or_wrong;
use crate::{Action, DraftId, Event, Verdict};
use orda_base::{Access, Actor, BodyId, Error, Operation, Result};

impl Drafts {
    /// The head of `body` approves this version by EDS; the signature is bound to the version (385-16-f, 385-16-g).
    ///
    /// # Errors
    /// Not found for a body outside the list; forbidden for who is not the head; the failing step of the verification;
    /// refusals of the state: decided already, remarks of the body still open, no representative yet.
    pub async fn approve(&self, actor: &Actor, draft: DraftId, version: u32, body: BodyId, cms: &[u8]) -> Result<()> {
        let seen = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let prepared = self.prepare(actor, &seen, version, Action::Approve, Some(body)).await?;
        let (record, by) = self.accept(actor, &prepared, cms).await?;

        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::Approve, Some(body))?;
        // A version that was sent does not change; should it have, what was verified is not what is stored.
        if change.dossier.draft.current().content != seen.draft.current().content {
            return Err(Error::Conflict);
        }
        if !change.dossier.draft.state().is_with_bodies() {
            return Err(decided_or_wrong(change.dossier.draft.current(), body).into());
        }
        change.work.add_signature(&record).await?;
        let (open, personal, now) = (change.dossier.open_remarks(body), self.settings.personal_decision, change.now);
        let verdict = Verdict::Approve(record.id);
        change.advance_body(body, |approval| approval.decide(verdict, by.clone(), open, personal, now))?;
        let late = change.scene(None).version.approval(body).and_then(|a| a.decision.as_ref()).is_some_and(|d| d.late);
        change.log(Some(by), Event::Approved { body, late });
        let access = Access::done("draft", draft, Operation::Sign).detail(format!("version {version} approved"));
        self.finish(change, access).await
    }
}
