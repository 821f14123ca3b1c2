//! Backups in a bucket of an object store.

use super::harm::{Harm, harm};
use super::{House, files, holds, test_files_differ};
use orda::backup::{Finding, From, Place, Source, Taken, Target, To, check, drill, remove_one, restore, take};
use orda::compose::Portal;
use orda::config::Config;
use orda_backups::{By, RunOutcome};
use orda_documents_store::testing::{ACCOUNT, BUCKET, Mode, TestStore};
use orda_test::{On, TestPortal};
use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

fn to() -> To {
    To::Bucket(format!("s3://{BUCKET}/copies"))
}

/// Settings by which the bucket is reached, with this secret in a file.
fn reached(store: &TestStore, aside: &Path, secret: &str) -> orda::s3::Settings {
    let path = aside.join("secret");
    fs::write(&path, secret).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    let settings = serde_json::json!({"endpoint": store.endpoint(), "key_id": ACCOUNT.0, "secret_file": path});
    serde_json::from_value(settings).unwrap()
}

/// A portal, and a store beside it.
struct Around {
    house: House,
    store: TestStore,
    config: Config,
}

impl Around {
    async fn new() -> Self {
        let house = Box::pin(House::with(1)).await;
        let store = TestStore::start().await;
        let mut config = house.test.portal.config.clone();
        config.backup.s3 = Some(reached(&store, house.aside.path(), ACCOUNT.1));
        Self { house, store, config }
    }

    fn source(&self) -> Source<'_> {
        let portal = &self.house.test.portal;
        Source { config: &self.config, db: &portal.db, env: &portal.env, by: By::Schedule }
    }

    fn keys(&self) -> PathBuf {
        self.house.folder("keys")
    }

    async fn take(&self, keep: Option<usize>) -> anyhow::Result<Taken> {
        let target = Target { to: to(), keys_to: self.keys(), keep };
        let taken = take(&self.source(), &target, &|_| {}).await;
        self.house.test.clock.advance(60);
        taken
    }

    async fn check(&self) -> anyhow::Result<Vec<Finding>> {
        let (place, keys) = (Place::open(&self.config, &to())?, self.keys());
        let from = From { from: &place, keys: &keys, snapshot: None };
        Ok(check(&from, self.house.env(), &|_| {}).await?.findings)
    }

    /// Where the objects of backups lie.
    fn folder(&self) -> PathBuf {
        self.store.objects().join("copies")
    }

    fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        if self.folder().is_dir() { files(&self.folder()) } else { BTreeMap::new() }
    }

    fn snapshots(&self) -> usize {
        self.objects().keys().filter(|name| name.starts_with("snapshots/")).count()
    }
}

