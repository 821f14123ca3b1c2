//! Alerts: what the rules found, and how it was handled.

use crate::accounted_for;
use crate::log_tabs::{crumbs, tabs};
use crate::pages::{operation, outcome, resource, time, who_label};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use maud::{Markup, html};
use orda_audit::{Alert, AlertId, Alerts, NOTE_LIMIT, Touched, Weight, Who};
use orda_base::{Error, Timestamp};
use orda_web::parts::{self, Colour, Column, Field, Row, Table};
use orda_web::{Form, FormErrors, Json, Message, Path, Query, Response, Title, Ui, WebError};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Alerts a page.
const SIZE: u32 = 50;

pub(crate) fn pages() -> Router<Arc<Alerts>> {
    Router::new().route("/accounting/alerts", get(list)).route("/accounting/alerts/{id}", get(show).post(handle))
}

pub(crate) fn router() -> OpenApiRouter<Arc<Alerts>> {
    OpenApiRouter::new().routes(routes!(list_api)).routes(routes!(show_api)).routes(routes!(handle_api))
}

/// Which alerts.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// `all` for handled ones too.
    show: String,
    /// Raised before this: microseconds since 1970, `next` of the page before.
    before: String,
}

impl Wanted {
    fn open(&self) -> bool {
        self.show != "all"
    }

    fn before(&self) -> Option<Timestamp> {
        self.before.parse().ok().map(Timestamp::from_micros)
    }
}

/// An alert.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AlertView {
    /// Id.
    #[schema(value_type = String)]
    id: AlertId,
    /// Code of the rule.
    rule: &'static str,
    /// `high`, `medium` or `low`.
    weight: &'static str,
    /// `person`, `system` or `unknown`.
    who: &'static str,
    /// Id of the person or system.
    actor_id: String,
    /// Name, or the name that was claimed.
    actor_name: String,
    /// Address of the computer.
    address: String,
    /// How many.
    count: u64,
    /// The first time, RFC 3339.
    first: String,
    /// The last time, RFC 3339.
    last: String,
    /// When it was raised, RFC 3339.
    raised_at: String,
    /// When it was handled, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    handled_at: Option<String>,
    /// Who handled it.
    #[serde(skip_serializing_if = "Option::is_none")]
    handled_by: Option<String>,
    /// What was found and done.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl From<Alert> for AlertView {
    fn from(Alert { id, suspicion: s, raised_at, handled }: Alert) -> Self {
        Self {
            id,
            rule: s.rule.code(),
            weight: s.rule.weight().code(),
            who: s.who.code(),
            actor_id: s.actor_id,
            actor_name: orda_audit::masked(&s.actor_name),
            address: s.address,
            count: s.count,
            first: s.first.rfc3339(),
            last: s.last.rfc3339(),
            raised_at: raised_at.rfc3339(),
            handled_at: handled.as_ref().map(|h| h.at.rfc3339()),
            handled_by: handled.as_ref().map(|h| h.name.clone()),
            note: handled.map(|h| h.note),
        }
    }
}

/// Alerts of the rules, the latest first; open ones unless `show=all`. For the security officer and administrators.
#[utoipa::path(get, path = "/api/v1/accounting/alerts", tag = "accounting", params(Wanted),
    responses((status = 200, body = Vec<AlertView>), (status = 401), (status = 403)))]
async fn list_api(State(alerts): State<Arc<Alerts>>, ui: Ui, Query(wanted): Query<Wanted>) -> Response {
    let found = async || -> Result<Response, WebError> {
        let found = alerts.list(ui.actor(), wanted.open(), wanted.before(), SIZE).await?;
        Ok(Json(found.into_iter().map(AlertView::from).collect::<Vec<_>>()).into_response())
    };
    accounted_for(found().await)
}

/// One alert.
#[utoipa::path(get, path = "/api/v1/accounting/alerts/{id}", tag = "accounting",
    params(("id" = String, Path, description = "Id of the alert")),
    responses((status = 200, body = AlertView), (status = 401), (status = 403), (status = 404)))]
async fn show_api(State(alerts): State<Arc<Alerts>>, ui: Ui, Path(id): Path<AlertId>) -> Response {
    let found = async || -> Result<Response, WebError> {
        Ok(Json(AlertView::from(alerts.open(ui.actor(), id).await?)).into_response())
    };
    accounted_for(found().await)
}

/// What was found and done about an alert.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct HandleInput {
    /// At most 2,000 characters.
    note: String,
}

