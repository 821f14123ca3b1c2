//! Texts that were posted before there was an index of words come into it.

use crate::government::{Post, actor};
use crate::world::worlds;
use orda_drafts::desk::DeskStore;
use orda_drafts::subject::subjects;
use orda_drafts::words;
use orda_drafts_store::{DeskSql, index_old_texts};

/// Two drafts are not in the index, as those from before it: neither is found. The job brings one after the other into it, goes
/// on where it was, and then has nothing to do; both are found, once each, and what was indexed before is not entered twice.
#[tokio::test]
async fn old_texts_come_into_the_index() {
    for world in worlds().await {
        let db = &world.database.db;
        world.posted(&[1]).await;
        world.posted(&[2]).await;
        let desk = DeskSql::new(db.clone(), world.env.clone());
        let readers = subjects(&actor(0, Post::Drafter));
        let found = async || desk.find_texts(&readers, &words::words("екінші"), None, 10).await.unwrap().hits.len();
        let size = async || -> i64 {
            sqlx::query_scalar("select coalesce(cast(sum(length(versions)) as bigint), 0) from drafts_found")
                .fetch_one(db.reader())
                .await
                .unwrap()
        };
        let (whole, none) = (size().await, 0);
        assert_eq!((found().await, index_old_texts(db, 10).await.unwrap()), (2, none));
        world.tamper("delete from drafts_found").await;
        world.tamper("update drafts_text set indexed = 0").await;
        assert_eq!(found().await, 0);
        assert_eq!((index_old_texts(db, 1).await.unwrap(), found().await), (1, 1));
        assert_eq!((index_old_texts(db, 1).await.unwrap(), found().await), (1, 2));
        assert_eq!((index_old_texts(db, 1).await.unwrap(), size().await), (0, whole));
        world.tamper("update drafts_text set indexed = 0").await;
        assert_eq!((index_old_texts(db, 10).await.unwrap(), size().await), (2, whole));
    }
}
