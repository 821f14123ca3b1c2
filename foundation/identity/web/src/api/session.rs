//! Logging in and out, and who one is.

use super::shapes::RoleBody;
use crate::IdentityWeb;
use crate::cookie::{self, is_secure};
use crate::pages::login::is_accounted;
use axum::extract::State;
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, StatusCode};
use orda_base::{Access, Error, Identity as Who, Operation, Result};
use orda_identity::{HeldRole, IdentityRefusal, Opened};
use orda_web::{Accounted, Caller, Json, Response, Ui, WebError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Login and password.
#[derive(Deserialize, ToSchema)]
#[schema(as = Credentials)]
pub(crate) struct Credentials {
    login: String,
    password: String,
}

/// A session that has begun; its token is in the cookie.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SessionOpened)]
pub(crate) struct OpenedView {
    /// Id of the session.
    session: String,
    /// Id of the person.
    person: String,
    /// Full name.
    name: String,
    /// Must a new password be chosen before anything else?
    must_change_password: bool,
    /// Does the second step still follow (`POST /api/v1/session/second`)? Until then the session opens nothing.
    awaits_second_step: bool,
    /// Must a second factor be set up before anything else?
    must_set_second_factor: bool,
    /// RFC 3339: the session ends then in any case.
    expires_at: String,
}

/// What is to be signed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LoginChallenge)]
pub(crate) struct ChallengeView {
    /// Id of the challenge.
    id: String,
    /// The bytes to be signed, base64.
    content: String,
    /// RFC 3339.
    expires_at: String,
}

/// A signed challenge.
#[derive(Deserialize, ToSchema)]
#[schema(as = SignedChallenge)]
pub(crate) struct SignedChallenge {
    /// Id of the challenge.
    challenge: String,
    /// Detached CMS, DER in base64.
    cms: String,
}

/// Who calls.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WhoAmI)]
pub(crate) struct WhoView {
    /// `person` or `system`.
    kind: &'static str,
    /// Id of the person or of the system.
    id: String,
    /// Name.
    name: String,
    /// `kk`, `ru` or `en`.
    language: &'static str,
    /// Roles in force now.
    roles: Vec<RoleView>,
}

/// A role in force.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RoleInForce)]
pub(crate) struct RoleView {
    #[serde(flatten)]
    held: RoleBody,
    /// Id of the person for whom the role is exercised (acting head).
    #[serde(skip_serializing_if = "Option::is_none")]
    acting_for: Option<String>,
}

/// Log in with login and password. The answer sets the cookie of the session.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", request_body = Credentials,
    responses((status = 201, body = OpenedView), (status = 409), (status = 429)))]
pub(crate) async fn login(
    State(app): State<IdentityWeb>,
    ui: Ui,
    headers: HeaderMap,
    Json(input): Json<Credentials>,
) -> Response {
    let previous = cookie::token(&headers, is_secure(&ui));
    answer(&ui, app.identity.login(ui.actor(), &input.login, &input.password, previous).await, is_accounted)
}

/// Ask for a challenge to be signed with an EDS; good once, for five minutes.
#[utoipa::path(post, path = "/api/v1/session/challenge", tag = "session",
    responses((status = 201, body = ChallengeView), (status = 409)))]
pub(crate) async fn challenge(State(app): State<IdentityWeb>) -> Result<Response, WebError> {
    let challenge = app.identity.challenge().await?;
    let view = ChallengeView {
        id: challenge.id.to_string(),
        content: STANDARD.encode(&challenge.content),
        expires_at: challenge.expires_at.rfc3339(),
    };
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

/// Log in with a signed challenge. The answer sets the cookie of the session.
#[utoipa::path(post, path = "/api/v1/session/eds", tag = "session", request_body = SignedChallenge,
    responses((status = 201, body = OpenedView), (status = 409), (status = 422), (status = 429)))]
pub(crate) async fn login_with_eds(
    State(app): State<IdentityWeb>,
    ui: Ui,
    headers: HeaderMap,
    Json(input): Json<SignedChallenge>,
) -> Result<Response, WebError> {
    let id = input.challenge.parse().map_err(|_| Error::from(IdentityRefusal::Challenge))?;
    let cms = STANDARD.decode(&input.cms).map_err(|_| Error::field("cms", "error-required"))?;
    let previous = cookie::token(&headers, is_secure(&ui));
    Ok(answer(&ui, app.identity.login_with_eds(ui.actor(), id, &cms, previous).await, is_accounted))
}

/// The session, or why there is none: `accounted` says of which errors the use case has written a record.
pub(crate) fn answer(ui: &Ui, result: Result<Opened>, accounted: fn(&Error) -> bool) -> Response {
    match result {
        Ok(opened) => {
            let view = OpenedView {
                session: opened.session.to_string(),
                person: opened.person.id.to_string(),
                name: opened.person.name.full(),
                must_change_password: opened.must_change_password,
                awaits_second_step: opened.awaits_second,
                must_set_second_factor: opened.must_set_second,
                expires_at: opened.expires_at.rfc3339(),
            };
            let mut response = (StatusCode::CREATED, Json(view)).into_response();
            cookie::set(&mut response, &opened.token, is_secure(ui));
            response.already_accounted()
        }
        Err(error) => {
            let accounted = accounted(&error);
            let response = WebError(error).into_response();
            if accounted { response.already_accounted() } else { response }
        }
    }
}

/// Who calls, with the roles in force.
#[utoipa::path(get, path = "/api/v1/session", tag = "session", responses((status = 200, body = WhoView), (status = 401)))]
pub(crate) async fn who_am_i(caller: Caller) -> Result<Response, WebError> {
    let actor = &caller.0;
    let (kind, id) = match &actor.identity {
        Who::Person { id, .. } => ("person", id.to_string()),
        Who::System { id, .. } => ("system", id.to_string()),
        _ => return Err(Error::Unauthenticated.into()),
    };
    let roles = actor.memberships.iter().map(|m| RoleView {
        held: RoleBody::from(&HeldRole { role: m.role, body: m.body }),
        acting_for: m.acting_for.map(|p| p.to_string()),
    });
    let view = WhoView {
        kind,
        id: id.clone(),
        name: actor.name().to_owned(),
        language: actor.language.code(),
        roles: roles.collect(),
    };
    Ok(Json(view).into_response().accessed(Access::done("session", id, Operation::Read)))
}

/// Log out: the session ends.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", responses((status = 204), (status = 401)))]
pub(crate) async fn logout(State(app): State<IdentityWeb>, ui: Ui, headers: HeaderMap) -> Result<Response, WebError> {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(token) = cookie::token(&headers, is_secure(&ui)) {
        app.identity.logout(ui.actor(), token).await?;
        cookie::clear(&mut response, is_secure(&ui));
        crate::pages::login::forget(&mut response);
        return Ok(response.already_accounted());
    }
    Ok(response)
}
