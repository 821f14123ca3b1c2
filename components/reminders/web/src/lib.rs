//! Reminders on the web: the list and the card for Controllers, the log of refreshes, the list of errors for
//! administrators, the same as JSON, and the wire to the sources. Nothing here makes or changes a reminder. No text is
//! written here: words stand in `locales`, keys begin with `reminders-`.

mod api;
mod pages;
mod reader;
#[cfg(test)]
mod tests;
mod view;

pub use reader::HttpReader;

use axum::middleware::from_fn;
use orda_base::Role;
use orda_reminders::{Reminders, policy};
use orda_web::{NavItem, only_known};

/// Messages of the component.
pub const LOCALES: [(&str, &str); 3] = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// The list for Controllers, the list of errors for administrators of the portal.
pub const NAVIGATION: [NavItem; 2] = [
    NavItem { key: "reminders-nav", href: "/reminders", visible: policy::has_reminders },
    NavItem {
        key: "reminders-admin-nav",
        href: "/admin/reminders",
        visible: |actor| actor.has_in_portal(Role::Administrator),
    },
];

/// What pages and interface need. Cheap to clone.
#[derive(Clone)]
pub struct RemindersWeb {
    /// The use cases.
    pub reminders: Reminders,
}

/// The pages `/reminders…` and `/admin/reminders` for those who have logged in, and the published schema.
pub fn routes(state: RemindersWeb) -> axum::Router {
    pages::routes(state).route_layer(from_fn(only_known)).merge(pages::published())
}

/// The interface: `/api/v1/reminders…`.
pub fn api(state: RemindersWeb) -> utoipa_axum::router::OpenApiRouter {
    api::routes(state).route_layer(from_fn(only_known))
}
