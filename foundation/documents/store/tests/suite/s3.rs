//! Bytes in a bucket: nothing acknowledged depends on the disk of the machine, nothing refused stays in the bucket.

use crate::world::{Kept, PREFIX, World, pieces};
use orda_base::Error;
use orda_documents::{
    BlobId, Blobs, Cipher, DataKey, Documents, Intake, Intook, SET_LIMIT, SecretKey, Settings, samples, sealed_len,
};
use orda_documents_store::testing::{ACCOUNT, Mode, TestStore};
use orda_documents_store::{Bucket, BucketSettings, DocumentsSql, LocalBlobs, S3Blobs, place};
use orda_store::testing::On;
use std::collections::BTreeMap;
use std::io::{Read, Seek, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

async fn world() -> World {
    World::kept(On::Sqlite, Kept::Bucket, Settings::default()).await
}

/// A file that passed, as far as it is before its row is committed.
async fn received(world: &World, blobs: &dyn Blobs) -> BlobId {
    let blob = BlobId::generate(&world.env);
    let key = DataKey::generate(Cipher::Aes, &world.env);
    let bytes = pieces(samples::pdf());
    let intake = Intake { blob, key, at_most: 1 << 20, bytes, inspection: Box::new(|_| Ok(())) };
    assert!(matches!(blobs.receive(intake).await.expect("is received"), Intook::Received { .. }));
    blob
}

/// A file of the greatest length goes in parts, of which never more than one is in memory, and comes back as it was; only the
/// object stays of it.
#[tokio::test]
async fn a_large_file_goes_in_parts() {
    const PART: u64 = 8 << 20;
    let world = world().await;
    let set = world.set().await;
    let bytes = samples::pdf_of(usize::try_from(SET_LIMIT).expect("fits"));
    let file = world.add(set, "a.pdf", bytes.clone()).await.expect("is taken");
    let seen = world.store().seen();
    let lengths: Vec<u64> = seen
        .iter()
        .filter(|line| line.starts_with("PUT ") && line.contains("partNumber="))
        .map(|line| line.rsplit(' ').next().and_then(|length| length.parse().ok()).expect("a length"))
        .collect();
    assert_eq!(lengths.iter().sum::<u64>(), sealed_len(SET_LIMIT), "{seen:?}");
    assert_eq!(lengths.len() as u64, sealed_len(SET_LIMIT).div_ceil(PART));
    assert!(lengths.iter().all(|length| *length <= PART));
    assert!(world.read(file.id).await.expect("reads") == bytes);
    assert!(world.store().seen().iter().all(|line| line.starts_with("GET ")));
    let on_disk = world.on_disk();
    assert!(on_disk.len() == 1 && on_disk[0].starts_with(&world.blobs), "{on_disk:?}");
}

/// Cut between the bucket and the row, nothing is left after the next sweep; cut after the row, the object stays.
#[tokio::test]
async fn a_crash_leaves_no_object_without_a_row() {
    let world = world().await;
    let set = world.set().await;
    let file = world.add(set, "a.pdf", samples::pdf()).await.expect("is taken");
    let kept = world.on_disk();
    let with_row: BlobId = kept[0].file_name().and_then(|name| name.to_str()?.parse().ok()).expect("an id");

    let dead = world.s3();
    let without_row = received(&world, &dead).await;
    dead.deliver(without_row).await.expect("goes into the bucket");
    dead.doubt(with_row).await.expect("marks");
    assert!(place(&world.blobs, without_row).is_file() && !place(&world.staging, without_row).exists());
    assert_eq!(world.on_disk().len(), 4, "two objects and two marks");
    drop(dead);
    assert_eq!(world.documents.sweep().await.expect("sweeps"), 1);
    assert_eq!(world.on_disk(), kept);
    assert!(world.read(file.id).await.expect("reads") == samples::pdf());
}

/// Whoever goes away while the file is put leaves nothing; of who went before, nothing is sent.
#[tokio::test]
async fn nobody_waits_any_more() {
    let world = world().await;
    let blobs = world.s3();
    world.store().be(Mode::Silent);
    for is_begun in [false, true] {
        let blob = received(&world, &blobs).await;
        let mut delivery = blobs.deliver(blob);
        assert!(futures::poll!(&mut delivery).is_pending());
        while is_begun && world.store().seen().is_empty() {
            tokio::task::yield_now().await;
        }
        drop(delivery);
        if is_begun {
            world.store().be(Mode::Up);
        }
        while !world.on_disk().is_empty() {
            tokio::task::yield_now().await;
        }
        assert_eq!(world.store().seen().is_empty(), !is_begun);
    }
}

/// A bucket that is away takes nothing and gives nothing: the sender is told to come later, no row says that the file is there,
/// and the disk does not fill. That is no damage. What is taken out of a set is out of it. When the bucket answers again, the
/// sweep removes what may be there.
#[tokio::test]
async fn a_bucket_that_is_away() {
    let world = world().await;
    let set = world.set().await;
    let file = world.add(set, "a.pdf", samples::pdf()).await.expect("is taken");
    let kept = world.on_disk();

    world.store().be(Mode::Down);
    let refused = world.add(set, "b.pdf", samples::pdf()).await.expect_err("is not taken");
    assert_eq!((refused.status(), world.documents.files(set).await.expect("reads").len()), (503, 1));
    let more: Vec<PathBuf> = world.on_disk().into_iter().filter(|path| !kept.contains(path)).collect();
    assert!(more.len() == 1 && more[0].metadata().expect("a mark").len() == 0, "{more:?}");
    assert!(matches!(world.read(file.id).await, Err(Error::Unavailable(_))));
    assert!(matches!(world.documents.verify(file.id).await, Err(Error::Unavailable(_))), "no damage");
    world.documents.remove_file(&world.drafter, set, file.id).await.expect("is taken out");
    assert!(world.documents.files(set).await.expect("reads").is_empty() && kept[0].is_file());

    world.store().be(Mode::Silent);
    let patience = Duration::from_millis(100);
    let impatient = BucketSettings { answer: patience, ..world.store().settings(PREFIX) };
    let silent = Bucket::new(&impatient).expect("a bucket").check().await;
    assert!(matches!(silent, Err(Error::Unavailable(_))), "{silent:?}");

    world.store().be(Mode::Up);
    assert_eq!(world.documents.sweep().await.expect("sweeps"), 2);
    world.assert_nothing_kept(set).await;
}

/// A secret that is not known is told, and so is a bucket that is not there; a secret that was turned over is used from then on.
#[tokio::test]
async fn accounts_and_buckets() {
    let world = world().await;
    let secret = Arc::new(Mutex::new("another secret".to_owned()));
    let given = Arc::clone(&secret);
    let credentials = Arc::new(move || Ok((ACCOUNT.0.to_owned(), given.lock().expect("a secret").clone())));
    let settings = BucketSettings { credentials, ..world.store().settings(PREFIX) };
    let bucket = Bucket::new(&settings).expect("a bucket");
    assert!(matches!(bucket.check().await, Err(Error::Unavailable(_))));
    ACCOUNT.1.clone_into(&mut secret.lock().expect("a secret"));
    bucket.check().await.expect("answers");

    let elsewhere = BucketSettings { bucket: "others".into(), ..world.store().settings(PREFIX) };
    let elsewhere = Bucket::new(&elsewhere).expect("a bucket");
    assert!(matches!(elsewhere.check().await, Err(Error::Unavailable(_))));
}

/// What lies in the folder, from before there was a bucket or out of a backup, goes into the bucket; what is being received
/// stays until it is.
#[tokio::test]
async fn a_folder_moves_into_the_bucket() {
    let world = world().await;
    let set = world.set().await;
    let folder = LocalBlobs::open(&world.staging).expect("a folder");
    let before = Documents::new(
        Arc::new(DocumentsSql::new(world.base.db.clone())),
        Arc::new(folder.clone()),
        world.env.clone(),
        SecretKey::new([7; 32]),
        Settings::default(),
    );
    let bytes = samples::pdf_of((1 << 20) + 17);
    let file = before.add_file(&world.drafter, set, "a.pdf", pieces(bytes.clone())).await.expect("is taken");
    let coming = received(&world, &folder).await;
    assert!(world.read(file.id).await.expect("reads where it lies") == bytes);

    let blobs: S3Blobs = world.s3();
    assert_eq!(blobs.move_in().await.expect("moves"), 1);
    assert_eq!(blobs.move_in().await.expect("nothing to do"), 0);
    assert!(place(&world.staging, coming).is_file() && !place(&world.blobs, coming).exists());
    assert!(world.read(file.id).await.expect("reads from the bucket") == bytes);
    folder.remove(coming).await.expect("goes");
    assert_eq!(world.on_disk().len(), 1);
}

/// The bucket says what is in it, gives it as it lies there, and is emptied of it; what is somebody else's stays.
#[tokio::test]
async fn a_bucket_is_listed_and_emptied() {
    let world = world().await;
    let set = world.set().await;
    for name in ["a.pdf", "b.pdf"] {
        world.add(set, name, samples::pdf()).await.expect("is taken");
    }
    let theirs = world.blobs.join("theirs.txt");
    std::fs::write(&theirs, "theirs").expect("writes");
    let bucket = world.store().bucket(PREFIX);
    let listed = bucket.blobs().await.expect("lists");
    assert_eq!(listed.len(), 2);
    for blob in &listed {
        let mut bytes = Vec::new();
        let file = bucket.fetch(*blob, tempfile::tempfile().expect("a file")).await.expect("gives").expect("is there");
        (&file).read_to_end(&mut bytes).expect("reads");
        assert!(bytes == std::fs::read(place(&world.blobs, *blob)).expect("reads"));
    }
    let empty = BlobId::generate(&world.env);
    let path = place(&world.blobs, empty);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::File::create(&path).and_then(|mut file| file.write_all(b"")).expect("writes");
    let fetched = bucket.fetch(empty, tempfile::tempfile().expect("a file")).await.expect("gives");
    assert_eq!(fetched.expect("is there").metadata().expect("a file").len(), 0);
    assert_eq!(bucket.empty().await.expect("empties"), 3);
    assert_eq!((bucket.empty().await.expect("again"), world.on_disk()), (0, vec![theirs]));
    let gone = bucket.fetch(listed[0], tempfile::tempfile().expect("a file")).await.expect("answers");
    assert!(gone.is_none());
}

/// What is no blob goes by its name under the prefix, and comes back as it was, however long; what is under another prefix is not
/// seen. What is cut off on its way is not there, nor is a part of it.
#[tokio::test]
async fn objects_by_their_names() {
    const LONG: usize = (8 << 20) + 3;
    let store = TestStore::start().await;
    let (bucket, other) = (store.bucket("copies"), store.bucket("copies-of-others"));
    let aside = || tempfile::tempfile().expect("a file");
    let long = || {
        let mut file = aside();
        file.write_all(&vec![7; LONG]).expect("written");
        file.rewind().expect("from its beginning");
        file
    };
    bucket.write_named("a/1", b"one".to_vec()).await.expect("is put");
    bucket.put_named("a/b/2", long()).await.expect("is put");
    other.write_named("a/3", b"of others".to_vec()).await.expect("is put");
    let listed = BTreeMap::from([("a/1".to_owned(), 3), ("a/b/2".to_owned(), LONG as u64)]);
    assert_eq!(bucket.list_named("a").await.expect("lists"), listed);
    assert!(bucket.list_named("b").await.expect("lists").is_empty());
    assert_eq!(bucket.read_named("a/1").await.expect("reads"), Some(b"one".to_vec()));
    assert!(bucket.read_named("a/3").await.expect("reads").is_none());
    let mut bytes = Vec::new();
    let fetched = bucket.fetch_named("a/b/2", aside()).await.expect("gives").expect("is there");
    (&fetched).read_to_end(&mut bytes).expect("reads");
    assert!(bytes == vec![7; LONG]);
    assert!(bucket.fetch_named("a/b/3", aside()).await.expect("answers").is_none());
    for _ in 0..2 {
        bucket.delete_named("a/b/2").await.expect("is not there afterwards");
    }
    store.be(Mode::Taking(1));
    assert!(matches!(bucket.put_named("a/b/4", long()).await, Err(Error::Unavailable(_))));
    store.be(Mode::Up);
    assert_eq!(bucket.list_named("a").await.expect("lists"), BTreeMap::from([("a/1".to_owned(), 3)]));
}