/// Write down what was found and done about an alert, once.
#[utoipa::path(post, path = "/api/v1/accounting/alerts/{id}/handle", tag = "accounting", request_body = HandleInput,
    params(("id" = String, Path, description = "Id of the alert")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn handle_api(
    State(alerts): State<Arc<Alerts>>,
    ui: Ui,
    Path(id): Path<AlertId>,
    Json(input): Json<HandleInput>,
) -> Response {
    let done = alerts.handle(ui.actor(), id, &input.note).await;
    accounted_for(done.map(|()| StatusCode::NO_CONTENT.into_response()).map_err(WebError::from))
}

async fn list(State(alerts): State<Arc<Alerts>>, ui: Ui, Query(wanted): Query<Wanted>) -> Response {
    accounted_for(list_page(&alerts, &ui, &wanted).await)
}

async fn list_page(alerts: &Alerts, ui: &Ui, wanted: &Wanted) -> Result<Response, WebError> {
    let found = alerts.list(ui.actor(), wanted.open(), wanted.before(), SIZE).await?;
    let columns = vec![
        Column::new(ui.t("audit-alert-raised")),
        Column::new(ui.t("audit-alert-rule")),
        Column::new(ui.t("audit-field-who")),
        Column::new(ui.t("audit-field-address")),
        Column::new(ui.t("audit-alert-count")).numeric(),
        Column::new(ui.t("audit-alert-state")),
    ];
    let rows = found.iter().map(|alert| {
        vec![
            html! { a.govuk-link href=(format!("/accounting/alerts/{}", alert.id)) { (time(ui, alert.raised_at)) } },
            html! { (rule(ui, alert)) " " (weight(ui, alert.suspicion.rule.weight())) },
            html! { (actor(ui, alert)) },
            html! { (alert.suspicion.address) },
            html! { (alert.suspicion.count) },
            state(ui, alert),
        ]
    });
    let (other, words) =
        if wanted.open() { (Some("all"), "audit-alerts-show-all") } else { (None, "audit-alerts-show-open") };
    let title = ui.t("audit-alerts");
    let content = html! {
        h1.govuk-heading-l { (title) }
        (tabs(ui, "/accounting/alerts"))
        p.govuk-body { (ui.t("audit-alerts-lead")) " " (parts::rule(ui, "217-a42.2.2")) }
        p.govuk-body { a.govuk-link href=(parts::address(ui, &[("show", other), ("before", None)])) { (ui.t(words)) } }
        @if found.is_empty() {
            (parts::empty_state(ui.t("audit-alerts-none-title"), ui.t("audit-alerts-none"), html! {}))
        } @else {
            (parts::table(ui, &Table::new(title, columns).rows(rows)))
            @if found.len() == SIZE as usize && let Some(last) = found.last() {
                @let before = last.raised_at.micros().to_string();
                p.govuk-body {
                    a.govuk-link rel="next" href=(parts::address(ui, &[("before", Some(&before))])) {
                        (ui.t("audit-alerts-older"))
                    }
                }
            }
        }
    };
    Ok(ui.page(Title::new(title).wide(), content))
}

fn rule(ui: &Ui, alert: &Alert) -> String {
    ui.t(&format!("audit-rule-{}", alert.suspicion.rule.code())).to_owned()
}

fn weight(ui: &Ui, weight: Weight) -> Markup {
    let colour = match weight {
        Weight::High => Colour::Red,
        Weight::Medium => Colour::Yellow,
        Weight::Low => Colour::Grey,
    };
    parts::tag(ui.t(&format!("audit-weight-{}", weight.code())), colour)
}

fn state(ui: &Ui, alert: &Alert) -> Markup {
    if alert.handled.is_some() {
        parts::tag(ui.t("audit-alert-handled"), Colour::Green)
    } else {
        parts::tag(ui.t("audit-alert-open"), Colour::Yellow)
    }
}

fn actor(ui: &Ui, alert: &Alert) -> String {
    let s = &alert.suspicion;
    let name = orda_audit::masked(&s.actor_name);
    match (s.actor_id.is_empty(), name.is_empty()) {
        (_, true) => who_label(ui, s.who),
        (true, false) => ui.tr("audit-claimed", &[("name", name.into())]),
        (false, false) => name,
    }
}

async fn show(State(alerts): State<Arc<Alerts>>, ui: Ui, Path(id): Path<AlertId>) -> Response {
    let shown = async || -> Result<Response, WebError> {
        let (alert, touched) = alerts.report(ui.actor(), id).await?;
        let content = content(&ui, &alert, &touched, "", &FormErrors::none());
        Ok(ui.page(Title::new(rule(&ui, &alert)).above(above(&ui)), content))
    };
    accounted_for(shown().await)
}

fn above(ui: &Ui) -> Markup {
    crumbs(ui, &[("/accounting/alerts".to_owned(), ui.t("audit-alerts").to_owned())])
}

fn content(ui: &Ui, alert: &Alert, touched: &[Touched], note: &str, errors: &FormErrors) -> Markup {
    let s = &alert.suspicion;
    let zone = |at: Timestamp| at.zoned().strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let who = if s.actor_id.is_empty() { format!("address={}", s.address) } else { format!("person={}", s.actor_id) };
    let records = format!("/accounting?{who}&from={}&until={}", zone(s.first), zone(s.last.plus_seconds(1)));
    let mut rows = vec![
        Row::new(ui.t("audit-alert-rule"), html! { (rule(ui, alert)) " " (weight(ui, s.rule.weight())) }),
        Row::new(ui.t("audit-field-who"), html! { (actor(ui, alert)) }),
        Row::new(ui.t("audit-field-address"), html! { (s.address) }),
        Row::new(ui.t("audit-alert-count"), html! { (s.count) }),
        Row::new(ui.t("audit-alert-first"), time(ui, s.first)),
        Row::new(ui.t("audit-alert-last"), time(ui, s.last)),
        Row::new(ui.t("audit-alert-raised"), time(ui, alert.raised_at)),
        Row::new(ui.t("audit-alert-state"), state(ui, alert)),
    ];
    if let Some(handled) = &alert.handled {
        rows.push(Row::new(ui.t("audit-alert-handled-at"), time(ui, handled.at)));
        rows.push(Row::new(ui.t("audit-alert-handled-by"), html! { (handled.name) }));
        rows.push(Row::new(ui.t("audit-alert-note"), html! { span.app-wrap { (handled.note) } }));
    }
    let limit = u32::try_from(NOTE_LIMIT).unwrap_or(u32::MAX);
    html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (rule(ui, alert)) }
        (parts::summary_list(&rows))
        p.govuk-body.app-no-print { a.govuk-link href=(records) { (ui.t("audit-alert-records")) } }
        @if s.who == Who::Person && !s.actor_id.is_empty() && ui.actor().person().is_none_or(|p| p.to_string() != s.actor_id) {
            p.govuk-body.app-no-print {
                a.govuk-link href={ "/admin/people/" (s.actor_id) "/deactivate" } { (ui.t("audit-alert-block")) }
            }
        }
        (objects(ui, touched))
        @if alert.handled.is_none() {
            form method="post" novalidate {
                (parts::textarea(ui, Field::new("note", ui.t("audit-alert-note")).hint(ui.t("audit-alert-note-hint"))
                    .max(limit).errors(errors), note))
                (parts::button(ui.t("audit-alert-handle")))
            }
        }
    }
}

