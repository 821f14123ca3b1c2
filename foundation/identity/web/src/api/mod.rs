//! The interface for programs. It calls the same use cases as the pages.

mod bodies;
mod delegation;
mod people;
mod profile;
mod roles;
mod second;
mod session;
mod shapes;
mod systems;

use crate::IdentityWeb;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is open to everybody: logging in.
pub(crate) fn open() -> OpenApiRouter<IdentityWeb> {
    OpenApiRouter::new()
        .routes(routes!(session::login))
        .routes(routes!(session::challenge))
        .routes(routes!(session::login_with_eds))
        .routes(routes!(second::step))
}

/// What demands a session or a token.
pub(crate) fn known() -> OpenApiRouter<IdentityWeb> {
    OpenApiRouter::new()
        .routes(routes!(session::who_am_i, session::logout))
        .routes(routes!(profile::show, profile::update))
        .routes(routes!(profile::change_password))
        .routes(routes!(profile::sessions, profile::revoke_others))
        .routes(routes!(profile::revoke))
        .routes(routes!(second::prove))
        .routes(routes!(second::list, second::begin))
        .routes(routes!(second::recovery_codes))
        .routes(routes!(second::rename, second::remove))
        .routes(routes!(second::confirm))
        .routes(routes!(second::reset))
        .routes(routes!(bodies::list, bodies::create))
        .routes(routes!(bodies::show, bodies::update))
        .routes(routes!(bodies::set_active))
        .routes(routes!(bodies::create_unit))
        .routes(routes!(bodies::update_unit))
        .routes(routes!(bodies::appoint_acting))
        .routes(routes!(bodies::end_acting))
        .routes(routes!(delegation::list, delegation::name))
        .routes(routes!(delegation::end))
        .routes(routes!(people::list, people::create))
        .routes(routes!(people::by_number))
        .routes(routes!(people::show, people::update))
        .routes(routes!(people::set_active))
        .routes(routes!(people::reset_password))
        .routes(routes!(people::end_sessions))
        .routes(routes!(people::end_all_sessions))
        .routes(routes!(people::add_position))
        .routes(routes!(people::end_position))
        .routes(routes!(roles::list))
        .routes(routes!(roles::grant))
        .routes(routes!(roles::withdraw))
        .routes(routes!(systems::list, systems::register))
        .routes(routes!(systems::renew, systems::revoke))
}
