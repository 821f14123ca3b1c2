//! Files of a form on their way to the store: piece by piece, never whole in memory.

use crate::DraftsWeb;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use futures::channel::mpsc;
use futures::{SinkExt, StreamExt};
use orda_base::{Actor, Error};
use orda_documents::FileSetId;
use orda_web::WebError;

/// Pieces that wait between network and disk.
const WAITING: usize = 4;
/// Longest value of a button, in bytes.
const LONGEST_GO: usize = 20;

/// What came of a form with files.
#[derive(Default)]
pub(crate) struct Received {
    /// Files that were refused, each with its reason.
    pub(crate) refused: Vec<Error>,
    /// The button that was pressed.
    pub(crate) go: String,
}

/// Receives all files of a form into `set`. A refused file does not keep the others out; a broken connection ends it.
pub(crate) async fn receive(
    app: &DraftsWeb,
    actor: &Actor,
    set: FileSetId,
    mut form: Multipart,
) -> Result<Received, WebError> {
    let mut received = Received::default();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let file = field.file_name().map(str::to_owned);
        match (field.name(), file) {
            // A file field that was left empty comes with an empty name.
            (_, Some(name)) if name.is_empty() => {}
            (_, Some(name)) => match one(app, actor, set, &name, field).await {
                Ok(()) => {}
                Err(error @ (Error::Refused(_) | Error::TooLarge(_) | Error::Invalid(_))) => received.refused.push(error),
                Err(error) => return Err(error.into()),
            },
            (Some("go"), None) => received.go = field.text().await.map_err(broken)?.chars().take(LONGEST_GO).collect(),
            _ => {}
        }
    }
    Ok(received)
}

async fn one(app: &DraftsWeb, actor: &Actor, set: FileSetId, name: &str, mut field: Field<'_>) -> Result<(), Error> {
    let (mut pieces, stream) = mpsc::channel(WAITING);
    let feed = async move {
        loop {
            let piece = match field.chunk().await {
                Ok(Some(bytes)) => Ok(bytes),
                Ok(None) => break,
                Err(error) => Err(broken(error)),
            };
            let is_end = piece.is_err();
            // Nobody takes any more when the file was refused: the rest is read by the next field.
            if pieces.send(piece).await.is_err() || is_end {
                break;
            }
        }
    };
    let (stored, ()) = futures::join!(app.documents.add_file(actor, set, name, stream.boxed()), feed);
    stored.map(|_| ())
}

#[allow(clippy::needless_pass_by_value, reason = "fits `map_err`")]
fn broken(error: MultipartError) -> Error {
    Error::field("files", if error.status().is_server_error() { "error-unavailable" } else { "error-form-unreadable" })
}
