//! "My work": what waits for whom.

use crate::government::{Post, actor, body};
use crate::world::{DAY, World, worlds};
use orda_drafts::{Action, AnswerInput, MyWork, RemarkInput};

async fn of(world: &World, index: usize, post: Post) -> MyWork {
    world.drafts.my_work(&actor(index, post)).await.unwrap()
}

fn actions(work: &MyWork) -> Vec<Action> {
    work.waiting.iter().map(|m| m.action).collect()
}

/// Each step waits for exactly who must take it, with the term, and is gone when it is done.
#[tokio::test]
async fn each_step_waits_for_its_person() {
    for world in worlds().await {
        let draft = world.posted(&[1]).await;
        assert_eq!(actions(&of(&world, 0, Post::Head).await), [Action::Sign]);
        let drafter = of(&world, 0, Post::Drafter).await;
        assert!(drafter.waiting.is_empty());
        assert_eq!(drafter.awaited[0].with, ["Head Қ."]);
        world.sign(draft).await.unwrap();
        assert_eq!(actions(&of(&world, 0, Post::SecondDrafter).await), [Action::Send]);
        world.send(draft).await.unwrap();
        let clerk = of(&world, 1, Post::Clerk).await;
        assert_eq!(actions(&clerk), [Action::Register]);
        assert_eq!((clerk.waiting[0].term.as_ref().unwrap().left, clerk.waiting[0].is_new), (5, true));
        world.register(draft, 1).await.unwrap();
        assert_eq!(actions(&of(&world, 1, Post::Clerk).await), [Action::PassToHead]);
        world.pass(draft, 1).await.unwrap();
        assert!(of(&world, 1, Post::Clerk).await.waiting.is_empty());
        assert_eq!(actions(&of(&world, 1, Post::Head).await), [Action::NameRepresentatives]);
        world.name(draft, 1).await.unwrap();
        let employee = of(&world, 1, Post::Employee).await;
        assert_eq!(actions(&employee), [Action::Read]);
        world.drafts.card(&actor(1, Post::Employee), draft, None).await.unwrap();
        assert!(!of(&world, 1, Post::Employee).await.waiting[0].is_new, "seen");
        let input = RemarkInput { text: "Қате".into(), ..RemarkInput::default() };
        let remark = world.drafts.add_remark(&actor(1, Post::Employee), draft, 1, input).await.unwrap();
        assert_eq!(actions(&of(&world, 0, Post::Drafter).await), [Action::AnswerRemark]);
        let answer = AnswerInput { accepted: true, text: "Ия".into() };
        world.drafts.answer_remark(&actor(0, Post::Drafter), draft, remark.id, answer).await.unwrap();
        assert!(actions(&of(&world, 1, Post::Employee).await).contains(&Action::SettleRemark));
        world.drafts.close_remark(&actor(1, Post::Employee), draft, remark.id).await.unwrap();
        assert_eq!(actions(&of(&world, 1, Post::Head).await), [Action::Approve]);
        let awaited = of(&world, 0, Post::Drafter).await.awaited;
        assert_eq!(awaited[0].body.as_ref().unwrap().id, body(1));
        world.clock.advance(9 * DAY);
        assert_eq!(of(&world, 1, Post::Head).await.overdue, 1);
        world.approve(draft, 1).await.unwrap();
        assert_eq!(actions(&of(&world, 0, Post::Drafter).await), [Action::SendToChancellery]);
        world.drafts.send_to_chancellery(&actor(0, Post::Drafter), draft, 1).await.unwrap();
        assert_eq!(actions(&of(&world, 4, Post::ControlOfficer).await), [Action::Check]);
        assert!(of(&world, 0, Post::Drafter).await.waiting.is_empty());
        assert!(of(&world, 3, Post::Head).await.waiting.is_empty());
    }
}

/// Forms begun are shown beside the matters.
#[tokio::test]
async fn shows_forms_begun() {
    for world in worlds().await {
        world.form(&[1]).await;
        assert_eq!(of(&world, 0, Post::Drafter).await.postings.len(), 1);
        assert!(of(&world, 0, Post::SecondDrafter).await.postings.is_empty());
    }
}
