//! Pages and interface of drafts of legal acts and of "my work" (order 385, paragraphs 13 to 25).
//!
//! Every page has one file under `pages`: a handler that asks the use case, and a view function that makes the page of
//! what came back and of nothing else. `api` offers the same use cases as JSON. No text is written here: words stand in
//! `locales`, keys begin with `drafts-`.

mod api;
mod forms;
mod pages;
mod paths;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
mod view;

pub use pages::ListSeen;

use axum::middleware::from_fn;
use orda_base::Env;
use orda_documents::Documents;
use orda_drafts::Drafts;
use orda_drafts::desk::Desk;
use orda_identity::Directory;
use orda_signatures::{Papers, Preservation};
use orda_web::{NavItem, only_known};
use std::sync::Arc;

/// Messages of the component.
pub const LOCALES: [(&str, &str); 3] = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// The services in the line under the header: everybody who is logged in has the first two, control officers the sittings,
/// administrators and security officers of the portal the withdrawals.
pub const NAVIGATION: [NavItem; 4] = [
    NavItem { key: "drafts-nav-work", href: "/my-work", visible: orda_base::Actor::is_known },
    NavItem { key: "drafts-nav", href: "/drafts", visible: orda_base::Actor::is_known },
    NavItem {
        key: "drafts-nav-sittings",
        href: "/sittings",
        visible: |actor| actor.has_anywhere(orda_base::Role::ControlOfficer),
    },
    NavItem {
        key: "drafts-nav-withdrawals",
        href: pages::withdrawals::LIST,
        visible: |actor| orda_drafts::policy::may_see_withdrawals(actor).is_allowed(),
    },
];

/// What pages and interface need. Cheap to clone.
#[derive(Clone)]
pub struct DraftsWeb {
    /// The use cases.
    pub drafts: Drafts,
    /// Saved filters, search, calendar feed.
    pub desk: Arc<Desk>,
    /// Bodies and people.
    pub directory: Arc<dyn Directory>,
    /// Files.
    pub documents: Arc<Documents>,
    /// Printed forms by their codes.
    pub papers: Arc<Papers>,
    /// Evidence of signatures.
    pub preservation: Arc<Preservation>,
    /// The time.
    pub env: Env,
    /// Tables of the list that were made a moment ago.
    pub seen: Arc<ListSeen>,
}

/// The pages: `/`, `/my-work`, `/drafts/…`, `/search`, `/profile/calendar`; and the feed `/calendar/…` for everybody.
pub fn routes(state: DraftsWeb) -> axum::Router {
    let open = pages::open_routes(state.clone());
    pages::routes(state).route_layer(from_fn(only_known)).merge(open)
}

/// The interface: `/api/v1/drafts/…`, `/api/v1/my-work`.
pub fn api(state: DraftsWeb) -> utoipa_axum::router::OpenApiRouter {
    api::routes(state).route_layer(from_fn(only_known))
}
