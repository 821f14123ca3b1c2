//! The head of the drafting body signs (385-14).

use crate::government::{Post, actor, bin, person, substitute};
use crate::world::{code, signature, worlds};
use orda_base::Error;
use orda_drafts::{Action, PostingStep};
use orda_signatures::samples::REVOKED;

/// The head signs a prepared draft; it can be sent from then on, and not before.
#[tokio::test]
async fn the_head_signs() {
    for world in worlds().await {
        let draft = world.posted(&[1]).await;
        assert_eq!(code(world.send(draft).await), "drafts-refusal-unsigned");
        world.sign(draft).await.unwrap();
        let card = world.card(draft).await;
        assert_eq!(card.state.code(), "signed_by_drafter");
        assert_eq!(card.signed.unwrap().by.person, person(0, Post::Head));
        assert_eq!(code(world.sign(draft).await), "drafts-refusal-already-signed");
        world.send(draft).await.unwrap();
        assert_eq!(world.state(draft).await, "on_approval");
    }
}

/// The head of another body does not even find the draft; an employee who is not the head may not sign.
#[tokio::test]
async fn nobody_else_signs() {
    for world in worlds().await {
        let draft = world.posted(&[1]).await;
        let manifest = world.manifest(&actor(0, Post::Head), draft, Action::Sign, None).await.unwrap();
        let drafter = actor(0, Post::Drafter);
        let own = signature(person(0, Post::Drafter), &bin(0), &manifest);
        assert_eq!(code(world.drafts.sign(&drafter, draft, 1, &own).await), "error-forbidden");
        let other = actor(1, Post::Head);
        let theirs = signature(person(1, Post::Head), &bin(1), &manifest);
        assert_eq!(code(world.drafts.sign(&other, draft, 1, &theirs).await), "error-not-found");
        assert_eq!(world.state(draft).await, "prepared");
    }
}

/// A certificate that is revoked, of another person, of another body, or a signature over something else: refused with
/// the reason, and the state stays.
#[tokio::test]
async fn bad_signatures_change_nothing() {
    for world in worlds().await {
        let draft = world.posted(&[1]).await;
        let head = actor(0, Post::Head);
        let manifest = world.manifest(&head, draft, Action::Sign, None).await.unwrap();
        let own = person(0, Post::Head);
        for (cms, reason) in [
            (REVOKED.to_vec(), "signatures-refusal-revoked"),
            (signature(person(1, Post::Head), &bin(0), &manifest), "signatures-refusal-other_person"),
            (signature(own, &bin(1), &manifest), "signatures-refusal-other_body"),
            (signature(own, &bin(0), b"something else"), "signatures-refusal-digest_mismatch"),
        ] {
            assert_eq!(code(world.drafts.sign(&head, draft, 1, &cms).await), reason);
        }
        assert_eq!(world.state(draft).await, "prepared");
        assert!(world.drafts.signatures(&head, draft, 1).await.unwrap().is_empty());
    }
}

/// A change of text, list or files after signing voids the signature; it must be given anew before sending. The voided
/// one is kept and marked.
#[tokio::test]
async fn a_change_voids_the_signature() {
    for world in worlds().await {
        let drafter = actor(0, Post::Drafter);
        let draft = world.posted(&[1]).await;
        world.sign(draft).await.unwrap();
        let before = world.manifest(&actor(0, Post::Head), draft, Action::Sign, None).await;
        assert!(before.is_err());
        let form = world.drafts.start_change(&drafter, draft).await.unwrap();
        assert_eq!(world.drafts.start_change(&drafter, draft).await.unwrap(), form, "the form is taken up again");
        assert!(world.drafts.posting(&drafter, form).await.unwrap().voids_signature);
        let texts = PostingStep::Texts { kk: "1. Басқа".into(), ru: String::new() };
        world.drafts.save_posting(&drafter, form, texts).await.unwrap();
        world.drafts.save_posting(&drafter, form, PostingStep::NoSecrets(true)).await.unwrap();
        world.drafts.submit_posting(&drafter, form, false).await.unwrap();
        assert_eq!(world.state(draft).await, "prepared");
        assert_eq!(code(world.send(draft).await), "drafts-refusal-unsigned");
        let signatures = world.drafts.signatures(&drafter, draft, 1).await.unwrap();
        assert_eq!(signatures.iter().map(|s| s.in_force).collect::<Vec<_>>(), [false]);
        world.clock.advance(1);
        world.sign(draft).await.unwrap();
        world.send(draft).await.unwrap();
        let signatures = world.drafts.signatures(&drafter, draft, 1).await.unwrap();
        assert_eq!(signatures.iter().map(|s| s.in_force).collect::<Vec<_>>(), [false, true]);
        assert!(world.notices(0, Post::Head).await.contains(&"drafts-notice-signature-voided".to_owned()));
    }
}

