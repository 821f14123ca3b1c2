//! The layer that tells who calls: the session of the cookie, or the token of an information system.

use crate::cookie;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::IntoResponse;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use orda_base::{Actor, Error, Origin, Result};
use orda_identity::{Identity, Resolved};
use orda_web::{Barred, Failure, Message, Response, Shell, Ui, chosen_language, html, language_of};
use std::sync::Arc;

/// What somebody must do before anything else: the page for it, and what stays open besides the [`OPEN`] ones.
#[derive(Clone, Copy)]
struct Must {
    page: &'static str,
    open: [&'static str; 2],
}

/// A new password is chosen.
const PASSWORD: Must = Must { page: "/profile/password", open: ["/profile/password", "/api/v1/profile/password"] };
/// A second factor is set up.
const SECOND: Must = Must { page: "/profile/second", open: ["/profile/second", "/api/v1/profile/second-factors"] };

/// What is open to somebody who must do something first, besides the page for it and the kernel's own pages.
const OPEN: [&str; 8] =
    ["/logout", "/login", "/language", "/assets", "/help", "/accessibility", "/api/v1/session", "/healthz"];

#[derive(Clone)]
struct Layer {
    shell: Arc<Shell>,
    identity: Arc<Identity>,
}

/// Puts `Arc<Actor>` into every request to `routes`; nothing when nobody is known. Lies around the accounting, inside
/// [`Shell::guard`], which tells where requests come from.
pub fn identified(shell: &Arc<Shell>, identity: Arc<Identity>, routes: Router) -> Router {
    routes.layer(from_fn_with_state(Layer { shell: Arc::clone(shell), identity }, resolve))
}

async fn resolve(State(layer): State<Layer>, mut request: Request, next: Next) -> Response {
    // Who is not let in is not looked up, nor who asks for what is the same for everybody and needs no database.
    if request.extensions().get::<Barred>().is_some() || is_for_everybody(request.uri().path()) {
        return next.run(request).await;
    }
    // The body of a request cannot be shared between threads: only its head is looked at.
    let origin = request.extensions().get::<Origin>().cloned().unwrap_or_default();
    match who(&layer, request.headers().clone(), origin).await {
        Ok(None) => {}
        Ok(Some(resolved)) => {
            if let Some((error, must)) = first(&resolved)
                && !is_open(&must, request.uri().path())
            {
                request.extensions_mut().insert(First(error, must.page));
            }
            request.extensions_mut().insert(Arc::new(resolved.actor));
        }
        Err(error) => {
            let origin = request.extensions().get::<Origin>().cloned().unwrap_or_default();
            let actor = Actor::anonymous(language_of(request.headers()), origin);
            return outside(&layer.shell, actor, request.uri().path(), error);
        }
    }
    next.run(request).await
}

/// What must be done first, and the refusal of everything else: a new password before a second factor.
fn first(resolved: &Resolved) -> Option<(Error, Must)> {
    let password = Identity::check_password_chosen(resolved).err().map(|error| (error, PASSWORD));
    password.or_else(|| Identity::check_second_set(resolved).err().map(|error| (error, SECOND)))
}

/// Mark of a request by somebody who must do something else first: the refusal, and the page that leads on.
#[derive(Clone)]
struct First(Error, &'static str);

/// Answers those who must choose a new password or set up a second factor first. Lies inside the accounting, so that what they asked for is
/// recorded as refused, and around [`Shell::wrap`].
pub fn first_things_first(shell: &Arc<Shell>, routes: Router) -> Router {
    routes.layer(from_fn_with_state(Arc::clone(shell), choose_first))
}

/// People are led to the page, programs are told.
async fn choose_first(State(shell): State<Arc<Shell>>, request: Request, next: Next) -> Response {
    // Whoever asks too often gets that answer, whatever else must be done first.
    if request.extensions().get::<Barred>().is_some() {
        return next.run(request).await;
    }
    let Some(First(error, page)) = request.extensions().get::<First>().cloned() else {
        return next.run(request).await;
    };
    let path = request.uri().path();
    if path.starts_with("/api/") {
        let actor = request.extensions().get::<Arc<Actor>>().map(|actor| Actor::clone(actor));
        return outside(&shell, actor.unwrap_or_else(Actor::portal), path, error);
    }
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, HeaderValue::from_static(page))]).into_response();
    response.extensions_mut().insert(Failure { error: Arc::new(error), shown: true });
    response
}

async fn who(layer: &Layer, headers: HeaderMap, origin: Origin) -> Result<Option<Resolved>> {
    let language = chosen_language(&headers);
    if let Some(token) = bearer(&headers) {
        return layer.identity.resolve_bearer(token, origin, language).await;
    }
    match cookie::token(&headers, layer.shell.settings().is_secure()) {
        Some(token) => layer.identity.resolve_session(token, origin, language).await,
        None => Ok(None),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

/// Styles, scripts and pictures, and what machines ask to know whether the program lives.
fn is_for_everybody(path: &str) -> bool {
    path.starts_with("/assets/") || matches!(path, "/healthz" | "/readyz")
}

fn is_open(must: &Must, path: &str) -> bool {
    OPEN.iter()
        .chain(&must.open)
        .any(|open| path.strip_prefix(open).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// An answer made outside the kernel's own layer of errors.
fn outside(shell: &Arc<Shell>, actor: Actor, path: &str, error: Error) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let (message, title) = match &error {
        Error::Refused(refusal) => (refusal.message.clone(), "error-refused.title"),
        Error::Unavailable(_) => (Message::new(error.code()), "error-unavailable.title"),
        _ => (Message::new("error-internal"), "error-internal.title"),
    };
    let title = shell.messages().t(actor.language, title).to_owned();
    let detail = shell.message(actor.language, &message);
    let mut response = if path.starts_with("/api/") {
        let problem = serde_json::json!({
            "type": format!("urn:orda:problem:{}", error.code()),
            "title": title,
            "status": status.as_u16(),
            "detail": detail,
            "code": error.code(),
        });
        (status, [(header::CONTENT_TYPE, "application/problem+json")], problem.to_string()).into_response()
    } else {
        let content = html! {
            h1.govuk-heading-l { (title) }
            p.govuk-body { (detail) }
        };
        Ui::new(Arc::clone(shell), Arc::new(actor), path).page_with_status(status, title.as_str(), content)
    };
    response.extensions_mut().insert(Failure { error: Arc::new(error), shown: true });
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever must do something first reaches the page for it, and nothing that only looks like it.
    #[test]
    fn only_a_few_pages_are_open() {
        for path in ["/profile/password", "/assets/app.css", "/language/ru", "/logout", "/api/v1/profile/password"] {
            assert!(is_open(&PASSWORD, path), "{path}");
        }
        for path in ["/", "/profile", "/profile/passwords", "/drafts", "/api/v1/drafts", "/helpless"] {
            assert!(!is_open(&PASSWORD, path), "{path}");
        }
        assert!(is_open(&SECOND, "/profile/second/program") && !is_open(&SECOND, "/profile/password"));
    }
}
