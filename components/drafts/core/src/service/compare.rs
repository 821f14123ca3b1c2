//! Two versions side by side (385-18-b), and the comparative table made of them.

use super::Drafts;
use crate::{Comparison, DraftId, RemarkState, TableView};
use acttext::{Act, Tongue, comparative_table};
use orda_base::{Actor, BodyId, Error, Language, Result};

impl Drafts {
    /// Compares two versions in Kazakh or Russian, paragraph by paragraph, moved ones recognised; with what changed in title
    /// and list.
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
        let (before, after) = (content(from)?, content(to)?);
        let language = if language == Language::Ru { Language::Ru } else { Language::Kk };
        let mut sides: Vec<Act> = Vec::with_capacity(2);
        for number in [from, to] {
            let texts = self.structured_of(&dossier, number).await?;
            let side = if language == Language::Ru { &texts.ru } else { &texts.kk };
            sides.push(side.as_ref().map(|text| text.act.clone()).unwrap_or_default());
        }
        let (new, old) = (sides.pop().unwrap_or_default(), sides.pop().unwrap_or_default());
        let only =
            |a: &[BodyId], b: &[BodyId]| -> Vec<BodyId> { a.iter().copied().filter(|x| !b.contains(x)).collect() };
        let added = only(&after.approving_bodies, &before.approving_bodies);
        let removed = only(&before.approving_bodies, &after.approving_bodies);
        let compared = acttext::compare(&old, &new);
        Ok(Comparison {
            from,
            to,
            language,
            changed: compared.amendments(),
            rows: compared.rows,
            old,
            new,
            bodies_added: self.body_refs(&added).await?,
            bodies_removed: self.body_refs(&removed).await?,
            title: (before.title != after.title).then(|| (before.title.clone(), after.title.clone())),
        })
    }

    /// The comparative table of two versions: the older one as what is in force, the newer one as what is proposed. The
    /// reason of a row are the remarks on the older version that concern it and were accepted.
    ///
    /// # Errors
    /// Not found for who may not read both.
    pub async fn comparative_table(
        &self,
        actor: &Actor,
        draft: DraftId,
        from: u32,
        to: u32,
        language: Language,
    ) -> Result<TableView> {
        let comparison = self.compare(actor, draft, from, to, language).await?;
        let dossier = self.readable(actor, draft, from).await?;
        let remarks = self.remarks_of(&dossier, from).await?;
        let mut reasons: Vec<(String, String)> = Vec::new();
        for remark in remarks.iter() {
            let accepted = remark.answer.as_ref().is_some_and(|a| a.accepted) && remark.state != RemarkState::Withdrawn;
            if let Some(anchor) = remark.anchor.clone().filter(|_| accepted) {
                let body = self.body_ref(remark.body).await?;
                reasons.push((anchor, format!("{}: {}", body.short_name.get(comparison.language), remark.text)));
            }
        }
        let tongue = if comparison.language == Language::Ru { Tongue::Russian } else { Tongue::Kazakh };
        let compared = acttext::Comparison { rows: comparison.rows };
        // A remark names the place in the older version; the row knows the newer one.
        let older = |anchor: &str| -> String {
            let row = compared.rows.iter().find(|row| {
                row.new.and_then(|at| comparison.new.units.get(at as usize)).is_some_and(|u| u.anchor == anchor)
            });
            let unit = row.and_then(|row| row.old).and_then(|at| comparison.old.units.get(at as usize));
            unit.map_or_else(|| anchor.to_owned(), |u| u.anchor.clone())
        };
        let reason = |anchor: &str| {
            let place = older(anchor);
            let own: Vec<&str> = reasons.iter().filter(|(a, _)| *a == place).map(|(_, text)| text.as_str()).collect();
            own.join("\n")
        };
        let table = comparative_table(&comparison.old, &comparison.new, &compared, tongue, reason);
        Ok(TableView { from, to, language: comparison.language, rows: table.rows })
    }
}
