//! The record of backups: made at their time or on demand, shown to administrators, told when there is no good new one; and
//! what is kept stays protected, before and after.

use super::{ALL, House, files, holds};
use crate::world::{actor, form, notices};
use futures::TryStreamExt;
use orda::backup::{Copies, From, Settings, Target, UNFINISHED, restore};
use orda::compose::Portal;
use orda::config::Config;
use orda::verify::verify;
use orda_backups::{By, Maker, NO_BACKUP, RunOutcome, Standing};
use orda_base::PageRequest;
use orda_documents::Verification;
use orda_test::{Answer, Client, On, TestPortal};
use reqwest::Method;
use rstest::rstest;
use serde_json::Value;
use sqlx::AssertSqlSafe;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

const ADMIN: &str = "digital-admin";
const DAY: i64 = 24 * 3600;
/// After which what never comes is given up.
const PATIENCE: Duration = Duration::from_mins(5);

async fn told(test: &TestPortal) -> usize {
    notices(test, ADMIN).await.iter().filter(|n| n.kind == NO_BACKUP).count()
}

/// The entry of the accounting of this answer.
async fn entry(test: &TestPortal, request: &str) -> Value {
    let officer = test.client("digital-security").await;
    officer.get(&format!("/api/v1/accounting?request={request}")).await.expect(200).json()["items"][0].clone()
}

/// What a person is answered who has chosen this language on the page.
async fn answered(client: &Client, method: Method, path: &str, language: &str) -> Answer {
    client.send(client.request(method, path).header("cookie", format!("orda_language={language}"))).await
}

