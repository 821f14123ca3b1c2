//! Search, saved filters and the calendar feed as JSON.

use super::schemas::{Made, RowJson, Words};
use crate::DraftsWeb;
use crate::pages::calendar;
use crate::pages::list::saved::cleaned;
use crate::pages::search::SearchInput;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Error, Operation};
use orda_drafts::desk::{FilterId, FoundDraft, SavedFilter, Searched};
use orda_web::{Accounted, Caller, Json, Path, Query, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What can be asked of the search.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct SearchParams {
    /// Words, or their beginnings, all of which must be there.
    q: String,
    /// `more_before` of the page before: the next drafts found by their texts.
    before: String,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Searched)]
pub(crate) struct SearchedJson {
    /// Drafts by number or title; the list of drafts has them all.
    titles: Vec<RowJson>,
    /// There are more of them.
    more_titles: bool,
    /// Drafts by their texts, the newest number first.
    texts: Vec<FoundTextJson>,
    /// There may be more of them: give this as `before`.
    more_before: Option<i64>,
    /// Bodies.
    bodies: Vec<FoundBodyJson>,
    /// People.
    people: Vec<FoundPersonJson>,
}

/// A draft found by its text.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::FoundText)]
pub(crate) struct FoundTextJson {
    /// The draft.
    draft: RowJson,
    /// The piece of its text with a word; empty where it is not near the beginning.
    piece: String,
}

/// A body that was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::FoundBody)]
pub(crate) struct FoundBodyJson {
    /// Its id.
    id: String,
    /// Its name.
    name: Words,
}

/// A person who was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::FoundPerson)]
pub(crate) struct FoundPersonJson {
    /// The person's id.
    id: String,
    /// Full name.
    name: String,
    /// Position.
    position: Words,
    /// Id of the body.
    body: Option<String>,
}

impl From<&FoundDraft> for FoundTextJson {
    fn from(found: &FoundDraft) -> Self {
        Self { draft: (&found.row).into(), piece: found.piece.clone() }
    }
}

impl From<&Searched> for SearchedJson {
    fn from(found: &Searched) -> Self {
        let person = |p: &orda_drafts::desk::FoundPerson| FoundPersonJson {
            id: p.card.id.to_string(),
            name: p.card.name.full(),
            position: (&p.card.position).into(),
            body: p.body.as_ref().map(|b| b.id.to_string()),
        };
        Self {
            titles: found.titles.iter().map(|f| (&f.row).into()).collect(),
            more_titles: found.more_titles,
            texts: found.texts.iter().map(Into::into).collect(),
            more_before: found.more_before,
            bodies: found
                .bodies
                .iter()
                .map(|b| FoundBodyJson { id: b.id.to_string(), name: (&b.name).into() })
                .collect(),
            people: found.people.iter().map(person).collect(),
        }
    }
}

/// Looks for words in numbers, titles and texts of drafts, in bodies and people (385-6-6).
#[utoipa::path(get, operation_id = "drafts_desk_search", path = "/api/v1/search", tag = "drafts", params(SearchParams),
    responses((status = 200, body = SearchedJson), (status = 401, description = "nobody is logged in")))]
pub(crate) async fn search(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Query(params): Query<SearchParams>,
) -> Result<Response, WebError> {
    if !caller.0.is_known() {
        return Err(Error::Unauthenticated.into());
    }
    let input = SearchInput { q: params.q, before: params.before };
    let found = app.desk.search(&caller.0, &input.query()).await?;
    Ok(Json(SearchedJson::from(&found)).into_response().accessed(input.access()))
}

/// A filter of the list under a name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Filter)]
pub(crate) struct FilterJson {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// The question, as it stands after the question mark of `/drafts` and of the list of this interface.
    query: String,
    /// When it was saved.
    saved_at: String,
}

impl From<&SavedFilter> for FilterJson {
    fn from(filter: &SavedFilter) -> Self {
        Self {
            id: filter.id.to_string(),
            name: filter.name.clone(),
            query: filter.query.clone(),
            saved_at: filter.saved_at.rfc3339(),
        }
    }
}

/// A filter to be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = drafts::NewFilter)]
pub(crate) struct NewFilterJson {
    /// Its name; a filter of this name gets the new question.
    name: String,
    /// The question: what stands after the question mark of the list.
    query: String,
}

/// A new name.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = drafts::FilterName)]
pub(crate) struct FilterNameJson {
    /// The name.
    name: String,
}

