//! The accounting on the web: the layer that records every request, and the pages and interface of the security officer.

mod alerts;
mod api;
mod archives;
mod by_number;
mod cef;
mod charts;
mod derive;
mod export;
mod log_tabs;
mod middleware;
mod mine;
mod pages;
mod proofs;
mod query;

pub use cef::syslog_line;
pub use middleware::accounted;

use axum::Router;
use axum::routing::get;
use orda_audit::{Accounting, Alerts, Proofs, may_read};
use orda_web::{Accounted, Locales, NavItem, Response, WebError};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;

/// The words of the pages.
pub const LOCALES: Locales = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// The log in the line of services, for those who may read it.
pub const NAVIGATION: NavItem =
    NavItem { key: "audit-nav", href: "/accounting", visible: |actor| may_read(actor).is_allowed() };

/// What the pages need.
#[derive(Clone)]
pub struct AuditWeb {
    /// The records.
    pub accounting: Arc<Accounting>,
    /// The tree over them.
    pub proofs: Arc<Proofs>,
    /// What the rules found.
    pub alerts: Arc<Alerts>,
}

/// Pages of the accounting.
pub fn routes(state: AuditWeb) -> Router {
    let records = Router::new()
        .route("/accounting", get(pages::list))
        .route(by_number::PATH, get(by_number::ask).post(by_number::find))
        .route("/accounting/export.csv", get(export::csv))
        .route("/accounting/export.xlsx", get(export::xlsx))
        .route("/accounting/export.cef", get(cef::export))
        .route("/accounting/charts", get(charts::show))
        .route("/accounting/archives", get(archives::show))
        .route("/accounting/{seq}", get(pages::show))
        .route(mine::PATH, get(mine::show))
        .with_state(state.accounting);
    records.merge(proofs::pages().with_state(state.proofs)).merge(alerts::pages().with_state(state.alerts))
}

/// Interface of the accounting.
pub fn api(state: AuditWeb) -> OpenApiRouter {
    let records = api::router()
        .merge(by_number::router())
        .merge(charts::router())
        .merge(archives::router())
        .merge(mine::router());
    records
        .with_state(state.accounting)
        .merge(proofs::router().with_state(state.proofs))
        .merge(alerts::router().with_state(state.alerts))
}

/// The use cases here record their access themselves, also the refused one.
fn accounted_for(result: Result<Response, WebError>) -> Response {
    axum::response::IntoResponse::into_response(result).already_accounted()
}