/// When its time comes a copy of data, files and log is made, and recorded with time, length, size, outcome and what it holds; an
/// administrator has one made at any time. A run that fails stands in the record, the page says what to do, and the
/// administrators are told, once a day, until there is a good copy; so they are when the newest is too old. On PostgreSQL the
/// copy holds the files, and the page says who copies the database. Who is no administrator neither sees, makes, fetches nor
/// deletes one, and each attempt is accounted for.
///
/// Covers: 365-6-b, 217-a20.3a
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn copies_are_made_recorded_and_watched(#[values(On::Sqlite, On::Postgres)] on: On) {
    let aside = tempfile::tempdir().unwrap();
    let (to, keys) = (aside.path().join("backup"), aside.path().join("keys"));
    let test = TestPortal::start_with(on, |config| {
        config.backup.to = Some(to.clone().into());
        config.backup.keys_to = Some(keys.clone());
    })
    .await;
    test.stage().play(&test.script("prepared", &[])).await.unwrap();
    let backups = &test.portal.backups;
    let state = async || test.client(ADMIN).await.get("/api/v1/backups").await.expect(200).json();
    assert_eq!(state().await["standing"], "never");
    test.portal.keeping.seal().await.unwrap();
    let begun = test.portal.env.now();
    let run = backups.run_due().await.unwrap().expect("the first is due at once");
    assert!(backups.run_due().await.unwrap().is_none() && !backups.check().await.unwrap());
    let held = run.holds.unwrap();
    assert_eq!((run.outcome, run.begun_at, held.database.is_some()), (RunOutcome::Done, begun, on == On::Sqlite));
    assert!(run.written > 0 && held.files > 0 && held.file_bytes > 0);
    let shown = state().await;
    assert_eq!((&shown["standing"], &shown["under_way"], &shown["total"]), (&"good".into(), &false.into(), &1.into()));
    assert_eq!(shown["next_due"], run.ended_at.plus_seconds(DAY).rfc3339());
    assert_eq!(
        (&shown["items"][0]["id"], &shown["items"][0]["written"]),
        (&run.id.clone().into(), &run.written.into())
    );
    if on == On::Sqlite {
        let (new, from) = (aside.path().join("new"), From { from: &to.clone().into(), keys: &keys, snapshot: None });
        assert_eq!(restore(&from, &new, false, &test.portal.env, &|_| {}).await.unwrap().findings, []);
        let backup = Settings {
            to: Some(aside.path().join("again").into()),
            keys_to: Some(aside.path().join("keys of it")),
            ..Settings::default()
        };
        let config = Config { data: new, backup, ..Config::default() };
        let again = Portal::open(config, test.portal.env.clone()).await.unwrap();
        let report = verify(&again, &ALL).await.unwrap();
        assert!(report.wrong.is_empty() && report.files > 0 && report.records > 0, "{report:?}");
        // A portal that ends waits for the copy that is being made.
        let job = again.backups.make_now(&actor(&test, ADMIN)).unwrap();
        let ((), made) = tokio::join!(again.close(), job.run());
        assert_eq!(made.unwrap().unwrap().outcome, RunOutcome::Done);
    }

    // By hand, beside the answer.
    test.clock.advance(60);
    let admin = test.client(ADMIN).await;
    admin.form("/admin/backups/now", &[]).await.expect(303);
    let made = async {
        while state().await["total"] != 2 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, made).await.expect("a copy is made");
    let by_hand = state().await["items"][0].clone();
    assert_eq!((&by_hand["by"], &by_hand["outcome"]), (&"person".into(), &"done".into()));
    let detail: String = sqlx::query_scalar(
        "select detail from audit_entry where resource = 'backup' and operation = 'create' and part = $1",
    )
    .bind(by_hand["id"].as_str().unwrap().to_owned())
    .fetch_one(test.portal.db.reader())
    .await
    .unwrap();
    assert!(detail.starts_with(&format!("by {}: ", test.cast.person(ADMIN).name.as_str())), "{detail}");

    // While another process makes one nothing is wrong, and nothing is entered.
    test.clock.advance(DAY);
    let lock = fs::File::options().write(true).open(to.join("lock")).unwrap();
    lock.lock().unwrap();
    assert!(backups.run_due().await.unwrap().is_none());
    drop(lock);
    assert_eq!((&state().await["total"], told(&test).await), (&2.into(), 0));

    // The disk of copies is gone.
    fs::remove_dir_all(&to).unwrap();
    fs::write(&to, b"no folder").unwrap();
    let failed = backups.run_due().await.unwrap().expect("it is due");
    assert_eq!((failed.outcome, failed.holds, told(&test).await), (RunOutcome::Failed, None, 1));
    assert_eq!(state().await["items"][0]["outcome"], "failed");
    let admin = test.client(ADMIN).await;
    for (language, again, without, notice) in [
        (
            "kk",
            "Сәтсіздіктен кейін кесте бойынша көшірме жасау он минуттан соң қайталанады.",
            "Дерекқор көшірмеге кірмейді.",
            "Порталдың жаңа әрі бүтін резервтік көшірмесі жоқ.",
        ),
        (
            "ru",
            "По расписанию попытка повторится через десять минут после сбоя.",
            "Базы данных в ней нет.",
            "Новой и целой резервной копии портала нет.",
        ),
        (
            "en",
            "The timetable tries again ten minutes after a failure.",
            "The database is not in it.",
            "There is no new and whole backup copy of the portal.",
        ),
    ] {
        let page = answered(&admin, Method::GET, "/admin/backups", language).await.expect(200).text();
        assert!(page.contains(again) && page.contains("/admin/backups/now"), "{language}: what to do");
        for sentence in [without, "pg_basebackup"] {
            assert_eq!(page.contains(sentence), on == On::Postgres, "{language}: {sentence}");
        }
        let notices = answered(&admin, Method::GET, "/notifications", language).await.expect(200).text();
        assert!(notices.contains(notice), "{language}");
    }
    // Every minute they are looked up no more, and nothing that writes is waited for.
    let writing = test.portal.db.begin().await.unwrap();
    let checked = tokio::time::timeout(PATIENCE, backups.check()).await.expect("it waits for nobody");
    assert!(!checked.unwrap());
    drop(writing);
    test.clock.advance(600);
    assert_eq!(backups.run_due().await.unwrap().expect("it is tried again").outcome, RunOutcome::Failed);
    assert_eq!(told(&test).await, 1, "once a day");
    fs::remove_file(&to).unwrap();
    test.clock.advance(DAY);
    assert_eq!(backups.run_due().await.unwrap().unwrap().outcome, RunOutcome::Done);
    assert!(!backups.check().await.unwrap(), "there is a good one");
    test.clock.advance(2 * DAY);
    assert!(backups.check().await.unwrap(), "it is too old");
    assert!(!backups.check().await.unwrap(), "once a day");
    let overview = backups.overview(&actor(&test, ADMIN), PageRequest::default()).await.unwrap();
    assert_eq!((overview.standing, told(&test).await), (Standing::Old, 2));
    let admin = test.client(ADMIN).await;
    let page = answered(&admin, Method::GET, "/admin/backups", "en").await.expect(200).text();
    assert!(page.contains("every_minutes and oldest_hours") && !page.contains("ten minutes after a failure"));

    let copy = format!("/api/v1/backups/{}", run.id);
    for login in ["justice-drafter", "digital-security"] {
        let stranger = test.client(login).await;
        for (method, path) in [
            (Method::GET, "/admin/backups"),
            (Method::GET, "/api/v1/backups"),
            (Method::POST, "/api/v1/backups"),
            (Method::GET, &copy),
            (Method::DELETE, &copy),
        ] {
            let refused = stranger.send(stranger.request(method.clone(), path)).await;
            assert!([403, 404].contains(&refused.status), "{login} {method} {path}: {}", refused.status);
            let entry = entry(&test, refused.header("x-request-id").unwrap()).await;
            let who = test.cast.person(login).name.as_str();
            assert_eq!((&entry["outcome"], &entry["actor_name"]), (&"refused".into(), &who.into()), "{method} {path}");
        }
        stranger.form("/admin/backups/now", &[]).await.expect(403);
    }
    assert_eq!(state().await["total"], 5, "nobody else made one");
}

