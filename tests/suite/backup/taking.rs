//! Taking backups, by hand and by themselves, and restoring them.

use super::{ALL, House, files, holds, test_files_differ};
use crate::world::actor;
use orda::backup::{Source, Target, remove_one, take};
use orda::compose::Portal;
use orda::config::Config;
use orda::verify::verify;
use orda_backups::{By, RunOutcome, Standing};
use orda_base::PageRequest;
use orda_documents::samples;
use orda_test::{On, TestPortal};
use reqwest::Method;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A backup holds everything of its moment: restored in a new folder, every draft, file, signature and record of the
/// accounting is there and verifies, files come back bit for bit, and whoever may not read still may not. The log says
/// who restored what from which backup. Neither the master key nor any content stands readable in the backup, and its
/// folder and that of the keys are closed to others.
///
/// Covers: 217-a20.2c, 365-6-e, 217-a20.2a
#[tokio::test]
async fn what_is_restored_is_what_was() {
    let house = Box::pin(House::with(3)).await;
    let test = &house.test;
    test.portal.keeping.seal().await.unwrap();
    let taken = house.take().await;
    assert!(taken.manifest.damaged.is_empty() && taken.manifest.blob_count > 0);
    assert_eq!(house.check().await.unwrap(), []);

    for folder in ["backup", "keys"] {
        let mode = fs::metadata(house.folder(folder)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{folder} is made closed to others");
    }

    let master = fs::read(test.portal.config.data.join("keys/master.key")).unwrap();
    let kept = files(&house.folder("backup"));
    assert!(holds(&kept, &master).is_empty(), "no key beside the backup");
    assert!(holds(&kept, "Сынақ жобасы".as_bytes()).is_empty() && holds(&kept, b"SQLite format 3").is_empty());
    assert_eq!(fs::read(house.folder("keys").join("master.key")).unwrap(), master);

    let before = dump(&test.portal).await;
    // What happens after the backup is not in it.
    let later = test.stage().play(&test.script("prepared", &[])).await.unwrap();
    assert_eq!(house.restore("new", false).await.unwrap(), []);
    let portal = house.reopened("new").await.unwrap();
    let after = dump(&portal).await;
    for (table, rows) in &before {
        assert_eq!(&after[table], rows, "{table} is as it was");
    }
    let report = verify(&portal, &ALL).await.unwrap();
    assert_eq!(report.wrong, [], "{report:?}");
    assert!(report.files > 0 && report.signatures.0 >= 3 && report.records > 0);

    let drafter = actor(test, "justice-drafter");
    for draft in &house.drafts {
        let card = portal.drafts.card(&drafter, *draft, None).await.unwrap();
        assert_eq!(card.state, test.portal.drafts.card(&drafter, *draft, None).await.unwrap().state);
        for file in portal.drafts.files(&drafter, *draft, 1).await.unwrap() {
            assert_eq!(bytes(&portal, file.id).await, bytes(&test.portal, file.id).await, "bit for bit");
        }
        let stranger = portal.drafts.card(&actor(test, "health-drafter"), *draft, None).await;
        assert!(stranger.is_err(), "rights are kept");
    }
    assert!(portal.drafts.card(&drafter, later, None).await.is_err(), "made after the backup");
    let told: String = sqlx::query_scalar(
        "select detail from audit_entry where resource = 'backup' and part = $1 and operation = 'change'",
    )
    .bind(&taken.manifest.id)
    .fetch_one(portal.db.reader())
    .await
    .unwrap();
    assert!(told.starts_with("restored by "), "{told}");
    // And it works on.
    test.portal.documents.sweep().await.unwrap();
    portal.close().await;
}

/// Every row of the tables that hold what documents say, and of what is searched.
async fn dump(portal: &Portal) -> BTreeMap<&'static str, Vec<String>> {
    use sqlx::{Column, Row};
    let mut all = BTreeMap::new();
    for table in [
        "drafts_draft",
        "drafts_version",
        "drafts_text",
        "drafts_approval",
        "drafts_letter",
        "drafts_entry",
        "drafts_matter",
        "drafts_reader",
        "drafts_word",
        "drafts_found",
        "edms_letter",
        "edms_entry",
        "notifications_notice",
        "signatures_signature",
        "documents_file",
    ] {
        let sql = sqlx::AssertSqlSafe(format!("select * from {table}"));
        let rows = sqlx::query(sql).fetch_all(portal.db.reader()).await.unwrap();
        let mut told: Vec<String> = rows
            .iter()
            .map(|row| {
                let cells = row.columns().iter().enumerate().map(|(at, column)| {
                    let text = row.try_get::<String, _>(at).ok();
                    let number = || row.try_get::<i64, _>(at).ok().map(|n| n.to_string());
                    let bytes = || row.try_get::<Vec<u8>, _>(at).ok().map(hex::encode);
                    let cell = text.or_else(number).or_else(bytes).unwrap_or_default();
                    // The order of fields says nothing, nor that of the places of a word.
                    match (column.name(), serde_json::from_str::<serde_json::Value>(&cell)) {
                        ("versions", _) => cell.len().to_string(),
                        (_, Ok(value)) => value.to_string(),
                        (_, Err(_)) => cell,
                    }
                });
                cells.collect::<Vec<_>>().join("|")
            })
            .collect();
        told.sort();
        // Nothing has gone through the exchange of letters yet.
        assert!(!told.is_empty() || table.starts_with("edms_"), "{table}");
        all.insert(table, told);
    }
    all
}

