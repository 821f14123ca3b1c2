//! Continuous copying: what was committed is in the copy at the next step; a copy that is not whole is refused and named; a
//! folder that takes nothing stops nothing; what was destroyed is in no copy (385-6-8).

use super::{ALL, Harm, files, harm};
use crate::destruction::{ADMIN, OFFICER, decide, document, word};
use crate::marks::Marks;
use crate::world::{PATIENCE, actor, caught_up, code, copied, notices};
use orda::backup::{Continuous, Finding, Restored, restore_continuous};
use orda::compose::Portal;
use orda::config::Config;
use orda::verify::verify;
use orda_backups::NO_COPY;
use orda_base::Timestamp;
use orda_documents::samples;
use orda_retention::State;
use orda_test::{On, TestPortal};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::sync::watch;

/// A portal that is copied, and folders beside.
struct House {
    test: TestPortal,
    aside: TempDir,
}

impl House {
    async fn start() -> Self {
        let aside = tempfile::tempdir().unwrap();
        fs::create_dir(aside.path().join("copy")).unwrap();
        let test = TestPortal::start_with(On::Sqlite, |config| {
            config.backup.continuous_to = Some(aside.path().join("copy"));
            config.backup.keys_to = Some(aside.path().join("keys"));
            config.retention = [("minister_order".to_owned(), 0)].into();
        })
        .await;
        Self { test, aside }
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.aside.path().join(name)
    }

    fn copy(&self) -> &Continuous {
        self.test.portal.continuous.as_ref().unwrap()
    }

    /// Steps until everything that was committed is in the copy.
    async fn caught_up(&self) {
        caught_up(&self.test, false).await;
    }

    async fn restore(&self, data: Option<&str>, until: Option<Timestamp>) -> anyhow::Result<Restored> {
        let (from, keys) = (self.folder("copy"), self.folder("keys"));
        let data = data.map(|name| self.folder(name));
        let env = &self.test.portal.env;
        restore_continuous((&from, &keys), data.as_deref(), until, false, env, &|_| {}).await
    }

    /// What was restored is whole; how many files it has.
    async fn verified(&self, name: &str) -> usize {
        Box::pin(self.verified_files(name)).await
    }

    async fn verified_files(&self, name: &str) -> usize {
        let config = Config {
            data: self.folder(name),
            public_url: self.test.portal.config.public_url.clone(),
            ..Config::default()
        };
        let portal = Portal::open(config, self.test.portal.env.clone()).await.unwrap();
        let report = verify(&portal, &ALL).await.unwrap();
        assert_eq!(report.wrong, []);
        portal.close().await;
        report.files
    }

    /// A file comes in, in a set of its own.
    async fn file(&self) -> Value {
        let client = self.test.client("justice-drafter").await;
        let set = client.post("/api/v1/file-sets", &json!({})).await.expect(201).json();
        let path = format!("/api/v1/file-sets/{}/files", set["id"].as_str().unwrap());
        let request = client.request(Method::POST, &path).query(&[("name", "құжат.pdf")]).body(samples::pdf_of(50_000));
        client.send(request.header("content-type", "application/octet-stream")).await.expect(201).json()
    }

    fn generations(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder("copy/generations")).unwrap();
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

/// What was committed before a step is in the copy after it: drafts, files with their keys, the accounting. Restored in a new
/// folder everything is whole, once after every step; a moment before is restored when it is asked for, and one before the copy
/// is refused. Nothing in the copy is readable, and no key lies in it. The last step is made when the portal ends.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_committed_is_in_the_copy() {
    let mut house = House::start().await;
    let begun = house.test.portal.env.now();
    let counted = "select count(*) from drafts_draft";
    for round in 0..3_usize {
        house.test.stage().play(&house.test.script("on_approval", &[("finance", "approved")])).await.unwrap();
        house.file().await;
        house.caught_up().await;
        let name = format!("new{round}");
        let restored = house.restore(Some(&name), None).await.unwrap();
        assert_eq!(restored.outcome.findings, []);
        assert_eq!(restored.until, house.test.portal.env.now());
        assert!(house.verified(&name).await > round);
        let db =
            orda_store::Database::open(&format!("sqlite://{}/orda.db", house.folder(&name).display())).await.unwrap();
        let drafts: i64 = sqlx::query_scalar(counted).fetch_one(db.reader()).await.unwrap();
        let here: i64 = sqlx::query_scalar(counted).fetch_one(house.test.portal.db.reader()).await.unwrap();
        assert_eq!((drafts, drafts), (here, i64::try_from(round + 1).unwrap()));
        db.close().await;
    }
    let middle = house.test.portal.env.now().plus_seconds(-1);
    house.restore(Some("before"), Some(middle)).await.unwrap();
    let db =
        orda_store::Database::open(&format!("sqlite://{}/orda.db", house.folder("before").display())).await.unwrap();
    let drafts: i64 = sqlx::query_scalar(counted).fetch_one(db.reader()).await.unwrap();
    assert_eq!(drafts, 2, "without the last");
    db.close().await;
    let early = house.restore(Some("early"), Some(begun.plus_seconds(-60))).await.unwrap_err();
    assert!(early.to_string().contains("begins later"), "{early}");

