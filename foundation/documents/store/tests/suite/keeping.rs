//! What was received is kept and given back as it was; damage is noticed.

use crate::world::{Kept, World};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use orda_base::{Error, Operation};
use orda_documents::{Format, Settings, Verification, samples};
use orda_store::testing::On;
use rstest::rstest;
use sha2::{Digest, Sha256};
use std::io::{Read, Seek, SeekFrom, Write};

/// A document formed in the portal, one received from another system with its signature, and one sent to another system
/// are given back byte for byte, in the format in which they came; the signature over the received one still verifies.
///
/// Covers: 385-8
#[rstest]
#[tokio::test]
async fn bytes_stay_as_they_were(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[values(Kept::Folder, Kept::Bucket)] kept: Kept,
) {
    let world = World::kept(on, kept, Settings::default()).await;
    let set = world.set().await;
    let sender = Ed25519KeyPair::from_seed_unchecked(&[1; 32]).expect("a key");
    for (name, format, bytes) in samples::genuine().into_iter().filter(|(_, f, _)| *f != Format::Pptx) {
        let signature = sender.sign(&bytes);
        let stored = world.add(set, name, bytes.clone()).await.expect(name);
        assert_eq!((stored.format, stored.size), (format, bytes.len() as u64));
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        assert_eq!(stored.sha256, digest);

        let (row, _) = world.documents.open(stored.id).await.expect("opens");
        assert_eq!((row.name.as_str(), row.format), (name, format));
        let given_back = world.read(stored.id).await.expect("reads");
        assert_eq!(given_back, bytes, "{name}");
        // What is handed to another system is the same stream; what comes from one is verified on what is kept.
        let sent = world.read(stored.id).await.expect("reads again");
        assert_eq!(sent, given_back);
        UnparsedPublicKey::new(&ED25519, sender.public_key().as_ref())
            .verify(&given_back, signature.as_ref())
            .expect("the signature still verifies");
        assert_eq!(world.documents.verify(stored.id).await.expect("verifies"), Verification::Intact);
    }
    // Nothing but blobs is on the disk: no copy, no preview, no mark.
    assert_eq!(world.on_disk().len(), samples::genuine().len() - 1);
}

/// Files of every length around the borders of segments come back whole.
#[rstest]
#[tokio::test]
async fn borders_of_segments(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[values(Kept::Folder, Kept::Bucket)] kept: Kept,
) {
    const MIB: usize = 1 << 20;
    let world = World::kept(on, kept, Settings::default()).await;
    let set = world.set().await;
    for size in [1000, MIB - 1, MIB, MIB + 1, 2 * MIB, 3 * MIB + 17] {
        let bytes = samples::pdf_of(size);
        let stored = world.add(set, &format!("{size}.pdf"), bytes.clone()).await.expect("is taken");
        assert_eq!(stored.size, size as u64);
        assert!(world.read(stored.id).await.expect("reads") == bytes, "{size}");
    }
}

/// Nothing on the disk can be read without the key, and the same bytes are never encrypted twice in the same way.
#[rstest]
#[tokio::test]
async fn bytes_at_rest_are_encrypted(#[values(On::Sqlite)] on: On, #[values(Kept::Folder, Kept::Bucket)] kept: Kept) {
    let world = World::kept(on, kept, Settings::default()).await;
    let set = world.set().await;
    let bytes = samples::rtf();
    world.add(set, "a.rtf", bytes.clone()).await.expect("is taken");
    world.add(set, "b.rtf", bytes.clone()).await.expect("is taken");
    let written: Vec<_> = world.on_disk().iter().map(|path| std::fs::read(path).expect("reads")).collect();
    assert_eq!(written.len(), 2);
    assert_ne!(written[0], written[1]);
    for blob in written {
        assert!(!blob.windows(8).any(|w| w == &bytes[..8]));
        assert_eq!(blob.len(), bytes.len() + 16);
    }
}

