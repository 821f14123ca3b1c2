//! The wire for document systems: `/edms/v1/messages`, the centre's key, the schemas. Who sends is known by the seal, not
//! by a session.

use crate::EdmsWeb;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use http::{HeaderMap, HeaderName, StatusCode, header};
use orda_base::{Access, Error, Operation, Refusal};
use orda_edms::message::{JSON_SCHEMA, SEAL_HEADER, XML_SCHEMA};
use orda_edms::{EdmsRefusal, Format};
use orda_web::{Accounted, Caller, Response, WebError};

pub(crate) fn routes(state: EdmsWeb) -> Router {
    Router::new()
        .route("/edms/v1/messages", post(take))
        .route("/edms/v1/key", get(key))
        .route("/edms/schema/v1/message.json", get(|| async { published("application/schema+json", JSON_SCHEMA) }))
        .route("/edms/schema/v1/message.xsd", get(|| async { published(Format::Xml.content_type(), XML_SCHEMA) }))
        .with_state(state)
}

/// A message of a document system.
async fn take(State(web): State<EdmsWeb>, caller: Caller, request: Request) -> Result<Response, WebError> {
    let (parts, body) = request.into_parts();
    let format = text(&parts.headers, &header::CONTENT_TYPE)
        .and_then(Format::of_media_type)
        .ok_or_else(|| EdmsRefusal::Malformed { detail: "content-type".to_owned() })
        .map_err(Error::from)?;
    let seal = text(&parts.headers, &HeaderName::from_static(SEAL_HEADER)).unwrap_or_default().to_owned();
    let bytes = read(body, web.edms.settings().message_limit).await?;
    let received = web.edms.receive(&caller.0.origin, &bytes, format, &seal).await?;
    let headers = [
        (header::CONTENT_TYPE, format.content_type().to_owned()),
        (HeaderName::from_static(SEAL_HEADER), received.seal),
    ];
    let answer = (StatusCode::OK, headers, received.bytes).into_response();
    Ok(if received.ack.result == "taken" {
        answer.already_accounted()
    } else {
        let access = Access::done("edms_message", received.ack.message, Operation::Read);
        answer.accessed(access.detail("taken before"))
    })
}

async fn read(body: Body, limit: usize) -> Result<Vec<u8>, WebError> {
    let too_large = || Error::TooLarge(Box::new(Refusal::new("error-too-large")));
    Ok(to_bytes(body, limit).await.map_err(|_| too_large())?.to_vec())
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// The key with which the centre seals.
async fn key(State(web): State<EdmsWeb>) -> Response {
    ([(header::CONTENT_TYPE, "application/x-pem-file")], web.edms.public_key().pem()).into_response()
}

fn published(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
