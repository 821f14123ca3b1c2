//! Receiving a file: collected into segments on the task of the request, hashed, encrypted and written aside.
//!
//! While one segment is worked on, the next is collected: two segments of memory an upload, whatever its size. A slow
//! sender holds no thread.

use crate::local::{LocalBlobs, aside, unavailable};
use bytes::Buf;
use futures::TryStreamExt;
use orda_base::{Error, Result};
use orda_documents::{BlobId, DataKey, Inspection, Intake, Intook, Refusal, SEGMENT, Sealer, SegmentReader, TAG};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use tokio::task::JoinHandle;

/// Segments that an inspection may decrypt: some times the largest file, against files made to be read to and fro.
const INSPECTION_SEGMENTS: u32 = 2048;

/// Removes what was received when receiving ends early: an error, a refusal, a sender who went away.
struct Temporary<'f> {
    folder: &'f LocalBlobs,
    blob: BlobId,
    finished: bool,
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if !self.finished
            && let Err(error) = self.folder.remove_now(self.blob)
        {
            tracing::warn!(blob = %self.blob, %error, "a temporary file stays until the next sweep");
        }
        self.folder.end_receiving(self.blob);
    }
}

pub(crate) async fn receive(folder: &LocalBlobs, intake: Intake) -> Result<Intook> {
    let Intake { blob, key, at_most, bytes, inspection } = intake;
    folder.begin_receiving(blob);
    let mut temporary = Temporary { folder, blob, finished: false };
    let (mark, path) = (folder.mark(blob), folder.path(blob));
    let created = path.clone();
    let file = aside(move || create(&mark, &created)).await?.map_err(|e| unavailable(&path, &e))?;

    let writer = Writer { file, sealer: Sealer::new(&key, blob) };
    let Some(writer) = pump(writer, bytes, at_most).await? else { return Ok(Intook::TooLarge) };
    let (size, sha256) = writer.sealer.finish();

    let _permit = folder.inspections().acquire().await.map_err(Error::internal)?;
    let store = folder.clone();
    let settled = aside(move || settle(&writer.file, &key, blob, size, inspection, &path, &store)).await?;
    match settled.map_err(|e| unavailable(folder.root(), &e))? {
        Ok(()) => {
            // From here on the row decides; until it is committed the mark stays.
            temporary.finished = true;
            Ok(Intook::Received { size, sha256 })
        }
        Err(refusal) => Ok(Intook::Refused(refusal)),
    }
}

fn create(mark: &Path, path: &Path) -> io::Result<File> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    File::create_new(mark)?;
    File::options().read(true).write(true).create_new(true).open(path)
}

/// What goes aside with every segment and comes back.
struct Writer {
    file: File,
    sealer: Sealer,
}

impl Writer {
    /// Hashes, encrypts and writes a segment; gives its memory back.
    fn write(mut self, last: bool, mut segment: Vec<u8>) -> io::Result<(Self, Vec<u8>)> {
        self.sealer.seal(last, &mut segment).map_err(io::Error::other)?;
        self.file.write_all(&segment)?;
        segment.clear();
        Ok((self, segment))
    }
}

/// The writer and the spare memory: at hand, or at work on a segment.
enum Work {
    AtHand(Box<Writer>, Vec<u8>),
    Running(JoinHandle<io::Result<(Writer, Vec<u8>)>>),
}

impl Work {
    async fn finished(self) -> Result<(Writer, Vec<u8>)> {
        match self {
            Self::AtHand(writer, spare) => Ok((*writer, spare)),
            Self::Running(handle) => handle
                .await
                .map_err(|e| Error::Internal(format!("writing a segment: {e}")))?
                .map_err(|e| Error::Unavailable(format!("writing a file: {e}"))),
        }
    }
}

fn memory() -> Vec<u8> {
    Vec::with_capacity(SEGMENT + TAG)
}

/// Takes all bytes; none when more than `at_most` come. The length is counted here, whatever was announced.
async fn pump(writer: Writer, mut bytes: orda_documents::ByteStream, at_most: u64) -> Result<Option<Writer>> {
    let mut work = Work::AtHand(Box::new(writer), memory());
    let mut segment = memory();
    let mut taken = 0_u64;
    while let Some(mut piece) = bytes.try_next().await? {
        taken = taken.saturating_add(piece.len() as u64);
        if taken > at_most {
            return Ok(None);
        }
        while piece.has_remaining() {
            // A full segment goes only when more follows: the last one is marked as the last.
            if segment.len() == SEGMENT {
                let (writer, spare) = work.finished().await?;
                let full = std::mem::replace(&mut segment, spare);
                work = Work::Running(tokio::task::spawn_blocking(move || writer.write(false, full)));
            }
            let n = piece.remaining().min(SEGMENT - segment.len());
            segment.extend_from_slice(&piece[..n]);
            piece.advance(n);
        }
    }
    let (writer, _) = work.finished().await?;
    let (writer, _) = aside(move || writer.write(true, segment))
        .await?
        .map_err(|e| Error::Unavailable(format!("writing a file: {e}")))?;
    Ok(Some(writer))
}

/// Inspects what was written by reading it back through decryption, then makes it durable with its folders.
fn settle(
    file: &File,
    key: &DataKey,
    blob: BlobId,
    size: u64,
    inspection: Inspection,
    path: &Path,
    store: &LocalBlobs,
) -> io::Result<Result<(), Refusal>> {
    let mut reader = SegmentReader::new(file, key, blob, size).budget(INSPECTION_SEGMENTS);
    if let Err(refusal) = inspection(&mut reader) {
        return Ok(Err(refusal));
    }
    drop(reader);
    file.sync_all()?;
    store.sync_names(path)?;
    Ok(Ok(()))
}
