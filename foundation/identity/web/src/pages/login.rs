//! Logging in and out.

use crate::IdentityWeb;
use crate::cookie::{self, is_secure, safe_next};
use axum::extract::State;
use axum::http::HeaderValue;
use http::HeaderMap;
use orda_base::{Error, Result};
use orda_identity::{ChallengeId, IdentityRefusal, Opened};
use orda_signatures_web::{SCRIPT, SignedForm, WidgetView, signed_cms, signing_widget};
use orda_web::parts::{self, Field};
use orda_web::{Accounted, Form, FormErrors, Markup, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Next {
    pub(crate) next: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    login: String,
    password: String,
    next: String,
}

pub(crate) async fn show(State(app): State<IdentityWeb>, ui: Ui, Query(query): Query<Next>) -> Response {
    let next = safe_next(&query.next);
    if ui.actor().is_known() {
        return ui.redirect(next);
    }
    let input = Input { next: next.to_owned(), ..Input::default() };
    ui.page(ui.t("identity-login-title"), form(&app, &ui, &input, &FormErrors::none()))
}

pub(crate) async fn post(
    State(app): State<IdentityWeb>,
    ui: Ui,
    headers: HeaderMap,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let previous = cookie::token(&headers, is_secure(&ui));
    match app.identity.login(ui.actor(), &input.login, &input.password, previous).await {
        Ok(opened) => Ok(enter(&ui, &opened, &input.next)),
        Err(error) => {
            let accounted = is_accounted(&error);
            let errors = ui.form_errors(error)?;
            let page = ui.page_with_errors(ui.t("identity-login-title"), &errors, form(&app, &ui, &input, &errors));
            Ok(if accounted { page.already_accounted() } else { page })
        }
    }
}

pub(crate) async fn show_eds(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Query(query): Query<Next>,
) -> Result<Response, WebError> {
    let next = safe_next(&query.next);
    if ui.actor().is_known() {
        return Ok(ui.redirect(next));
    }
    let content = eds_form(&app, &ui, next, &FormErrors::none()).await?;
    Ok(ui.page(Title::new(ui.t("identity-login-eds-title")).script(SCRIPT), content))
}

pub(crate) async fn post_eds(
    State(app): State<IdentityWeb>,
    ui: Ui,
    headers: HeaderMap,
    form: SignedForm,
) -> Result<Response, WebError> {
    let previous = cookie::token(&headers, is_secure(&ui));
    // What cannot be read comes to no use case, which would account for it.
    let (entered, tried) = match read_eds(&form) {
        Ok((challenge, cms)) => (app.identity.login_with_eds(ui.actor(), challenge, &cms, previous).await, true),
        Err(error) => (Err(error), false),
    };
    match entered {
        Ok(opened) => Ok(enter(&ui, &opened, form.get("next"))),
        Err(error) => {
            let accounted = tried && is_accounted(&error);
            let errors = ui.form_errors(error)?;
            // A challenge is good once: the page asks for a signature of a new one.
            let content = eds_form(&app, &ui, safe_next(form.get("next")), &errors).await?;
            let title = Title::new(ui.t("identity-login-eds-title")).script(SCRIPT);
            let page = ui.page_with_errors(title, &errors, content);
            Ok(if accounted { page.already_accounted() } else { page })
        }
    }
}

fn read_eds(form: &SignedForm) -> Result<(ChallengeId, Vec<u8>)> {
    let cms = signed_cms(form)?;
    let challenge = form.get("challenge").parse().map_err(|_| Error::from(IdentityRefusal::Challenge))?;
    Ok((challenge, cms))
}

pub(crate) async fn logout(State(app): State<IdentityWeb>, ui: Ui, headers: HeaderMap) -> Result<Response, WebError> {
    if let Some(token) = cookie::token(&headers, is_secure(&ui)) {
        app.identity.logout(ui.actor(), token).await?;
    }
    let mut response = ui.redirect_with("/login", &orda_web::Message::new("identity-logged-out"));
    cookie::clear(&mut response, is_secure(&ui));
    forget(&mut response);
    Ok(response.already_accounted())
}

/// Has the browser throw away what it keeps of pages (Clear-Site-Data). Not its storage, which holds the last way of signing and
/// nothing of the person; nor cookies, of which the language is one.
pub(crate) fn forget(response: &mut Response) {
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
}

/// The use case has accounted for what it refused itself; faults are accounted for by the layer around.
pub(crate) fn is_accounted(error: &Error) -> bool {
    matches!(error, Error::Refused(_) | Error::TooMany(_))
}

/// Gives the browser its session and leads on: to the second step, to what must be done first, or where one wanted to go.
pub(crate) fn enter(ui: &Ui, opened: &Opened, next: &str) -> Response {
    let to = if opened.awaits_second {
        with_next(super::second_step::PATH, next)
    } else if opened.must_change_password {
        "/profile/password".to_owned()
    } else if opened.must_set_second {
        "/profile/second".to_owned()
    } else {
        safe_next(next).to_owned()
    };
    let mut response = ui.redirect(&to);
    cookie::set(&mut response, &opened.token, is_secure(ui));
    response.already_accounted()
}

fn form(app: &IdentityWeb, ui: &Ui, input: &Input, errors: &FormErrors) -> Markup {
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-xl { (ui.t("identity-login-title")) }
            form method="post" action="/login" novalidate {
                (parts::hidden("next", &input.next))
                (parts::text_input(Field::new("login", ui.t("identity-login")).width(20).max(64)
                    .autocomplete("username").errors(errors), &input.login))
                (parts::password(ui, Field::new("password", ui.t("identity-password"))
                    .autocomplete("current-password").errors(errors)))
                (parts::button(ui.t("web-sign-in")))
            }
            @if app.identity.knows_eds() {
                h2.govuk-heading-m { (ui.t("identity-login-eds-title")) }
                p.govuk-body { (ui.t("identity-login-eds-lead")) }
                (parts::button_link_secondary(&with_next("/login/eds", &input.next), ui.t("identity-login-eds")))
            }
            (parts::details(ui.t("identity-login-help.title"), html! { p { (ui.t("identity-login-help")) } }))
        } }
    }
}

async fn eds_form(app: &IdentityWeb, ui: &Ui, next: &str, errors: &FormErrors) -> Result<Markup> {
    let challenge = app.identity.challenge().await?;
    let view = WidgetView {
        content: &challenge.content,
        action: "/login/eds",
        hidden: vec![("challenge", challenge.id.to_string()), ("next", next.to_owned())],
        submit_label_key: "web-sign-in",
        expected_iin: None,
    };
    Ok(html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-xl { (ui.t("identity-login-eds-title")) }
            p.govuk-body { (ui.t("identity-login-eds-explained")) }
            (parts::details(ui.t("identity-login-eds-content"), html! {
                pre { (String::from_utf8_lossy(&challenge.content)) }
            }))
            (signing_widget(ui, &view))
            p.govuk-body {
                a.govuk-link href=(with_next("/login", next)) { (ui.t("identity-login-with-password")) }
            }
        } }
    })
}

/// The path with where one wanted to go.
pub(crate) fn with_next(path: &str, next: &str) -> String {
    let next = safe_next(next);
    if next == "/" {
        return path.to_owned();
    }
    format!("{path}?{}", serde_html_form::to_string([("next", next)]).unwrap_or_default())
}