/// The caller's saved filters, by name.
#[utoipa::path(get, operation_id = "drafts_desk_filters", path = "/api/v1/drafts/filters", tag = "drafts",
    responses((status = 200, body = Vec<FilterJson>), (status = 401)))]
pub(crate) async fn filters(State(app): State<DraftsWeb>, caller: Caller) -> Result<Response, WebError> {
    let filters = app.desk.filters(&caller.0).await?;
    let all: Vec<FilterJson> = filters.iter().map(Into::into).collect();
    Ok(Json(all).into_response().accessed(Access::done("filter", "", Operation::Read)))
}

/// Saves a filter.
#[utoipa::path(post, operation_id = "drafts_desk_save_filter", path = "/api/v1/drafts/filters", tag = "drafts",
    request_body = NewFilterJson,
    responses((status = 201, body = Made), (status = 401), (status = 409, description = "fifty are there already"), (status = 422)))]
pub(crate) async fn save_filter(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Json(input): Json<NewFilterJson>,
) -> Result<Response, WebError> {
    let id = app.desk.save_filter(&caller.0, &input.name, &cleaned(&input.query)).await?;
    Ok(super::made(&id))
}

/// Renames a filter.
#[utoipa::path(put, operation_id = "drafts_desk_rename_filter", path = "/api/v1/drafts/filters/{filter}", tag = "drafts",
    params(("filter" = String, Path)), request_body = FilterNameJson,
    responses((status = 204), (status = 404), (status = 422)))]
pub(crate) async fn rename_filter(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(filter): Path<FilterId>,
    Json(input): Json<FilterNameJson>,
) -> Result<Response, WebError> {
    app.desk.rename_filter(&caller.0, filter, &input.name).await?;
    Ok(super::done())
}

/// Deletes a filter.
#[utoipa::path(delete, operation_id = "drafts_desk_delete_filter", path = "/api/v1/drafts/filters/{filter}", tag = "drafts",
    params(("filter" = String, Path)), responses((status = 204), (status = 404)))]
pub(crate) async fn delete_filter(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(filter): Path<FilterId>,
) -> Result<Response, WebError> {
    app.desk.delete_filter(&caller.0, filter).await?;
    Ok(super::done())
}

/// A calendar feed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Feed)]
pub(crate) struct FeedJson {
    /// Path of the feed.
    path: &'static str,
    /// Name to log in to it with (RFC 7617).
    user: &'static str,
    /// Password that goes with it; shown this once.
    password: String,
}

/// Makes the caller's calendar feed anew; an earlier password is good for nothing from now on.
#[utoipa::path(post, operation_id = "drafts_desk_make_feed", path = "/api/v1/profile/calendar", tag = "drafts",
    responses((status = 201, body = FeedJson), (status = 401)))]
pub(crate) async fn make_feed(State(app): State<DraftsWeb>, caller: Caller) -> Result<Response, WebError> {
    let token = app.desk.make_feed(&caller.0).await?;
    let feed = FeedJson { path: calendar::FEED, user: calendar::NAME, password: token };
    Ok((StatusCode::CREATED, Json(feed)).into_response().already_accounted())
}

/// Ends the caller's calendar feed.
#[utoipa::path(delete, operation_id = "drafts_desk_end_feed", path = "/api/v1/profile/calendar", tag = "drafts",
    responses((status = 204), (status = 401), (status = 404)))]
pub(crate) async fn end_feed(State(app): State<DraftsWeb>, caller: Caller) -> Result<Response, WebError> {
    app.desk.end_feed(&caller.0).await?;
    Ok(super::done())
}

/// Reminds whoever must act in the body (385-11); at most once a working day.
#[utoipa::path(post, operation_id = "drafts_bodies_chase", path = "/api/v1/drafts/{draft}/bodies/{body}/chase", tag = "drafts",
    params(("draft" = String, Path), ("body" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "reminded already on this working day, or decided")))]
pub(crate) async fn chase(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, body)): Path<(orda_drafts::DraftId, orda_base::BodyId)>,
) -> Result<Response, WebError> {
    app.drafts.chase(&caller.0, draft, body).await?;
    Ok(super::done())
}

/// Reminds every body that is waited for (385-11).
#[utoipa::path(post, operation_id = "drafts_chase_all", path = "/api/v1/drafts/{draft}/chase", tag = "drafts",
    params(("draft" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "nobody to remind today")))]
pub(crate) async fn chase_all(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(draft): Path<orda_drafts::DraftId>,
) -> Result<Response, WebError> {
    app.drafts.chase_all(&caller.0, draft).await?;
    Ok(super::done())
}
