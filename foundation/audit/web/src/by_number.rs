//! From a number of a person to the records of that person. The number is posted; the address of the list names the id.

use crate::accounted_for;
use axum::extract::State;
use axum::response::IntoResponse;
use orda_audit::{Accounting, may_read};
use orda_base::{Error, PersonId};
use orda_web::parts::{self, NumberPage};
use orda_web::{Form, FormErrors, Json, Response, Ui, WebError};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) const PATH: &str = "/accounting/by-number";

pub(crate) fn router() -> OpenApiRouter<Arc<Accounting>> {
    OpenApiRouter::new().routes(routes!(look_up))
}

/// A number of a person, which belongs into no address.
#[derive(Default, Deserialize, ToSchema)]
#[schema(as = AccountingNumber)]
#[serde(default)]
pub(crate) struct Number {
    /// Individual identification number, 12 digits.
    iin: String,
}

/// Whose records to search for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountedPerson {
    /// Value of `person` in the search.
    person: String,
}

pub(crate) async fn ask(ui: Ui) -> Result<Response, WebError> {
    if !ui.actor().is_known() {
        return Err(Error::Unauthenticated.into());
    }
    may_read(ui.actor()).check()?;
    Ok(page(&ui, "", &FormErrors::none()))
}

pub(crate) async fn find(State(accounting): State<Arc<Accounting>>, ui: Ui, Form(input): Form<Number>) -> Response {
    let found = match accounting.person_with_number(ui.actor(), &input.iin).await {
        Ok(person) => Ok(ui.redirect(&format!("/accounting?person={person}"))),
        Err(error) => ui.form_errors(error).map(|errors| page(&ui, &input.iin, &errors)),
    };
    accounted_for(found)
}

fn page(ui: &Ui, typed: &str, errors: &FormErrors) -> Response {
    let (title, label) = (ui.t("web-by-number"), ui.t("web-iin"));
    let page = NumberPage { title, field: "iin", label, action: PATH, back: "/accounting" };
    parts::number_page(ui, &page, typed, errors)
}

/// Whose number it is, to search the accounting with. For the security officer and administrators.
#[utoipa::path(post, path = "/api/v1/accounting/by-number", tag = "accounting", request_body = Number,
    responses((status = 200, body = AccountedPerson), (status = 401), (status = 403), (status = 422)))]
async fn look_up(State(accounting): State<Arc<Accounting>>, ui: Ui, Json(input): Json<Number>) -> Response {
    let found = accounting.person_with_number(ui.actor(), &input.iin).await;
    let answer = |person: PersonId| Json(AccountedPerson { person: person.to_string() }).into_response();
    accounted_for(found.map(answer).map_err(WebError::from))
}
