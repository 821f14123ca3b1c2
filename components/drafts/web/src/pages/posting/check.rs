//! All answers once more, what is missing, the confirmation that there are no state secrets (385-3), and the button.

use super::{At, Step, answer, frame, purpose, refused};
use crate::view::{count, label};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_drafts::{PostingId, PostingStep, PostingTarget, PostingView, Settings};
use orda_web::{
    Accounted, Form, FormErrors, Message, Path, Response, Ui, WebError, parts, parts::Choice, parts::Field, parts::Row,
};
use serde::Deserialize;

/// The boxes of the page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    no_secrets: Vec<String>,
    confirmed: Vec<String>,
}

/// The page.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(id): At) -> Result<Response, WebError> {
    let posting = app.drafts.posting(ui.actor(), id).await?;
    let none = FormErrors::none();
    let content = view(&ui, &posting, app.drafts.settings(), &Input::default(), &none);
    Ok(answer(&ui, &posting, Step::Check, &none, content))
}

/// Posts.
pub(crate) async fn submit(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<PostingId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let posting = app.drafts.posting(ui.actor(), id).await?;
    let posted = async {
        app.drafts.save_posting(ui.actor(), id, PostingStep::NoSecrets(!input.no_secrets.is_empty())).await?;
        app.drafts.submit_posting(ui.actor(), id, !input.confirmed.is_empty()).await
    };
    match posted.await {
        Ok(draft) => {
            let done = match posting.posting.target {
                PostingTarget::New => "drafts-posted-new",
                PostingTarget::Change { .. } => "drafts-posted-change",
                PostingTarget::Version { .. } => "drafts-posted-version",
            };
            Ok(ui.redirect_with(&format!("{}/{draft}", paths::LIST), &Message::new(done)).already_accounted())
        }
        Err(error) => {
            let (posting, errors) = refused(&ui, &app, id, error).await?;
            let content = view(&ui, &posting, app.drafts.settings(), &input, &errors);
            Ok(answer(&ui, &posting, Step::Check, &errors, content))
        }
    }
}

/// The page.
pub(crate) fn view(ui: &Ui, posting: &PostingView, settings: &Settings, input: &Input, errors: &FormErrors) -> Markup {
    let what = purpose(posting.posting.target);
    let missing: Vec<_> = posting.problems.iter().filter(|p| p.field != "no_secrets").collect();
    let yes = |key: &str, hint: &str| [Choice::new("yes", ui.t(key).to_owned()).hint(ui.t(hint).to_owned())];
    frame(
        ui,
        posting,
        Step::Check,
        errors,
        &html! {
            h1.govuk-heading-l { (ui.t("drafts-posting-check-question")) }
            @if !missing.is_empty() && errors.is_empty() {
                (parts::inset(html! {
                    h2.govuk-heading-s { (ui.t("drafts-posting-check-missing")) }
                    ul.govuk-list.govuk-list--bullet {
                        @for problem in missing {
                            @let step = step_of(&problem.field);
                            li {
                                a.govuk-link href=(step.path(posting.posting.id)) { (ui.t(label_of(&problem.field))) }
                                ": " (ui.message(&problem.message))
                            }
                        }
                    }
                }))
            }
            (parts::summary_list(&rows(ui, posting, settings)))
            form method="post" novalidate {
                (parts::checkboxes(
                    Field::new("no_secrets", ui.t("drafts-posting-secrets-legend")).errors(errors).label_hidden(),
                    &yes("drafts-posting-secrets", "drafts-posting-secrets-hint"), &input.no_secrets))
                @if posting.breaks_off {
                    (parts::checkboxes(
                        Field::new("confirmed", ui.t("drafts-posting-break")).errors(errors).label_hidden(),
                        &yes("drafts-posting-break", "drafts-posting-break-hint"), &input.confirmed))
                }
                @if let Some((name, at)) = &posting.overtaken {
                    (parts::warning(ui, &ui.tr("drafts-posting-overtaken", &[
                        ("name", name.as_str().into()), ("at", ui.datetime(*at).into())])))
                    p.govuk-body {
                        @if let PostingTarget::Change { draft, version, .. } = posting.posting.target {
                            a.govuk-link href=(paths::version(draft, version)) { (ui.t("drafts-posting-overtaken-see")) }
                        }
                    }
                    (parts::checkboxes(
                        Field::new("confirmed", ui.t("drafts-posting-overtaken-yes")).errors(errors).label_hidden(),
                        &yes("drafts-posting-overtaken-yes", "drafts-posting-overtaken-hint"), &input.confirmed))
                }
                @if posting.voids_signature { (parts::warning(ui, ui.t("drafts-change-warning"))) }
                p.govuk-body { (ui.t(&format!("drafts-posting-after-{what}"))) }
                (parts::button_group(html! {
                    (parts::button(ui.t(&format!("drafts-posting-post-{what}"))))
                    a.govuk-link href=(paths::POSTINGS) { (ui.t("drafts-posting-later")) }
                }))
            }
        },
    )
}

