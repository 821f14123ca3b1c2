//! The record of backups: made at their time or on demand, shown to administrators, told when there is no good new one; and
//! what is kept stays protected, before and after.

use super::{ALL, House, files, holds};
use crate::world::{actor, form, notices};
use futures::TryStreamExt;
use orda::backup::{From, Target, UNFINISHED, restore};
use orda::compose::Portal;
use orda::config::Config;
use orda::verify::verify;
use orda_backups::{NO_BACKUP, RunOutcome, Standing};
use orda_base::PageRequest;
use orda_documents::Verification;
use orda_test::{On, TestPortal};
use reqwest::Method;
use rstest::rstest;
use serde_json::Value;
use sqlx::AssertSqlSafe;
use std::fs;

const ADMIN: &str = "digital-admin";
const DAY: i64 = 24 * 3600;

async fn told(test: &TestPortal) -> usize {
    notices(test, ADMIN).await.iter().filter(|n| n.kind == NO_BACKUP).count()
}

/// The entry of the accounting of this answer.
async fn entry(test: &TestPortal, request: &str) -> Value {
    let officer = test.client("digital-security").await;
    officer.get(&format!("/api/v1/accounting?request={request}")).await.expect(200).json()["items"][0].clone()
}

/// When its time comes a copy of data, files and log is made, and recorded with time, length, size, outcome and what it holds; an
/// administrator has one made at any time. A run that fails stands in the record, the page says what to do, and the
/// administrators are told, once a day, until there is a good copy; so they are when the newest is too old. On PostgreSQL the
/// copy holds the files, and the page says who copies the database. Who is no administrator neither sees, makes, fetches nor
/// deletes one, and each attempt is accounted for.
///
/// Covers: 365-6-b
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn copies_are_made_recorded_and_watched(#[values(On::Sqlite, On::Postgres)] on: On) {
    let aside = tempfile::tempdir().unwrap();
    let (to, keys) = (aside.path().join("backup"), aside.path().join("keys"));
    let test = TestPortal::start_with(on, |config| {
        config.backup.to = Some(to.clone());
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
        let (new, from) = (aside.path().join("new"), From { from: &to, keys: &keys, snapshot: None });
        assert_eq!(restore(&from, &new, false, &test.portal.env, &|_| {}).await.unwrap().findings, []);
        let config = Config { data: new, ..Config::default() };
        let again = Portal::open(config, test.portal.env.clone()).await.unwrap();
        let report = verify(&again, &ALL).await.unwrap();
        assert!(report.wrong.is_empty() && report.files > 0 && report.records > 0, "{report:?}");
        again.close().await;
    }

    // By hand, beside the answer.
    test.clock.advance(60);
    let admin = test.client(ADMIN).await;
    admin.form("/admin/backups/now", &[]).await.expect(303);
    while admin.get("/api/v1/backups").await.expect(200).json()["total"] != 2 {
        tokio::task::yield_now().await;
    }
    assert_eq!(
        (&state().await["items"][0]["by"], &state().await["items"][0]["outcome"]),
        (&"person".into(), &"done".into())
    );

    // The disk of copies is gone.
    fs::remove_dir_all(&to).unwrap();
    fs::write(&to, b"no folder").unwrap();
    test.clock.advance(DAY);
    let failed = backups.run_due().await.unwrap().expect("it is due");
    assert_eq!((failed.outcome, failed.holds, told(&test).await), (RunOutcome::Failed, None, 1));
    assert_eq!(state().await["items"][0]["outcome"], "failed");
    let admin = test.client(ADMIN).await;
    for language in ["kk", "ru", "en"] {
        let page = admin.request(Method::GET, "/admin/backups").header("accept-language", language);
        let page = admin.send(page).await.expect(200).text();
        assert!(page.contains("<ol") && page.contains("govuk-tag--red"), "{language}: what to do");
        assert_eq!(page.contains("pg_basebackup"), on == On::Postgres, "{language}");
    }
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
    assert!(admin.get("/admin/backups").await.expect(200).text().contains("[backup]"));
    let refused = admin.form("/admin/backups/now", &[]).await.expect(409).text();
    assert!(refused.contains("385") || refused.contains("[backup]"));
    assert_eq!(admin.post("/api/v1/backups", &Value::Null).await.expect(409).code(), "backups-refusal-not-set");
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
    let mut house = House::with(1).await;
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
    house.take_to(&Target { to: house.folder("file"), ..house.target() }).await.unwrap_err();
    assert!(test.portal.backups.check().await.unwrap());
    assert_eq!(told(test).await, 1);
}
