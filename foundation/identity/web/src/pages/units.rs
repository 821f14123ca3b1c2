//! Structural units of a body.

use crate::IdentityWeb;
use crate::pages::{bodies, forms};
use axum::extract::State;
use orda_base::{BodyId, Error, LocalizedText, Result, UnitId};
use orda_identity::{Picture, Unit, UnitInput, policy};
use orda_web::parts::{self, Choice, Field};
use orda_web::{Form, FormErrors, Markup, Path, Response, Ui, WebError, html};
use serde::Deserialize;

/// A unit as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    name_kk: String,
    name_ru: String,
    name_en: String,
    parent: String,
    closed: String,
}

impl Input {
    fn of(unit: &Unit) -> Self {
        Self {
            name_kk: unit.name.kk.clone(),
            name_ru: unit.name.ru.clone(),
            name_en: unit.name.en.clone(),
            parent: unit.parent.map(|p| p.to_string()).unwrap_or_default(),
            closed: if unit.active { String::new() } else { "1".to_owned() },
        }
    }

    fn name(&self) -> LocalizedText {
        LocalizedText::new(&self.name_kk, &self.name_ru, &self.name_en)
    }

    fn read(&self) -> UnitInput {
        UnitInput { name: self.name(), parent: self.parent.parse().ok() }
    }
}

pub(crate) async fn new(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(body): Path<BodyId>,
) -> Result<Response, WebError> {
    policy::may_keep_body(ui.actor(), body).check()?;
    let (picture, _) = bodies::found(&app, &ui, body).await?;
    let content = form(&ui, &picture, body, None, &Input::default(), &FormErrors::none());
    Ok(ui.page(ui.t("identity-unit-new"), content))
}

pub(crate) async fn create(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(body): Path<BodyId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let done = app.identity.create_unit(ui.actor(), body, &input.read()).await;
    finish(&app, &ui, body, None, &input, done.map(|_| ())).await
}

pub(crate) async fn edit(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path((body, id)): Path<(BodyId, UnitId)>,
) -> Result<Response, WebError> {
    policy::may_keep_body(ui.actor(), body).check()?;
    let (picture, _) = bodies::found(&app, &ui, body).await?;
    let unit = picture.unit(id).filter(|u| u.body == body).ok_or(Error::NotFound)?;
    let content = form(&ui, &picture, body, Some(id), &Input::of(unit), &FormErrors::none());
    Ok(ui.page(ui.t("identity-unit-edit"), content))
}

pub(crate) async fn update(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path((body, id)): Path<(BodyId, UnitId)>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let done = app.identity.update_unit(ui.actor(), id, &input.read(), input.closed != "1").await;
    finish(&app, &ui, body, Some(id), &input, done).await
}

async fn finish(
    app: &IdentityWeb,
    ui: &Ui,
    body: BodyId,
    id: Option<UnitId>,
    input: &Input,
    done: Result<()>,
) -> Result<Response, WebError> {
    match done {
        Ok(()) => Ok(forms::done(ui, &format!("/admin/bodies/{body}"), "web-saved")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let picture = app.identity.picture().await?;
            let content = form(ui, &picture, body, id, input, &errors);
            Ok(ui.page_with_errors(ui.t(title_key(id)), &errors, content))
        }
    }
}

const fn title_key(id: Option<UnitId>) -> &'static str {
    if id.is_none() { "identity-unit-new" } else { "identity-unit-edit" }
}

fn form(ui: &Ui, picture: &Picture, body: BodyId, id: Option<UnitId>, input: &Input, errors: &FormErrors) -> Markup {
    let above = picture.units_of(body).filter(|u| Some(u.id) != id && u.active);
    let choices: Vec<Choice<'_>> = std::iter::once(Choice::new("", ui.t("identity-no-parent")))
        .chain(above.map(|u| Choice::new(u.id.to_string(), ui.text(&u.name))))
        .collect();
    let closed: &[&str] = if input.closed == "1" { &["1"] } else { &[] };
    let fields = html! {
        (forms::texts(ui, "name", "identity-full-name", &input.name(), errors))
        (parts::select(Field::new("parent", ui.t("identity-unit-parent")).optional(ui).errors(errors), &choices, &input.parent))
        @if id.is_some() {
            (parts::checkboxes(Field::new("closed", ui.t("identity-state")), &[Choice::new("1", ui.t("identity-unit-closed"))], closed))
        }
    };
    forms::form_page(ui, ui.t(title_key(id)), errors, &fields, &format!("/admin/bodies/{body}"))
}
