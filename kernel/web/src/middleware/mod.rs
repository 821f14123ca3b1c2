//! What every request passes through.

mod csrf;
mod gate;
mod headers;
mod language;
mod origin;

pub use gate::Barred;
pub use language::{LANGUAGE_COOKIE, chosen_language, language_of};
pub use origin::Encrypted;

use crate::error::{self, Failure};
use crate::{Shell, Ui, WebError};
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures::FutureExt;
use http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use orda_base::{Actor, Error, Origin, Refusal};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tracing::{Instrument, Span};

/// Name of the cookie of a session.
pub const SESSION_COOKIE: &str = "orda_session";

/// Seconds after which what could not be answered may be asked for again.
const AGAIN: u64 = 5;

/// Longest time until a page is answered.
const READ_LIMIT: Duration = Duration::from_secs(30);

/// Longest time until a form, or a file on a slow line, is taken in and answered.
const WRITE_LIMIT: Duration = Duration::from_mins(15);

pub(crate) fn wrap(shell: &Arc<Shell>, routes: Router) -> Router {
    routes.layer(from_fn_with_state(Arc::clone(shell), inner))
}

pub(crate) fn guard(shell: &Arc<Shell>, routes: Router) -> Router {
    routes.layer(from_fn_with_state(Arc::clone(shell), outer))
}

pub(crate) fn measure(shell: &Arc<Shell>, routes: Router) -> Router {
    routes.layer(from_fn_with_state(Arc::clone(shell), gate::measure))
}

/// Is this path one of the interface for programs?
pub(crate) fn is_api(path: &str) -> bool {
    path.starts_with("/api/") || path.starts_with("/edms/")
}

/// Names and values of all cookies, in their order.
pub fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

/// Who calls; nobody known when no identity was put into the request.
pub(crate) fn actor_of(extensions: &Extensions, headers: &HeaderMap) -> Arc<Actor> {
    extensions.get::<Arc<Actor>>().cloned().unwrap_or_else(|| {
        let origin = extensions.get::<Origin>().cloned().unwrap_or_default();
        Arc::new(Actor::anonymous(language_of(headers), origin))
    })
}

/// Outermost: who calls from where, and headers on every answer.
async fn outer(State(shell): State<Arc<Shell>>, mut request: Request, next: Next) -> Response {
    let origin = origin::of(&shell, &request);
    let id = origin.request;
    let (method, uri) = (request.method().clone(), request.uri().clone());
    request.extensions_mut().insert(origin.clone());
    let language = language_of(request.headers());
    // Every line of the log from here on says to which request it belongs.
    let span = id.map_or_else(Span::none, |id| tracing::error_span!("request", request = %id));
    let handled = async {
        match gate::look(&shell, &mut request, &origin).await {
            Some(answer) => answer,
            None => next.run(request).await,
        }
    };
    let answered = AssertUnwindSafe(handled.instrument(span.clone())).catch_unwind().await;
    let mut response = answered.unwrap_or_else(|_| {
        // Something outside the inner layer broke: the plainest answer there is.
        error::problem(&shell.messages, language, &Error::internal("panic"), id, StatusCode::INTERNAL_SERVER_ERROR)
    });
    if let Some(id) = id {
        let value = HeaderValue::try_from(id.to_string()).unwrap_or(HeaderValue::from_static(""));
        response.headers_mut().insert("x-request-id", value);
        let status = response.status().as_u16();
        span.in_scope(|| tracing::debug!(%method, path = uri.path(), status, "answered"));
    }
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from(AGAIN));
    }
    headers::secure(&mut response, shell.settings.is_secure());
    response
}

/// Innermost: forged requests refused, faults caught, errors put into words.
async fn inner(State(shell): State<Arc<Shell>>, mut request: Request, next: Next) -> Response {
    let seen = Seen::of(&request);
    let limit = if seen.method.is_safe() { READ_LIMIT } else { WRITE_LIMIT };
    let response = if let Some(barred) = request.extensions().get::<Barred>() {
        barred.clone().answer()
    } else if csrf::is_forged(&shell, &request) {
        let mut response = WebError(Error::Refused(Box::new(Refusal::new("error-forged")))).into_response();
        *response.status_mut() = StatusCode::FORBIDDEN;
        response
    } else {
        request.extensions_mut().insert(Arc::clone(&shell));
        let handled = AssertUnwindSafe(next.run(request)).catch_unwind();
        match tokio::time::timeout(limit, handled).await {
            Ok(Ok(response)) => response,
            Ok(Err(_)) => WebError(Error::internal("a handler panicked")).into_response(),
            Err(_) => WebError(Error::Unavailable("the answer took too long".to_owned())).into_response(),
        }
    };
    in_words(&shell, seen, response).await
}

