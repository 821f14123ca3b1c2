//! Which page or interface is being called (365-8-4, 365-8-5-b).
//!
//! A use case does not know whether a page, the JSON API or a job calls it, and need not carry that through its
//! arguments; the record of what it did must say it all the same. So whoever takes the call in says it once, around
//! everything that follows, and the record picks it up.

use std::future::Future;

/// The page or interface that was called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Call {
    /// Method and path, secrets left out: `POST /drafts/0190…/sign`.
    pub service: String,
}

tokio::task_local! {
    static CALL: Call;
}

/// Runs `work`; everything recorded meanwhile says that it was done through `call`.
pub async fn calling<F: Future>(call: Call, work: F) -> F::Output {
    CALL.scope(call, work).await
}

/// The call that is being answered; empty for jobs and the command line.
pub fn current_call() -> Call {
    CALL.try_with(Clone::clone).unwrap_or_default()
}
