//! Maintenance on the web: the page of the administrators, what everybody is told above every page, and the refusal of whatever
//! would change something meanwhile. No text is written here: words stand in `locales`, keys begin with `maintenance-`.

mod guard;
mod pages;

pub use guard::guarded;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;
use orda_base::Env;
use orda_maintenance::{Maintenance, PAGE, Phase, may};
use orda_web::{Bar, Locales, NavItem, Ui, only_known};

/// Messages of the component.
pub const LOCALES: Locales = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// In the line of services, for administrators of the portal.
pub const NAVIGATION: NavItem =
    NavItem { key: "maintenance-nav", href: PAGE, visible: |actor| may(actor).is_allowed() };

/// What the pages need.
#[derive(Clone)]
pub struct MaintenanceWeb {
    /// The use cases.
    pub maintenance: Maintenance,
    /// For the times that are typed.
    pub env: Env,
}

/// Pages of the administrators.
pub fn routes(state: MaintenanceWeb) -> Router {
    Router::new()
        .route("/admin/maintenance", get(pages::show).post(pages::announce))
        .route("/admin/maintenance/end", get(pages::ask_end).post(pages::end))
        .route_layer(from_fn(only_known))
        .with_state(state)
}

/// Tells everybody of the maintenance, beforehand and meanwhile.
pub struct Announced(pub Maintenance);

impl Bar for Announced {
    fn told(&self, ui: &Ui) -> Option<String> {
        let (announced, phase) = self.0.now()?;
        let key = if phase == Phase::Ahead { "maintenance-ahead" } else { "maintenance-now" };
        let (from, until) = (ui.datetime(announced.from), ui.datetime(announced.until));
        let told = ui.tr(key, &[("from", from.into()), ("until", until.into())]);
        Some(format!("{told} {}", ui.text(&announced.notice)))
    }
}
