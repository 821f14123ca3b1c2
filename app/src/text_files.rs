//! The text of files, for drafts: read by `libs/acttext`, apart from the threads that answer requests.

use acttext::{Block, Limits, ReadError, read};
use async_trait::async_trait;
use futures::TryStreamExt;
use orda_base::{Error, Result};
use orda_documents::{Documents, Format, StoredFile};
use orda_drafts::ports::TextFiles;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// Files read at the same time: readers of files must not take all threads from those who sign.
const AT_ONCE: usize = 2;
/// How long a reader waits for its turn, and then for the text.
const PATIENCE: Duration = Duration::from_secs(20);

/// Reads the text of posted files.
pub struct PostedTexts {
    documents: Arc<Documents>,
    turns: Arc<Semaphore>,
}

impl PostedTexts {
    /// Over these files.
    pub fn new(documents: Arc<Documents>) -> Self {
        Self { documents, turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

#[async_trait]
impl TextFiles for PostedTexts {
    async fn read(&self, file: &StoredFile) -> Result<Option<Vec<Block>>> {
        let format = match file.format {
            Format::Docx => acttext::Format::Docx,
            Format::Rtf => acttext::Format::Rtf,
            Format::Pdf => acttext::Format::Pdf,
            _ => return Ok(None),
        };
        let limits = Limits::default();
        if usize::try_from(file.size).map_or(true, |size| size > limits.bytes) {
            return Ok(None);
        }
        let busy = || Error::Unavailable("text of files".into());
        let turn = timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| busy())?.map_err(|_| busy())?;
        let (_, bytes) = self.documents.open(file.id).await?;
        let bytes = bytes.try_fold(Vec::new(), |mut all, piece| async move {
            all.extend_from_slice(&piece);
            Ok(all)
        });
        let bytes = bytes.await?;
        // The turn ends with the work, also when nobody waits for it any more.
        let work = spawn_blocking(move || {
            let _turn = turn;
            read(&bytes, format, &limits)
        });
        match timeout(PATIENCE, work).await.map_err(|_| busy())?.map_err(Error::internal)? {
            Ok(blocks) => Ok(Some(blocks)),
            Err(ReadError::NoText) => Ok(None),
            Err(error) => {
                tracing::info!(file = %file.id, %error, "no text was read from a file");
                Ok(None)
            }
        }
    }
}