/// Where no folder is set, nothing is made; the page says what to set, and the administrators are told that there is no copy.
#[tokio::test]
async fn without_a_folder_nothing_is_made() {
    let test = TestPortal::start(On::Sqlite).await;
    let (backups, admin) = (&test.portal.backups, test.client(ADMIN).await);
    assert!(backups.run_due().await.unwrap().is_none());
    assert!(backups.check().await.unwrap());
    assert_eq!(told(&test).await, 1);
    let page = answered(&admin, Method::GET, "/admin/backups", "en").await.expect(200).text();
    assert!(page.contains("No timetable of copies is set.") && page.contains("Make a copy on the server with"));
    assert!(!page.contains("/admin/backups/now"), "nothing is advised that is not there");
    for (language, sentence) in [
        ("kk", "Көшірмелер қалтасы белгіленбеген."),
        ("ru", "Папка копий не задана."),
        ("en", "No folder of copies is set."),
    ] {
        let refused = answered(&admin, Method::POST, "/admin/backups/now", language).await.expect(409).text();
        assert!(refused.contains(sentence), "{language}");
    }
    assert_eq!(admin.post("/api/v1/backups", &Value::Null).await.expect(409).code(), "backups-refusal-not-set");
}

/// Whatever keeps a copy from being made, it is a failed run of which the administrators are told: no folder of keys is set, or
/// the portal's own key is gone. No other key is put in its place.
#[tokio::test]
async fn what_is_missing_fails_the_run() {
    let house = Box::pin(House::with(0)).await;
    let portal = &house.test.portal;
    let make = async |keys_to: Option<PathBuf>| {
        let backup = Settings { to: Some(house.folder("backup").into()), keys_to, ..Settings::default() };
        let copies = Copies::new(Config { backup, ..portal.config.clone() }, portal.db.clone(), portal.env.clone());
        house.test.clock.advance(60);
        let making = copies.begin().unwrap();
        assert!(copies.is_busy() && copies.begin().is_none(), "one at a time");
        let run = making.make(By::Schedule).await.unwrap().unwrap();
        drop(making);
        assert!(!copies.is_busy());
        run
    };
    let unset = make(None).await;
    assert!(unset.trouble.starts_with("backup.keys_to is not set"), "{}", unset.trouble);
    let key = portal.config.data.join("keys/master.key");
    fs::rename(&key, key.with_extension("away")).unwrap();
    let gone = make(Some(house.folder("keys"))).await;
    assert!(gone.trouble.contains("master.key"), "{}", gone.trouble);
    assert!(!key.exists());
    fs::rename(key.with_extension("away"), &key).unwrap();
    for run in [&unset, &gone] {
        assert_eq!((run.outcome, &run.holds), (RunOutcome::Failed, &None));
    }
    let overview = portal.backups.overview(&actor(&house.test, ADMIN), PageRequest::default()).await.unwrap();
    assert_eq!((overview.standing, overview.runs.items), (Standing::Failed, vec![gone, unset]));
    assert!(portal.backups.check().await.unwrap());
    assert_eq!(told(&house.test).await, 1);
    assert_eq!(make(Some(house.folder("keys"))).await.outcome, RunOutcome::Done);
}

