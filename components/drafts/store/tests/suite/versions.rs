//! New versions (385-18).

use crate::government::{Post, actor, bin, body, person};
use crate::world::{code, signature, worlds};
use orda_base::Language;
use orda_drafts::{Action, Integrity};

/// A new version gets the next number and starts prepared with nothing carried over; the old one stays as it was, with
/// its decisions and signatures, readable to whom it was.
///
/// Covers: 385-18-c
#[tokio::test]
async fn a_new_version_starts_anew() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.reviewed(draft, 1).await;
        world.approve(draft, 1).await.unwrap();
        world.reviewed(draft, 2).await;
        world.refuse(draft, 2).await.unwrap();
        world.new_version(draft, "1. Бірінші\n2. Түзетілген", false).await.unwrap();
        let card = world.card(draft).await;
        assert_eq!((card.version, card.state.code()), (2, "prepared"));
        assert!(card.signed.is_none() && card.bodies.iter().all(|l| l.approval.is_none()));
        assert_eq!((card.progress.approved, card.progress.total, card.remarks), (0, 2, 0));
        assert!(world.drafts.signatures(&actor(0, Post::Head), draft, 2).await.unwrap().is_empty());
        let old = world.drafts.card(&actor(0, Post::Drafter), draft, Some(1)).await.unwrap();
        assert_eq!((old.state.code(), old.current, &old.integrity), ("superseded", 2, &Integrity::Intact));
        let states: Vec<_> = old.bodies.iter().map(|l| l.approval.as_ref().unwrap().state.code()).collect();
        assert_eq!(states, ["refused", "approved"]);
        assert_eq!(world.drafts.text(&actor(1, Post::Employee), draft, 1).await.unwrap().texts.kk[1], "2. Екінші");
        assert_eq!(world.drafts.signatures(&actor(0, Post::Head), draft, 1).await.unwrap().len(), 2);
        assert_eq!(code(world.send(draft).await), "drafts-refusal-unsigned");
        // The approvals of the old version do not count.
        let to = world.drafts.send_to_chancellery(&actor(0, Post::Drafter), draft, 2).await;
        assert_eq!(code(to), "drafts-refusal-wrong-state");
        world.sign(draft).await.unwrap();
        world.send(draft).await.unwrap();
        assert_eq!(world.body_state(draft, 1).await, "letter_sent", "who approved before decides anew");
        let to = world.drafts.send_to_chancellery(&actor(0, Post::Drafter), draft, 2).await;
        assert_eq!(code(to), "drafts-refusal-not-approved-by-all");
    }
}

/// Without a remark or refusal, breaking off the running approval must be confirmed; the people at work are told.
#[tokio::test]
async fn breaking_off_is_confirmed() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.reviewed(draft, 1).await;
        assert_eq!(code(world.new_version(draft, "1. Жаңа", false).await), "drafts-refusal-confirm-break-off");
        assert_eq!(world.current(draft).await, 1);
        let drafter = actor(0, Post::Drafter);
        let form = world.drafts.postings(&drafter).await.unwrap()[0].id;
        assert!(world.drafts.posting(&drafter, form).await.unwrap().breaks_off, "the form is still there");
        world.drafts.submit_posting(&drafter, form, true).await.unwrap();
        assert_eq!(world.current(draft).await, 2);
        assert!(world.notices(1, Post::Employee).await.contains(&"drafts-notice-broken-off".to_owned()));
    }
}

/// Nobody but a drafter of the drafting body posts a version; not before sending, not at the Chancellery.
#[tokio::test]
async fn only_the_drafting_body_posts_versions() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.reviewed(draft, 1).await;
        world.refuse(draft, 1).await.unwrap();
        for other in [actor(1, Post::Employee), actor(1, Post::Head), actor(0, Post::Head)] {
            assert_eq!(code(world.drafts.start_version(&other, draft).await), "error-forbidden");
        }
        assert_eq!(code(world.drafts.start_version(&actor(1, Post::Drafter), draft).await), "error-not-found");
        let fresh = world.posted(&[1]).await;
        let begun = world.drafts.start_version(&actor(0, Post::Drafter), fresh).await;
        assert_eq!(code(begun), "drafts-refusal-wrong-state");
        let gone = world.approved(&[1]).await;
        world.drafts.send_to_chancellery(&actor(0, Post::Drafter), gone, 1).await.unwrap();
        let begun = world.drafts.start_version(&actor(0, Post::Drafter), gone).await;
        assert_eq!(code(begun), "drafts-refusal-already-at-chancellery");
    }
}

/// A link to an older version still opens it for who could read it, says which is the current one, and nothing can be
/// done on it any more; what was not sent to a body stays hidden from it.
#[tokio::test]
async fn an_old_link_leads_on() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.reviewed(draft, 1).await;
        let head = actor(1, Post::Head);
        let manifest = world.manifest(&head, draft, Action::Approve, Some(body(1))).await.unwrap();
        let cms = signature(person(1, Post::Head), &bin(1), &manifest);
        world.new_version(draft, "1. Жаңа", true).await.unwrap();
        let late = world.drafts.approve(&head, draft, 1, body(1), &cms).await;
        assert_eq!(code(late), "drafts-refusal-superseded", "a signature over another version");
        let old = world.drafts.card(&head, draft, Some(1)).await.unwrap();
        assert_eq!((old.version, old.current, old.readable), (1, 2, 1));
        assert!(old.offers.is_empty());
        assert_eq!(code(world.drafts.card(&head, draft, Some(2)).await), "error-not-found");
        world.sign(draft).await.unwrap();
        let drafter = actor(0, Post::Drafter);
        let letter = async |version| code(world.drafts.cover_letter_of(&drafter, draft, version).await);
        assert_eq!(letter(1).await, "drafts-refusal-superseded");
        assert_eq!(letter(3).await, "error-not-found");
        assert!(world.drafts.cover_letter_of(&drafter, draft, 2).await.is_ok());
        world.send(draft).await.unwrap();
        let old = world.drafts.card(&head, draft, Some(1)).await.unwrap();
        assert_eq!(old.readable, 2, "led to the current version");
    }
}

/// Two versions side by side: changed words on both sides, changes of title and list.
#[tokio::test]
async fn versions_are_compared() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.new_version(draft, "1. Бірінші\n2. Екінші түзетілген\n3. Үшінші", true).await.unwrap();
        let drafter = actor(0, Post::Drafter);
        let compared = world.drafts.compare(&drafter, draft, 1, 2, Language::Kk).await.unwrap();
        assert_eq!((compared.rows.len(), compared.changed), (3, 2));
        let changes: Vec<_> = compared.rows.iter().map(|r| r.change).collect();
        assert_eq!((changes[0], compared.rows[2].old), (acttext::Change::Same, None));
        let russian = world.drafts.compare(&drafter, draft, 1, 2, Language::Ru).await.unwrap();
        assert_eq!(russian.changed, 1);
        let hidden = world.drafts.compare(&actor(1, Post::Head), draft, 1, 2, Language::Kk).await;
        assert_eq!(code(hidden), "error-not-found");
    }
}
