//! Keeping and destruction as people see them: proposals, decisions by EDS, holds, carrying out, the act.

mod act;
mod database_act;
mod holds;
mod pages;
mod proposal;

pub use act::act;
pub use database_act::database_act;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;
use orda_base::{Actor, Role};
use orda_retention::Retention;
use orda_web::{Locales, NavItem, only_known};

/// Texts of this component.
pub const LOCALES: Locales = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// Destruction in the line of services, for those who decide on it.
pub const NAVIGATION: NavItem = NavItem { key: "retention-title", href: "/destruction", visible: is_for };

fn is_for(actor: &Actor) -> bool {
    actor.has_in_portal(Role::SecurityOfficer) || actor.has_in_portal(Role::Administrator)
}

/// What the pages need.
#[derive(Clone)]
pub struct RetentionWeb {
    /// The use cases.
    pub retention: Retention,
}

/// Pages of destruction.
pub fn routes(state: RetentionWeb) -> Router {
    Router::new()
        .route("/destruction", get(pages::list))
        .route("/destruction/new", get(pages::new).post(pages::propose))
        .route("/destruction/holds", get(holds::list))
        .route("/destruction/holds/new", get(holds::new).post(holds::place))
        .route("/destruction/holds/{hold}/lift", get(holds::ask).post(holds::lift))
        .route("/destruction/{proposal}", get(proposal::show))
        .route("/destruction/{proposal}/decide", get(proposal::sign).post(proposal::decide))
        .route("/destruction/{proposal}/withdraw", get(proposal::ask_withdraw).post(proposal::withdraw))
        .route("/destruction/{proposal}/carry-out", get(proposal::ask_carry_out).post(proposal::carry_out))
        .route("/destruction/{proposal}/act", get(proposal::act))
        .route_layer(from_fn(only_known))
        .with_state(state)
}