    let master = fs::read(house.test.portal.config.data.join("keys/master.key")).unwrap();
    let kept = files(&house.folder("copy"));
    for needle in [master.as_slice(), "Сынақ жобасы".as_bytes(), b"SQLite format 3"] {
        assert!(super::holds(&kept, needle).is_empty());
    }
    // A day later the copy of the whole is made anew, and the old one goes; so it is after a restart.
    let first = house.generations();
    assert_eq!(first.len(), 1);
    house.test.clock.advance(24 * 3600);
    let renewed = async {
        while house.generations() == first || house.generations().len() > 1 {
            house.caught_up().await;
        }
    };
    tokio::time::timeout(PATIENCE, renewed).await.expect("the copy of the whole is made anew");
    let second = house.generations();
    house.file().await;
    house.test.restart().await;
    let ended = house.restore(Some("ended"), None).await.unwrap();
    assert_eq!(ended.outcome.findings, []);
    assert_eq!(house.verified("ended").await, house.verified("new2").await + 1, "the last file is there");
    house.caught_up().await;
    assert!(house.generations() != second && house.generations().len() == 1);
    assert_eq!(house.restore(Some("again"), None).await.unwrap().outcome.findings, []);
}

/// Damage of whatever kind to whatever file of the copy is found and the file is named, by the check and by the restore; on what
/// was restored the portal does not start.
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damage_is_found_and_named(#[values("blobs/", "generations/")] what: &str) {
    let house = House::start().await;
    for _ in 0..3 {
        house.file().await;
        house.caught_up().await;
    }
    let whole = house.folder("whole");
    copied(&house.folder("copy"), &whole);
    let mut number = 0;
    for how in [Harm::Remove, Harm::Truncate, Harm::Flip, Harm::Empty, Harm::Swap] {
        let log = format!("generations/{}/log/000000/000000002", house.generations()[0]);
        for what in if what == "blobs/" { vec![what] } else { vec!["generations/", log.as_str()] } {
            if what == log && matches!(how, Harm::Swap) {
                let (a, b) = (format!("{log}.segment"), format!("{}.segment", log.replace("002", "003")));
                let (first, second) = (house.folder("copy").join(a), house.folder("copy").join(b));
                let (x, y) = (fs::read(&first).unwrap(), fs::read(&second).unwrap());
                fs::write(&first, y).unwrap();
                fs::write(&second, x).unwrap();
                let found = house.restore(None, None).await.unwrap().outcome.findings;
                assert_eq!(found.iter().map(Finding::code).collect::<Vec<_>>(), ["swapped"], "{found:?}");
            } else {
                let names = harm(&house.folder("copy"), what, how);
                let said = match house.restore(None, None).await {
                    Ok(restored) => format!("{:?}", restored.outcome.findings),
                    Err(error) => format!("{error:#}"),
                };
                let named =
                    names.iter().any(|name| said.contains(Path::new(name).file_stem().unwrap().to_str().unwrap()));
                assert!(named, "{how:?} {names:?}: {said}");
            }
            number += 1;
            let to = format!("new{number}");
            let _ = house.restore(Some(&to), None).await;
            let config = Config { data: house.folder(&to), ..Config::default() };
            assert!(Portal::open(config, house.test.portal.env.clone()).await.is_err(), "{how:?} of {what}");
            fs::remove_dir_all(house.folder("copy")).unwrap();
            copied(&whole, &house.folder("copy"));
        }
    }
    assert_eq!(house.restore(None, None).await.unwrap().outcome.findings, []);
    // Without the key of its generation it is nothing.
    fs::remove_dir_all(house.folder("keys/copies")).unwrap();
    assert!(house.restore(None, None).await.is_err());
}

