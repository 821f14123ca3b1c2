//! The copies for programs.

use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_backups::{Backups, By, RESOURCE, Run};
use orda_base::{Access, Operation, Timestamp};
use orda_web::{Accounted, Caller, Json, Paging, Query, Response, WebError};
use serde::Serialize;
use utoipa::ToSchema;

/// How the copies stand, with a page of the runs.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = backups::Overview)]
pub(crate) struct OverviewJson {
    /// `good`, `never`, `failed`, `damaged` or `old`.
    standing: &'static str,
    /// When the timetable makes the next one (RFC 3339).
    next_due: Option<String>,
    /// Is one being made at this moment?
    under_way: bool,
    /// Is the database in the copies? Else a server keeps it, whose own tools copy it.
    with_database: bool,
    /// How the continuous copy stands; nothing where none is set.
    continuous: Option<ContinuousJson>,
    /// Runs, the newest first.
    items: Vec<RunJson>,
    /// How many runs there are.
    total: u64,
}

/// The continuous copy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = backups::Continuous)]
pub(crate) struct ContinuousJson {
    /// What was acknowledged before this moment is in it (RFC 3339).
    until: Option<String>,
    /// Seconds that it lags behind.
    behind: i64,
    /// What keeps it from being carried on.
    trouble: String,
}

/// A run.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = backups::Run)]
pub(crate) struct RunJson {
    /// Id of the copy.
    id: String,
    /// When it was begun (RFC 3339).
    begun_at: String,
    /// Whole seconds that it took.
    seconds: i64,
    /// `schedule`, `person` or `machine`.
    by: &'static str,
    /// `done`, `damaged` or `failed`.
    outcome: &'static str,
    /// Bytes that were written.
    written: u64,
    /// Bytes of the database with the log of accesses in the copy.
    database: Option<u64>,
    /// How many posted files the copy holds.
    files: Option<u64>,
    /// Their bytes.
    file_bytes: Option<u64>,
    /// What went wrong.
    trouble: String,
}

impl From<Run> for RunJson {
    fn from(run: Run) -> Self {
        Self {
            seconds: run.seconds(),
            id: run.id,
            begun_at: run.begun_at.rfc3339(),
            by: match run.by {
                By::Schedule => "schedule",
                By::Person(_) => "person",
                By::Machine(_) => "machine",
            },
            outcome: run.outcome.code(),
            written: run.written,
            database: run.holds.and_then(|holds| holds.database),
            files: run.holds.map(|holds| holds.files),
            file_bytes: run.holds.map(|holds| holds.file_bytes),
            trouble: run.trouble,
        }
    }
}

/// Backup copies of the portal, the newest first: for its administrators (365-6-b).
#[utoipa::path(get, operation_id = "backups", path = "/api/v1/backups", tag = "backups",
    params(("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = OverviewJson), (status = 403, description = "no administrator of the portal")))]
pub(crate) async fn list(
    State(backups): State<Backups>,
    caller: Caller,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let overview = backups.overview(&caller.0, paging.request()).await?;
    let shown = OverviewJson {
        standing: overview.standing.code(),
        next_due: overview.next_due.map(Timestamp::rfc3339),
        under_way: overview.under_way,
        with_database: backups.settings().with_database,
        continuous: overview.continuous.map(|copy| ContinuousJson {
            behind: copy.behind(overview.at),
            until: copy.until.map(Timestamp::rfc3339),
            trouble: copy.trouble,
        }),
        items: overview.runs.items.into_iter().map(RunJson::from).collect(),
        total: overview.runs.total,
    };
    Ok(Json(shown).into_response().accessed(Access::done(RESOURCE, "", Operation::Read)))
}

/// Makes a backup copy now; what comes of it stands in the list (365-6-b).
#[utoipa::path(post, operation_id = "backups_make", path = "/api/v1/backups", tag = "backups",
    responses((status = 202, description = "begun"), (status = 403, description = "no administrator of the portal"),
        (status = 409, description = "no folder is set, or a copy is being made")))]
pub(crate) async fn make_now(State(backups): State<Backups>, caller: Caller) -> Result<Response, WebError> {
    super::beside(backups.make_now(&caller.0)?);
    let access = Access::done(RESOURCE, "", Operation::Change).detail("asked for one now");
    Ok(StatusCode::ACCEPTED.into_response().accessed(access))
}
