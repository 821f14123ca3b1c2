//! Forms begun and not posted yet.

use super::purpose;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Error, Operation};
use orda_drafts::Posting;
use orda_web::{Accounted, Response, Ui, WebError, parts, parts::Column};

/// `/drafts/unfinished`.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>) -> Result<Response, WebError> {
    if !ui.actor().is_known() {
        return Err(Error::Unauthenticated.into());
    }
    let postings = app.drafts.postings(ui.actor()).await?;
    let content = view(&ui, &postings);
    Ok(ui.page(ui.t("drafts-postings-title"), content).accessed(Access::done("posting", "", Operation::Read)))
}

/// The page.
pub(crate) fn view(ui: &Ui, postings: &[Posting]) -> Markup {
    let columns = vec![
        Column::new(ui.t("drafts-word-title")),
        Column::new(ui.t("drafts-postings-what")),
        Column::new(ui.t("drafts-postings-saved-at")),
        Column::new(ui.t("drafts-word-action")).heading_hidden(),
    ];
    let rows = postings.iter().map(|posting| {
        let title = title(ui, posting);
        let label = ui.tr("drafts-postings-delete-of", &[("title", title.as_str().into())]);
        vec![
            html! { a.govuk-link href=(paths::posting(posting.id, "check")) { (title) } },
            html! { (ui.t(&format!("drafts-posting-title-{}", purpose(posting.target)))) },
            html! { (ui.datetime(posting.saved_at)) },
            html! {
                a.govuk-link href=(paths::posting(posting.id, "delete")) aria-label=(label) { (ui.t("drafts-postings-delete")) }
            },
        ]
    });
    html! {
        h1.govuk-heading-xl { (ui.t("drafts-postings-title")) }
        @if postings.is_empty() {
            (parts::empty_state(ui.t("drafts-postings-empty"), ui.t("drafts-postings-empty-text"), html! {}))
        } @else {
            (parts::table(ui, &parts::Table::new(ui.t("drafts-postings-caption"), columns).with_caption().rows(rows)))
        }
        @if ui.actor().has_anywhere(orda_base::Role::Drafter) {
            (parts::button_link(paths::NEW, ui.t("drafts-postings-start")))
        }
    }
}

/// The title, or that there is none yet.
pub(crate) fn title(ui: &Ui, posting: &Posting) -> String {
    let title = ui.text(&posting.fields.title);
    if title.is_empty() { ui.t("drafts-postings-untitled").to_owned() } else { title.to_owned() }
}
