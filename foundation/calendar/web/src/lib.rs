//! The working calendar on the web: what administrators see and change, and the interface for programs.

mod api;
mod pages;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;
use orda_base::Env;
use orda_calendar::WorkCalendar;
use orda_web::{Locales, only_known};
use utoipa_axum::router::OpenApiRouter;

/// The words of the pages.
pub const LOCALES: Locales = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// What the pages need.
#[derive(Clone)]
pub struct CalendarWeb {
    /// The use cases.
    pub calendar: WorkCalendar,
    /// For the year that is shown first.
    pub env: Env,
}

/// Pages of the calendar.
pub fn routes(state: CalendarWeb) -> Router {
    Router::new()
        .route("/admin/calendar", get(pages::list))
        .route("/admin/calendar/new", get(pages::new).post(pages::enter))
        .route("/admin/calendar/{date}", get(pages::edit).post(pages::enter))
        .route("/admin/calendar/{date}/reset", get(pages::ask_reset).post(pages::reset))
        .route_layer(from_fn(only_known))
        .with_state(state)
}

/// Interface of the calendar.
pub fn api(state: CalendarWeb) -> OpenApiRouter {
    api::router().route_layer(from_fn(only_known)).with_state(state)
}
