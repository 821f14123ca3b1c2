//! Messages that did not arrive, and sending again by hand (385-15-d).

use super::{ADMIN, DELIVERIES};
use crate::EdmsWeb;
use crate::view::{self, Names, label};
use axum::extract::State;
use orda_base::{Access, Operation, Page, PageRequest};
use orda_edms::MessageId;
use orda_edms::ports::{Delivering, OutMessage};
use orda_web::parts::{self, Column, Tab, Table};
use orda_web::{Accounted, Markup, Message, Path, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    pub(crate) state: String,
    pub(crate) page: Option<u32>,
    pub(crate) size: Option<u32>,
}

impl Wanted {
    pub(crate) fn request(&self) -> PageRequest {
        PageRequest::new(self.page, self.size)
    }

    pub(crate) fn delivering(&self) -> Option<Delivering> {
        Delivering::from_code(&self.state)
    }
}

/// What was looked for, for the accounting.
pub(crate) fn access(wanted: &Wanted) -> Access {
    Access::done("edms_message", &wanted.state, Operation::Search)
}

pub(crate) async fn list(
    State(web): State<EdmsWeb>,
    ui: Ui,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let page = web.edms.deliveries(ui.actor(), wanted.delivering(), wanted.request()).await?;
    let bodies = web.edms.bodies().await?;
    let content = content(&ui, wanted.delivering(), &page, &view::names(&ui, &bodies));
    let title = Title::new(ui.t("edms-deliveries-title")).above(super::admin::crumbs(&ui)).wide();
    Ok(ui.page(title, content).accessed(access(&wanted)))
}

/// The page.
pub(crate) fn content(ui: &Ui, state: Option<Delivering>, page: &Page<OutMessage>, names: &Names<'_>) -> Markup {
    html! {
        h1.govuk-heading-l { (ui.t("edms-deliveries-title")) }
        p.govuk-body { (ui.t("edms-deliveries-lead")) }
        (tabs(ui, state))
        @if page.items.is_empty() {
            (parts::empty_state(ui.t("edms-deliveries-empty"), ui.t("edms-deliveries-empty-text"), html! {}))
        } @else {
            (parts::rows_found(ui, page))
            (table(ui, page, names))
            (parts::pager(ui, page))
        }
        p.govuk-body { a.govuk-link href=(ADMIN) { (ui.t("edms-participants-title")) } }
    }
}

fn tabs(ui: &Ui, current: Option<Delivering>) -> Markup {
    let path = |state: Option<Delivering>| {
        state.map_or_else(|| DELIVERIES.to_owned(), |s| format!("{DELIVERIES}?state={}", s.code()))
    };
    let all = Tab::new(path(None), ui.t("edms-deliveries-undelivered"));
    let states = Delivering::ALL.map(|s| Tab::new(path(Some(s)), label(ui, "edms-delivery", s.code())));
    let tabs: Vec<_> = std::iter::once(all).chain(states).collect();
    parts::tabs(ui.t("edms-deliveries-title"), &tabs, &path(current))
}

fn table(ui: &Ui, page: &Page<OutMessage>, names: &Names<'_>) -> Markup {
    let columns = vec![
        Column::new(ui.t("edms-column-receiver")),
        Column::new(ui.t("edms-delivery-what")),
        Column::new(ui.t("edms-column-state")),
        Column::new(ui.t("edms-delivery-attempts")).numeric(),
        Column::new(ui.t("edms-delivery-created")),
        Column::new(ui.t("edms-delivery-error")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let rows = page.items.iter().map(|message| {
        let name = names.get(&message.receiver).copied().unwrap_or_default();
        vec![
            html! { (name) },
            html! { (label(ui, "edms-message", message.kind.code())) },
            html! {
                (view::delivering(ui, message.state))
                @if let Some(sent) = message.sent_at { br; (ui.datetime(sent)) }
                @if message.state == Delivering::Waiting && message.attempts > 0 {
                    br; (ui.t("edms-delivery-next")) ": " (ui.datetime(message.next_at))
                }
            },
            html! { (message.attempts) },
            html! { time datetime=(message.created_at.rfc3339()) { (ui.datetime(message.created_at)) } },
            html! { span.app-wrap { (error(ui, &message.last_error)) } },
            resend_button(ui, message, name),
        ]
    });
    parts::table(ui, &Table::new(ui.t("edms-deliveries-title"), columns).rows(rows))
}

/// What the other side said, or the words of a fault of our own.
fn error(ui: &Ui, said: &str) -> String {
    let own = orda_edms::FaultKind::ALL.into_iter().find(|k| k.code() == said);
    own.map_or_else(|| said.to_owned(), |kind| label(ui, "edms-fault", kind.code()))
}

fn resend_button(ui: &Ui, message: &OutMessage, name: &str) -> Markup {
    // What has not been tried goes out by itself.
    if message.state == Delivering::Sent || (message.state == Delivering::Waiting && message.attempts == 0) {
        return Markup::default();
    }
    let action = format!("{DELIVERIES}/{}/resend", message.id);
    let class = "govuk-button--secondary app-row-action";
    let button = parts::post_button(&action, ui.t("edms-again"), class, Markup::default());
    html! { div role="group" aria-label=(name) { (button) } }
}

pub(crate) async fn resend(
    State(web): State<EdmsWeb>,
    ui: Ui,
    Path(id): Path<MessageId>,
) -> Result<Response, WebError> {
    web.edms.resend(ui.actor(), id).await?;
    Ok(ui.redirect_with(DELIVERIES, &Message::new("edms-resent")).already_accounted())
}
