//! The register on the web: list, card, forms, the report on updates, and the same as JSON. No text is written here: words stand
//! in `locales`, keys begin with `registry-`.

mod api;
mod pages;
#[cfg(test)]
mod tests;

use axum::middleware::from_fn;
use orda_documents::Documents;
use orda_registry::{Registry, policy};
use orda_web::{NavItem, only_known};
use std::sync::Arc;

/// Messages of the component.
pub const LOCALES: [(&str, &str); 3] = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// The register, for people who work in a body.
pub const NAVIGATION: NavItem = NavItem { key: "registry-nav", href: pages::LIST, visible: policy::works_somewhere };

/// What pages and interface need. Cheap to clone.
#[derive(Clone)]
pub struct RegistryWeb {
    /// The use cases.
    pub registry: Registry,
    /// Reports of audits.
    pub documents: Arc<Documents>,
}

/// The pages `/registry…`.
pub fn routes(state: RegistryWeb) -> axum::Router {
    pages::routes(state).route_layer(from_fn(only_known))
}

/// The interface `/api/v1/registry…`.
pub fn api(state: RegistryWeb) -> utoipa_axum::router::OpenApiRouter {
    api::routes(state).route_layer(from_fn(only_known))
}
