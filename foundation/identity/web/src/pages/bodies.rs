//! State bodies: the tree, one body, its form.

use crate::IdentityWeb;
use crate::pages::{forms, shown};
use axum::extract::State;
use orda_base::{Access, BodyId, Error, LocalizedText, Operation, Result, Role};
use orda_identity::{Body, BodyFilter, BodyInput, BodyKind, Picture, policy};
use orda_web::parts::{self, Chip, Choice, Column, Field, Filter, Row, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Path, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;
use std::sync::Arc;

const LIST: &str = "/admin/bodies";

/// What the list is filtered by.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Search {
    q: String,
    kind: String,
    inactive: String,
    sort: String,
}

impl Search {
    /// The words typed.
    pub(crate) fn words(&self) -> &str {
        &self.q
    }

    /// The question to the use case.
    pub(crate) fn filter(&self) -> BodyFilter {
        BodyFilter { words: self.q.clone(), kind: BodyKind::from_code(&self.kind), inactive: self.inactive == "1" }
    }
}

/// The bodies in the order asked for, with their depths: by a column as they are, else as a tree.
pub(crate) fn sorted(ui: &Ui, search: &Search, bodies: &[Arc<Body>]) -> Vec<(usize, Arc<Body>)> {
    let key = |body: &Body| match search.sort.trim_start_matches('-') {
        "name" => Some(kazakh::sort_key(ui.text(&body.name))),
        "short" => Some(kazakh::sort_key(ui.text(&body.short_name))),
        "kind" => Some(kazakh::sort_key(ui.t(forms::kind_key(body.kind)))),
        "bin" => Some(body.bin.clone()),
        _ => None,
    };
    if bodies.first().is_none_or(|b| key(b).is_none()) {
        return in_tree_order(bodies);
    }
    let mut all: Vec<_> = bodies.iter().map(|b| (0, Arc::clone(b))).collect();
    all.sort_by_cached_key(|(_, body)| key(body));
    if search.sort.starts_with('-') {
        all.reverse();
    }
    all
}

/// A body as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    bin: String,
    kind: String,
    name_kk: String,
    name_ru: String,
    name_en: String,
    short_name_kk: String,
    short_name_ru: String,
    short_name_en: String,
    parent: String,
}

impl Input {
    fn of(body: &Body) -> Self {
        Self {
            bin: body.bin.clone(),
            kind: body.kind.code().to_owned(),
            name_kk: body.name.kk.clone(),
            name_ru: body.name.ru.clone(),
            name_en: body.name.en.clone(),
            short_name_kk: body.short_name.kk.clone(),
            short_name_ru: body.short_name.ru.clone(),
            short_name_en: body.short_name.en.clone(),
            parent: body.parent.map(|p| p.to_string()).unwrap_or_default(),
        }
    }

    fn name(&self) -> LocalizedText {
        LocalizedText::new(&self.name_kk, &self.name_ru, &self.name_en)
    }

    fn short_name(&self) -> LocalizedText {
        LocalizedText::new(&self.short_name_kk, &self.short_name_ru, &self.short_name_en)
    }

    fn read(&self) -> BodyInput {
        BodyInput {
            bin: self.bin.clone(),
            kind: BodyKind::from_code(&self.kind),
            name: self.name(),
            short_name: self.short_name(),
            parent: self.parent.parse().ok(),
        }
    }
}

