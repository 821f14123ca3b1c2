//! The same use cases as JSON. Errors are problems (RFC 9457).

mod results;
mod schemas;
mod services;

use crate::ServicesWeb;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Routes for those who have logged in.
pub(crate) fn routes(state: ServicesWeb) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(services::list, services::register))
        .routes(routes!(services::card, services::change))
        .routes(routes!(services::authorise))
        .routes(routes!(services::withdraw))
        .routes(routes!(results::list, results::prepare))
        .routes(routes!(results::by_recipient))
        .routes(routes!(results::card, results::edit))
        .routes(routes!(results::attach))
        .routes(routes!(results::signing, results::sign))
        .routes(routes!(results::issue))
        .routes(routes!(results::revoke))
        .with_state(state)
}

/// Routes for everybody.
pub(crate) fn open_routes(state: ServicesWeb) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(results::check)).with_state(state)
}
