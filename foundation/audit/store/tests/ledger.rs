//! What is recorded is durable, complete and stays as it is; what cannot be recorded is refused.

use orda_audit::{Accountant, Call, Cursor, EntryStore, Filter, NewEntry, Who, calling};
use orda_audit_store::{Entries, Ledger, MIGRATIONS, record};
use orda_base::{
    Access, Actor, Env, Error, FixedClock, Identity, Language, Membership, Operation, Origin, Outcome, PersonId,
    RequestId, Role, SeededEntropy, SessionId, SystemId, Timestamp,
};
use orda_store::Database;
use orda_store::testing::{TestDatabase, databases};
use sqlx::Executor;

const NOW: Timestamp = Timestamp::from_seconds(1_795_338_300);

fn env() -> (Env, FixedClock) {
    let clock = FixedClock::at(NOW);
    (Env::new(clock.clone(), SeededEntropy::new(7)), clock)
}

fn person(env: &Env, name: &str, iin: &str) -> Actor {
    Actor {
        identity: Identity::Person { id: PersonId::generate(env), name: name.into(), iin: iin.into() },
        language: Language::Kk,
        memberships: vec![Membership { body: None, role: Role::Drafter, acting_for: None }],
        units: Vec::new(),
        origin: Origin {
            address: Some("::ffff:10.1.2.3".parse().expect("an address")),
            agent: "Mozilla/5.0".into(),
            session: Some(SessionId::generate(env)),
            request: Some(RequestId::generate(env)),
        },
    }
}

async fn all(db: &Database) -> Vec<NewEntry> {
    let found = Entries::new(db.clone()).search(&Filter::default(), None, 1000).await.expect("searches");
    found.into_iter().map(|e| e.entry).collect()
}

/// A record holds the server's time, who, from where, the page called, the part of the resource, operation, outcome,
/// what was changed, session, program and number of the request.
#[tokio::test]
async fn a_record_holds_everything() {
    for TestDatabase { db, folder: _folder, .. } in databases(&[MIGRATIONS]).await {
        let (env, _) = env();
        let actor = person(&env, "Ахметов Данияр Серікұлы", "850101300123");
        let access = Access::done("draft", "0190f3c8", Operation::Change).detail("title: version 1 -> version 2");
        let mut tx = db.begin().await.expect("begins");
        let call = Call { service: "POST /drafts/0190f3c8".into() };
        calling(call, record(&mut tx, &actor, NOW, &access)).await.expect("records");
        tx.commit().await.expect("commits");
        let entry = &all(&db).await[0];
        assert_eq!(entry.at, NOW);
        assert_eq!((entry.who, entry.actor_name.as_str()), (Who::Person, "Ахметов Данияр Серікұлы"));
        assert_eq!(entry.actor_id, actor.person().expect("a person").to_string());
        assert_eq!(entry.address, "10.1.2.3");
        assert_eq!(entry.service, "POST /drafts/0190f3c8");
        assert_eq!((entry.resource.as_str(), entry.part.as_str()), ("draft", "0190f3c8"));
        assert_eq!((entry.operation, entry.outcome), (Operation::Change, Outcome::Done));
        assert_eq!(entry.detail, "title: version 1 -> version 2");
        assert_eq!(entry.agent, "Mozilla/5.0");
        assert_eq!(entry.session, actor.origin.session.expect("a session").to_string());
        assert_eq!(entry.request, actor.origin.request.expect("a request").to_string());
    }
}