pub(crate) async fn list(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Query(search): Query<Search>,
) -> Result<Response, WebError> {
    let inactive = search.inactive == "1";
    let filter = search.filter();
    let bodies = app.identity.list_bodies(ui.actor(), &filter).await?;
    let portal = policy::may_keep_portal(ui.actor()).is_allowed();
    let chosen: &[&str] = if inactive { &["1"] } else { &[] };
    let mut chips = Vec::new();
    if !search.q.trim().is_empty() {
        chips.push(Chip::new(ui.t("web-search"), search.q.clone(), parts::address(&ui, &[("q", None)])));
    }
    if let Some(kind) = filter.kind {
        let without = parts::address(&ui, &[("kind", None)]);
        chips.push(Chip::new(ui.t("identity-kind"), ui.t(forms::kind_key(kind)), without));
    }
    let panel = Filter {
        action: LIST,
        fields: html! {
            (parts::text_input(Field::new("q", ui.t("identity-search-body")).kind("search").max(200), &search.q))
            (parts::select(Field::new("kind", ui.t("identity-kind")), &forms::kind_choices(&ui, ui.t("web-all")), &search.kind))
            (parts::checkboxes(Field::new("inactive", ui.t("identity-state")).small(),
                &[Choice::new("1", ui.t("identity-also-inactive"))], chosen))
        },
        chips: &chips,
        keep: &[("sort", search.sort.as_str())],
    };
    let count = bodies.len();
    let listed = html! {
        p.app-rows-found role="status" { (ui.tr("web-rows-found", &[("count", count.into())])) }
        @if bodies.is_empty() {
            (parts::nothing_found(&ui))
        } @else {
            (body_table(&ui, &sorted(&ui, &search, &bodies)))
            (forms::exports(&ui, LIST))
        }
    };
    let content = html! {
        h1.govuk-heading-xl { (ui.t("identity-bodies")) }
        @if portal { (parts::button_link("/admin/bodies/new", ui.t("identity-body-new"))) }
        (parts::filter_layout(&ui, &panel, listed))
    };
    let title = Title::new(ui.t("identity-bodies")).above(forms::crumbs(&ui, vec![])).wide();
    Ok(ui.page(title, content).accessed(Access::done("body", search.q.trim(), Operation::Search)))
}

/// Each body after the one above it, with its depth; one whose upper body is not in the list stands at the top.
fn in_tree_order(bodies: &[Arc<Body>]) -> Vec<(usize, Arc<Body>)> {
    fn walk(all: &[Arc<Body>], above: &Body, depth: usize, out: &mut Vec<(usize, Arc<Body>)>) {
        for body in all.iter().filter(|b| b.parent == Some(above.id)) {
            out.push((depth, Arc::clone(body)));
            walk(all, body, depth + 1, out);
        }
    }
    let mut out = Vec::with_capacity(bodies.len());
    for top in bodies.iter().filter(|b| b.parent.is_none_or(|p| !bodies.iter().any(|other| other.id == p))) {
        out.push((0, Arc::clone(top)));
        walk(bodies, top, 1, &mut out);
    }
    out
}

fn body_table(ui: &Ui, bodies: &[(usize, Arc<Body>)]) -> Markup {
    let columns = vec![
        Column::new(ui.t("identity-body")).sort("name"),
        Column::new(ui.t("identity-short-name")).sort("short"),
        Column::new(ui.t("identity-kind")).sort("kind"),
        Column::new(ui.t("identity-bin")).sort("bin"),
    ];
    let mut table = Table::new(ui.t("identity-bodies"), columns);
    for (depth, body) in bodies {
        table.push(vec![
            html! {
                @if *depth > 0 { span aria-hidden="true" { ("– ".repeat(*depth)) } }
                a.govuk-link href={ (LIST) "/" (body.id) } { (ui.text(&body.name)) }
                (shown::inactive(ui, body.active))
            },
            html! { (ui.text(&body.short_name)) },
            html! { (ui.t(forms::kind_key(body.kind))) },
            html! { (body.bin) },
        ]);
    }
    parts::table(ui, &table)
}

/// The body, for who may see the administration.
pub(crate) async fn found(app: &IdentityWeb, ui: &Ui, id: BodyId) -> Result<(Arc<Picture>, Arc<Body>)> {
    policy::may_administer(ui.actor()).check()?;
    let picture = app.identity.picture().await?;
    let body = Arc::clone(picture.body(id).ok_or(Error::NotFound)?);
    Ok((picture, body))
}

