//! The list of drafts: filters, columns, order, pages. Labels, names and progress are looked up once a page, not once a
//! row: the page must stay cheap.

mod columns;
pub(crate) mod export;
mod filter;
mod query;
mod rows;
pub(crate) mod saved;
mod seen;

pub(crate) use query::ListInput;
pub use seen::Seen;

use crate::{DraftsWeb, paths};
use axum::extract::State;
use columns::Col;
use maud::{Markup, html};
use orda_base::{Access, BodyId, Date, Error, Operation, Page, Role};
use orda_drafts::Row;
use orda_drafts::desk::SavedFilter;
use orda_identity::Body;
use orda_web::Question as _;
use orda_web::{Accounted, Bytes, Query, Response, Title, Ui, WebError, parts};
use std::collections::HashMap;
use std::sync::Arc;

/// Names of bodies by id, in the reader's language.
pub(crate) type Names<'a> = HashMap<BodyId, &'a str>;

/// What a search is called in the accounting (365-8-4).
pub(crate) const RESOURCE: &str = "draft";

/// `/drafts`.
pub(crate) async fn show(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Query(input): Query<ListInput>,
) -> Result<Response, WebError> {
    if !ui.actor().is_known() {
        return Err(Error::Unauthenticated.into());
    }
    let (query, bodies, now) = (input.query(), app.directory.bodies().await?, app.env.now());
    let filters = app.desk.filters(ui.actor()).await?;
    // The basis is asked for before the rows: what changes in between is then of a later one.
    let basis = app.drafts.list_basis(ui.actor(), &query);
    let key = basis.and_then(|basis| seen::key(&ui, &basis, &bodies, &filters).map(|key| (key, (basis.revision, now))));
    let had = key.as_ref().and_then(|(key, made)| app.seen.get(key, *made));
    let content = if let Some(had) = had {
        had
    } else {
        let page = app.drafts.list(ui.actor(), &query).await?;
        let names = names(&ui, &bodies);
        let list = found(&ui, &input, &page, &names, now.date());
        let content = Bytes::from(around(&ui, &input, &bodies, &names, &filters, list).into_string());
        if let Some((key, made)) = key {
            app.seen.keep(key, made, content.clone());
        }
        content
    };
    let access = Access::done(RESOURCE, input.described(), Operation::Search);
    Ok(ui.page_of(Title::new(ui.t("drafts-list-title")).wide(), content).accessed(access))
}

/// The page.
#[cfg(test)]
pub(crate) fn view(
    ui: &Ui,
    input: &ListInput,
    page: &Page<Row>,
    bodies: &[Arc<Body>],
    filters: &[SavedFilter],
    today: Date,
) -> Markup {
    let names = names(ui, bodies);
    around(ui, input, bodies, &names, filters, found(ui, input, page, &names, today))
}

/// What was found. Like [`around`] it depends on nothing but what is passed in, and the reader, language, path and query of
/// `ui`: see [`seen`].
fn found(ui: &Ui, input: &ListInput, page: &Page<Row>, names: &Names<'_>, today: Date) -> Markup {
    html! {
        @if page.items.is_empty() {
            @if input.is_filtered() {
                (parts::empty_state(ui.t("drafts-list-empty"), ui.t("drafts-list-empty-text"), html! {}))
            } @else {
                (parts::empty_state(ui.t("drafts-list-empty-all"), ui.t("drafts-list-empty-all-text"), html! {}))
            }
        } @else {
            (parts::rows_found(ui, page))
            (rows::table(ui, input, &page.items, names, today))
            (parts::pager(ui, page))
            (exports(ui, input))
            (columns::chooser(ui, input))
        }
    }
}

/// The page around what was found.
fn around(
    ui: &Ui,
    input: &ListInput,
    bodies: &[Arc<Body>],
    names: &Names<'_>,
    filters: &[SavedFilter],
    list: Markup,
) -> Markup {
    let drafts = ui.actor().has_anywhere(Role::Drafter);
    html! {
        h1.govuk-heading-xl { (ui.t("drafts-list-title")) }
        @if drafts {
            (parts::button_group(html! {
                (parts::button_link(paths::NEW, ui.t("drafts-list-new")))
                a.govuk-link href=(paths::POSTINGS) { (ui.t("drafts-postings-title")) }
            }))
        }
        (saved::bar(ui, input, filters))
        (filter::layout(ui, input, bodies, names, list))
    }
}

/// Short names of bodies.
pub(crate) fn names<'a>(ui: &Ui, bodies: &'a [Arc<Body>]) -> Names<'a> {
    let language = ui.lang();
    let name = |body: &'a Body| {
        let short = body.short_name.get(language);
        if short.is_empty() { body.name.get(language) } else { short }
    };
    bodies.iter().map(|body| (body.id, name(body))).collect()
}

fn exports(ui: &Ui, input: &ListInput) -> Markup {
    html! {
        p.govuk-body.app-no-print {
            (ui.t("drafts-list-export")) ": "
            a.govuk-link href=(input.link("/drafts/export.xlsx")) download { (ui.t("drafts-list-export-xlsx")) }
            " · "
            a.govuk-link href=(input.link("/drafts/export.csv")) download { (ui.t("drafts-list-export-csv")) }
        }
    }
}

/// The columns shown, in their order.
fn shown(input: &ListInput) -> Vec<Col> {
    Col::chosen(&input.columns)
}
