//! What administrators announce, on both databases.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests: a panic is a failed test")]

use orda_base::{Actor, Env, Error, FixedClock, Language, LocalizedText, Origin, SystemEntropy, Timestamp};
use orda_maintenance::{Input, Maintenance, Phase};
use orda_maintenance_store::{MIGRATIONS, MaintenanceSql};
use orda_store::Database;
use orda_store::testing::databases;
use std::sync::Arc;

const NOW: Timestamp = Timestamp::from_seconds(1_795_408_200);

async fn node(db: &Database, clock: &FixedClock) -> Maintenance {
    let env = Env::new(clock.clone(), SystemEntropy);
    Maintenance::open(Arc::new(MaintenanceSql::new(db.clone())), env).await.unwrap()
}

fn input(from: i64, until: i64) -> Input {
    let notice = LocalizedText::new("Жаңарту", "Обновление", "");
    Input { from: Some(NOW.plus_seconds(from)), until: Some(NOW.plus_seconds(until)), notice }
}

/// What is announced is known at once where it was announced, and by other nodes as soon as they look; it begins and ends by the
/// clock, a later word counts, and what is ended is gone. Each change is accounted for.
#[tokio::test]
async fn all_nodes_know_what_is_announced() {
    for base in databases(&[orda_audit_store::MIGRATIONS, MIGRATIONS]).await {
        let clock = FixedClock::at(NOW);
        let (one, other) = (node(&base.db, &clock).await, node(&base.db, &clock).await);
        assert!(one.now().is_none());
        one.announce(&Actor::portal(), &input(60, 120)).await.unwrap();
        assert_eq!(one.now().unwrap().1, Phase::Ahead);
        assert!(other.now().is_none());
        other.refresh().await.unwrap();
        assert_eq!(other.now(), one.now());
        clock.advance(90);
        assert_eq!(other.now().unwrap().1, Phase::UnderWay(30));
        other.announce(&Actor::portal(), &input(60, 180)).await.unwrap();
        assert_eq!(other.now().unwrap().1, Phase::UnderWay(90));
        clock.advance(90);
        assert!(other.now().is_none(), "over by itself");
        other.announce(&Actor::portal(), &input(60, 600)).await.unwrap();
        one.end(&Actor::portal()).await.unwrap();
        other.refresh().await.unwrap();
        assert!(one.now().is_none() && other.now().is_none());
        assert!(matches!(one.end(&Actor::portal()).await, Err(Error::NotFound)));
        let entries = orda_audit_store::Entries::new(base.db.clone());
        let found = orda_audit::EntryStore::search(&entries, &orda_audit::Filter::default(), None, 10).await.unwrap();
        let found: Vec<_> = found.into_iter().map(|e| e.entry.part).rev().collect();
        assert_eq!(found, ["announced", "announced", "announced", "ended"]);
    }
}

/// Nobody but administrators of the portal announces or ends anything.
#[tokio::test]
async fn only_administrators_announce() {
    for base in databases(&[orda_audit_store::MIGRATIONS, MIGRATIONS]).await {
        let maintenance = node(&base.db, &FixedClock::at(NOW)).await;
        let nobody = Actor::anonymous(Language::Kk, Origin::default());
        assert!(matches!(maintenance.announce(&nobody, &input(0, 60)).await, Err(Error::Forbidden)));
        maintenance.announce(&Actor::portal(), &input(0, 60)).await.unwrap();
        assert!(matches!(maintenance.end(&nobody).await, Err(Error::Forbidden)));
        assert!(maintenance.now().is_some());
    }
}
