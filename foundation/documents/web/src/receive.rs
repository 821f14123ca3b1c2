//! From the body of a request to the use case: file by file, without keeping them.

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use bytes::Bytes;
use futures::stream::{self, BoxStream};
use futures::{Stream, StreamExt};
use orda_base::{Actor, Error, Result};
use orda_documents::{ByteStream, Documents, FileSetId, StoredFile};
use tokio::sync::mpsc;

/// Bytes that are still taken off the line, and thrown away, after a refusal: the sender of a file that is a little too
/// large gets to read the answer. Beyond that the line is cut.
const LINGER: usize = 4 * 1024 * 1024;
/// Pieces between the line and the disk.
const PIECES: usize = 2;

/// A file that was not taken, and why.
#[derive(Debug, Clone)]
pub struct FileError {
    /// Name as it was sent.
    pub name: String,
    /// The refusal.
    pub error: Error,
}

/// What became of the files of a form.
#[derive(Default)]
pub(crate) struct Received {
    pub(crate) stored: Vec<StoredFile>,
    pub(crate) refused: Vec<FileError>,
}

fn interrupted() -> Error {
    Error::Unavailable("the upload was interrupted".to_owned())
}

/// Receives one file from a stream of bytes.
pub(crate) async fn one<E>(
    documents: &Documents,
    actor: &Actor,
    set: FileSetId,
    name: &str,
    bytes: impl Stream<Item = Result<Bytes, E>> + Send + Unpin,
) -> Result<StoredFile> {
    feed(bytes, |stream| documents.add_file(actor, set, name, stream)).await.0
}

/// Receives every file of a form, in the order in which they come. A refused file does not hold up those after it.
pub(crate) async fn all(documents: &Documents, actor: &Actor, set: FileSetId, mut form: Multipart) -> Result<Received> {
    let mut received = Received::default();
    while let Some(field) = form.next_field().await.map_err(|_| interrupted())? {
        let Some(name) = field.file_name().map(str::to_owned).filter(|name| !name.is_empty()) else {
            // Another field, or "no file chosen".
            continue;
        };
        let (taken, whole) = feed(pieces(field), |stream| documents.add_file(actor, set, &name, stream)).await;
        match taken {
            Ok(stored) => received.stored.push(stored),
            Err(error @ (Error::Refused(_) | Error::TooLarge(_) | Error::Away(_))) => {
                received.refused.push(FileError { name, error });
            }
            Err(error) => return Err(error),
        }
        if !whole {
            break;
        }
    }
    Ok(received)
}

/// The first file of a form.
pub(crate) async fn first(documents: &Documents, actor: &Actor, set: FileSetId, form: Multipart) -> Result<StoredFile> {
    let mut received = all(documents, actor, set, form).await?;
    if let Some(refused) = received.refused.pop() {
        return Err(refused.error);
    }
    received.stored.pop().ok_or_else(|| Error::field("file", "documents-no-file"))
}

fn pieces(field: Field<'_>) -> BoxStream<'_, Result<Bytes, axum::extract::multipart::MultipartError>> {
    field.boxed()
}

/// Hands the bytes of a request to `take`, whose stream must own what it reads. Also tells whether the bytes were read
/// to their end.
async fn feed<E, T>(
    mut bytes: impl Stream<Item = Result<Bytes, E>> + Send + Unpin,
    take: impl FnOnce(ByteStream) -> T,
) -> (Result<StoredFile>, bool)
where
    T: Future<Output = Result<StoredFile>>,
{
    let (sender, receiver) = mpsc::channel::<Result<Bytes>>(PIECES);
    let stream =
        stream::unfold(receiver, |mut receiver| async { receiver.recv().await.map(|piece| (piece, receiver)) });
    let feeding = async {
        let sender = sender;
        let mut thrown = 0;
        loop {
            match bytes.next().await {
                Some(Ok(piece)) => {
                    let length = piece.len();
                    if sender.send(Ok(piece)).await.is_err() {
                        thrown += length;
                        if thrown > LINGER {
                            return false;
                        }
                    }
                }
                Some(Err(_)) => {
                    // Nobody listens any more when the file was refused before the line broke.
                    let _ = sender.send(Err(interrupted())).await;
                    return false;
                }
                None => return true,
            }
        }
    };
    let (whole, taken) = tokio::join!(feeding, take(stream.boxed()));
    (taken, whole)
}
