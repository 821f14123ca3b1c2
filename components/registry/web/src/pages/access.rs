//! The order of access: the owner lays it down (365-4-a).

use super::{answer, opened, path, record_crumbs, view};
use crate::RegistryWeb;
use axum::extract::State;
use orda_registry::{AccessInput, Record, RecordId};
use orda_web::parts::{self, Field};
use orda_web::{Form, FormErrors, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;

/// An order of access as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    text: String,
    law_reference: String,
    valid_from: String,
}

impl Input {
    fn read(&self) -> AccessInput {
        AccessInput {
            text: self.text.clone(),
            law_reference: self.law_reference.clone(),
            valid_from: self.valid_from.clone(),
        }
    }

    fn of(record: &Record) -> Self {
        record.access.as_ref().map_or_else(Self::default, |order| Self {
            text: order.text.clone(),
            law_reference: order.law_reference.clone(),
            valid_from: order.valid_from.to_string(),
        })
    }
}

pub(crate) async fn form(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
) -> Result<Response, WebError> {
    opened(&web, &ui, id, |record| Ok(page(&ui, record, &Input::of(record), &FormErrors::none()))).await
}

pub(crate) async fn post(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let done = web.registry.set_access(ui.actor(), id, &input.read()).await;
    answer(&web, &ui, id, done, "web-saved", |record, errors| Ok(page(&ui, record, &input, errors))).await
}

fn page(ui: &Ui, record: &Record, input: &Input, errors: &FormErrors) -> Response {
    let text = Field::new("text", ui.t("registry-access-text")).hint(ui.t("registry-access-text-hint"));
    let law = Field::new("law_reference", ui.t("registry-access-law")).hint(ui.t("registry-access-law-hint"));
    let from = Field::new("valid_from", ui.t("registry-access-from")).kind("date").width(10);
    let fields = html! {
        p.govuk-body { (ui.t("registry-access-lead")) " " (parts::rule(ui, "365-4-a")) }
        (parts::textarea(ui, text.rows(8).max(4000).errors(errors), &input.text))
        (parts::text_input(law.max(200).errors(errors), &input.law_reference))
        (parts::text_input(from.errors(errors), &input.valid_from))
    };
    let heading = ui.t("registry-access-edit");
    let content = view::form(ui, heading, ui.text(&record.name), errors, &fields, &path(record.id, ""));
    ui.form_page(Title::new(heading).above(record_crumbs(ui, record)), errors, content)
}
