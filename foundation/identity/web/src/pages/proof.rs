//! Showing the password or the EDS again, before something is changed by which one is let in.

use crate::IdentityWeb;
use crate::cookie::safe_next;
use crate::pages::login::{Next, with_next};
use axum::extract::State;
use axum::response::IntoResponse;
use orda_base::{Error, Result};
use orda_identity::{ChallengeId, IdentityRefusal};
use orda_signatures_web::{SCRIPT, SignedForm, WidgetView, signed_cms, signing_widget};
use orda_web::parts::{self, Field};
use orda_web::{Accounted, Form, FormErrors, Markup, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;

pub(crate) const PATH: &str = "/profile/second/proof";
const EDS_PATH: &str = "/profile/second/proof/eds";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    password: String,
    next: String,
}

/// The answer to what failed: whoever must show the password first is led there, and back to `next`.
pub(crate) fn or_prove(ui: &Ui, error: Error, next: &str) -> Response {
    if error.code() == "identity-refusal-prove-first" {
        return ui.redirect(&with_next(PATH, next));
    }
    WebError(error).into_response()
}

pub(crate) async fn show(State(app): State<IdentityWeb>, ui: Ui, Query(query): Query<Next>) -> Response {
    ui.page(ui.t("identity-proof"), form(&app, &ui, safe_next(&query.next), &FormErrors::none()))
}

pub(crate) async fn post(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let next = safe_next(&input.next);
    match app.identity.prove_with_password(ui.actor(), &input.password).await {
        Ok(()) => Ok(ui.redirect(next).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            Ok(ui.page_with_errors(ui.t("identity-proof"), &errors, form(&app, &ui, next, &errors)))
        }
    }
}

pub(crate) async fn show_eds(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Query(query): Query<Next>,
) -> Result<Response, WebError> {
    let content = eds_form(&app, &ui, safe_next(&query.next), &FormErrors::none()).await?;
    Ok(ui.page(Title::new(ui.t("identity-proof")).script(SCRIPT), content))
}

pub(crate) async fn post_eds(State(app): State<IdentityWeb>, ui: Ui, form: SignedForm) -> Result<Response, WebError> {
    let next = safe_next(form.get("next"));
    match prove(&app, &ui, &form).await {
        Ok(()) => Ok(ui.redirect(next).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let content = eds_form(&app, &ui, next, &errors).await?;
            Ok(ui.page_with_errors(Title::new(ui.t("identity-proof")).script(SCRIPT), &errors, content))
        }
    }
}

async fn prove(app: &IdentityWeb, ui: &Ui, form: &SignedForm) -> Result<()> {
    let cms = signed_cms(form)?;
    let challenge: ChallengeId = form.get("challenge").parse().map_err(|_| Error::from(IdentityRefusal::Challenge))?;
    app.identity.prove_with_eds(ui.actor(), challenge, &cms).await
}

fn form(app: &IdentityWeb, ui: &Ui, next: &str, errors: &FormErrors) -> Markup {
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("identity-proof")) }
            p.govuk-body { (ui.t("identity-proof-lead")) }
            form method="post" action=(PATH) novalidate {
                (parts::hidden("next", next))
                (parts::password(ui, Field::new("password", ui.t("identity-password-current"))
                    .autocomplete("current-password").errors(errors)))
                (parts::button_group(html! {
                    (parts::button(ui.t("web-continue")))
                    a.govuk-link href="/profile/second" { (ui.t("web-cancel")) }
                }))
            }
            @if app.identity.knows_eds() {
                p.govuk-body { a.govuk-link href=(with_next(EDS_PATH, next)) { (ui.t("identity-proof-eds")) } }
            }
        } }
    }
}

async fn eds_form(app: &IdentityWeb, ui: &Ui, next: &str, errors: &FormErrors) -> Result<Markup> {
    let challenge = app.identity.challenge().await?;
    let view = WidgetView {
        content: &challenge.content,
        action: EDS_PATH,
        hidden: vec![("challenge", challenge.id.to_string()), ("next", next.to_owned())],
        submit_label_key: "web-continue",
        expected_iin: None,
    };
    Ok(html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("identity-proof")) }
            p.govuk-body { (ui.t("identity-proof-lead")) }
            (signing_widget(ui, &view))
            p.govuk-body { a.govuk-link href=(with_next(PATH, next)) { (ui.t("identity-proof-password")) } }
        } }
    })
}
