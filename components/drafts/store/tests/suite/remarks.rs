//! Remarks and answers (385-16-d, 385-18).

use crate::government::{Post, actor, body, person};
use crate::world::{NOW, code, fields, worlds};
use orda_drafts::{AnswerInput, RemarkInput};

fn remark(text: &str, paragraph: Option<u32>) -> RemarkInput {
    RemarkInput { text: text.into(), paragraph, suggestion: "Былай".into(), ..RemarkInput::default() }
}

/// A member of the group makes a remark; the whole group and the drafter see it with author, body and time.
///
/// Covers: 385-16-d
#[tokio::test]
async fn the_group_sees_remarks() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.reviewed(draft, 1).await;
        world.reviewed(draft, 2).await;
        let author = actor(1, Post::Employee);
        world.drafts.add_remark(&author, draft, 1, remark("Қате", Some(2))).await.unwrap();
        for reader in [actor(0, Post::Drafter), actor(2, Post::Employee), actor(1, Post::Head)] {
            let seen = world.drafts.remarks(&reader, draft, 1).await.unwrap();
            let first = &seen[0];
            assert_eq!((first.body.id, first.remark.author.person), (body(1), person(1, Post::Employee)));
            assert_eq!((first.remark.at, first.remark.paragraph, first.remark.number), (NOW, Some(2), 1));
        }
        assert!(world.drafts.text(&author, draft, 1).await.is_ok());
        assert!(!world.drafts.history(&author, draft).await.unwrap().is_empty());
        let unnamed = actor(1, Post::SecondEmployee);
        assert_eq!(code(world.drafts.card(&unnamed, draft, None).await), "error-not-found");
        assert_eq!(code(world.drafts.remarks(&unnamed, draft, 1).await), "error-not-found");
        assert!(world.notices(0, Post::Drafter).await.contains(&"drafts-notice-remark".to_owned()));
        for other in [actor(0, Post::Drafter), actor(1, Post::Head), actor(1, Post::Clerk)] {
            let added = world.drafts.add_remark(&other, draft, 1, remark("Қате", None)).await;
            assert_eq!(code(added), "error-forbidden");
        }
        let empty = world.drafts.add_remark(&author, draft, 1, remark(" ", Some(9))).await;
        assert_eq!(fields(empty), ["text", "paragraph"]);
    }
}

/// Remarks are answered one by one by the drafting body, and closed or withdrawn by who made them.
///
/// Covers: 385-18
#[tokio::test]
async fn remarks_are_answered_one_by_one() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.reviewed(draft, 1).await;
        world.reviewed(draft, 2).await;
        let (author, other) = (actor(1, Post::Employee), actor(2, Post::Employee));
        let first = world.drafts.add_remark(&author, draft, 1, remark("Бірінші", Some(1))).await.unwrap();
        let second = world.drafts.add_remark(&other, draft, 1, remark("Екінші", None)).await.unwrap();
        let drafter = actor(0, Post::Drafter);
        let answer = || AnswerInput { accepted: true, text: "Ескерілді".into() };
        for stranger in [actor(1, Post::Employee), actor(0, Post::Head), actor(1, Post::Drafter)] {
            assert!(world.drafts.answer_remark(&stranger, draft, first.id, answer()).await.is_err());
        }
        let empty = world.drafts.answer_remark(&drafter, draft, first.id, AnswerInput::default()).await;
        assert_eq!(fields(empty), ["text"]);
        world.drafts.answer_remark(&drafter, draft, first.id, answer()).await.unwrap();
        let seen = world.drafts.remarks(&drafter, draft, 1).await.unwrap();
        let states: Vec<_> = seen.iter().map(|r| (r.body.id, r.remark.state.code(), r.may_answer)).collect();
        assert_eq!(states, [(body(1), "answered", true), (body(2), "open", true)]);
        assert_eq!(seen[0].remark.answer.as_ref().unwrap().text, "Ескерілді");
        assert_eq!(code(world.drafts.close_remark(&other, draft, first.id).await), "drafts-refusal-not-the-author");
        world.drafts.close_remark(&author, draft, first.id).await.unwrap();
        world.drafts.withdraw_remark(&other, draft, second.id).await.unwrap();
        let again = world.drafts.answer_remark(&drafter, draft, first.id, answer()).await;
        assert_eq!(code(again), "drafts-refusal-remark-closed");
        assert_eq!(world.card(draft).await.open_remarks, 0);
        let revised = world.drafts.start_version(&actor(1, Post::Drafter), draft).await;
        assert_eq!(code(revised), "error-not-found", "a drafter of another body");
    }
}

/// After its decision a body makes no more remarks.
#[tokio::test]
async fn no_remarks_after_the_decision() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.reviewed(draft, 1).await;
        world.approve(draft, 1).await.unwrap();
        let added = world.drafts.add_remark(&actor(1, Post::Employee), draft, 1, remark("Кеш", None)).await;
        assert_eq!(code(added), "drafts-refusal-already-decided");
    }
}