async fn bytes(portal: &Portal, file: orda_documents::FileId) -> Vec<u8> {
    use futures::TryStreamExt;
    let (_, stream) = portal.documents.open(file).await.unwrap();
    stream.try_collect::<Vec<_>>().await.unwrap().concat()
}

/// While files come in, go again, and drafts are signed, backups are taken; each is restored and verifies: no file is
/// missing, no reference is open. What was acknowledged before a backup began is in it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backups_are_taken_while_the_portal_works() {
    let house = Arc::new(Box::pin(House::with(1)).await);
    let test = &house.test;
    let client = test.client("justice-drafter").await;
    let justice = test.cast.body("justice").to_string();
    let made = client.post("/api/v1/drafts/unfinished", &json!({"body": justice})).await.expect(201).json();
    let form = client.get(&format!("/api/v1/drafts/unfinished/{}", made["id"].as_str().unwrap())).await.json();
    let set = format!("/api/v1/file-sets/{}/files", form["file_set"].as_str().unwrap());
    let first = client.request(Method::POST, &set).query(&[("name", "алдымен.pdf")]).body(samples::pdf_of(200_000));
    let first = client.send(first.header("content-type", "application/octet-stream")).await.expect(201).json();

    let stop = Arc::new(AtomicBool::new(false));
    let (ended, sender) = (Arc::clone(&stop), client.clone());
    let load = tokio::spawn(async move {
        let mut count = 0;
        while !ended.load(Ordering::SeqCst) {
            let name = format!("{count}.pdf");
            let request = sender.request(Method::POST, &set).query(&[("name", name.as_str())]);
            let request =
                request.header("content-type", "application/octet-stream").body(samples::pdf_of(20_000 + count));
            let file = sender.send(request).await.expect(201).json();
            let path = format!("{set}/{}", file["id"].as_str().unwrap());
            sender.send(sender.request(Method::DELETE, &path)).await.expect(204);
            count += 1;
        }
        count
    });
    let target = house.target();
    let (mut previous, mut fewest) = (0, u64::MAX);
    for round in 0..3 {
        test.stage().play(&test.script("signed_by_drafter", &[])).await.unwrap();
        let taken = house.take_to(&target).await.unwrap();
        assert!(taken.manifest.damaged.is_empty());
        if round > 0 {
            fewest = fewest.min(taken.bytes);
        } else {
            previous = taken.bytes;
        }
        assert_eq!(house.check().await.unwrap(), [], "round {round}");
        let to = format!("new{round}");
        assert_eq!(house.restore(&to, false).await.unwrap(), []);
        let portal = house.reopened(&to).await.unwrap();
        let report = verify(&portal, &ALL).await.unwrap();
        assert_eq!(report.wrong, [], "round {round}");
        let id = first["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(bytes(&portal, id).await, samples::pdf_of(200_000));
        portal.close().await;
    }
    stop.store(true, Ordering::SeqCst);
    assert!(load.await.unwrap() > 3, "files came in meanwhile");
    assert!(fewest < previous, "later backups write less: {fewest} of {previous}");
    assert!(!test.portal.config.data.join("backup.unfinished").exists(), "no copy of the database is left");
}

