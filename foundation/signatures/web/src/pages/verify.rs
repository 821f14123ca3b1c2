//! The public page that verifies a signature somebody brings (385-6-4-b).

use super::paper::code_form;
use super::pki::without_us;
use crate::SignaturesWeb;
use crate::form::{SignedForm, decode, read_form};
use crate::report::examined_report;
use crate::signing::digest;
use axum::extract::{Request, State};
use orda_base::{Access, Error, Operation, Refusal, Result};
use orda_signatures::{Examined, Manifest};
use orda_web::parts::{self, Column, Field, Row, Table};
use orda_web::{Accounted, FormErrors, Markup, Response, Title, Ui, WebError, html};
use sha2::{Digest, Sha256};

/// Longest content that is verified, in bytes. Manifests are a few kilobytes.
pub(crate) const CONTENT_LIMIT: usize = 5 << 20;

/// Content, signature, and what surrounds them in the form.
const FORM_LIMIT: usize = CONTENT_LIMIT + (2 << 20);

pub(crate) async fn form(ui: Ui) -> Response {
    ui.page(title(&ui), page_content(&ui, &FormErrors::none()))
}

pub(crate) async fn post(State(app): State<SignaturesWeb>, ui: Ui, request: Request) -> Result<Response, WebError> {
    let outcome = match read_form(request, FORM_LIMIT).await {
        Ok(form) => examine(&app, &form).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok((examined, content)) => {
            let access = Access::done("signature_verification", hex::encode(Sha256::digest(&content)), Operation::Read);
            let good = if examined.report.is_good() { "valid" } else { "invalid" };
            Ok(ui.page(title(&ui), result(&ui, &examined, &content)).accessed(access.detail(good)))
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            Ok(ui.page_with_errors(title(&ui), &errors, page_content(&ui, &errors)))
        }
    }
}

fn title(ui: &Ui) -> Title<'_> {
    Title::new(ui.t("signatures-verify-title"))
}

/// Verifies as of now, whoever signed.
async fn examine(app: &SignaturesWeb, form: &SignedForm) -> Result<(Examined, Vec<u8>)> {
    let content = form.file("content").ok_or_else(|| Error::field("content", "signatures-error-no_content"))?;
    let signature = form.file("signature").ok_or_else(|| Error::field("signature", "signatures-error-no_signature"))?;
    let cms = decode(signature)?;
    let examined = check(app, content, &cms).await?;
    Ok((examined, content.to_vec()))
}

/// Examines a signature over content of a bounded length.
pub(crate) async fn check(app: &SignaturesWeb, content: &[u8], cms: &[u8]) -> Result<Examined> {
    if content.len() > CONTENT_LIMIT {
        return Err(Error::TooLarge(Box::new(Refusal::new("signatures-refusal-content_too_large"))));
    }
    app.verifier.examine(content, cms, None, app.env.now()).await
}

fn page_content(ui: &Ui, errors: &FormErrors) -> Markup {
    html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (ui.t("signatures-verify-title")) }
        p.govuk-body { (ui.t("signatures-verify-lead")) }
        (upload(ui, errors))
        (code_form(ui))
        (without_us(ui))
    }
}

fn upload(ui: &Ui, errors: &FormErrors) -> Markup {
    html! {
        form method="post" action="/verify" enctype="multipart/form-data" novalidate {
            (parts::file_upload(ui, Field::new("content", ui.t("signatures-verify-content"))
                .hint(ui.t("signatures-verify-content-hint")).errors(errors), "", false))
            (parts::file_upload(ui, Field::new("signature", ui.t("signatures-verify-signature"))
                .hint(ui.t("signatures-verify-signature-hint")).errors(errors), ".p7s,.cms,.p7m,.sig,.pem,.der", false))
            (parts::button(ui.t("signatures-verify-button")))
        }
    }
}

fn result(ui: &Ui, examined: &Examined, content: &[u8]) -> Markup {
    html! {
        h1.govuk-heading-l { (ui.t("signatures-verify-title")) }
        (examined_report(ui, examined, content))
        @if let Ok(manifest) = Manifest::from_bytes(content) { (what_is_signed(ui, &manifest)) }
        (without_us(ui))
        p.govuk-body { a.govuk-link href="/verify" { (ui.t("signatures-verify-another")) } }
    }
}

/// What the signer saw: shown so that it can be compared with the files at hand.
fn what_is_signed(ui: &Ui, manifest: &Manifest) -> Markup {
    let purpose = format!("signatures-purpose-{}", manifest.purpose.code());
    let rows = [
        Row::new(ui.t("signatures-manifest-title"), html! { (ui.text(&manifest.title)) }),
        Row::new(ui.t("signatures-report-purpose"), html! { (ui.t(&purpose)) }),
        Row::new(ui.t("signatures-you-stated"), html! { (ui.text(&manifest.statement)) }),
        Row::new(ui.t("signatures-version"), html! { (manifest.object.version) }),
    ];
    let columns = vec![
        Column::new(ui.t("signatures-file")),
        Column::new(ui.t("signatures-size")).numeric(),
        Column::new(ui.t("signatures-digest")),
    ];
    let parts = manifest
        .parts
        .iter()
        .map(|part| vec![html! { (part.name) }, html! { (ui.size(part.size)) }, digest(&part.sha256)]);
    html! {
        h2.govuk-heading-m { (ui.t("signatures-manifest")) }
        (parts::summary_list(&rows))
        @if !manifest.parts.is_empty() {
            (parts::table(ui, &Table::new(ui.t("signatures-files"), columns).with_caption().rows(parts)))
        }
    }
}
