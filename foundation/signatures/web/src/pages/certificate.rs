//! One certificate: shown, taken as a key file, revoked.

use super::{certificate_tag, logged_in};
use crate::SignaturesWeb;
use crate::pages::request::choices;
use crate::report::{roles, validity};
use crate::signing::digest;
use crate::widget::{SCRIPT, messages, problem_box, steps};
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use orda_base::{Access, Error, Message, Operation, Result};
use orda_signatures::centre::{CertificateId, CertificateState, IssuedCertificate, RevocationReason};
use orda_web::parts::{self, Confirmation, Crumb, Field, Row};
use orda_web::{Accounted, Failure, Form, FormErrors, Markup, Path, Response, Title, Ui, WebError, attachment, html};
use serde::Deserialize;
use std::sync::Arc;

/// Reasons a person may give, most frequent first.
const REASONS: [&str; 5] =
    ["superseded", "key_compromise", "affiliation_changed", "cessation_of_operation", "unspecified"];

/// What makes a key file without the page.
const OPENSSL_JOIN: &str = "openssl x509 -inform DER -in certificate.cer -out certificate.pem\nopenssl pkcs12 -export -inkey key.pem -in certificate.pem -out key.p12";

/// The certificate, for who is logged in and may see it.
async fn found(app: &SignaturesWeb, ui: &Ui, id: CertificateId) -> Result<IssuedCertificate, WebError> {
    logged_in(ui)?;
    Ok(app.centre.get_certificate(ui.actor(), id).await?)
}

pub(crate) async fn show(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<CertificateId>,
) -> Result<Response, WebError> {
    let certificate = found(&app, &ui, id).await?;
    let own = ui.actor().is(certificate.person);
    let content = html! {
        h1.govuk-heading-l { (ui.t("signatures-certificate")) }
        (parts::summary_list(&rows(&app, &ui, &certificate).await?))
        @if own && certificate.state(app.env.now()) == CertificateState::Valid { (take(&app, &ui, &certificate).await?) }
        ul.govuk-list {
            li { a.govuk-link href={ "/certificates/" (id) "/file" } { (ui.t("signatures-certificate-download")) } }
            @if certificate.revoked.is_none() {
                li { a.govuk-link href={ "/certificates/" (id) "/revoke" } { (ui.t("signatures-revoke")) } }
            }
        }
    };
    let title = Title::new(ui.t("signatures-certificate")).script(SCRIPT).above(above(&ui, &certificate));
    Ok(ui.page(title, content).accessed(Access::done("certificate", id, Operation::Read)))
}

fn above(ui: &Ui, certificate: &IssuedCertificate) -> Markup {
    let up = if ui.actor().is(certificate.person) {
        Crumb::new("/certificates", ui.t("signatures-own-title"))
    } else {
        Crumb::new("/admin/certificates/issued", ui.t("signatures-admin-title"))
    };
    parts::breadcrumbs(ui, &[up])
}

async fn rows<'a>(app: &SignaturesWeb, ui: &'a Ui, certificate: &IssuedCertificate) -> Result<Vec<Row<'a>>> {
    let subject = &certificate.subject;
    let mut rows = vec![
        Row::new(ui.t("signatures-state"), certificate_tag(ui, certificate.state(app.env.now()))),
        Row::new(ui.t("signatures-person"), html! { (subject.full_name()) }),
        Row::new(ui.t("signatures-report-iin"), html! { (subject.iin) }),
        Row::new(ui.t("signatures-report-body"), html! { (app.body_name(ui, certificate.body).await?) }),
        Row::new(ui.t("signatures-report-bin"), html! { (subject.bin) }),
        Row::new(ui.t("signatures-report-role"), html! { (roles(ui, &subject.roles)) }),
        Row::new(ui.t("signatures-report-certificate"), html! { code.app-digest { (certificate.serial) } }),
        Row::new(ui.t("signatures-certificate-digest"), digest(&certificate.sha256)),
        Row::new(
            ui.t("signatures-report-validity"),
            html! { (validity(ui, certificate.not_before, certificate.not_after)) },
        ),
    ];
    if let Some(by) = certificate.issued_by {
        rows.push(Row::new(ui.t("signatures-issued-by"), html! { (app.person_name(by).await?) }));
    }
    if let Some(revoked) = certificate.revoked {
        rows.push(Row::new(ui.t("signatures-revoked-at"), html! { (ui.datetime(revoked.at)) }));
        let reason = format!("signatures-revocation-{}", revoked.reason.code());
        rows.push(Row::new(ui.t("signatures-revoke-reason"), html! { (ui.t(&reason)) }));
        if let Some(by) = revoked.by {
            rows.push(Row::new(ui.t("signatures-revoked-by"), html! { (app.person_name(by).await?) }));
        }
    }
    Ok(rows)
}