/// Old backups go when the new one is there, with what only they needed; the newest always stays, and nothing goes while a
/// backup cannot be read. A new one that is there counts, whether the old ones could be removed or not.
#[tokio::test]
async fn old_backups_go_when_the_new_one_is_there() {
    let house = Box::pin(House::with(1)).await;
    let mut target = house.target();
    for _ in 0..3 {
        test_files_differ(&house).await;
        house.take_to(&target).await.unwrap();
    }
    let many = files(&house.folder("backup")).len();
    target.keep = Some(1);
    house.take_to(&target).await.unwrap();
    let left = files(&house.folder("backup"));
    assert_eq!(left.keys().filter(|n| n.starts_with("snapshots/")).count(), 1);
    assert!(left.len() < many);
    assert_eq!(house.check().await.unwrap(), []);

    // What cannot be removed stays; the copy counts all the same, or another would be made, and another.
    let stuck = house.folder("backup/pieces/zz/folder");
    fs::create_dir_all(&stuck).unwrap();
    let taken = house.take_to(&target).await.unwrap();
    assert!(taken.left.is_some_and(|why| why.contains("pieces/zz/folder")));
    let portal = &house.test.portal;
    let overview = portal.backups.overview(&actor(&house.test, "digital-admin"), PageRequest::default()).await.unwrap();
    let run = overview.made.unwrap();
    assert_eq!((&run.id, run.outcome, overview.standing), (&taken.manifest.id, RunOutcome::Done, Standing::Good));
    assert!(run.trouble.starts_with("older backups were not removed: "), "{}", run.trouble);
    let detail: String = sqlx::query_scalar(
        "select detail from audit_entry where resource = 'backup' and operation = 'delete' and outcome = 'failed'",
    )
    .fetch_one(portal.db.reader())
    .await
    .unwrap();
    assert_eq!(detail, format!("by the timetable: {}", run.trouble));
    fs::remove_dir_all(stuck.parent().unwrap()).unwrap();
    assert_eq!(house.check().await.unwrap(), []);

    target.keep = None;
    house.take_to(&target).await.unwrap();
    let left = files(&house.folder("backup"));
    let first = left.keys().find(|n| n.starts_with("snapshots/")).unwrap();
    fs::write(house.folder("backup").join(first), b"spoiled").unwrap();
    target.keep = Some(1);
    house.take_to(&target).await.unwrap();
    let snapshots = files(&house.folder("backup")).keys().filter(|n| n.starts_with("snapshots/")).count();
    assert_eq!(snapshots, 3, "nothing goes");
}

