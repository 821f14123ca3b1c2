//! The exchange of letters on the web: registers and cards for people, participants and deliveries for administrators, the
//! same as JSON, and the wire to document systems. No text is written here: words stand in `locales`, keys begin with
//! `edms-`.

mod api;
mod carrier;
mod pages;
mod run;
#[cfg(test)]
mod tests;
mod view;
mod wire;

pub use carrier::HttpCarrier;
pub use run::run;

use axum::middleware::from_fn;
use orda_base::{Env, Role};
use orda_edms::{Edms, policy};
use orda_web::{NavItem, only_known};

/// Messages of the component.
pub const LOCALES: [(&str, &str); 3] = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// The registers for those who have letters, the exchange for administrators of the portal.
pub const NAVIGATION: [NavItem; 2] = [
    NavItem { key: "edms-nav", href: "/letters", visible: policy::has_registers },
    NavItem {
        key: "edms-admin-nav",
        href: "/admin/exchange",
        visible: |actor| actor.has_in_portal(Role::Administrator),
    },
];

/// What pages and interface need. Cheap to clone.
#[derive(Clone)]
pub struct EdmsWeb {
    /// The use cases.
    pub edms: Edms,
    /// The time.
    pub env: Env,
}

/// The pages `/letters…` and `/admin/exchange…` for those who have logged in, and the wire `/edms/v1/…` for document
/// systems.
pub fn routes(state: EdmsWeb) -> axum::Router {
    pages::routes(state.clone()).route_layer(from_fn(only_known)).merge(wire::routes(state))
}

/// The interface: `/api/v1/letters…`, `/api/v1/exchange…`.
pub fn api(state: EdmsWeb) -> utoipa_axum::router::OpenApiRouter {
    api::routes(state).route_layer(from_fn(only_known))
}
