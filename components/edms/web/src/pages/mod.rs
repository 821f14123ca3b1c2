//! One file a page or a verb.

mod admin;
mod card;
pub(crate) mod deliveries;
mod export;
mod list;
pub(crate) mod query;
mod register;
mod write;

use crate::EdmsWeb;
use axum::Router;
use axum::routing::{get, post};

pub(crate) const LIST: &str = "/letters";
pub(crate) const ADMIN: &str = "/admin/exchange";
pub(crate) const DELIVERIES: &str = "/admin/exchange/deliveries";

pub(crate) fn routes(state: EdmsWeb) -> Router {
    Router::new()
        .route("/letters", get(list::show))
        .route("/letters/export.xlsx", get(export::xlsx))
        .route("/letters/export.csv", get(export::csv))
        .route("/letters/new", get(write::form).post(write::post))
        .route("/letters/{id}", get(card::show))
        .route("/letters/{id}/register", get(register::form).post(register::post))
        .route("/letters/{id}/decline", get(register::decline_form).post(register::decline))
        .route("/letters/{id}/again", post(card::again))
        .route("/admin/exchange", get(admin::list))
        .route("/admin/exchange/reference", get(admin::reference))
        .route("/admin/exchange/deliveries", get(deliveries::list))
        .route("/admin/exchange/deliveries/{id}/resend", post(deliveries::resend))
        .route("/admin/exchange/bodies/{body}", get(admin::form).post(admin::post))
        .with_state(state)
}

/// Path of the card of a letter.
pub(crate) fn letter(id: orda_edms::LetterId) -> String {
    format!("{LIST}/{id}")
}
