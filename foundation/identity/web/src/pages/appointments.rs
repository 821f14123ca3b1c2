//! Positions of a person, and acting heads of a body.

use crate::IdentityWeb;
use crate::pages::{bodies, forms, shown};
use axum::extract::State;
use orda_base::{BodyId, Error, LocalizedText, PersonId, Result};
use orda_identity::{ActingId, PersonEntry, Picture, PositionId, PositionInput, policy};
use orda_web::parts::{self, Choice, Column, DateValue, Dates, Field, Table};
use orda_web::{Form, FormErrors, Markup, Path, Response, Ui, WebError, html};
use serde::Deserialize;

/// A position as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PositionForm {
    body: String,
    unit: String,
    title_kk: String,
    title_ru: String,
    title_en: String,
    #[serde(flatten)]
    dates: Dates,
}

impl PositionForm {
    fn title(&self) -> LocalizedText {
        LocalizedText::new(&self.title_kk, &self.title_ru, &self.title_en)
    }

    fn since(&self) -> DateValue {
        self.dates.of("since")
    }

    fn read(&self) -> Result<PositionInput> {
        let body = self.body.parse().map_err(|_| Error::field("body", "error-choose"))?;
        let since = self.since().date().ok_or_else(|| Error::field("since", "error-date"))?;
        Ok(PositionInput { body, unit: self.unit.parse().ok(), title: self.title(), since, until: None })
    }
}

/// The last day as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct LastDay {
    #[serde(flatten)]
    dates: Dates,
}

/// An acting head as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ActingForm {
    person: String,
    #[serde(flatten)]
    dates: Dates,
}

