//! Another cipher can be set, and what is there can be written anew.

use crate::world::{Kept, World};
use orda_base::{Actor, Operation};
use orda_documents::{
    BlobId, Blobs, Cipher, Documents, FileId, Reencrypted, SecretKey, Settings, Verification, WrappedKey, samples,
};
use orda_documents_store::{LocalBlobs, copy_set, place, seal};
use orda_store::testing::On;
use rstest::rstest;
use sqlx::Row;

/// The bytes behind a file, and the cipher by which they are encrypted.
async fn behind(world: &World, file: FileId) -> (BlobId, Cipher) {
    let sql = "select b.id, b.master, b.wrapped_key from documents_file f join documents_blob b on b.id = f.blob_id \
               where f.id = $1";
    let row = sqlx::query(sql).bind(file.to_string()).fetch_one(world.base.db.reader()).await.expect("a row");
    let blob: BlobId = row.get::<&str, _>(0).parse().expect("an id");
    let wrapped = WrappedKey { master: row.get(1), bytes: row.get(2) };
    (blob, SecretKey::new([7; 32]).unwrap(&wrapped, blob).expect("unwraps").cipher())
}

fn with(world: &mut World, cipher: Cipher) -> Documents {
    world.settings.cipher = cipher;
    world.restarted()
}

/// New files get the cipher that is set; those that are there are read whatever it is.
#[rstest]
#[tokio::test]
async fn the_cipher_of_new_files_is_set(#[values(On::Sqlite, On::Postgres)] on: On) {
    let mut world = World::new(on).await;
    let set = world.set().await;
    let bytes = samples::pdf_of((1 << 20) + 17);
    let mut files = Vec::new();
    for cipher in Cipher::ALL {
        world.documents = with(&mut world, cipher);
        let stored = world.add(set, &format!("{}.pdf", cipher.name()), bytes.clone()).await.expect("is taken");
        assert_eq!(behind(&world, stored.id).await.1, cipher);
        files.push(stored.id);
    }
    for cipher in Cipher::ALL {
        world.documents = with(&mut world, cipher);
        for file in &files {
            assert!(world.read(*file).await.expect("reads") == bytes, "{cipher:?}");
            assert_eq!(world.documents.verify(*file).await.expect("verifies"), Verification::Intact);
        }
    }
}

/// What is there is written anew under another key and by the cipher that is set, also of sealed sets and for every file that
/// refers to it, and nothing of it is left; it is accounted for. What is damaged stays as it is, and what is gone is told.
#[rstest]
#[tokio::test]
async fn files_are_written_anew(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[values(Kept::Folder, Kept::Bucket)] kept: Kept,
) {
    let mut world = World::kept(on, kept, Settings::default()).await;
    let (set, actor) = (world.set().await, Actor::portal());
    let bytes = samples::pdf_of((1 << 20) + 17);
    let stored = world.add(set, "a.pdf", bytes.clone()).await.expect("is taken");
    let mut tx = world.base.db.begin().await.expect("begins");
    seal(&mut tx, set, world.env.now()).await.expect("seals");
    let copy = copy_set(&mut tx, &world.env, set, world.body, orda_base::Role::Drafter).await.expect("copies");
    tx.commit().await.expect("commits");
    let (old, cipher) = behind(&world, stored.id).await;
    assert_eq!(cipher, Cipher::Aes);

    world.documents = with(&mut world, Cipher::ChaCha);
    assert_eq!(world.documents.blobs().await.expect("lists"), [old]);
    assert_eq!(world.documents.reencrypt(&actor, old).await.expect("is done"), Reencrypted::Done);
    let (new, cipher) = behind(&world, stored.id).await;
    assert!(new != old && cipher == Cipher::ChaCha);
    assert_eq!(world.on_disk(), [place(&world.blobs, new)], "neither the old bytes nor a mark");
    let copied = world.documents.files(copy).await.expect("lists").remove(0);
    for file in [stored.id, copied.id] {
        assert!(world.read(file).await.expect("reads") == bytes);
    }
    let told: Vec<String> =
        sqlx::query_scalar("select detail from audit_entry where resource = 'file' and operation = $1 and part = $2")
            .bind(Operation::Change.code())
            .bind(new.to_string())
            .fetch_all(world.base.db.reader())
            .await
            .expect("reads");
    assert!(told.len() == 1 && told[0].contains(&old.to_string()) && told[0].contains("chacha20-poly1305"), "{told:?}");
    assert_eq!(world.documents.reencrypt(&actor, old).await.expect("is told"), Reencrypted::Gone);

    let path = place(&world.blobs, new);
    let mut spoiled = std::fs::read(&path).expect("reads");
    spoiled[(1 << 20) + 30] ^= 1;
    std::fs::write(&path, &spoiled).expect("writes");
    assert_eq!(world.documents.reencrypt(&actor, new).await.expect("is told"), Reencrypted::Damaged);
    assert_eq!(world.on_disk(), vec![path.clone()], "nothing of an attempt is left");
    assert!(std::fs::read(&path).expect("reads") == spoiled && behind(&world, stored.id).await.0 == new);
}

/// Cut before the rows say so, the old bytes stay and the new ones go at the next start; cut after that, the old ones go.
#[rstest]
#[tokio::test]
async fn an_interruption_leaves_one_of_both(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::new(on).await;
    let set = world.set().await;
    let stored = world.add(set, "a.pdf", samples::pdf()).await.expect("is taken");
    let (kept, _) = behind(&world, stored.id).await;
    let other = BlobId::generate(&world.env);
    std::fs::create_dir_all(place(&world.blobs, other).parent().expect("a folder")).expect("made");
    std::fs::write(place(&world.blobs, other), b"no row tells of it").expect("writes");
    let dead = LocalBlobs::open(&world.blobs).expect("a folder");
    for blob in [kept, other] {
        dead.doubt(blob).await.expect("marks");
    }
    assert_eq!(world.on_disk().len(), 4);
    drop(dead);
    assert_eq!(world.documents.sweep().await.expect("sweeps"), 1);
    assert_eq!(world.on_disk(), [place(&world.blobs, kept)]);
    assert_eq!(world.read(stored.id).await.expect("reads"), samples::pdf());
}
