//! Delegation: a head names who acts in the head's place, sees who did, and takes the duties back (385-14).

use crate::IdentityWeb;
use crate::pages::{forms, shown};
use axum::extract::State;
use orda_base::{Access, BodyId, Error, FieldError, Operation, Result, Role};
use orda_identity::{ActingId, Delegation, DelegationInput, Picture, policy};
use orda_web::parts::{self, Choice, Column, Dates, Field, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Path, Response, Ui, WebError, html};
use serde::Deserialize;

/// Path of the page.
const PATH: &str = "/profile/acting";

/// A delegation as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct DelegationForm {
    body: String,
    person: String,
    basis: String,
    #[serde(flatten)]
    dates: Dates,
}

impl DelegationForm {
    fn read(&self, bodies: &[BodyId]) -> Result<DelegationInput> {
        // Who heads one body need not say which.
        let body = self.body.parse().ok().or_else(|| (bodies.len() == 1).then(|| bodies[0]));
        let (person, from, until) =
            (self.person.parse().ok(), self.dates.of("from").date(), self.dates.of("until").date());
        if let (Some(body), Some(person), Some(from), Some(until)) = (body, person, from, until) {
            return Ok(DelegationInput { body, person, from, until, basis: self.basis.clone() });
        }
        let missing = [
            ("body", "error-choose", body.is_none()),
            ("person", "error-choose", person.is_none()),
            ("from", "error-date", from.is_none()),
            ("until", "error-date", until.is_none()),
        ];
        let missing = missing.into_iter().filter(|(_, _, missing)| *missing);
        Err(Error::Invalid(missing.map(|(field, key, _)| FieldError::new(field, key)).collect()))
    }
}

/// Bodies whose head the reader is by own right.
fn headed(ui: &Ui) -> Vec<BodyId> {
    let bodies = ui.actor().bodies_with(Role::HeadOfBody);
    bodies.filter(|body| policy::may_delegate(ui.actor(), *body).is_allowed()).collect()
}

/// `/profile/acting`.
pub(crate) async fn show(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    let all = app.identity.delegations(ui.actor()).await?;
    let picture = app.identity.picture().await?;
    let content = view(&ui, &picture, &all, !headed(&ui).is_empty());
    Ok(ui.page(ui.t("identity-delegation"), content).accessed(Access::done("role", "", Operation::Read)))
}