/// A backup goes into a bucket under the names that it has in a folder, sealed; the next one brings only what is new. Each is checked,
/// restored, and tried out by a drill whose report lies beside it; old ones go as from a folder, the only good one does not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_goes_into_a_bucket_and_comes_back() {
    let around = Box::pin(Around::new()).await;
    let house = &around.house;
    let first = around.take(None).await.unwrap();
    assert!(first.manifest.damaged.is_empty() && first.manifest.blob_count > 0 && first.written > 0);
    let kept = around.objects();
    assert_eq!(kept.len() as u64, first.written + 1, "all that was written, and the manifest");
    let master = fs::read(around.config.data.join("keys/master.key")).unwrap();
    for secret in [master.as_slice(), "Сынақ жобасы".as_bytes(), b"SQLite format 3"] {
        assert!(holds(&kept, secret).is_empty(), "nothing can be read in the bucket");
    }

    test_files_differ(house).await;
    around.store.seen();
    let second = around.take(None).await.unwrap();
    assert_eq!(second.manifest.previous.as_ref(), Some(&first.manifest.id));
    let seen = around.store.seen();
    let put: Vec<&String> = seen.iter().filter(|line| line.starts_with("PUT") && line.contains("/blobs/")).collect();
    assert_eq!(put.len(), 1, "the file that is new: {put:?}");
    let now = around.objects();
    assert!(kept.iter().all(|(name, bytes)| now.get(name) == Some(bytes)), "what was there stays");
    assert_eq!(around.check().await.unwrap(), []);

    let (place, keys) = (Place::open(&around.config, &to()).unwrap(), around.keys());
    let older = From { from: &place, keys: &keys, snapshot: Some(&first.manifest.id) };
    let restored = restore(&older, &house.folder("older"), false, house.env(), &|_| {}).await.unwrap();
    assert_eq!((restored.findings, restored.manifest.id), (vec![], first.manifest.id.clone()));
    let newest = From { snapshot: None, ..older };
    let held = drill(&newest, &house.folder("drills"), &around.config, house.env(), &|_| {}).await.unwrap();
    assert!(held.is_good() && held.verified.is_some() && held.id == second.manifest.id, "{}", held.report());
    assert_eq!(around.objects().iter().filter(|(name, _)| name.starts_with("drills/")).count(), 1);

    let third = around.take(Some(1)).await.unwrap();
    assert_eq!((third.left, around.snapshots()), (None, 1));
    assert_eq!(around.check().await.unwrap(), []);
    let only = &third.manifest.id;
    let refused = remove_one(&around.source(), &to(), &keys, only, &|_| {}).await.unwrap_err();
    assert!(refused.to_string().contains("no other backup is whole"), "{refused}");
    let fourth = around.take(None).await.unwrap().manifest;
    remove_one(&around.source(), &to(), &keys, only, &|_| {}).await.unwrap();
    assert!(around.snapshots() == 1 && around.objects().keys().any(|name| name.contains(&fourth.id)));
}

/// An object that is altered or gone is named by the check, and nothing that is started comes of restoring it; the next
/// backup puts what is missing there again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damage_in_a_bucket_is_found_and_named() {
    let around = Box::pin(Around::new()).await;
    around.take(None).await.unwrap();
    let (whole, folder) = (around.objects(), around.folder());
    let (place, keys) = (Place::open(&around.config, &to()).unwrap(), around.keys());
    let from = From { from: &place, keys: &keys, snapshot: None };
    for what in ["blobs/", "pieces/", "snapshots/"] {
        for how in [Harm::Flip, Harm::Remove] {
            let name = harm(&folder, what, how).remove(0);
            let said = match around.check().await {
                Ok(found) => found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
                Err(error) => format!("{error:#}"),
            };
            // The only manifest that is gone leaves nothing that names it.
            let named = if what == "snapshots/" && matches!(how, Harm::Remove) {
                "it is not there"
            } else {
                name.rsplit('/').next().unwrap()
            };
            assert!(said.contains(named), "{what} {how:?} {name}: {said}");
            if matches!(how, Harm::Flip) {
                let new = around.house.folder(&what.replace('/', "-restored"));
                let restored = restore(&from, &new, false, around.house.env(), &|_| {}).await;
                assert!(restored.is_err() || !restored.unwrap().findings.is_empty());
                if new.exists() {
                    let config = Config { data: new, ..Config::default() };
                    assert!(Portal::open(config, around.house.env().clone()).await.is_err(), "{what}");
                }
            }
            fs::write(folder.join(&name), &whole[&name]).unwrap();
        }
    }
    assert_eq!(around.check().await.unwrap(), [], "as it was");
    for what in ["blobs/", "pieces/"] {
        harm(&folder, what, Harm::Remove);
    }
    around.take(None).await.unwrap();
    assert_eq!(around.check().await.unwrap(), []);
}

