//! One file a page. There is no form among them: nobody makes or changes a reminder here (385-48, 385-49).

mod card;
mod errors;
mod export;
mod list;
pub(crate) mod log;
pub(crate) mod query;

use crate::RemindersWeb;
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
use http::header;
use orda_reminders::ReminderId;
use orda_reminders::message::JSON_SCHEMA;

pub(crate) const LIST: &str = "/reminders";
pub(crate) const LOG: &str = "/reminders/log";

pub(crate) fn routes(state: RemindersWeb) -> Router {
    Router::new()
        .route("/reminders", get(list::show))
        .route("/reminders/export.xlsx", get(export::xlsx))
        .route("/reminders/export.csv", get(export::csv))
        .route("/reminders/log", get(log::show))
        .route("/reminders/{id}", get(card::show))
        .route("/admin/reminders", get(errors::show))
        .with_state(state)
}

/// What everybody may read: how a source answers.
pub(crate) fn published() -> Router {
    let schema = || async { ([(header::CONTENT_TYPE, "application/schema+json")], JSON_SCHEMA).into_response() };
    Router::new().route("/reminders/schema/v1/instructions.json", get(schema))
}

/// Path of the card of a reminder.
pub(crate) fn reminder(id: ReminderId) -> String {
    format!("{LIST}/{id}")
}