/// Backups are made by themselves at their time, with data, files and records, and accounted for with their size; drills of them
/// are held, and find what is spoiled.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backups_are_made_by_themselves() {
    let aside = tempfile::tempdir().unwrap();
    let to = aside.path().join("backup");
    let test = TestPortal::start_with(On::Sqlite, |config| {
        config.backup.to = Some(to.clone().into());
        config.backup.keys_to = Some(aside.path().join("keys"));
        config.backup.every_minutes = 60;
        config.backup.drill_days = 1;
        config.backup.drill_in = Some(aside.path().join("drills"));
    })
    .await;
    let (backups, drills) = (&test.portal.backups, &test.portal.drills);
    assert!(backups.run_due().await.unwrap().is_some(), "the first is due at once");
    assert!(backups.run_due().await.unwrap().is_none());
    test.clock.advance(59 * 60);
    assert!(backups.run_due().await.unwrap().is_none());
    test.clock.advance(60);
    assert!(backups.run_due().await.unwrap().is_some());
    assert_eq!(fs::read_dir(to.join("snapshots")).unwrap().count(), 2);
    let details: Vec<String> = sqlx::query_scalar(
        "select detail from audit_entry where resource = 'backup' and operation = 'create' and outcome = 'done'",
    )
    .fetch_all(test.portal.db.reader())
    .await
    .unwrap();
    assert!(details.len() == 2 && details.iter().all(|d| d.contains("bytes")), "{details:?}");

    // A drill is held when it is due: what was restored aside verifies, and is gone again.
    let held = drills.hold_due().await.unwrap().expect("the first is due at once");
    assert!(held.is_good() && held.verified.is_some(), "{}", held.report());
    assert!(drills.hold_due().await.unwrap().is_none());
    let report = fs::read_dir(to.join("drills")).unwrap().next().unwrap().unwrap().path();
    assert!(fs::read_to_string(report).unwrap().ends_with("GOOD\n"));
    assert_eq!(fs::read_dir(aside.path().join("drills")).unwrap().count(), 0);
    // A spoiled backup is found by the next.
    for (piece, _) in files(&to.join("pieces")) {
        fs::write(to.join("pieces").join(&piece), b"spoiled").unwrap();
    }
    test.clock.advance(25 * 3600);
    assert!(drills.hold_due().await.map_or(true, |held| !held.unwrap().is_good()));
    let bad: i64 = sqlx::query_scalar(
        "select count(*) from audit_entry where resource = 'backup' and operation = 'read' and outcome = 'failed'",
    )
    .fetch_one(test.portal.db.reader())
    .await
    .unwrap();
    assert_eq!(bad, 1);
}

/// On PostgreSQL the server's tools keep the database and the backup keeps the files: from both an installation is made in
/// which every file, reference, signature and record verifies.
///
/// Covers: 217-a42.2.5
#[tokio::test]
async fn with_the_tools_of_postgresql() {
    let house = Box::pin(House::on(On::Postgres, 2)).await;
    let test = &house.test;
    test.portal.keeping.seal().await.unwrap();
    let dump = house.folder("orda.dump");
    let run = |command: &mut std::process::Command| {
        let done = command.output().unwrap();
        assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    let url = &test.database.url;
    run(std::process::Command::new("pg_dump").args(["--format=custom", "--file"]).arg(&dump).arg(url));
    let taken = house.take().await;
    assert!(taken.manifest.database.is_none() && taken.manifest.blob_count > 0);
    assert_eq!(house.check().await.unwrap(), []);

    let name = format!("r{}", house.env().uuid().simple());
    let mut admin = test.portal.db.reader().acquire().await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&mut *admin).await.unwrap();
    let (server, _) = url.rsplit_once('/').unwrap();
    let database = format!("{server}/{name}");
    run(std::process::Command::new("pg_restore").arg("--exit-on-error").arg(format!("--dbname={database}")).arg(&dump));
    assert_eq!(house.restore("new", false).await.unwrap(), []);
    let public_url = test.portal.config.public_url.clone();
    let data = house.folder("new");
    let config = Config { data, database: Some(database), public_url, ..Config::default() };
    let portal = Portal::open(config, house.env().clone()).await.unwrap();
    let report = verify(&portal, &ALL).await.unwrap();
    assert_eq!(report.wrong, []);
    assert!(report.files > 0 && report.signatures.0 >= 2 && report.records > 0);
    let drafter = actor(test, "justice-drafter");
    for file in portal.drafts.files(&drafter, house.drafts[0], 1).await.unwrap() {
        assert_eq!(bytes(&portal, file.id).await, bytes(&test.portal, file.id).await);
    }
    portal.close().await;
}

