//! The search of the header: drafts by number, title and text, bodies, people, on one page (385-6-6).

use crate::view::{count, label, names, states};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Error, Operation};
use orda_drafts::desk::{FoundDraft, FoundPerson, SearchQuery, Searched};
use orda_identity::Body;
use orda_web::{Accounted, Query, Response, Ui, WebError, parts};
use serde::{Deserialize, Serialize};

/// Longest run of words that is looked for, in characters.
const LONGEST: usize = 200;
/// Path of the page.
const PATH: &str = "/search";

/// What is typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct SearchInput {
    /// The words.
    pub(crate) q: String,
    /// Where the next page of texts begins.
    pub(crate) before: String,
}

impl SearchInput {
    /// The question to the use case.
    pub(crate) fn query(&self) -> SearchQuery {
        SearchQuery { words: self.q.trim().chars().take(LONGEST).collect(), before: self.before.parse().ok() }
    }

    /// How it is accounted for: with the words (365-8-4).
    pub(crate) fn access(&self) -> Access {
        Access::done("search", self.query().words, Operation::Search)
    }
}

/// `/search`.
pub(crate) async fn show(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Query(input): Query<SearchInput>,
) -> Result<Response, WebError> {
    if !ui.actor().is_known() {
        return Err(Error::Unauthenticated.into());
    }
    let query = input.query();
    let found = app.desk.search(ui.actor(), &query).await?;
    Ok(ui.page(ui.t("drafts-search-title"), view(&ui, &query, &found)).accessed(input.access()))
}

/// The page.
pub(crate) fn view(ui: &Ui, query: &SearchQuery, found: &Searched) -> Markup {
    html! {
        h1.govuk-heading-xl { (ui.t("drafts-search-title")) }
        form.app-search method="get" action=(PATH) role="search" aria-label=(ui.t("drafts-search-title")) {
            (parts::text_input(
                parts::Field::new("q", ui.t("drafts-search-words")).hint(ui.t("drafts-search-hint")).kind("search").max(200),
                &query.words,
            ))
            (parts::button(ui.t("web-search")))
        }
        @if query.words.is_empty() {
        } @else if found.is_empty() {
            (parts::empty_state(ui.t("drafts-search-none"), ui.t("drafts-search-none-text"), html! {}))
        } @else {
            (titles(ui, query, found))
            (texts(ui, query, found))
            (bodies(ui, &found.bodies))
            (people(ui, &found.people))
        }
    }
}

fn titles(ui: &Ui, query: &SearchQuery, found: &Searched) -> Markup {
    let all = serde_html_form::to_string([("words", query.words.as_str())]).unwrap_or_default();
    html! {
        @if !found.titles.is_empty() {
            section aria-labelledby="titles" {
                h2.govuk-heading-m id="titles" { (ui.t("drafts-search-titles")) }
                (drafts(ui, &found.titles))
                @if found.more_titles {
                    p.govuk-body { a.govuk-link href=(format!("{}?{all}", paths::LIST)) { (ui.t("drafts-search-all")) } }
                }
            }
        }
    }
}

fn texts(ui: &Ui, query: &SearchQuery, found: &Searched) -> Markup {
    let before = found.more_before.map(|n| n.to_string()).unwrap_or_default();
    let next = serde_html_form::to_string([("q", query.words.as_str()), ("before", &before)]).unwrap_or_default();
    html! {
        @if !found.texts.is_empty() || found.more_before.is_some() {
            section aria-labelledby="texts" {
                h2.govuk-heading-m id="texts" { (ui.t("drafts-search-texts")) }
                @if found.texts.is_empty() { p.govuk-body { (ui.t("drafts-search-texts-none")) } }
                (drafts(ui, &found.texts))
                @if found.more_before.is_some() {
                    p.govuk-body { a.govuk-link href=(format!("{PATH}?{next}")) rel="next" { (ui.t("drafts-search-next")) } }
                }
            }
        }
    }
}

fn drafts(ui: &Ui, found: &[FoundDraft]) -> Markup {
    html! {
        ul.app-matters {
            @for FoundDraft { row, piece } in found {
                li.app-found {
                    p.app-matter__title {
                        a.govuk-link href=(paths::version(row.draft, row.version)) { (ui.text(&row.title)) }
                    }
                    p.app-matter__why {
                        span.app-nowrap { (row.number) } ", " (ui.tr("drafts-version", &[("n", count(row.version))]))
                        " · " (label(ui, "drafts-kind", row.kind.code())) " " (states::version(ui, row.state))
                    }
                    @if !piece.is_empty() { p.app-matter__news { (piece) } }
                }
            }
        }
    }
}

fn bodies(ui: &Ui, found: &[std::sync::Arc<Body>]) -> Markup {
    html! {
        @if !found.is_empty() {
            section aria-labelledby="bodies" {
                h2.govuk-heading-m id="bodies" { (ui.t("drafts-search-bodies")) }
                ul.app-matters {
                    @for body in found {
                        li.app-found {
                            p.app-matter__title { (ui.text(&body.name)) }
                            p.app-matter__why {
                                a.govuk-link href=(format!("{}?body={}", paths::LIST, body.id)) {
                                    (ui.t("drafts-search-of-body"))
                                    span.govuk-visually-hidden { ": " (ui.text(&body.name)) }
                                }
                                " · "
                                a.govuk-link href=(format!("{}?approving={}", paths::LIST, body.id)) {
                                    (ui.t("drafts-search-at-body"))
                                    span.govuk-visually-hidden { ": " (ui.text(&body.name)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn people(ui: &Ui, found: &[FoundPerson]) -> Markup {
    html! {
        @if !found.is_empty() {
            section aria-labelledby="people" {
                h2.govuk-heading-m id="people" { (ui.t("drafts-search-people")) }
                ul.app-matters {
                    @for FoundPerson { card, body } in found {
                        li.app-found {
                            p.app-matter__title { (card.name.full()) }
                            p.app-matter__why {
                                (ui.text(&card.position))
                                @if let Some(body) = body { " · " (names::of_body(ui, body)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
