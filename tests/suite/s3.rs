//! The portal with its posted files in a bucket of an object store.

use crate::destroyed_database::request;
use crate::destruction::{ADMIN, ALL, OFFICER, decide, document, number, portal_with, word};
use crate::documents::Form;
use crate::world::{actor, files};
use orda::backup::{From, Source, Target, restore, take};
use orda::compose::Portal;
use orda::config::Config;
use orda::destruction::database;
use orda::verify::verify;
use orda_backups::By;
use orda_documents::samples;
use orda_documents_store::place;
use orda_documents_store::testing::{ACCOUNT, BUCKET, Mode, TestStore};
use orda_test::{On, TestPortal};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A store, and a folder for its secret and other things beside the data.
struct Around {
    store: TestStore,
    aside: TempDir,
}

impl Around {
    async fn new() -> Self {
        let aside = tempfile::tempdir().unwrap();
        std::fs::write(aside.path().join("secret"), ACCOUNT.1).unwrap();
        let closed = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        std::fs::set_permissions(aside.path().join("secret"), closed).unwrap();
        Self { store: TestStore::start().await, aside }
    }

    /// Has files kept under this prefix.
    fn set(&self, config: &mut Config, prefix: &str) {
        config.files = Some(format!("s3://{BUCKET}/{prefix}"));
        let settings = serde_json::json!({
            "endpoint": self.store.endpoint(),
            "key_id": ACCOUNT.0,
            "secret_file": self.aside.path().join("secret"),
        });
        config.s3 = Some(serde_json::from_value(settings).unwrap());
    }

    async fn portal(&self) -> TestPortal {
        portal_with(On::Sqlite, |config| self.set(config, "portal")).await
    }

    /// Objects under a prefix.
    fn objects(&self, prefix: &str) -> Vec<PathBuf> {
        let folder = self.store.objects().join(prefix);
        if folder.is_dir() { files(&folder).into_keys().map(|name| folder.join(name)).collect() } else { Vec::new() }
    }
}

/// Posted files in the data folder, without the marks of processes.
fn in_folder(data: &Path) -> usize {
    files(&data.join("blobs")).into_keys().filter(|name| !name.contains(".lock")).count()
}

/// What is wrong, by kind and what it names.
async fn wrong(portal: &Portal) -> Vec<(&'static str, String)> {
    verify(portal, &ALL).await.unwrap().wrong.into_iter().map(|wrong| (wrong.code, wrong.what)).collect()
}

/// Files that are posted lie in the bucket alone and come back byte for byte, also after a restart. While the bucket is away nothing
/// is taken or given, and that is said; what was there is there afterwards. A verification finds what is missing and what belongs to
/// nobody. What is destroyed leaves the bucket.
#[tokio::test]
async fn the_portal_on_a_bucket() {
    let around = Around::new().await;
    let mut test = around.portal().await;
    let draft = document(&test, &word(&test.portal.env)).await;
    let form = Form::begin(&test).await;
    let bytes = samples::pdf_of(3 << 20);
    let file = form.upload("Бірінші.pdf", bytes.clone()).await.expect(201).json();
    assert_eq!((in_folder(&test.portal.config.data), around.objects("portal").len()), (0, 2));

    around.store.be(Mode::Down);
    form.upload("Екінші.pdf", samples::pdf()).await.expect(503);
    assert_eq!(form.names().await, ["Бірінші.pdf"]);
    around.store.be(Mode::Up);
    let version = form.post().await;
    let path = format!("{version}/files/{}", file["id"].as_str().unwrap());
    around.store.be(Mode::Down);
    form.client.get(&path).await.expect(503);
    let refused = Portal::open(test.portal.config.clone(), test.portal.env.clone()).await.err().unwrap();
    assert!(format!("{refused:#}").contains("the bucket"), "{refused:#}");
    around.store.be(Mode::Up);
    assert!(form.client.get(&path).await.expect(200).body == bytes);

    test.restart().await;
    assert!(form.client.get(&path).await.expect(200).body == bytes);
    assert_eq!(wrong(&test.portal).await, []);
    let object = around.objects("portal").remove(0);
    let stray = "0190f3c8-0000-7000-8000-0000000000aa".parse().unwrap();
    let stray = place(&around.store.objects().join("portal"), stray);
    std::fs::create_dir_all(stray.parent().unwrap()).unwrap();
    std::fs::rename(&object, &stray).unwrap();
    let found = wrong(&test.portal).await;
    assert_eq!(found.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["file-missing", "file-stray"]);
    assert!(found[1].1.contains("0000000000aa"), "{found:?}");
    std::fs::rename(&stray, &object).unwrap();
    assert_eq!(wrong(&test.portal).await, []);

    let numbers = vec![number(&test, draft).await];
    test.clock.advance(2 * 24 * 3600);
    let (retention, admin) = (&test.portal.retention, actor(&test, ADMIN));
    let proposal = retention.propose(&admin, &numbers, "негіздеме").await.unwrap();
    for login in [ADMIN, OFFICER] {
        decide(&test, login, proposal).await.unwrap();
    }
    retention.carry_out(&admin, proposal).await.unwrap();
    assert_eq!(around.objects("portal").len(), 1, "the other file stays");
    assert_eq!(wrong(&test.portal).await, []);
}

