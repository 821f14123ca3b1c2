//! The public page where the code on a printed form leads: digests of what was signed, who signed, and a verification made
//! now. No title, no name of a file and no content stands on it: the paper's holder compares digests.

use crate::SignaturesWeb;
use crate::report::{roles, steps, verdict_tag};
use crate::validation::proof_report;
use axum::extract::State;
use axum::response::IntoResponse;
use http::{HeaderValue, header};
use orda_base::{Access, Operation};
use orda_signatures::evidence::Proof;
use orda_signatures::{Manifest, Paper, PaperSignature};
use orda_web::parts::{self, Column, Field, Row, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// A code as it was typed.
#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    code: String,
}

/// Leads from the typed code to its page.
pub(crate) async fn find(ui: Ui, Form(typed): Form<Typed>) -> Response {
    let code: String = typed.code.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    ui.redirect(&format!("/verify/{}", if code.is_empty() { "-" } else { &code }))
}

/// `/verify/{code}`.
pub(crate) async fn show(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(code): Path<String>,
) -> Result<Response, WebError> {
    let (paper, signatures) = app.papers.open(&code).await?;
    let proofs = app.preservation.prove(&signatures.iter().map(|s| &s.record).collect::<Vec<_>>()).await?;
    let access = accessed(&paper);
    let title = Title::new(ui.t("signatures-paper-title"));
    let content = view(&ui, &app, &paper, &signatures, &proofs);
    let mut response = ui.page(title, content).accessed(access);
    // Found by those who hold the paper, not by search.
    response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
    Ok(([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], response).into_response())
}

/// What the accounting says of opening a paper (365-8-4).
pub(crate) fn accessed(paper: &Paper) -> Access {
    let object = &paper.object;
    let what = format!("{}/{}/v/{}", object.kind, object.id, object.version);
    Access::done("signature_verification", what, Operation::Read).detail(paper.printed_code())
}

/// The field for a code, on the page that verifies files.
pub(crate) fn code_form(ui: &Ui) -> Markup {
    let none = FormErrors::none();
    html! {
        h2.govuk-heading-m { (ui.t("signatures-paper-have")) }
        form method="post" action="/verify/code" novalidate {
            (parts::text_input(Field::new("code", ui.t("signatures-paper-code"))
                .hint(ui.t("signatures-paper-code-hint")).errors(&none), ""))
            (parts::button_secondary(ui.t("signatures-paper-open")))
        }
    }
}

fn view(ui: &Ui, app: &SignaturesWeb, paper: &Paper, signatures: &[PaperSignature], proofs: &[Proof]) -> Markup {
    let good = signatures.iter().filter(|s| s.report.is_good()).count();
    let rows = [
        Row::new(ui.t("signatures-paper-form"), html! { (ui.text(&paper.form)) }),
        Row::new(ui.t("signatures-paper-number"), html! { (paper.number) }),
        Row::new(ui.t("signatures-version"), html! { (paper.object.version) }),
        Row::new(ui.t("signatures-paper-code"), html! { code { (paper.printed_code()) } }),
        Row::new(ui.t("signatures-paper-made"), html! { (ui.datetime(paper.made_at)) }),
        Row::new(ui.t("signatures-report-checked-at"), html! { (ui.datetime(app.env.now())) }),
    ];
    let counts = [("good", number(good)), ("all", number(signatures.len()))];
    html! {
        h1.govuk-heading-l { (ui.t("signatures-paper-title")) }
        p.govuk-body-l { (ui.tr("signatures-paper-verdict", &counts)) }
        p.govuk-body { (ui.t("signatures-paper-lead")) }
        (parts::summary_list(&rows))
        @for (at, (signature, proof)) in (1usize..).zip(signatures.iter().zip(proofs)) { (one(ui, at, signature, proof)) }
        (without_us(ui, signatures))
    }
}

fn number(count: usize) -> orda_web::FluentValue<'static> {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