/// What is cut off on its way is no backup: there is no manifest, the run is recorded as failed, and the next one is whole; what was
/// left of the other is then swept. A bucket that does not answer is no damage, an account that it does not know is told as such,
/// and the secret is in no message.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_cut_off_is_no_backup() {
    let mut around = Box::pin(Around::new()).await;
    around.store.be(Mode::Taking(2));
    let failed = format!("{:#}", around.take(None).await.unwrap_err());
    assert!(failed.contains(&to().to_string()), "{failed}");
    assert_eq!((around.objects().len(), around.snapshots()), (2, 0));
    around.store.be(Mode::Up);
    assert!(around.check().await.is_err(), "there is none");
    let recorded: String =
        sqlx::query_scalar("select detail from audit_entry where resource = 'backup' and outcome = 'failed'")
            .fetch_one(around.house.test.portal.db.reader())
            .await
            .unwrap();
    assert!(recorded.contains(&to().to_string()), "{recorded}");

    let left = around.folder().join("pieces/00/left");
    fs::create_dir_all(left.parent().unwrap()).unwrap();
    fs::write(&left, "of a backup that was cut off").unwrap();
    around.take(Some(1)).await.unwrap();
    assert!(!left.exists());
    assert_eq!(around.check().await.unwrap(), []);

    let (place, keys) = (Place::open(&around.config, &to()).unwrap(), around.keys());
    around.store.be(Mode::Down);
    let from = From { from: &place, keys: &keys, snapshot: None };
    let away = format!("{:#}", check(&from, around.house.env(), &|_| {}).await.unwrap_err());
    assert!(away.contains("the bucket") && !away.contains("missing"), "{away}");

    around.store.be(Mode::Up);
    around.config.backup.s3 = Some(reached(&around.store, around.house.aside.path(), "another secret"));
    let refused = format!("{:#}", around.take(None).await.unwrap_err());
    assert!(refused.contains("the bucket refuses this account or its secret"), "{refused}");
    assert!(!refused.contains("another secret"), "{refused}");
    around.config.backup.s3 = None;
    let unset = around.take(None).await.unwrap_err().to_string();
    assert!(unset.contains("needs [backup.s3]"), "{unset}");
    assert_eq!(around.snapshots(), 1);
}

/// Backups and drills by themselves go into the bucket of the settings and out of it; one that fails because the bucket is away is
/// recorded, and the portal goes on. The master key is not replaced while the settings name it. Settings that make no sense are
/// refused at the start, and so is copying all the time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backups_go_into_a_bucket_by_themselves() {
    let (store, aside) = (TestStore::start().await, tempfile::tempdir().unwrap());
    let test = TestPortal::start_with(On::Sqlite, |config| {
        config.backup.to = Some(to());
        config.backup.s3 = Some(reached(&store, aside.path(), ACCOUNT.1));
        config.backup.keys_to = Some(aside.path().join("keys"));
        config.backup.drill_days = 1;
        config.backup.drill_in = Some(aside.path().join("drills"));
    })
    .await;
    let made = test.portal.backups.run_due().await.unwrap().expect("the first is due at once");
    assert_eq!((made.outcome, made.trouble.as_str()), (RunOutcome::Done, ""));
    let held = test.portal.drills.hold_due().await.unwrap().expect("the first is due at once");
    assert!(held.is_good() && held.id == made.id, "{}", held.report());
    let mut next = test.portal.config.clone();
    next.backup.keys_to = Some(aside.path().join("new keys"));
    let kept = format!("{:#}", orda::keys::replace(&next, &test.portal.env, None).await.unwrap_err());
    assert!(kept.contains(&format!("{} belongs to the key in use", to())), "{kept}");
    store.be(Mode::Down);
    test.clock.advance(25 * 3600);
    let failed = test.portal.backups.run_due().await.unwrap().expect("is due");
    assert_eq!(failed.outcome, RunOutcome::Failed);
    assert!(failed.trouble.contains("the bucket"), "{}", failed.trouble);
    test.client("digital-admin").await.get("/admin/backups").await.expect(200);

    let refused = async |name: &str, change: &dyn Fn(&mut Config)| {
        let mut config = Config { data: aside.path().join(name), database: None, ..test.portal.config.clone() };
        change(&mut config);
        format!("{:#}", Portal::open(config, test.portal.env.clone()).await.err().unwrap())
    };
    let half = refused("half", &|config: &mut Config| config.backup.s3 = None).await;
    assert!(half.contains("needs [backup.s3]"), "{half}");
    let all = |config: &mut Config| config.backup.continuous_to = Some("s3://files/all".into());
    let copied = refused("all", &all).await;
    assert!(copied.contains("backup.continuous_to is a folder"), "{copied}");
}
