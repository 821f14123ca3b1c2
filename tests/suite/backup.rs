//! Backups: taken while the portal works, only what is new; damage is found and named; what is restored is the
//! installation as it was. Longer than 500 lines: taking, harming and restoring share one house.

use crate::world::actor;
use orda::backup::{Finding, From, Source, Taken, Target, check, restore, take};
use orda::compose::Portal;
use orda::config::Config;
use orda::verify::{Args, verify};
use orda_base::{Env, PersonId};
use orda_documents::samples;
use orda_drafts::DraftId;
use orda_test::{On, TestPortal};
use reqwest::Method;
use rstest::rstest;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;

/// A portal with something in it, and folders beside.
struct House {
    test: TestPortal,
    aside: TempDir,
    drafts: Vec<DraftId>,
}

const ALL: Args = Args { what: None, signatures: 0, without_files: false, json: false };

impl House {
    async fn with(drafts: usize) -> Self {
        Self::on(On::Sqlite, drafts).await
    }

    async fn on(on: On, drafts: usize) -> Self {
        let test = TestPortal::start(on).await;
        let mut made = Vec::new();
        for _ in 0..drafts {
            let script = test.script("on_approval", &[("finance", "under_review"), ("economy", "approved")]);
            made.push(test.stage().play(&script).await.unwrap());
        }
        Self { test, aside: tempfile::tempdir().unwrap(), drafts: made }
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.aside.path().join(name)
    }

    fn target(&self) -> Target {
        Target { to: self.folder("backup"), keys_to: Some(self.folder("keys")), keep: None }
    }

    async fn take_to(&self, target: &Target) -> anyhow::Result<Taken> {
        let portal = &self.test.portal;
        let master = orda::master_key::load(&portal.config.data, &portal.env).unwrap();
        let source = Source { config: &portal.config, db: &portal.db, env: &portal.env, master };
        let taken = take(&source, target, &|_| {}).await;
        self.test.clock.advance(60);
        taken
    }

    async fn take(&self) -> Taken {
        self.take_to(&self.target()).await.unwrap()
    }

    fn env(&self) -> &Env {
        &self.test.portal.env
    }

    async fn check(&self) -> anyhow::Result<Vec<Finding>> {
        let (from, keys) = (self.folder("backup"), self.folder("keys"));
        let source = From { from: &from, keys: &keys, snapshot: None };
        Ok(check(&source, self.env(), &|_| {}).await?.findings)
    }

    async fn restore(&self, to: &str, damaged: bool) -> anyhow::Result<Vec<Finding>> {
        let (from, keys) = (self.folder("backup"), self.folder("keys"));
        let source = From { from: &from, keys: &keys, snapshot: None };
        Ok(restore(&source, &self.folder(to), damaged, self.env(), &|_| {}).await?.findings)
    }

    /// The portal on what was restored.
    async fn reopened(&self, to: &str) -> anyhow::Result<Portal> {
        let public_url = self.test.portal.config.public_url.clone();
        let config = Config { data: self.folder(to), public_url, ..Config::default() };
        Portal::open(config, self.env().clone()).await
    }
}

/// Files under a folder, by their path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn holds(files: &BTreeMap<String, Vec<u8>>, needle: &[u8]) -> Vec<String> {
    let there = |bytes: &Vec<u8>| bytes.windows(needle.len()).any(|w| w == needle);
    files.iter().filter(|(_, bytes)| there(bytes)).map(|(name, _)| name.clone()).collect()
}

