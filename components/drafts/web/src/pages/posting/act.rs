//! Titles in both languages, and what the draft is to become.

use super::{At, Step, answer, buttons, frame, refused, saved};
use crate::DraftsWeb;
use crate::view::label;
use axum::extract::State;
use maud::{Markup, html};
use orda_base::LocalizedText;
use orda_drafts::{ActKind, PostingId, PostingStep, PostingView};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

/// Titles and kind as they are typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    #[serde(rename = "title.kk")]
    kk: String,
    #[serde(rename = "title.ru")]
    ru: String,
    #[serde(rename = "title.en")]
    en: String,
    kind: String,
    go: String,
}

impl Input {
    pub(crate) fn of(view: &PostingView) -> Self {
        let fields = &view.posting.fields;
        Self {
            kk: fields.title.kk.clone(),
            ru: fields.title.ru.clone(),
            en: fields.title.en.clone(),
            kind: fields.kind.map(ActKind::code).unwrap_or_default().to_owned(),
            go: String::new(),
        }
    }
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(id): At) -> Result<Response, WebError> {
    let posting = app.drafts.posting(ui.actor(), id).await?;
    let none = FormErrors::none();
    Ok(answer(&ui, &posting, Step::Act, &none, view(&ui, &posting, &Input::of(&posting), &none)))
}

/// Saves.
pub(crate) async fn save(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<PostingId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let title = LocalizedText::new(&input.kk, &input.ru, &input.en);
    let step = PostingStep::Act { title, kind: ActKind::from_code(&input.kind) };
    match app.drafts.save_posting(ui.actor(), id, step).await {
        Ok(()) if input.go == "later" => Ok(saved(&ui, id, Step::Act, &input.go)),
        Ok(()) => {
            // Saved as it is; whoever goes on is told what this step still lacks.
            let posting = app.drafts.posting(ui.actor(), id).await?;
            let lacking = posting.problems.iter().filter(|p| p.field == "kind" || p.field.starts_with("title."));
            let errors = FormErrors::of_fields(&ui, lacking.cloned().collect());
            if errors.is_empty() {
                return Ok(saved(&ui, id, Step::Act, &input.go));
            }
            Ok(answer(&ui, &posting, Step::Act, &errors, view(&ui, &posting, &input, &errors)))
        }
        Err(error) => {
            let (posting, errors) = refused(&ui, &app, id, error).await?;
            Ok(answer(&ui, &posting, Step::Act, &errors, view(&ui, &posting, &input, &errors)))
        }
    }
}

/// The page.
pub(crate) fn view(ui: &Ui, posting: &PostingView, input: &Input, errors: &FormErrors) -> Markup {
    let kinds: Vec<_> =
        ActKind::ALL.into_iter().map(|k| Choice::new(k.code(), label(ui, "drafts-kind", k.code()))).collect();
    let title = |name: &'static str, lang: &'static str| {
        Field::new(name, ui.t(&format!("drafts-posting-title-{lang}")).to_owned())
            .errors(errors)
            .lang(lang)
            .max(1000)
            .rows(3)
    };
    frame(
        ui,
        posting,
        Step::Act,
        errors,
        &html! {
            h1.govuk-heading-l { (ui.t("drafts-posting-title-question")) }
            form method="post" novalidate {
                (parts::textarea(ui, title("title.kk", "kk").hint(ui.t("drafts-posting-title-hint")), &input.kk))
                (parts::textarea(ui, title("title.ru", "ru"), &input.ru))
                (parts::textarea(ui, title("title.en", "en"), &input.en))
                (parts::radios(Field::new("kind", ui.t("drafts-posting-kind")).errors(errors), &kinds, &input.kind))
                (buttons(ui))
            }
        },
    )
}
