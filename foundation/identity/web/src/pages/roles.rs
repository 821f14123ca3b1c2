//! What each role may do; giving roles and taking them away.

use crate::IdentityWeb;
use crate::pages::{forms, shown};
use axum::extract::State;
use orda_base::{BodyId, Error, PersonId, Result, Role};
use orda_identity::{GrantId, PersonEntry, Picture, policy};
use orda_web::parts::{self, Choice, Column, Field, Table};
use orda_web::{Form, FormErrors, Markup, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;

/// A role as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    role: String,
    body: String,
}

/// Key of the words that tell where a role is held.
const fn place_key(role: Role) -> &'static str {
    match role {
        Role::SecurityOfficer => "identity-place-portal",
        Role::Administrator => "identity-place-any",
        Role::ControlOfficer | Role::ChancelleryUnitOfficer => "identity-place-chancellery",
        _ => "identity-place-body",
    }
}

/// Key of the words that tell who gives a role.
const fn giver_key(role: Role) -> &'static str {
    match role {
        Role::SecurityOfficer | Role::Administrator => "identity-giver-portal",
        _ => "identity-giver-any",
    }
}

pub(crate) async fn show(ui: Ui) -> Result<Response, WebError> {
    policy::may_administer(ui.actor()).check()?;
    let columns = vec![
        Column::new(ui.t("identity-role")),
        Column::new(ui.t("identity-role-may")),
        Column::new(ui.t("identity-role-place")),
        Column::new(ui.t("identity-role-giver")),
    ];
    let rows = Role::ALL.into_iter().map(|role| {
        vec![
            html! { (shown::role(&ui, role)) },
            html! { (ui.t(&format!("identity-may-{}", role.code()))) },
            html! { (ui.t(place_key(role))) },
            html! { (ui.t(giver_key(role))) },
        ]
    });
    let table = Table::new(ui.t("identity-role-rights"), columns).rows(rows);
    let rules = ["own", "above", "separation", "head", "last"];
    let content = html! {
        h1.govuk-heading-xl { (ui.t("identity-role-rights")) }
        (parts::table(&ui, &table))
        h2.govuk-heading-m { (ui.t("identity-role-rules")) }
        ul.govuk-list.govuk-list--bullet {
            @for rule in rules { li { (ui.t(&format!("identity-role-rule-{rule}"))) } }
        }
    };
    Ok(ui.page(Title::new(ui.t("identity-role-rights")).above(forms::crumbs(&ui, vec![])).wide(), content))
}

/// Roles that were given to a person.
pub(crate) fn held_table(ui: &Ui, picture: &Picture, entry: &PersonEntry) -> Markup {
    if entry.grants.is_empty() {
        return html! { p.govuk-body { (ui.t("identity-no-roles")) } };
    }
    let columns = vec![
        Column::new(ui.t("identity-role")),
        Column::new(ui.t("identity-body")),
        Column::new(ui.t("identity-role-since")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let mut table = Table::new(ui.t("identity-roles"), columns);
    let person = entry.person.id;
    for grant in &entry.grants {
        let may = policy::may_assign(ui.actor(), person, grant.role, grant.body).is_allowed();
        table.push(vec![
            html! { (shown::role(ui, grant.role)) },
            html! { (shown::place(ui, picture, grant.body)) },
            html! { (ui.date(grant.granted_at)) },
            html! {
                @if may {
                    a.govuk-link href={ "/admin/people/" (person) "/roles/" (grant.id) "/withdraw" } {
                        (ui.t("identity-role-withdraw"))
                        span.govuk-visually-hidden { ": " (shown::role(ui, grant.role)) }
                    }
                }
            },
        ]);
    }
    parts::table(ui, &table)
}

pub(crate) async fn new(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    let picture = app.identity.record_of(ui.actor(), id).await?;
    let entry = picture.person(id).ok_or(Error::NotFound)?;
    let body = entry.position(picture.on).map(|p| p.body.to_string()).unwrap_or_default();
    let content = form(&ui, &picture, entry, &Input { body, ..Input::default() }, &FormErrors::none());
    Ok(ui.page(ui.t("identity-role-new"), content))
}

pub(crate) async fn grant(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match granted(&app, &ui, id, &input).await {
        Ok(()) => Ok(forms::done(&ui, &format!("/admin/people/{id}"), "identity-role-granted")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let picture = app.identity.record_of(ui.actor(), id).await?;
            let entry = picture.person(id).ok_or(Error::NotFound)?;
            let content = form(&ui, &picture, entry, &input, &errors);
            Ok(ui.page_with_errors(ui.t("identity-role-new"), &errors, content))
        }
    }
}

async fn granted(app: &IdentityWeb, ui: &Ui, id: PersonId, input: &Input) -> Result<()> {
    let role = Role::from_code(&input.role).ok_or_else(|| Error::field("role", "error-choose"))?;
    let body: Option<BodyId> = match input.body.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Error::field("body", "error-choose"))?),
    };
    app.identity.grant_role(ui.actor(), id, role, body).await.map(|_| ())
}

fn form(ui: &Ui, picture: &Picture, entry: &PersonEntry, input: &Input, errors: &FormErrors) -> Markup {
    let portal = policy::may_keep_portal(ui.actor()).is_allowed();
    let offered = Role::ALL.into_iter().filter(|r| portal || !matches!(r, Role::Administrator | Role::SecurityOfficer));
    let roles: Vec<Choice<'_>> =
        offered.map(|role| Choice::new(role.code(), shown::role(ui, role)).hint(ui.t(place_key(role)))).collect();
    let fields = html! {
        p.govuk-body { (entry.person.name.full()) }
        (parts::radios(Field::new("role", ui.t("identity-role")).errors(errors), &roles, &input.role))
        (parts::select(Field::new("body", ui.t("identity-body")).hint(ui.t("identity-role-body-hint")).errors(errors),
            &forms::body_choices(ui, picture, ui.t("identity-whole-portal")), &input.body))
        p.govuk-body { a.govuk-link href="/admin/roles" { (ui.t("identity-role-rights")) } }
    };
    forms::form_page(ui, ui.t("identity-role-new"), errors, &fields, &format!("/admin/people/{}", entry.person.id))
}

pub(crate) async fn ask_withdraw(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path((id, grant)): Path<(PersonId, GrantId)>,
) -> Result<Response, WebError> {
    let picture = app.identity.record_of(ui.actor(), id).await?;
    let entry = picture.person(id).ok_or(Error::NotFound)?;
    let held = entry.grants.iter().find(|g| g.id == grant).ok_or(Error::NotFound)?;
    Ok(forms::confirm(
        &ui,
        ("identity-role-withdraw", "identity-role-withdraw"),
        &[("role", shown::role(&ui, held.role).into()), ("name", entry.person.name.full().into())],
        (&format!("/admin/people/{id}/roles/{grant}/withdraw"), &format!("/admin/people/{id}")),
    ))
}

pub(crate) async fn withdraw(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path((id, grant)): Path<(PersonId, GrantId)>,
) -> Result<Response, WebError> {
    app.identity.revoke_role(ui.actor(), id, grant).await?;
    Ok(forms::done(&ui, &format!("/admin/people/{id}"), "identity-role-withdrawn"))
}
