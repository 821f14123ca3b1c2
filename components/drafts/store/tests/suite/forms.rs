//! Posting a draft (385-13, 385-3).

use crate::government::{NAMES, Post, actor, body};
use crate::world::{code, digest, fields, worlds};
use bytes::Bytes;
use futures::stream;
use orda_base::{Error, LocalizedText, Role};
use orda_drafts::PostingStep;

/// A drafter posts a draft with title, kind and file: it is version 1, prepared, of the drafter's body; the list of
/// approving bodies and the confirmation that there are no state secrets are kept with it; the head is told.
#[tokio::test]
async fn posts_a_draft() {
    for world in worlds().await {
        let draft = world.posted(&[1, 2]).await;
        let card = world.card(draft).await;
        assert_eq!((card.version, card.current, card.state.code()), (1, 1, "prepared"));
        assert_eq!(card.number, "НҚА-2026-000001");
        assert_eq!(card.body.id, body(0));
        let bodies: Vec<_> = card.bodies.iter().map(|l| l.body.id).collect();
        assert_eq!(bodies, [body(1), body(2)]);
        let files = world.drafts.files(&actor(0, Post::Drafter), draft, 1).await.unwrap();
        assert_eq!(files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["жоба.pdf"]);
        assert!(digest(&["1. Бірінші", "2. Екінші"]).is_some());
        assert_eq!(world.notices(0, Post::Head).await, ["drafts-notice-sign"]);
        let second = world.posted(&[1]).await;
        assert_eq!(world.card(second).await.number, "НҚА-2026-000002");
    }
}

/// Nobody but a drafter posts, and nobody in the name of another body.
#[tokio::test]
async fn only_drafters_of_the_body_post() {
    for world in worlds().await {
        for post in [Post::Head, Post::Clerk, Post::Employee, Post::ControlOfficer] {
            assert_eq!(code(world.drafts.start_posting(&actor(0, post), body(0)).await), "error-forbidden");
        }
        let stranger = actor(1, Post::Drafter);
        assert_eq!(code(world.drafts.start_posting(&stranger, body(0)).await), "error-forbidden");
        // A form is its owner's alone, and useless once the role is gone.
        let form = world.form(&[1]).await;
        assert_eq!(code(world.drafts.posting(&actor(0, Post::SecondDrafter), form).await), "error-not-found");
        let mut former = actor(0, Post::Drafter);
        former.memberships.retain(|m| m.role != Role::Drafter);
        assert_eq!(code(world.drafts.submit_posting(&former, form, false).await), "error-forbidden");
    }
}

/// A form without file, titles, kind or confirmation is not posted; every wrong field is named; nothing is lost.
#[tokio::test]
async fn names_what_is_missing() {
    for world in worlds().await {
        let drafter = actor(0, Post::Drafter);
        let form = world.drafts.start_posting(&drafter, body(0)).await.unwrap();
        let wrong = fields(world.drafts.submit_posting(&drafter, form, false).await);
        assert_eq!(wrong, ["title.kk", "title.ru", "kind", "files", "no_secrets"]);
        world.fill(form, &[1], "Бюджет туралы").await;
        assert_eq!(fields(world.drafts.submit_posting(&drafter, form, false).await), ["files"]);
        let set = world.drafts.posting(&drafter, form).await.unwrap().posting.files;
        world.add_file(set, "a.pdf", b"a").await;
        world.drafts.save_posting(&drafter, form, PostingStep::NoSecrets(false)).await.unwrap();
        assert_eq!(fields(world.drafts.submit_posting(&drafter, form, false).await), ["no_secrets"]);
        let kept = world.drafts.posting(&drafter, form).await.unwrap();
        assert_eq!(kept.posting.fields.title.kk, "Бюджет туралы");
        assert_eq!(kept.problems.len(), 1);
    }
}

/// The same body twice, the drafting body itself, an unknown body: the list is not saved.
#[tokio::test]
async fn refuses_wrong_lists() {
    for world in worlds().await {
        let drafter = actor(0, Post::Drafter);
        let form = world.drafts.start_posting(&drafter, body(0)).await.unwrap();
        for list in [vec![body(1), body(1)], vec![body(0)], vec![body(77)]] {
            let saved = world.drafts.save_posting(&drafter, form, PostingStep::Bodies(list)).await;
            assert_eq!(fields(saved), ["bodies"]);
        }
        assert!(world.drafts.posting(&drafter, form).await.unwrap().bodies.is_empty());
        let (all, last) = world.drafts.choosable_bodies(&drafter, body(0)).await.unwrap();
        assert_eq!((all.len(), last.len()), (NAMES.len() - 1, 0));
        world.posted(&[2, 1]).await;
        let (_, last) = world.drafts.choosable_bodies(&drafter, body(0)).await.unwrap();
        assert_eq!(last, [body(2), body(1)]);
    }
}

/// A form is saved step by step, listed, taken up again and thrown away; what is beyond the limits is refused.
#[tokio::test]
async fn forms_are_kept() {
    for world in worlds().await {
        let drafter = actor(0, Post::Drafter);
        let form = world.form(&[1]).await;
        assert_eq!(world.drafts.postings(&drafter).await.unwrap().len(), 1);
        let long = LocalizedText::new("ә".repeat(1_001), "", "");
        let saved = world.drafts.save_posting(&drafter, form, PostingStep::Act { title: long, kind: None }).await;
        assert_eq!(fields(saved), ["title.kk"]);
        for days in [0, 121] {
            assert_eq!(fields(world.drafts.save_posting(&drafter, form, PostingStep::Term(days)).await), ["term"]);
        }
        // Several answers at once are saved together or not at all.
        let before = world.drafts.posting(&drafter, form).await.unwrap().posting;
        let steps = vec![PostingStep::Term(9), PostingStep::Bodies(vec![body(0)])];
        assert_eq!(fields(world.drafts.save_posting_steps(&drafter, form, |_| Ok(steps)).await), ["bodies"]);
        assert_eq!(world.drafts.posting(&drafter, form).await.unwrap().posting, before);
        world.drafts.discard_posting(&drafter, form).await.unwrap();
        assert_eq!(code(world.drafts.posting(&drafter, form).await), "error-not-found");
    }
}

/// A file that is not what its name says, and one byte more than 60 MB, never get into the form: without a file it is not
/// posted.
#[tokio::test]
async fn files_outside_the_rules_are_not_posted() {
    for world in worlds().await {
        let drafter = actor(0, Post::Drafter);
        let form = world.drafts.start_posting(&drafter, body(0)).await.unwrap();
        world.fill(form, &[1], "Бюджет туралы").await;
        let set = world.drafts.posting(&drafter, form).await.unwrap().posting.files;
        let documents = world.documents();
        let program = vec![Ok(Bytes::from_static(b"MZ\x90\0 this program cannot be run"))];
        let added = documents.add_file(&drafter, set, "жоба.pdf", Box::pin(stream::iter(program))).await;
        assert!(matches!(added, Err(Error::Refused(_))), "{added:?}");
        let megabyte = Bytes::from(vec![b' '; 1 << 20]);
        let large = std::iter::repeat_n(megabyte, 60).chain([Bytes::from_static(b" ")]).map(Ok);
        let added = documents.add_file(&drafter, set, "жоба.pdf", Box::pin(stream::iter(large))).await;
        assert!(matches!(added, Err(Error::TooLarge(_))), "{added:?}");
        assert_eq!(fields(world.drafts.submit_posting(&drafter, form, false).await), ["files"]);
    }
}
