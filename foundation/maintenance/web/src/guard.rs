//! While a maintenance is under way the portal is read and not changed: 503, when to come again, and what was typed is handed
//! back.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::IntoResponse;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use orda_base::{Error, Refusal};
use orda_maintenance::{Announcement, Maintenance, PAGE, Phase};
use orda_web::{BODY_LIMIT, Failure, Markup, Response, Title, Ui, WebError, html, parts};
use std::sync::Arc;

/// What goes on: logging in and out (so that people read, and administrators end it), ending it, and what is posted only to be
/// answered.
const OPEN: [&str; 6] = ["/login", "/logout", PAGE, "/verify", "/results", "/pki/ocsp"];
/// Ends of paths by which people are looked for by a number that must not stand in an address.
const LOOKED_FOR: [&str; 2] = ["/by-number", "/by-recipient"];
/// What is in the name of a field that is not handed back.
const SECRET: [&str; 5] = ["password", "code", "secret", "token", "key"];

/// Refuses whatever would change something while a maintenance is under way.
pub fn guarded(maintenance: Maintenance, routes: Router) -> Router {
    routes.layer(from_fn_with_state(maintenance, guard))
}

fn is_open(path: &str) -> bool {
    OPEN.iter().any(|open| path.strip_prefix(open).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        || LOOKED_FOR.iter().any(|end| path.ends_with(end))
}

async fn guard(State(maintenance): State<Maintenance>, request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_open(request.uri().path()) {
        return next.run(request).await;
    }
    let Some((announced, Phase::UnderWay(seconds))) = maintenance.now() else { return next.run(request).await };
    let mut response = refused(&announced, request).await;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

async fn refused(announced: &Announcement, request: Request) -> Response {
    let until = announced.until.zoned().strftime("%d.%m.%Y %H:%M").to_string();
    let error = Error::Away(Box::new(Refusal::new("maintenance-under-way").with("until", until)));
    let (mut parts, body) = request.into_parts();
    let Some(typed) = typed(&parts.headers, body).await else { return WebError(error).into_response() };
    let ui = match Ui::from_request_parts(&mut parts, &()).await {
        Ok(ui) => ui,
        Err(error) => return error.into_response(),
    };
    let action = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let title = ui.t("maintenance-under-way.title");
    let content = page(&ui, &error, action, &typed);
    let mut response = ui.page_with_status(StatusCode::SERVICE_UNAVAILABLE, Title::new(title), content);
    response.extensions_mut().insert(Failure { error: Arc::new(error), shown: true });
    response
}

fn page(ui: &Ui, error: &Error, action: &str, typed: &[(String, String)]) -> Markup {
    let why = match error {
        Error::Away(refusal) => ui.message(&refusal.message),
        _ => String::new(),
    };
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            h1.govuk-heading-l { (ui.t("maintenance-under-way.title")) }
            p.govuk-body-l { (why) }
            p.govuk-body { (ui.t("maintenance-kept")) }
            form method="post" action=(action) {
                @for (name, value) in typed { (parts::hidden(name, value)) }
                (parts::button_group(html! {
                    (parts::button(ui.t("maintenance-send-again")))
                    a.govuk-link href="/" { (ui.t("web-to-first-page")) }
                }))
            }
        } }
    }
}

/// The fields of a form, to be handed back; none of what is no form, or has a secret in it.
async fn typed(headers: &HeaderMap, body: Body) -> Option<Vec<(String, String)>> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return None;
    }
    let body = to_bytes(body, BODY_LIMIT).await.ok()?;
    let fields: Vec<(String, String)> = serde_html_form::from_bytes(&body).ok()?;
    let is_secret = |name: &str| SECRET.iter().any(|secret| name.contains(secret));
    (!fields.iter().any(|(name, _)| is_secret(name))).then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Logging in, ending the maintenance, and what only asks goes on; what changes something does not, whatever it is called.
    #[test]
    fn what_goes_on_is_named() {
        for open in ["/login", "/login/second", "/logout", "/admin/maintenance/end", "/verify", "/people/by-number"] {
            assert!(is_open(open), "{open}");
        }
        for closed in ["/drafts/new", "/loginx", "/admin/people", "/api/v1/drafts", "/pki/tsa", "/results-of"] {
            assert!(!is_open(closed), "{closed}");
        }
    }

    /// The fields of a form are handed back as they were typed; what is no form, or has a secret in it, is not.
    #[tokio::test]
    async fn what_was_typed_is_handed_back() {
        const KIND: &str = "application/x-www-form-urlencoded";
        let form = |kind: &'static str, body: &'static str| async move {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(kind))]);
            typed(&headers, Body::from(body)).await
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            form(KIND, "title=%D2%9A%3Cb%3E&body=1&body=2").await,
            Some(vec![pair("title", "Қ<b>"), pair("body", "1"), pair("body", "2")])
        );
        assert_eq!(form(KIND, "new_password=x&title=y").await, None);
        assert_eq!(form("application/json", "{}").await, None);
    }
}
