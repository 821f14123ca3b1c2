//! Asking for a certificate, and deciding about a request.

use super::{logged_in, request_tag};
use crate::SignaturesWeb;
use crate::form::{SignedForm, decode};
use crate::signing::digest;
use crate::widget::{SCRIPT, messages, problem_box, steps};
use axum::extract::State;
use orda_base::{Access, BodyId, Error, Message, Operation, Result};
use orda_identity::Body;
use orda_signatures::centre::{CertificateRequest, CertificateRequestId, RequestState, may_decide};
use orda_web::parts::{self, Choice, Crumb, Field, Row};
use orda_web::{Accounted, Form, FormErrors, Markup, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;
use std::sync::Arc;

/// Kinds of keys that the page makes; the same list stands in `ui/src/signing/request.ts`.
const KEY_KINDS: [&str; 2] = ["p256", "rsa-3072"];

/// What an outside program makes a key and a request with.
const OPENSSL_REQUEST: &str = "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 \\\n    -keyout key.pem -subj \"/C=KZ/CN=Request\" -out request.pem";

pub(crate) async fn form(State(app): State<SignaturesWeb>, ui: Ui) -> Result<Response, WebError> {
    logged_in(&ui)?;
    let content = form_content(&app, &ui, "", &FormErrors::none()).await?;
    Ok(ui.page(title(&ui), content))
}

pub(crate) async fn post(State(app): State<SignaturesWeb>, ui: Ui, form: SignedForm) -> Result<Response, WebError> {
    logged_in(&ui)?;
    match ask(&app, &ui, &form).await {
        Ok(request) => {
            let path = format!("/certificates/requests/{}", request.id);
            Ok(ui.redirect_with(&path, &Message::new("signatures-request-sent")).already_accounted())
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let content = form_content(&app, &ui, form.get("body"), &errors).await?;
            Ok(ui.page_with_errors(title(&ui), &errors, content))
        }
    }
}

async fn ask(app: &SignaturesWeb, ui: &Ui, form: &SignedForm) -> Result<CertificateRequest> {
    let body: BodyId = form.get("body").parse().map_err(|_| Error::field("body", "signatures-error-body_missing"))?;
    let csr = match (form.file("csr_file"), form.get("csr")) {
        (Some(file), _) => decode(file)?,
        (None, "") => return Err(Error::field("csr_file", "signatures-error-no_request")),
        (None, text) => decode(text.as_bytes())?,
    };
    app.centre.request(ui.actor(), body, &csr).await
}

fn title(ui: &Ui) -> Title<'_> {
    let crumbs = [Crumb::new("/certificates", ui.t("signatures-own-title"))];
    Title::new(ui.t("signatures-request-title")).script(SCRIPT).above(parts::breadcrumbs(ui, &crumbs))
}

async fn form_content(app: &SignaturesWeb, ui: &Ui, chosen: &str, errors: &FormErrors) -> Result<Markup> {
    let bodies = app.own_bodies(ui).await?;
    let name = match ui.actor().person() {
        Some(person) => app.person_name(person).await?,
        None => String::new(),
    };
    Ok(html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (ui.t("signatures-request-title")) }
        p.govuk-body { (ui.t("signatures-request-lead")) }
        @if bodies.is_empty() {
            (parts::inset(html! { p { (ui.t("signatures-request-no_body")) } }))
        } @else {
            form method="post" action="/certificates/new" enctype="multipart/form-data" novalidate
                data-certificate-request data-name=(name) data-iin=[ui.actor().iin()] data-messages=(messages(ui))
            {
                input type="hidden" name="csr" value="";
                (problem_box(ui.t("signatures-problem-title-request")))
                (body_field(ui, &bodies, chosen, errors))
                div data-with-script hidden {
                    (key_fields(ui))
                    (parts::button(ui.t("signatures-request-make")))
                    (steps(ui, &["make", "keep", "request"]))
                }
                div.govuk-inset-text data-without-script { (ui.t("signatures-request-without-script")) }
                (parts::details(ui.t("signatures-request-other"), other_program(ui, errors)))
            }
        }
    })
}

