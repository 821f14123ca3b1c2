//! Requests and certificates of the bodies that an administrator keeps.

use super::{certificate_tag, logged_in, request_tag};
use crate::SignaturesWeb;
use crate::report::validity;
use axum::extract::State;
use orda_base::{Access, BodyId, Error, Operation, PageRequest, PersonId, Result, Role};
use orda_identity::PersonCard;
use orda_signatures::centre::{
    CertificateFilter, CertificateRequest, IssuedCertificate, RequestFilter, RequestState, may_administer,
};
use orda_web::parts::{self, Chip, Choice, Column, Field, Filter, NumberPage, Tab, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;
use std::sync::Arc;

const REQUESTS: &str = "/admin/certificates";
const ISSUED: &str = "/admin/certificates/issued";
const NUMBER: &str = "/admin/certificates/by-number";

/// People of whom a list of names is shown when a search fits several.
const NAMES_SHOWN: usize = 20;

/// What the lists are filtered by.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct Search {
    state: String,
    body: String,
    person: String,
    q: String,
    in_force: String,
    page: Option<u32>,
    size: Option<u32>,
}

/// A number of a person, which belongs into no address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Number {
    iin: String,
}

impl Search {
    fn bodies(&self) -> Option<Vec<BodyId>> {
        self.body.parse().ok().map(|body| vec![body])
    }

    fn page(&self) -> PageRequest {
        PageRequest::new(self.page, self.size)
    }
}

pub(crate) async fn requests(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Query(search): Query<Search>,
) -> Result<Response, WebError> {
    logged_in(&ui)?;
    let state = match search.state.as_str() {
        "all" => None,
        code => Some(RequestState::from_code(code).unwrap_or(RequestState::Pending)),
    };
    let filter = RequestFilter { person: None, bodies: search.bodies(), state };
    let page = app.centre.requests(ui.actor(), filter, search.page()).await?;
    let states: Vec<Choice<'_>> = RequestState::ALL
        .into_iter()
        .map(|s| Choice::new(s.code(), ui.t(&format!("signatures-request-state-{}", s.code())).to_owned()))
        .chain([Choice::new("all", ui.t("signatures-filter-all"))])
        .collect();
    let shown = state.map_or("all", RequestState::code);
    let chips = body_chip(&app, &ui, &search).await?;
    let size = search.page().size.to_string();
    let panel = Filter {
        action: REQUESTS,
        fields: html! {
            (parts::select(Field::new("state", ui.t("signatures-state")), &states, shown))
            (body_select(&app, &ui, &search).await?)
        },
        chips: &chips,
        keep: &[("size", size.as_str())],
    };
    let list = html! {
        (parts::rows_found(&ui, &page))
        @if page.items.is_empty() {
            (parts::empty_state(ui.t("signatures-requests-empty"), ui.t("signatures-requests-empty-text"), html! {}))
        } @else {
            (request_table(&app, &ui, &page.items).await?)
            (parts::pager(&ui, &page))
        }
    };
    let response = show(&ui, REQUESTS, &parts::filter_layout(&ui, &panel, list));
    Ok(response.accessed(Access::done("certificate_request", "", Operation::Search)))
}

async fn request_table(app: &SignaturesWeb, ui: &Ui, items: &[CertificateRequest]) -> Result<Markup> {
    let mut table = Table::new(
        ui.t("signatures-admin-requests"),
        vec![
            Column::new(ui.t("signatures-person")),
            Column::new(ui.t("signatures-report-body")),
            Column::new(ui.t("signatures-request-made")),
            Column::new(ui.t("signatures-key-kind")),
            Column::new(ui.t("signatures-state")),
        ],
    );
    for item in items {
        let name = app.person_name(item.person).await?;
        table.push(vec![
            html! { a.govuk-link href={ "/certificates/requests/" (item.id) } { (name) } },
            html! { (app.body_name(ui, item.body).await?) },
            html! { (ui.datetime(item.requested_at)) },
            html! { (item.key_name) },
            request_tag(ui, item.state),
        ]);
    }
    Ok(parts::table(ui, &table))
}

