//! The history of a draft.

use super::Drafts;
use crate::policy::may_read;
use crate::{DraftId, Entry, EntryView};
use orda_base::{Actor, Error, Result};

impl Drafts {
    /// The history, newest first, of the versions the actor may read.
    ///
    /// # Errors
    /// Not found for who may read none.
    pub async fn history(&self, actor: &Actor, draft: DraftId) -> Result<Vec<EntryView>> {
        let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let readable: Vec<u32> =
            dossier.draft.versions.iter().filter(|v| may_read(actor, &dossier.draft, v)).map(|v| v.number).collect();
        if readable.is_empty() {
            return Err(Error::NotFound);
        }
        let mut views = Vec::new();
        for entry in self.store.entries(draft).await?.into_iter().rev().filter(|e| readable.contains(&e.version)) {
            views.push(self.entry_view(entry, false).await?);
        }
        Ok(views)
    }

    /// An entry with names; `short`: the person with initials, as the directory has the name now.
    pub(super) async fn entry_view(&self, mut entry: Entry, short: bool) -> Result<EntryView> {
        let body = match entry.event.body() {
            Some(body) => Some(self.body_ref(body).await?),
            None => None,
        };
        let (mut by_body, mut acting_for) = (None, None);
        if let Some(who) = &mut entry.who {
            by_body = Some(self.body_ref(who.body).await?);
            if let Some(person) = who.acting_for {
                acting_for = Some(self.name_of(person).await?);
            }
            if short {
                let name = self.short_name_of(who.person).await?;
                if !name.is_empty() {
                    who.name = name;
                }
            }
        }
        Ok(EntryView { entry, body, by_body, acting_for })
    }
}