/// A system is recorded under its registered name; an unknown caller as unknown, under the name that was claimed.
#[tokio::test]
async fn people_systems_and_claims_are_told_apart() {
    for TestDatabase { db, folder: _folder, .. } in databases(&[MIGRATIONS]).await {
        let (env, clock) = env();
        let ledger = Ledger::start(db.clone(), env.clone());
        let mut system = person(&env, "", "");
        system.identity = Identity::System { id: SystemId::generate(&env), name: "ЭҚАЖ".into() };
        let mut claimed = Actor::anonymous(Language::Kk, Origin::default());
        claimed.identity = Identity::Anonymous { claimed: Some("d.akhmetov".into()) };
        let known = person(&env, "Ахметов Данияр", "850101300123");
        for actor in [&known, &system, &claimed] {
            let mut access = Access::done("session", "", Operation::SignIn);
            if !actor.is_known() {
                access = access.ended(&Error::Unauthenticated);
            }
            ledger.record(actor, &access).await.expect("records");
            clock.advance(1);
        }
        let found: Vec<_> = all(&db).await.into_iter().map(|e| (e.who, e.actor_name, e.outcome)).collect();
        assert_eq!(
            found,
            [
                (Who::Unknown, "d.akhmetov".to_owned(), Outcome::Refused),
                (Who::System, "ЭҚАЖ".to_owned(), Outcome::Done),
                (Who::Person, "Ахметов Данияр".to_owned(), Outcome::Done),
            ]
        );
    }
}

/// Neither a change, nor a removal, nor a replacement of a record is possible, whoever asks the database.
#[tokio::test]
async fn records_cannot_be_changed_or_removed() {
    for TestDatabase { db, folder: _folder, .. } in databases(&[MIGRATIONS]).await {
        let (env, _) = env();
        let ledger = Ledger::start(db.clone(), env.clone());
        let actor = person(&env, "Ахметов", "850101300123");
        ledger.record(&actor, &Access::done("draft", "1", Operation::Read)).await.expect("records");
        let before = all(&db).await;
        for attempt in [
            "update audit_entry set outcome = 'refused'",
            "update audit_entry set seq = 100",
            "delete from audit_entry",
            "insert or replace into audit_entry (seq, at, who, actor_id, actor_name, actor_iin, address, session, agent, \
             request, service, resource, part, operation, outcome, detail) \
             values (1, 0, 'portal', '', '', '', '', '', '', '', '', '', '', 'read', 'done', '')",
            "truncate audit_entry",
        ] {
            let mut tx = db.begin().await.expect("begins");
            assert!(tx.conn().execute(attempt).await.is_err(), "{attempt}");
        }
        assert_eq!(all(&db).await, before);
    }
}

/// Records of many requests at once are all there, in one number each, once their requests were answered; also after
/// the database was closed and opened again.
#[tokio::test]
async fn shared_commits_lose_nothing() {
    for TestDatabase { db, folder: _folder, .. } in databases(&[MIGRATIONS]).await {
        let (env, _) = env();
        let ledger = Ledger::start(db.clone(), env.clone());
        let tasks: Vec<_> = (0..200)
            .map(|n| {
                let (ledger, actor) = (ledger.clone(), person(&env, &format!("Person {n}"), ""));
                tokio::spawn(async move { ledger.record(&actor, &Access::done("draft", n, Operation::Read)).await })
            })
            .collect();
        for task in tasks {
            task.await.expect("no panic").expect("recorded");
        }
        let mut parts: Vec<i32> = all(&db).await.iter().map(|e| e.part.parse().expect("a number")).collect();
        parts.sort_unstable();
        assert_eq!(parts, (0..200).collect::<Vec<_>>());
    }
}

/// When the record cannot be written, whoever asked is told so and must not carry the access out; what waited when the
/// accounting stopped is still written.
#[tokio::test]
async fn what_cannot_be_recorded_is_refused() {
    for TestDatabase { db, folder: _folder, .. } in databases(&[MIGRATIONS]).await {
        let (env, _) = env();
        let actor = person(&env, "Ахметов", "");
        let access = Access::done("draft", "1", Operation::Read);
        let stopped = Ledger::start(db.clone(), env.clone());
        let waiting = {
            let (l, a, x) = (stopped.clone(), actor.clone(), access.clone());
            tokio::spawn(async move { l.record(&a, &x).await })
        };
        tokio::task::yield_now().await;
        stopped.stop().await;
        waiting.await.expect("no panic").expect("recorded before the end");
        assert_eq!(all(&db).await.len(), 1);
        assert!(matches!(stopped.record(&actor, &access).await, Err(Error::Unavailable(_))));

        let broken = Ledger::start(db.clone(), env.clone());
        db.close().await;
        assert!(matches!(broken.record(&actor, &access).await, Err(Error::Unavailable(_))));
    }
}

