//! The same use cases as JSON: `/api/v1/drafts/…` and `/api/v1/my-work`. Errors are problems (RFC 9457).

mod bodies;
mod chancellery;
mod desk;
mod forms;
mod inputs;
mod lists;
mod postings;
mod protocols;
mod reading;
mod remarks;
mod schemas;
mod texts;
mod verbs;
mod vote;
mod withdrawals;

use crate::DraftsWeb;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Operation};
use orda_drafts::DraftId;
use orda_web::{Accounted, Json, Response};
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// All routes of the interface.
pub(crate) fn routes(state: DraftsWeb) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(lists::my_work))
        .routes(routes!(lists::list))
        .merge(of_desk())
        .merge(of_postings())
        .merge(of_reading())
        .merge(of_verbs())
        .merge(of_chancellery())
        .with_state(state)
}

fn of_desk() -> OpenApiRouter<DraftsWeb> {
    OpenApiRouter::new()
        .routes(routes!(desk::search))
        .routes(routes!(desk::filters, desk::save_filter))
        .routes(routes!(desk::rename_filter, desk::delete_filter))
        .routes(routes!(desk::make_feed, desk::end_feed))
        .routes(routes!(withdrawals::list, withdrawals::withdraw))
        .routes(routes!(desk::chase))
        .routes(routes!(desk::chase_all))
}

fn of_postings() -> OpenApiRouter<DraftsWeb> {
    OpenApiRouter::new()
        .routes(routes!(postings::list, postings::start))
        .routes(routes!(postings::show, postings::save, postings::discard))
        .routes(routes!(postings::submit))
        .routes(routes!(postings::choosable))
        .routes(routes!(postings::change))
        .routes(routes!(postings::version))
}

fn of_reading() -> OpenApiRouter<DraftsWeb> {
    OpenApiRouter::new()
        .routes(routes!(reading::newest))
        .routes(routes!(reading::card))
        .routes(routes!(reading::text))
        .routes(routes!(reading::files))
        .routes(routes!(reading::file))
        .routes(routes!(reading::signatures))
        .routes(routes!(reading::letters))
        .routes(routes!(reading::history))
        .routes(routes!(reading::readers))
        .routes(routes!(texts::structure))
        .routes(routes!(texts::akoma_ntoso))
        .routes(routes!(texts::compare))
        .routes(routes!(texts::table))
        .routes(routes!(forms::list))
}

fn of_verbs() -> OpenApiRouter<DraftsWeb> {
    OpenApiRouter::new()
        .routes(routes!(verbs::signing, verbs::sign))
        .routes(routes!(verbs::letter, verbs::send))
        .routes(routes!(verbs::chancellery))
        .routes(routes!(bodies::register))
        .routes(routes!(bodies::pass))
        .routes(routes!(bodies::nameable, bodies::name))
        .routes(routes!(bodies::task, bodies::approve))
        .routes(routes!(bodies::refuse))
        .routes(routes!(bodies::refusal_letter))
        .routes(routes!(bodies::resend))
        .routes(routes!(bodies::prolong))
        .routes(routes!(remarks::list, remarks::add))
        .routes(routes!(remarks::answer))
        .routes(routes!(remarks::close))
        .routes(routes!(remarks::withdraw))
        .routes(routes!(protocols::start))
        .routes(routes!(protocols::show, protocols::save))
        .routes(routes!(protocols::task, protocols::sign))
}

fn of_chancellery() -> OpenApiRouter<DraftsWeb> {
    OpenApiRouter::new()
        .routes(routes!(chancellery::check))
        .routes(routes!(chancellery::not_accepted))
        .routes(routes!(chancellery::units, chancellery::pass))
        .routes(routes!(chancellery::opinion))
        .routes(routes!(chancellery::agenda))
        .routes(routes!(chancellery::status))
        .routes(routes!(chancellery::minutes))
        .routes(routes!(chancellery::minutes_file))
        .routes(routes!(chancellery::sittings, chancellery::make_sitting))
        .routes(routes!(chancellery::sitting))
        .routes(routes!(chancellery::end_sitting))
        .routes(routes!(chancellery::post_minutes))
        .routes(routes!(vote::results, vote::start))
        .routes(routes!(vote::heads))
        .routes(routes!(vote::close))
        .routes(routes!(vote::task, vote::cast))
}

/// What was read, accounted for.
fn read(body: impl Serialize, draft: DraftId, version: u32, part: &str) -> Response {
    let access = Access::done("draft", format!("{draft}/v/{version}"), Operation::Read).detail(part);
    Json(body).into_response().accessed(access)
}

/// Done; the use case has written the accounting entry itself.
fn done() -> Response {
    StatusCode::NO_CONTENT.into_response().already_accounted()
}

/// Made; the use case has written the accounting entry itself.
fn made(id: &impl ToString) -> Response {
    (StatusCode::CREATED, Json(schemas::Made { id: id.to_string() })).into_response().already_accounted()
}
