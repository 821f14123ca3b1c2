//! One file a page or a verb.

pub(crate) mod authorise;
mod card;
mod document;
mod issue;
pub(crate) mod public;
pub(crate) mod query;
mod results;
mod services;
mod sign;

use crate::ServicesWeb;
use axum::Router;
use axum::routing::{get, post};
use orda_services::{ResultId, ServiceId};
use orda_web::Ui;
use orda_web::parts::Crumb;

pub(crate) const SERVICES: &str = "/services";
pub(crate) const RESULTS: &str = "/service-results";
pub(crate) const BY_RECIPIENT: &str = "/service-results/by-recipient";
pub(crate) const PUBLIC: &str = "/results";

pub(crate) fn routes(state: ServicesWeb) -> Router {
    Router::new()
        .route("/services", get(services::list))
        .route("/services/new", get(services::form).post(services::post))
        .route("/services/{service}", get(services::show))
        .route("/services/{service}/edit", get(services::edit_form).post(services::edit))
        .route("/services/{service}/authorisations/new", get(authorise::form).post(authorise::post))
        .route(
            "/services/{service}/authorisations/{authorisation}/withdraw",
            get(authorise::ask_withdraw).post(authorise::withdraw),
        )
        .route("/service-results", get(results::list))
        .route("/service-results/new", get(results::form).post(results::post))
        .route("/service-results/by-recipient", get(results::by_recipient).post(results::find_by_recipient))
        .route("/service-results/{result}", get(card::show))
        .route("/service-results/{result}/edit", get(results::edit_form).post(results::edit))
        .route("/service-results/{result}/document", get(document::form).post(document::post))
        .route("/service-results/{result}/file", get(document::file))
        .route("/service-results/{result}/container", get(document::container))
        .route("/service-results/{result}/sign", get(sign::form).post(sign::post))
        .route("/service-results/{result}/issue", post(issue::issue))
        .route("/service-results/{result}/revoke", get(issue::ask_revoke).post(issue::revoke))
        .with_state(state)
}

/// For everybody: checking a result by its number.
pub(crate) fn open_routes(state: ServicesWeb) -> Router {
    Router::new()
        .route("/results", get(public::form).post(public::find))
        .route("/results/{number}", get(public::show).post(public::compare))
        .with_state(state)
}

/// Path of the card of a service.
pub(crate) fn service(id: ServiceId) -> String {
    format!("{SERVICES}/{id}")
}

/// Path of the card of a result.
pub(crate) fn result(id: ResultId) -> String {
    format!("{RESULTS}/{id}")
}

/// The step back to the services.
pub(crate) fn services_crumb(ui: &Ui) -> Crumb<'_> {
    Crumb::new(SERVICES, ui.t("services-services-title"))
}

/// The step back to the results.
pub(crate) fn results_crumb(ui: &Ui) -> Crumb<'_> {
    Crumb::new(RESULTS, ui.t("services-results-title"))
}
