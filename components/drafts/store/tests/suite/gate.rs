//! The gate to the Chancellery (385-19).

use crate::government::{Post, actor, body};
use crate::protocol;
use crate::world::{World, code, worlds, worlds_with};
use orda_base::{Error, Result};
use orda_drafts::{DraftId, MissingWhy, Settings};

async fn to_chancellery(world: &World, draft: DraftId) -> Result<()> {
    world.drafts.send_to_chancellery(&actor(0, Post::Drafter), draft, 1).await
}

/// With the approval of every listed head it goes: the control officer is told and finds it with all signatures. A
/// second time is refused.
///
/// Covers: 385-19-b
#[tokio::test]
async fn goes_when_all_have_approved() {
    for world in worlds().await {
        let officer = actor(4, Post::ControlOfficer);
        let draft = world.approved(&[1, 2]).await;
        assert_eq!(code(world.drafts.card(&officer, draft, None).await), "error-not-found");
        for outside in [actor(1, Post::Drafter), actor(3, Post::Drafter)] {
            assert_eq!(code(world.drafts.send_to_chancellery(&outside, draft, 1).await), "error-not-found");
        }
        assert_eq!(code(world.drafts.send_to_chancellery(&actor(1, Post::Head), draft, 1).await), "error-forbidden");
        to_chancellery(&world, draft).await.unwrap();
        let card = world.drafts.card(&officer, draft, None).await.unwrap();
        assert_eq!((card.state.code(), card.bodies.len()), ("at_chancellery", 2));
        assert_eq!(world.drafts.signatures(&officer, draft, 1).await.unwrap().len(), 3);
        assert_eq!(world.notices(4, Post::ControlOfficer).await, ["drafts-notice-chancellery"]);
        assert_eq!(code(to_chancellery(&world, draft).await), "drafts-refusal-already-at-chancellery");
        let letters = world.drafts.letters(&officer, draft, 1).await.unwrap();
        assert!(letters.iter().any(|l| l.letter.kind.code() == "chancellery" && l.addressee.id == body(4)));
    }
}

/// One body without a decision: refused, and every missing body is named.
#[tokio::test]
async fn missing_bodies_are_named() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2, 3]).await;
        world.reviewed(draft, 2).await;
        world.approve(draft, 2).await.unwrap();
        match to_chancellery(&world, draft).await {
            Err(Error::Refused(refusal)) => {
                assert_eq!(refusal.message.key, "drafts-refusal-not-approved-by-all");
                assert_eq!(refusal.message.args[0], ("bodies", "Әділет, Экология".to_owned()));
            }
            other => panic!("{other:?}"),
        }
        let card = world.card(draft).await;
        let missing: Vec<_> = card.missing.iter().map(|m| (m.body.id, m.why)).collect();
        assert_eq!(missing, [(body(1), MissingWhy::NoDecision), (body(3), MissingWhy::NoDecision)]);
    }
}

/// A signature that no longer verifies bars the gate: damaged, over something else, or moved from another body.
#[tokio::test]
async fn every_signature_is_verified_anew() {
    for sql in [
        "update signatures_signature set cms = substr(cms, 1, 40) where purpose = 'draft_approve'",
        "update drafts_text set kk = '[\"1. Бұзылған\"]'",
        "update drafts_version set title_kk = 'Басқа', content = replace(content, 'Бюджет', 'Басқа')",
    ] {
        for world in worlds().await {
            let draft = world.approved(&[1]).await;
            world.tamper(sql).await;
            assert_eq!(code(to_chancellery(&world, draft).await), "drafts-refusal-signature-invalid", "{sql}");
        }
    }
}

/// A refusal bars the gate, and by default so does one with a protocol signed by both sides.
#[tokio::test]
async fn a_protocol_does_not_open_it_by_default() {
    for world in worlds().await {
        let draft = refused_with_protocol(&world, false).await;
        assert_eq!(code(to_chancellery(&world, draft).await), "drafts-refusal-not-approved-by-all");
        let draft = refused_with_protocol(&world, true).await;
        assert_eq!(code(to_chancellery(&world, draft).await), "drafts-refusal-not-approved-by-all");
        assert_eq!(world.card(draft).await.missing[0].why, MissingWhy::RefusedWithProtocol);
    }
}

/// Where the setting allows it, a protocol of this version signed by both sides stands in for the approval.
#[tokio::test]
async fn a_protocol_opens_it_where_set() {
    for world in worlds_with(Settings { protocol_replaces_approval: true, ..Settings::default() }).await {
        let half = refused_with_protocol(&world, false).await;
        assert_eq!(code(to_chancellery(&world, half).await), "drafts-refusal-not-approved-by-all");
        let draft = refused_with_protocol(&world, true).await;
        assert_eq!(world.state(draft).await, "approved_by_all");
        to_chancellery(&world, draft).await.unwrap();
        let card = world.drafts.card(&actor(4, Post::ControlOfficer), draft, None).await.unwrap();
        assert_eq!(card.protocols.len(), 1, "with the protocol attached");
    }
}

/// Body 1 has refused, body 2 approved; a protocol with body 1 is signed by the drafting side, or by both.
async fn refused_with_protocol(world: &World, both: bool) -> DraftId {
    let draft = world.sent(&[1, 2]).await;
    for of in [1, 2] {
        world.reviewed(draft, of).await;
    }
    world.approve(draft, 2).await.unwrap();
    world.refuse(draft, 1).await.unwrap();
    let id = world.drafts.start_protocol(&actor(0, Post::Drafter), draft, 1, body(1)).await.unwrap();
    protocol::fill(world, draft, id).await;
    protocol::sign(world, draft, id, 0).await.unwrap();
    if both {
        protocol::sign(world, draft, id, 1).await.unwrap();
    }
    draft
}
