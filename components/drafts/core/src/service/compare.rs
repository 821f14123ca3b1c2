//! Two versions side by side (385-18-b).

use super::Drafts;
use crate::{Comparison, DiffRow, DraftId, Texts, diff};
use orda_base::{Actor, BodyId, Error, Language, Result};

impl Drafts {
    /// Compares two versions in Kazakh or Russian, paragraph by paragraph; with what changed in title and list.
    ///
    /// # Errors
    /// Not found for who may not read both.
    pub async fn compare(
        &self,
        actor: &Actor,
        draft: DraftId,
        from: u32,
        to: u32,
        language: Language,
    ) -> Result<Comparison> {
        self.readable(actor, draft, from).await?;
        let dossier = self.readable(actor, draft, to).await?;
        let content = |number| dossier.draft.version(number).map(|v| &v.content).ok_or(Error::NotFound);
        let (old, new) = (content(from)?, content(to)?);
        let (old_texts, new_texts) = (self.store.texts(draft, from).await?, self.store.texts(draft, to).await?);
        let side = |texts: &Texts| if language == Language::Ru { texts.ru.clone() } else { texts.kk.clone() };
        let rows = diff::compare(&side(&old_texts), &side(&new_texts));
        let only =
            |a: &[BodyId], b: &[BodyId]| -> Vec<BodyId> { a.iter().copied().filter(|x| !b.contains(x)).collect() };
        let added = only(&new.approving_bodies, &old.approving_bodies);
        let removed = only(&old.approving_bodies, &new.approving_bodies);
        Ok(Comparison {
            from,
            to,
            changed: rows.iter().filter(|row| !DiffRow::is_same(row)).count(),
            rows,
            bodies_added: self.body_refs(&added).await?,
            bodies_removed: self.body_refs(&removed).await?,
            title: (old.title != new.title).then(|| (old.title.clone(), new.title.clone())),
        })
    }
}