/// A backup holds everything of its moment: restored in a new folder, every draft, file, signature and record of the
/// accounting is there and verifies, files come back bit for bit, and whoever may not read still may not. The log says
/// who restored what from which backup. Neither the master key nor any content stands readable in the backup.
///
/// Covers: 217-a20.2c, 365-6-e, 217-a20.2a
#[tokio::test]
async fn what_is_restored_is_what_was() {
    let house = House::with(3).await;
    let test = &house.test;
    test.portal.keeping.seal().await.unwrap();
    let taken = house.take().await;
    assert!(taken.manifest.damaged.is_empty() && taken.manifest.blob_count > 0);
    assert_eq!(house.check().await.unwrap(), []);

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
    let house = Arc::new(House::with(1).await);
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

/// What a hand or a disk may do to a backup.
#[derive(Debug, Clone, Copy)]
enum Harm {
    Remove,
    Truncate,
    Flip,
    Empty,
    Swap,
}

fn harm(folder: &Path, what: &str, how: Harm) -> Vec<String> {
    let all = files(folder);
    let mut names = all.keys().filter(|name| name.starts_with(what));
    // Of several the longest: of a database that is one with pages of content.
    let name = names.clone().max_by_key(|name| all[*name].len()).unwrap().clone();
    let path = folder.join(&name);
    let mut bytes = all[&name].clone();
    match how {
        Harm::Remove => fs::remove_file(&path).unwrap(),
        Harm::Truncate => fs::write(&path, &bytes[..bytes.len() / 2]).unwrap(),
        Harm::Empty => fs::write(&path, b"").unwrap(),
        Harm::Flip => {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(&path, bytes).unwrap();
        }
        Harm::Swap => {
            let other = names.find(|other| **other != name && all[*other] != all[&name]).unwrap();
            fs::write(&path, &all[other]).unwrap();
            fs::write(folder.join(other), bytes).unwrap();
            return vec![name, other.clone()];
        }
    }
    vec![name]
}

/// Damage of whatever kind to whatever file of a backup is found and the file is named, by the check and by the restore:
/// then the portal does not start on what was restored, and the present data are as they were.
///
/// Covers: 217-a20.2c, 365-6-e
#[rstest]
#[tokio::test]
async fn damage_is_found_and_named(
    #[values("blobs/", "pieces/", "snapshots/")] what: &str,
    #[values(Harm::Remove, Harm::Truncate, Harm::Flip, Harm::Empty, Harm::Swap)] how: Harm,
) {
    let house = House::with(2).await;
    test_files_differ(&house).await;
    house.take().await;
    if what == "snapshots/" {
        house.take().await;
    }
    let before = files(&house.test.portal.config.data.join("blobs"));
    let names = harm(&house.folder("backup"), what, how);
    let last = |name: &String| name.rsplit('/').next().unwrap().to_owned();
    let said = match house.check().await {
        Ok(findings) => {
            if !(what == "snapshots/" && matches!(how, Harm::Remove)) {
                assert!(!findings.is_empty(), "{names:?}");
            }
            findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        }
        Err(error) => format!("{error:#}"),
    };
    // The newest manifest that is gone leaves an older backup, and nothing that names it.
    if !(what == "snapshots/" && matches!(how, Harm::Remove)) {
        for name in &names {
            assert!(said.contains(&last(name)), "{name} is named: {said}");
        }
        if matches!(how, Harm::Swap) {
            assert!(said.contains("swapped"), "{said}");
        }
        let restored = house.restore("new", false).await;
        assert!(restored.is_err() || !restored.unwrap().is_empty());
        if house.folder("new").exists() {
            assert!(house.reopened("new").await.is_err(), "nobody works on half of it");
        }
    }
    assert_eq!(files(&house.test.portal.config.data.join("blobs")), before, "the present data stay");
    if what == "blobs/" {
        house.restore("whole", true).await.unwrap();
        let portal = house.reopened("whole").await.unwrap();
        let report = verify(&portal, &ALL).await.unwrap();
        assert_eq!(report.wrong.len(), names.len(), "what is whole is there: {report:?}");
        portal.close().await;
    }
}

async fn test_files_differ(house: &House) {
    let client = house.test.client("justice-drafter").await;
    let justice = house.test.cast.body("justice").to_string();
    let made = client.post("/api/v1/drafts/unfinished", &json!({"body": justice})).await.expect(201).json();
    let form = client.get(&format!("/api/v1/drafts/unfinished/{}", made["id"].as_str().unwrap())).await.json();
    let set = format!("/api/v1/file-sets/{}/files", form["file_set"].as_str().unwrap());
    let request = client.request(Method::POST, &set).query(&[("name", "ұзын.pdf")]).body(samples::pdf_of(100_000));
    client.send(request.header("content-type", "application/octet-stream")).await.expect(201);
}

/// A backup between two others that was taken away is missed.
#[tokio::test]
async fn a_backup_that_is_gone_is_missed() {
    let house = House::with(1).await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(house.take().await.manifest.id);
    }
    fs::remove_file(house.folder("backup").join(format!("snapshots/{}.snapshot", ids[1]))).unwrap();
    assert_eq!(house.check().await.unwrap(), [Finding::Missing(format!("snapshots/{}.snapshot", ids[1]))]);
}

