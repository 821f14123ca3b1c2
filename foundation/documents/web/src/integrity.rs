//! How the stored bytes stand, for administrators and security officers of the portal (385-62-d): page and interface.

use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::get;
use maud::{Markup, html};
use orda_base::{Access, Actor, Operation, Role, Timestamp};
use orda_documents::{CheckState, Checks};
use orda_web::parts::{self, Column, Row, Table};
use orda_web::{Accounted, Caller, Json, NavItem, Response, Title, Ui, WebError, only_known};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Kind of resource in the accounting.
const RESOURCE: &str = "integrity";

/// The check in the line of services.
pub const NAVIGATION: NavItem =
    NavItem { key: "documents-integrity-nav", href: orda_documents::INTEGRITY_PAGE, visible: is_for };

fn is_for(actor: &Actor) -> bool {
    [Role::Administrator, Role::SecurityOfficer].into_iter().any(|role| actor.has_in_portal(role))
}

/// The page.
pub fn routes(checks: Checks) -> Router {
    Router::new().route("/admin/integrity", get(show)).route_layer(from_fn(only_known)).with_state(checks)
}

/// The same for programs.
pub fn api(checks: Checks) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(state)).route_layer(from_fn(only_known)).with_state(checks)
}

async fn show(ui: Ui, State(checks): State<Checks>) -> Result<Response, WebError> {
    let state = checks.state(ui.actor()).await?;
    let content = view(&ui, &state, checks.settings().days);
    let access = Access::done(RESOURCE, "", Operation::Read);
    Ok(ui.page(Title::new(ui.t("documents-integrity-title")), content).accessed(access))
}

fn view(ui: &Ui, state: &CheckState, days: u32) -> Markup {
    let mut rows = vec![
        Row::new(ui.t("documents-integrity-all"), html! { (state.all) }),
        Row::new(ui.t("documents-integrity-unread"), html! { (state.unread) }),
    ];
    if let Some(oldest) = state.oldest {
        rows.push(Row::new(ui.t("documents-integrity-oldest"), html! { (ui.datetime(oldest)) }));
    }
    rows.push(Row::new(ui.t("documents-integrity-damaged"), html! { (state.damaged.len()) }));
    let columns = vec![
        Column::new(ui.t("documents-integrity-file")),
        Column::new(ui.t("documents-integrity-size")),
        Column::new(ui.t("documents-integrity-digest")),
        Column::new(ui.t("documents-integrity-found")),
    ];
    let lines = state.damaged.iter().map(|one| {
        vec![
            html! { code.app-wrap { (one.file) } },
            html! { (ui.size(one.size)) },
            html! { code.app-digest { (one.sha256_hex()) } },
            html! { (ui.datetime(one.found_at)) },
        ]
    });
    html! {
        h1.govuk-heading-xl { (ui.t("documents-integrity-title")) }
        p.govuk-body { (ui.tr("documents-integrity-lead", &[("days", days.into())])) " " (parts::rule(ui, "385-62-d")) }
        (parts::summary_list(&rows))
        @if state.damaged.is_empty() {
            (parts::empty_state(ui.t("documents-integrity-none"), ui.t("documents-integrity-none-text"), html! {}))
        } @else {
            (parts::warning(ui, ui.t("documents-integrity-what-to-do")))
            (parts::table(ui, &Table::new(ui.t("documents-integrity-damaged"), columns).rows(lines)))
        }
    }
}

/// How the stored bytes stand.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = documents::Integrity)]
pub(crate) struct IntegrityJson {
    /// How many stored files there are; files with the same bytes count once.
    all: u64,
    /// How many were never read again.
    unread: u64,
    /// When the longest unread of the others was read (RFC 3339).
    oldest: Option<String>,
    /// The damaged ones, the latest first, five hundred at most.
    damaged: Vec<DamagedJson>,
}

/// A damaged file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = documents::Damaged)]
pub(crate) struct DamagedJson {
    /// Id of the file, as in the accounting.
    file: String,
    /// Length in bytes, as received.
    size: u64,
    /// SHA-256 as received, 64 hexadecimal digits.
    sha256: String,
    /// When the damage was found (RFC 3339).
    found_at: String,
}

/// How the stored bytes stand: for administrators and security officers of the portal (385-62-d).
#[utoipa::path(get, operation_id = "documents_integrity", path = "/api/v1/integrity", tag = "documents",
    responses((status = 200, body = IntegrityJson), (status = 403, description = "neither administrator nor security officer")))]
pub(crate) async fn state(State(checks): State<Checks>, caller: Caller) -> Result<Response, WebError> {
    let state = checks.state(&caller.0).await?;
    let damaged = state.damaged.iter().map(|one| DamagedJson {
        file: one.file.to_string(),
        size: one.size,
        sha256: one.sha256_hex(),
        found_at: one.found_at.rfc3339(),
    });
    let shown = IntegrityJson {
        all: state.all,
        unread: state.unread,
        oldest: state.oldest.map(Timestamp::rfc3339),
        damaged: damaged.collect(),
    };
    Ok(Json(shown).into_response().accessed(Access::done(RESOURCE, "", Operation::Read)))
}
