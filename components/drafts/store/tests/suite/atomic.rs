//! Everything or nothing: a decision, its signature, its history, its notices and its accounting.

use crate::government::{Post, actor, body};
use crate::world::{World, code, worlds};
use orda_drafts::ListQuery;

/// Rows of all tables that an approval writes.
async fn rows(world: &World) -> Vec<i64> {
    let mut counts = Vec::new();
    for sql in [
        "select count(*) from signatures_signature",
        "select count(*) from drafts_entry",
        "select count(*) from drafts_letter",
        "select count(*) from drafts_matter",
        "select count(*) from drafts_reader",
        "select count(*) from notifications_notice",
        "select count(*) from audit_entry",
    ] {
        counts.push(sqlx::query_scalar(sql).fetch_one(world.database.db.reader()).await.unwrap());
    }
    counts
}

/// When the last table cannot be written, nothing of the decision is there, and it can be made again.
#[tokio::test]
async fn nothing_stays_of_a_failed_decision() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.reviewed(draft, 1).await;
        let before = rows(&world).await;
        world.tamper("alter table notifications_notice rename to notifications_gone").await;
        assert_eq!(code(world.approve(draft, 1).await), "error-internal");
        assert_eq!(code(world.refuse(draft, 1).await), "error-internal");
        world.tamper("alter table notifications_gone rename to notifications_notice").await;
        assert_eq!(rows(&world).await, before);
        assert_eq!(world.body_state(draft, 1).await, "under_review");
        world.approve(draft, 1).await.unwrap();
        assert_eq!(world.state(draft).await, "approved_by_all");
    }
}

/// Two bodies decide, and a drafter posts a new version, all at once: what comes out is one of the possible orders.
#[tokio::test]
async fn decisions_at_once_do_not_mix() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        for of in [1, 2] {
            world.reviewed(draft, of).await;
        }
        let (a, b, c) =
            tokio::join!(world.approve(draft, 1), world.refuse(draft, 2), world.new_version(draft, "1. Жаңа", true));
        assert!(c.is_ok(), "{c:?}");
        let old = world.drafts.card(&actor(0, Post::Drafter), draft, Some(1)).await.unwrap();
        assert_eq!(old.state.code(), "superseded");
        for (of, done) in [(1, a.is_ok()), (2, b.is_ok())] {
            let line = old.bodies.iter().find(|l| l.body.id == body(of)).unwrap();
            assert_eq!(line.approval.as_ref().unwrap().state.is_decided(), done, "what was acknowledged is there");
        }
        assert_eq!(world.state(draft).await, "prepared");
        let listed = world.drafts.list(&actor(0, Post::Drafter), &ListQuery::default()).await.unwrap();
        assert_eq!((listed.total, listed.items[0].version), (1, 2));
    }
}