/// What must not be is refused: keys beside the backup, a backup in the data folder, one while another is under way, other
/// keys, a folder that is not empty. The failed attempt is accounted for.
#[tokio::test]
async fn misuse_is_refused() {
    let house = House::with(1).await;
    let data = house.test.portal.config.data.clone();
    let cases = [
        (house.folder("backup"), Some(house.folder("backup"))),
        (house.folder("backup"), Some(house.folder("backup/keys"))),
        (house.folder("keys/backup"), Some(house.folder("keys"))),
        (data.join("backup"), None),
        (data.clone(), None),
        (data.parent().unwrap().to_owned(), None),
        (house.folder("backup"), Some(data.join("keys"))),
    ];
    for (to, keys_to) in cases {
        let said = house.take_to(&Target { to: to.clone(), keys_to: keys_to.clone(), keep: None }).await;
        assert!(said.is_err(), "{} {keys_to:?}", to.display());
        assert!(!to.join("snapshots").exists());
    }
    let failed: i64 =
        sqlx::query_scalar("select count(*) from audit_entry where resource = 'backup' and outcome = 'failed'")
            .fetch_one(house.test.portal.db.reader())
            .await
            .unwrap();
    assert_eq!(failed, 7);

    house.take().await;
    let lock = fs::File::options().write(true).open(house.folder("backup/lock")).unwrap();
    lock.lock().unwrap();
    assert!(house.take_to(&house.target()).await.unwrap_err().to_string().contains("under way"));
    drop(lock);

    fs::write(house.folder("keys").join("master.key"), [7; 32]).unwrap();
    let said = house.check().await.unwrap_err().to_string();
    assert!(said.contains("other_key"), "{said}");
    assert!(house.restore("new", false).await.is_err());
    assert!(!house.folder("new").join("orda.db").exists());
    assert!(house.take_to(&house.target()).await.is_err(), "the keys of another installation are not written over");

    fs::write(house.folder("keys").join("master.key"), [7; 31]).unwrap();
    assert!(house.check().await.is_err());
    let keys = data.join("keys");
    let (from, to) = (house.folder("backup"), house.folder("full"));
    fs::create_dir_all(&to).unwrap();
    fs::write(to.join("something"), b"of mine").unwrap();
    let source = From { from: &from, keys: &keys, snapshot: None };
    assert!(restore(&source, &to, false, house.env(), &|_| {}).await.is_err());
    assert_eq!(files(&to).len(), 1, "nothing is written over");
    let source = From { snapshot: Some("20200101T000000"), ..source };
    assert!(check(&source, house.env(), &|_| {}).await.is_err(), "there is no such backup");
}

/// Old backups go when the new one is there, with what only they needed; the newest always stays, and nothing goes while a
/// backup cannot be read.
#[tokio::test]
async fn old_backups_go_when_the_new_one_is_there() {
    let house = House::with(1).await;
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

    target.keep = None;
    house.take_to(&target).await.unwrap();
    let first = left.keys().find(|n| n.starts_with("snapshots/")).unwrap();
    fs::write(house.folder("backup").join(first), b"spoiled").unwrap();
    target.keep = Some(1);
    house.take_to(&target).await.unwrap();
    let snapshots = files(&house.folder("backup")).keys().filter(|n| n.starts_with("snapshots/")).count();
    assert_eq!(snapshots, 3, "nothing goes");
}

/// What is changed, removed or put into an installation behind the program's back is reported with its id: bytes of files,
/// rows, signatures, the accounting.
///
/// Covers: 217-a20.2a
#[tokio::test]
async fn an_installation_is_verified() {
    let house = House::with(2).await;
    let portal = &house.test.portal;
    assert_eq!(verify(portal, &ALL).await.unwrap().wrong, []);
    let blobs: Vec<String> =
        sqlx::query_scalar("select id from documents_blob order by id").fetch_all(portal.db.reader()).await.unwrap();
    let root = portal.config.data.join("blobs");
    let path = |id: &String| orda_documents_store::place(&root, id.parse().unwrap());
    let mut bytes = fs::read(path(&blobs[0])).unwrap();
    bytes[10] ^= 1;
    fs::write(path(&blobs[0]), bytes).unwrap();
    fs::rename(path(&blobs[1]), root.join("00").join("0190f3c8-0000-7000-8000-000000000001"))
        .or_else(|_| {
            fs::create_dir_all(root.join("00")).unwrap();
            fs::rename(path(&blobs[1]), root.join("00").join("0190f3c8-0000-7000-8000-000000000001"))
        })
        .unwrap();
    let person = PersonId::generate(&portal.env);
    for sql in [
        "update signatures_signature set purpose = 'refuse' where id = (select min(id) from signatures_signature)"
            .to_owned(),
        format!(
            "insert into drafts_matter (draft_id, position, version, subject, due, since, data) values ('{person}', 0, 1, 1, 1, 1, '')"
        ),
    ] {
        let mut tx = portal.db.begin().await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
    }
    let wrong = verify(portal, &ALL).await.unwrap().wrong;
    let codes: Vec<&str> = wrong.iter().map(|w| w.code).collect();
    for code in ["file-damaged", "file-missing", "file-stray", "signature", "reference"] {
        assert!(codes.contains(&code), "{code} in {wrong:?}");
    }
    assert_eq!(wrong.len(), 5, "{wrong:?}");
    assert!(
        wrong.iter().any(|w| w.what.contains(&blobs[0])) && wrong.iter().any(|w| w.what.contains(&person.to_string()))
    );
    // A backup of it says so, and is taken.
    let taken = house.take().await;
    assert_eq!(taken.manifest.damaged, [blobs[1].clone()], "length and presence are seen at once");
}

