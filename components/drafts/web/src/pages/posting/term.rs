//! The term for the approval, in working days (385-16-j).

use super::{At, Step, answer, buttons, frame, refused, saved};
use crate::DraftsWeb;
use crate::view::count;
use axum::extract::State;
use maud::{Markup, html};
use orda_base::Error;
use orda_drafts::{PostingId, PostingStep, PostingView, Settings};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Field};
use serde::Deserialize;

/// Working days as they are typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    term: String,
    go: String,
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(id): At) -> Result<Response, WebError> {
    let posting = app.drafts.posting(ui.actor(), id).await?;
    let settings = app.drafts.settings();
    let term = posting.posting.fields.term.unwrap_or(settings.default_term).to_string();
    let (input, none) = (Input { term, go: String::new() }, FormErrors::none());
    Ok(answer(&ui, &posting, Step::Term, &none, view(&ui, &posting, settings, &input, &none)))
}

/// Saves.
pub(crate) async fn save(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<PostingId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let done = async {
        let days = input.term.trim().parse().map_err(|_| Error::field("term", "drafts-field-number"))?;
        app.drafts.save_posting(ui.actor(), id, PostingStep::Term(days)).await
    };
    match done.await {
        Ok(()) => Ok(saved(&ui, id, Step::Term, &input.go)),
        Err(error) => {
            let (posting, errors) = refused(&ui, &app, id, error).await?;
            let content = view(&ui, &posting, app.drafts.settings(), &input, &errors);
            Ok(answer(&ui, &posting, Step::Term, &errors, content))
        }
    }
}

/// The page: one question.
pub(crate) fn view(ui: &Ui, posting: &PostingView, settings: &Settings, input: &Input, errors: &FormErrors) -> Markup {
    let hint = ui.tr("drafts-posting-term-hint", &[("longest", count(settings.longest_term))]);
    frame(
        ui,
        posting,
        Step::Term,
        errors,
        &html! {
            form method="post" novalidate {
                (parts::text_input(
                    Field::new("term", ui.t("drafts-posting-term-question"))
                        .heading().hint(hint).errors(errors).width(4).inputmode("numeric"),
                    &input.term,
                ))
                (buttons(ui))
            }
        },
    )
}