fn view(ui: &Ui, picture: &Picture, all: &[Delegation], is_head: bool) -> Markup {
    let columns = vec![
        Column::new(ui.t("identity-acting-who")),
        Column::new(ui.t("identity-body")),
        Column::new(ui.t("identity-term")),
        Column::new(ui.t("identity-delegation-basis")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let rows = all.iter().map(|delegation| {
        let acting = &delegation.acting;
        vec![
            html! { (shown::person(picture, acting.person)) },
            html! { (shown::place(ui, picture, Some(acting.body))) },
            html! { (shown::period(ui, acting.from, Some(acting.until))) },
            html! { (acting.basis) },
            html! {
                @if delegation.may_end {
                    a.govuk-link href=(format!("{PATH}/{}/end", acting.id)) {
                        (ui.t("identity-delegation-end"))
                        span.govuk-visually-hidden { ": " (shown::person(picture, acting.person)) }
                    }
                }
            },
        ]
    });
    html! {
        nav aria-label=(ui.t("web-breadcrumbs")) { (parts::back_link("/profile", ui.t("web-profile"))) }
        h1.govuk-heading-xl { (ui.t("identity-delegation")) }
        p.govuk-body { (ui.t("identity-delegation-lead")) " " (parts::rule(ui, "385-14")) }
        @if is_head { (parts::button_link(&format!("{PATH}/new"), ui.t("identity-delegation-new"))) }
        @else { p.govuk-body { (ui.t("identity-delegation-not-head")) } }
        @if all.is_empty() {
            p.govuk-body { (ui.t("identity-delegation-none")) }
        } @else {
            (parts::table(ui, &Table::new(ui.t("identity-delegation"), columns).rows(rows)))
        }
    }
}

/// `/profile/acting/new`.
pub(crate) async fn new(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    let bodies = headed(&ui);
    if bodies.is_empty() {
        return Err(Error::Forbidden.into());
    }
    let picture = app.identity.picture().await?;
    let content = form(&ui, &picture, &bodies, &DelegationForm::default(), &FormErrors::none());
    Ok(ui.page(ui.t("identity-delegation-new"), content))
}

/// Names the acting head.
pub(crate) async fn name(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Form(input): Form<DelegationForm>,
) -> Result<Response, WebError> {
    let bodies = headed(&ui);
    let done = match input.read(&bodies) {
        Ok(delegation) => app.identity.delegate(ui.actor(), &delegation).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(_) => Ok(forms::done(&ui, PATH, "identity-delegation-named")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let picture = app.identity.picture().await?;
            let content = form(&ui, &picture, &bodies, &input, &errors);
            Ok(ui.page_with_errors(ui.t("identity-delegation-new"), &errors, content))
        }
    }
}

fn form(ui: &Ui, picture: &Picture, bodies: &[BodyId], input: &DelegationForm, errors: &FormErrors) -> Markup {
    let own = ui.actor().person();
    let several = bodies.len() > 1;
    let mut people = vec![Choice::new("", ui.t("identity-not-chosen"))];
    for body in bodies {
        for entry in picture.people_of(*body).filter(|e| Some(e.person.id) != own) {
            let place = if several { format!(", {}", shown::place(ui, picture, Some(*body))) } else { String::new() };
            let text = format!("{} – {}{place}", entry.person.name.full(), ui.text(&entry.card.position));
            people.push(Choice::new(entry.person.id.to_string(), text));
        }
    }
    let of_bodies: Vec<Choice<'_>> = std::iter::once(Choice::new("", ui.t("identity-not-chosen")))
        .chain(bodies.iter().map(|b| Choice::new(b.to_string(), shown::place(ui, picture, Some(*b)))))
        .collect();
    let fields = html! {
        p.govuk-body { (ui.t("identity-delegation-lead")) " " (parts::rule(ui, "385-14")) }
        @if several { (parts::select(Field::new("body", ui.t("identity-body")).errors(errors), &of_bodies, &input.body)) }
        (parts::select(Field::new("person", ui.t("identity-acting-who")).errors(errors), &people, &input.person))
        (parts::date_input(ui, Field::new("from", ui.t("identity-first-day")).errors(errors), &input.dates.of("from")))
        (parts::date_input(ui, Field::new("until", ui.t("identity-last-day")).errors(errors), &input.dates.of("until")))
        (parts::text_input(
            Field::new("basis", ui.t("identity-delegation-basis")).hint(ui.t("identity-delegation-basis-hint"))
                .max(300).errors(errors),
            &input.basis,
        ))
    };
    forms::form_page(ui, ui.t("identity-delegation-new"), errors, &fields, PATH)
}

/// `/profile/acting/{id}/end`.
pub(crate) async fn ask_end(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<ActingId>,
) -> Result<Response, WebError> {
    let all = app.identity.delegations(ui.actor()).await?;
    let delegation = all.iter().find(|d| d.acting.id == id && d.may_end).ok_or(Error::NotFound)?;
    let picture = app.identity.picture().await?;
    let name = shown::person(&picture, delegation.acting.person);
    Ok(forms::confirm(
        &ui,
        ("identity-acting-end", "identity-delegation-end"),
        &[("name", name.into())],
        (&format!("{PATH}/{id}/end"), PATH),
    ))
}

/// Takes the duties back.
pub(crate) async fn end(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<ActingId>,
) -> Result<Response, WebError> {
    app.identity.end_delegation(ui.actor(), id).await?;
    Ok(forms::done(&ui, PATH, "identity-acting-ended"))
}