/// Positions of a person, the latest first.
pub(crate) fn position_table(ui: &Ui, picture: &Picture, entry: &PersonEntry) -> Markup {
    if entry.positions.is_empty() {
        return html! { p.govuk-body { (ui.t("identity-positions-none")) } };
    }
    let columns = vec![
        Column::new(ui.t("identity-position")),
        Column::new(ui.t("identity-body")),
        Column::new(ui.t("identity-unit")),
        Column::new(ui.t("identity-term")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let mut table = Table::new(ui.t("identity-positions"), columns);
    for position in &entry.positions {
        let ends = position.until.is_none() && policy::may_keep_body(ui.actor(), position.body).is_allowed();
        let path = format!("/admin/people/{}/positions/{}/end", entry.person.id, position.id);
        let unit = position.unit.and_then(|u| picture.unit(u)).map(|u| ui.text(&u.name));
        table.push(vec![
            html! { (ui.text(&position.title)) },
            html! { (shown::place(ui, picture, Some(position.body))) },
            html! { (unit.unwrap_or("–")) },
            html! { (shown::period(ui, position.since, position.until)) },
            html! {
                @if ends {
                    a.govuk-link href=(path) {
                        (ui.t("identity-position-end")) span.govuk-visually-hidden { ": " (ui.text(&position.title)) }
                    }
                }
            },
        ]);
    }
    parts::table(ui, &table)
}

pub(crate) async fn new_position(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    let picture = app.identity.record_of(ui.actor(), id).await?;
    let input = PositionForm { dates: Dates::one("since", DateValue::of(picture.on)), ..PositionForm::default() };
    let content = position_form(&ui, &picture, id, &input, &FormErrors::none());
    Ok(ui.page(ui.t("identity-position-new"), content))
}

pub(crate) async fn add_position(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
    Form(input): Form<PositionForm>,
) -> Result<Response, WebError> {
    let done = match input.read() {
        Ok(position) => app.identity.add_position(ui.actor(), id, &position).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(_) => Ok(forms::done(&ui, &format!("/admin/people/{id}"), "identity-position-added")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let picture = app.identity.record_of(ui.actor(), id).await?;
            let content = position_form(&ui, &picture, id, &input, &errors);
            Ok(ui.page_with_errors(ui.t("identity-position-new"), &errors, content))
        }
    }
}

fn position_form(ui: &Ui, picture: &Picture, id: PersonId, input: &PositionForm, errors: &FormErrors) -> Markup {
    let kept = |body: BodyId| policy::may_keep_body(ui.actor(), body).is_allowed();
    let units = picture.units.iter().filter(|u| u.active && kept(u.body));
    let units: Vec<Choice<'_>> = std::iter::once(Choice::new("", ui.t("identity-not-chosen")))
        .chain(units.map(|u| {
            let body = shown::place(ui, picture, Some(u.body));
            Choice::new(u.id.to_string(), format!("{body}: {}", ui.text(&u.name)))
        }))
        .collect();
    let fields = html! {
        (parts::select(Field::new("body", ui.t("identity-body")).errors(errors),
            &forms::body_choices(ui, picture, ui.t("identity-not-chosen")), &input.body))
        @if units.len() > 1 {
            (parts::select(Field::new("unit", ui.t("identity-unit")).optional(ui).errors(errors), &units, &input.unit))
        }
        (forms::texts(ui, "title", "identity-position-title", &input.title(), errors))
        (parts::date_input(ui, Field::new("since", ui.t("identity-first-day")).errors(errors), &input.since()))
    };
    forms::form_page(ui, ui.t("identity-position-new"), errors, &fields, &format!("/admin/people/{id}"))
}

pub(crate) async fn ask_position(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path((id, position)): Path<(PersonId, PositionId)>,
) -> Result<Response, WebError> {
    let picture = app.identity.record_of(ui.actor(), id).await?;
    let content = end_form(&ui, &picture, (id, position), &DateValue::of(picture.on), &FormErrors::none())?;
    Ok(ui.page(ui.t("identity-position-end"), content))
}

pub(crate) async fn end_position(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path((id, position)): Path<(PersonId, PositionId)>,
    Form(input): Form<LastDay>,
) -> Result<Response, WebError> {
    let done = match input.dates.of("until").date() {
        Some(until) => app.identity.end_position(ui.actor(), id, position, until).await,
        None => Err(Error::field("until", "error-date")),
    };
    match done {
        Ok(()) => Ok(forms::done(&ui, &format!("/admin/people/{id}"), "web-saved")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let picture = app.identity.record_of(ui.actor(), id).await?;
            let content = end_form(&ui, &picture, (id, position), &input.dates.of("until"), &errors)?;
            Ok(ui.page_with_errors(ui.t("identity-position-end"), &errors, content))
        }
    }
}

fn end_form(
    ui: &Ui,
    picture: &Picture,
    (id, position): (PersonId, PositionId),
    typed: &DateValue,
    errors: &FormErrors,
) -> Result<Markup> {
    let entry = picture.person(id).ok_or(Error::NotFound)?;
    let position = entry.positions.iter().find(|p| p.id == position).ok_or(Error::NotFound)?;
    let fields = html! {
        p.govuk-body { (entry.person.name.full()) ": " (ui.text(&position.title)) }
        (parts::date_input(ui, Field::new("until", ui.t("identity-last-day")).errors(errors), typed))
    };
    Ok(forms::form_page(ui, ui.t("identity-position-end"), errors, &fields, &format!("/admin/people/{id}")))
}

/// Acting heads of a body, the latest first.
pub(crate) fn acting_table(ui: &Ui, picture: &Picture, body: BodyId, keeps: bool) -> Markup {
    let all: Vec<_> = picture.acting.iter().filter(|a| a.body == body && a.from <= a.until).collect();
    if all.is_empty() {
        return html! { p.govuk-body { (ui.t("identity-acting-none")) } };
    }
    let columns = vec![
        Column::new(ui.t("identity-acting-who")),
        Column::new(ui.t("identity-acting-for")),
        Column::new(ui.t("identity-term")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let mut table = Table::new(ui.t("identity-acting"), columns);
    for acting in all {
        let path = format!("/admin/bodies/{body}/acting/{}/end", acting.id);
        table.push(vec![
            html! { (shown::person(picture, acting.person)) },
            html! { (shown::person(picture, acting.in_place_of)) },
            html! {
                (shown::period(ui, acting.from, Some(acting.until)))
                @if !acting.basis.is_empty() { br; span.app-secondary { (acting.basis) } }
            },
            html! {
                @if keeps && acting.until >= picture.on { a.govuk-link href=(path) { (ui.t("identity-acting-end")) } }
            },
        ]);
    }
    parts::table(ui, &table)
}

pub(crate) async fn new_acting(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(body): Path<BodyId>,
) -> Result<Response, WebError> {
    policy::may_keep_body(ui.actor(), body).check()?;
    let (picture, _) = bodies::found(&app, &ui, body).await?;
    let content = acting_form(&ui, &picture, body, &ActingForm::default(), &FormErrors::none());
    Ok(ui.page(ui.t("identity-acting-new"), content))
}

pub(crate) async fn appoint(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(body): Path<BodyId>,
    Form(input): Form<ActingForm>,
) -> Result<Response, WebError> {
    match appointed(&app, &ui, body, &input).await {
        Ok(()) => Ok(forms::done(&ui, &format!("/admin/bodies/{body}"), "identity-acting-appointed")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let picture = app.identity.picture().await?;
            let content = acting_form(&ui, &picture, body, &input, &errors);
            Ok(ui.page_with_errors(ui.t("identity-acting-new"), &errors, content))
        }
    }
}

async fn appointed(app: &IdentityWeb, ui: &Ui, body: BodyId, input: &ActingForm) -> Result<()> {
    policy::may_keep_body(ui.actor(), body).check()?;
    let mut wrong = Vec::new();
    let person: Option<PersonId> = input.person.parse().ok();
    let (from, until) = (input.dates.of("from").date(), input.dates.of("until").date());
    for (field, key, missing) in [
        ("person", "error-choose", person.is_none()),
        ("from", "error-date", from.is_none()),
        ("until", "error-date", until.is_none()),
    ] {
        if missing {
            wrong.push(orda_base::FieldError::new(field, key));
        }
    }
    let (Some(person), Some(from), Some(until)) = (person, from, until) else { return Err(Error::Invalid(wrong)) };
    app.identity.appoint_acting(ui.actor(), body, person, from, until).await.map(|_| ())
}

fn acting_form(ui: &Ui, picture: &Picture, body: BodyId, input: &ActingForm, errors: &FormErrors) -> Markup {
    let head = picture.head(body).map(|e| e.person.id);
    let people = picture.people_of(body).filter(|e| Some(e.person.id) != head && !ui.actor().is(e.person.id));
    let choices: Vec<Choice<'_>> = std::iter::once(Choice::new("", ui.t("identity-not-chosen")))
        .chain(people.map(|e| {
            let title = ui.text(&e.card.position);
            Choice::new(e.person.id.to_string(), format!("{} – {title}", e.person.name.full()))
        }))
        .collect();
    let fields = html! {
        p.govuk-body { (ui.t("identity-acting-lead")) " " (parts::rule(ui, "385-14")) }
        (parts::select(Field::new("person", ui.t("identity-acting-who")).errors(errors), &choices, &input.person))
        (parts::date_input(ui, Field::new("from", ui.t("identity-first-day")).errors(errors), &input.dates.of("from")))
        (parts::date_input(ui, Field::new("until", ui.t("identity-last-day")).errors(errors), &input.dates.of("until")))
    };
    forms::form_page(ui, ui.t("identity-acting-new"), errors, &fields, &format!("/admin/bodies/{body}"))
}

pub(crate) async fn ask_end(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path((body, id)): Path<(BodyId, ActingId)>,
) -> Result<Response, WebError> {
    policy::may_keep_body(ui.actor(), body).check()?;
    let (picture, _) = bodies::found(&app, &ui, body).await?;
    let acting = picture.acting.iter().find(|a| a.id == id && a.body == body).ok_or(Error::NotFound)?;
    let name = shown::person(&picture, acting.person);
    Ok(forms::confirm(
        &ui,
        ("identity-acting-end", "identity-acting-end"),
        &[("name", name.into())],
        (&format!("/admin/bodies/{body}/acting/{id}/end"), &format!("/admin/bodies/{body}")),
    ))
}

pub(crate) async fn end(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path((body, id)): Path<(BodyId, ActingId)>,
) -> Result<Response, WebError> {
    app.identity.end_acting(ui.actor(), id).await?;
    Ok(forms::done(&ui, &format!("/admin/bodies/{body}"), "identity-acting-ended"))
}
