//! Information systems and their tokens.

use crate::IdentityWeb;
use crate::pages::{forms, shown};
use axum::extract::State;
use orda_base::{Access, Error, Operation, Result, Role, SystemId};
use orda_identity::{HeldRole, InformationSystem, Picture, policy};
use orda_web::parts::{self, Choice, Colour, Column, Confirmation, Field, Row, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;

const LIST: &str = "/admin/systems";
/// Days that are offered for a token.
const DAYS: u32 = 365;

/// A system as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    name: String,
    body: String,
    roles: Vec<String>,
    days: String,
}

/// The life of a new token as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Renewal {
    days: String,
}

pub(crate) async fn list(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    let picture = app.identity.systems(ui.actor()).await?;
    let columns = vec![
        Column::new(ui.t("identity-system")),
        Column::new(ui.t("identity-system-roles")),
        Column::new(ui.t("identity-system-until")),
        Column::new(ui.t("identity-state")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let mut table = Table::new(ui.t("identity-systems"), columns);
    for system in &picture.systems {
        table.push(row(&ui, &picture, system));
    }
    let content = html! {
        h1.govuk-heading-xl { (ui.t("identity-systems")) }
        p.govuk-body { (ui.t("identity-systems-lead")) }
        (parts::button_link("/admin/systems/new", ui.t("identity-system-new")))
        @if picture.systems.is_empty() {
            (parts::empty_state(ui.t("identity-systems-none"), "", html! {}))
        } @else { (parts::table(&ui, &table)) }
    };
    let title = Title::new(ui.t("identity-systems")).above(forms::crumbs(&ui, vec![])).wide();
    Ok(ui.page(title, content).accessed(Access::done("system", "", Operation::Search)))
}

fn row(ui: &Ui, picture: &Picture, system: &InformationSystem) -> Vec<Markup> {
    let path = format!("{LIST}/{}", system.id);
    let (key, colour) = if system.revoked_at.is_some() {
        ("identity-system-revoked", Colour::Red)
    } else if system.expires_at.date() < picture.on {
        ("identity-system-expired", Colour::Grey)
    } else {
        ("identity-system-active", Colour::Green)
    };
    let hidden = html! { span.govuk-visually-hidden { ": " (system.name) } };
    vec![
        html! { (system.name) },
        html! {
            @for held in &system.roles {
                div { (shown::role(ui, held.role)) ", " (shown::place(ui, picture, held.body)) }
            }
        },
        html! { (ui.datetime(system.expires_at)) },
        parts::tag(ui.t(key), colour),
        html! {
            div { a.govuk-link href={ (path) "/renew" } { (ui.t("identity-system-renew")) (hidden) } }
            @if system.revoked_at.is_none() {
                div { a.govuk-link href={ (path) "/revoke" } { (ui.t("identity-system-revoke")) (hidden) } }
            }
        },
    ]
}

pub(crate) async fn new(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    let picture = app.identity.systems(ui.actor()).await?;
    let input = Input { days: DAYS.to_string(), ..Input::default() };
    Ok(ui.page(ui.t("identity-system-new"), form(&ui, &picture, &input, &FormErrors::none())))
}

pub(crate) async fn register(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match registered(&app, &ui, &input).await {
        Ok((_, token)) => Ok(token_page(&ui, input.name.trim(), &token)),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let picture = app.identity.systems(ui.actor()).await?;
            let content = form(&ui, &picture, &input, &errors);
            Ok(ui.page_with_errors(ui.t("identity-system-new"), &errors, content))
        }
    }
}

async fn registered(app: &IdentityWeb, ui: &Ui, input: &Input) -> Result<(SystemId, String)> {
    let body = input.body.parse().map_err(|_| Error::field("body", "error-choose"))?;
    let roles: Vec<HeldRole> = input
        .roles
        .iter()
        .filter_map(|code| Role::from_code(code))
        .map(|role| HeldRole { role, body: Some(body) })
        .collect();
    app.identity.register_system(ui.actor(), &input.name, &roles, days(&input.days)).await
}

/// Zero, which the use case refuses, for what is no number.
fn days(text: &str) -> u32 {
    text.trim().parse().unwrap_or(0)
}

fn form(ui: &Ui, picture: &Picture, input: &Input, errors: &FormErrors) -> Markup {
    let roles: Vec<Choice<'_>> = Role::ALL
        .into_iter()
        .filter(|role| policy::fits_system(*role))
        .map(|role| Choice::new(role.code(), shown::role(ui, role)))
        .collect();
    let fields = html! {
        (parts::text_input(Field::new("name", ui.t("identity-system-name")).max(300).autocomplete("off").errors(errors), &input.name))
        (parts::select(Field::new("body", ui.t("identity-body")).errors(errors),
            &forms::body_choices(ui, picture, ui.t("identity-not-chosen")), &input.body))
        (parts::checkboxes(Field::new("roles", ui.t("identity-roles")).hint(ui.t("identity-system-roles-hint")).errors(errors),
            &roles, &input.roles))
        (days_input(ui, &input.days, errors))
    };
    forms::form_page(ui, ui.t("identity-system-new"), errors, &fields, LIST)
}

fn days_input(ui: &Ui, value: &str, errors: &FormErrors) -> Markup {
    let field = Field::new("days", ui.t("identity-system-days")).width(3).max(3).inputmode("numeric").errors(errors);
    parts::text_input(field, value)
}

/// Shows a token, this once.
fn token_page(ui: &Ui, name: &str, token: &str) -> Response {
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            h1.govuk-heading-l { (ui.t("identity-token")) }
            (parts::summary_list(&[
                Row::new(ui.t("identity-system"), html! { (name) }),
                Row::new(ui.t("identity-token"), html! { code #token { (token) } }),
            ]))
            (parts::warning(ui, ui.t("identity-token-warning")))
            (parts::button_link_secondary(LIST, ui.t("web-continue")))
        } }
    };
    ui.page(ui.t("identity-token"), content).already_accounted()
}

