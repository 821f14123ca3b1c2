//! Who can see a draft, and "my work".

use crate::government::{Post, actor, administrator};
use crate::world::{code, worlds};
use orda_drafts::{Action, MyRole};

/// "Who can see this" names body, role and people, and agrees with who really can.
#[tokio::test]
async fn tells_who_can_see_it() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.reviewed(draft, 1).await;
        let lines = world.drafts.readers(&actor(0, Post::Drafter), draft, 1).await.unwrap();
        let roles: Vec<_> = lines.iter().map(|l| (l.body.name.kk.as_str(), l.role, l.people.len())).collect();
        assert_eq!(
            roles,
            [
                ("Қаржы", MyRole::Drafter, 2),
                ("Қаржы", MyRole::Head, 1),
                ("Әділет", MyRole::Head, 1),
                ("Әділет", MyRole::RecordsClerk, 1),
                ("Әділет", MyRole::Representative, 1),
                ("Денсаулық", MyRole::Head, 1),
                ("Денсаулық", MyRole::RecordsClerk, 1),
            ]
        );
        for (who, sees) in [
            (actor(0, Post::SecondDrafter), true),
            (actor(1, Post::Employee), true),
            (actor(1, Post::SecondEmployee), false),
            (actor(0, Post::Employee), false),
            (actor(3, Post::Head), false),
            (actor(4, Post::ControlOfficer), false),
            (administrator(), false),
            (orda_base::Actor::portal(), false),
        ] {
            let card = world.drafts.card(&who, draft, Some(1)).await;
            assert_eq!(code(card), if sees { "" } else { "error-not-found" });
            assert_eq!(world.drafts.files(&who, draft, 1).await.is_ok(), sees);
            assert_eq!(world.drafts.letters(&who, draft, 1).await.is_ok(), sees);
        }
    }
}

/// The card offers each reader exactly what can be done now, and one thing as the first.
#[tokio::test]
async fn the_card_offers_the_next_step() {
    for world in worlds().await {
        let draft = world.posted(&[1]).await;
        let primary = |of, post| {
            let drafts = &world.drafts;
            async move { drafts.card(&actor(of, post), draft, None).await.unwrap().primary.map(|o| o.action) }
        };
        assert_eq!(primary(0, Post::Head).await, Some(Action::Sign));
        assert_eq!(primary(0, Post::Drafter).await, None);
        world.sign(draft).await.unwrap();
        assert_eq!(primary(0, Post::Drafter).await, Some(Action::Send));
        world.send(draft).await.unwrap();
        assert_eq!(primary(1, Post::Clerk).await, Some(Action::Register));
        world.register(draft, 1).await.unwrap();
        assert_eq!(primary(1, Post::Clerk).await, Some(Action::PassToHead));
        world.pass(draft, 1).await.unwrap();
        assert_eq!(primary(1, Post::Head).await, Some(Action::NameRepresentatives));
        world.name(draft, 1).await.unwrap();
        assert_eq!(primary(1, Post::Employee).await, Some(Action::Remark));
        let card = world.drafts.card(&actor(1, Post::Head), draft, None).await.unwrap();
        assert_eq!(card.primary.map(|o| o.action), Some(Action::Approve));
        assert!(card.offers.iter().any(|o| o.action == Action::Refuse));
        world.approve(draft, 1).await.unwrap();
        assert_eq!(primary(0, Post::Drafter).await, Some(Action::SendToChancellery));
        assert_eq!(primary(1, Post::Head).await, None);
    }
}
