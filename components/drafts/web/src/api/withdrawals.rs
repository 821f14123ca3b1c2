//! Withdrawing drafts that were found to hold state secrets (385-3), as JSON.

use super::done;
use crate::DraftsWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use orda_base::{Access, Operation};
use orda_drafts::{WithdrawalInput, WithdrawnDraft};
use orda_web::{Accounted, Caller, Json, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A draft that was withdrawn.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::WithdrawnDraft)]
pub(crate) struct WithdrawnJson {
    /// Id of the draft.
    draft: String,
    /// Its number.
    number: String,
    /// Full name of the administrator.
    by: String,
    /// When (RFC 3339).
    at: String,
    /// Why.
    reason: String,
}

impl From<WithdrawnDraft> for WithdrawnJson {
    fn from(one: WithdrawnDraft) -> Self {
        let withdrawal = one.withdrawal;
        Self {
            draft: one.draft.to_string(),
            number: one.number,
            by: withdrawal.name,
            at: withdrawal.at.rfc3339(),
            reason: withdrawal.reason,
        }
    }
}

/// Which draft is to be withdrawn, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = drafts::Withdrawal)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithdrawalJson {
    /// Number of the draft.
    number: String,
    /// Why.
    reason: String,
}

/// Drafts that were withdrawn, the latest first: for administrators and security officers of the portal.
#[utoipa::path(get, operation_id = "drafts_withdrawals", path = "/api/v1/withdrawals", tag = "drafts",
    responses((status = 200, body = Vec<WithdrawnJson>), (status = 403, description = "neither administrator nor security officer")))]
pub(crate) async fn list(State(app): State<DraftsWeb>, caller: Caller) -> Result<Response, WebError> {
    let all = app.drafts.withdrawals(&caller.0).await?;
    let shown: Vec<WithdrawnJson> = all.into_iter().map(Into::into).collect();
    Ok(Json(shown).into_response().accessed(Access::done("withdrawal", "", Operation::Read)))
}

/// Withdraws a draft that holds state secrets: nobody reads it any more, and it can be proposed for destruction (385-3).
#[utoipa::path(post, operation_id = "drafts_withdraw", path = "/api/v1/withdrawals", tag = "drafts", request_body = WithdrawalJson,
    responses((status = 204), (status = 403, description = "no administrator of the portal"),
        (status = 409, description = "withdrawn already"), (status = 422, description = "no such number, or no reason")))]
pub(crate) async fn withdraw(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Json(input): Json<WithdrawalJson>,
) -> Result<Response, WebError> {
    app.drafts.withdraw(&caller.0, &WithdrawalInput { number: input.number, reason: input.reason }).await?;
    Ok(done())
}
