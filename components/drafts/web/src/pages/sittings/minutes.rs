//! The control officer posts the minutes: files, and a result for every draft of the agenda (385-21, 385-21-b, 385-25).

use super::show::{tally, what};
use crate::view::{column, label};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::Message;
use orda_documents_web::file_field;
use orda_drafts::{AgendaLine, DraftId, ResultInput, SittingId, SittingResult, SittingView};
use orda_web::{Accounted, Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Choice, parts::Field};

/// The fields as they are typed: `result-<draft>`, `note-<draft>`.
pub(crate) type Typed = Vec<(String, String)>;

fn typed<'a>(input: &'a Typed, field: &str) -> &'a str {
    input.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value.as_str())
}

/// The page of the form; a draft voted on in absentia is offered what the heads have said.
pub(crate) async fn form(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<SittingId>,
) -> Result<Response, WebError> {
    let sitting = app.drafts.sitting(ui.actor(), id).await?;
    Ok(page(&ui, &app, &sitting, &Typed::new(), &FormErrors::none()))
}

/// Posts them.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<SittingId>,
    Form(input): Form<Typed>,
) -> Result<Response, WebError> {
    let sitting = app.drafts.sitting(ui.actor(), id).await?;
    let result = |draft: DraftId| ResultInput {
        draft,
        result: SittingResult::from_code(typed(&input, &format!("result-{draft}"))),
        note: typed(&input, &format!("note-{draft}")).replace("\r\n", "\n"),
    };
    let results = sitting.sitting.agenda.iter().copied().map(result).collect();
    match app.drafts.post_minutes(ui.actor(), id, results).await {
        Ok(()) => {
            let message = Message::new("drafts-minutes-done");
            Ok(ui.redirect_with(&paths::sitting(id, ""), &message).already_accounted())
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let sitting = app.drafts.sitting(ui.actor(), id).await?;
            Ok(page(&ui, &app, &sitting, &input, &errors))
        }
    }
}

fn page(ui: &Ui, app: &DraftsWeb, sitting: &SittingView, input: &Typed, errors: &FormErrors) -> Response {
    let files = sitting.sitting.files.map(|set| file_field(ui, &app.documents, set, &sitting.files, &[]));
    let title = super::title(ui, ui.t("drafts-minutes-post-title"));
    let content = view(ui, sitting, &files.unwrap_or_default(), input, errors);
    ui.form_page(title, errors, content)
}

/// The page; `files` holds the files so far and takes more.
pub(crate) fn view(ui: &Ui, view: &SittingView, files: &Markup, input: &Typed, errors: &FormErrors) -> Markup {
    column(&html! {
        (errors.summary(ui))
        span.govuk-caption-l { (super::name(ui, &view.sitting)) }
        h1.govuk-heading-l { (ui.t("drafts-minutes-post-title")) }
        p.govuk-body { (ui.t("drafts-minutes-post-text")) " " (parts::rule(ui, "385-21-b")) }
        h2.govuk-heading-m { (ui.t("drafts-minutes-files")) }
        (files)
        form method="post" action=(paths::sitting(view.sitting.id, "minutes")) novalidate {
            @for line in &view.agenda { (one(ui, line, input, errors)) }
            (parts::button_group(html! {
                (parts::button(ui.t("drafts-minutes-post-submit")))
                a.govuk-link href=(paths::sitting(view.sitting.id, "")) { (ui.t("web-cancel")) }
            }))
        }
    })
}

fn one(ui: &Ui, line: &AgendaLine, input: &Typed, errors: &FormErrors) -> Markup {
    let (result, note) = (format!("result-{}", line.draft), format!("note-{}", line.draft));
    let choices = SittingResult::ALL.map(|r| Choice::new(r.code(), label(ui, "drafts-result", r.code())));
    let (chosen, said) = (typed(input, &result).to_owned(), typed(input, &note).to_owned());
    html! {
        h2.govuk-heading-m { (line.number) }
        p.govuk-body { (what(ui, line)) }
        @if let Some(found) = line.tally { p.govuk-body { (ui.t("drafts-vote-results")) ": " (tally(ui, found)) } }
        (parts::radios(Field::new(result, ui.t("drafts-minutes-result")).errors(errors), &choices, &chosen))
        (parts::textarea(
            ui,
            Field::new(note, ui.t("drafts-minutes-note")).hint(ui.t("drafts-minutes-note-hint")).errors(errors).rows(3).max(10_000),
            &said,
        ))
    }
}