pub(crate) async fn show(State(app): State<IdentityWeb>, ui: Ui, Path(id): Path<BodyId>) -> Result<Response, WebError> {
    let (picture, body) = found(&app, &ui, id).await?;
    let portal = policy::may_keep_portal(ui.actor()).is_allowed();
    let keeps = policy::may_keep_body(ui.actor(), id).is_allowed();
    let content = html! {
        h1.govuk-heading-xl { (ui.text(&body.name)) (shown::inactive(&ui, body.active)) }
        (parts::summary_list(&facts(&ui, &picture, &body)))
        @if portal {
            (parts::button_group(html! {
                (parts::button_link_secondary(&format!("{LIST}/{id}/edit"), ui.t("web-change")))
                @if body.active {
                    a.govuk-link href={ (LIST) "/" (id) "/deactivate" } { (ui.t("identity-body-deactivate")) }
                } @else {
                    (parts::post_button(&format!("{LIST}/{id}/activate"), ui.t("identity-body-activate"),
                        "govuk-button--secondary", html! {}))
                }
            }))
        }
        h2.govuk-heading-m { (ui.t("identity-units")) }
        (units(&ui, &picture, id, keeps))
        @if keeps { p.govuk-body { a.govuk-link href={ (LIST) "/" (id) "/units/new" } { (ui.t("identity-unit-new")) } } }
        h2.govuk-heading-m { (ui.t("identity-acting")) }
        (super::appointments::acting_table(&ui, &picture, id, keeps))
        @if keeps { p.govuk-body { a.govuk-link href={ (LIST) "/" (id) "/acting/new" } { (ui.t("identity-acting-new")) } } }
        @if keeps {
            h2.govuk-heading-m { (ui.t("identity-people")) }
            p.govuk-body { a.govuk-link href={ "/admin/people?body=" (id) } { (ui.t("identity-body-people")) } }
        }
    };
    let title = Title::new(ui.text(&body.name)).above(forms::crumbs(&ui, vec![forms::to_bodies(&ui)]));
    Ok(ui.page(title, content).accessed(Access::done("body", id, Operation::Read)))
}

fn facts<'a>(ui: &'a Ui, picture: &'a Picture, body: &'a Body) -> Vec<Row<'a>> {
    let head = picture.head(body.id);
    let people = picture.people_of(body.id).count();
    let mut rows = vec![
        Row::new(ui.t("identity-bin"), html! { (body.bin) }),
        Row::new(ui.t("identity-kind"), html! { (ui.t(forms::kind_key(body.kind))) }),
        Row::new(ui.t("identity-short-name"), html! { (ui.text(&body.short_name)) }),
    ];
    if let Some(parent) = body.parent {
        let name = shown::place(ui, picture, Some(parent));
        rows.push(Row::new(ui.t("identity-parent"), html! { a.govuk-link href={ (LIST) "/" (parent) } { (name) } }));
    }
    let name = head.map_or_else(|| ui.t("identity-no-head").to_owned(), |e| e.person.name.full());
    rows.push(Row::new(shown::role(ui, Role::HeadOfBody), html! { (name) }));
    rows.push(Row::new(
        ui.t("identity-people"),
        html! { (ui.tr("identity-people-count", &[("count", people.into())])) },
    ));
    rows
}

fn units(ui: &Ui, picture: &Picture, body: BodyId, keeps: bool) -> Markup {
    let all: Vec<_> = picture.units_of(body).collect();
    if all.is_empty() {
        return html! { p.govuk-body { (ui.t("identity-units-none")) } };
    }
    html! {
        ul.govuk-list.govuk-list--bullet {
            @for unit in &all {
                li {
                    @if keeps { a.govuk-link href={ (LIST) "/" (body) "/units/" (unit.id) } { (ui.text(&unit.name)) } }
                    @else { (ui.text(&unit.name)) }
                    @if let Some(above) = unit.parent.and_then(|p| picture.unit(p)) { " (" (ui.text(&above.name)) ")" }
                    (shown::inactive(ui, unit.active))
                }
            }
        }
    }
}