fn body_field(ui: &Ui, bodies: &[Arc<Body>], chosen: &str, errors: &FormErrors) -> Markup {
    let error = errors.field("body");
    html! {
        div class=(if error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" }) {
            label.govuk-label for="body" { (ui.t("signatures-request-body")) }
            @if let Some(error) = error { p.govuk-error-message #body-error { (error) } }
            select.govuk-select #body name="body" data-bodies aria-describedby=[error.map(|_| "body-error")] {
                @for body in bodies {
                    @let id = body.id.to_string();
                    option value=(id) data-bin=(body.bin) selected[id == chosen] { (ui.text(&body.name)) }
                }
            }
        }
    }
}

/// Fields without names: the password never leaves the page.
fn key_fields(ui: &Ui) -> Markup {
    html! {
        div.govuk-form-group {
            fieldset.govuk-fieldset {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (ui.t("signatures-key-kind")) }
                div.govuk-radios.govuk-radios--small {
                    @for (at, kind) in KEY_KINDS.iter().enumerate() {
                        div.govuk-radios__item {
                            input.govuk-radios__input type="radio" name="kind" id={ "kind-" (kind) } value=(kind)
                                checked[at == 0] data-key-kind;
                            label.govuk-label.govuk-radios__label for={ "kind-" (kind) } {
                                (ui.t(&format!("signatures-key-kind-{kind}")))
                            }
                        }
                    }
                }
            }
        }
        @for (id, key, part) in [
            ("new-password", "signatures-new-password", "password"),
            ("new-password-again", "signatures-new-password-again", "password-again"),
        ] {
            div.govuk-form-group {
                label.govuk-label for=(id) { (ui.t(key)) }
                @if part == "password" { div.govuk-hint id={ (id) "-hint" } { (ui.t("signatures-new-password-hint")) } }
                input.govuk-input.govuk-input--width-20 id=(id) type="password" autocomplete="new-password"
                    aria-describedby=[(part == "password").then(|| format!("{id}-hint"))]
                    data-password[part == "password"] data-password-again[part == "password-again"];
            }
        }
        p.govuk-hint { (ui.t("signatures-key-saved")) }
    }
}

fn other_program(ui: &Ui, errors: &FormErrors) -> Markup {
    let error = errors.field("csr_file");
    html! {
        p.govuk-body { (ui.t("signatures-request-other-how")) }
        pre.app-command tabindex="0" { code { (OPENSSL_REQUEST) } }
        div class=(if error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" }) {
            label.govuk-label for="csr_file" { (ui.t("signatures-request-file")) }
            @if let Some(error) = error { p.govuk-error-message #csr_file-error { (error) } }
            (parts::file_area(ui, &html! {
                input.govuk-file-upload #csr_file type="file" name="csr_file" accept=".pem,.csr,.p10,.der" data-ready-file
                    aria-describedby=[error.map(|_| "csr_file-error")];
            }))
        }
        (parts::button_secondary(ui.t("signatures-request-send")))
    }
}

pub(crate) async fn show(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<CertificateRequestId>,
) -> Result<Response, WebError> {
    logged_in(&ui)?;
    let request = app.centre.get_request(ui.actor(), id).await?;
    let content = show_content(&app, &ui, &request, "", &FormErrors::none()).await?;
    let response = ui.page(show_title(&ui, &request), content);
    Ok(response.accessed(Access::done("certificate_request", id, Operation::Read)))
}

fn show_title<'a>(ui: &'a Ui, request: &CertificateRequest) -> Title<'a> {
    let up = if ui.actor().is(request.person) {
        Crumb::new("/certificates", ui.t("signatures-own-title"))
    } else {
        Crumb::new("/admin/certificates", ui.t("signatures-admin-title"))
    };
    Title::new(ui.t("signatures-request-one")).above(parts::breadcrumbs(ui, &[up]))
}

