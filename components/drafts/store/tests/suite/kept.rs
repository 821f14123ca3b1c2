//! Dossiers kept in memory: the same while nothing has happened, and never older than what any node has changed.

use crate::world::worlds;
use orda_drafts::ports::DraftsStore;
use orda_drafts_store::DraftsSql;
use std::sync::Arc;

/// A node that has read a draft gives it again without reading, until another node changes it: then it reads what is there.
/// A draft that is not there is none, also where it was asked for before.
#[tokio::test]
async fn another_node_changes_a_draft() {
    for world in worlds().await {
        let node = DraftsSql::new(world.database.db.clone(), world.env.clone());
        let draft = world.sent(&[1, 2]).await;
        let state = |dossier: &orda_drafts::Dossier| dossier.draft.current().approvals[0].state.code();
        let first = node.seen(draft).await.unwrap().unwrap();
        assert!(Arc::ptr_eq(&first, &node.seen(draft).await.unwrap().unwrap()), "from memory");
        assert_eq!(state(&first), "letter_sent");

        world.register(draft, 1).await.unwrap();
        let second = node.seen(draft).await.unwrap().unwrap();
        assert_eq!(state(&second), "registered");
        let read = node.dossier(draft).await.unwrap().unwrap();
        assert_eq!(second.draft, read.draft, "as it is read anew");

        let nothing = orda_drafts::DraftId::generate(&world.env);
        for _ in 0..2 {
            assert!(node.seen(nothing).await.unwrap().is_none());
        }
    }
}
