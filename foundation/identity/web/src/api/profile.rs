//! One's own account.

use super::shapes::{PersonView, parsed};
use crate::IdentityWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Error, Language, Operation, Result, SessionId};
use orda_identity::Session;
use orda_web::{Accounted, Caller, Json, Path, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What one may change of oneself; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ProfileInput)]
pub(crate) struct ProfileBody {
    /// `kk`, `ru` or `en`.
    #[serde(default)]
    language: Option<String>,
    /// Empty: none.
    #[serde(default)]
    email: Option<String>,
}

/// The present password and the new one.
#[derive(Deserialize, ToSchema)]
#[schema(as = PasswordChange)]
pub(crate) struct PasswordBody {
    current: String,
    new: String,
}

/// One of one's own sessions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub(crate) struct SessionView {
    id: String,
    /// Address from which one logged in.
    address: String,
    /// Name of the client program.
    agent: String,
    /// `password` or `eds`.
    method: &'static str,
    /// RFC 3339.
    created_at: String,
    /// RFC 3339, to a minute.
    seen_at: String,
    /// RFC 3339.
    expires_at: String,
    /// Is it the session of this request?
    present: bool,
}

impl SessionView {
    fn of(session: &Session, present: Option<SessionId>) -> Self {
        Self {
            id: session.id.to_string(),
            address: session.address.clone(),
            agent: session.agent.clone(),
            method: session.method.code(),
            created_at: session.created_at.rfc3339(),
            seen_at: session.seen_at.rfc3339(),
            expires_at: session.expires_at.rfc3339(),
            present: present == Some(session.id),
        }
    }
}

/// One's own record.
#[utoipa::path(get, path = "/api/v1/profile", tag = "profile", responses((status = 200, body = PersonView), (status = 401), (status = 403)))]
pub(crate) async fn show(State(app): State<IdentityWeb>, caller: Caller) -> Result<Response, WebError> {
    let id = caller.0.person().ok_or(Error::Forbidden)?;
    let picture = app.identity.picture().await?;
    let entry = picture.person(id).ok_or(Error::NotFound)?;
    Ok(Json(PersonView::from(entry)).into_response().accessed(Access::done("person", id, Operation::Read)))
}

/// Change one's language or e-mail.
#[utoipa::path(patch, path = "/api/v1/profile", tag = "profile", request_body = ProfileBody,
    responses((status = 204), (status = 401), (status = 409), (status = 422)))]
pub(crate) async fn update(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Json(input): Json<ProfileBody>,
) -> Result<Response, WebError> {
    if let Some(email) = &input.email {
        app.identity.set_email(&caller.0, email).await?;
    }
    if let Some(code) = &input.language {
        let language = Language::from_code(code).ok_or_else(|| Error::field("language", "error-choose"))?;
        app.identity.set_language(&caller.0, language).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Change one's password; all other sessions end.
#[utoipa::path(put, path = "/api/v1/profile/password", tag = "profile", request_body = PasswordBody,
    responses((status = 204), (status = 401), (status = 422), (status = 429)))]
pub(crate) async fn change_password(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Json(input): Json<PasswordBody>,
) -> Result<Response, WebError> {
    app.identity.change_password(&caller.0, &input.current, &input.new).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// One's own sessions, the last one used first.
#[utoipa::path(get, path = "/api/v1/profile/sessions", tag = "profile",
    responses((status = 200, body = Vec<SessionView>), (status = 401), (status = 403)))]
pub(crate) async fn sessions(State(app): State<IdentityWeb>, caller: Caller) -> Result<Response, WebError> {
    let sessions = app.identity.own_sessions(&caller.0).await?;
    let present = caller.0.origin.session;
    let views: Vec<_> = sessions.iter().map(|s| SessionView::of(s, present)).collect();
    Ok(Json(views).into_response().accessed(Access::done("session", "", Operation::Search)))
}

/// End all of one's sessions but the present one.
#[utoipa::path(delete, path = "/api/v1/profile/sessions", tag = "profile",
    responses((status = 204), (status = 401), (status = 409)))]
pub(crate) async fn revoke_others(State(app): State<IdentityWeb>, caller: Caller) -> Result<Response, WebError> {
    app.identity.revoke_other_sessions(&caller.0).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// End one of one's sessions.
#[utoipa::path(delete, path = "/api/v1/profile/sessions/{id}", tag = "profile",
    params(("id" = String, Path, description = "Id of the session")),
    responses((status = 204), (status = 401), (status = 404), (status = 409)))]
pub(crate) async fn revoke(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id: SessionId = parsed("id", &id).map_err(|_| Error::NotFound)?;
    app.identity.revoke_session(&caller.0, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
