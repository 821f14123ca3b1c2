//! A person's notices on pages and in the interface.

use crate::support::Portal;
use axum::http::{Method, StatusCode};
use orda_base::{Language, Role};
use orda_notifications::NoticeStore;
use orda_notifications_store::SqlNotices;
use orda_notifications_web::UnreadBell;
use orda_web::Bell;
use std::sync::Arc;

/// Opening a notice marks it as read and leads to its object; another person's notice is not found; the bell counts.
#[tokio::test]
async fn notices_are_opened_and_marked() {
    let portal = Portal::new(None).await;
    let (me, other) = (portal.person("Ахметов", None, Language::Kk), portal.person("Иванова", None, Language::Ru));
    let store: Arc<dyn NoticeStore> = Arc::new(SqlNotices::new(portal.test.db.clone()));
    let bell = UnreadBell::new(store);
    assert_eq!(bell.unread(me).await, 0);
    for _ in 0..3 {
        portal.ask_to_sign(me).await;
    }
    assert_eq!((bell.unread(me).await, bell.unread(other).await), (3, 0));

    let (_, page) = portal.call(me, None, Method::GET, "/notifications").await;
    assert!(page.contains("Sign the draft “On the budget” as head.") && page.contains("Needs action"));
    let path = page.split("action=\"").find(|p| p.contains("/open\"")).and_then(|p| p.split('"').next());
    let path = path.expect("a button");
    assert_eq!(portal.call(other, None, Method::POST, path).await.0, StatusCode::NOT_FOUND);
    let (status, place) = portal.call(me, None, Method::POST, path).await;
    assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/drafts/0190f3c8"));
    assert_eq!(bell.unread(me).await, 2);
    portal.call(me, None, Method::POST, "/notifications/read-all").await;
    assert_eq!(bell.unread(me).await, 0);
    let (_, page) = portal.call(me, None, Method::GET, "/notifications").await;
    assert!(page.contains("Read 22 November 2026, 14:05") && !page.contains("Mark all as read"));
}

/// The interface gives the same: own notices, deliveries to administrators, sending again.
#[tokio::test]
async fn the_interface_gives_the_same() {
    let portal = Portal::new(None).await;
    let me = portal.person("Ахметов", None, Language::Kk);
    portal.ask_to_sign(me).await;
    let (status, notices) = portal.call(me, None, Method::GET, "/api/v1/notifications").await;
    assert_eq!(status, StatusCode::OK);
    for part in ["\"unread\":1", "\"total\":1", "test-notice-sign", "/drafts/0190f3c8", "\"needs_action\":true"] {
        assert!(notices.contains(part), "{part}: {notices}");
    }
    let administrator = Some(Role::Administrator);
    let (_, list) = portal.call(me, administrator, Method::GET, "/api/v1/deliveries?state=waiting").await;
    assert!(list.contains("\"configured\":false") && list.contains("\"state\":\"waiting\""), "{list}");
    let id = list.split("\"id\":\"").nth(1).and_then(|r| r.split('"').next()).expect("an id");
    let resend = format!("/api/v1/deliveries/{id}/resend");
    assert_eq!(portal.call(me, administrator, Method::POST, &resend).await.0, StatusCode::NO_CONTENT);
    assert_eq!(portal.call(me, None, Method::POST, &resend).await.0, StatusCode::FORBIDDEN);
    let unknown = "/api/v1/deliveries/0190f3c8-7d1a-7000-8000-000000000001/resend";
    assert_eq!(portal.call(me, administrator, Method::POST, unknown).await.0, StatusCode::NOT_FOUND);
}
