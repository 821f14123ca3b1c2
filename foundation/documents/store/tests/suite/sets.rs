//! Sets: who fills them, sealing, copies that share bytes, what a crash leaves behind.

use crate::world::{Kept, World, person, pieces};
use orda_base::{Actor, BodyId, Error, Result, Role};
use orda_documents::{Settings, samples};
use orda_documents_store::{copy_set, files_of, files_of_sets, seal, set_of};
use orda_store::testing::On;
use rstest::rstest;

fn refused<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.message.key,
        other => panic!("{other:?}"),
    }
}

/// Only holders of the set's role in its body make it, fill it, or know that it exists.
#[rstest]
#[tokio::test]
async fn only_those_who_may(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::new(on).await;
    let set = world.set().await;
    let file = world.add(set, "a.pdf", samples::pdf()).await.expect("is taken");
    let other_body = person(&world.env, BodyId::generate(&world.env), Role::Drafter);
    let other_role = person(&world.env, world.body, Role::Approver);
    let nobody = Actor::anonymous(orda_base::Language::Kk, orda_base::Origin::default());
    for stranger in [&other_body, &other_role, &nobody] {
        let documents = &world.documents;
        let made = documents.create_set(stranger, world.body, Role::Drafter).await;
        assert!(matches!(made, Err(Error::Forbidden)));
        let added = documents.add_file(stranger, set, "b.pdf", pieces(samples::pdf())).await;
        assert!(matches!(added, Err(Error::NotFound)));
        assert!(matches!(documents.remove_file(stranger, set, file.id).await, Err(Error::NotFound)));
        assert!(matches!(documents.set(stranger, set).await, Err(Error::NotFound)));
    }
    assert_eq!(world.documents.files(set).await.expect("reads"), [file]);
}

/// Once sealed, nothing in a set changes: neither through the use cases nor past them.
#[rstest]
#[tokio::test]
async fn sealed_sets_stay(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::new(on).await;
    let set = world.set().await;
    let file = world.add(set, "a.pdf", samples::pdf()).await.expect("is taken");
    let mut tx = world.base.db.begin().await.expect("begins");
    seal(&mut tx, set, world.env.now()).await.expect("seals");
    tx.commit().await.expect("commits");

    assert_eq!(refused(world.add(set, "b.pdf", samples::pdf()).await), "documents-refusal-sealed");
    let removed = world.documents.remove_file(&world.drafter, set, file.id).await;
    assert_eq!(refused(removed), "documents-refusal-sealed");

    let store = orda_documents_store::DocumentsSql::new(world.base.db.clone());
    let mut work = orda_documents::DocumentsStore::begin(&store).await.expect("begins");
    assert!(matches!(work.delete_file(file.id).await, Err(Error::NotFound)));
    drop(work);

    // Sealing again changes nothing, not even the time.
    let mut tx = world.base.db.begin().await.expect("begins");
    let before = set_of(&mut tx, set).await.expect("reads");
    seal(&mut tx, set, world.env.now().plus_seconds(60)).await.expect("seals");
    assert_eq!(set_of(&mut tx, set).await.expect("reads"), before);
    assert_eq!(files_of(tx.conn(), set).await.expect("reads"), [file]);
}