/// Leads to the certificates of the person with the number, or says that there is none.
pub(crate) async fn find_by_number(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Form(input): Form<Number>,
) -> Result<Response, WebError> {
    keeps_some(&ui)?;
    let iin = input.iin.trim();
    let number = iin.len() == 12 && iin.bytes().all(|b| b.is_ascii_digit());
    let people = if number { visible(&ui, app.people_with_number(iin).await?, &app).await? } else { Vec::new() };
    let access = Access::done("certificate", "", Operation::Search).detail("by number");
    let answer = if let Some(person) = people.first() {
        ui.redirect(&format!("{ISSUED}?person={}", person.id))
    } else {
        let key = if number { "signatures-number-unknown" } else { "signatures-number-wrong" };
        number_page(&ui, iin, &ui.form_errors(Error::field("iin", key))?)
    };
    Ok(answer.accessed(access))
}

pub(crate) async fn by_number(ui: Ui) -> Result<Response, WebError> {
    keeps_some(&ui)?;
    Ok(number_page(&ui, "", &FormErrors::none()))
}

/// Only for who keeps certificates of a body.
fn keeps_some(ui: &Ui) -> Result<(), WebError> {
    logged_in(ui)?;
    let keeps = ui.actor().has_in_portal(Role::Administrator)
        || ui.actor().bodies_with(Role::Administrator).into_iter().any(|body| may_administer(ui.actor(), body));
    if keeps { Ok(()) } else { Err(Error::Forbidden.into()) }
}

fn number_page(ui: &Ui, typed: &str, errors: &FormErrors) -> Response {
    let (title, label) = (ui.t("web-by-number"), ui.t("web-iin"));
    let page = NumberPage { title, field: "iin", label, action: NUMBER, back: ISSUED };
    parts::number_page(ui, &page, typed, errors)
}

pub(crate) async fn issued(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Query(search): Query<Search>,
) -> Result<Response, WebError> {
    logged_in(&ui)?;
    let words = search.q.trim();
    let people = if words.is_empty() { Vec::new() } else { visible(&ui, app.find_people(words).await?, &app).await? };
    let chosen: Option<PersonId> = match (search.person.parse().ok(), people.as_slice()) {
        (Some(person), _) => Some(person),
        (None, [one]) => Some(one.id),
        _ => None,
    };
    let unrevoked = search.in_force == "1";
    let list = if !words.is_empty() && chosen.is_none() {
        which_person(&ui, &people)
    } else {
        let filter = CertificateFilter { person: chosen, bodies: search.bodies(), unrevoked };
        let page = app.centre.certificates(ui.actor(), filter, search.page()).await?;
        html! {
            (parts::rows_found(&ui, &page))
            @if page.items.is_empty() {
                (parts::empty_state(ui.t("signatures-issued-empty"), ui.t("signatures-issued-empty-text"), html! {}))
            } @else {
                (certificate_table(&app, &ui, &page.items).await?)
                (parts::pager(&ui, &page))
            }
        }
    };
    let mut chips = body_chip(&app, &ui, &search).await?;
    if let Some(person) = search.person.parse::<PersonId>().ok().filter(|_| words.is_empty()) {
        let name = app.person_name(person).await?;
        chips.push(Chip::new(
            ui.t("signatures-person"),
            name,
            parts::address(&ui, &[("person", None), ("page", None)]),
        ));
    }
    let size = search.page().size.to_string();
    let in_force: &[&str] = if unrevoked { &["1"] } else { &[] };
    let panel = Filter {
        action: ISSUED,
        fields: html! {
            (parts::text_input(Field::new("q", ui.t("signatures-filter-person")).max(200), &search.q))
            (body_select(&app, &ui, &search).await?)
            (parts::checkboxes(Field::new("in_force", ui.t("signatures-state")).small(),
                &[Choice::new("1", ui.t("signatures-filter-unrevoked"))], in_force))
        },
        chips: &chips,
        keep: &[("size", size.as_str())],
    };
    let content = html! {
        p.govuk-body { a.govuk-link href=(NUMBER) { (ui.t("web-by-number")) } }
        (parts::filter_layout(&ui, &panel, list))
    };
    let response = show(&ui, ISSUED, &content);
    Ok(response.accessed(Access::done("certificate", words, Operation::Search)))
}

