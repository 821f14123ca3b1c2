//! The accounting on the web: the layer that records every request, and the pages and interface of the security officer.

mod api;
mod derive;
mod export;
mod middleware;
mod pages;
mod query;

pub use middleware::accounted;

use axum::Router;
use axum::routing::get;
use orda_audit::{Accounting, may_read};
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

/// Pages of the accounting.
pub fn routes(accounting: Arc<Accounting>) -> Router {
    Router::new()
        .route("/accounting", get(pages::list))
        .route("/accounting/export.csv", get(export::csv))
        .route("/accounting/export.xlsx", get(export::xlsx))
        .route("/accounting/{seq}", get(pages::show))
        .with_state(accounting)
}

/// Interface of the accounting.
pub fn api(accounting: Arc<Accounting>) -> OpenApiRouter {
    api::router().with_state(accounting)
}

/// The use cases here record their access themselves, also the refused one.
fn accounted_for(result: Result<Response, WebError>) -> Response {
    axum::response::IntoResponse::into_response(result).already_accounted()
}
