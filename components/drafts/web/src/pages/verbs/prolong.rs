//! The drafter gives a body that has not answered more time (385-16-j).

use super::{About, line};
use crate::DraftsWeb;
use crate::view::{count, names, term};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{BodyId, Error, Message};
use orda_drafts::{Action, BodyLine, Card, DraftId};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Field};
use serde::Deserialize;

type At = Path<(DraftId, u32, BodyId)>;

/// Working days as they are typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    term: String,
}

/// The page of the form.
pub(crate) async fn form(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): At,
) -> Result<Response, WebError> {
    let card = super::offered(&ui, &app, (draft, version), Action::Prolong, Some(body)).await?;
    page(&ui, &app, &card, body, &Input::default(), &FormErrors::none())
}

/// Prolongs.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let done = async {
        let days = input.term.trim().parse().map_err(|_| Error::field("term", "drafts-field-number"))?;
        app.drafts.prolong(ui.actor(), draft, body, days).await
    };
    match done.await {
        Ok(()) => Ok(super::done(&ui, draft, version, &Message::new("drafts-prolong-done"))),
        Err(error) => {
            let (card, errors) = super::refused(&ui, &app, (draft, version), error).await?;
            page(&ui, &app, &card, body, &input, &errors)
        }
    }
}

fn page(
    ui: &Ui,
    app: &DraftsWeb,
    card: &Card,
    body: BodyId,
    input: &Input,
    errors: &FormErrors,
) -> Result<Response, WebError> {
    let about = About { card, title: "drafts-prolong-title" };
    let content = view(ui, &about, line(card, body)?, app.drafts.settings().longest_term, input, errors);
    Ok(about.answer(ui, errors, content))
}

/// The page.
pub(crate) fn view(
    ui: &Ui,
    about: &About<'_>,
    line: &BodyLine,
    longest: u16,
    input: &Input,
    errors: &FormErrors,
) -> Markup {
    let until = line.term.as_ref().map(|t| term::sentence(ui, t)).unwrap_or_default();
    about.frame(
        ui,
        errors,
        &html! {
            p.govuk-body {
                (ui.tr("drafts-prolong-text", &[("body", names::full(ui, &line.body).into()), ("until", until.into())]))
            }
            form method="post" novalidate {
                (parts::text_input(
                    Field::new("term", ui.t("drafts-prolong-days"))
                        .hint(ui.tr("drafts-posting-term-hint", &[("longest", count(longest))]))
                        .errors(errors).width(4).inputmode("numeric"),
                    &input.term,
                ))
                (super::buttons(ui, about.card, ui.t("drafts-prolong-submit")))
            }
        },
    )
}
