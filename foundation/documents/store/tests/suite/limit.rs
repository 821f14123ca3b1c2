//! 60 MB for all files of a document together (385-9).

use crate::world::{Kept, World};
use bytes::Bytes;
use futures::{StreamExt, stream};
use orda_base::{Error, Result};
use orda_documents::{SET_LIMIT, Settings, samples};
use orda_store::testing::On;
use rstest::rstest;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

fn assert_too_large<T: std::fmt::Debug>(result: &Result<T>, limit: u64) {
    match result {
        Err(Error::TooLarge(refusal)) => {
            assert_eq!(refusal.rule, Some("385-9"));
            assert!(refusal.message.args.contains(&("bytes", limit.to_string())), "names the limit: {refusal:?}");
        }
        other => panic!("{other:?}"),
    }
}

/// Exactly 60 MB is kept and comes back unchanged; one byte more is refused with the limit named, and nothing is kept.
///
/// Covers: 385-9
#[rstest]
#[tokio::test]
async fn sixty_megabytes_and_not_a_byte_more(#[values(On::Sqlite, On::Postgres)] on: On) {
    assert_eq!(SET_LIMIT, 62_914_560);
    let world = World::new(on).await;
    let limit = usize::try_from(SET_LIMIT).expect("fits");

    let set = world.set().await;
    let over = world.add(set, "over.pdf", samples::pdf_of(limit + 1)).await;
    assert_too_large(&over, SET_LIMIT);
    world.assert_nothing_kept(set).await;

    let bytes = samples::pdf_of(limit);
    let file = world.add(set, "exact.pdf", bytes.clone()).await.expect("exactly 60 MB is taken");
    assert_eq!(file.size, SET_LIMIT);
    assert!(world.read(file.id).await.expect("reads") == bytes);

    // Nothing more fits beside it, not even the smallest file.
    let more = world.add(set, "more.rtf", samples::rtf()).await;
    assert_too_large(&more, SET_LIMIT);
    assert_eq!(world.documents.files(set).await.expect("reads").len(), 1);
    assert_eq!(world.on_disk().len(), 1);
}

/// Several files whose sum is over the limit: the one that passes it is refused, the others stay. Another set has a
/// limit of its own.
///
/// Covers: 385-9
#[rstest]
#[tokio::test]
async fn the_sum_of_all_files_counts(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[values(Kept::Folder, Kept::Bucket)] kept: Kept,
) {
    let world = World::kept(on, kept, Settings { set_limit: 10_000, ..Settings::default() }).await;
    let set = world.set().await;
    world.add(set, "a.pdf", samples::pdf_of(4000)).await.expect("fits");
    world.add(set, "b.pdf", samples::pdf_of(4000)).await.expect("fits");
    assert_too_large(&world.add(set, "c.pdf", samples::pdf_of(2001)).await, 10_000);
    assert_eq!(world.documents.files(set).await.expect("reads").len(), 2);
    assert_eq!(world.on_disk().len(), 2);
    world.add(set, "c.pdf", samples::pdf_of(2000)).await.expect("fits exactly");
    let other = world.set().await;
    world.add(other, "c.pdf", samples::pdf_of(10_000)).await.expect("another set");
}

/// Whatever length was announced, receiving stops when the limit is passed: of an endless stream hardly more than the
/// limit is ever taken.
///
/// Covers: 385-9
#[rstest]
#[tokio::test]
async fn an_endless_stream_is_stopped(#[values(On::Sqlite, On::Postgres)] on: On) {
    let limit = 5 << 20;
    let world = World::with(on, Settings { set_limit: limit, ..Settings::default() }).await;
    let set = world.set().await;
    let taken = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&taken);
    let piece = Bytes::from(vec![b'x'; 64 * 1024]);
    let endless = stream::repeat_with(move || {
        counter.fetch_add(piece.len() as u64, Ordering::Relaxed);
        Ok(piece.clone())
    });
    let refused = world.documents.add_file(&world.drafter, set, "endless.pdf", endless.boxed()).await;
    assert_too_large(&refused, limit);
    assert!(taken.load(Ordering::Relaxed) <= limit + 64 * 1024);
    world.assert_nothing_kept(set).await;
}

/// Two uploads at once, each of which fits alone, can't pass the limit together.
#[rstest]
#[tokio::test]
async fn uploads_at_once_share_the_limit(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[values(Kept::Folder, Kept::Bucket)] kept: Kept,
) {
    let world = World::kept(on, kept, Settings { set_limit: 10_000, ..Settings::default() }).await;
    let set = world.set().await;
    let names: Vec<_> = (0..6).map(|n| format!("{n}.pdf")).collect();
    let uploads = names.iter().map(|name| world.add(set, name, samples::pdf_of(3000)));
    let results = futures::future::join_all(uploads).await;
    assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 3, "{results:?}");
    for refused in results.iter().filter(|r| r.is_err()) {
        assert_too_large(refused, 10_000);
    }
    let files = world.documents.files(set).await.expect("reads");
    assert_eq!(files.iter().map(|f| f.position).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(world.on_disk().len(), 3);
}

/// A line that breaks, and a sender who goes away, leave nothing.
#[rstest]
#[tokio::test]
async fn broken_uploads_leave_nothing(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[values(Kept::Folder, Kept::Bucket)] kept: Kept,
) {
    let world = World::kept(on, kept, Settings::default()).await;
    let set = world.set().await;
    let half = Bytes::from(samples::pdf_of(3 << 20)).slice(..2 << 20);
    let broken = stream::iter([Ok(half.clone()), Err(Error::Unavailable("the line broke".into()))]);
    let failed = world.documents.add_file(&world.drafter, set, "a.pdf", broken.boxed()).await;
    assert!(matches!(failed, Err(Error::Unavailable(_))));
    world.assert_nothing_kept(set).await;

    // The future is dropped while it waits for more.
    let waiting = stream::iter([Ok(half)]).chain(stream::pending());
    let upload = world.documents.add_file(&world.drafter, set, "a.pdf", waiting.boxed());
    tokio::select! {
        biased;
        _ = upload => panic!("the stream never ends"),
        () = until_something_is_written(&world) => {}
    }
    world.assert_nothing_kept(set).await;
}

async fn until_something_is_written(world: &World) {
    while !world.on_disk().iter().any(|p| p.metadata().is_ok_and(|m| m.len() > 0)) {
        tokio::task::yield_now().await;
    }
}
