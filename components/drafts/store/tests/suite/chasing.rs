//! Reminders of the drafter, and the news of "my work".

use crate::government::{Post, actor, body};
use crate::world::{DAY, World, code, worlds};
use orda_drafts::{DraftId, MyWork, RemarkInput};

const CHASE: &str = "drafts-notice-chase";

async fn chase(world: &World, draft: DraftId, of: usize) -> String {
    code(world.drafts.chase(&actor(0, Post::Drafter), draft, body(of)).await)
}

async fn reminded(world: &World, of: usize, post: Post) -> usize {
    world.notices(of, post).await.iter().filter(|kind| *kind == CHASE).count()
}

async fn work(world: &World, of: usize, post: Post) -> MyWork {
    world.drafts.my_work(&actor(of, post)).await.unwrap()
}

/// Whoever must act is told: the clerk before the head has it, then the head, then the representative, and the head too
/// once the draft is under review; nobody else is. It stands in the history.
#[tokio::test]
async fn reminds_whoever_must_act() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        assert_eq!(chase(&world, draft, 1).await, "");
        assert_eq!((reminded(&world, 1, Post::Clerk).await, reminded(&world, 1, Post::Head).await), (1, 0));
        world.register(draft, 1).await.unwrap();
        world.pass(draft, 1).await.unwrap();
        world.clock.advance(DAY);
        assert_eq!(chase(&world, draft, 1).await, "");
        assert_eq!((reminded(&world, 1, Post::Clerk).await, reminded(&world, 1, Post::Head).await), (1, 1));
        world.name(draft, 1).await.unwrap();
        world.clock.advance(DAY);
        assert_eq!(chase(&world, draft, 1).await, "");
        assert_eq!((reminded(&world, 1, Post::Employee).await, reminded(&world, 1, Post::Head).await), (1, 1));
        world.drafts.card(&actor(1, Post::Employee), draft, None).await.unwrap();
        world.clock.advance(DAY);
        assert_eq!(chase(&world, draft, 1).await, "");
        assert_eq!((reminded(&world, 1, Post::Employee).await, reminded(&world, 1, Post::Head).await), (2, 2));
        for (of, post) in [(1, Post::SecondEmployee), (2, Post::Clerk), (0, Post::Head), (0, Post::Drafter)] {
            assert_eq!(reminded(&world, of, post).await, 0, "{of} {post:?}");
        }
        let history = world.drafts.history(&actor(1, Post::Head), draft).await.unwrap();
        assert_eq!(history.iter().filter(|e| e.entry.event.code() == "chased").count(), 4);
        assert_eq!(history[0].entry.who.as_ref().unwrap().name, "Drafter Қаржы");
        world.approve(draft, 1).await.unwrap();
        world.clock.advance(DAY);
        assert_eq!(chase(&world, draft, 1).await, "drafts-refusal-already-decided");
    }
}

/// Once a working day and body: not twice on a day, not again on the weekend after a Friday, again on Monday; each body
/// on its own. Only by drafters of the body; for who may not read the draft it is not there.
#[tokio::test]
async fn reminds_once_a_working_day() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.clock.advance(4 * DAY);
        assert_eq!(chase(&world, draft, 1).await, "", "Friday");
        assert_eq!(chase(&world, draft, 1).await, "drafts-refusal-already-chased");
        assert_eq!(chase(&world, draft, 2).await, "", "another body");
        world.clock.advance(DAY);
        assert_eq!(chase(&world, draft, 1).await, "drafts-refusal-already-chased", "Saturday");
        world.clock.advance(2 * DAY);
        assert_eq!(world.drafts.chase_all(&actor(0, Post::SecondDrafter), draft).await.unwrap(), 2, "Monday");
        assert_eq!(
            code(world.drafts.chase_all(&actor(0, Post::Drafter), draft).await),
            "drafts-refusal-already-chased"
        );
        assert_eq!(reminded(&world, 1, Post::Clerk).await, 2);
        for (of, post, refused) in [
            (0, Post::Head, "error-forbidden"),
            (1, Post::Head, "error-forbidden"),
            (3, Post::Drafter, "error-not-found"),
        ] {
            assert_eq!(code(world.drafts.chase(&actor(of, post), draft, body(1)).await), refused, "{of} {post:?}");
        }
        assert_eq!(reminded(&world, 1, Post::Clerk).await, 2, "a refusal tells nobody");
    }
}