/// A change whose record cannot be written is not carried out.
#[tokio::test]
async fn changes_fail_with_their_record() {
    for TestDatabase { db, folder: _folder, .. } in databases(&[MIGRATIONS]).await {
        let (env, _) = env();
        let actor = person(&env, "Ахметов", "");
        let mut setup = db.begin().await.expect("begins");
        setup.conn().execute("create table thing (name text not null)").await.expect("a table");
        setup.conn().execute("insert into thing (name) values ('old')").await.expect("a row");
        setup.conn().execute("alter table audit_entry rename to elsewhere").await.expect("out of the way");
        setup.commit().await.expect("commits");
        let change = async || -> orda_base::Result<()> {
            let mut tx = db.begin().await?;
            tx.conn().execute("update thing set name = 'new'").await.map_err(orda_store::fault)?;
            record(&mut tx, &actor, NOW, &Access::done("thing", "1", Operation::Change)).await?;
            tx.commit().await
        };
        assert!(change().await.is_err());
        let name: String = sqlx::query_scalar("select name from thing").fetch_one(db.reader()).await.expect("reads");
        assert_eq!(name, "old");
    }
}

/// The security officer finds records by person, time, address, resource, operation, outcome and words, newest first,
/// page by page.
#[tokio::test]
async fn records_are_found() {
    for TestDatabase { db, folder: _folder, .. } in databases(&[MIGRATIONS]).await {
        let (env, clock) = env();
        let ledger = Ledger::start(db.clone(), env.clone());
        let akhmetov = person(&env, "Ахметов Данияр", "850101300123");
        let mut ivanova = person(&env, "Иванова Анна", "900202400456");
        ivanova.origin.address = Some("10.9.0.1".parse().expect("an address"));
        ledger.record(&akhmetov, &Access::done("draft", "query=100%_су", Operation::Search)).await.expect("records");
        clock.advance(60);
        ledger.record(&ivanova, &Access::done("file", "f1", Operation::Download)).await.expect("records");
        clock.advance(60);
        let refused = Access::done("draft", "2", Operation::Read).ended(&Error::Forbidden);
        ledger.record(&akhmetov, &refused).await.expect("records");

        let entries = Entries::new(db.clone());
        let parts = async |filter: Filter| -> Vec<String> {
            let found = entries.search(&filter, None, 10).await.expect("searches");
            found.into_iter().map(|e| e.entry.part).collect()
        };
        let none = Filter::default;
        assert_eq!(parts(none()).await, ["2", "f1", "query=100%_су"]);
        for name in ["ахметов", "АХМЕТОВ дани", "850101300123"] {
            assert_eq!(parts(Filter { person: name.into(), ..none() }).await, ["2", "query=100%_су"], "{name}");
        }
        assert_eq!(parts(Filter { address: "10.9.0.1".into(), ..none() }).await, ["f1"]);
        assert_eq!(parts(Filter { address: "10.1.".into(), ..none() }).await, ["2", "query=100%_су"]);
        assert_eq!(parts(Filter { resource: "file".into(), ..none() }).await, ["f1"]);
        assert_eq!(parts(Filter { operation: Some(Operation::Search), ..none() }).await, ["query=100%_су"]);
        assert_eq!(parts(Filter { outcome: Some(Outcome::Refused), ..none() }).await, ["2"]);
        assert_eq!(parts(Filter { words: "error-forbidden".into(), ..none() }).await, ["2"]);
        assert_eq!(parts(Filter { words: "0%_СУ".into(), ..none() }).await, ["query=100%_су"]);
        let (from, until) = (Some(NOW.plus_seconds(60)), Some(NOW.plus_seconds(120)));
        assert_eq!(parts(Filter { from, until, ..none() }).await, ["f1"]);

        let first = entries.search(&none(), None, 2).await.expect("searches");
        let after = Cursor { at: first[1].entry.at, seq: first[1].seq };
        let rest = entries.search(&none(), Some(after), 2).await.expect("searches");
        assert_eq!(rest.iter().map(|e| e.entry.part.as_str()).collect::<Vec<_>>(), ["query=100%_су"]);
        let request = first[0].entry.request.clone();
        assert_eq!(entries.of_request(&request, 10).await.expect("searches").len(), 2);
    }
}
