//! The history: who did what, on which version, when, in sentences; newest first.

use super::{Part, answer};
use crate::pages::verbs::{self, At};
use crate::view::{count, history};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_drafts::{Card, EntryView};
use orda_web::{Path, Response, Ui, WebError, parts};

/// `/drafts/{draft}/v/{version}/history`.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let card = verbs::card(&ui, &app, at).await?;
    let entries = app.drafts.history(ui.actor(), at.0).await?;
    Ok(answer(&ui, &card, Part::History, &view(&ui, &card, &entries)))
}

/// The content of the tab.
pub(crate) fn view(ui: &Ui, card: &Card, entries: &[EntryView]) -> Markup {
    if entries.is_empty() {
        return html! { p.govuk-body { (ui.t("drafts-history-none")) } };
    }
    let entries: Vec<_> = entries
        .iter()
        .map(|view| {
            let by = match &view.acting_for {
                Some(name) => format!("{}: {name}", ui.t("drafts-signatures-acting")),
                None => String::new(),
            };
            let version = view.entry.version;
            parts::Entry::new(history::sentence(ui, view), by, view.entry.at).text(html! {
                a.govuk-link href=(paths::version(card.draft, version)) {
                    (ui.tr("drafts-history-on-version", &[("n", count(version))]))
                }
            })
        })
        .collect();
    parts::timeline(ui, &entries)
}
