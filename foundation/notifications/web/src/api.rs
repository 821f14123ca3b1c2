//! Notices and deliveries for programs.

use crate::deliveries::Wanted;
use crate::pages::access;
use crate::{NotificationsWeb, text};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use orda_base::{Access, Operation};
use orda_notifications::{Delivery, MailId, MailState, NoticeId, StoredNotice};
use orda_web::{Accounted, Json, Paging, Path, Query, Response, Ui, WebError};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn router() -> OpenApiRouter<NotificationsWeb> {
    OpenApiRouter::new().routes(routes!(mine)).routes(routes!(read)).routes(routes!(deliveries)).routes(routes!(resend))
}

/// A notice to the caller.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeView {
    /// Its id.
    id: String,
    /// What happened, as a stable code.
    kind: String,
    /// The same in words, in the caller's language.
    text: String,
    /// Path in the portal.
    link: String,
    /// Does it ask for an action?
    needs_action: bool,
    /// When it was written (RFC 3339).
    created_at: String,
    /// When it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    read_at: Option<String>,
}

/// A page of notices.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Notices {
    /// Unread ones first, then the newest.
    items: Vec<NoticeView>,
    /// How many there are.
    total: u64,
    /// How many are unread, up to 100.
    unread: u32,
}

/// An e-mail and where it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryView {
    /// Its id.
    id: String,
    /// Id of the person told.
    recipient: String,
    /// Address last tried.
    address: String,
    /// What happened, as a stable code.
    kind: String,
    /// `waiting`, `sent`, `failed` or `no_address`.
    state: &'static str,
    /// Attempts made.
    attempts: u32,
    /// When it is tried next (RFC 3339), while waiting.
    next_at: String,
    /// What was wrong with the last attempt.
    last_error: String,
    /// When it was written.
    created_at: String,
    /// When the mail server took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_at: Option<String>,
}

/// A page of e-mails.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryList {
    /// Newest first.
    items: Vec<DeliveryView>,
    /// How many there are.
    total: u64,
    /// Is a mail server configured? While it is not, e-mails wait.
    configured: bool,
}

fn notice_view(ui: &Ui, notice: StoredNotice) -> NoticeView {
    NoticeView {
        text: text::sentence(ui.shell().messages(), ui.lang(), &notice.kind, &notice.args),
        id: notice.id.to_string(),
        kind: notice.kind,
        link: notice.link,
        needs_action: notice.needs_action,
        created_at: notice.created_at.rfc3339(),
        read_at: notice.read_at.map(orda_base::Timestamp::rfc3339),
    }
}

fn delivery_view(delivery: Delivery) -> DeliveryView {
    DeliveryView {
        id: delivery.id.to_string(),
        recipient: delivery.recipient.to_string(),
        address: delivery.address,
        kind: delivery.kind,
        state: delivery.state.code(),
        attempts: delivery.attempts,
        next_at: delivery.next_at.rfc3339(),
        last_error: delivery.last_error,
        created_at: delivery.created_at.rfc3339(),
        sent_at: delivery.sent_at.map(orda_base::Timestamp::rfc3339),
    }
}

/// The caller's own notices.
#[utoipa::path(get, path = "/api/v1/notifications", tag = "notifications",
    params(("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = Notices), (status = 401)))]
async fn mine(State(web): State<NotificationsWeb>, ui: Ui, Query(paging): Query<Paging>) -> Result<Response, WebError> {
    let page = web.notifications.mine(ui.actor(), paging.request()).await?;
    let unread = web.notifications.unread(ui.actor()).await?;
    let items = page.items.into_iter().map(|n| notice_view(&ui, n)).collect();
    Ok(Json(Notices { items, total: page.total, unread }).into_response().accessed(access()))
}

/// Marks one of the caller's notices as read.
#[utoipa::path(post, path = "/api/v1/notifications/{id}/read", tag = "notifications",
    params(("id" = String, Path, description = "Id of the notice")),
    responses((status = 200, body = NoticeView), (status = 401), (status = 404)))]
async fn read(State(web): State<NotificationsWeb>, ui: Ui, Path(id): Path<NoticeId>) -> Result<Response, WebError> {
    let notice = web.notifications.read(ui.actor(), id).await?;
    Ok(Json(notice_view(&ui, notice)).into_response().already_accounted())
}

/// E-mails that did not arrive, or those in one state. For administrators.
#[utoipa::path(get, path = "/api/v1/deliveries", tag = "notifications",
    params(("state" = Option<String>, Query, description = "waiting, sent, failed or no_address"),
        ("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = DeliveryList), (status = 401), (status = 403)))]
async fn deliveries(
    State(web): State<NotificationsWeb>,
    ui: Ui,
    Query(wanted): Query<Wanted>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let filter = wanted.filter();
    let page = web.deliveries.list(ui.actor(), &filter, paging.request()).await?;
    let list = DeliveryList {
        items: page.items.into_iter().map(delivery_view).collect(),
        total: page.total,
        configured: web.deliveries.is_configured(),
    };
    let access = Access::done("delivery", filter.state.map_or("", MailState::code), Operation::Search);
    Ok(Json(list).into_response().accessed(access))
}

/// Sends an e-mail again at once. For administrators.
#[utoipa::path(post, path = "/api/v1/deliveries/{id}/resend", tag = "notifications",
    params(("id" = String, Path, description = "Id of the e-mail")),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
async fn resend(State(web): State<NotificationsWeb>, ui: Ui, Path(id): Path<MailId>) -> Result<Response, WebError> {
    web.deliveries.resend(ui.actor(), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
