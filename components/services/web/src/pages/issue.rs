//! A certified result is issued, and revoked with a reason.

use super::authorise::Reason;
use super::{result, results_crumb};
use crate::ServicesWeb;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_services::{ResultId, ServiceResult};
use orda_web::parts::{self, Crumb, Field};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html};

pub(crate) async fn issue(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
) -> Result<Response, WebError> {
    web.services.issue(ui.actor(), id).await?;
    Ok(ui.redirect_with(&result(id), &Message::new("services-issue-done")).already_accounted())
}

pub(crate) async fn ask_revoke(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
) -> Result<Response, WebError> {
    let one = web.services.revocable(ui.actor(), id).await?;
    let content = revoke_content(&ui, &one, "", &FormErrors::none());
    Ok(ui.page(title(&ui, &one), content).accessed(Access::done("service_result", id, Operation::Read)))
}

pub(crate) async fn revoke(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
    Form(input): Form<Reason>,
) -> Result<Response, WebError> {
    match web.services.revoke(ui.actor(), id, &input.reason).await {
        Ok(()) => {
            let done = Message::new("services-revoke-done");
            Ok(ui.redirect_with(&result(id), &done).already_accounted())
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let one = web.services.revocable(ui.actor(), id).await?;
            let content = revoke_content(&ui, &one, &input.reason, &errors);
            let access = Access::done("service_result", id, Operation::Change);
            Ok(ui.page_with_errors(title(&ui, &one), &errors, content).accessed(access))
        }
    }
}

fn title<'a>(ui: &'a Ui, one: &ServiceResult) -> Title<'a> {
    let steps = [results_crumb(ui), Crumb::new(result(one.id), one.number.to_string())];
    Title::new(ui.t("services-revoke-title")).above(parts::breadcrumbs(ui, &steps))
}

fn revoke_content(ui: &Ui, one: &ServiceResult, reason: &str, errors: &FormErrors) -> Markup {
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            span.govuk-caption-l { (one.number) }
            h1.govuk-heading-l { (ui.t("services-revoke-title")) }
            (parts::warning(ui, ui.t("services-revoke-consequence")))
            form method="post" novalidate {
                (parts::textarea(ui, Field::new("reason", ui.t("services-reason")).hint(ui.t("services-revoke-hint"))
                    .rows(3).max(1000).errors(errors), reason))
                (parts::button_group(html! {
                    (parts::button_warning(ui.t("services-revoke")))
                    a.govuk-link href=(result(one.id)) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}
