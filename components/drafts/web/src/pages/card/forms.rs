//! Printed forms: the group of links on the card, and the files they lead to.

use crate::forms::{Form, available, make};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use http::{HeaderValue, header};
use maud::{Markup, html};
use orda_base::{Access, Error, Language, Operation};
use orda_drafts::{Card, DraftId};
use orda_web::{Accounted, Path, Query, Response, Ui, WebError, shown};
use serde::Deserialize;

/// Languages of printed forms: those of the law.
pub(crate) const LANGUAGES: [Language; 2] = [Language::Kk, Language::Ru];

/// In which language a form is wanted.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    /// `kk` or `ru`.
    #[serde(default)]
    lang: String,
}

/// `/drafts/{draft}/v/{version}/forms/{form}.pdf?lang=kk`.
pub(crate) async fn file(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, file)): Path<(DraftId, u32, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let form = file.strip_suffix(".pdf").and_then(Form::from_name).ok_or(Error::NotFound)?;
    let language = match wanted.lang.as_str() {
        "" if LANGUAGES.contains(&ui.lang()) => ui.lang(),
        "" => Language::Kk,
        code => LANGUAGES.into_iter().find(|l| l.code() == code).ok_or(Error::NotFound)?,
    };
    let made = make(&app, &ui, (draft, version), form, language).await?;
    let access = Access::done("draft", format!("{draft}/v/{version}"), Operation::Download).detail(format!(
        "form/{}/{}",
        form.name(),
        language.code()
    ));
    let name = format!("orda-{}-{}.pdf", form.code(), language.code());
    let link = format!("<{}>; rel=\"describedby\"", made.verify);
    // For programs: where the signatures of this paper are verified.
    let link = [(header::LINK, HeaderValue::try_from(link).unwrap_or(HeaderValue::from_static("")))];
    Ok(shown(&name, "application/pdf", (link, made.pdf)).accessed(access))
}

/// The forms of a version with their links.
pub(crate) fn group(ui: &Ui, card: &Card) -> Markup {
    html! {
        section.app-no-print aria-labelledby="forms" {
            h3.govuk-heading-s id="forms" { (ui.t("drafts-form-print")) }
            p.govuk-body { (ui.t("drafts-form-print-text")) }
            ul.govuk-list.govuk-list--bullet {
                @for form in available(card) {
                    @let title = name(ui, card, form);
                    li {
                        (title) ": "
                        @for (at, language) in LANGUAGES.into_iter().enumerate() {
                            @if at > 0 { ", " }
                            a.govuk-link href=(paths::form(card.draft, card.version, &form.name(), language))
                                hreflang=(language.code()) {
                                (ui.t(&format!("drafts-form-lang-{}", language.code())))
                                span.govuk-visually-hidden { ": " (title) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the form is called; a protocol also by its body.
fn name(ui: &Ui, card: &Card, form: Form) -> String {
    let title = ui.t(&format!("drafts-form-{}", form.code())).to_owned();
    let Form::Protocol(id) = form else { return title };
    let line = card.protocols.iter().find(|line| line.protocol.id == id);
    line.map_or(title.clone(), |line| format!("{title} ({})", crate::view::names::short(ui, &line.body)))
}
