//! Registers and letters.

use super::schemas::{CardView, LetterBody, LetterView, Letters, ReasonBody, RegistrationBody};
use crate::EdmsWeb;
use crate::pages::query::ListInput;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, BodyId, Error, FieldError, LocalizedText, Operation, Result};
use orda_edms::{LetterId, LetterKind, LetterQuery, NewLetter, RegistrationInput};
use orda_web::Question as _;
use orda_web::{Accounted, Caller, Json, Paging, Path, Query, Response, WebError};

/// A register of letters that the caller may see: incoming, or outgoing with `register=out`.
#[utoipa::path(get, path = "/api/v1/letters", tag = "edms",
    params(("register" = Option<String>, Query, description = "`out` for letters that were sent"),
        ("body" = Option<String>, Query, description = "Id of the own body"),
        ("other" = Option<String>, Query, description = "Id of the body on the other side"),
        ("words" = Option<String>, Query, description = "Words of numbers, titles and signers"),
        ("kind" = Option<Vec<String>>, Query, description = "Codes of kinds"),
        ("state" = Option<Vec<String>>, Query, description = "Codes of states"),
        ("from" = Option<String>, Query, description = "First outgoing date"),
        ("to" = Option<String>, Query, description = "Last outgoing date"),
        ("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = Letters), (status = 401)))]
pub(crate) async fn list(
    State(web): State<EdmsWeb>,
    caller: Caller,
    Query(input): Query<ListInput>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let query = LetterQuery { page: paging.request(), ..input.query() };
    let page = web.edms.letters(&caller.0, &query).await?;
    let access = Access::done("letter", input.described(), Operation::Search);
    Ok(Json(Letters::from(page)).into_response().accessed(access))
}

/// Sends an official letter to another body. With an id that was used before nothing is sent a second time.
#[utoipa::path(post, path = "/api/v1/letters", tag = "edms", request_body = LetterBody,
    responses((status = 201, body = LetterView), (status = 401), (status = 403), (status = 409), (status = 422)))]
pub(crate) async fn send(
    State(web): State<EdmsWeb>,
    caller: Caller,
    Json(input): Json<LetterBody>,
) -> Result<Response, WebError> {
    let body =
        |field: &str, text: &str| -> Result<BodyId> { text.parse().map_err(|_| Error::field(field, "error-choose")) };
    let id = match &input.id {
        Some(text) => text.parse().map_err(|_| Error::field("id", "edms-field-id"))?,
        None => LetterId::generate(&web.env),
    };
    let new = NewLetter {
        id,
        kind: LetterKind::Official,
        sender: body("sender", &input.sender)?,
        receiver: body("receiver", &input.receiver)?,
        number: input.number,
        date: web.env.now().date(),
        title: LocalizedText::new(input.title.kk, input.title.ru, input.title.en),
        text: input.text,
        link: input.link,
        signer: input.signer,
        signature: None,
        in_reply_to: None,
        host: String::new(),
    };
    let letter = web.edms.send(&caller.0, new).await?;
    Ok((StatusCode::CREATED, Json(LetterView::from(&letter))).into_response().already_accounted())
}

/// The card of a letter with its way.
#[utoipa::path(get, path = "/api/v1/letters/{id}", tag = "edms", params(("id" = String, Path, description = "Id of the letter")),
    responses((status = 200, body = CardView), (status = 401), (status = 404)))]
pub(crate) async fn card(
    State(web): State<EdmsWeb>,
    caller: Caller,
    Path(id): Path<LetterId>,
) -> Result<Response, WebError> {
    let card = web.edms.card(&caller.0, id).await?;
    Ok(Json(CardView::from(&card)).into_response().accessed(Access::done("letter", id, Operation::Read)))
}

/// Registers a letter that came to a body of the caller.
#[utoipa::path(post, path = "/api/v1/letters/{id}/registration", tag = "edms", request_body = RegistrationBody,
    params(("id" = String, Path, description = "Id of the letter")),
    responses((status = 200, body = LetterView), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn register(
    State(web): State<EdmsWeb>,
    caller: Caller,
    Path(id): Path<LetterId>,
    Json(input): Json<RegistrationBody>,
) -> Result<Response, WebError> {
    let date = match input.date.parse() {
        Ok(date) => Some(date),
        Err(_) => return Err(Error::Invalid(vec![FieldError::new("date", "error-required")]).into()),
    };
    let letter = web.edms.register(&caller.0, id, RegistrationInput { number: input.number, date }).await?;
    Ok(Json(LetterView::from(&letter)).into_response().already_accounted())
}

/// Refuses to register a letter, with the reason.
#[utoipa::path(post, path = "/api/v1/letters/{id}/refusal", tag = "edms", request_body = ReasonBody,
    params(("id" = String, Path, description = "Id of the letter")),
    responses((status = 200, body = LetterView), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn decline(
    State(web): State<EdmsWeb>,
    caller: Caller,
    Path(id): Path<LetterId>,
    Json(input): Json<ReasonBody>,
) -> Result<Response, WebError> {
    let letter = web.edms.decline(&caller.0, id, &input.reason).await?;
    Ok(Json(LetterView::from(&letter)).into_response().already_accounted())
}

/// Sends an official letter again that was not delivered.
#[utoipa::path(post, path = "/api/v1/letters/{id}/again", tag = "edms", params(("id" = String, Path, description = "Id of the letter")),
    responses((status = 200, body = LetterView), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn again(
    State(web): State<EdmsWeb>,
    caller: Caller,
    Path(id): Path<LetterId>,
) -> Result<Response, WebError> {
    let letter = web.edms.send_again(&caller.0, id).await?;
    Ok(Json(LetterView::from(&letter)).into_response().already_accounted())
}
