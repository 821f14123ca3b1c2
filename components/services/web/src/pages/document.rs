//! The electronic document of a result: brought, and taken away, alone or with its signature.

use super::{result, results_crumb};
use crate::ServicesWeb;
use axum::extract::{DefaultBodyLimit, Request, State};
use futures::TryStreamExt;
use http::{HeaderValue, header};
use orda_base::{Access, Error, Operation};
use orda_documents_web::download;
use orda_services::{DOCUMENT_LIMIT, ResultCard, ResultId};
use orda_signatures::evidence::DataFile;
use orda_signatures_web::SignedForm;
use orda_web::parts::{self, Crumb, Field};
use orda_web::{Accounted, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, attachment, html};

/// The longest form that brings a document: the document, and what surrounds it.
pub(crate) const FORM_LIMIT: usize = DOCUMENT_LIMIT + (64 << 10);

/// A form with a file, read up to its limit.
pub(crate) async fn read(mut request: Request) -> orda_base::Result<SignedForm> {
    // The limit is our own: the usual one of the extractor is lower.
    DefaultBodyLimit::disable().apply(&mut request);
    SignedForm::read_limited(request, FORM_LIMIT).await
}

pub(crate) async fn form(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
) -> Result<Response, WebError> {
    let card = web.services.result_card(ui.actor(), id).await?;
    if !card.may_change {
        return Err(Error::Forbidden.into());
    }
    let access = Access::done("service_result", id, Operation::Read);
    Ok(ui.page(title(&ui, &card), content(&ui, &card, &FormErrors::none())).accessed(access))
}

pub(crate) async fn post(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
    request: Request,
) -> Result<Response, WebError> {
    let attached = async {
        let form = read(request).await?;
        let (name, bytes) = form.named_file("document").unwrap_or_default();
        web.services.attach(ui.actor(), id, name, bytes.to_vec().into()).await
    };
    match attached.await {
        Ok(()) => {
            let done = Message::new("services-document-done");
            Ok(ui.redirect_with(&result(id), &done).already_accounted())
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = web.services.result_card(ui.actor(), id).await?;
            let access = Access::done("service_result", id, Operation::Change);
            Ok(ui.page_with_errors(title(&ui, &card), &errors, content(&ui, &card, &errors)).accessed(access))
        }
    }
}

fn title<'a>(ui: &'a Ui, card: &ResultCard) -> Title<'a> {
    let steps = [results_crumb(ui), Crumb::new(result(card.result.id), card.result.number.to_string())];
    Title::new(ui.t("services-document")).above(parts::breadcrumbs(ui, &steps))
}

fn content(ui: &Ui, card: &ResultCard, errors: &FormErrors) -> Markup {
    let limit = u64::try_from(DOCUMENT_LIMIT).unwrap_or_default();
    let hint = ui.tr("services-document-hint", &[("limit", ui.size(limit).into())]);
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            span.govuk-caption-l { (card.result.number) }
            h1.govuk-heading-l { (ui.t("services-document")) }
            @if let Some(document) = &card.result.document {
                p.govuk-body { (ui.t("services-document-now")) ": " span.app-wrap { (document.name) } }
            }
            form method="post" enctype="multipart/form-data" novalidate {
                (parts::file_upload(ui, Field::new("document", ui.t("services-document-file")).hint(hint).errors(errors),
                    ".pdf,application/pdf", false))
                (parts::button_group(html! {
                    (parts::button(ui.t("web-upload")))
                    a.govuk-link href=(result(card.result.id)) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}

/// The document, original bytes.
pub(crate) async fn file(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
) -> Result<Response, WebError> {
    let (one, file) = web.services.document(ui.actor(), id).await?;
    let (stored, bytes) = web.documents.give_out(ui.actor(), file).await?;
    let access =
        Access::done("service_result", id, Operation::Download).detail(format!("{} {}", one.number, stored.name));
    Ok(download(&stored, bytes).accessed(access))
}

/// Document, signature and evidence in one container, to be handed to the recipient: checked anywhere with the root alone.
pub(crate) async fn container(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
) -> Result<Response, WebError> {
    let certified = web.services.certified(ui.actor(), id).await?;
    let (stored, pieces) = web.documents.give_out(ui.actor(), certified.file).await?;
    // At most what one document may have.
    let bytes = pieces.map_ok(|piece| piece.to_vec()).try_concat().await?;
    let (name, card) = certified.card;
    let parts = vec![DataFile { name: name.to_owned(), bytes: card }, DataFile { name: stored.name, bytes }];
    let bytes = web.preservation.container(&[&certified.record], parts).await?;
    let number = certified.result.number;
    let name = format!("{}.asice", number.plain());
    let access = Access::done("service_result", id, Operation::Download).detail(format!("{number} asice"));
    let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"))];
    Ok(attachment(&name, "application/vnd.etsi.asic-e+zip", (no_store, bytes)).accessed(access))
}
