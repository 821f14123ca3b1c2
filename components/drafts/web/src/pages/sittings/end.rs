//! The control officer states that the sitting has ended (385-21).

use crate::view::column;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::Message;
use orda_drafts::{SittingId, SittingView};
use orda_web::{Accounted, FormErrors, Path, Response, Ui, WebError, parts};

/// Asks.
pub(crate) async fn ask(ui: Ui, State(app): State<DraftsWeb>, Path(id): Path<SittingId>) -> Result<Response, WebError> {
    let sitting = app.drafts.sitting(ui.actor(), id).await?;
    Ok(page(&ui, &sitting, &FormErrors::none()))
}

/// Ends it.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<SittingId>,
) -> Result<Response, WebError> {
    match app.drafts.end_sitting(ui.actor(), id).await {
        Ok(()) => {
            let message = Message::new("drafts-sitting-ended");
            Ok(ui.redirect_with(&paths::sitting(id, ""), &message).already_accounted())
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            Ok(page(&ui, &app.drafts.sitting(ui.actor(), id).await?, &errors))
        }
    }
}

fn page(ui: &Ui, sitting: &SittingView, errors: &FormErrors) -> Response {
    let (title, content) = (super::title(ui, ui.t("drafts-sitting-end")), view(ui, sitting, errors));
    ui.form_page(title, errors, content)
}

/// The page.
pub(crate) fn view(ui: &Ui, view: &SittingView, errors: &FormErrors) -> Markup {
    column(&html! {
        (errors.summary(ui))
        span.govuk-caption-l { (super::name(ui, &view.sitting)) }
        h1.govuk-heading-l { (ui.t("drafts-sitting-end")) }
        p.govuk-body { (ui.t("drafts-sitting-end-text")) " " (parts::rule(ui, "385-21")) }
        ul.govuk-list.govuk-list--bullet { @for line in &view.agenda { li { (ui.text(&line.title)) } } }
        form method="post" novalidate {
            (parts::button_group(html! {
                (parts::button(ui.t("drafts-sitting-end")))
                a.govuk-link href=(paths::sitting(view.sitting.id, "")) { (ui.t("web-cancel")) }
            }))
        }
    })
}