/// Joins the key that was saved as a file with the certificate, all in the page.
async fn take(app: &SignaturesWeb, ui: &Ui, certificate: &IssuedCertificate) -> Result<Markup> {
    let authorities = app.centre.authorities().await?;
    let chain = authorities.iter().filter(|a| a.id == certificate.authority).map(|a| STANDARD.encode(&a.certificate));
    let chain = chain.collect::<Vec<_>>().join(" ");
    let name = format!("orda-{}", &certificate.serial[certificate.serial.len().saturating_sub(8)..]);
    Ok(html! {
        h2.govuk-heading-m { (ui.t("signatures-take")) }
        p.govuk-body { (ui.t("signatures-take-lead")) }
        form novalidate data-certificate-take data-certificate=(STANDARD.encode(&certificate.certificate))
            data-chain=(chain) data-file-name=(name) data-messages=(messages(ui))
        {
            (problem_box(ui.t("signatures-problem-title-take")))
            div data-with-script hidden {
                div.govuk-form-group {
                    label.govuk-label for="key-copy" { (ui.t("signatures-key-copy")) }
                    div.govuk-hint #key-copy-hint { (ui.t("signatures-key-copy-hint")) }
                    (parts::file_area(ui, &html! {
                        input.govuk-file-upload #key-copy type="file" accept=".pem,.key,.p8,.der" data-key-file
                            aria-describedby="key-copy-hint";
                    }))
                }
                div.govuk-form-group {
                    label.govuk-label for="take-password" { (ui.t("signatures-take-password")) }
                    div.govuk-hint #take-password-hint { (ui.t("signatures-take-password-hint")) }
                    input.govuk-input.govuk-input--width-20 #take-password type="password" autocomplete="off"
                        aria-describedby="take-password-hint" data-password;
                }
                (parts::button(ui.t("signatures-take-button")))
                (steps(ui, &["open", "join"]))
                div.govuk-inset-text data-done hidden tabindex="-1" role="status" {
                    p { (ui.t("signatures-take-done")) }
                }
            }
            div data-without-script {
                p.govuk-body { (ui.t("signatures-take-without-script")) }
                pre.app-command tabindex="0" { code { (OPENSSL_JOIN) } }
            }
        }
    })
}

pub(crate) async fn download(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<CertificateId>,
) -> Result<Response, WebError> {
    let certificate = found(&app, &ui, id).await?;
    let response = attachment("certificate.cer", "application/pkix-cert", certificate.certificate);
    Ok(response.accessed(Access::done("certificate", id, Operation::Download)))
}

/// Why a certificate is revoked.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct RevokeInput {
    #[serde(default)]
    reason: String,
}

pub(crate) async fn ask_revoke(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<CertificateId>,
) -> Result<Response, WebError> {
    let certificate = found(&app, &ui, id).await?;
    if certificate.revoked.is_some() {
        return Ok(ui.redirect(&format!("/certificates/{id}")));
    }
    Ok(question(&ui, &certificate, &FormErrors::none(), ""))
}

fn question(ui: &Ui, certificate: &IssuedCertificate, errors: &FormErrors, reason: &str) -> Response {
    let path = format!("/certificates/{}", certificate.id);
    let name = certificate.subject.full_name();
    parts::confirm_page(
        ui,
        Confirmation {
            question: &ui.tr(
                "signatures-revoke-question",
                &[("name", name.into()), ("serial", certificate.serial.clone().into())],
            ),
            consequence: ui.t("signatures-revoke-consequence"),
            content: html! {
                (errors.summary(ui))
                (parts::radios(
                    Field::new("reason", ui.t("signatures-revoke-reason")).errors(errors),
                    &choices(ui, "signatures-revocation", &REASONS),
                    reason,
                ))
            },
            action: &format!("{path}/revoke"),
            verb: ui.t("signatures-revoke"),
            back: &path,
            dangerous: true,
        },
    )
}

pub(crate) async fn revoke(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<CertificateId>,
    Form(input): Form<RevokeInput>,
) -> Result<Response, WebError> {
    logged_in(&ui)?;
    match revoke_for(&app, &ui, id, &input.reason).await {
        Ok(_) => {
            let done = Message::new("signatures-revoked");
            Ok(ui.redirect_with(&format!("/certificates/{id}"), &done).already_accounted())
        }
        Err(error) => {
            let failure = Failure { error: Arc::new(error.clone()), shown: true };
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let errors = ui.form_errors(error)?;
            let certificate = app.centre.get_certificate(ui.actor(), id).await?;
            let mut response = question(&ui, &certificate, &errors, &input.reason);
            *response.status_mut() = status;
            response.extensions_mut().insert(failure);
            Ok(response)
        }
    }
}

async fn revoke_for(app: &SignaturesWeb, ui: &Ui, id: CertificateId, reason: &str) -> Result<IssuedCertificate> {
    let reason = RevocationReason::from_code(reason)
        .filter(|r| REASONS.contains(&r.code()))
        .ok_or_else(|| Error::field("reason", "signatures-error-reason_missing"))?;
    app.centre.revoke(ui.actor(), id, reason).await
}
