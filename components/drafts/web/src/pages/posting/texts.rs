//! The texts in Kazakh and Russian, one paragraph a line. They can be long: the form comes as `multipart/form-data`,
//! whose bytes are not blown up by escapes.

use super::{At, Step, answer, buttons, frame, refused, saved};
use crate::DraftsWeb;
use axum::extract::{Multipart, State};
use maud::{Markup, html};
use orda_base::{Error, Refusal};
use orda_drafts::{PostingId, PostingStep, PostingTarget, PostingView};
use orda_web::{FormErrors, Path, Response, Ui, WebError, parts, parts::Field};

/// The texts as they are typed.
#[derive(Debug, Default)]
pub(crate) struct Input {
    kk: String,
    ru: String,
    go: String,
}

impl Input {
    pub(crate) fn of(view: &PostingView) -> Self {
        let texts = &view.posting.fields.texts;
        Self { kk: texts.kk.join("\n"), ru: texts.ru.join("\n"), go: String::new() }
    }

    /// Reads the form; the layer of the route bounds its length.
    async fn read(mut form: Multipart) -> Result<Self, WebError> {
        let mut input = Self::default();
        while let Some(field) = form.next_field().await.map_err(|e| unreadable(&e))? {
            let name = field.name().unwrap_or_default().to_owned();
            let text = field.text().await.map_err(|e| unreadable(&e))?;
            if text.contains('\0') {
                return Err(Error::field("", "error-form-unreadable").into());
            }
            match name.as_str() {
                "texts.kk" => input.kk = text,
                "texts.ru" => input.ru = text,
                "go" => input.go = text,
                _ => {}
            }
        }
        Ok(input)
    }
}

/// Too long, or no form at all.
fn unreadable(error: &axum::extract::multipart::MultipartError) -> WebError {
    if error.status() == http::StatusCode::PAYLOAD_TOO_LARGE {
        return Error::TooLarge(Box::new(Refusal::new("error-too-large"))).into();
    }
    Error::field("", "error-form-unreadable").into()
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(id): At) -> Result<Response, WebError> {
    let posting = app.drafts.posting(ui.actor(), id).await?;
    let none = FormErrors::none();
    let accepted = taken_in(&ui, &app, &posting).await?;
    Ok(answer(&ui, &posting, Step::Texts, &none, view(&ui, &posting, &Input::of(&posting), &none, &accepted)))
}

/// Saves.
pub(crate) async fn save(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<PostingId>,
    form: Multipart,
) -> Result<Response, WebError> {
    let input = Input::read(form).await?;
    let step = PostingStep::Texts { kk: input.kk.clone(), ru: input.ru.clone() };
    match app.drafts.save_posting(ui.actor(), id, step).await {
        Ok(()) => Ok(saved(&ui, id, Step::Texts, &input.go)),
        Err(error) => {
            let (posting, errors) = refused(&ui, &app, id, error).await?;
            let accepted = taken_in(&ui, &app, &posting).await?;
            Ok(answer(&ui, &posting, Step::Texts, &errors, view(&ui, &posting, &input, &errors, &accepted)))
        }
    }
}

/// For a new version: the wording that was accepted in the one before it.
async fn taken_in(ui: &Ui, app: &DraftsWeb, posting: &PostingView) -> Result<Markup, WebError> {
    let PostingTarget::Version { draft, after } = posting.posting.target else { return Ok(Markup::default()) };
    let accepted = app.drafts.accepted_wording(ui.actor(), draft, after).await?;
    let href = |anchor: &str| format!("{}#{anchor}", crate::paths::version(draft, after));
    let texts =
        if accepted.is_empty() { None } else { Some(app.drafts.structured_text(ui.actor(), draft, after).await?) };
    Ok(crate::view::accepted::list(ui, &accepted, texts.as_deref(), href))
}

/// The page; `accepted` stands above the texts.
pub(crate) fn view(ui: &Ui, posting: &PostingView, input: &Input, errors: &FormErrors, accepted: &Markup) -> Markup {
    let field = |name: &'static str, lang: &'static str| {
        Field::new(name, ui.t(&format!("drafts-posting-text-{lang}")).to_owned()).errors(errors).lang(lang).rows(16)
    };
    frame(
        ui,
        posting,
        Step::Texts,
        errors,
        &html! {
            h1.govuk-heading-l { (ui.t("drafts-posting-text-question")) }
            p.govuk-body { (ui.t("drafts-posting-text-hint")) }
            (accepted)
            form method="post" enctype="multipart/form-data" novalidate {
                (parts::textarea(ui, field("texts.kk", "kk"), &input.kk))
                (parts::textarea(ui, field("texts.ru", "ru"), &input.ru))
                (buttons(ui))
            }
        },
    )
}
