//! The protocol of disagreements (385-17).

use crate::government::{Post, actor, bin, body, person};
use crate::world::{World, code, signature, worlds};
use orda_base::Result;
use orda_drafts::{DraftId, Point, ProtocolId, Side};

fn point() -> Point {
    Point {
        point: "2-тармақ".into(),
        drafter_view: "Қалсын".into(),
        approver_view: "Алынсын".into(),
        outcome: String::new(),
    }
}

/// A draft that body 1 has refused, with a protocol begun by the drafter.
async fn disputed(world: &World) -> (DraftId, ProtocolId) {
    let draft = world.sent(&[1, 2]).await;
    world.reviewed(draft, 1).await;
    world.refuse(draft, 1).await.unwrap();
    let id = world.drafts.start_protocol(&actor(0, Post::Drafter), draft, 1, body(1)).await.unwrap();
    (draft, id)
}

pub async fn sign(world: &World, draft: DraftId, id: ProtocolId, of: usize) -> Result<()> {
    let head = actor(of, Post::Head);
    let wording = world.drafts.protocol(&head, draft, id).await?.protocol.wording;
    let task = world.drafts.protocol_signing(&head, draft, id).await?;
    let cms = signature(person(of, Post::Head), &bin(of), &task.manifest);
    world.drafts.sign_protocol(&head, draft, id, wording, &cms).await
}

pub async fn fill(world: &World, draft: DraftId, id: ProtocolId) {
    let drafter = actor(0, Post::Drafter);
    let wording = world.drafts.protocol(&drafter, draft, id).await.unwrap().protocol.wording;
    world.drafts.save_protocol(&drafter, draft, id, wording, vec![point()]).await.unwrap();
}

/// After a refusal the parties draw up a protocol: the point, both views, both bodies. It belongs to exactly this
/// version and is seen by all who may read it.
///
/// Covers: 385-17
#[tokio::test]
async fn the_parties_draw_it_up() {
    for world in worlds().await {
        let (draft, id) = disputed(&world).await;
        let drafter = actor(0, Post::Drafter);
        world.drafts.save_protocol(&drafter, draft, id, 1, vec![point()]).await.unwrap();
        let representative = actor(1, Post::Employee);
        let seen = world.drafts.protocol(&representative, draft, id).await.unwrap();
        assert_eq!(seen.protocol.points, [point()]);
        assert_eq!((seen.protocol.drafting_body, seen.protocol.approving_body), (body(0), body(1)));
        assert_eq!((seen.protocol.version, seen.may_edit), (1, true));
        let again = world.drafts.start_protocol(&representative, draft, 1, body(1)).await.unwrap();
        assert_eq!(again, id, "there is one with each body");
        let changed = Point { approver_view: "Қысқартылсын".into(), ..point() };
        world.drafts.save_protocol(&representative, draft, id, 2, vec![changed]).await.unwrap();
        let stale = world.drafts.save_protocol(&drafter, draft, id, 2, vec![point()]).await;
        assert_eq!(code(stale), "error-conflict");
        assert!(!world.drafts.protocol(&actor(2, Post::Head), draft, id).await.unwrap().may_edit);
        for third in [actor(2, Post::Head), actor(2, Post::Clerk)] {
            assert_eq!(code(world.drafts.start_protocol(&third, draft, 1, body(1)).await), "error-forbidden");
            let saved = world.drafts.save_protocol(&third, draft, id, 3, vec![point()]).await;
            assert_eq!(code(saved), "error-forbidden");
        }
        // With a body that has approved there is no disagreement.
        let other = world.sent(&[2, 3]).await;
        world.reviewed(other, 2).await;
        world.approve(other, 2).await.unwrap();
        let approved = world.drafts.start_protocol(&drafter, other, 1, body(2)).await;
        assert_eq!(code(approved), "drafts-refusal-not-refused");
        assert_eq!(world.card(draft).await.protocols.len(), 1);
    }
}

/// No protocol with a body that has not decided; a body outside the list finds nothing.
#[tokio::test]
async fn only_where_there_is_a_disagreement() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        let early = world.drafts.start_protocol(&actor(0, Post::Drafter), draft, 1, body(1)).await;
        assert_eq!(code(early), "drafts-refusal-not-refused");
        let outside = world.drafts.start_protocol(&actor(3, Post::Head), draft, 1, body(1)).await;
        assert_eq!(code(outside), "error-not-found");
    }
}

