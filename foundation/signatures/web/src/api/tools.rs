//! The register of tools of protection.

use super::known;
use crate::SignaturesWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Date, Operation};
use orda_signatures::tools::{Conformity, ConformityInput, Ground, RESOURCE, Tool, ToolId, ToolInput, Way};
use orda_web::{Accounted, Caller, Json, Path, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<SignaturesWeb> {
    OpenApiRouter::new()
        .routes(routes!(list_tools, enter_tool))
        .routes(routes!(show_tool, change_tool))
        .routes(routes!(switch_tool_on))
        .routes(routes!(switch_tool_off))
}

/// A document of conformity.
#[derive(Debug, Serialize, ToSchema)]
struct ConformityView {
    number: String,
    issuer: String,
    /// `2026-11-23`.
    issued_on: String,
    /// The last day; absent when there is no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<String>,
}

/// That a tool lacks a document in force, or soon will.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ToolMark)]
struct MarkView {
    /// `resolution` (Resolution No. 367) or `regulation` (technical regulation).
    ground: &'static str,
    /// `missing`, `early` or `expired`; `soon` for one that is in force and ends within thirty days.
    fault: &'static str,
}

/// A security officer's decision that a marked tool signs.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ToolDecision)]
struct DecisionView {
    name: String,
    /// RFC 3339.
    at: String,
    reason: String,
}

/// A tool of the register.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProtectionTool)]
struct ToolView {
    id: String,
    name: String,
    maker: String,
    /// `file` or `ncalayer`; absent for a tool that does not sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    way: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<ConformityView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    regulation: Option<ConformityView>,
    /// What it lacks today or soon will; empty when nothing.
    marks: Vec<MarkView>,
    /// Is it in use?
    on: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<DecisionView>,
    /// RFC 3339.
    changed_at: String,
}

impl ToolView {
    fn of(tool: &Tool, today: Date) -> Self {
        let document = |ground: Ground| {
            tool.document(ground).map(|Conformity { number, issuer, issued_on, valid_until }| ConformityView {
                number: number.clone(),
                issuer: issuer.clone(),
                issued_on: issued_on.to_string(),
                valid_until: valid_until.map(|day| day.to_string()),
            })
        };
        let mark =
            |mark: orda_signatures::tools::Mark| MarkView { ground: mark.ground.code(), fault: mark.fault.code() };
        Self {
            id: tool.id.to_string(),
            name: tool.name.clone(),
            maker: tool.maker.clone(),
            way: tool.way.map(Way::code),
            resolution: document(Ground::Resolution),
            regulation: document(Ground::Regulation),
            marks: tool.marks(today).into_iter().map(mark).collect(),
            on: tool.on,
            decision: tool.decision.as_ref().map(|decision| DecisionView {
                name: decision.name.clone(),
                at: decision.at.rfc3339(),
                reason: decision.reason.clone(),
            }),
            changed_at: tool.changed_at.rfc3339(),
        }
    }
}

/// A document of conformity as it is entered.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = ConformityInput)]
struct ConformityJson {
    number: String,
    issuer: String,
    /// `2026-11-23`.
    issued_on: String,
    /// The last day; empty when there is no end.
    valid_until: String,
}

impl From<ConformityJson> for ConformityInput {
    fn from(json: ConformityJson) -> Self {
        let ConformityJson { number, issuer, issued_on, valid_until } = json;
        Self { number, issuer, issued_on, valid_until }
    }
}

/// A tool as it is entered; documents that are absent are missing.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ProtectionToolInput)]
struct ToolJson {
    name: String,
    maker: String,
    /// `file`, `ncalayer` or empty.
    way: String,
    resolution: ConformityJson,
    regulation: ConformityJson,
}

impl From<ToolJson> for ToolInput {
    fn from(json: ToolJson) -> Self {
        let ToolJson { name, maker, way, resolution, regulation } = json;
        Self { name, maker, way, resolution: resolution.into(), regulation: regulation.into() }
    }
}

fn shown(app: &SignaturesWeb, tool: &Tool) -> Json<ToolView> {
    Json(ToolView::of(tool, app.env.now().date()))
}

/// The register, with what each tool lacks today. For administrators and security officers of the portal.
#[utoipa::path(get, path = "/api/v1/protection-tools", tag = "signatures",
    responses((status = 200, body = Vec<ToolView>), (status = 401), (status = 404)))]
async fn list_tools(State(app): State<SignaturesWeb>, caller: Caller) -> Result<Response, WebError> {
    known(&caller)?;
    let today = app.env.now().date();
    let all: Vec<ToolView> = app.tools.list(&caller.0).await?.iter().map(|tool| ToolView::of(tool, today)).collect();
    Ok(Json(all).into_response().accessed(Access::done(RESOURCE, "", Operation::Read)))
}

/// Enter a tool; it is switched off.
#[utoipa::path(post, path = "/api/v1/protection-tools", tag = "signatures", request_body = ToolJson,
    responses((status = 201, body = ToolView), (status = 401), (status = 404), (status = 422)))]
async fn enter_tool(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Json(input): Json<ToolJson>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let tool = app.tools.enter(&caller.0, &input.into()).await?;
    Ok((StatusCode::CREATED, shown(&app, &tool)).into_response().already_accounted())
}

/// One tool.
#[utoipa::path(get, path = "/api/v1/protection-tools/{id}", tag = "signatures",
    params(("id" = String, Path, description = "Id of the tool")),
    responses((status = 200, body = ToolView), (status = 401), (status = 404)))]
async fn show_tool(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Path(id): Path<ToolId>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let tool = app.tools.get(&caller.0, id).await?;
    Ok(shown(&app, &tool).into_response().accessed(Access::done(RESOURCE, id, Operation::Read)))
}

/// Change what is known of a tool.
#[utoipa::path(put, path = "/api/v1/protection-tools/{id}", tag = "signatures", request_body = ToolJson,
    params(("id" = String, Path, description = "Id of the tool")),
    responses((status = 200, body = ToolView), (status = 401), (status = 404), (status = 422)))]
async fn change_tool(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Path(id): Path<ToolId>,
    Json(input): Json<ToolJson>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let tool = app.tools.change(&caller.0, id, &input.into()).await?;
    Ok(shown(&app, &tool).into_response().already_accounted())
}

/// Why a marked tool is switched on all the same.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ToolReason)]
struct ReasonJson {
    /// Said by a security officer, for a tool that lacks a document; at most 2,000 characters.
    reason: String,
}

/// Switch a tool on. One that lacks a document in force only by a security officer, with a reason that is kept.
#[utoipa::path(post, path = "/api/v1/protection-tools/{id}/on", tag = "signatures", request_body = ReasonJson,
    params(("id" = String, Path, description = "Id of the tool")),
    responses((status = 200, body = ToolView), (status = 401), (status = 404), (status = 409), (status = 422)))]
async fn switch_tool_on(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Path(id): Path<ToolId>,
    Json(input): Json<ReasonJson>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let tool = app.tools.switch_on(&caller.0, id, &input.reason).await?;
    Ok(shown(&app, &tool).into_response().already_accounted())
}

/// Switch a tool off: nobody is offered to sign with it any more.
#[utoipa::path(post, path = "/api/v1/protection-tools/{id}/off", tag = "signatures",
    params(("id" = String, Path, description = "Id of the tool")),
    responses((status = 200, body = ToolView), (status = 401), (status = 404), (status = 409)))]
async fn switch_tool_off(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Path(id): Path<ToolId>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let tool = app.tools.switch_off(&caller.0, id).await?;
    Ok(shown(&app, &tool).into_response().already_accounted())
}
