//! The minutes of the sitting as the readers of a draft see them (385-21-b); the control officer is led on to the sitting.

use crate::pages::verbs::{self, About, At};
use crate::view::{label, remark};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Error, Operation};
use orda_documents::FileId;
use orda_documents_web::{digests, download};
use orda_drafts::{DraftId, MinutesView};
use orda_web::{Accounted, FormErrors, Path, Response, Ui, WebError, parts, parts::Row};

/// `/drafts/{draft}/v/{version}/minutes`.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    let card = verbs::card(&ui, &app, (draft, version)).await?;
    let minutes = app.drafts.minutes(ui.actor(), draft, version).await?;
    let about = About { card: &card, title: "drafts-minutes-title" };
    let content = view(&ui, &about, &minutes);
    Ok(about.answer(&ui, &FormErrors::none(), content).accessed(crate::pages::card::read(&card, "minutes")))
}

/// `/drafts/{draft}/v/{version}/minutes/files/{file}`.
pub(crate) async fn file(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, file)): Path<(DraftId, u32, FileId)>,
) -> Result<Response, WebError> {
    let known = app.drafts.minutes_file(ui.actor(), draft, version, file).await?;
    let (stored, bytes) = app.documents.give_out(ui.actor(), known.id).await?;
    let access = Access::done("file", stored.id, Operation::Download).detail(format!("{draft}/v/{version} minutes"));
    Ok(download(&stored, bytes).accessed(access))
}

/// `/drafts/{draft}/v/{version}/minutes/post`: to the sitting on whose agenda the draft is.
pub(crate) async fn post(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let card = verbs::card(&ui, &app, at).await?;
    let agenda = card.consideration.agenda.as_ref().ok_or(Error::NotFound)?;
    app.drafts.sitting(ui.actor(), agenda.sitting).await?;
    Ok(ui.redirect(&paths::sitting(agenda.sitting, "")))
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, minutes: &MinutesView) -> Markup {
    let card = about.card;
    let mut rows = vec![
        Row::new(ui.t("drafts-sitting-number"), html! { (minutes.number) }),
        Row::new(ui.t("drafts-sitting-date"), html! { (ui.day(minutes.date)) }),
    ];
    if !minutes.place.is_empty() {
        rows.push(Row::new(ui.t("drafts-sitting-place"), html! { (minutes.place) }));
    }
    rows.push(Row::new(
        ui.t("drafts-minutes-result"),
        html! { strong { (label(ui, "drafts-result", minutes.result.code())) } (remark::lines(&minutes.note)) },
    ));
    rows.push(Row::new(ui.t("drafts-minutes-posted"), html! { (ui.datetime(minutes.at)) ", " (minutes.by.name) }));
    about.frame(
        ui,
        &FormErrors::none(),
        &html! {
            (parts::summary_list(&rows))
            h2.govuk-heading-m { (ui.t("drafts-minutes-files")) }
            (digests(ui, &minutes.files, |file| {
                Some(paths::part(card.draft, card.version, &format!("minutes/files/{}", file.id)))
            }))
        },
    )
}
