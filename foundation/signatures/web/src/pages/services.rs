//! What programs ask the certifying centre: about revocation (OCSP, RFC 6960) and for stamps (RFC 3161). For everybody;
//! every question is accounted for, and how many there may be is a setting (`limits.centre`).

use crate::SignaturesWeb;
use crate::download::pem;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use http::{HeaderValue, header};
use orda_base::{Access, Error, Operation, Refusal, Result};
use orda_signatures::centre::Said;
use orda_web::{Accounted, Path, Response, WebError, attachment};

/// Longest question, in bytes: one about thirty certificates takes three kilobytes.
const QUESTION: usize = 16 << 10;

/// `POST /pki/ocsp`.
pub(crate) async fn ocsp(State(app): State<SignaturesWeb>, request: Request) -> Result<Response, WebError> {
    let question = question(request).await?;
    Ok(answered("application/ocsp-response", app.centre.answer(&question).await?, Operation::Read))
}

/// `GET /pki/ocsp/{question}`: the question in base64 (RFC 6960, A.1).
pub(crate) async fn ocsp_in_path(
    State(app): State<SignaturesWeb>,
    Path(question): Path<String>,
) -> Result<Response, WebError> {
    if question.len() > QUESTION / 3 * 4 {
        return Err(too_large().into());
    }
    let text = question.trim_end_matches('/');
    // What is not even base64 is a question that cannot be read, and answered as one.
    let question = STANDARD.decode(text).or_else(|_| URL_SAFE.decode(text)).unwrap_or_default();
    Ok(answered("application/ocsp-response", app.centre.answer(&question).await?, Operation::Read))
}

/// `POST /pki/tsa`.
pub(crate) async fn stamp(State(app): State<SignaturesWeb>, request: Request) -> Result<Response, WebError> {
    let question = question(request).await?;
    Ok(answered("application/timestamp-reply", app.centre.stamp_reply(&question).await?, Operation::Create))
}

/// `GET /pki/services.pem`: certificates of those who answer and stamp, newest first, those of the past included.
pub(crate) async fn certificates(State(app): State<SignaturesWeb>) -> Result<Response, WebError> {
    let services = app.centre.services().await?;
    let text: String = services.iter().map(|service| pem("CERTIFICATE", &service.certificate)).collect();
    Ok(attachment("services.pem", "application/x-pem-file", text.into_bytes()))
}

async fn question(request: Request) -> Result<Vec<u8>> {
    let body = to_bytes(request.into_body(), QUESTION).await.map_err(|_| too_large())?;
    Ok(body.to_vec())
}

fn too_large() -> Error {
    Error::TooLarge(Box::new(Refusal::new("signatures-refusal-too_large")))
}

fn answered(kind: &'static str, said: Said, operation: Operation) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        // A revocation counts at once: nobody keeps an answer for others.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let access = Access::done("certifying_centre", "", operation).detail(said.detail);
    (headers, said.bytes).into_response().accessed(access)
}
