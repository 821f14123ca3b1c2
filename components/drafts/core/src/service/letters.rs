//! The letters about a version, for those who sent or got them.

use super::Drafts;
use crate::policy::{is_control_officer, may_read, unit_of};
use crate::{DraftId, LetterView};
use orda_base::{Actor, BodyId, Error, Result, Role};

impl Drafts {
    /// The letters about a version: all of them for the drafting body and, once it is there, for the Chancellery with the
    /// units that have it; its own ones for an approving body.
    ///
    /// # Errors
    /// Not found for who may not read the version.
    pub async fn letters(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<LetterView>> {
        let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        if !may_read(actor, &dossier.draft, shown) {
            return Err(Error::NotFound);
        }
        let own = dossier.draft.body;
        let sees_all = actor.has(Role::Drafter, own)
            || actor.has(Role::HeadOfBody, own)
            || is_control_officer(actor, shown)
            || unit_of(actor, shown).is_some();
        let mine = |body: BodyId| {
            let represents = |p| shown.approval(body).is_some_and(|a| a.represents(p));
            actor.has(Role::HeadOfBody, body)
                || actor.has(Role::RecordsClerk, body)
                || actor.person().is_some_and(represents)
        };
        let mut views = Vec::new();
        for letter in self.store.letters(draft, version).await? {
            if sees_all || mine(letter.sender) || mine(letter.addressee) {
                let (sender, addressee) = (self.body_ref(letter.sender).await?, self.body_ref(letter.addressee).await?);
                views.push(LetterView { letter, sender, addressee });
            }
        }
        Ok(views)
    }
}