/// Both heads sign: then it changes no more. With one signature it awaits the other side. Others do not sign.
#[tokio::test]
async fn both_heads_sign() {
    for world in worlds().await {
        let (draft, id) = disputed(&world).await;
        assert_eq!(code(sign(&world, draft, id, 0).await), "drafts-refusal-protocol-incomplete");
        fill(&world, draft, id).await;
        sign(&world, draft, id, 0).await.unwrap();
        let line = world.drafts.protocol(&actor(1, Post::Head), draft, id).await.unwrap();
        assert_eq!(
            (line.state.code(), line.awaiting, line.may_sign),
            ("signed_by_one", Some(Side::Approving), Some(Side::Approving))
        );
        assert_eq!(code(sign(&world, draft, id, 0).await), "drafts-refusal-protocol-signed-by-you");
        for other in [2, 3] {
            assert!(
                ["error-forbidden", "error-not-found"].contains(&code(sign(&world, draft, id, other).await).as_str())
            );
        }
        assert!(world.notices(1, Post::Head).await.contains(&"drafts-notice-protocol-sign".to_owned()));
        sign(&world, draft, id, 1).await.unwrap();
        let line = world.drafts.protocol(&actor(0, Post::Drafter), draft, id).await.unwrap();
        assert_eq!((line.state.code(), line.awaiting, line.may_edit), ("signed_by_both", None, false));
        let wording = line.protocol.wording;
        let changed = world.drafts.save_protocol(&actor(0, Post::Drafter), draft, id, wording, vec![]).await;
        assert_eq!(code(changed), "drafts-refusal-protocol-signed");
        let in_force = world.drafts.signatures(&actor(0, Post::Head), draft, 1).await.unwrap();
        assert_eq!(in_force.iter().filter(|s| s.in_force).count(), 3, "the draft's own and two on the protocol");
    }
}

/// A change after the first signature voids it: the second side cannot sign what the first has not.
#[tokio::test]
async fn a_change_voids_the_first_signature() {
    for world in worlds().await {
        let (draft, id) = disputed(&world).await;
        fill(&world, draft, id).await;
        let head = actor(1, Post::Head);
        let shown = world.drafts.protocol_signing(&head, draft, id).await.unwrap();
        sign(&world, draft, id, 0).await.unwrap();
        let employee = actor(1, Post::Employee);
        let changed = Point { outcome: "Келісілмеді".into(), ..point() };
        world.drafts.save_protocol(&employee, draft, id, 2, vec![changed]).await.unwrap();
        let line = world.drafts.protocol(&head, draft, id).await.unwrap();
        assert_eq!((line.state.code(), line.protocol.wording), ("prepared", 3));
        // What was shown before the change is not signed any more.
        let old = signature(person(1, Post::Head), &bin(1), &shown.manifest);
        assert_eq!(code(world.drafts.sign_protocol(&head, draft, id, 2, &old).await), "error-conflict");
        assert_eq!((line.may_sign, line.protocol.signs_first), (None, Some(Side::Drafting)));
        assert_eq!(code(sign(&world, draft, id, 1).await), "drafts-refusal-protocol-first-side");
        sign(&world, draft, id, 0).await.unwrap();
        sign(&world, draft, id, 1).await.unwrap();
        let line = world.drafts.protocol(&head, draft, id).await.unwrap();
        assert_eq!(line.state.code(), "signed_by_both");
    }
}

/// A new version leaves the protocol with the old one.
///
/// Covers: 385-17-b
#[tokio::test]
async fn it_stays_with_its_version() {
    for world in worlds().await {
        let (draft, id) = disputed(&world).await;
        fill(&world, draft, id).await;
        for reader in [actor(2, Post::Head), actor(1, Post::Employee), actor(0, Post::Head)] {
            let card = world.drafts.card(&reader, draft, Some(1)).await.unwrap();
            assert_eq!((card.protocols.len(), card.protocols[0].protocol.version), (1, 1));
        }
        world.new_version(draft, "1. Жаңа", false).await.unwrap();
        assert!(world.card(draft).await.protocols.is_empty());
        let drafter = actor(0, Post::Drafter);
        let old = world.drafts.card(&drafter, draft, Some(1)).await.unwrap();
        assert_eq!(old.protocols.len(), 1);
        assert!(!world.drafts.protocol(&drafter, draft, id).await.unwrap().may_edit);
        assert_eq!(code(sign(&world, draft, id, 0).await), "error-not-found");
    }
}
