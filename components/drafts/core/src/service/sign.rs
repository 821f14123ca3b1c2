//! The head of the drafting body signs (385-14).

use super::Drafts;
use crate::{Action, DraftId, Event, Signed};
use orda_base::{Access, Actor, Error, Operation, Result};

impl Drafts {
    /// The head of the drafting body signs the newest version: from then on it can be sent (385-14). `cms` is the
    /// detached signature, DER, over the bytes of [`crate::SigningTask::manifest`].
    ///
    /// # Errors
    /// Forbidden for anybody else; the failing step of the verification; refusals of the state.
    pub async fn sign(&self, actor: &Actor, draft: DraftId, version: u32, cms: &[u8]) -> Result<()> {
        let seen = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let prepared = self.prepare(actor, &seen, version, Action::Sign, None).await?;
        let (record, by) = self.accept(actor, &prepared, cms).await?;

        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::Sign, None)?;
        // What was verified must be what is stored now, with the draft held.
        if change.dossier.draft.current().content != seen.draft.current().content {
            return Err(Error::Conflict);
        }
        change.work.add_signature(&record).await?;
        let signed = Signed { by: by.clone(), at: change.now, signature: record.id };
        change.advance(|v| v.sign(signed))?;
        change.log(Some(by), Event::Signed);
        let access = Access::done("draft", draft, Operation::Sign).detail(format!("version {version}"));
        self.finish(change, access).await
    }
}
