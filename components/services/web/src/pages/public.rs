//! The page for everybody: is the result with this number genuine, and is it still valid (74-5-4-a)? Of its recipient only as
//! much is shown as somebody needs who holds the document; of the signer no number.

use super::PUBLIC;
use super::document::read;
use crate::ServicesWeb;
use crate::view::{self, label};
use axum::extract::{Request, State};
use axum::response::IntoResponse;
use http::{HeaderValue, StatusCode, header};
use orda_base::{Access, Error, FieldError, Operation};
use orda_services::{Checked, Comparison, Genuine, ResultNumber, masked_name, masked_number};
use orda_signatures_web::{signer_roles, verdict_tag};
use orda_web::parts::{self, Colour, Field, Row};
use orda_web::{Accounted, Form, FormErrors, Markup, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Kind of resource in the accounting.
pub(crate) const CHECK: &str = "service_result_check";

/// A number as it was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    number: String,
}

pub(crate) async fn form(ui: Ui) -> Response {
    let content = form_content(&ui, "", &FormErrors::none());
    ui.page(ui.t("services-public-title"), content).accessed(Access::done(CHECK, "", Operation::Read))
}

/// Leads from the typed number to its page; what cannot be a number is told at once.
pub(crate) async fn find(ui: Ui, Form(typed): Form<Typed>) -> Response {
    if let Some(number) = ResultNumber::read(&typed.number) {
        return ui.redirect(&format!("{PUBLIC}/{}", number.plain()));
    }
    let key = if typed.number.trim().is_empty() { "error-required" } else { "services-field-result-number" };
    let errors = FormErrors::of_fields(&ui, vec![FieldError::new("number", key)]);
    let short: String = typed.number.chars().take(100).collect();
    ui.page_with_errors(ui.t("services-public-title"), &errors, form_content(&ui, &short, &errors))
}

pub(crate) async fn show(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(number): Path<String>,
) -> Result<Response, WebError> {
    answer(&ui, web.services.check(&number, None).await, &FormErrors::none())
}

/// A file is compared with the document that was signed. It is not kept.
pub(crate) async fn compare(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(number): Path<String>,
    request: Request,
) -> Result<Response, WebError> {
    let brought = async {
        let form = read(request).await?;
        let bytes = form.file("document").ok_or_else(|| Error::field("document", "services-field-document"))?;
        Ok::<_, Error>(hex::encode(Sha256::digest(bytes)))
    };
    match brought.await {
        Ok(sha256) => answer(&ui, web.services.check(&number, Some(sha256)).await, &FormErrors::none()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            answer(&ui, web.services.check(&number, None).await, &errors)
        }
    }
}

fn answer(ui: &Ui, checked: orda_base::Result<Checked>, errors: &FormErrors) -> Result<Response, WebError> {
    let title = Title::new(ui.t("services-public-title"));
    let response = match checked {
        Ok(checked) => {
            let content = content(ui, &checked, errors);
            ui.form_page(title, errors, content).accessed(accessed(&checked))
        }
        Err(Error::NotFound) => {
            let access = Access::done(CHECK, "", Operation::Read).ended(&Error::NotFound);
            ui.page_with_status(StatusCode::NOT_FOUND, title, none_content(ui)).accessed(access)
        }
        Err(other) => return Err(other.into()),
    };
    Ok(closed(response))
}

/// What the accounting says of a check. Not the number: it opens this page.
pub(crate) fn accessed(checked: &Checked) -> Access {
    let said = checked.verdict.code();
    let detail = match checked.genuine.as_ref().and_then(|g| g.comparison.as_ref()) {
        Some(Comparison { same, .. }) => format!("{said} same={same}"),
        None => said.to_owned(),
    };
    Access::done(CHECK, checked.id, Operation::Read).detail(detail)
}

/// Found by those who hold the number, not by search; and always as of now.
pub(crate) fn closed(mut response: Response) -> Response {
    response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
    ([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], response).into_response()
}

fn form_content(ui: &Ui, typed: &str, errors: &FormErrors) -> Markup {
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("services-public-title")) }
            p.govuk-body { (ui.t("services-public-lead")) }
            (number_form(ui, typed, errors))
            p.govuk-body { a.govuk-link href="/verify" { (ui.t("services-public-verify")) } }
        } }
    }
}

fn number_form(ui: &Ui, typed: &str, errors: &FormErrors) -> Markup {
    html! {
        form method="post" action=(PUBLIC) novalidate {
            (parts::text_input(
                Field::new("number", ui.t("services-number")).hint(ui.t("services-public-number-hint")).width(30).max(100)
                    .errors(errors),
                typed,
            ))
            (parts::button(ui.t("services-public-check")))
        }
    }
}