/// What is kept of a request in case it fails.
struct Seen {
    actor: Arc<Actor>,
    method: Method,
    uri: Uri,
    wants_problem: bool,
}

impl Seen {
    fn of(request: &Request) -> Self {
        let accepts = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let programs = accepts.starts_with("application/json") || accepts.starts_with("application/problem+json");
        Self {
            actor: actor_of(request.extensions(), request.headers()),
            method: request.method().clone(),
            uri: request.uri().clone(),
            wants_problem: programs || is_api(request.uri().path()),
        }
    }
}

/// Gives a failed answer its words; every other answer passes as it is.
async fn in_words(shell: &Arc<Shell>, seen: Seen, response: Response) -> Response {
    let error = match response.extensions().get::<Failure>() {
        Some(failure) if failure.shown => return response,
        Some(failure) => Arc::clone(&failure.error),
        None => match bare(&response) {
            Some(error) => Arc::new(error),
            None => return response,
        },
    };
    let id = seen.actor.origin.request;
    match &*error {
        Error::Internal(cause) => tracing::error!(path = seen.uri.path(), error = cause, "a fault"),
        Error::Unavailable(cause) => tracing::warn!(path = seen.uri.path(), error = cause, "unavailable"),
        _ => {}
    }
    let mut told = if seen.wants_problem {
        error::problem(&shell.messages, seen.actor.language, &error, id, response.status())
    } else if matches!(*error, Error::Unauthenticated) && seen.method == Method::GET {
        to_sign_in(shell, &seen.uri)
    } else {
        let shell = Arc::clone(shell);
        let ui = match &*error {
            // Whoever asks too often is told so as cheaply as can be.
            Error::TooMany(_) => Ui::plain(shell, seen.actor, &seen.uri),
            _ => Ui::assemble(shell, seen.actor, &seen.uri).await,
        };
        error::page(&ui, &error, id, response.status())
    };
    if let Error::TooMany(seconds) = &*error {
        told.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from((*seconds).max(1)));
    }
    if matches!(*error, Error::Unauthenticated) && told.status() == StatusCode::UNAUTHORIZED {
        told.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    // Cookies, when to come again and notes for the accounting outlive the exchange of the body.
    for name in [header::SET_COOKIE, header::RETRY_AFTER] {
        for value in response.headers().get_all(&name) {
            told.headers_mut().append(&name, value.clone());
        }
    }
    let (parts, _) = response.into_parts();
    told.extensions_mut().extend(parts.extensions);
    told.extensions_mut().insert(Failure { error, shown: true });
    told
}

/// The error behind an answer that the framework made: no route, a method that is not offered, a body it can't read.
fn bare(response: &Response) -> Option<Error> {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !kind.is_empty() && !kind.starts_with("text/plain") {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND => Some(Error::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(Error::Refused(Box::new(Refusal::new("error-method")))),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Error::TooLarge(Box::new(Refusal::new("error-too-large")))),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            Some(Error::field("", "error-form-unreadable"))
        }
        StatusCode::INTERNAL_SERVER_ERROR => Some(Error::internal("an answer without words")),
        _ => None,
    }
}

fn to_sign_in(shell: &Shell, uri: &Uri) -> Response {
    let wanted = uri.path_and_query().map_or("/", |p| p.as_str());
    let query = serde_html_form::to_string([("next", wanted)]).unwrap_or_default();
    let path =
        if wanted == "/" { shell.settings.sign_in.to_owned() } else { format!("{}?{query}", shell.settings.sign_in) };
    let to = HeaderValue::try_from(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

#[cfg(test)]
mod gate_tests;
#[cfg(test)]
mod tests;
