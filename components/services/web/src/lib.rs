//! Services and their results on the web: lists and cards for employees of providers, the page where anybody checks a result by
//! its number, and the same as JSON. No text is written here: words stand in `locales`, keys begin with `services-`.

mod api;
mod pages;
#[cfg(test)]
mod tests;
mod view;

use axum::middleware::from_fn;
use orda_base::Env;
use orda_documents::Documents;
use orda_services::{Services, policy};
use orda_signatures::Preservation;
use orda_web::{NavItem, only_known};
use std::sync::Arc;

/// Messages of the component.
pub const LOCALES: [(&str, &str); 3] = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// Results of services, for people who work in a body.
pub const NAVIGATION: NavItem = NavItem { key: "services-nav", href: pages::RESULTS, visible: policy::works_somewhere };

/// What pages and interface need. Cheap to clone.
#[derive(Clone)]
pub struct ServicesWeb {
    /// The use cases.
    pub services: Services,
    /// Documents of results.
    pub documents: Arc<Documents>,
    /// Evidence of signatures, and containers.
    pub preservation: Arc<Preservation>,
    /// The time.
    pub env: Env,
}

impl ServicesWeb {
    /// Over these use cases.
    pub fn new(services: Services, documents: Arc<Documents>, preservation: Arc<Preservation>, env: Env) -> Self {
        Self { services, documents, preservation, env }
    }
}

/// The pages `/services…` and `/service-results…` for those who have logged in, and `/results…` for everybody.
pub fn routes(state: ServicesWeb) -> axum::Router {
    pages::routes(state.clone()).route_layer(from_fn(only_known)).merge(pages::open_routes(state))
}

/// The interface: `/api/v1/services…`, `/api/v1/service-results…` and, for everybody, `/api/v1/results/{number}`.
pub fn api(state: ServicesWeb) -> utoipa_axum::router::OpenApiRouter {
    api::routes(state.clone()).route_layer(from_fn(only_known)).merge(api::open_routes(state))
}
