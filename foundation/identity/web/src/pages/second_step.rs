//! The second step of a login.

use crate::IdentityWeb;
use crate::cookie::{self, is_secure, safe_next};
use crate::pages::login::{Next, enter, with_next};
use crate::pages::passkey;
use axum::extract::State;
use http::HeaderMap;
use orda_base::{Error, Result};
use orda_identity::HalfWay;
use orda_web::parts::{self, Field};
use orda_web::{Accounted, Failure, Form, FormErrors, Markup, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;
use std::sync::Arc;

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
    let token = cookie::token(&headers, is_secure(&ui)).unwrap_or_default();
    match app.identity.half_way(token).await? {
        Some(way) => {
            let title = Title::new(ui.t("identity-second-step")).script(passkey::SCRIPT);
            Ok(ui.page(title, form(&app, &ui, &way, next, &FormErrors::none()).await?))
        }
        None => Ok(ui.redirect(&with_next("/login", next))),
    }
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
        Err(error) => again(&app, &ui, token, &input.next, error).await,
    }
}

/// The page again with what was wrong; back to the beginning when the time is over.
pub(crate) async fn again(
    app: &IdentityWeb,
    ui: &Ui,
    token: &str,
    next: &str,
    error: Error,
) -> Result<Response, WebError> {
    let accounted = is_accounted(&error);
    let way = app.identity.half_way(token).await?.filter(|_| !is_over(&error));
    let Some(way) = way else {
        let over = orda_web::Message::new("identity-refusal-second-over");
        let mut back = ui.redirect_with(&with_next("/login", next), &over);
        // For the accounting: what leads back to the beginning is a refusal.
        back.extensions_mut().insert(Failure { error: Arc::new(error), shown: true });
        return Ok(if accounted { back.already_accounted() } else { back });
    };
    let errors = ui.form_errors(error)?;
    let title = Title::new(ui.t("identity-second-step")).script(passkey::SCRIPT);
    let content = form(app, ui, &way, safe_next(next), &errors).await?;
    let page = ui.page_with_errors(title, &errors, content);
    Ok(if accounted { page.already_accounted() } else { page })
}

/// The use case has accounted for what was wrong and for too many attempts, and for nothing else.
pub(crate) fn is_accounted(error: &Error) -> bool {
    matches!(error, Error::Invalid(_) | Error::TooMany(_))
}

/// Is the time for the second step over?
fn is_over(error: &Error) -> bool {
    error.code() == "identity-refusal-second-over"
}

async fn form(app: &IdentityWeb, ui: &Ui, way: &HalfWay, next: &str, errors: &FormErrors) -> Result<Markup> {
    let passkey = passkey::step_form(app, ui, way, next).await?;
    Ok(html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-xl { (ui.t("identity-second-step")) }
            p.govuk-body { (ui.t("identity-second-step-lead")) }
            (passkey)
            form method="post" action=(PATH) novalidate {
                (parts::hidden("next", next))
                (parts::text_input(Field::new("code", ui.t("identity-second-code")).hint(ui.t("identity-second-code-hint"))
                    .width(20).max(30).autocomplete("one-time-code").errors(errors), ""))
                (parts::button(ui.t("web-sign-in")))
            }
            (parts::details(ui.t("identity-second-lost.title"), html! { p { (ui.t("identity-second-lost")) } }))
            p.govuk-body { a.govuk-link href=(with_next("/login", next)) { (ui.t("identity-second-other")) } }
        } }
    })
}