fn none_content(ui: &Ui) -> Markup {
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            h1.govuk-heading-l { (ui.t("services-public-none")) }
            p.govuk-body { (ui.t("services-public-none-text")) }
            (number_form(ui, "", &FormErrors::none()))
        } }
    }
}

fn content(ui: &Ui, checked: &Checked, errors: &FormErrors) -> Markup {
    html! {
        (errors.summary(ui))
        span.govuk-caption-l { (checked.number) }
        h1.govuk-heading-l { (ui.t("services-public-title")) }
        p.govuk-body-l { (view::verdict(ui, checked.verdict)) }
        p.govuk-body { (label(ui, "services-verdict-text", checked.verdict.code())) }
        @if let Some(comparison) = checked.genuine.as_ref().and_then(|g| g.comparison.as_ref()) { (compared(ui, comparison)) }
        (parts::summary_list(&rows(ui, checked)))
        h2.govuk-heading-m { (ui.t("services-compare-title")) }
        p.govuk-body { (ui.t("services-compare-lead")) }
        form.app-no-print method="post" enctype="multipart/form-data"
            action=(format!("{PUBLIC}/{}", checked.number.plain())) novalidate {
            (parts::file_upload(ui, Field::new("document", ui.t("services-document-file"))
                .hint(ui.t("services-compare-hint")).errors(errors), ".pdf,application/pdf", false))
            (parts::button_secondary(ui.t("services-compare-submit")))
        }
        p.govuk-body.app-no-print {
            a.govuk-link href="/verify" { (ui.t("services-public-verify")) }
            " · "
            a.govuk-link href=(PUBLIC) { (ui.t("services-public-another")) }
        }
    }
}

fn compared(ui: &Ui, comparison: &Comparison) -> Markup {
    let (key, colour) = if comparison.same {
        ("services-compare-same", Colour::Green)
    } else {
        ("services-compare-other", Colour::Red)
    };
    parts::inset(html! {
        p.govuk-body { (parts::tag(ui.t(key), colour)) }
        p.govuk-body { (ui.t(&format!("{key}-text"))) }
        p class="govuk-body-s" { code.app-digest { (comparison.sha256) } }
    })
}

fn rows<'a>(ui: &'a Ui, checked: &'a Checked) -> Vec<Row<'a>> {
    let mut rows = checked.genuine.as_ref().map(|genuine| told(ui, genuine)).unwrap_or_default();
    let signature = match &checked.report {
        Some(report) => verdict_tag(ui, report),
        None => view::verdict(ui, checked.verdict),
    };
    rows.push(Row::new(ui.t("services-signature"), signature));
    rows.push(Row::new(ui.t("services-checked-at"), html! { (ui.datetime(checked.at)) }));
    rows
}

/// What is told of a result that is authentic.
fn told<'a>(ui: &'a Ui, genuine: &'a Genuine) -> Vec<Row<'a>> {
    let Genuine { result: one, service, provider, record, .. } = genuine;
    let mut rows = vec![
        Row::new(
            ui.t("services-service"),
            html! {
                (ui.text(&service.name)) br;
                span.app-secondary { (label(ui, "services-kind", service.kind.code())) ", " (service.code) }
            },
        ),
        Row::new(ui.t("services-provider"), html! { (ui.text(&provider.name)) }),
        Row::new(
            ui.t("services-recipient"),
            html! {
                (masked_name(&one.recipient.name)) " "
                span.app-secondary { (label(ui, "services-recipient", one.recipient.kind.code())) ", " (masked_number(&one.recipient.number)) }
            },
        ),
        Row::new(ui.t("services-valid-until"), html! { (view::until(ui, one.valid_until)) }),
    ];
    if let Some(issue) = &one.issued {
        rows.push(Row::new(ui.t("services-issued"), html! { (ui.datetime(issue.at)) }));
    }
    if let Some(revoked) = &one.revoked {
        rows.push(Row::new(ui.t("services-revoked-at"), html! { (ui.datetime(revoked.at)) }));
    }
    if let Some(signed) = &one.signed {
        rows.push(Row::new(
            ui.t("services-signer"),
            html! {
                (record.signer.name) br; (view::post(ui, &signed.post, &signed.organisation)) br;
                span.app-secondary { (signer_roles(ui, &record.signer.role_oids)) }
            },
        ));
        rows.push(Row::new(ui.t("services-signed-at"), html! { (ui.datetime(signed.at)) }));
    }
    if let Some(document) = &one.document {
        rows.push(Row::new(ui.t("services-document-digest"), html! { code.app-digest { (document.sha256) } }));
    }
    rows
}
