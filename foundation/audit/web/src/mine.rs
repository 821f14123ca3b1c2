//! Who has read or changed my card: for each person.

use crate::accounted_for;
use crate::pages::{operation, outcome_tag, time, who_label};
use axum::extract::State;
use axum::response::IntoResponse;
use maud::html;
use orda_audit::{Accounting, Cursor, Entry, Who};
use orda_web::parts::{self, Column, Crumb, Table};
use orda_web::{Json, Query, Response, Title, Ui, WebError};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Path of the page.
pub(crate) const PATH: &str = "/profile/accesses";
/// Records a page.
const SIZE: u32 = 50;

pub(crate) fn router() -> OpenApiRouter<Arc<Accounting>> {
    OpenApiRouter::new().routes(routes!(accesses))
}

/// Where a page begins.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct From {
    /// `next` of the page before.
    after: String,
}

impl From {
    fn cursor(&self) -> Option<Cursor> {
        self.after.parse().ok()
    }
}

/// An access of somebody to one's own card.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CardAccess {
    /// Server time, RFC 3339.
    at: String,
    /// `person`, `system`, `portal` or `unknown`.
    who: &'static str,
    /// Name of the user or system.
    name: String,
    /// What was done.
    operation: &'static str,
    /// `done`, `refused` or `failed`.
    outcome: &'static str,
}

/// Accesses of others to one's own card, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CardAccesses {
    /// The accesses.
    items: Vec<CardAccess>,
    /// Value of `after` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Who has read or changed one's own card.
#[utoipa::path(get, path = "/api/v1/profile/accesses", tag = "accounting", params(From),
    responses((status = 200, body = CardAccesses), (status = 401), (status = 403)))]
async fn accesses(State(accounting): State<Arc<Accounting>>, ui: Ui, Query(from): Query<From>) -> Response {
    let found = async || -> Result<Response, WebError> {
        let found = accounting.about_me(ui.actor(), from.cursor(), SIZE).await?;
        let item = |Entry { entry, .. }| CardAccess {
            at: entry.at.rfc3339(),
            who: entry.who.code(),
            name: name(&ui, entry.who, &entry.actor_name),
            operation: entry.operation.code(),
            outcome: entry.outcome.code(),
        };
        let next = found.next.map(|n| n.to_string());
        Ok(Json(CardAccesses { items: found.entries.into_iter().map(item).collect(), next }).into_response())
    };
    accounted_for(found().await)
}

/// A claimed name is nobody's name.
fn name(ui: &Ui, who: Who, name: &str) -> String {
    match who {
        Who::Person | Who::System => name.to_owned(),
        Who::Portal | Who::Unknown => who_label(ui, who),
    }
}

pub(crate) async fn show(State(accounting): State<Arc<Accounting>>, ui: Ui, Query(from): Query<From>) -> Response {
    accounted_for(page(&accounting, &ui, &from).await)
}

async fn page(accounting: &Accounting, ui: &Ui, from: &From) -> Result<Response, WebError> {
    let found = accounting.about_me(ui.actor(), from.cursor(), SIZE).await?;
    let columns = vec![
        Column::new(ui.t("audit-field-at")),
        Column::new(ui.t("audit-field-who")),
        Column::new(ui.t("audit-field-operation")),
        Column::new(ui.t("audit-field-outcome")),
    ];
    let rows = found.entries.iter().map(|Entry { entry, .. }| {
        vec![
            time(ui, entry.at),
            html! { (name(ui, entry.who, &entry.actor_name)) },
            html! { (operation(ui, entry.operation)) },
            outcome_tag(ui, entry.outcome),
        ]
    });
    let title = ui.t("audit-mine");
    let content = html! {
        h1.govuk-heading-l { (title) }
        p.govuk-body { (ui.t("audit-mine-lead")) }
        @if found.entries.is_empty() {
            (parts::empty_state(ui.t("audit-mine-none-title"), ui.t("audit-mine-none"), html! {}))
        } @else {
            (parts::table(ui, &Table::new(title, columns).rows(rows)))
            @if let Some(next) = &found.next {
                p.govuk-body {
                    a.govuk-link rel="next" href=(parts::address(ui, &[("after", Some(&next.to_string()))])) {
                        (ui.t("audit-older"))
                    }
                }
            }
        }
    };
    let crumbs = parts::breadcrumbs(ui, &[Crumb::new("/profile", ui.t("audit-mine-profile"))]);
    Ok(ui.page(Title::new(title).above(crumbs), content))
}
