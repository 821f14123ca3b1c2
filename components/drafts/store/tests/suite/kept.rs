//! Dossiers kept in memory: the same while nothing has happened, and never older than what any node has changed.

use crate::world::worlds;
use orda_base::PersonId;
use orda_drafts::ports::DraftsStore;
use orda_drafts::{StructuredTexts, Texts};
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

/// A structured text is given only under what it was made of: another digest, another version, and it is made anew.
#[tokio::test]
async fn a_text_of_something_else_is_not_given() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        let store = DraftsSql::new(world.database.db.clone(), world.env.clone());
        let texts = StructuredTexts::of_typed(&Texts { kk: vec!["1. Тармақ.".to_owned()], ru: Vec::new() });
        let mut work = store.begin().await.unwrap();
        work.save_structure(draft, 1, "a", &texts).await.unwrap();
        work.commit().await.unwrap();
        let first = store.structure(draft, 1, "a").await.unwrap().unwrap();
        assert_eq!(*first, texts);
        assert!(Arc::ptr_eq(&first, &store.structure(draft, 1, "a").await.unwrap().unwrap()), "from memory");
        assert!(store.structure(draft, 1, "b").await.unwrap().is_none(), "made of something else");
        assert!(store.structure(draft, 2, "a").await.unwrap().is_none(), "another version");

        store.changed();
        let anew = store.structure(draft, 1, "a").await.unwrap().unwrap();
        assert!(!Arc::ptr_eq(&first, &anew) && *anew == texts, "nothing is kept once something was destroyed");
    }
}

/// A visit counts from its time on; one that this node has not read is found when it is asked for.
#[tokio::test]
async fn visits_are_known_once_they_are_read() {
    for world in worlds().await {
        let (draft, at) = (world.sent(&[1, 2]).await, world.env.now());
        let store = DraftsSql::new(world.database.db.clone(), world.env.clone());
        let person = PersonId::generate(&world.env);
        assert!(!store.visited_since(person, draft, at).await.unwrap(), "never there");
        for later in [0, 60] {
            let now = at.plus_seconds(later);
            assert!(!store.visited_since(person, draft, now).await.unwrap());
            let mut work = store.begin().await.unwrap();
            work.visit(person, draft, now).await.unwrap();
            work.commit().await.unwrap();
            assert!(store.visited_since(person, draft, now).await.unwrap());
            assert!(store.visited_since(person, draft, now).await.unwrap(), "again");
            assert!(!store.visited_since(person, draft, now.plus_seconds(1)).await.unwrap());
        }
    }
}