async fn found(app: &IdentityWeb, ui: &Ui, id: SystemId) -> Result<InformationSystem> {
    let picture = app.identity.systems(ui.actor()).await?;
    picture.system(id).cloned().ok_or(Error::NotFound)
}

pub(crate) async fn ask_renew(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<SystemId>,
) -> Result<Response, WebError> {
    let system = found(&app, &ui, id).await?;
    Ok(renewal(&ui, &system, &DAYS.to_string(), &FormErrors::none()))
}

fn renewal(ui: &Ui, system: &InformationSystem, days: &str, errors: &FormErrors) -> Response {
    let fields = html! {
        p.govuk-body { (system.name) }
        (parts::warning(ui, ui.t("identity-system-renew-consequence")))
        (days_input(ui, days, errors))
    };
    let content = forms::form_page(ui, ui.t("identity-system-renew"), errors, &fields, LIST);
    if errors.is_empty() {
        ui.page(ui.t("identity-system-renew"), content)
    } else {
        ui.page_with_errors(ui.t("identity-system-renew"), errors, content)
    }
}

pub(crate) async fn renew(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<SystemId>,
    Form(input): Form<Renewal>,
) -> Result<Response, WebError> {
    let system = found(&app, &ui, id).await?;
    match app.identity.renew_system(ui.actor(), id, days(&input.days)).await {
        Ok(token) => Ok(token_page(&ui, &system.name, &token)),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            Ok(renewal(&ui, &system, &input.days, &errors))
        }
    }
}

pub(crate) async fn ask_revoke(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<SystemId>,
) -> Result<Response, WebError> {
    let system = found(&app, &ui, id).await?;
    let question = ui.tr("identity-system-revoke-question", &[("name", system.name.into())]);
    Ok(parts::confirm_page(
        &ui,
        Confirmation {
            question: &question,
            consequence: ui.t("identity-system-revoke-consequence"),
            content: html! {},
            action: &format!("{LIST}/{id}/revoke"),
            verb: ui.t("identity-system-revoke"),
            back: LIST,
            dangerous: true,
        },
    ))
}

pub(crate) async fn revoke(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<SystemId>,
) -> Result<Response, WebError> {
    app.identity.revoke_system(ui.actor(), id).await?;
    Ok(ui.redirect_with(LIST, &Message::new("identity-system-revoked-done")).already_accounted())
}