pub(crate) async fn new(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    policy::may_keep_portal(ui.actor()).check()?;
    let picture = app.identity.picture().await?;
    let fields = fields(&ui, &picture, &Input::default(), &FormErrors::none());
    let title = ui.t("identity-body-new");
    Ok(ui.page(title, forms::form_page(&ui, title, &FormErrors::none(), &fields, LIST)))
}

pub(crate) async fn create(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match app.identity.create_body(ui.actor(), &input.read()).await {
        Ok(id) => Ok(forms::done(&ui, &format!("{LIST}/{id}"), "identity-body-created")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let picture = app.identity.picture().await?;
            let title = ui.t("identity-body-new");
            let fields = fields(&ui, &picture, &input, &errors);
            Ok(ui.page_with_errors(title, &errors, forms::form_page(&ui, title, &errors, &fields, LIST)))
        }
    }
}

pub(crate) async fn edit(State(app): State<IdentityWeb>, ui: Ui, Path(id): Path<BodyId>) -> Result<Response, WebError> {
    policy::may_keep_portal(ui.actor()).check()?;
    let (picture, body) = found(&app, &ui, id).await?;
    let fields = fields(&ui, &picture, &Input::of(&body), &FormErrors::none());
    let title = ui.t("identity-body-edit");
    let back = format!("{LIST}/{id}");
    Ok(ui.page(title, forms::form_page(&ui, title, &FormErrors::none(), &fields, &back)))
}

pub(crate) async fn update(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<BodyId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let back = format!("{LIST}/{id}");
    match app.identity.update_body(ui.actor(), id, &input.read()).await {
        Ok(()) => Ok(forms::done(&ui, &back, "web-saved")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let picture = app.identity.picture().await?;
            let title = ui.t("identity-body-edit");
            let fields = fields(&ui, &picture, &input, &errors);
            Ok(ui.page_with_errors(title, &errors, forms::form_page(&ui, title, &errors, &fields, &back)))
        }
    }
}

fn fields(ui: &Ui, picture: &Picture, input: &Input, errors: &FormErrors) -> Markup {
    html! {
        (parts::text_input(Field::new("bin", ui.t("identity-bin")).hint(ui.t("identity-number-hint")).width(20).max(12)
            .inputmode("numeric").autocomplete("off").errors(errors), &input.bin))
        (parts::select(Field::new("kind", ui.t("identity-kind")).errors(errors),
            &forms::kind_choices(ui, ui.t("identity-not-chosen")), &input.kind))
        (forms::texts(ui, "name", "identity-full-name", &input.name(), errors))
        (forms::texts(ui, "short_name", "identity-short-name", &input.short_name(), errors))
        (parts::select(Field::new("parent", ui.t("identity-parent")).optional(ui).errors(errors),
            &forms::body_choices(ui, picture, ui.t("identity-no-parent")), &input.parent))
    }
}

pub(crate) async fn ask_deactivate(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<BodyId>,
) -> Result<Response, WebError> {
    policy::may_keep_portal(ui.actor()).check()?;
    let (_, body) = found(&app, &ui, id).await?;
    Ok(forms::confirm(
        &ui,
        ("identity-body-deactivate", "identity-body-deactivate"),
        &[("name", ui.text(&body.name).into())],
        (&format!("{LIST}/{id}/deactivate"), &format!("{LIST}/{id}")),
    ))
}

pub(crate) async fn deactivate(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<BodyId>,
) -> Result<Response, WebError> {
    app.identity.set_body_active(ui.actor(), id, false).await?;
    Ok(forms::done(&ui, &format!("{LIST}/{id}"), "identity-body-deactivated"))
}

pub(crate) async fn activate(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<BodyId>,
) -> Result<Response, WebError> {
    app.identity.set_body_active(ui.actor(), id, true).await?;
    Ok(forms::done(&ui, &format!("{LIST}/{id}"), "identity-body-activated"))
}