/// A letter that was not delivered is handed over again, not reminded of.
#[tokio::test]
async fn does_not_remind_of_an_undelivered_letter() {
    for world in worlds().await {
        world.government.set_clerk(1, false);
        let draft = world.sent(&[1, 2]).await;
        assert_eq!(chase(&world, draft, 1).await, "drafts-refusal-wrong-state");
        assert_eq!(world.drafts.chase_all(&actor(0, Post::Drafter), draft).await.unwrap(), 1);
    }
}

/// The card and "my work" offer the reminder until it is sent, to drafters only.
#[tokio::test]
async fn offers_reminders() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        assert!(world.card(draft).await.bodies.iter().all(|l| l.may_chase));
        let head = world.drafts.card(&actor(0, Post::Head), draft, None).await.unwrap();
        assert!(head.bodies.iter().all(|l| !l.may_chase));
        assert_eq!(chase(&world, draft, 1).await, "");
        let offered = |l: &orda_drafts::BodyLine| (l.body.id, l.may_chase);
        let mut lines: Vec<_> = world.card(draft).await.bodies.iter().map(offered).collect();
        lines.sort_unstable();
        assert_eq!(lines, [(body(1), false), (body(2), true)]);
        let awaited = work(&world, 0, Post::Drafter).await.awaited;
        let chased: Vec<_> = awaited.iter().map(|m| (m.may_chase, m.chased_at.is_some())).collect();
        assert!(chased.contains(&(false, true)) && chased.contains(&(true, false)), "{chased:?}");
        world.clock.advance(DAY);
        assert!(work(&world, 0, Post::Drafter).await.awaited.iter().all(|m| m.may_chase && m.waited == 1));
    }
}

/// A matter says what happened since the last visit and who said what, in the words of the remark; own doings are no news;
/// what was seen is not new but the last word stays.
#[tokio::test]
async fn says_who_said_what() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.reviewed(draft, 1).await;
        let head = actor(1, Post::Head);
        world.drafts.card(&head, draft, None).await.unwrap();
        world.clock.advance(60);
        let before = work(&world, 1, Post::Head).await;
        assert_eq!((before.waiting[0].unseen, before.waiting[0].is_new), (0, false));
        let input = RemarkInput { text: "Мерзім\nкөрсетілмеген".into(), ..RemarkInput::default() };
        world.drafts.add_remark(&actor(1, Post::Employee), draft, 1, input).await.unwrap();
        let of_head = work(&world, 1, Post::Head).await;
        let matter = &of_head.waiting[0];
        assert_eq!((matter.unseen, matter.is_new, matter.news.len()), (1, true, 1));
        assert_eq!(matter.news[0].words, "Мерзім көрсетілмеген");
        assert_eq!(matter.news[0].entry.entry.who.as_ref().unwrap().name, "Employee Қ.".replace('Қ', "Ә"));
        let of_employee = work(&world, 1, Post::Employee).await;
        assert!(of_employee.waiting.iter().all(|m| m.news.iter().all(|n| n.words.is_empty())), "own words are no news");
        world.clock.advance(60);
        world.drafts.card(&head, draft, None).await.unwrap();
        let of_head = work(&world, 1, Post::Head).await;
        let matter = &of_head.waiting[0];
        assert_eq!((matter.unseen, matter.is_new), (0, false));
        assert_eq!((matter.news[0].words.as_str(), matter.news[0].is_new), ("Мерзім көрсетілмеген", false));
    }
}