/// What a field is called.
fn label_of(field: &str) -> &'static str {
    match field {
        "title.kk" => "drafts-posting-title-kk",
        "title.ru" => "drafts-posting-title-ru",
        "kind" => "drafts-posting-kind",
        _ => step_of(field).names().1,
    }
}

/// On which step a field stands.
fn step_of(field: &str) -> Step {
    match field {
        "files" => Step::Files,
        "bodies" => Step::Bodies,
        "term" => Step::Term,
        _ => Step::Act,
    }
}

fn rows<'a>(ui: &'a Ui, view: &'a PostingView, settings: &Settings) -> Vec<Row<'a>> {
    let fields = &view.posting.fields;
    let none = |is_empty: bool, shown: Markup| {
        if is_empty {
            html! { (ui.t("drafts-word-none")) }
        } else {
            shown
        }
    };
    // The summary of errors leads to the row of the field.
    let row = |key: &str, field: &str, step: Step, value: Markup| {
        Row::new(ui.t(key).to_owned(), html! { div id=(field) { (value) } })
            .action(step.path(view.posting.id), ui.t("drafts-posting-change"))
    };
    let title = |text: &str| none(text.is_empty(), html! { (text) });
    vec![
        Row::new(ui.t("drafts-word-drafting-body"), html! { (ui.text(&view.body.name)) }),
        row("drafts-posting-title-kk", "title.kk", Step::Act, title(&fields.title.kk)),
        row("drafts-posting-title-ru", "title.ru", Step::Act, title(&fields.title.ru)),
        row(
            "drafts-posting-kind",
            "kind",
            Step::Act,
            none(
                fields.kind.is_none(),
                html! {
                    @if let Some(kind) = fields.kind { (label(ui, "drafts-kind", kind.code())) }
                },
            ),
        ),
        row(
            "drafts-word-text",
            "texts",
            Step::Texts,
            html! {
                (ui.tr("drafts-posting-length", &[("kk", count(fields.texts.kk.len())), ("ru", count(fields.texts.ru.len()))]))
            },
        ),
        row(
            "drafts-word-files",
            "files",
            Step::Files,
            none(
                view.files.is_empty(),
                html! {
                    ul.govuk-list { @for file in &view.files { li { (file.name) " (" (ui.size(file.size)) ")" } } }
                },
            ),
        ),
        row(
            "drafts-word-approving-bodies",
            "bodies",
            Step::Bodies,
            none(
                view.bodies.is_empty(),
                html! {
                    ul.govuk-list { @for body in &view.bodies { li { (ui.text(&body.name)) } } }
                },
            ),
        ),
        row("drafts-posting-term", "term", Step::Term, html! { (fields.term.unwrap_or(settings.default_term)) }),
    ]
}