/// Only people of bodies that the reader keeps: the search must not tell who else there is.
async fn visible(ui: &Ui, people: Vec<Arc<PersonCard>>, app: &SignaturesWeb) -> Result<Vec<Arc<PersonCard>>> {
    if ui.actor().has_in_portal(Role::Administrator) {
        return Ok(people);
    }
    let mut kept = Vec::new();
    for body in ui.actor().bodies_with(Role::Administrator) {
        kept.extend(app.directory.people_of(body).await?.into_iter().map(|person| person.id));
    }
    Ok(people.into_iter().filter(|person| kept.contains(&person.id)).collect())
}

fn which_person(ui: &Ui, people: &[Arc<PersonCard>]) -> Markup {
    if people.is_empty() {
        return parts::empty_state(ui.t("signatures-person-none"), ui.t("signatures-person-none-text"), html! {});
    }
    html! {
        h2.govuk-heading-s { (ui.t("signatures-person-which")) }
        ul.govuk-list.govuk-list--bullet {
            @for person in people.iter().take(NAMES_SHOWN) {
                li { a.govuk-link href={ (ISSUED) "?person=" (person.id) } { (person.name.full()) } " " (ui.text(&person.position)) }
            }
        }
    }
}

async fn certificate_table(app: &SignaturesWeb, ui: &Ui, items: &[IssuedCertificate]) -> Result<Markup> {
    let mut table = Table::new(
        ui.t("signatures-admin-issued"),
        vec![
            Column::new(ui.t("signatures-person")),
            Column::new(ui.t("signatures-report-body")),
            Column::new(ui.t("signatures-report-role")),
            Column::new(ui.t("signatures-report-validity")),
            Column::new(ui.t("signatures-state")),
        ],
    );
    for item in items {
        table.push(vec![
            html! { a.govuk-link href={ "/certificates/" (item.id) } { (item.subject.full_name()) } },
            html! { (app.body_name(ui, item.body).await?) },
            html! { (crate::report::roles(ui, &item.subject.roles)) },
            html! { (validity(ui, item.not_before, item.not_after)) },
            certificate_tag(ui, item.state(app.env.now())),
        ]);
    }
    Ok(parts::table(ui, &table))
}

async fn body_select(app: &SignaturesWeb, ui: &Ui, search: &Search) -> Result<Markup> {
    let bodies = app.directory.bodies().await?;
    let mut choices = vec![Choice::new("", ui.t("signatures-filter-all"))];
    for body in &bodies {
        if may_administer(ui.actor(), body.id) {
            choices.push(Choice::new(body.id.to_string(), ui.text(&body.short_name)));
        }
    }
    Ok(parts::select(Field::new("body", ui.t("signatures-report-body")), &choices, &search.body))
}

async fn body_chip<'a>(app: &SignaturesWeb, ui: &'a Ui, search: &Search) -> Result<Vec<Chip<'a>>> {
    let Ok(body) = search.body.parse::<BodyId>() else { return Ok(Vec::new()) };
    let name = app.body_name(ui, body).await?;
    let without = parts::address(ui, &[("body", None), ("page", None)]);
    Ok(vec![Chip::new(ui.t("signatures-report-body"), name, without)])
}

fn show(ui: &Ui, current: &str, content: &Markup) -> Response {
    let tabs =
        [Tab::new(REQUESTS, ui.t("signatures-admin-requests")), Tab::new(ISSUED, ui.t("signatures-admin-issued"))];
    let content = html! {
        h1.govuk-heading-l { (ui.t("signatures-admin-title")) }
        (parts::tabs(ui.t("signatures-admin-title"), &tabs, current))
        (content)
    };
    ui.page(Title::new(ui.t("signatures-admin-title")).wide(), content)
}
