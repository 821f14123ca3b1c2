//! The official letter of a refusal, sent after the mark was set; late, it is accepted and marked so (385-16-i, 385-16-j).

use super::refuse::{At, Input, begin, go_on};
use crate::DraftsWeb;
use axum::extract::State;
use orda_drafts::Action;
use orda_web::{Form, Path, Response, Ui, WebError};

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): Path<At>) -> Result<Response, WebError> {
    begin(&ui, &app, at, Action::SendRefusalLetter).await
}

/// Shows the letter, or sends it.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(at): Path<At>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    go_on(&ui, &app, at, Action::SendRefusalLetter, input).await
}