/// A posting that fails in its midst leaves nothing by half: after the next start the form is as it was and no draft is there, and
/// posted again it is wholly there. From a copy, on an empty machine, every document and signature is there and verifies. While
/// it is being restored the portal does not start; after that it gives nobody more than before. Nobody but an administrator
/// gets at a copy, and what lies in its folder says nothing. A stored file that somebody changed is found when it is checked,
/// and never given out as good. A copy that fails is told to the administrators.
///
/// Covers: 385-62-c, 365-6-d
#[tokio::test]
async fn what_is_kept_is_neither_lost_nor_open() {
    let mut house = Box::pin(House::with(1)).await;
    let (drafter, posting) = form(&house.test, &["finance"]).await;
    let rename = async |house: &House, from: &str, to: &str| {
        let sql = format!("alter table {from} rename to {to}");
        let mut tx = house.test.portal.db.begin().await.unwrap();
        sqlx::query(AssertSqlSafe(sql)).execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
    };
    let count = async |house: &House| -> i64 {
        sqlx::query_scalar("select count(*) from drafts_draft").fetch_one(house.test.portal.db.reader()).await.unwrap()
    };
    rename(&house, "drafts_entry", "drafts_away").await;
    house.test.portal.drafts.submit_posting(&drafter, posting, false).await.unwrap_err();
    rename(&house, "drafts_away", "drafts_entry").await;
    house.test.restart().await;
    let test = &house.test;
    assert_eq!(count(&house).await, 1, "nothing by half");
    let kept = test.portal.drafts.posting(&drafter, posting).await.unwrap();
    assert!(kept.problems.is_empty() && kept.files.len() == 1, "{:?}", kept.problems);
    let posted = test.portal.drafts.submit_posting(&drafter, posting, false).await.unwrap();
    assert_eq!(count(&house).await, 2);

    house.take().await;
    for login in ["justice-drafter", "digital-security"] {
        let client = test.client(login).await;
        client.get("/admin/backups").await.expect(403);
        client.get("/backup").await.expect(404);
    }
    let copy = files(&house.folder("backup"));
    assert!(holds(&copy, "Сынақ жобасы".as_bytes()).is_empty() && holds(&copy, b"%PDF").is_empty());

    assert_eq!(house.restore("new", false).await.unwrap(), []);
    fs::write(house.folder("new").join(UNFINISHED), b"").unwrap();
    assert!(house.reopened("new").await.is_err(), "not while it is being restored");
    fs::remove_file(house.folder("new").join(UNFINISHED)).unwrap();
    let portal = house.reopened("new").await.unwrap();
    let report = verify(&portal, &ALL).await.unwrap();
    assert!(report.wrong.is_empty() && report.signatures.0 > 0 && report.files > 0, "{report:?}");
    for draft in [posted, house.drafts[0]] {
        assert!(portal.drafts.card(&drafter, draft, None).await.is_ok());
        let stranger = portal.drafts.card(&actor(test, "health-head"), draft, None).await;
        assert_eq!(stranger.unwrap_err().code(), "error-not-found");
    }

    let file = portal.drafts.files(&drafter, posted, 1).await.unwrap().remove(0);
    assert_eq!(portal.documents.verify(file.id).await.unwrap(), Verification::Intact);
    let sql = format!("select blob_id from documents_file where id = '{}'", file.id);
    let blob: String = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(portal.db.reader()).await.unwrap();
    let path = orda_documents_store::place(&portal.config.data.join("blobs"), blob.parse().unwrap());
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    assert_eq!(portal.documents.verify(file.id).await.unwrap(), Verification::Damaged);
    let (_, given) = portal.documents.give_out(&drafter, file.id).await.unwrap();
    assert!(given.try_collect::<Vec<_>>().await.is_err(), "never passed off as good");
    assert!(!verify(&portal, &ALL).await.unwrap().wrong.is_empty(), "and reported");
    portal.close().await;

    assert_eq!(told(test).await, 0);
    fs::write(house.folder("file"), b"no folder").unwrap();
    house.take_to(&Target { to: house.folder("file").into(), ..house.target() }).await.unwrap_err();
    assert!(test.portal.backups.check().await.unwrap());
    assert_eq!(told(test).await, 1);
}
