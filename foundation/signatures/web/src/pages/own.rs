//! One's own certificates and requests.

use super::{certificate_tag, logged_in, request_tag};
use crate::SignaturesWeb;
use crate::report::validity;
use axum::extract::State;
use orda_base::{Access, Operation, PageRequest};
use orda_signatures::centre::{CertificateRequest, IssuedCertificate, RequestState};
use orda_web::parts::{self, Column, Table};
use orda_web::{Accounted, Markup, Response, Ui, WebError, html};

pub(crate) async fn list(State(app): State<SignaturesWeb>, ui: Ui) -> Result<Response, WebError> {
    logged_in(&ui)?;
    let page = PageRequest { size: PageRequest::SIZES[2], ..PageRequest::default() };
    let certificates = app.centre.own_certificates(ui.actor(), page).await?.items;
    let requests = app.centre.own_requests(ui.actor(), page).await?.items;
    let waiting: Vec<_> = requests.into_iter().filter(|r| r.state != RequestState::Approved).collect();
    let content = html! {
        h1.govuk-heading-l { (ui.t("signatures-own-title")) }
        p.govuk-body { (ui.t("signatures-own-lead")) " " (parts::rule(&ui, "385-57")) }
        p { (parts::button_link("/certificates/new", ui.t("signatures-request-new"))) }
        h2.govuk-heading-m { (ui.t("signatures-own-certificates")) }
        (certificate_table(&app, &ui, &certificates).await?)
        @if !waiting.is_empty() {
            h2.govuk-heading-m { (ui.t("signatures-own-requests")) }
            (request_table(&app, &ui, &waiting).await?)
        }
        p.govuk-body { a.govuk-link href="/pki" { (ui.t("signatures-pki-title")) } }
    };
    let response = ui.page(ui.t("signatures-own-title"), content);
    Ok(response.accessed(Access::done("certificate", "", Operation::Read)))
}

async fn certificate_table(app: &SignaturesWeb, ui: &Ui, items: &[IssuedCertificate]) -> Result<Markup, WebError> {
    if items.is_empty() {
        let (title, text) = (ui.t("signatures-own-empty"), ui.t("signatures-own-empty-text"));
        return Ok(parts::empty_state(title, text, html! {}));
    }
    let mut table = Table::new(
        ui.t("signatures-own-certificates"),
        vec![
            Column::new(ui.t("signatures-report-certificate")),
            Column::new(ui.t("signatures-report-body")),
            Column::new(ui.t("signatures-report-validity")),
            Column::new(ui.t("signatures-state")),
        ],
    );
    for item in items {
        table.push(vec![
            html! { a.govuk-link.app-digest href={ "/certificates/" (item.id) } { (item.serial) } },
            html! { (app.body_name(ui, item.body).await?) },
            html! { (validity(ui, item.not_before, item.not_after)) },
            certificate_tag(ui, item.state(app.env.now())),
        ]);
    }
    Ok(parts::table(ui, &table))
}

async fn request_table(app: &SignaturesWeb, ui: &Ui, items: &[CertificateRequest]) -> Result<Markup, WebError> {
    let mut table = Table::new(
        ui.t("signatures-own-requests"),
        vec![
            Column::new(ui.t("signatures-request-made")),
            Column::new(ui.t("signatures-report-body")),
            Column::new(ui.t("signatures-key-kind")),
            Column::new(ui.t("signatures-state")),
        ],
    );
    for item in items {
        table.push(vec![
            html! { a.govuk-link href={ "/certificates/requests/" (item.id) } { (ui.datetime(item.requested_at)) } },
            html! { (app.body_name(ui, item.body).await?) },
            html! { (item.key_name) },
            html! { (request_tag(ui, item.state)) @if !item.reason.is_empty() { " " (item.reason) } },
        ]);
    }
    Ok(parts::table(ui, &table))
}
