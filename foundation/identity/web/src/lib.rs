//! Logging in, one's own account, and the administration of bodies, people, roles and systems: pages and interface.

mod api;
mod cookie;
mod identified;
mod pages;

pub use identified::{first_things_first, identified};

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use orda_identity::{Identity, SafetySurvey};
use orda_web::{Locales, NavItem, only_known};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;

/// The words of the pages.
pub const LOCALES: Locales = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// The administration in the line of services, and the safety settings on its page.
pub const NAVIGATION: [NavItem; 2] = [
    NavItem {
        key: "identity-nav-admin",
        href: "/admin",
        visible: |actor| orda_identity::policy::may_open_administration(actor).is_allowed(),
    },
    NavItem {
        key: "identity-safety",
        href: "/admin/safety",
        visible: |actor| orda_identity::may_see_safety(actor).is_allowed(),
    },
];

/// What the pages need.
#[derive(Clone)]
pub struct IdentityWeb {
    /// The use cases.
    pub identity: Arc<Identity>,
    /// Looks at the safety settings of the installation.
    pub safety: Arc<dyn SafetySurvey>,
}

/// Pages of identity.
pub fn routes(state: IdentityWeb) -> Router {
    use pages::{
        admin, appointments, bodies, delegation, export, login, passkey, people, person, profile, proof, roles, safety,
        second, second_step, systems, units,
    };
    let open = Router::new()
        .route("/login", get(login::show).post(login::post))
        .route("/login/eds", get(login::show_eds).post(login::post_eds))
        .route("/login/second", get(second_step::show).post(second_step::post))
        .route("/login/second/passkey", post(passkey::step))
        .route("/logout", post(login::logout));
    let known = Router::new()
        .route("/profile", get(profile::show))
        .route("/profile/language", post(profile::set_language))
        .route("/profile/email", post(profile::set_email))
        .route("/profile/password", get(profile::show_password).post(profile::post_password))
        .route("/profile/sessions/revoke-others", post(profile::revoke_others))
        .route("/profile/sessions/{id}/revoke", post(profile::revoke))
        .route("/profile/second", get(second::show))
        .route("/profile/second/program", get(second::new).post(second::begin))
        .route("/profile/second/program/{id}", get(second::show_begun).post(second::confirm))
        .route("/profile/second/passkey", get(passkey::new).post(passkey::add))
        .route("/profile/second/codes", get(second::ask_codes).post(second::new_codes))
        .route("/profile/second/proof", get(proof::show).post(proof::post))
        .route("/profile/second/proof/eds", get(proof::show_eds).post(proof::post_eds))
        .route("/profile/second/{id}/name", get(second::ask_name).post(second::rename))
        .route("/profile/second/{id}/remove", get(second::ask_remove).post(second::remove))
        .route("/profile/acting", get(delegation::show))
        .route("/profile/acting/new", get(delegation::new).post(delegation::name))
        .route("/profile/acting/{id}/end", get(delegation::ask_end).post(delegation::end))
        .route("/admin", get(admin::show))
        .route("/admin/roles", get(roles::show))
        .route("/admin/bodies", get(bodies::list))
        .route("/admin/bodies/export.xlsx", get(export::bodies_xlsx))
        .route("/admin/bodies/export.csv", get(export::bodies_csv))
        .route("/admin/people/export.xlsx", get(export::people_xlsx))
        .route("/admin/people/export.csv", get(export::people_csv))
        .route("/admin/bodies/new", get(bodies::new).post(bodies::create))
        .route("/admin/bodies/{id}", get(bodies::show))
        .route("/admin/bodies/{id}/edit", get(bodies::edit).post(bodies::update))
        .route("/admin/bodies/{id}/deactivate", get(bodies::ask_deactivate).post(bodies::deactivate))
        .route("/admin/bodies/{id}/activate", post(bodies::activate))
        .route("/admin/bodies/{id}/units/new", get(units::new).post(units::create))
        .route("/admin/bodies/{id}/units/{unit}", get(units::edit).post(units::update))
        .route("/admin/bodies/{id}/acting/new", get(appointments::new_acting).post(appointments::appoint))
        .route("/admin/bodies/{id}/acting/{acting}/end", get(appointments::ask_end).post(appointments::end))
        .route("/admin/people", get(people::list))
        .route("/admin/people/new", get(person::new).post(person::create))
        .route("/admin/people/{id}", get(person::show))
        .route("/admin/people/{id}/edit", get(person::edit).post(person::update))
        .route("/admin/people/{id}/deactivate", get(person::ask_deactivate).post(person::deactivate))
        .route("/admin/people/{id}/activate", post(person::activate))
        .route("/admin/people/{id}/password", get(person::ask_reset).post(person::reset))
        .route("/admin/people/sessions", get(people::ask_end_sessions).post(people::end_sessions))
        .route("/admin/people/by-number", get(people::by_number).post(people::find_by_number))
        .route("/admin/people/{id}/sessions", get(person::ask_end_sessions).post(person::end_sessions))
        .route("/admin/people/{id}/second", get(person::ask_reset_second).post(person::reset_second))
        .route("/admin/people/{id}/positions/new", get(appointments::new_position).post(appointments::add_position))
        .route(
            "/admin/people/{id}/positions/{position}/end",
            get(appointments::ask_position).post(appointments::end_position),
        )
        .route("/admin/people/{id}/roles/new", get(roles::new).post(roles::grant))
        .route("/admin/people/{id}/roles/{grant}/withdraw", get(roles::ask_withdraw).post(roles::withdraw))
        .route("/admin/safety", get(safety::show))
        .route("/admin/systems", get(systems::list))
        .route("/admin/systems/new", get(systems::new).post(systems::register))
        .route("/admin/systems/{id}/renew", get(systems::ask_renew).post(systems::renew))
        .route("/admin/systems/{id}/revoke", get(systems::ask_revoke).post(systems::revoke))
        .route_layer(from_fn(only_known));
    open.merge(known).with_state(state)
}

/// Interface of identity.
pub fn api(state: IdentityWeb) -> OpenApiRouter {
    let known = api::known().route_layer(from_fn(only_known));
    api::open().merge(known).with_state(state)
}