async fn show_content(
    app: &SignaturesWeb,
    ui: &Ui,
    request: &CertificateRequest,
    reason: &str,
    errors: &FormErrors,
) -> Result<Markup> {
    let person = app.directory.person(request.person).await?;
    let mut rows = vec![Row::new(ui.t("signatures-state"), request_tag(ui, request.state))];
    if let Some(person) = &person {
        rows.push(Row::new(ui.t("signatures-person"), html! { (person.name.full()) }));
        rows.push(Row::new(ui.t("signatures-position"), html! { (ui.text(&person.position)) }));
        rows.push(Row::new(ui.t("signatures-report-iin"), html! { (person.iin) }));
    }
    rows.push(Row::new(ui.t("signatures-report-body"), html! { (app.body_name(ui, request.body).await?) }));
    rows.push(Row::new(ui.t("signatures-key-kind"), html! { (request.key_name) }));
    rows.push(Row::new(ui.t("signatures-key-digest"), digest(&request.spki_sha256)));
    rows.push(Row::new(ui.t("signatures-request-made"), html! { (ui.datetime(request.requested_at)) }));
    if let Some(at) = request.decided_at {
        rows.push(Row::new(ui.t("signatures-request-decided"), html! { (ui.datetime(at)) }));
    }
    if let Some(by) = request.decided_by {
        rows.push(Row::new(ui.t("signatures-request-decided_by"), html! { (app.person_name(by).await?) }));
    }
    if !request.reason.is_empty() {
        rows.push(Row::new(ui.t("signatures-request-reason"), html! { (request.reason) }));
    }
    let own = ui.actor().is(request.person);
    let decides = request.state == RequestState::Pending && may_decide(ui.actor(), request).is_allowed();
    Ok(html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (ui.t("signatures-request-one")) }
        (parts::summary_list(&rows))
        @if let (Some(certificate), true) = (request.certificate, own) {
            (parts::button_link(&format!("/certificates/{certificate}"), ui.t("signatures-take")))
        }
        @if own && request.state == RequestState::Pending {
            (parts::inset(html! { p { (ui.t("signatures-request-wait")) } }))
        }
        @if own && request.state == RequestState::Rejected {
            (parts::button_link("/certificates/new", ui.t("signatures-request-new")))
        }
        @if decides { (decision(ui, request, reason, errors)) }
    })
}

fn decision(ui: &Ui, request: &CertificateRequest, reason: &str, errors: &FormErrors) -> Markup {
    let path = format!("/certificates/requests/{}", request.id);
    html! {
        h2.govuk-heading-m { (ui.t("signatures-decide")) }
        p.govuk-body { (ui.t("signatures-decide-lead")) }
        form method="post" action={ (path) "/approve" } { (parts::button(ui.t("signatures-approve"))) }
        form method="post" action={ (path) "/reject" } novalidate {
            (parts::textarea(ui, Field::new("reason", ui.t("signatures-request-reason"))
                .hint(ui.t("signatures-request-reason-hint")).errors(errors).max(2000).rows(3), reason))
            (parts::button_secondary(ui.t("signatures-reject")))
        }
    }
}

pub(crate) async fn approve(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<CertificateRequestId>,
) -> Result<Response, WebError> {
    logged_in(&ui)?;
    match app.centre.approve(ui.actor(), id).await {
        Ok(_) => {
            let done = Message::new("signatures-approved");
            Ok(ui.redirect_with("/admin/certificates", &done).already_accounted())
        }
        Err(error) => refused(&app, &ui, id, "", error).await,
    }
}

/// The reason of a rejection.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Reason {
    #[serde(default)]
    reason: String,
}

pub(crate) async fn reject(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<CertificateRequestId>,
    Form(input): Form<Reason>,
) -> Result<Response, WebError> {
    logged_in(&ui)?;
    match app.centre.reject(ui.actor(), id, &input.reason).await {
        Ok(_) => {
            let done = Message::new("signatures-rejected");
            Ok(ui.redirect_with("/admin/certificates", &done).already_accounted())
        }
        Err(error) => refused(&app, &ui, id, &input.reason, error).await,
    }
}

/// The same page with what is wrong; nothing typed is lost.
async fn refused(
    app: &SignaturesWeb,
    ui: &Ui,
    id: CertificateRequestId,
    reason: &str,
    error: Error,
) -> Result<Response, WebError> {
    let errors = ui.form_errors(error)?;
    let request = app.centre.get_request(ui.actor(), id).await?;
    let content = show_content(app, ui, &request, reason, &errors).await?;
    Ok(ui.page_with_errors(show_title(ui, &request), &errors, content))
}

/// Choices of a select from codes with their keys.
pub(crate) fn choices<'a>(ui: &'a Ui, prefix: &str, codes: &[&'a str]) -> Vec<Choice<'a>> {
    codes.iter().map(|code| Choice::new(*code, ui.t(&format!("{prefix}-{code}")).to_owned())).collect()
}
