//! Data sets of a record: entered and changed by the owner, who says when one was updated (365-6-a).

use super::{answer, opened, path, record_crumbs, view};
use crate::RegistryWeb;
use axum::extract::State;
use orda_base::{Access, Error, LocalizedText, Operation};
use orda_registry::{DataSet, DataSetId, DataSetInput, RESOURCE, Record, RecordId};
use orda_web::parts::{self, Field};
use orda_web::{Accounted, Form, FormErrors, Message, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;

/// A data set as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    name_kk: String,
    name_ru: String,
    name_en: String,
    period_days: String,
}

impl Input {
    fn read(&self) -> DataSetInput {
        DataSetInput {
            name: LocalizedText::new(&self.name_kk, &self.name_ru, &self.name_en),
            period_days: self.period_days.clone(),
        }
    }

    fn of(set: &DataSet) -> Self {
        Self {
            name_kk: set.name.kk.clone(),
            name_ru: set.name.ru.clone(),
            name_en: set.name.en.clone(),
            period_days: set.period_days.map(|days| days.to_string()).unwrap_or_default(),
        }
    }
}

pub(crate) async fn form(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
) -> Result<Response, WebError> {
    opened(&web, &ui, id, |record| Ok(page(&ui, record, "registry-set-new", &Input::default(), &FormErrors::none())))
        .await
}

pub(crate) async fn post(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let done = web.registry.add_data_set(ui.actor(), id, &input.read()).await.map(|_| ());
    answer(&web, &ui, id, done, "web-saved", |record, errors| Ok(page(&ui, record, "registry-set-new", &input, errors)))
        .await
}

type At = Path<(RecordId, DataSetId)>;

pub(crate) async fn edit_form(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path((id, which)): At,
) -> Result<Response, WebError> {
    let card = web.registry.changeable(ui.actor(), id).await?;
    let set = card.record.data_set(which).ok_or(Error::NotFound)?;
    let page = page(&ui, &card.record, "registry-set-edit", &Input::of(set), &FormErrors::none());
    Ok(page.accessed(Access::done(RESOURCE, id, Operation::Read)))
}

pub(crate) async fn edit(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path((id, which)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let done = web.registry.change_data_set(ui.actor(), id, which, &input.read()).await;
    answer(&web, &ui, id, done, "web-saved", |record, errors| {
        Ok(page(&ui, record, "registry-set-edit", &input, errors))
    })
    .await
}

pub(crate) async fn updated(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path((id, which)): At,
) -> Result<Response, WebError> {
    web.registry.updated(ui.actor(), id, which).await?;
    Ok(ui.redirect_with(&path(id, ""), &Message::new("registry-set-updated-done")).already_accounted())
}

fn page(ui: &Ui, record: &Record, heading: &str, input: &Input, errors: &FormErrors) -> Response {
    let period = Field::new("period_days", ui.t("registry-set-period")).hint(ui.t("registry-set-period-hint"));
    let fields = html! {
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
        (parts::text_input(period.inputmode("numeric").width(5).errors(errors), &input.period_days))
    };
    let content = view::form(ui, ui.t(heading), ui.text(&record.name), errors, &fields, &path(record.id, ""));
    ui.form_page(Title::new(ui.t(heading).to_owned()).above(record_crumbs(ui, record)), errors, content)
}
