//! The working calendar for programs.

use crate::CalendarWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Date, Error, LocalizedText, Operation, Result};
use orda_calendar::{DayInput, NamedDay};
use orda_web::{Accounted, Caller, Json, Path, Query, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use workdays::Counted;

pub(crate) fn router() -> OpenApiRouter<CalendarWeb> {
    OpenApiRouter::new().routes(routes!(year)).routes(routes!(term)).routes(routes!(enter, take_back))
}

/// Names of a day.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = calendar::Names)]
#[serde(default)]
pub(crate) struct Names {
    kk: String,
    ru: String,
    en: String,
}

/// A day of which something is said beside its weekday.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calendar::Day)]
pub(crate) struct DayJson {
    /// `2026-11-30`.
    date: String,
    /// Is it worked?
    works: bool,
    /// What day it is.
    name: Names,
    /// Was it entered by an administrator? Else it came with the program.
    entered: bool,
}

impl From<&NamedDay> for DayJson {
    fn from(day: &NamedDay) -> Self {
        let name = day.name.clone();
        Self {
            date: day.date.to_string(),
            works: day.works,
            name: Names { kk: name.kk, ru: name.ru, en: name.en },
            entered: day.entered,
        }
    }
}

/// What is said of a day.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = calendar::DayInput)]
#[serde(default)]
pub(crate) struct DayBody {
    /// Is it worked?
    works: Option<bool>,
    /// What day it is; Kazakh and Russian are needed.
    name: Names,
}

/// A term and how it was counted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = calendar::Term)]
pub(crate) struct TermJson {
    /// The day of the event; counting starts with the next day.
    from: String,
    /// Working days.
    days: u16,
    /// The last day.
    due: String,
    /// Days between that were not counted.
    skipped: Vec<String>,
    /// Saturdays and Sundays that were counted.
    worked: Vec<String>,
}

impl From<Counted> for TermJson {
    fn from(counted: Counted) -> Self {
        Self {
            from: counted.from.to_string(),
            days: counted.days,
            due: counted.due.to_string(),
            skipped: counted.skipped.iter().map(|day| day.date.to_string()).collect(),
            worked: counted.worked.iter().map(ToString::to_string).collect(),
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfYear {
    /// The year; none for this one.
    year: Option<i16>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// The day of the event, `2026-11-22`; none for today.
    from: Option<String>,
    /// Working days; none for ten.
    days: Option<u16>,
}

fn date(field: &'static str, text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::field(field, "calendar-error-date"))
}

/// Days of a year that are not as their weekday says.
#[utoipa::path(get, operation_id = "calendar_year", path = "/api/v1/calendar", tag = "calendar", params(OfYear),
    responses((status = 200, body = Vec<DayJson>), (status = 401)))]
pub(crate) async fn year(
    State(web): State<CalendarWeb>,
    caller: Caller,
    Query(asked): Query<OfYear>,
) -> Result<Response, WebError> {
    let year = asked.year.unwrap_or_else(|| web.env.now().date().year());
    let days = web.calendar.year(&caller.0, year).await?;
    let days: Vec<DayJson> = days.iter().map(Into::into).collect();
    Ok(Json(days).into_response().accessed(Access::done("calendar", year, Operation::Read)))
}

/// The last day of a term in working days, and how it was counted.
#[utoipa::path(get, operation_id = "calendar_term", path = "/api/v1/calendar/term", tag = "calendar", params(Asked),
    responses((status = 200, body = TermJson), (status = 401), (status = 422)))]
pub(crate) async fn term(
    State(web): State<CalendarWeb>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let from = match &asked.from {
        Some(text) => date("from", text)?,
        None => web.env.now().date(),
    };
    let counted = web.calendar.term(&caller.0, from, asked.days.unwrap_or(10))?;
    Ok(Json(TermJson::from(counted)).into_response().accessed(Access::done("calendar", from, Operation::Read)))
}

/// Says of a day that it is worked or not.
#[utoipa::path(put, operation_id = "calendar_enter", path = "/api/v1/calendar/{date}", tag = "calendar",
    params(("date" = String, Path, description = "`2026-11-30`")), request_body = DayBody,
    responses((status = 204), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn enter(
    State(web): State<CalendarWeb>,
    caller: Caller,
    Path(day): Path<String>,
    Json(input): Json<DayBody>,
) -> Result<Response, WebError> {
    let name = LocalizedText::new(input.name.kk, input.name.ru, input.name.en);
    let input = DayInput { date: day.parse().ok(), works: input.works, name };
    web.calendar.enter(&caller.0, &input).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Takes back what was entered of a day.
#[utoipa::path(delete, operation_id = "calendar_take_back", path = "/api/v1/calendar/{date}", tag = "calendar",
    params(("date" = String, Path, description = "`2026-11-30`")),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn take_back(
    State(web): State<CalendarWeb>,
    caller: Caller,
    Path(day): Path<String>,
) -> Result<Response, WebError> {
    // Who may not change the calendar is told so before the day is read.
    orda_calendar::may_change(&caller.0).check()?;
    let day = day.parse().map_err(|_| Error::NotFound)?;
    web.calendar.take_back(&caller.0, day).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
