//! The list of drafts and "my work".

use super::schemas::{ListJson, ListParams, MyWorkJson};
use crate::DraftsWeb;
use crate::pages::list::{ListInput, RESOURCE};
use axum::extract::State;
use axum::response::IntoResponse;
use orda_base::{Access, Error, Operation};
use orda_drafts::ListQuery;
use orda_web::Question as _;
use orda_web::{Accounted, Caller, Json, Paging, Query, Response, WebError};

/// What waits for the caller, and what the caller waits for.
#[utoipa::path(get, operation_id = "drafts_lists_my_work", path = "/api/v1/my-work", tag = "drafts",
    responses((status = 200, body = MyWorkJson), (status = 401, description = "nobody is logged in")))]
pub(crate) async fn my_work(State(app): State<DraftsWeb>, caller: Caller) -> Result<Response, WebError> {
    if !caller.0.is_known() {
        return Err(Error::Unauthenticated.into());
    }
    let work = app.drafts.my_work(&caller.0).await?;
    let access = Access::done("page", "my-work", Operation::Read);
    Ok(Json(MyWorkJson::from(&work)).into_response().accessed(access))
}

/// The drafts the caller may read.
#[utoipa::path(get, operation_id = "drafts_lists_list", path = "/api/v1/drafts", tag = "drafts", params(ListParams),
    responses((status = 200, body = ListJson), (status = 401, description = "nobody is logged in")))]
pub(crate) async fn list(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Query(input): Query<ListInput>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    if !caller.0.is_known() {
        return Err(Error::Unauthenticated.into());
    }
    let query = ListQuery { page: paging.request(), ..input.query() };
    let page = app.drafts.list(&caller.0, &query).await?;
    let access = Access::done(RESOURCE, input.described(), Operation::Search);
    Ok(Json(ListJson::from(&page)).into_response().accessed(access))
}
