//! The second step of a login.

use crate::IdentityWeb;
use crate::cookie::{self, is_secure, safe_next};
use crate::pages::login::{Next, enter, is_accounted, with_next};
use axum::extract::State;
use http::HeaderMap;
use orda_base::{Error, Result};
use orda_web::parts::{self, Field};
use orda_web::{Accounted, Form, FormErrors, Markup, Query, Response, Ui, WebError, html};
use serde::Deserialize;

/// Where the second step is.
pub(crate) const PATH: &str = "/login/second";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    code: String,
    next: String,
}

pub(crate) async fn show(
    State(app): State<IdentityWeb>,
    ui: Ui,
    headers: HeaderMap,
    Query(query): Query<Next>,
) -> Result<Response, WebError> {
    let next = safe_next(&query.next);
    if ui.actor().is_known() {
        return Ok(ui.redirect(next));
    }
    let way = match cookie::token(&headers, is_secure(&ui)) {
        Some(token) => app.identity.half_way(token).await?,
        None => None,
    };
    if way.is_none() {
        return Ok(ui.redirect(&with_next("/login", next)));
    }
    Ok(ui.page(ui.t("identity-second-step"), form(&ui, next, &FormErrors::none())))
}

pub(crate) async fn post(
    State(app): State<IdentityWeb>,
    ui: Ui,
    headers: HeaderMap,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let token = cookie::token(&headers, is_secure(&ui)).unwrap_or_default();
    match app.identity.second_step(ui.actor(), token, &input.code).await {
        Ok(opened) => Ok(enter(&ui, &opened, &input.next)),
        Err(error) if is_over(&error) => Ok(ui
            .redirect_with(&with_next("/login", &input.next), &orda_web::Message::new("identity-refusal-second-over"))),
        Err(error) => {
            let accounted = is_accounted(&error) || matches!(error, Error::Invalid(_));
            let errors = ui.form_errors(error)?;
            let page = ui.page_with_errors(ui.t("identity-second-step"), &errors, form(&ui, &input.next, &errors));
            Ok(if accounted { page.already_accounted() } else { page })
        }
    }
}

/// Is the time for the second step over?
pub(crate) fn is_over(error: &Error) -> bool {
    error.code() == "identity-refusal-second-over"
}

fn form(ui: &Ui, next: &str, errors: &FormErrors) -> Markup {
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-xl { (ui.t("identity-second-step")) }
            p.govuk-body { (ui.t("identity-second-step-lead")) }
            form method="post" action=(PATH) novalidate {
                (parts::hidden("next", next))
                (parts::text_input(Field::new("code", ui.t("identity-second-code")).hint(ui.t("identity-second-code-hint"))
                    .width(20).max(30).autocomplete("one-time-code").errors(errors), ""))
                (parts::button(ui.t("web-sign-in")))
            }
            (parts::details(ui.t("identity-second-lost.title"), html! { p { (ui.t("identity-second-lost")) } }))
            p.govuk-body { a.govuk-link href=(with_next("/login", next)) { (ui.t("identity-second-other")) } }
        } }
    }
}
