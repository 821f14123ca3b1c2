//! Interactions of information systems (365-15): the register says who may call, identity who calls, the accounting what was called.

use async_trait::async_trait;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use orda_audit::{Cursor, Entry};
use orda_audit_store::{Entries, SystemCalls, SystemSpan};
use orda_base::{Actor, Error, Identity as Who, Outcome, Result};
use orda_identity::Identity;
use orda_registry::Registry;
use orda_registry::ports::{Call, CallCount, CallingSystem, Calls, CallsFound, WantedCalls};
use orda_web::WebError;
use std::sync::Arc;

/// The registered systems, and the accounting of their calls.
pub struct RecordedCalls {
    /// Knows the systems.
    pub identity: Arc<Identity>,
    /// The records.
    pub entries: Entries,
}

fn wanted(calls: &WantedCalls) -> SystemCalls {
    let spans = calls.spans.iter();
    let spans = spans.map(|one| SystemSpan { system: one.system.to_string(), from: one.from, until: one.until });
    SystemCalls { spans: spans.collect(), paths: calls.part.paths().to_vec() }
}

fn call(entry: Entry) -> Call {
    let entry = entry.masked().entry;
    Call {
        at: entry.at,
        system: entry.actor_id.parse().ok(),
        name: entry.actor_name,
        address: entry.address,
        service: entry.service,
        resource: entry.resource,
        asked: entry.part,
        operation: entry.operation,
        outcome: entry.outcome,
        detail: entry.detail,
        request: entry.request,
    }
}

#[async_trait]
impl Calls for RecordedCalls {
    async fn systems(&self) -> Result<Vec<CallingSystem>> {
        let picture = self.identity.systems(&Actor::portal()).await?;
        Ok(picture.systems.iter().map(|one| CallingSystem { id: one.id, name: one.name.clone() }).collect())
    }

    async fn count(&self, calls: &WantedCalls) -> Result<Vec<CallCount>> {
        let found = self.entries.call_counts(&wanted(calls)).await?;
        let count = |(id, outcome, times): (String, Outcome, u64)| -> Result<CallCount> {
            let system = id.parse().map_err(|_| Error::internal(format!("the accounting holds the system {id}")))?;
            Ok(CallCount { system, outcome, times })
        };
        found.into_iter().map(count).collect()
    }

    async fn calls(&self, calls: &WantedCalls, after: &str, limit: u32) -> Result<CallsFound> {
        let mut found = self.entries.calls(&wanted(calls), after.parse().ok(), limit + 1).await?;
        let more = found.len() > limit as usize;
        found.truncate(limit as usize);
        let next = found.last().filter(|_| more).map(|last| Cursor { at: last.entry.at, seq: last.seq }.to_string());
        Ok(CallsFound { calls: found.into_iter().map(call).collect(), next })
    }
}

/// Refuses calls of systems that take no part in the interaction in force for what they call; the accounting around it records
/// them. People pass.
pub fn guarded(registry: Registry, routes: Router) -> Router {
    routes.layer(from_fn_with_state(registry, interacting))
}

async fn interacting(State(registry): State<Registry>, request: Request, next: Next) -> Response {
    let system = request.extensions().get::<Arc<Actor>>().and_then(|actor| match actor.identity {
        Who::System { id, .. } => Some(id),
        _ => None,
    });
    if let Some(system) = system {
        // The body of a request cannot be shared between threads: only its path is looked at.
        let path = request.uri().path().to_owned();
        if let Err(error) = registry.admit(system, &path).await {
            let is_refused = matches!(error, Error::Refused(_));
            let mut response = WebError(error).into_response();
            if is_refused {
                *response.status_mut() = StatusCode::FORBIDDEN;
            }
            return response;
        }
    }
    next.run(request).await
}
