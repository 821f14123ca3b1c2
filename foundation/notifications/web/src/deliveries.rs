//! E-mails that did not arrive, for administrators (385-11).

use crate::{NotificationsWeb, text};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Operation, Page, PersonId, Result};
use orda_notifications::{Delivery, DeliveryFilter, MailId, MailState, Recipients};
use orda_web::parts::{self, Colour, Column, Tab, Table};
use orda_web::{Accounted, Message, Paging, Path, Query, Response, Title, Ui, WebError};
use serde::Deserialize;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

const PATH: &str = "/admin/deliveries";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    state: String,
}

impl Wanted {
    pub(crate) fn filter(&self) -> DeliveryFilter {
        DeliveryFilter { state: MailState::from_code(&self.state) }
    }
}

pub(crate) async fn list(
    State(web): State<NotificationsWeb>,
    ui: Ui,
    Query(wanted): Query<Wanted>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let filter = wanted.filter();
    let page = web.deliveries.list(ui.actor(), &filter, paging.request()).await?;
    let names = names(&*web.recipients, &page).await?;
    let content = html! {
        h1.govuk-heading-l { (ui.t("notifications-deliveries-title")) }
        p.govuk-body { (ui.t("notifications-deliveries-lead")) }
        @if !web.deliveries.is_configured() { (parts::warning(&ui, ui.t("notifications-deliveries-unconfigured"))) }
        (state_tabs(&ui, filter.state))
        @if page.items.is_empty() {
            (parts::empty_state(ui.t("notifications-deliveries-empty-title"), ui.t("notifications-deliveries-empty"),
                Markup::default()))
        } @else {
            (parts::rows_found(&ui, &page))
            (deliveries_table(&ui, &page, &names))
            (parts::pager(&ui, &page))
        }
    };
    let access = Access::done("delivery", filter.state.map_or("", MailState::code), Operation::Search);
    Ok(ui.page(Title::new(ui.t("notifications-deliveries-title")).wide(), content).accessed(access))
}

/// Names of the recipients of a page, each asked for once; the directory answers from memory.
async fn names(recipients: &dyn Recipients, page: &Page<Delivery>) -> Result<HashMap<PersonId, String>> {
    let mut names = HashMap::new();
    for delivery in &page.items {
        if let Entry::Vacant(place) = names.entry(delivery.recipient) {
            let found = recipients.address(delivery.recipient).await?;
            place.insert(found.map(|r| r.name).unwrap_or_default());
        }
    }
    Ok(names)
}

fn state_tabs(ui: &Ui, current: Option<MailState>) -> Markup {
    let path = |state: Option<MailState>| state.map_or(PATH.to_owned(), |s| format!("{PATH}?state={}", s.code()));
    let all = Tab::new(path(None), ui.t("notifications-deliveries-undelivered"));
    let states = MailState::ALL.map(|s| Tab::new(path(Some(s)), state_label(ui, s)));
    let tabs: Vec<_> = std::iter::once(all).chain(states).collect();
    parts::tabs(ui.t("notifications-deliveries-tabs"), &tabs, &path(current))
}

fn deliveries_table(ui: &Ui, page: &Page<Delivery>, names: &HashMap<PersonId, String>) -> Markup {
    let columns = vec![
        Column::new(ui.t("notifications-delivery-recipient")),
        Column::new(ui.t("notifications-delivery-notice")),
        Column::new(ui.t("notifications-delivery-state")),
        Column::new(ui.t("notifications-delivery-attempts")).numeric(),
        Column::new(ui.t("notifications-delivery-created")),
        Column::new(ui.t("notifications-delivery-error")),
        Column::new(ui.t("notifications-delivery-actions")).heading_hidden(),
    ];
    let rows = page.items.iter().map(|delivery| {
        let name = names.get(&delivery.recipient).filter(|name| !name.is_empty());
        let name = name.map_or_else(|| ui.t("notifications-delivery-unknown"), String::as_str);
        vec![
            html! { (name) @if !delivery.address.is_empty() { br; span.app-wrap { (delivery.address) } } },
            // What waits for a person is that person's own affair: of a letter of the morning the subject is enough.
            html! { (text::sentence(ui.shell().messages(), ui.lang(), shown(&delivery.kind), &delivery.args)) },
            state_cell(ui, delivery),
            html! { (delivery.attempts) },
            html! { time datetime=(delivery.created_at.rfc3339()) { (ui.datetime(delivery.created_at)) } },
            html! { span.app-wrap { (delivery.last_error) } },
            resend_button(ui, delivery, name),
        ]
    });
    parts::table(ui, &Table::new(ui.t("notifications-deliveries-caption"), columns).rows(rows))
}

fn state_cell(ui: &Ui, delivery: &Delivery) -> Markup {
    let colour = match delivery.state {
        MailState::Waiting => Colour::Blue,
        MailState::Sent => Colour::Green,
        MailState::Failed => Colour::Red,
        MailState::NoAddress => Colour::Yellow,
    };
    html! {
        (parts::tag(state_label(ui, delivery.state), colour))
        @if let Some(sent) = delivery.sent_at { br; (ui.t("notifications-delivery-sent")) ": " (ui.datetime(sent)) }
        @if delivery.state == MailState::Waiting && delivery.attempts > 0 {
            br; (ui.t("notifications-delivery-next")) ": " (ui.datetime(delivery.next_at))
        }
    }
}

fn resend_button(ui: &Ui, delivery: &Delivery, name: &str) -> Markup {
    // What has not been tried goes out by itself.
    if delivery.state == MailState::Sent || (delivery.state == MailState::Waiting && delivery.attempts == 0) {
        return Markup::default();
    }
    let action = format!("{PATH}/{}/resend", delivery.id);
    let button = parts::post_button(
        &action,
        ui.t("notifications-delivery-resend"),
        "govuk-button--secondary app-row-action",
        Markup::default(),
    );
    html! { div role="group" aria-label=(name) { (button) } }
}

fn state_label(ui: &Ui, state: MailState) -> &str {
    match state {
        MailState::Waiting => ui.t("notifications-state-waiting"),
        MailState::Sent => ui.t("notifications-state-sent"),
        MailState::Failed => ui.t("notifications-state-failed"),
        MailState::NoAddress => ui.t("notifications-state-no_address"),
    }
}

pub(crate) async fn resend(
    State(web): State<NotificationsWeb>,
    ui: Ui,
    Path(id): Path<MailId>,
) -> Result<Response, WebError> {
    web.deliveries.resend(ui.actor(), id).await?;
    Ok(ui.redirect_with(PATH, &Message::new("notifications-delivery-resent")).already_accounted())
}

/// Key of the words by which a mail is named.
fn shown(kind: &str) -> &str {
    if kind == orda_notifications::DIGEST { "notifications-digest.subject" } else { kind }
}