/// A copy shares bytes: they stay while anybody refers to them, and go with the last.
#[rstest]
#[tokio::test]
async fn copies_share_bytes(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[values(Kept::Folder, Kept::Bucket)] kept: Kept,
) {
    let world = World::kept(on, kept, Settings::default()).await;
    let set = world.set().await;
    let first = world.add(set, "a.pdf", samples::pdf()).await.expect("is taken");
    let second = world.add(set, "b.rtf", samples::rtf()).await.expect("is taken");
    let mut tx = world.base.db.begin().await.expect("begins");
    let copy = copy_set(&mut tx, &world.env, set, world.body, Role::Drafter).await.expect("copies");
    tx.commit().await.expect("commits");
    assert_eq!(world.on_disk().len(), 2);

    let copied = world.documents.files(copy).await.expect("reads");
    let digests = |files: &[orda_documents::StoredFile]| files.iter().map(|f| f.sha256).collect::<Vec<_>>();
    assert_eq!(digests(&copied), [first.sha256, second.sha256]);
    let both = files_of_sets(&world.base.db, &[set, copy]).await.expect("reads");
    assert_eq!((both[&set].len(), both[&copy].len()), (2, 2));

    world.documents.remove_file(&world.drafter, set, first.id).await.expect("is removed");
    assert_eq!(world.on_disk().len(), 2, "the copy still refers to the bytes");
    assert_eq!(world.read(copied[0].id).await.expect("reads"), samples::pdf());
    world.documents.remove_file(&world.drafter, copy, copied[0].id).await.expect("is removed");
    assert_eq!(world.on_disk().len(), 1, "nobody does any more");
    // A place that became free is not given again while a later one is taken.
    let third = world.add(set, "c.pdf", samples::pdf()).await.expect("is taken");
    assert_eq!(third.position, 3);
}

/// Two who remove the last two references at once leave no bytes behind.
#[rstest]
#[tokio::test]
async fn last_references_go_at_once(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::new(on).await;
    let set = world.set().await;
    let original = world.add(set, "a.pdf", samples::pdf()).await.expect("is taken");
    let mut tx = world.base.db.begin().await.expect("begins");
    let copy = copy_set(&mut tx, &world.env, set, world.body, Role::Drafter).await.expect("copies");
    tx.commit().await.expect("commits");
    let copied = world.documents.files(copy).await.expect("reads").remove(0);
    let (a, b) = tokio::join!(
        world.documents.remove_file(&world.drafter, set, original.id),
        world.documents.remove_file(&world.drafter, copy, copied.id)
    );
    a.and(b).expect("both are removed");
    world.assert_nothing_kept(set).await;
}

/// Two files of one set can't have the same name, also when only capitals differ; so many files and no more.
#[rstest]
#[tokio::test]
async fn names_and_numbers(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::with(on, Settings { set_files: 2, ..Settings::default() }).await;
    let set = world.set().await;
    world.add(set, "Қаулы.pdf", samples::pdf()).await.expect("is taken");
    assert_eq!(refused(world.add(set, "ҚАУЛЫ.PDF", samples::pdf()).await), "documents-refusal-name-taken");
    world.add(set, "b.pdf", samples::pdf()).await.expect("is taken");
    assert_eq!(refused(world.add(set, "c.pdf", samples::pdf()).await), "documents-refusal-too-many");
}

/// After a crash: bytes without a row go, bytes whose row was committed stay, and what a living process receives is left
/// alone.
#[rstest]
#[tokio::test]
async fn leftovers_are_swept(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::new(on).await;
    let set = world.set().await;
    let kept = world.add(set, "a.pdf", samples::pdf()).await.expect("is taken");
    let blob = world.on_disk().remove(0);
    // What a process that died left: a mark of the committed blob, and bytes with a mark but without a row.
    let dead = world.blobs.join("incoming/999999-0");
    std::fs::create_dir_all(&dead).expect("makes");
    std::fs::write(dead.join(blob.file_name().expect("a name")), b"").expect("marks");
    let orphan = orda_documents::BlobId::generate(&world.env);
    let bytes = orphan.uuid().into_bytes();
    let folder = world.blobs.join(format!("{:02x}", bytes[15]));
    std::fs::create_dir_all(&folder).expect("makes");
    std::fs::write(folder.join(orphan.to_string()), b"half a file").expect("writes");
    std::fs::write(dead.join(orphan.to_string()), b"").expect("marks");

    let restarted = world.restarted();
    assert_eq!(restarted.sweep().await.expect("sweeps"), 1);
    assert_eq!(world.on_disk(), [blob]);
    assert_eq!(world.read(kept.id).await.expect("reads"), samples::pdf());
    assert_eq!(restarted.sweep().await.expect("sweeps"), 0);
    assert!(!dead.exists());
}
