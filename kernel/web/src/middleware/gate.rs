//! Who is let in at all: callers from permitted networks, over encrypted connections (385-61-b), not too often.
//!
//! What is refused here is accounted for once a minute for each caller, with how often it happened: a flood must not fill
//! the disk. The first of a series passes through the layers with a mark and is answered by the innermost one; the rest is
//! answered on the spot.

use super::{Seen, in_words, origin};
use crate::limits::{Record, Verdict};
use crate::{Accessed, Encryption, Shell, WebError};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use orda_base::{Access, Actor, Error, Operation, Origin, Outcome, Refusal};
use std::sync::Arc;

/// Mark of a request that is refused before anything of it is looked at. Layers pass it on as it is.
#[derive(Debug, Clone)]
pub struct Barred {
    error: Error,
    status: StatusCode,
    record: Option<Record>,
}

impl Barred {
    fn refused(code: &'static str, record: Option<Record>) -> Self {
        let error = Refusal::new(code).rule("385-61-b").into();
        Self { error, status: StatusCode::FORBIDDEN, record }
    }

    /// The answer, with what the accounting writes of it.
    pub(super) fn answer(self) -> Response {
        let code = self.error.code().to_owned();
        let mut response = WebError(self.error).into_response();
        *response.status_mut() = self.status;
        if let Some(record) = self.record {
            response.extensions_mut().insert(Accessed(Access {
                resource: "request",
                part: record.kind.to_owned(),
                operation: Operation::Read,
                outcome: Outcome::Refused,
                detail: if record.before == 0 { code } else { format!("{code}, {} before", record.before) },
            }));
        }
        response
    }
}

/// Programs that watch over the machine ask here; the answers say nothing of what the portal holds.
fn is_open(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz")
}

/// Looks at the address and the connection. An answer when the request goes no further.
pub(super) async fn look(shell: &Arc<Shell>, request: &mut Request, from: &Origin) -> Option<Response> {
    let settings = &shell.settings;
    if is_open(request.uri().path()) {
        return None;
    }
    let now = settings.env.now();
    let permitted = settings.permitted.is_empty()
        || from.address.is_some_and(|address| settings.permitted.iter().any(|network| network.contains(address)));
    let barred = if !permitted {
        Barred::refused("error-outside-network", shell.limits.record("network", from.address, now))
    } else if settings.encryption == Encryption::Any || origin::is_encrypted(shell, request) {
        return None;
    } else if settings.encryption == Encryption::Lead && request.method().is_safe() {
        return Some(lead(shell, request));
    } else {
        Barred::refused("error-unencrypted", shell.limits.record("unencrypted", from.address, now))
    };
    stop(shell, request, barred).await
}

/// Takes a token of the caller, who is known by now.
pub(super) async fn measure(State(shell): State<Arc<Shell>>, mut request: Request, next: Next) -> Response {
    if request.extensions().get::<Barred>().is_none() {
        let actor = request.extensions().get::<Arc<Actor>>().cloned();
        let address = request.extensions().get::<Origin>().and_then(|origin| origin.address);
        let parts = (request.method(), request.uri(), request.headers());
        let verdict = shell.limits.judge(actor.as_deref(), address, parts, shell.settings.env.now());
        if let Verdict::Refuse { seconds, record } = verdict {
            let barred = Barred { error: Error::TooMany(seconds), status: StatusCode::TOO_MANY_REQUESTS, record };
            if let Some(answer) = stop(&shell, &mut request, barred).await {
                return answer;
            }
        }
    }
    next.run(request).await
}

/// The first of a series goes on with a mark, so that it is accounted for; the rest is answered.
async fn stop(shell: &Arc<Shell>, request: &mut Request, barred: Barred) -> Option<Response> {
    if barred.record.is_some() {
        request.extensions_mut().insert(barred);
        return None;
    }
    let seen = Seen::of(request);
    Some(in_words(shell, seen, barred.answer()).await)
}

/// To the same address over TLS.
fn lead(shell: &Shell, request: &Request) -> Response {
    let wanted = request.uri().path_and_query().map_or("/", |p| p.as_str());
    let to = format!("{}{wanted}", shell.settings.public_url);
    let to = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
}
