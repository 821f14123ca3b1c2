//! The report of an audit: brought, taken away, and sent to the authorised body (365-9-c).

use super::{audit, audit_path, record_crumbs};
use crate::RegistryWeb;
use axum::extract::{Request, State};
use orda_base::{Access, Operation};
use orda_documents_web::download;
use orda_registry::{AUDIT, AuditCard, AuditId, REPORT_LIMIT};
use orda_signatures_web::SignedForm;
use orda_web::parts::{self, Confirmation, Field};
use orda_web::{Accounted, FormErrors, Path, Response, Title, Ui, WebError, html};

/// The longest form that brings a report: the report, and what surrounds it.
const FORM_LIMIT: usize = REPORT_LIMIT + (64 << 10);

pub(crate) async fn form(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<AuditId>,
) -> Result<Response, WebError> {
    let card = web.registry.changeable_audit(ui.actor(), id).await?;
    let page = page(&web, &ui, &card, &FormErrors::none());
    Ok(page.accessed(Access::done(AUDIT, id, Operation::Read)))
}

pub(crate) async fn post(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<AuditId>,
    request: Request,
) -> Result<Response, WebError> {
    let attached = async {
        let form = SignedForm::read_limited(request, FORM_LIMIT).await?;
        let (name, bytes) = form.named_file("report").unwrap_or_default();
        web.registry.attach_report(ui.actor(), id, name, bytes.to_vec().into()).await
    };
    match attached.await {
        Ok(()) => Ok(audit::done(&ui, id, "registry-audit-attached")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = web.registry.changeable_audit(ui.actor(), id).await?;
            Ok(page(&web, &ui, &card, &errors))
        }
    }
}

fn page(web: &RegistryWeb, ui: &Ui, card: &AuditCard, errors: &FormErrors) -> Response {
    let limit = u64::try_from(REPORT_LIMIT).unwrap_or_default();
    let formats = &web.documents.settings().formats;
    let words = [("formats", formats.list().into()), ("limit", ui.size(limit).into())];
    let field = Field::new("report", ui.t("registry-audit-file")).hint(ui.tr("registry-audit-file-hint", &words));
    let heading = ui.t("registry-audit-attach");
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            span.govuk-caption-l { (ui.text(&card.record.name)) }
            h1.govuk-heading-l { (heading) }
            @if let Some(report) = &card.audit.report {
                p.govuk-body { (ui.t("registry-audit-file-now")) ": " span.app-wrap { (report.name) } }
            }
            form method="post" enctype="multipart/form-data" novalidate {
                (parts::file_upload(ui, field.errors(errors), &formats.accept(), false))
                (parts::button_group(html! {
                    (parts::button(ui.t("web-upload")))
                    a.govuk-link href=(audit_path(card.audit.id, "")) { (ui.t("web-cancel")) }
                }))
            }
        } }
    };
    ui.form_page(Title::new(heading).above(record_crumbs(ui, &card.record)), errors, content)
}

/// The report, original bytes.
pub(crate) async fn file(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<AuditId>,
) -> Result<Response, WebError> {
    let (_, file) = web.registry.report(ui.actor(), id).await?;
    let (stored, bytes) = web.documents.give_out(ui.actor(), file).await?;
    let access = Access::done(AUDIT, id, Operation::Download).detail(stored.name.clone());
    Ok(download(&stored, bytes).accessed(access))
}

pub(crate) async fn ask_send(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<AuditId>,
) -> Result<Response, WebError> {
    let card = web.registry.changeable_audit(ui.actor(), id).await?;
    let name = [("name", ui.text(&card.record.name).into())];
    let page = parts::confirm_page(
        &ui,
        Confirmation {
            question: &ui.tr("registry-audit-send-question", &name),
            consequence: ui.t("registry-audit-send-consequence"),
            content: html! {},
            action: &audit_path(id, "/send"),
            verb: ui.t("registry-audit-send"),
            back: &audit_path(id, ""),
            dangerous: false,
        },
    );
    Ok(page.accessed(Access::done(AUDIT, id, Operation::Read)))
}

pub(crate) async fn send(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<AuditId>,
) -> Result<Response, WebError> {
    match web.registry.send_report(ui.actor(), id).await {
        Ok(()) => Ok(audit::done(&ui, id, "registry-audit-send-done")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            Ok(audit::page(&ui, &web.registry.audit(ui.actor(), id).await?, &errors))
        }
    }
}
