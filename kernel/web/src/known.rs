//! Pages and interfaces without a login.

use crate::WebError;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use orda_base::{Actor, Error};
use std::sync::Arc;

/// A layer for routes that are open to people and systems that are known, and to nobody else: without a session there is
/// no data (385-6-1). It answers before anything of the request is read: pages lead to the login and back again,
/// programs are told 401.
pub async fn only_known(request: Request, next: Next) -> Response {
    let known = request.extensions().get::<Arc<Actor>>().is_some_and(|actor| actor.is_known());
    if known { next.run(request).await } else { WebError(Error::Unauthenticated).into_response() }
}