/// Backups are made by themselves at their time, with data, files and records, and accounted for with their size; one that
/// fails is accounted for as well, and the administrators are told, once a day, when the last good one was.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backups_are_made_by_themselves() {
    let aside = tempfile::tempdir().unwrap();
    let to = aside.path().join("backup");
    let test = TestPortal::start_with(On::Sqlite, |config| {
        config.backup.to = Some(to.clone());
        config.backup.keys_to = Some(aside.path().join("keys"));
        config.backup.every_minutes = 60;
        config.backup.drill_days = 1;
        config.backup.drill_in = Some(aside.path().join("drills"));
    })
    .await;
    let plan = &test.portal.backups;
    assert!(plan.run_due().await.unwrap(), "the first is due at once");
    assert!(!plan.run_due().await.unwrap());
    test.clock.advance(59 * 60);
    assert!(!plan.run_due().await.unwrap());
    test.clock.advance(60);
    assert!(plan.run_due().await.unwrap());
    assert_eq!(fs::read_dir(to.join("snapshots")).unwrap().count(), 2);
    let details: Vec<String> = sqlx::query_scalar(
        "select detail from audit_entry where resource = 'backup' and operation = 'create' and outcome = 'done'",
    )
    .fetch_all(test.portal.db.reader())
    .await
    .unwrap();
    assert!(details.len() == 2 && details.iter().all(|d| d.contains("bytes")), "{details:?}");

    // A drill is held when it is due: what was restored aside verifies, and is gone again.
    let held = plan.drill_due().await.unwrap().expect("the first is due at once");
    assert!(held.is_good() && held.verified.is_some(), "{}", held.report());
    assert!(plan.drill_due().await.unwrap().is_none());
    let report = fs::read_dir(to.join("drills")).unwrap().next().unwrap().unwrap().path();
    assert!(fs::read_to_string(report).unwrap().ends_with("GOOD\n"));
    assert_eq!(fs::read_dir(aside.path().join("drills")).unwrap().count(), 0);
    // A spoiled backup is found by the next.
    let piece = files(&to.join("pieces")).into_iter().max_by_key(|(_, bytes)| bytes.len()).unwrap().0;
    fs::write(to.join("pieces").join(&piece), b"spoiled").unwrap();
    test.clock.advance(25 * 3600);
    assert!(plan.drill_due().await.map_or(true, |held| !held.unwrap().is_good()));
    let bad: i64 = sqlx::query_scalar(
        "select count(*) from audit_entry where resource = 'backup' and operation = 'read' and outcome = 'failed'",
    )
    .fetch_one(test.portal.db.reader())
    .await
    .unwrap();
    assert_eq!(bad, 1);

    // The disk of backups is gone.
    fs::remove_dir_all(&to).unwrap();
    fs::write(&to, b"no folder").unwrap();
    let admin = test.client("digital-admin").await;
    let before = admin.get("/notifications").await.expect(200).text().matches("audit-notice-backup").count();
    assert_eq!(before, 0);
    for _ in 0..2 {
        test.clock.advance(3600);
        plan.run_due().await.unwrap_err();
    }
    let count =
        async |sql: &'static str| -> i64 { sqlx::query_scalar(sql).fetch_one(test.portal.db.reader()).await.unwrap() };
    assert_eq!(
        count(
            "select count(*) from audit_entry where resource = 'backup' and operation = 'create' and outcome = 'failed'"
        )
        .await,
        2
    );
    let told = count("select count(*) from notifications_notice where kind = 'audit-notice-backup'").await;
    let administrators =
        count("select count(*) from identity_grant where role = 'administrator' and body_id is null").await;
    assert!(administrators > 0);
    assert_eq!(told, administrators, "each once a day");

    // Who is no administrator of the machine has no way to a backup through the portal.
    for path in ["/backup", "/api/v1/backup", "/api/v1/backups"] {
        test.client("justice-drafter").await.get(path).await.expect(404);
    }
}

/// On PostgreSQL the server's tools keep the database and the backup keeps the files: from both an installation is made in
/// which every file, reference, signature and record verifies.
///
/// Covers: 217-a42.2.5
#[tokio::test]
async fn with_the_tools_of_postgresql() {
    let house = House::on(On::Postgres, 2).await;
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
