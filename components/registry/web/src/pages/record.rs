//! Entering a record, and changing its name and category.

use super::view::{self, choices};
use super::{LIST, crumbs, opened, path, record_crumbs, refused};
use crate::RegistryWeb;
use axum::extract::State;
use orda_base::{Access, LocalizedText, Operation};
use orda_identity::Body;
use orda_registry::{Category, Kind, RESOURCE, Record, RecordId, RecordInput};
use orda_web::parts::{self, Choice, Field};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;
use std::sync::Arc;

/// A record as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    body: String,
    kind: String,
    name_kk: String,
    name_ru: String,
    name_en: String,
    category: String,
    non_state: String,
}

impl Input {
    fn read(&self) -> RecordInput {
        RecordInput {
            body: self.body.parse().ok(),
            kind: Kind::from_code(&self.kind),
            name: LocalizedText::new(&self.name_kk, &self.name_ru, &self.name_en),
            category: Category::from_code(&self.category),
            non_state: !self.non_state.is_empty(),
        }
    }

    fn of(record: &Record) -> Self {
        Self {
            name_kk: record.name.kk.clone(),
            name_ru: record.name.ru.clone(),
            name_en: record.name.en.clone(),
            category: record.category.code().to_owned(),
            ..Self::default()
        }
    }
}

pub(crate) async fn form(State(web): State<RegistryWeb>, ui: Ui) -> Result<Response, WebError> {
    let bodies = web.registry.owners(ui.actor()).await?;
    Ok(new_page(&ui, &bodies, &Input::default(), &FormErrors::none()))
}

pub(crate) async fn post(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match web.registry.register(ui.actor(), &input.read()).await {
        Ok(id) => Ok(ui.redirect_with(&path(id, ""), &Message::new("web-saved")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let bodies = web.registry.owners(ui.actor()).await?;
            Ok(new_page(&ui, &bodies, &input, &errors))
        }
    }
}

fn new_page(ui: &Ui, bodies: &[Arc<Body>], input: &Input, errors: &FormErrors) -> Response {
    let kinds = choices(ui, "kind", &[Kind::System.code(), Kind::Resource.code()]);
    let fields = html! {
        @if let [only] = bodies {
            (parts::hidden("body", only.id))
            p.govuk-body { (ui.t("registry-owner")) ": " (ui.text(&only.name)) }
        } @else {
            @let none = std::iter::once(Choice::new("", ui.t("registry-not-chosen")));
            @let choices: Vec<_> = none
                .chain(bodies.iter().map(|b| Choice::new(b.id.to_string(), ui.text(&b.name)))).collect();
            (parts::select(Field::new("body", ui.t("registry-owner")).errors(errors), &choices, &input.body))
        }
        (parts::radios(Field::new("kind", ui.t("registry-kind")).errors(errors), &kinds, &input.kind))
        (parts::checkboxes(
            Field::new("non_state", ui.t("registry-owner-kind")).hint(ui.t("registry-non-state-hint")).errors(errors),
            &[Choice::new("yes", ui.t("registry-non-state"))],
            &[input.non_state.as_str()],
        ))
        (common(ui, input, errors))
    };
    let content = view::form(ui, ui.t("registry-new"), "", errors, &fields, LIST);
    ui.form_page(Title::new(ui.t("registry-new")).above(crumbs(ui)), errors, content)
}

pub(crate) async fn edit_form(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
) -> Result<Response, WebError> {
    opened(&web, &ui, id, |record| Ok(edit_page(&ui, record, &Input::of(record), &FormErrors::none()))).await
}

pub(crate) async fn edit(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match web.registry.change(ui.actor(), id, &input.read()).await {
        Ok(changed) => {
            let done = ui.redirect_with(&path(id, ""), &Message::new("web-saved"));
            // Where nothing changed, it was a reading.
            let read = Access::done(RESOURCE, id, Operation::Read);
            Ok(if changed { done.already_accounted() } else { done.accessed(read) })
        }
        Err(error) => refused(&web, &ui, id, error, |record, errors| Ok(edit_page(&ui, record, &input, errors))).await,
    }
}

fn edit_page(ui: &Ui, record: &Record, input: &Input, errors: &FormErrors) -> Response {
    let fields = common(ui, input, errors);
    let content = view::form(ui, ui.t("registry-edit"), ui.text(&record.name), errors, &fields, &path(record.id, ""));
    ui.form_page(Title::new(ui.t("registry-edit")).above(record_crumbs(ui, record)), errors, content)
}

/// Name and category.
fn common(ui: &Ui, input: &Input, errors: &FormErrors) -> Markup {
    let categories = choices(ui, "category", &[Category::Public.code(), Category::Restricted.code()]);
    html! {
        (parts::text_input(
            Field::new("name_kk", ui.t("registry-name-kk")).lang("kk").max(300).errors(errors), &input.name_kk,
        ))
        (parts::text_input(
            Field::new("name_ru", ui.t("registry-name-ru")).lang("ru").max(300).errors(errors), &input.name_ru,
        ))
        (parts::text_input(
            Field::new("name_en", ui.t("registry-name-en")).lang("en").max(300).optional(ui).errors(errors),
            &input.name_en,
        ))
        (parts::radios(
            Field::new("category", ui.t("registry-category")).hint(ui.t("registry-category-hint")).errors(errors),
            &categories,
            &input.category,
        ))
    }
}
