//! Proofs that records stand where they stood: for the security officer by record, and for anybody the checkpoints, the
//! key and the proofs between checkpoints. These hold sizes and hashes, nothing of any record.

use crate::accounted_for;
use crate::log_tabs::crumbs;
use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use maud::html;
use orda_audit::{InclusionProof, Proofs};
use orda_base::Error;
use orda_web::parts::{self, Row};
use orda_web::{Json, Path, Query, Response, Title, Ui, WebError};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Pages; what is under `/log` is public.
pub(crate) fn pages() -> Router<Arc<Proofs>> {
    Router::new()
        .route("/accounting/{seq}/proof", get(page))
        .route("/log/checkpoint", get(checkpoint))
        .route("/log/checkpoints", get(checkpoints))
        .route("/log/key", get(key))
        .route("/log/consistency", get(consistency))
}

pub(crate) fn router() -> OpenApiRouter<Arc<Proofs>> {
    OpenApiRouter::new().routes(routes!(proof))
}

/// Shows that a record is in the tree of a signed checkpoint (RFC 9162). `SHA-256(0x00 || record)` is `leaf`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecordProof {
    /// Number of the record.
    number: i64,
    /// Its place in the tree, from 0.
    index: u64,
    /// Records in the tree.
    size: u64,
    /// Hash of the record, base64.
    leaf: String,
    /// Hashes that lead to the root, base64.
    path: Vec<String>,
    /// Root of the tree, base64.
    root: String,
    /// The signed checkpoint (C2SP `tlog-checkpoint`).
    checkpoint: String,
    /// Key that verifies it (C2SP `signed-note`).
    key: String,
}

impl RecordProof {
    fn of(proof: &InclusionProof, key: String) -> Self {
        Self {
            number: proof.seq,
            index: proof.index,
            size: proof.checkpoint.size,
            leaf: proof.leaf.to_base64(),
            path: proof.path.iter().map(|h| h.to_base64()).collect(),
            root: proof.checkpoint.root.to_base64(),
            checkpoint: proof.checkpoint.note.clone(),
            key,
        }
    }
}

/// Proof that an access record is in the signed tree. For the security officer and administrators.
#[utoipa::path(get, path = "/api/v1/accounting/{number}/proof", tag = "accounting",
    params(("number" = i64, Path, description = "Number of the record")),
    responses((status = 200, body = RecordProof), (status = 401), (status = 403), (status = 404)))]
async fn proof(State(proofs): State<Arc<Proofs>>, ui: Ui, Path(number): Path<i64>) -> Response {
    let made = async || -> Result<Response, WebError> {
        let proof = proofs.prove(ui.actor(), number).await?.ok_or(Error::NotFound)?;
        Ok(Json(RecordProof::of(&proof, proofs.key().to_string())).into_response())
    };
    accounted_for(made().await)
}

async fn page(State(proofs): State<Arc<Proofs>>, ui: Ui, Path(seq): Path<i64>) -> Response {
    accounted_for(proof_page(&proofs, &ui, seq).await)
}

async fn proof_page(proofs: &Proofs, ui: &Ui, seq: i64) -> Result<Response, WebError> {
    let proof = proofs.prove(ui.actor(), seq).await?;
    let title = ui.tr("audit-proof-of", &[("seq", seq.to_string().into())]);
    let code = |text: &str| html! { code.app-wrap { (text) } };
    let content = html! {
        h1.govuk-heading-l { (title) }
        p.govuk-body { (ui.t("audit-proof-lead")) " " (parts::rule(ui, "365-7-c")) }
        @match &proof {
            None => { (parts::inset(html! { (ui.t("audit-proof-none")) })) }
            Some(proof) => {
                (parts::summary_list(&[
                    Row::new(ui.t("audit-proof-index"), html! { (proof.index) }),
                    Row::new(ui.t("audit-proof-size"), html! { (proof.checkpoint.size) }),
                    Row::new(ui.t("audit-proof-signed"), html! { (ui.datetime(proof.checkpoint.at)) }),
                    Row::new(ui.t("audit-proof-leaf"), code(&proof.leaf.to_base64())),
                    Row::new(ui.t("audit-proof-root"), code(&proof.checkpoint.root.to_base64())),
                ]))
                h2.govuk-heading-m { (ui.t("audit-proof-path")) }
                ol.govuk-list.govuk-list--number {
                    @for hash in &proof.path { li { (code(&hash.to_base64())) } }
                }
                h2.govuk-heading-m { (ui.t("audit-proof-checkpoint")) }
                pre.app-wrap tabindex="0" role="region" aria-label=(ui.t("audit-proof-checkpoint")) {
                    (proof.checkpoint.note)
                }
                p.govuk-body { (ui.t("audit-proof-key")) " " (code(&proofs.key().to_string())) }
                p.govuk-body {
                    a.govuk-link href=(format!("/api/v1/accounting/{seq}/proof")) { (ui.t("audit-proof-json")) }
                }
            }
        }
    };
    let record = ui.tr("audit-record-of", &[("seq", seq.to_string().into())]);
    let above = crumbs(ui, &[(format!("/accounting/{seq}"), record.clone())]);
    Ok(ui.page(Title::new(title.as_str()).above(above), content))
}

fn plain(text: String) -> Response {
    let headers = [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store")];
    (headers, text).into_response()
}

async fn checkpoint(State(proofs): State<Arc<Proofs>>) -> Result<Response, WebError> {
    Ok(plain(proofs.latest().await?.ok_or(Error::NotFound)?.note))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct After {
    after: u64,
}

async fn checkpoints(State(proofs): State<Arc<Proofs>>, Query(asked): Query<After>) -> Result<Response, WebError> {
    let all = proofs.checkpoints(asked.after).await?;
    Ok(plain(all.iter().flat_map(|c| [c.note.as_str(), "\n"]).collect()))
}

async fn key(State(proofs): State<Arc<Proofs>>) -> Response {
    plain(format!("{}\n", proofs.key()))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Between {
    old: u64,
    new: u64,
}

async fn consistency(State(proofs): State<Arc<Proofs>>, Query(asked): Query<Between>) -> Result<Response, WebError> {
    let path = proofs.consistency(asked.old, asked.new).await?;
    Ok(plain(path.iter().flat_map(|h| [h.to_base64(), "\n".to_owned()]).collect()))
}