/// A flipped bit, a missing end, a missing blob: each is found by `verify`, and a download ends with an error before the
/// first wrong byte.
#[rstest]
#[tokio::test]
async fn damage_is_noticed(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[values(Kept::Folder, Kept::Bucket)] kept: Kept,
) {
    let world = World::kept(on, kept, Settings::default()).await;
    let set = world.set().await;
    let bytes = samples::pdf_of(3 << 20);
    let file = world.add(set, "a.pdf", bytes.clone()).await.expect("is taken");
    let path = world.on_disk().remove(0);

    // A bit in the second segment.
    let mut blob = std::fs::File::options().read(true).write(true).open(&path).expect("opens");
    let at = SeekFrom::Start((1 << 20) + 16 + 100);
    let mut byte = [0];
    blob.seek(at).and_then(|_| blob.read_exact(&mut byte)).expect("reads");
    blob.seek(at).and_then(|_| blob.write_all(&[byte[0] ^ 1])).expect("writes");
    assert_eq!(world.documents.verify(file.id).await.expect("answers"), Verification::Damaged);
    let (_, mut stream) = world.documents.open(file.id).await.expect("opens");
    let mut given = Vec::new();
    let end = loop {
        match futures::TryStreamExt::try_next(&mut stream).await {
            Ok(Some(piece)) => given.extend_from_slice(&piece),
            other => break other.map(|_| ()),
        }
    };
    assert!(matches!(end, Err(Error::Internal(_))), "{end:?}");
    assert!(bytes.starts_with(&given) && given.len() == 1 << 20);

    // Mended, it is whole again; cut off by a whole segment, it is not.
    blob.seek(at).and_then(|_| blob.write_all(&byte)).expect("writes");
    assert_eq!(world.documents.verify(file.id).await.expect("answers"), Verification::Intact);
    blob.set_len(2 * ((1 << 20) + 16)).expect("cuts");
    assert_eq!(world.documents.verify(file.id).await.expect("answers"), Verification::Damaged);
    std::fs::remove_file(&path).expect("removes");
    assert_eq!(world.documents.verify(file.id).await.expect("answers"), Verification::Damaged);
    assert!(matches!(world.documents.open(file.id).await.map(|_| ()), Err(Error::Internal(_))));
}

/// Damage that shows only while the bytes are given out is in the accounting as a failed download.
#[rstest]
#[tokio::test]
async fn broken_downloads_are_accounted_for(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[values(Kept::Folder, Kept::Bucket)] kept: Kept,
) {
    let world = World::kept(on, kept, Settings::default()).await;
    let set = world.set().await;
    let file = world.add(set, "a.pdf", samples::pdf_of(3 << 20)).await.expect("is taken");
    let download = async || {
        let (_, stream) = world.documents.give_out(&world.drafter, file.id).await.expect("opens");
        futures::TryStreamExt::try_collect::<Vec<_>>(stream).await.map(|pieces| pieces.concat().len())
    };
    assert_eq!(download().await.expect("whole"), usize::try_from(file.size).expect("small"));
    let mut blob = std::fs::File::options().write(true).open(world.on_disk().remove(0)).expect("opens");
    blob.seek(SeekFrom::Start((1 << 20) + 16 + 100)).and_then(|_| blob.write_all(b"damaged")).expect("writes");
    assert!(matches!(download().await, Err(Error::Internal(_))));
    let entries = orda_audit_store::Entries::new(world.base.db.clone());
    let found =
        orda_audit::EntryStore::search(&entries, &orda_audit::Filter::default(), None, 10).await.expect("searches");
    let failed: Vec<_> = found.iter().filter(|e| e.entry.outcome == orda_base::Outcome::Failed).collect();
    assert_eq!(failed.len(), 1);
    assert_eq!((failed[0].entry.part.clone(), failed[0].entry.operation), (file.id.to_string(), Operation::Download));
}

/// A set, an added file and a removed file are accounted for in the transaction that does it.
#[rstest]
#[tokio::test]
async fn changes_are_accounted_for(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::new(on).await;
    let set = world.set().await;
    let file = world.add(set, "a.pdf", samples::pdf()).await.expect("is taken");
    world.documents.remove_file(&world.drafter, set, file.id).await.expect("is removed");
    assert!(world.add(set, "a.exe", samples::exe()).await.is_err());
    let entries = orda_audit_store::Entries::new(world.base.db.clone());
    let filter = orda_audit::Filter::default();
    let mut found: Vec<_> = orda_audit::EntryStore::search(&entries, &filter, None, 10)
        .await
        .expect("searches")
        .into_iter()
        .map(|e| (e.entry.resource, e.entry.part, e.entry.operation))
        .collect();
    found.reverse();
    let expected = [
        ("file_set".to_owned(), set.to_string(), Operation::Create),
        ("file".to_owned(), file.id.to_string(), Operation::Create),
        ("file".to_owned(), file.id.to_string(), Operation::Delete),
    ];
    assert_eq!(found, expected);
}
