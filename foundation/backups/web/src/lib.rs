//! Backup copies as the administrators of the portal see them (365-6, 385-62-c): the page `/admin/backups` and the same as
//! JSON. No copy leaves the server this way, and none is removed. No text is written here: words stand in `locales`, keys begin
//! with `backups-`.

mod api;
mod page;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use orda_backups::{Backups, Job};
use orda_web::{Locales, NavItem, only_known};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Messages of the component.
pub const LOCALES: Locales = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// The copies in the line of services, for administrators of the portal.
pub const NAVIGATION: NavItem =
    NavItem { key: "backups-nav", href: orda_backups::PAGE, visible: |actor| orda_backups::may(actor).is_allowed() };

/// The page.
pub fn routes(backups: Backups) -> Router {
    Router::new()
        .route("/admin/backups", get(page::show))
        .route("/admin/backups/now", post(page::make_now))
        .route_layer(from_fn(only_known))
        .with_state(backups)
}

/// The same for programs.
pub fn api(backups: Backups) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(api::list, api::make_now)).route_layer(from_fn(only_known)).with_state(backups)
}

/// Makes the copy beside the answer: it takes longer than anybody waits for a page.
fn beside(job: Job) {
    tokio::spawn(async move {
        match job.run().await {
            Ok(Some(run)) => {
                tracing::info!(backup = run.id, outcome = run.outcome.code(), "a backup that was asked for");
            }
            Ok(None) => tracing::info!("a backup that was asked for is being made by another process"),
            Err(error) => tracing::error!(%error, "a backup that was asked for"),
        }
    });
}
