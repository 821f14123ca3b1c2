//! The files of a version with their digests, and all versions of the draft.

use super::{Part, answer};
use crate::pages::verbs::{self, At};
use crate::view::{count, states};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_documents::StoredFile;
use orda_documents_web::digests;
use orda_drafts::Card;
use orda_web::{Path, Response, Ui, WebError, parts, parts::Column};

/// `/drafts/{draft}/v/{version}/files`.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    let card = verbs::card(&ui, &app, at).await?;
    let files = app.drafts.files(ui.actor(), draft, version).await?;
    Ok(answer(&ui, &card, Part::Files, &view(&ui, &card, &files)))
}

/// The content of the tab.
pub(crate) fn view(ui: &Ui, card: &Card, files: &[StoredFile]) -> Markup {
    html! {
        @if files.is_empty() { p.govuk-body { (ui.t("drafts-files-none")) } } @else {
            (digests(ui, files, |file| Some(paths::part(card.draft, card.version, &format!("files/{}", file.id)))))
        }
        (versions(ui, card))
    }
}

fn versions(ui: &Ui, card: &Card) -> Markup {
    let columns = vec![
        Column::new(ui.t("drafts-word-version")),
        Column::new(ui.t("drafts-word-state")),
        Column::new(ui.t("drafts-word-created")),
        Column::new(ui.t("drafts-word-progress")),
        Column::new(ui.t("drafts-word-action")).heading_hidden(),
    ];
    let rows = card.versions.iter().map(|line| {
        let number = count(line.number);
        let done = [("done", count(line.progress.approved)), ("total", count(line.progress.total))];
        let before = line.number - 1;
        vec![
            html! {
                a.govuk-link href=(paths::version(card.draft, line.number))
                    aria-current=[(line.number == card.version).then_some("page")] {
                    (ui.tr("drafts-version", &[("n", number)]))
                }
                @if line.number == card.readable { " (" (ui.t("drafts-versions-current")) ")" }
            },
            states::version(ui, line.state),
            html! { (ui.datetime(line.posted_at)) br; span.app-secondary { (line.posted_by.name) } },
            html! { (ui.tr("drafts-progress", &done)) },
            html! {
                @if card.versions.iter().any(|v| v.number == before) {
                    a.govuk-link href=(paths::between(card.draft, "compare", before, line.number)) {
                        (ui.t("drafts-versions-compare"))
                        span.govuk-visually-hidden { ": " (ui.tr("drafts-version", &[("n", count(line.number))])) }
                    }
                }
            },
        ]
    });
    parts::table(ui, &parts::Table::new(ui.t("drafts-versions-caption"), columns).with_caption().rows(rows))
}
