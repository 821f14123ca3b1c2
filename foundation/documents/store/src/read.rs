//! Giving bytes out: decrypted segment by segment, aside of the tasks that answer requests.

use crate::local::{aside, unavailable};
use bytes::Bytes;
use futures::{StreamExt, stream};
use orda_base::{Error, Result};
use orda_documents::{Blob, ByteStream, DataKey, SegmentReader, sealed_len, segments};
use std::fs::File;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Opens a blob. Missing or wrongly long bytes are an error at once, damaged ones where they are.
///
/// # Errors
/// [`Error::Internal`] for damage, [`Error::Unavailable`] when the disk does not answer.
pub(crate) async fn open(path: PathBuf, blob: &Blob, key: DataKey) -> Result<ByteStream> {
    let (id, size) = (blob.id, blob.size);
    let opened = aside(move || {
        let file = File::open(&path).map_err(|e| match e.kind() {
            ErrorKind::NotFound => Error::Internal(format!("the bytes of blob {id} are missing")),
            _ => unavailable(&path, &e),
        })?;
        let length = file.metadata().map_err(|e| unavailable(&path, &e))?.len();
        if length != sealed_len(size) {
            return Err(Error::Internal(format!("stored bytes of blob {id} are damaged: {length} on the disk")));
        }
        Ok(SegmentReader::new(file, &key, id, size))
    });
    let reader = opened.await??;
    let last = segments(size);
    // After an error the state is gone and the stream ends.
    let pieces = stream::try_unfold((reader, 0_u32), move |(mut reader, index)| async move {
        if index >= last || size == 0 {
            return Ok(None);
        }
        let read = aside(move || {
            let segment = reader.take_segment(index);
            (reader, segment)
        });
        let (reader, segment) = read.await?;
        let segment = segment.map_err(|e| match e.kind() {
            ErrorKind::InvalidData | ErrorKind::UnexpectedEof => Error::Internal(e.to_string()),
            _ => Error::Unavailable(format!("reading a file: {e}")),
        })?;
        Ok(Some((Bytes::from(segment), (reader, index + 1))))
    });
    Ok(pieces.boxed())
}