/// A backup takes files out of the bucket; what is restored of it lies in its folder and goes into the bucket of its settings when it
/// is opened. Continuous copying, which reads the folder, is refused.
#[tokio::test]
async fn a_backup_of_a_bucket() {
    let around = Around::new().await;
    let test = around.portal().await;
    document(&test, &word(&test.portal.env)).await;
    let (backup, keys, data) =
        (around.aside.path().join("b"), around.aside.path().join("k"), around.aside.path().join("d"));
    let portal = &test.portal;
    let source = Source { config: &portal.config, db: &portal.db, env: &portal.env, by: By::Schedule };
    let target = Target { to: backup.clone().into(), keys_to: keys.clone(), keep: None };
    let taken = take(&source, &target, &|_| {}).await.unwrap();
    assert_eq!((taken.manifest.blob_count, taken.manifest.damaged.len()), (1, 0));

    let from = From { from: &backup.clone().into(), keys: &keys, snapshot: None };
    assert_eq!(restore(&from, &data, false, &portal.env, &|_| {}).await.unwrap().findings, []);
    let mut config = Config { data: data.clone(), database: None, ..portal.config.clone() };
    around.set(&mut config, "restored");
    assert_eq!((in_folder(&data), around.objects("restored").len()), (1, 0));
    let restored = Portal::open(config, portal.env.clone()).await.unwrap();
    assert_eq!((in_folder(&data), around.objects("restored").len()), (0, 1));
    assert_eq!(wrong(&restored).await, []);
    restored.close().await;

    let mut config = portal.config.clone();
    config.backup.continuous_to = Some(around.aside.path().join("c"));
    config.backup.keys_to = Some(keys);
    let refused = Portal::open(config, portal.env.clone()).await.err().unwrap();
    assert!(format!("{refused:#}").contains("continuous_to"), "{refused:#}");
}

/// A database that is destroyed takes its files out of the bucket, and leaves there what is not its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bucket_goes_with_the_database() {
    let around = Around::new().await;
    let test = around.portal().await;
    document(&test, &word(&test.portal.env)).await;
    let theirs = around.store.objects().join("theirs.txt");
    std::fs::write(&theirs, "theirs").unwrap();
    assert_eq!(around.objects("portal").len(), 1);
    let act = around.aside.path().join("act");
    let request = request(&test, ADMIN, &act).await;
    test.database.db.close().await;
    database::begin(&test.portal, &request).await.unwrap();
    around.store.be(Mode::Down);
    let cut_off = database::go_on(&test.portal.config, &test.portal.env).await.unwrap_err();
    assert!(format!("{cut_off:#}").contains("the bucket"), "{cut_off:#}");
    around.store.be(Mode::Up);
    let mut elsewhere = test.portal.config.clone();
    around.set(&mut elsewhere, "elsewhere");
    assert!(database::go_on(&elsewhere, &test.portal.env).await.is_err(), "that is another bucket");
    database::go_on(&test.portal.config, &test.portal.env).await.unwrap();
    assert_eq!(around.objects("portal").len(), 0);
    assert!(theirs.is_file());
}