/// While the folder of the copy is not there the portal works on; the page and the interface say since when, and why, and the
/// administrators are told after ten minutes, once a day. When it is there again what happened meanwhile is copied. What another
/// process does to the log of the database loses nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_that_went_stops_nothing() {
    let house = House::start().await;
    let test = &house.test;
    house.file().await;
    house.caught_up().await;
    let until = test.portal.env.now();
    let state = async || test.client(ADMIN).await.get("/api/v1/backups").await.expect(200).json()["continuous"].clone();
    assert_eq!(state().await, json!({"until": until.rfc3339(), "behind": 0, "trouble": ""}));

    fs::rename(house.folder("copy"), house.folder("away")).unwrap();
    test.clock.advance(100);
    house.file().await;
    house.copy().step().await;
    house.copy().step().await;
    assert!(!house.folder("copy").exists(), "nothing is made in its place");
    let told = state().await;
    assert_eq!((&told["until"], &told["behind"]), (&until.rfc3339().into(), &100.into()));
    assert!(told["trouble"].as_str().unwrap().contains("not there"), "{told}");
    let admin = test.client(ADMIN).await;
    for (language, word) in [("kk", "кешігіп келеді"), ("ru", "отстает"), ("en", "lags behind")] {
        let page = admin.request(Method::GET, "/admin/backups").header("cookie", format!("orda_language={language}"));
        let page = admin.send(page).await.expect(200).text();
        assert!(page.contains(word) && page.contains("not there"), "{language}");
    }
    assert!(!test.portal.backups.check_continuous().await.unwrap());
    test.clock.advance(600);
    assert!(test.portal.backups.check_continuous().await.unwrap());
    assert!(!test.portal.backups.check_continuous().await.unwrap(), "once");
    assert_eq!(notices(test, ADMIN).await.iter().filter(|n| n.kind == NO_COPY).count(), 1);

    fs::rename(house.folder("away"), house.folder("copy")).unwrap();
    house.file().await;
    house.caught_up().await;
    assert_eq!(state().await["trouble"], "");
    assert_eq!(house.restore(Some("new"), None).await.unwrap().outcome.findings, []);
    assert_eq!(house.verified("new").await, 3);

    // Another process writes, empties the log as far as it can, and ends.
    let other = orda_store::Database::open(&test.database.url).await.unwrap();
    sqlx::query("pragma busy_timeout = 100").execute(other.writer()).await.unwrap();
    for _ in 0..3 {
        house.file().await;
        let mut tx = other.begin().await.unwrap();
        sqlx::query("update documents_file set position = position").execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        let _ = sqlx::query("pragma wal_checkpoint(truncate)").execute(other.writer()).await;
        house.caught_up().await;
    }
    other.close().await;
    house.caught_up().await;
    assert_eq!(house.restore(Some("newer"), None).await.unwrap().outcome.findings, []);
    assert_eq!(house.verified("newer").await, 6);
}

