//! The accounting for programs.

use crate::accounted_for;
use crate::query::Search;
use axum::extract::State;
use axum::response::IntoResponse;
use orda_audit::{Accounting, Entry};
use orda_base::Error;
use orda_web::{Json, Path, Query, Response, Ui, WebError};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn router() -> OpenApiRouter<Arc<Accounting>> {
    OpenApiRouter::new().routes(routes!(search)).routes(routes!(show))
}

/// An access record (365-8).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccessRecord {
    /// Number; later records have greater ones.
    number: i64,
    /// Server time, RFC 3339 with microseconds and the zone of Astana.
    at: String,
    /// `person`, `system`, `portal` or `unknown`.
    who: &'static str,
    /// Id of the person or system.
    actor_id: String,
    /// Name of the user or system, or the name that was claimed.
    actor_name: String,
    /// Individual identification number, masked.
    actor_iin: String,
    /// Address of the computer.
    address: String,
    /// Component that holds the resource.
    component: &'static str,
    /// Kind of resource.
    resource: String,
    /// Which one, or the words searched for.
    part: String,
    /// Method and path of the page or interface.
    service: String,
    /// What was done.
    operation: &'static str,
    /// `done`, `refused` or `failed`.
    outcome: &'static str,
    /// Code of the refusal, or what was changed from what to what.
    detail: String,
    /// The session.
    session: String,
    /// Client program.
    agent: String,
    /// Ties together the records of one request.
    request: String,
}

/// A page of access records, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccessRecords {
    /// The records.
    items: Vec<AccessRecord>,
    /// Value of `after` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// An access record with the others of the same request.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccessRecordWithRelated {
    /// The record.
    record: AccessRecord,
    /// Other records of the same request, oldest first.
    related: Vec<AccessRecord>,
}

impl From<Entry> for AccessRecord {
    fn from(record: Entry) -> Self {
        let component = record.component();
        let Entry { seq, entry } = record;
        Self {
            number: seq,
            at: entry.at.zoned().strftime("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string(),
            who: entry.who.code(),
            actor_id: entry.actor_id,
            actor_name: entry.actor_name,
            actor_iin: entry.actor_iin,
            address: entry.address,
            component,
            resource: entry.resource,
            part: entry.part,
            service: entry.service,
            operation: entry.operation.code(),
            outcome: entry.outcome.code(),
            detail: entry.detail,
            session: entry.session,
            agent: entry.agent,
            request: entry.request,
        }
    }
}

/// Search the accounting of accesses. For the security officer and administrators.
#[utoipa::path(get, path = "/api/v1/accounting", tag = "accounting", params(Search),
    responses((status = 200, body = AccessRecords), (status = 401), (status = 403), (status = 422)))]
async fn search(State(accounting): State<Arc<Accounting>>, ui: Ui, Query(search): Query<Search>) -> Response {
    accounted_for(found(&accounting, &ui, &search).await)
}

async fn found(accounting: &Accounting, ui: &Ui, search: &Search) -> Result<Response, WebError> {
    let (filter, wrong) = search.filter();
    let found = accounting.search(ui.actor(), &filter, search.cursor(), search.size()).await?;
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong).into());
    }
    let items = found.entries.into_iter().map(Into::into).collect();
    Ok(Json(AccessRecords { items, next: found.next.map(|n| n.to_string()) }).into_response())
}

/// One access record with the others of the same request.
#[utoipa::path(get, path = "/api/v1/accounting/{number}", tag = "accounting",
    params(("number" = i64, Path, description = "Number of the record")),
    responses((status = 200, body = AccessRecordWithRelated), (status = 401), (status = 403), (status = 404)))]
async fn show(State(accounting): State<Arc<Accounting>>, ui: Ui, Path(number): Path<i64>) -> Response {
    accounted_for(opened(&accounting, &ui, number).await)
}

async fn opened(accounting: &Accounting, ui: &Ui, number: i64) -> Result<Response, WebError> {
    let (record, related) = accounting.open(ui.actor(), number).await?;
    let related = related.into_iter().map(Into::into).collect();
    Ok(Json(AccessRecordWithRelated { record: record.into(), related }).into_response())
}