/// Until a new backup is finished and was read back the former one stays and can be restored; a new one that cannot be read back
/// fails and takes nothing away. The checksums that were kept are compared each time it is looked at. The only good copy is not
/// removed, neither to make room nor by hand; every attempt is recorded.
///
/// Covers: 217-a20.3b
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_former_copy_stays_until_the_new_one_is_good() {
    let house = Box::pin(House::with(1)).await;
    let portal = &house.test.portal;
    let target = Target { keep: Some(1), ..house.target() };
    let former = house.take_to(&target).await.unwrap().manifest.id;
    let snapshots = || -> Vec<String> {
        let all = files(&house.folder("backup"));
        all.into_keys().filter(|name| name.starts_with("snapshots/")).collect()
    };
    let before = files(&house.folder("backup"));
    test_files_differ(&house).await;

    // What is written goes bad before it is read back; meanwhile the former copy is there.
    let source = Source { config: &portal.config, db: &portal.db, env: &portal.env, by: By::Schedule };
    let spoil = |line: &str| {
        if line.starts_with("keys:") {
            assert_eq!(snapshots().len(), 1, "the former is there while the new one is made");
            let now = files(&house.folder("backup"));
            let new: Vec<&String> = now.keys().filter(|name| !before.contains_key(*name)).collect();
            let piece = new.iter().find(|name| name.starts_with("pieces/")).expect("a new piece");
            fs::write(house.folder("backup").join(piece), b"spoiled").unwrap();
        }
    };
    let failed = take(&source, &target, &spoil).await.expect_err("not as it was written");
    assert!(format!("{failed:#}").contains("cannot be read back"), "{failed:#}");
    house.test.clock.advance(60);
    assert!(snapshots().iter().any(|name| name.contains(&former)) && snapshots().len() == 1);
    assert_eq!(house.check().await.unwrap(), [], "every checksum is as it was kept");
    assert_eq!(house.restore("again", false).await.unwrap(), []);

    // The next good one takes its place.
    let newer = house.take_to(&target).await.unwrap().manifest.id;
    assert!(snapshots().len() == 1 && snapshots()[0].contains(&newer));
    assert_eq!(house.check().await.unwrap(), []);
    let removed = async |id: &str| {
        let (to, keys) = (house.folder("backup"), house.folder("keys"));
        remove_one(&source, &to.into(), &keys, id, &|_| {}).await.map_err(|error| format!("{error:#}"))
    };
    assert!(removed(&newer).await.unwrap_err().contains("no other backup is whole"), "the only one");
    assert!(removed("20200101T000000").await.is_err());

    // Of two, one is spoiled: the other is the only good one.
    test_files_differ(&house).await;
    let third = house.take_to(&Target { keep: None, ..target.clone() }).await.unwrap().manifest.id;
    assert!(removed(&third).await.unwrap_err().contains("only the oldest"));
    let blobs: Vec<String> = files(&house.folder("backup")).into_keys().filter(|n| n.starts_with("blobs/")).collect();
    let shared = house.folder("backup").join(&blobs[0]);
    let whole = fs::read(&shared).unwrap();
    fs::write(&shared, b"spoiled").unwrap();
    for _ in 0..2 {
        let found = house.check().await.unwrap();
        assert!(
            found.iter().any(|finding| blobs[0].ends_with(finding.what().trim_start_matches("blobs/"))),
            "{found:?}"
        );
    }
    assert!(removed(&newer).await.unwrap_err().contains("no other backup is whole"));
    assert_eq!(snapshots().len(), 2);
    fs::write(&shared, whole).unwrap();
    removed(&newer).await.unwrap();
    assert!(snapshots().len() == 1 && snapshots()[0].contains(&third));
    assert_eq!(house.check().await.unwrap(), []);
    let refused =
        "select count(*) from audit_entry where resource = 'backup' and operation = 'delete' and outcome = $1";
    for (outcome, times) in [("refused", 4_i64), ("done", 1)] {
        let count: i64 = sqlx::query_scalar(refused).bind(outcome).fetch_one(portal.db.reader()).await.unwrap();
        assert_eq!(count, times, "{outcome}");
    }
}
