//! The second step of a login, and one's own second factors.

use super::session::answer;
use crate::IdentityWeb;
use crate::cookie::{self, is_secure};
use crate::pages::second_step;
use axum::extract::State;
use axum::response::IntoResponse;
use http::{HeaderMap, StatusCode};
use orda_base::{Access, Operation, PersonId, Result, Timestamp};
use orda_identity::{Factor, FactorId};
use orda_web::{Accounted, Caller, Json, Path, Response, Ui, WebError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A code of a program or a recovery code.
#[derive(Deserialize, ToSchema)]
#[schema(as = SecondStepCode)]
pub(crate) struct CodeBody {
    code: String,
}

/// The present password.
#[derive(Deserialize, ToSchema)]
#[schema(as = PasswordProof)]
pub(crate) struct ProofBody {
    password: String,
}

/// How the owner calls a second factor.
#[derive(Deserialize, ToSchema)]
#[schema(as = SecondFactorName)]
pub(crate) struct NameBody {
    name: String,
}

/// One's own second factors.
#[derive(Serialize, ToSchema)]
#[schema(as = SecondFactors)]
pub(crate) struct FactorsView {
    factors: Vec<FactorView>,
    /// Recovery codes that are not used.
    recovery_codes_left: u64,
    /// Does a role demand a second factor?
    required: bool,
}

/// A second factor.
#[derive(Serialize, ToSchema)]
#[schema(as = SecondFactor)]
pub(crate) struct FactorView {
    id: String,
    /// `totp` or `passkey`.
    kind: &'static str,
    name: String,
    /// RFC 3339.
    created_at: String,
    /// RFC 3339; absent until it is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    used_at: Option<String>,
}

impl From<Factor> for FactorView {
    fn from(factor: Factor) -> Self {
        Self {
            id: factor.id.to_string(),
            kind: factor.kind.code(),
            name: factor.name,
            created_at: factor.created_at.rfc3339(),
            used_at: factor.used_at.map(Timestamp::rfc3339),
        }
    }
}

/// A program for codes that is being set up.
#[derive(Serialize, ToSchema)]
#[schema(as = SecondFactorBegun)]
pub(crate) struct BegunView {
    id: String,
    /// The secret, Base32 in groups of four.
    secret: String,
    /// The same as an address: `otpauth://totp/…`.
    address: String,
}

/// Recovery codes: shown once.
#[derive(Serialize, ToSchema)]
#[schema(as = RecoveryCodes)]
pub(crate) struct CodesView {
    /// Empty when earlier codes stay good.
    recovery_codes: Vec<String>,
}

/// Take the second step of a login; the answer sets the cookie of the session.
#[utoipa::path(post, path = "/api/v1/session/second", tag = "session", request_body = CodeBody,
    responses((status = 201, body = super::session::OpenedView), (status = 409), (status = 422), (status = 429)))]
pub(crate) async fn step(
    State(app): State<IdentityWeb>,
    ui: Ui,
    headers: HeaderMap,
    Json(input): Json<CodeBody>,
) -> Response {
    let token = cookie::token(&headers, is_secure(&ui)).unwrap_or_default();
    let stepped = app.identity.second_step(ui.actor(), token, &input.code).await;
    answer(&ui, stepped, second_step::is_accounted)
}

/// Show the password again: for ten minutes the caller may change second factors.
#[utoipa::path(post, path = "/api/v1/session/proof", tag = "session", request_body = ProofBody,
    responses((status = 204), (status = 401), (status = 422), (status = 429)))]
pub(crate) async fn prove(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Json(input): Json<ProofBody>,
) -> Result<Response, WebError> {
    app.identity.prove_with_password(&caller.0, &input.password).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// One's own second factors.
#[utoipa::path(get, path = "/api/v1/profile/second-factors", tag = "profile",
    responses((status = 200, body = FactorsView), (status = 401), (status = 403)))]
pub(crate) async fn list(State(app): State<IdentityWeb>, caller: Caller) -> Result<Response, WebError> {
    let own = app.identity.own_factors(&caller.0).await?;
    let view = FactorsView {
        factors: own.factors.into_iter().map(FactorView::from).collect(),
        recovery_codes_left: own.recovery_left,
        required: own.required,
    };
    Ok(Json(view).into_response().accessed(Access::done("second_factor", "", Operation::Read)))
}

/// Begin to set up a program for codes; it counts once it is confirmed with a code.
#[utoipa::path(post, path = "/api/v1/profile/second-factors", tag = "profile", request_body = NameBody,
    responses((status = 201, body = BegunView), (status = 401), (status = 409), (status = 422)))]
pub(crate) async fn begin(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Json(input): Json<NameBody>,
) -> Result<Response, WebError> {
    let begun = app.identity.begin_program(&caller.0, &input.name).await?;
    let view = BegunView { id: begun.id.to_string(), secret: begun.secret, address: begun.address };
    Ok((StatusCode::CREATED, Json(view)).into_response().already_accounted())
}

/// Confirm a program with a code of it. With the first factor come recovery codes.
#[utoipa::path(post, path = "/api/v1/profile/second-factors/{id}/confirm", tag = "profile", request_body = CodeBody,
    params(("id" = String, Path, description = "Id of the second factor")),
    responses((status = 200, body = CodesView), (status = 401), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn confirm(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<FactorId>,
    Json(input): Json<CodeBody>,
) -> Result<Response, WebError> {
    let codes = app.identity.confirm_program(&caller.0, id, &input.code).await?;
    Ok(Json(CodesView { recovery_codes: codes.unwrap_or_default() }).into_response().already_accounted())
}

/// Give a second factor another name.
#[utoipa::path(put, path = "/api/v1/profile/second-factors/{id}", tag = "profile", request_body = NameBody,
    params(("id" = String, Path, description = "Id of the second factor")),
    responses((status = 204), (status = 401), (status = 404), (status = 422)))]
pub(crate) async fn rename(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<FactorId>,
    Json(input): Json<NameBody>,
) -> Result<Response, WebError> {
    app.identity.rename_factor(&caller.0, id, &input.name).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Remove a second factor.
#[utoipa::path(delete, path = "/api/v1/profile/second-factors/{id}", tag = "profile",
    params(("id" = String, Path, description = "Id of the second factor")),
    responses((status = 204), (status = 401), (status = 404), (status = 409)))]
pub(crate) async fn remove(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<FactorId>,
) -> Result<Response, WebError> {
    app.identity.remove_factor(&caller.0, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Take new recovery codes in place of all earlier ones.
#[utoipa::path(post, path = "/api/v1/profile/second-factors/recovery-codes", tag = "profile",
    responses((status = 201, body = CodesView), (status = 401), (status = 404), (status = 409)))]
pub(crate) async fn recovery_codes(State(app): State<IdentityWeb>, caller: Caller) -> Result<Response, WebError> {
    let recovery_codes = app.identity.new_recovery_codes(&caller.0).await?;
    Ok((StatusCode::CREATED, Json(CodesView { recovery_codes })).into_response().already_accounted())
}

/// Remove all second factors of a person who has lost them; all sessions of the person end.
#[utoipa::path(delete, path = "/api/v1/people/{id}/second-factors", tag = "people",
    params(("id" = String, Path, description = "Id of the person")),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn reset(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    app.identity.reset_factors(&caller.0, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
