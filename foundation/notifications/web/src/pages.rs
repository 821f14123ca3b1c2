//! A person's own notices.

use crate::{NotificationsWeb, text};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Operation, Page, Timestamp};
use orda_notifications::{NoticeId, StoredNotice};
use orda_web::parts::{self, Colour};
use orda_web::{Accounted, Form, Message, Paging, Path, Query, Response, Ui, WebError};
use serde::Deserialize;

/// Own notices as an access.
pub(crate) fn access() -> Access {
    Access::done("notification", "", Operation::Read)
}

pub(crate) async fn list(
    State(web): State<NotificationsWeb>,
    ui: Ui,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let page = web.notifications.mine(ui.actor(), paging.request()).await?;
    let content = html! {
        h1.govuk-heading-l { (ui.t("notifications-title")) }
        p.govuk-body { (ui.t("notifications-lead")) " " (parts::rule(&ui, "385-11")) }
        @if page.items.is_empty() {
            (parts::empty_state(ui.t("notifications-empty-title"), ui.t("notifications-empty"), Markup::default()))
        } @else {
            @if page.items.iter().any(|n| n.read_at.is_none()) { (mark_all(&ui, &page)) }
            h2.govuk-visually-hidden { (ui.t("notifications-list")) }
            ul.govuk-list.app-notices { @for notice in &page.items { li.app-notice { (card(&ui, notice)) } } }
            (parts::pager(&ui, &page))
        }
    };
    Ok(ui.page(ui.t("notifications-title"), content).accessed(access()))
}

/// Marks what the page showed; a notice that came meanwhile stays unread.
fn mark_all(ui: &Ui, page: &Page<StoredNotice>) -> Markup {
    let newest = page.items.iter().map(|n| n.created_at.micros()).max().unwrap_or_default();
    parts::post_button(
        "/notifications/read-all",
        ui.t("notifications-mark-all"),
        "govuk-button--secondary",
        parts::hidden("until", newest),
    )
}

fn card(ui: &Ui, notice: &StoredNotice) -> Markup {
    let sentence = text::sentence(ui.shell().messages(), ui.lang(), &notice.kind, &notice.args);
    let path = format!("/notifications/{}", notice.id);
    html! {
        p.govuk-body {
            @if notice.read_at.is_none() { (parts::tag(ui.t("notifications-new"), Colour::Blue)) " " }
            @if notice.needs_action { (parts::tag(ui.t("notifications-needs-action"), Colour::Yellow)) " " }
            (sentence)
        }
        p.govuk-hint {
            time datetime=(notice.created_at.rfc3339()) { (ui.datetime(notice.created_at)) }
            @if let Some(read) = notice.read_at {
                " · " (ui.tr("notifications-read-at", &[("date", ui.datetime(read).into())]))
            }
        }
        (parts::button_group(html! {
            (with_name(&sentence, &parts::post_button(&format!("{path}/open"), ui.t("notifications-open"),
                "govuk-button--secondary app-row-action", Markup::default())))
            @if notice.read_at.is_none() {
                (with_name(&sentence, &parts::post_button(&format!("{path}/read"), ui.t("notifications-mark-read"),
                    "govuk-button--secondary app-row-action", Markup::default())))
            }
        }))
    }
}

/// Which notice a button belongs to, for listeners.
fn with_name(sentence: &str, button: &Markup) -> Markup {
    html! { div role="group" aria-label=(sentence) { (button) } }
}

/// Marks a notice as read and leads to what it is about.
pub(crate) async fn open(
    State(web): State<NotificationsWeb>,
    ui: Ui,
    Path(id): Path<NoticeId>,
) -> Result<Response, WebError> {
    let notice = web.notifications.read(ui.actor(), id).await?;
    Ok(ui.redirect(&local(&notice.link)).already_accounted())
}

/// Links are paths of the portal; whatever else stands there leads back to the list.
fn local(link: &str) -> String {
    let is_local = link.starts_with('/') && !link.starts_with("//") && !link.contains(['\\', '\r', '\n', '\t']);
    if is_local { link.to_owned() } else { "/notifications".to_owned() }
}

pub(crate) async fn read(
    State(web): State<NotificationsWeb>,
    ui: Ui,
    Path(id): Path<NoticeId>,
) -> Result<Response, WebError> {
    web.notifications.read(ui.actor(), id).await?;
    Ok(ui.redirect("/notifications").already_accounted())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Until {
    until: Option<i64>,
}

pub(crate) async fn read_all(
    State(web): State<NotificationsWeb>,
    ui: Ui,
    Form(until): Form<Until>,
) -> Result<Response, WebError> {
    web.notifications.read_all(ui.actor(), until.until.map(Timestamp::from_micros)).await?;
    let done = Message::new("notifications-marked-all");
    Ok(ui.redirect_with("/notifications", &done).already_accounted())
}
