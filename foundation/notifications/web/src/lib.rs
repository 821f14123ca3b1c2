//! Notices on the web and by e-mail: the pages of a person and of administrators, the bell, the mailer, the job that
//! sends.

mod api;
mod bell;
mod deliveries;
mod digest;
mod pages;
mod run;
mod smtp;
mod text;

pub use bell::UnreadBell;
pub use run::run;
pub use smtp::{SmtpMailer, SmtpSettings, Tls};

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use orda_base::Role;
use orda_notifications::{Deliveries, Digests, Notifications, Recipients};
use orda_web::{Locales, NavItem, only_known};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;

/// The words of pages and e-mails.
pub const LOCALES: Locales = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// The list of deliveries in the line of services, for administrators of the portal.
pub const NAVIGATION: NavItem = NavItem {
    key: "notifications-deliveries-nav",
    href: "/admin/deliveries",
    visible: |actor| actor.has_in_portal(Role::Administrator),
};

/// What the pages need.
#[derive(Clone)]
pub struct NotificationsWeb {
    /// A person's own notices.
    pub notifications: Arc<Notifications>,
    /// E-mails, for administrators.
    pub deliveries: Arc<Deliveries>,
    /// Names of recipients.
    pub recipients: Arc<dyn Recipients>,
    /// Letters of the morning.
    pub digests: Arc<Digests>,
}

/// Pages of notices and deliveries.
pub fn routes(state: NotificationsWeb) -> Router {
    Router::new()
        .route("/notifications", get(pages::list))
        .route("/notifications/read-all", post(pages::read_all))
        .route("/notifications/{id}/open", post(pages::open))
        .route("/notifications/{id}/read", post(pages::read))
        .route(digest::PATH, get(digest::show).post(digest::choose))
        .route("/admin/deliveries", get(deliveries::list))
        .route("/admin/deliveries/{id}/resend", post(deliveries::resend))
        .route_layer(from_fn(only_known))
        .with_state(state)
}

/// Interface of notices and deliveries.
pub fn api(state: NotificationsWeb) -> OpenApiRouter {
    api::router().merge(digest::api()).with_state(state)
}