/// The objects that the alert is about.
fn objects(ui: &Ui, touched: &[Touched]) -> Markup {
    let columns = vec![
        Column::new(ui.t("audit-field-resource")),
        Column::new(ui.t("audit-field-part")),
        Column::new(ui.t("audit-field-operation")),
        Column::new(ui.t("audit-field-outcome")),
        Column::new(ui.t("audit-alert-count")).numeric(),
        Column::new(ui.t("audit-alert-last")),
    ];
    let rows = touched.iter().map(|one| {
        vec![
            html! { (resource(ui, &one.resource)) },
            html! { span.app-wrap { (orda_audit::masked(&one.part)) } },
            html! { (operation(ui, one.operation)) },
            html! { (outcome(ui, one.outcome)) },
            html! { (one.count) },
            time(ui, one.last),
        ]
    });
    html! {
        @if !touched.is_empty() {
            (parts::table(ui, &Table::new(ui.t("audit-alert-objects"), columns).rows(rows)))
        }
    }
}

async fn handle(
    State(alerts): State<Arc<Alerts>>,
    ui: Ui,
    Path(id): Path<AlertId>,
    Form(input): Form<HandleInput>,
) -> Response {
    let done = async || -> Result<Response, WebError> {
        let Err(error) = alerts.handle(ui.actor(), id, &input.note).await else {
            return Ok(ui.redirect_with("/accounting/alerts", &Message::new("audit-alert-saved")));
        };
        if !matches!(error, Error::Invalid(_)) {
            return Err(error.into());
        }
        let errors = ui.form_errors(error)?;
        let (alert, touched) = alerts.report(ui.actor(), id).await?;
        let content = content(&ui, &alert, &touched, &input.note, &errors);
        Ok(ui.page_with_errors(Title::new(rule(&ui, &alert)).above(above(&ui)), &errors, content))
    };
    accounted_for(done().await)
}
