//! The same use cases as JSON. Errors are problems (RFC 9457).

mod admin;
mod letters;
mod schemas;

use crate::EdmsWeb;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// All routes of the interface.
pub(crate) fn routes(state: EdmsWeb) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(letters::list, letters::send))
        .routes(routes!(letters::card))
        .routes(routes!(letters::register))
        .routes(routes!(letters::decline))
        .routes(routes!(letters::again))
        .routes(routes!(admin::participants))
        .routes(routes!(admin::participant, admin::decide))
        .routes(routes!(admin::deliveries))
        .routes(routes!(admin::resend))
        .routes(routes!(admin::reference))
        .with_state(state)
}
