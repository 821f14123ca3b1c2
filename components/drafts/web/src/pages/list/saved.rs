//! Saved filters: links above the list, saving what is filtered now, and a page to rename and delete them.

use super::ListInput;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Error, Message, Operation};
use orda_drafts::desk::{FilterId, MOST_FILTERS, SavedFilter};
use orda_web::Question as _;
use orda_web::{Accounted, Form, FormErrors, Path, Query, Response, Ui, WebError, parts};
use serde::Deserialize;

/// Path of the page on which filters are kept.
const PATH: &str = "/drafts/filters";

/// A name as it is typed, with the question it is for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NameInput {
    name: String,
    query: String,
}

/// The question as it is kept: read and written anew, so that nothing else gets into a link; always from the first page.
pub(crate) fn cleaned(query: &str) -> String {
    let input: ListInput = serde_html_form::from_str(query).unwrap_or_default();
    input.with(|_| ()).encoded()
}

/// The links above the list, and the way to save what is filtered now.
pub(super) fn bar(ui: &Ui, input: &ListInput, filters: &[SavedFilter]) -> Markup {
    let here = input.with(|_| ()).encoded();
    let is_saved = filters.iter().any(|f| f.query == here);
    if filters.is_empty() && !input.is_filtered() {
        return Markup::default();
    }
    html! {
        nav.app-saved.app-no-print aria-label=(ui.t("drafts-filters-title")) {
            @if !filters.is_empty() {
                span.app-saved__label { (ui.t("drafts-filters-title")) ":" }
                ul.app-saved__list {
                    @for filter in filters {
                        li {
                            a.govuk-link href=(link(filter)) aria-current=[(filter.query == here).then_some("true")] {
                                (filter.name)
                            }
                        }
                    }
                }
                a.govuk-link.app-saved__manage href=(PATH) { (ui.t("drafts-filters-manage")) }
            }
            @if input.is_filtered() && !is_saved {
                a.govuk-link.app-saved__manage href=(format!("{PATH}/new?{here}")) { (ui.t("drafts-filters-save")) }
            }
        }
    }
}

fn link(filter: &SavedFilter) -> String {
    if filter.query.is_empty() { paths::LIST.to_owned() } else { format!("{}?{}", paths::LIST, filter.query) }
}

/// `/drafts/filters`.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>) -> Result<Response, WebError> {
    let filters = app.desk.filters(ui.actor()).await?;
    let content = view(&ui, &filters);
    Ok(ui.page(ui.t("drafts-filters-title"), content).accessed(Access::done("filter", "", Operation::Read)))
}

/// The page.
pub(crate) fn view(ui: &Ui, filters: &[SavedFilter]) -> Markup {
    let columns = vec![
        parts::Column::new(ui.t("drafts-filter-name")),
        parts::Column::new(ui.t("drafts-filter-saved")),
        parts::Column::new(ui.t("drafts-word-action")).heading_hidden(),
    ];
    let rows = filters.iter().map(|filter| {
        vec![
            html! { a.govuk-link href=(link(filter)) { (filter.name) } },
            html! { (ui.date(filter.saved_at)) },
            html! {
                a.govuk-link href=(format!("{PATH}/{}/rename", filter.id)) {
                    (ui.t("drafts-filter-rename")) span.govuk-visually-hidden { ": " (filter.name) }
                }
                " · "
                a.govuk-link href=(format!("{PATH}/{}/delete", filter.id)) {
                    (ui.t("drafts-filter-delete")) span.govuk-visually-hidden { ": " (filter.name) }
                }
            },
        ]
    });
    html! {
        (crate::view::back(ui, paths::LIST, ui.t("drafts-list-title")))
        h1.govuk-heading-xl { (ui.t("drafts-filters-title")) }
        p.govuk-body { (ui.tr("drafts-filters-lead", &[("limit", crate::view::count(MOST_FILTERS))])) }
        @if filters.is_empty() {
            p.govuk-body { (ui.t("drafts-filters-none")) }
        } @else {
            (parts::table(ui, &parts::Table::new(ui.t("drafts-filters-title"), columns).rows(rows)))
        }
    }
}