/// What was destroyed is in no copy afterwards: the copy is made anew under another key, the one from before is gone with its key,
/// and what stays is whole in the new one. A copy of the folder that somebody kept opens with none of today's keys. Where the
/// portal does not copy at that moment, the keys go all the same.
///
/// Covers: 385-6-8
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_destroyed_is_in_no_copy() {
    let house = House::start().await;
    let test = &house.test;
    let (first, second, stays) = (word(&test.portal.env), word(&test.portal.env), word(&test.portal.env));
    let mut numbers = Vec::new();
    for word in [&first, &second, &stays] {
        let id = document(test, word).await;
        numbers.push(crate::destruction::number(test, id).await);
    }
    house.caught_up().await;
    assert_eq!(house.restore(Some("before"), None).await.unwrap().outcome.findings, []);
    let words = |some: &[&String]| Marks::new(&some.iter().map(|word| (*word).clone()).collect::<Vec<_>>());
    assert!(words(&[&first]).in_folder(&house.folder("before")).times() > 0, "the search finds what is there");
    let kept = house.folder("kept");
    copied(&house.folder("copy"), &kept);
    test.clock.advance(2 * 24 * 3600);

    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(house.copy().clone().run(stopped));
    let destroy = async |number: &str| {
        let proposal = test
            .portal
            .retention
            .propose(&actor(test, ADMIN), &[number.to_owned()], "Сақтау мерзімі өтті")
            .await
            .unwrap();
        decide(test, ADMIN, proposal).await.unwrap();
        assert_eq!(decide(test, OFFICER, proposal).await.unwrap(), State::Decided);
        test.portal.retention.carry_out(&actor(test, ADMIN), proposal).await.unwrap().state
    };
    assert_eq!(destroy(&numbers[0]).await, State::Destroyed);
    assert_eq!(house.generations().len(), 1);
    let unfinished = test.portal.config.data.join("copy.unfinished");
    assert!(!unfinished.exists(), "no copy of the database is left");
    let act = test.portal.retention.proposals(&actor(test, ADMIN), 1).await.unwrap().remove(0).id;
    let told = [
        ("kk", "бұрынғы көшірменің кілті"),
        ("ru", "ключ прежней копии"),
        ("en", "the key of the one from before was destroyed"),
    ];
    let admin = test.client(ADMIN).await;
    for (language, word) in told {
        let page = admin.request(Method::GET, &format!("/destruction/{act}"));
        let page = admin.send(page.header("cookie", format!("orda_language={language}"))).await.expect(200).text();
        assert!(page.contains(word), "{language}");
    }
    let act = crate::papers::words(&test.portal.retention.act(&actor(test, ADMIN), act).await.unwrap());
    assert!(told[..2].iter().all(|(_, word)| act.contains(word)), "{act}");
    assert_eq!(house.restore(Some("after"), None).await.unwrap().outcome.findings, []);
    assert_eq!(words(&[&first]).in_folder(&house.folder("after")).times(), 0);
    assert!(words(&[&stays]).in_folder(&house.folder("after")).times() > 0);
    house.verified("after").await;
    let (keys, old) = (house.folder("keys"), house.folder("old"));
    let old = restore_continuous((&kept, &keys), Some(&old), None, true, &test.portal.env, &|_| {});
    assert!(old.await.unwrap_err().to_string().contains("no copy can be read"));
    assert_eq!(
        words(&[&first]).in_folder(house.aside.path()).times(),
        words(&[&first]).in_folder(&house.folder("before")).times()
    );

    stop.send(true).unwrap();
    running.await.unwrap();
    house.copy().end().await;
    // As one who was killed leaves it.
    fs::create_dir(&unfinished).unwrap();
    fs::copy(test.portal.config.data.join("orda.db"), unfinished.join("copy.db")).unwrap();
    assert_eq!(destroy(&numbers[1]).await, State::Destroyed);
    assert!(!unfinished.exists(), "no copy of the database is left");
    assert_eq!(files(&house.folder("keys/copies")).len(), 0, "nobody copies: the keys are gone");
    assert!(house.restore(None, None).await.is_err());
    house.caught_up().await;
    assert_eq!(house.restore(Some("last"), None).await.unwrap().outcome.findings, []);
    assert_eq!(words(&[&first, &second]).in_folder(&house.folder("last")).times(), 0);
}

/// While something is being destroyed, here or by another program, nothing else is: who tries is told so. The portal's own job
/// passes over it without an entry in the accounting, and ends it later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_destroys_at_a_time() {
    let test = crate::destruction::portal(On::Sqlite).await;
    let id = document(&test, &word(&test.portal.env)).await;
    let number = crate::destruction::number(&test, id).await;
    test.clock.advance(2 * 24 * 3600);
    let (retention, admin) = (&test.portal.retention, actor(&test, ADMIN));
    let proposal = retention.propose(&admin, &[number], "Сақтау мерзімі өтті").await.unwrap();
    decide(&test, ADMIN, proposal).await.unwrap();
    decide(&test, OFFICER, proposal).await.unwrap();
    let lock = fs::File::create(test.portal.config.data.join("destruction.lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(code(retention.carry_out(&admin, proposal).await), "retention-refusal-under-way");
    let entries = async || -> i64 {
        let sql = "select count(*) from audit_entry where resource = 'destruction'";
        sqlx::query_scalar(sql).fetch_one(test.portal.db.reader()).await.unwrap()
    };
    let before = entries().await;
    assert_eq!(retention.go_on().await.unwrap(), 0);
    assert_eq!(entries().await, before);
    let drafter = actor(&test, "justice-drafter");
    assert!(test.portal.drafts.card(&drafter, id, None).await.is_ok(), "nothing was destroyed");
    drop(lock);
    assert_eq!(retention.go_on().await.unwrap(), 1);
    assert_eq!(retention.proposal(&admin, proposal).await.unwrap().state, State::Destroyed);
    assert_eq!(code(test.portal.drafts.card(&drafter, id, None).await), "error-not-found");
}
