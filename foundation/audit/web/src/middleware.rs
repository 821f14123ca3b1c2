//! The layer that accounts for every request (365-7-a).
//!
//! It lies around the portal's own pages and below the layer that tells who calls. A request is answered, what it
//! accessed is recorded, and only then does the answer leave: when it cannot be recorded, nothing leaves but the word of
//! that.

use crate::derive;
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use maud::html;
use orda_audit::{Accountant, Call, calling};
use orda_base::{Access, Actor, Error, Operation, Origin, Outcome};
use orda_web::{Accessed, AlreadyAccounted, Failure, Shell, Ui};
use std::sync::Arc;

#[derive(Clone)]
struct Accounts {
    shell: Arc<Shell>,
    accountant: Arc<dyn Accountant>,
}

/// Accounts for every request to `routes`, which are already wrapped by the shell. The layer that puts `Arc<Actor>` into
/// the request comes around the result.
pub fn accounted(shell: &Arc<Shell>, accountant: Arc<dyn Accountant>, routes: Router) -> Router {
    routes.layer(from_fn_with_state(Accounts { shell: Arc::clone(shell), accountant }, accounting))
}

async fn accounting(State(accounts): State<Accounts>, request: Request, next: Next) -> Response {
    if derive::is_plain(request.uri().path()) {
        return next.run(request).await;
    }
    let seen = Seen::of(&request);
    let call = Call { service: format!("{} {}", seen.method, seen.shown_path()) };
    calling(call, async {
        let response = next.run(request).await;
        if response.extensions().get::<AlreadyAccounted>().is_some() {
            return response;
        }
        match accounts.accountant.record(&seen.actor, &seen.access(&response)).await {
            Ok(()) => response,
            Err(error) => refused(&accounts.shell, &seen, &error),
        }
    })
    .await
}

/// What is kept of a request until it is answered.
struct Seen {
    actor: Arc<Actor>,
    method: String,
    path: String,
    route: Option<String>,
    query: String,
}

impl Seen {
    fn of(request: &Request) -> Self {
        let extensions = request.extensions();
        let actor = extensions.get::<Arc<Actor>>().cloned().unwrap_or_else(|| {
            let origin = extensions.get::<Origin>().cloned().unwrap_or_default();
            Arc::new(Actor::anonymous(orda_web::Language::default(), origin))
        });
        Self {
            actor,
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            route: extensions.get::<MatchedPath>().map(|m| m.as_str().to_owned()),
            query: request.uri().query().unwrap_or_default().to_owned(),
        }
    }

    fn shown_path(&self) -> String {
        derive::path_without_secrets(&self.path, self.route.as_deref())
    }

    /// What the answer says that was accessed; else what the request asked for.
    fn access(&self, response: &Response) -> Access {
        let noted = response.extensions().get::<Accessed>().map(|noted| noted.0.clone());
        let mut access = noted.unwrap_or_else(|| {
            let mut access = derive::access(&self.method, &self.path, self.route.as_deref(), &self.query);
            if access.operation == Operation::Read && is_attachment(response) {
                access.operation = Operation::Download;
            }
            access
        });
        if access.outcome != Outcome::Done {
            return access;
        }
        if let Some(failure) = response.extensions().get::<Failure>() {
            return access.ended(&failure.error);
        }
        let status = response.status();
        if status.is_client_error() || status.is_server_error() {
            access.outcome = if status.is_server_error() { Outcome::Failed } else { Outcome::Refused };
            access.detail = format!("http-{}", status.as_u16());
        }
        access
    }
}

fn is_attachment(response: &Response) -> bool {
    let disposition = response.headers().get("content-disposition").and_then(|v| v.to_str().ok());
    disposition.is_some_and(|d| d.starts_with("attachment"))
}

/// The answer that leaves instead when the access could not be recorded.
fn refused(shell: &Arc<Shell>, seen: &Seen, error: &Error) -> Response {
    tracing::error!(%error, path = seen.path, "an answer was held back: its access could not be recorded");
    let ui = Ui::new(Arc::clone(shell), Arc::clone(&seen.actor), seen.path.clone());
    let status = axum::http::StatusCode::SERVICE_UNAVAILABLE;
    let (title, detail) = (ui.t("audit-unavailable.title"), ui.t("audit-unavailable"));
    let mut response = if seen.path.starts_with("/api/") {
        let problem = serde_json::json!({
            "type": "urn:orda:problem:error-unavailable",
            "title": title,
            "status": status.as_u16(),
            "detail": detail,
            "code": "error-unavailable",
            "rule": "365-7-a",
        });
        (status, [("content-type", "application/problem+json")], problem.to_string()).into_response()
    } else {
        let content = html! {
            h1.govuk-heading-l { (title) }
            p.govuk-body { (detail) }
        };
        ui.page_with_status(status, title, content)
    };
    response.extensions_mut().insert(Failure { error: Arc::new(error.clone()), shown: true });
    response
}