/// What changed between showing and signing is not signed: the signature is over the old bytes.
#[tokio::test]
async fn signs_what_was_shown() {
    for world in worlds().await {
        let (head, drafter) = (actor(0, Post::Head), actor(0, Post::Drafter));
        let draft = world.posted(&[1]).await;
        let shown = world.manifest(&head, draft, Action::Sign, None).await.unwrap();
        let form = world.drafts.start_change(&drafter, draft).await.unwrap();
        world.drafts.save_posting(&drafter, form, PostingStep::Term(7)).await.unwrap();
        world.drafts.save_posting(&drafter, form, PostingStep::NoSecrets(true)).await.unwrap();
        world.drafts.submit_posting(&drafter, form, false).await.unwrap();
        let cms = signature(person(0, Post::Head), &bin(0), &shown);
        assert_eq!(code(world.drafts.sign(&head, draft, 1, &cms).await), "signatures-refusal-digest_mismatch");
    }
}

/// Who is formally in the head's place signs with the own EDS, and it is recorded for whom.
#[tokio::test]
async fn the_substitute_signs_for_the_head() {
    for world in worlds().await {
        let draft = world.posted(&[1]).await;
        let acting = substitute(0);
        let manifest = world.manifest(&acting, draft, Action::Sign, None).await.unwrap();
        let cms = signature(person(0, Post::SecondEmployee), &bin(0), &manifest);
        world.drafts.sign(&acting, draft, 1, &cms).await.unwrap();
        let signatures = world.drafts.signatures(&acting, draft, 1).await.unwrap();
        assert_eq!(signatures[0].record.acting_for, Some(person(0, Post::Head)));
        assert_eq!(signatures[0].acting_for.as_deref(), Some("Head Қаржы"));
    }
}

/// A text changed in the database past the portal: the breach is shown when the draft is opened, and nothing more is
/// signed.
///
/// Covers: 385-59-b
#[tokio::test]
async fn a_breach_is_detected() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.reviewed(draft, 1).await;
        assert_eq!(world.card(draft).await.integrity, orda_drafts::Integrity::Intact);
        world.tamper("update drafts_text set kk = '[\"1. Бұзылған\"]'").await;
        let card = world.card(draft).await;
        assert_eq!(card.integrity, orda_drafts::Integrity::Breached(vec!["text-kk".into()]));
        assert_eq!(code(world.approve(draft, 1).await), "drafts-refusal-breach");
        let text = world.drafts.text(&actor(1, Post::Employee), draft, 1).await.unwrap();
        assert_ne!(text.integrity, orda_drafts::Integrity::Intact);
        let changed = world.drafts.start_change(&actor(0, Post::Drafter), draft).await;
        assert_eq!(code(changed), "drafts-refusal-new-version-needed", "by the portal it cannot be changed at all");
    }
}

/// Two heads' machines press "sign" at once: one signature is kept.
#[tokio::test]
async fn signs_once() {
    for world in worlds().await {
        let draft = world.posted(&[1]).await;
        let head = actor(0, Post::Head);
        let manifest = world.manifest(&head, draft, Action::Sign, None).await.unwrap();
        let cms = signature(person(0, Post::Head), &bin(0), &manifest);
        let (a, b) = tokio::join!(world.drafts.sign(&head, draft, 1, &cms), world.drafts.sign(&head, draft, 1, &cms));
        assert_eq!([&a, &b].iter().filter(|r| r.is_ok()).count(), 1, "{a:?} {b:?}");
        let lost = a.err().or_else(|| b.err()).unwrap();
        assert!(matches!(lost, Error::Refused(_)), "{lost:?}");
        assert_eq!(world.drafts.signatures(&head, draft, 1).await.unwrap().len(), 1);
    }
}
