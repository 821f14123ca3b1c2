//! The same use cases as JSON. Errors are problems (RFC 9457).

mod audit_schemas;
mod audits;
mod interaction_schemas;
mod interactions;
mod records;
mod removal;
mod schemas;
mod steps;

use crate::RegistryWeb;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes(state: RegistryWeb) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(records::list, records::register))
        .routes(routes!(records::card, records::change))
        .routes(routes!(records::set_access))
        .routes(routes!(records::updates))
        .routes(routes!(steps::add_finding))
        .routes(routes!(steps::withdraw_finding))
        .routes(routes!(steps::add_data_set))
        .routes(routes!(steps::change_data_set))
        .routes(routes!(steps::updated))
        .routes(routes!(removal::remove))
        .routes(routes!(steps::operate))
        .routes(routes!(steps::withdraw))
        .routes(routes!(interactions::list))
        .routes(routes!(interactions::propose))
        .routes(routes!(interactions::card))
        .routes(routes!(interactions::add_participant))
        .routes(routes!(interactions::end_participant))
        .routes(routes!(interactions::force))
        .routes(routes!(interactions::end))
        .routes(routes!(interactions::accesses))
        .routes(routes!(audits::list))
        .routes(routes!(audits::due))
        .routes(routes!(audits::enter))
        .routes(routes!(audits::card, audits::correct))
        .routes(routes!(audits::attach))
        .routes(routes!(audits::send))
        .with_state(state)
}
