//! People: the list.

use crate::IdentityWeb;
use crate::pages::proof::or_prove;
use crate::pages::{forms, shown};
use axum::extract::State;
use orda_base::{Access, BodyId, Operation, PageRequest, Role};
use orda_identity::{PeopleFilter, PeopleSort, Registered, policy};
use orda_web::parts::{self, Chip, Choice, Column, Field, Filter, NumberPage, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;

const LIST: &str = "/admin/people";
const NUMBER: &str = "/admin/people/by-number";
const SESSIONS: &str = "/admin/people/sessions";

/// What the list is filtered by.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Search {
    q: String,
    body: String,
    role: String,
    inactive: String,
    sort: String,
    page: Option<u32>,
    size: Option<u32>,
}

impl Search {
    /// The words typed.
    pub(crate) fn words(&self) -> &str {
        &self.q
    }

    /// The question to the use case.
    pub(crate) fn filter(&self) -> PeopleFilter {
        let sort = self.sort.strip_prefix('-');
        PeopleFilter {
            words: self.q.clone(),
            body: self.body.parse().ok(),
            role: Role::from_code(&self.role),
            inactive: self.inactive == "1",
            sort: PeopleSort::from_code(sort.unwrap_or(&self.sort)).unwrap_or_default(),
            descending: sort.is_some(),
        }
    }
}

pub(crate) async fn list(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Query(search): Query<Search>,
) -> Result<Response, WebError> {
    let filter = search.filter();
    let (body, role, inactive): (Option<BodyId>, _, _) = (filter.body, filter.role, filter.inactive);
    let request = PageRequest::new(search.page, search.size);
    let found = app.identity.list_people(ui.actor(), &filter, request).await?;
    let mut chips = Vec::new();
    let without = |name: &str| parts::address(&ui, &[(name, None), ("page", None)]);
    if !search.q.trim().is_empty() {
        chips.push(Chip::new(ui.t("web-search"), search.q.clone(), without("q")));
    }
    if body.is_some() {
        chips.push(Chip::new(ui.t("identity-body"), shown::place(&ui, &found.picture, body), without("body")));
    }
    if let Some(role) = role {
        chips.push(Chip::new(ui.t("identity-role"), shown::role(&ui, role), without("role")));
    }
    let chosen: &[&str] = if inactive { &["1"] } else { &[] };
    let roles: Vec<Choice<'_>> = std::iter::once(Choice::new("", ui.t("web-all")))
        .chain(Role::ALL.into_iter().map(|r| Choice::new(r.code(), shown::role(&ui, r))))
        .collect();
    let size = request.size.to_string();
    let panel = Filter {
        action: LIST,
        fields: html! {
            (parts::text_input(Field::new("q", ui.t("identity-search-person")).kind("search").max(200), &search.q))
            (parts::select(Field::new("body", ui.t("identity-body")),
                &forms::body_choices(&ui, &found.picture, ui.t("web-all")), &search.body))
            (parts::select(Field::new("role", ui.t("identity-role")), &roles, &search.role))
            (parts::checkboxes(Field::new("inactive", ui.t("identity-state")).small(),
                &[Choice::new("1", ui.t("identity-also-barred"))], chosen))
        },
        chips: &chips,
        keep: &[("size", size.as_str()), ("sort", search.sort.as_str())],
    };
    let listed = html! {
        (parts::rows_found(&ui, &found.page))
        @if found.page.items.is_empty() {
            (parts::nothing_found(&ui))
        } @else {
            (people_table(&ui, &found))
            (parts::pager(&ui, &found.page))
            (forms::exports(&ui, LIST))
        }
    };
    let content = html! {
        h1.govuk-heading-xl { (ui.t("identity-people")) }
        (parts::button_group(html! {
            (parts::button_link("/admin/people/new", ui.t("identity-person-new")))
            a.govuk-link href=(NUMBER) { (ui.t("web-by-number")) }
            @if policy::may_keep_portal(ui.actor()).is_allowed() {
                a.govuk-link href=(SESSIONS) { (ui.t("identity-sessions-end-all")) }
            }
        }))
        (parts::filter_layout(&ui, &panel, listed))
    };
    let title = Title::new(ui.t("identity-people")).above(forms::crumbs(&ui, vec![])).wide();
    Ok(ui.page(title, content).accessed(Access::done("person", search.q.trim(), Operation::Search)))
}

/// A number of a person, which belongs into no address: addresses stay in histories and logs.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Number {
    iin: String,
}

pub(crate) async fn by_number(ui: Ui) -> Result<Response, WebError> {
    policy::may_administer(ui.actor()).check()?;
    Ok(number_page(&ui, "", &FormErrors::none()))
}

/// Leads to the person with the number, or says that there is none.
pub(crate) async fn find_by_number(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Form(input): Form<Number>,
) -> Result<Response, WebError> {
    match app.identity.person_with_number(ui.actor(), &input.iin).await {
        Ok(id) => Ok(ui
            .redirect(&format!("{LIST}/{id}"))
            .accessed(Access::done("person", id, Operation::Search).detail("by number"))),
        Err(error) => {
            let page = number_page(&ui, &input.iin, &ui.form_errors(error)?);
            Ok(page.accessed(Access::done("person", "", Operation::Search).detail("by number")))
        }
    }
}

fn number_page(ui: &Ui, typed: &str, errors: &FormErrors) -> Response {
    let (title, label) = (ui.t("web-by-number"), ui.t("web-iin"));
    let page = NumberPage { title, field: "iin", label, action: NUMBER, back: LIST };
    parts::number_page(ui, &page, typed, errors)
}

pub(crate) async fn ask_end_sessions(ui: Ui) -> Result<Response, WebError> {
    policy::may_keep_portal(ui.actor()).check()?;
    Ok(forms::confirm(&ui, ("identity-sessions-end-all", "identity-sessions-end-all"), &[], (SESSIONS, LIST)))
}

pub(crate) async fn end_sessions(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    match app.identity.end_all_sessions(ui.actor()).await {
        Ok(count) => {
            let message = Message::new("identity-sessions-ended").with("count", count);
            Ok(ui.redirect_with(LIST, &message).already_accounted())
        }
        Err(error) => Ok(or_prove(&ui, error, SESSIONS)),
    }
}

fn people_table(ui: &Ui, found: &Registered) -> Markup {
    let columns = vec![
        Column::new(ui.t("identity-person")).sort("name"),
        Column::new(ui.t("identity-position")).sort("position"),
        Column::new(ui.t("identity-body")).sort("body"),
        Column::new(ui.t("identity-roles")),
        Column::new(ui.t("identity-login")).sort("login"),
    ];
    let picture = &found.picture;
    let mut table = Table::new(ui.t("identity-people"), columns);
    for entry in found.entries() {
        let position = entry.position(picture.on);
        let body = position.map(|p| shown::place(ui, picture, Some(p.body))).unwrap_or_default();
        let roles: Vec<String> = entry.grants.iter().map(|g| shown::role(ui, g.role)).collect();
        table.push(vec![
            html! {
                a.govuk-link href={ (LIST) "/" (entry.person.id) } { (entry.person.name.full()) }
                (shown::inactive(ui, entry.person.active))
            },
            html! { @if let Some(position) = position { (ui.text(&position.title)) } },
            html! { (body) },
            html! { (roles.join(", ")) },
            html! { (entry.person.login.as_deref().unwrap_or("–")) },
        ]);
    }
    parts::table(ui, &table)
}