/// `/drafts/filters/new?…`: what is filtered now gets a name.
pub(crate) async fn new(ui: Ui, Query(input): Query<ListInput>) -> Result<Response, WebError> {
    let query = input.with(|_| ()).encoded();
    let content = form(&ui, "drafts-filters-save", "", &query, &FormErrors::none());
    Ok(ui.page(ui.t("drafts-filters-save"), content))
}

/// Saves it and leads back to the list as it was.
pub(crate) async fn save(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Form(typed): Form<NameInput>,
) -> Result<Response, WebError> {
    let query = cleaned(&typed.query);
    match app.desk.save_filter(ui.actor(), &typed.name, &query).await {
        Ok(_) => {
            let message = Message::new("drafts-filter-saved-as");
            Ok(ui.redirect_with(&format!("{}?{query}", paths::LIST), &message).already_accounted())
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let content = form(&ui, "drafts-filters-save", &typed.name, &query, &errors);
            Ok(ui.page_with_errors(ui.t("drafts-filters-save"), &errors, content))
        }
    }
}

/// The form with the name. It is sent to the page's own address without the question: `new` or `rename`.
pub(crate) fn form(ui: &Ui, title: &str, name: &str, query: &str, errors: &FormErrors) -> Markup {
    crate::view::column(&html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (ui.t(title)) }
        form method="post" action=(ui.path()) novalidate {
            (parts::hidden("query", query))
            (parts::text_input(parts::Field::new("name", ui.t("drafts-filter-name")).hint(ui.t("drafts-filter-name-hint")).max(80).errors(errors), name))
            (parts::button_group(html! {
                (parts::button(ui.t("web-save")))
                a.govuk-link href=(if query.is_empty() { PATH.to_owned() } else { format!("{}?{query}", paths::LIST) }) { (ui.t("web-cancel")) }
            }))
        }
    })
}

async fn own(ui: &Ui, app: &DraftsWeb, id: FilterId) -> Result<SavedFilter, WebError> {
    let filters = app.desk.filters(ui.actor()).await?;
    filters.iter().find(|f| f.id == id).cloned().ok_or_else(|| Error::NotFound.into())
}

/// `/drafts/filters/{id}/rename`.
pub(crate) async fn ask_rename(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<FilterId>,
) -> Result<Response, WebError> {
    let filter = own(&ui, &app, id).await?;
    let content = form(&ui, "drafts-filter-rename-title", &filter.name, "", &FormErrors::none());
    Ok(ui.page(ui.t("drafts-filter-rename-title"), content))
}

/// Renames.
pub(crate) async fn rename(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<FilterId>,
    Form(typed): Form<NameInput>,
) -> Result<Response, WebError> {
    match app.desk.rename_filter(ui.actor(), id, &typed.name).await {
        Ok(()) => Ok(ui.redirect_with(PATH, &Message::new("web-saved")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let content = form(&ui, "drafts-filter-rename-title", &typed.name, "", &errors);
            Ok(ui.page_with_errors(ui.t("drafts-filter-rename-title"), &errors, content))
        }
    }
}

/// `/drafts/filters/{id}/delete`.
pub(crate) async fn ask_delete(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<FilterId>,
) -> Result<Response, WebError> {
    let filter = own(&ui, &app, id).await?;
    let consequence = ui.tr("drafts-filter-delete-text", &[("name", filter.name.as_str().into())]);
    Ok(parts::confirm_page(
        &ui,
        parts::Confirmation {
            question: ui.t("drafts-filter-delete-title"),
            consequence: &consequence,
            content: html! {},
            action: &format!("{PATH}/{id}/delete"),
            verb: ui.t("drafts-filter-delete"),
            back: PATH,
            dangerous: true,
        },
    ))
}

/// Deletes.
pub(crate) async fn delete(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<FilterId>,
) -> Result<Response, WebError> {
    app.desk.delete_filter(ui.actor(), id).await?;
    Ok(ui.redirect_with(PATH, &Message::new("drafts-filter-deleted")).already_accounted())
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    /// Only what the list understands is kept, from its first page on.
    #[test]
    fn keeps_the_question_only() {
        assert_eq!(cleaned("page=7&term=overdue&evil=1&state=on_approval"), "state=on_approval&term=overdue");
        assert_eq!(cleaned("%%%"), "");
    }
}
