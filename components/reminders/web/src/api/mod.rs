//! The same use cases as JSON. Errors are problems (RFC 9457). There is nothing to post: reminders come from the sources
//! only.

mod schemas;

use crate::RemindersWeb;
use crate::pages::log::Wanted;
use crate::pages::query::ListInput;
use axum::extract::State;
use axum::response::IntoResponse;
use orda_base::{Access, Operation};
use orda_reminders::{ReminderId, ReminderQuery};
use orda_web::Question as _;
use orda_web::{Accounted, Caller, Json, Paging, Path, Query, Response, WebError};
use schemas::{ErrorsView, LogView, ReminderView, RemindersView, SourceView};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// All routes of the interface.
pub(crate) fn routes(state: RemindersWeb) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(sources))
        .routes(routes!(log))
        .routes(routes!(errors))
        .routes(routes!(card))
        .with_state(state)
}

/// Reminders about executing instructions, addressed to the bodies whose Controller the caller is.
#[utoipa::path(get, path = "/api/v1/reminders", tag = "reminders",
    params(("body" = Option<String>, Query, description = "Id of an own body"),
        ("source" = Option<String>, Query, description = "chancellery or presidential_administration"),
        ("words" = Option<String>, Query, description = "Words of numbers, contents, executors, kinds and units"),
        ("kind" = Option<Vec<String>>, Query, description = "Kinds of documents"),
        ("unit" = Option<Vec<String>>, Query, description = "Responsible units"),
        ("term" = Option<String>, Query, description = "overdue, today, week or later"),
        ("from" = Option<String>, Query, description = "First term"), ("to" = Option<String>, Query, description = "Last term"),
        ("sort" = Option<String>, Query, description = "due, number, date, executor, kind, unit or source; with `-` before it the other way round"),
        ("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = RemindersView), (status = 401), (status = 403), (status = 404)))]
async fn list(
    State(web): State<RemindersWeb>,
    caller: Caller,
    Query(input): Query<ListInput>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let query = ReminderQuery { page: paging.request(), ..input.query() };
    let list = web.reminders.list(&caller.0, &query).await?;
    let access = Access::done("reminder", input.described(), Operation::Search);
    Ok(Json(RemindersView::from(&list)).into_response().accessed(access))
}

/// One reminder.
#[utoipa::path(get, path = "/api/v1/reminders/{id}", tag = "reminders",
    params(("id" = String, Path, description = "Id of the reminder")),
    responses((status = 200, body = ReminderView), (status = 401), (status = 404)))]
async fn card(
    State(web): State<RemindersWeb>,
    caller: Caller,
    Path(id): Path<ReminderId>,
) -> Result<Response, WebError> {
    let card = web.reminders.card(&caller.0, id).await?;
    let view = ReminderView::of(&card.reminder, card.days_left);
    Ok(Json(view).into_response().accessed(Access::done("reminder", id, Operation::Read)))
}

/// When each source was refreshed last, and what went wrong since.
#[utoipa::path(get, path = "/api/v1/reminders/sources", tag = "reminders",
    responses((status = 200, body = Vec<SourceView>), (status = 401), (status = 403)))]
async fn sources(State(web): State<RemindersWeb>, caller: Caller) -> Result<Response, WebError> {
    let states = web.reminders.sources(&caller.0).await?;
    let views: Vec<_> = states.iter().map(SourceView::from).collect();
    Ok(Json(views).into_response().accessed(Access::done("reminder_source", "", Operation::Read)))
}

/// The log of refreshes, newest first.
#[utoipa::path(get, path = "/api/v1/reminders/log", tag = "reminders",
    params(("source" = Option<String>, Query, description = "chancellery or presidential_administration"),
        ("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = LogView), (status = 401), (status = 403)))]
async fn log(
    State(web): State<RemindersWeb>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let page = web.reminders.log(&caller.0, wanted.source(), paging.request()).await?;
    Ok(Json(LogView::from(&page)).into_response().accessed(wanted.access()))
}

/// Records that could not be taken in, and reminders that are marked: for administrators.
#[utoipa::path(get, path = "/api/v1/reminders/errors", tag = "reminders",
    params(("page" = Option<u32>, Query, description = "Page of both lists, from 1"),
        ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = ErrorsView), (status = 401), (status = 403)))]
async fn errors(
    State(web): State<RemindersWeb>,
    caller: Caller,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let page = web.reminders.errors(&caller.0, paging.request()).await?;
    let access = Access::done("reminder_source", "errors", Operation::Search);
    Ok(Json(ErrorsView::from(&page)).into_response().accessed(access))
}
