//! The public page that verifies a signature somebody brings (385-6-4-b).

use super::paper::code_form;
use super::pki::without_us;
use crate::SignaturesWeb;
use crate::form::{SignedForm, decode, read_form};
use crate::signing::digest;
use crate::validation::validation_report;
use axum::extract::{Request, State};
use orda_base::{Access, Error, Operation, Refusal, Result};
use orda_signatures::eds::validate::{Check, SignatureReport, Validation};
use orda_signatures::{Manifest, Reason};
use orda_web::parts::{self, Colour, Column, Field, Row, Table};
use orda_web::{Accounted, FormErrors, Markup, Response, Title, Ui, WebError, html};
use sha2::{Digest, Sha256};

/// Longest content that is verified, in bytes. Manifests are a few kilobytes.
pub(crate) const CONTENT_LIMIT: usize = 5 << 20;

/// Content, document, a signature or a container, and what surrounds them in the form. Larger containers are checked with
/// `orda eds verify`.
const FORM_LIMIT: usize = 20 << 20;

pub(crate) async fn form(ui: Ui) -> Response {
    ui.page(title(&ui), page_content(&ui, &FormErrors::none()))
}

pub(crate) async fn post(State(app): State<SignaturesWeb>, ui: Ui, request: Request) -> Result<Response, WebError> {
    let outcome = match read_form(request, FORM_LIMIT).await {
        Ok(form) => examine(&app, &form).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(brought) => {
            let content = result(&ui, &brought);
            Ok(ui.page(title(&ui), content).accessed(brought.access()))
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

/// What somebody brought, and what was found.
pub(crate) struct Brought {
    /// The report as of now.
    pub validation: Validation,
    /// What was signed; empty when it was inside.
    content: Vec<u8>,
    /// SHA-256 of what was brought: of the content, of a container or of a signature with its content inside.
    sha256: String,
    /// A document that is to be compared with what was signed: its digest, and the part of that digest.
    pub document: Option<(String, Option<String>)>,
}

impl Brought {
    /// What the accounting says of it.
    pub(crate) fn access(&self) -> Access {
        let access = Access::done("signature_verification", self.sha256.clone(), Operation::Read);
        access.detail(self.validation.verdict.code())
    }
}

async fn examine(app: &SignaturesWeb, form: &SignedForm) -> Result<Brought> {
    let signature = form.file("signature").ok_or_else(|| Error::field("signature", "signatures-error-no_signature"))?;
    let signature = if is_container(signature) { signature.to_vec() } else { decode(signature)? };
    check(app, form.file("content").unwrap_or_default(), &signature, form.file("document")).await
}

/// Does it begin as a container does?
fn is_container(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}

/// Judges a signature of any form over content of a bounded length, or a container, as of now, whoever signed. A document
/// is compared with the parts that the content lists.
pub(crate) async fn check(
    app: &SignaturesWeb,
    content: &[u8],
    signature: &[u8],
    document: Option<&[u8]>,
) -> Result<Brought> {
    let largest = [content, document.unwrap_or_default()].into_iter().map(<[u8]>::len).max();
    if largest > Some(CONTENT_LIMIT) {
        return Err(Error::TooLarge(Box::new(Refusal::new("signatures-refusal-content_too_large"))));
    }
    let sha256 = |bytes: &[u8]| hex::encode(Sha256::digest(bytes));
    if is_container(signature) {
        let validation = app.preservation.validate_container(signature).await?;
        return Ok(Brought { validation, content: Vec::new(), sha256: sha256(signature), document: None });
    }
    let validation = app.preservation.validate(content, signature, app.env.now()).await?;
    let missing = |s: &SignatureReport| s.failure() == Some((Check::Content, Reason::ContentMissing));
    if content.is_empty() && validation.signatures.iter().any(missing) {
        return Err(Error::field("content", "signatures-error-no_content"));
    }
    let document = document.filter(|bytes| !bytes.is_empty()).map(|bytes| {
        let digest = sha256(bytes);
        let parts = Manifest::from_bytes(content).map(|manifest| manifest.parts).unwrap_or_default();
        let part = parts.into_iter().find(|part| part.sha256 == digest).map(|part| part.name);
        (digest, part)
    });
    let brought = if content.is_empty() { signature } else { content };
    Ok(Brought { validation, content: content.to_vec(), sha256: sha256(brought), document })
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
                .hint(ui.t("signatures-verify-signature-hint")).errors(errors),
                ".p7s,.cms,.p7m,.sig,.pem,.der,.asice,.sce,.zip", false))
            (parts::file_upload(ui, Field::new("document", ui.t("signatures-verify-document"))
                .hint(ui.t("signatures-verify-document-hint")).errors(errors), "", false))
            (parts::button(ui.t("signatures-verify-button")))
        }
    }
}

fn result(ui: &Ui, brought: &Brought) -> Markup {
    html! {
        h1.govuk-heading-l { (ui.t("signatures-verify-title")) }
        (validation_report(ui, &brought.validation))
        (parts::summary_list(&[Row::new(ui.t("signatures-digest"), digest(&brought.sha256))]))
        @if let Some((_, part)) = &brought.document {
            p.govuk-body {
                @match part {
                    Some(name) => {
                        (parts::tag(ui.t("signatures-verify-document-same"), Colour::Green)) " " (name)
                    }
                    None => (parts::tag(ui.t("signatures-verify-document-other"), Colour::Red)),
                }
            }
        }
        @if let Ok(manifest) = Manifest::from_bytes(&brought.content) { (what_is_signed(ui, &manifest)) }
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