fn one(ui: &Ui, at: usize, signature: &PaperSignature, proof: &Proof) -> Markup {
    let record = &signature.record;
    let signer = &record.signer;
    let purpose = format!("signatures-purpose-{}", record.purpose.code());
    let rows = [
        Row::new(ui.t("signatures-report-heading"), verdict_tag(ui, &signature.report)),
        Row::new(ui.t("signatures-report-purpose"), html! { (ui.t(&purpose)) }),
        Row::new(ui.t("signatures-report-signer"), html! { (signer.name) }),
        Row::new(ui.t("signatures-report-body"), html! { (signer.organisation) }),
        Row::new(ui.t("signatures-report-role"), html! { (roles(ui, &signer.role_oids)) }),
        Row::new(ui.t("signatures-report-received"), html! { (ui.datetime(record.received_at)) }),
        Row::new(ui.t("signatures-report-certificate"), whole(&signer.serial)),
        Row::new(ui.t("signatures-paper-manifest"), whole(&hex::encode(Sha256::digest(&record.manifest)))),
    ];
    html! {
        section aria-labelledby=(format!("signature-{at}")) {
            h2.govuk-heading-m id=(format!("signature-{at}")) { (at) ". " (signer.name) }
            (parts::summary_list(&rows))
            @if let Ok(manifest) = Manifest::from_bytes(&record.manifest) {
                (parts::details(ui.t("signatures-paper-parts"), signed_parts(ui, &manifest)))
            }
            (parts::details(ui.t("signatures-report-steps"), steps(ui, &signature.report)))
            h3.govuk-heading-s { (ui.t("signatures-proof")) }
            (proof_report(ui, proof))
        }
    }
}

/// Digests of the parts, by their place: names of files may tell what a draft is about.
fn signed_parts(ui: &Ui, manifest: &Manifest) -> Markup {
    let columns = vec![Column::new(ui.t("signatures-paper-part")), Column::new(ui.t("signatures-digest"))];
    let mut files = 0usize;
    let rows: Vec<Vec<Markup>> = manifest
        .parts
        .iter()
        .map(|part| {
            let name = match part.name.as_str() {
                "card" | "text-kk" | "text-ru" | "protocol" | "vote" => {
                    ui.t(&format!("signatures-part-{}", part.name)).to_owned()
                }
                _ => {
                    files += 1;
                    ui.tr("signatures-part-file", &[("n", number(files))])
                }
            };
            vec![html! { (name) }, whole(&part.sha256)]
        })
        .collect();
    parts::table(ui, &Table::new(ui.t("signatures-paper-parts"), columns).rows(rows))
}

/// A digest or a number of a certificate, all of it.
fn whole(hex: &str) -> Markup {
    html! { code.app-digest { (hex) } }
}

/// How to check each signature of the paper without the portal: the commands, each as of its own time.
fn without_us(ui: &Ui, signatures: &[PaperSignature]) -> Markup {
    html! {
        h2.govuk-heading-m { (ui.t("signatures-without-us")) }
        p.govuk-body { (ui.t("signatures-without-us-lead")) }
        ol.govuk-list.govuk-list--number {
            li { (ui.t("signatures-paper-without-files")) }
            li { (ui.t("signatures-without-us-take")) " " a.govuk-link href="/pki" { (ui.t("signatures-pki-title")) } }
            li { (ui.t("signatures-paper-without-run")) }
            li { (ui.t("signatures-paper-without-compare")) }
        }
        @for (at, signature) in (1usize..).zip(signatures) {
            p class="govuk-body govuk-!-margin-bottom-1" { (at) ". " (signature.record.signer.name) }
            pre.app-command tabindex="0" { code { (command(signature)) } }
        }
        p.govuk-body { a.govuk-link href="/verify" { (ui.t("signatures-paper-upload")) } }
    }
}

/// The commands of OpenSSL for one signature.
fn command(signature: &PaperSignature) -> String {
    let at = signature.record.received_at.seconds();
    let manifest = hex::encode(Sha256::digest(&signature.record.manifest));
    format!(
        "openssl cms -verify -binary -inform DER -in signature.p7s -content manifest.json \\\n    \
         -CAfile roots.pem -purpose any -attime {at} -out /dev/null\n\
         openssl dgst -sha256 manifest.json\n# {manifest}"
    )
}
