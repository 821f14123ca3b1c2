//! Terms (385-16-j).

use crate::government::{Post, actor, body};
use crate::world::{DAY, World, code, fields, worlds};
use orda_base::{Clock, Date};
use orda_drafts::{RefusalInput, TermStatus};

async fn run(world: &World) -> usize {
    world.drafts.check_terms(world.clock.now()).await.unwrap()
}

/// The term runs in working days from sending; it is shown with how it was counted.
#[tokio::test]
async fn terms_are_counted_in_working_days() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        let card = world.card(draft).await;
        let term = card.bodies[0].term.as_ref().unwrap();
        // Five working days from Monday 16 November: the weekend is left out.
        let monday: Date = "2026-11-23".parse().unwrap();
        assert_eq!((term.due, term.left, term.status), (monday, 5, TermStatus::Running));
        assert_eq!(term.counted.weekends(), 2);
    }
}

/// When the term nears and when it passes, the body and the drafter are told, once; the body is shown overdue, the
/// version has "remarks received"; silence approves nothing. A letter after the term is accepted and marked late.
///
/// Covers: 385-16-j
#[tokio::test]
async fn near_and_passed_terms_are_told() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.reviewed(draft, 1).await;
        assert_eq!(run(&world).await, 0);
        world.clock.advance(3 * DAY);
        assert_eq!((run(&world).await, run(&world).await), (1, 0), "told once");
        let near = "drafts-notice-term-near".to_owned();
        for (of, post) in [(0, Post::Drafter), (1, Post::Head), (1, Post::Employee), (2, Post::Clerk)] {
            assert!(world.notices(of, post).await.contains(&near), "{of} {post:?}");
        }
        assert_eq!(world.card(draft).await.bodies[0].term.as_ref().unwrap().status, TermStatus::Near);
        world.clock.advance(5 * DAY);
        assert_eq!((run(&world).await, run(&world).await), (1, 0));
        let card = world.card(draft).await;
        assert!(card.bodies.iter().all(|l| l.term.as_ref().unwrap().status == TermStatus::Overdue));
        assert_eq!((card.state.code(), card.progress.approved), ("remarks_received", 0));
        assert!(world.notices(0, Post::Drafter).await.contains(&"drafts-notice-term-passed".to_owned()));
        let to = world.drafts.send_to_chancellery(&actor(0, Post::Drafter), draft, 1).await;
        assert_eq!(code(to), "drafts-refusal-not-approved-by-all", "silence is not approval");
        world.refuse(draft, 1).await.unwrap();
        let letters = world.drafts.letters(&actor(0, Post::Drafter), draft, 1).await.unwrap();
        assert!(letters.iter().any(|l| l.letter.kind.code() == "refusal" && l.letter.late), "accepted, marked late");
    }
}

/// A decision and a letter after the term are accepted and marked late.
#[tokio::test]
async fn late_is_marked() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.reviewed(draft, 1).await;
        world.reviewed(draft, 2).await;
        world.drafts.refuse(&actor(1, Post::Head), draft, 1, body(1), None).await.unwrap();
        world.clock.advance(9 * DAY);
        run(&world).await;
        let letter = RefusalInput { reason: "Кеш болса да".into(), ..RefusalInput::default() };
        world.drafts.send_refusal_letter(&actor(1, Post::Head), draft, 1, body(1), letter).await.unwrap();
        world.approve(draft, 2).await.unwrap();
        let card = world.card(draft).await;
        let of = |index| card.bodies.iter().find(|l| l.body.id == body(index)).unwrap();
        let first = of(1).approval.as_ref().unwrap();
        assert_eq!((first.decision.as_ref().unwrap().late, first.refusal_letter.as_ref().unwrap().late), (false, true));
        assert!(of(2).approval.as_ref().unwrap().decision.as_ref().unwrap().late);
        assert_eq!(of(2).term.as_ref().unwrap().status, TermStatus::Late);
        let letters = world.drafts.letters(&actor(0, Post::Drafter), draft, 1).await.unwrap();
        assert!(letters.iter().any(|l| l.letter.kind.code() == "refusal" && l.letter.late));
    }
}

/// The drafter gives more time: the version is on approval again, and the reminders begin anew.
#[tokio::test]
async fn terms_are_prolonged() {
    for world in worlds().await {
        let drafter = actor(0, Post::Drafter);
        let draft = world.sent(&[1]).await;
        world.clock.advance(9 * DAY);
        run(&world).await;
        assert_eq!(world.state(draft).await, "remarks_received");
        assert_eq!(fields(world.drafts.prolong(&drafter, draft, body(1), 0).await), ["term"]);
        let by = world.drafts.prolong(&actor(1, Post::Head), draft, body(1), 5).await;
        assert_eq!(code(by), "error-forbidden");
        world.drafts.prolong(&drafter, draft, body(1), 5).await.unwrap();
        assert_eq!(world.state(draft).await, "on_approval");
        let shorter = world.drafts.prolong(&drafter, draft, body(1), 5).await;
        assert_eq!(code(shorter), "drafts-refusal-term-not-prolonged");
        world.clock.advance(9 * DAY);
        assert_eq!(run(&world).await, 1);
    }
}
