//! The right to copy, apart from the right to read (217-a41.2.3): files, printed forms and lists that are taken away.
//!
//! It is looked at where the answer is known: whatever way there is to a copy, by a page or by the interface, it is the answer that
//! takes it out of the portal.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use orda_base::{Actor, Error, Role};
use orda_web::{Accessed, WebError};
use serde::Deserialize;
use std::sync::Arc;

/// Settings of copying.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Roles whose holders may take copies; when none is named everybody may copy what they may read.
    pub roles: Vec<String>,
}

impl Settings {
    /// The roles; none: everybody.
    ///
    /// # Errors
    /// When a role is unknown.
    pub fn read(&self) -> anyhow::Result<Option<Vec<Role>>> {
        let role = |name: &String| {
            Role::from_code(name).ok_or_else(|| anyhow::anyhow!("copying.roles: there is no role {name}"))
        };
        let roles: Vec<Role> = self.roles.iter().map(role).collect::<anyhow::Result<_>>()?;
        Ok((!roles.is_empty()).then_some(roles))
    }
}

/// May the actor take copies? Who is not known is shown only what is open to everybody.
fn may_copy(actor: &Actor, roles: &[Role]) -> bool {
    !actor.is_known() || roles.iter().any(|role| actor.has_anywhere(*role))
}

/// What is the reader's own, or open to everybody: there is nothing to guard.
const OPEN: [&str; 9] = [
    "/profile",
    "/certificates",
    "/api/v1/profile",
    "/api/v1/certificates",
    "/pki",
    "/verify",
    "/log",
    "/assets",
    "/calendar",
];

fn is_open(path: &str) -> bool {
    OPEN.iter().any(|open| path.strip_prefix(open).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Is this answer a copy to be taken away: anything to be saved, or printed as a paper?
fn is_copy(response: &Response) -> bool {
    let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = text(CONTENT_TYPE);
    response.status().is_success()
        && (text(CONTENT_DISPOSITION).starts_with("attachment")
            || ["application/pdf", "application/zip", "text/csv", "application/vnd."]
                .iter()
                .any(|k| kind.starts_with(k)))
}

/// Refuses copies to whoever may only read; the accounting around it records that.
pub fn guarded(roles: Option<Vec<Role>>, routes: Router) -> Router {
    match roles {
        Some(roles) => routes.layer(from_fn_with_state(Arc::new(roles), copying)),
        None => routes,
    }
}

async fn copying(State(roles): State<Arc<Vec<Role>>>, request: Request, next: Next) -> Response {
    let actor = request.extensions().get::<Arc<Actor>>().cloned();
    let guarded = actor.is_some_and(|actor| !may_copy(&actor, &roles)) && !is_open(request.uri().path());
    let response = next.run(request).await;
    if !guarded || !is_copy(&response) {
        return response;
    }
    let mut refused = WebError(Error::Forbidden).into_response();
    // What was asked for is recorded as that.
    if let Some(accessed) = response.extensions().get::<Accessed>() {
        refused.extensions_mut().insert(accessed.clone());
    }
    refused
}
