//! The letter of the morning: once a working day, at its time, only when something waits.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

use async_trait::async_trait;
use orda_base::{
    Actor, Env, FixedClock, Identity, Language, Origin, PageRequest, PersonId, Result, SeededEntropy, Timestamp,
};
use orda_notifications::{DigestChoice, DigestSource, Digests, Notifications, OutboxStore, Waiting};
use orda_notifications_store::{MIGRATIONS, SqlDigests, SqlNotices, SqlOutbox};
use orda_store::testing::{TestDatabase, databases};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Friday 20 November 2026, 08:00 in Astana.
const FRIDAY: Timestamp = Timestamp::from_seconds(1_795_143_600);
const MINUTE: i64 = 60;
const DAY: i64 = 86_400;

/// So many matters wait for everybody.
#[derive(Default)]
struct Matters(AtomicUsize);

#[async_trait]
impl DigestSource for Matters {
    async fn waiting(&self, _: PersonId, _: Option<Language>) -> Result<Option<Waiting>> {
        let count = self.0.load(Ordering::SeqCst);
        Ok((count > 0).then(|| Waiting { count, overdue: 1, lines: "• НҚА-2026-000010".to_owned() }))
    }
}

struct World {
    test: TestDatabase,
    clock: FixedClock,
    env: Env,
    matters: Arc<Matters>,
}

async fn worlds() -> Vec<World> {
    let all = databases(&[orda_audit_store::MIGRATIONS, MIGRATIONS]).await;
    all.into_iter()
        .map(|test| {
            let clock = FixedClock::at(FRIDAY);
            let env = Env::new(clock.clone(), SeededEntropy::new(5));
            let matters = Arc::new(Matters(AtomicUsize::new(2)));
            World { test, clock, env, matters }
        })
        .collect()
}

impl World {
    /// As a node that has just started.
    fn digests(&self) -> Digests {
        let store = Arc::new(SqlDigests::new(self.test.db.clone(), self.env.clone()));
        Digests::new(store, self.matters.clone(), workdays::Shared::default(), self.env.clone())
    }

    async fn sent(&self) -> usize {
        self.digests().send_due().await.unwrap()
    }

    fn person(&self) -> Actor {
        Actor {
            identity: Identity::Person { id: PersonId::generate(&self.env), name: "Test".into(), iin: String::new() },
            language: Language::Kk,
            memberships: Vec::new(),
            units: Vec::new(),
            origin: Origin::default(),
        }
    }
}

fn at(time: &str) -> DigestChoice {
    DigestChoice { on: true, minute: DigestChoice::minute_of(time).unwrap(), language: None }
}

/// At the time and not before it, once a day however often the job runs and whatever starts anew; not on days off; the
/// next time on the next working day.
#[tokio::test]
async fn comes_once_a_working_day() {
    for world in worlds().await {
        let me = world.person();
        world.digests().choose(&me, at("08:30")).await.unwrap();
        assert_eq!(world.sent().await, 0, "08:00: too early");
        world.clock.advance(30 * MINUTE);
        assert_eq!(world.sent().await, 1);
        assert_eq!(world.sent().await, 0, "the same minute, a node just started");
        world.clock.advance(5 * 60 * MINUTE);
        assert_eq!(world.sent().await, 0, "the same day");
        for day in ["Saturday", "Sunday"] {
            world.clock.advance(DAY);
            assert_eq!(world.sent().await, 0, "{day}");
        }
        world.clock.advance(DAY);
        assert_eq!(world.sent().await, 1, "Monday, late because nobody was there in the morning");
        world.digests().choose(&me, DigestChoice { on: false, ..at("08:30") }).await.unwrap();
        world.clock.advance(DAY);
        assert_eq!(world.sent().await, 0, "wanted no more");
    }
}

/// A day off by law counts as one: 16 December is Independence Day.
#[tokio::test]
async fn keeps_holidays() {
    for world in worlds().await {
        world.digests().choose(&world.person(), at("08:00")).await.unwrap();
        world.clock.advance(25 * DAY);
        assert_eq!(world.sent().await, 1, "15 December");
        world.clock.advance(DAY);
        assert_eq!(world.sent().await, 0, "16 December");
    }
}

/// When nothing waits nothing comes, and what comes up later on that day waits for the next.
#[tokio::test]
async fn comes_only_when_something_waits() {
    for world in worlds().await {
        world.matters.0.store(0, Ordering::SeqCst);
        world.digests().choose(&world.person(), at("08:10")).await.unwrap();
        world.clock.advance(10 * MINUTE);
        assert_eq!(world.sent().await, 0);
        world.matters.0.store(3, Ordering::SeqCst);
        world.clock.advance(MINUTE);
        assert_eq!(world.sent().await, 0);
        world.clock.advance(3 * DAY);
        assert_eq!(world.sent().await, 1);
    }
}

/// Two nodes at the same moment send one letter.
#[tokio::test]
async fn two_nodes_send_one() {
    for world in worlds().await {
        for _ in 0..8 {
            world.digests().choose(&world.person(), at("08:10")).await.unwrap();
        }
        world.clock.advance(10 * MINUTE);
        let (one, other) = (world.digests(), world.digests());
        let (one, other) = tokio::join!(one.send_due(), other.send_due());
        assert_eq!(one.unwrap() + other.unwrap(), 8);
    }
}

/// A time that has passed today counts from the next working day on; a time changed after the letter brings no second one.
#[tokio::test]
async fn a_choice_does_not_reach_back() {
    for world in worlds().await {
        let me = world.person();
        world.digests().choose(&me, at("07:00")).await.unwrap();
        assert_eq!(world.sent().await, 0, "Friday 08:00, chosen for 07:00");
        world.clock.advance(3 * DAY);
        assert_eq!(world.sent().await, 1, "Monday");
        world.digests().choose(&me, at("09:00")).await.unwrap();
        world.clock.advance(2 * 60 * MINUTE);
        assert_eq!(world.sent().await, 0, "the letter of Monday has come");
        assert_eq!(world.digests().mine(&me).await.unwrap(), at("09:00"));
    }
}

/// It is an e-mail in the language that was chosen, with what waits; no notice in the portal; choice and sending are
/// accounted for.
#[tokio::test]
async fn is_a_letter_and_no_notice() {
    for world in worlds().await {
        let me = world.person();
        let choice = DigestChoice { language: Some(Language::Ru), ..at("08:10") };
        world.digests().choose(&me, choice).await.unwrap();
        world.clock.advance(10 * MINUTE);
        assert_eq!(world.sent().await, 1);
        let now = world.env.now();
        let mails = SqlOutbox::new(world.test.db.clone()).claim(now, now.plus_seconds(60), 10).await.unwrap();
        assert_eq!(mails.len(), 1);
        let notice = &mails[0].notice;
        assert_eq!((notice.language, notice.link.as_str()), (Some(Language::Ru), "/my-work"));
        assert_eq!(Some(notice.recipient), me.person());
        let lines = notice.args.iter().find(|(name, _)| name == "lines").unwrap();
        assert!(lines.1.get(Language::Ru).contains("НҚА-2026-000010"));
        let notices = Notifications::new(Arc::new(SqlNotices::new(world.test.db.clone())), world.env.clone());
        assert_eq!(notices.unread(&me).await.unwrap(), 0);
        assert_eq!(notices.mine(&me, PageRequest::default()).await.unwrap().total, 0);
        let accounted: i64 = sqlx::query_scalar("select count(*) from audit_entry where resource = 'digest'")
            .fetch_one(world.test.db.reader())
            .await
            .unwrap();
        assert_eq!(accounted, 2);
    }
}
