//! Writing stored bytes anew: under a new key, by the cipher that is set now. For when a key may be known or a cipher falls.

use crate::service::FILE;
use crate::{Blob, BlobId, DataKey, Documents, Intake, Intook, Refusal, Verification};
use orda_base::{Access, Actor, Error, Operation, Result};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reencrypted {
    /// The bytes lie under a new key; nothing is left of those that lay there before.
    Done,
    /// They are not those that were received, or cannot be read: they stay as they are.
    Damaged,
    /// They are not there any more, or their key was destroyed: there is nothing to encrypt.
    Gone,
}

impl Documents {
    /// Every blob, the oldest first.
    pub async fn blobs(&self) -> Result<Vec<BlobId>> {
        self.store.blobs().await
    }

    /// Writes the bytes of a blob anew, under a new key and by the cipher that is set, and removes what was there once the new ones
    /// were read back and have the digest of what was received. Cut at any moment, the files have either the old bytes or the new
    /// ones, and [`Self::sweep`] removes the others.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the disk or the database does not answer.
    pub async fn reencrypt(&self, actor: &Actor, id: BlobId) -> Result<Reencrypted> {
        let Some(old) = self.store.blob(id).await? else { return Ok(Reencrypted::Gone) };
        let destroyed: Error = Refusal::Destroyed.into();
        let bytes = match self.bytes_of(&old).await {
            Ok(bytes) => bytes,
            Err(error) if error.code() == destroyed.code() => return Ok(Reencrypted::Gone),
            Err(Error::Internal(_)) => return Ok(Reencrypted::Damaged),
            Err(other) => return Err(other),
        };
        let cipher = self.settings().cipher;
        let (new, key) = (BlobId::generate(&self.env), DataKey::generate(cipher, &self.env));
        let wrapped = self.wrap(&key, new, old.key.set()).await?;
        let intake = Intake { blob: new, key, at_most: old.size, bytes, inspection: Box::new(|_| Ok(())) };
        let received = match self.blobs.receive(intake).await {
            // What is damaged ends in the middle; nothing of it is kept.
            Err(Error::Internal(_)) | Ok(Intook::TooLarge | Intook::Refused(_)) => return Ok(Reencrypted::Damaged),
            Ok(Intook::Received { size, sha256 }) => Blob { id: new, size, sha256, key: wrapped },
            Err(other) => return Err(other),
        };
        if let Err(error) = self.blobs.deliver(new).await {
            self.discard(new).await;
            return Err(error);
        }
        let is_same = (received.size, received.sha256) == (old.size, old.sha256);
        if !is_same || self.verify_blob(&received).await? != Verification::Intact {
            self.blobs.remove(new).await?;
            return Ok(Reencrypted::Damaged);
        }
        // From here on a crash leaves both marked, and the rows say which of them is to stay.
        self.blobs.doubt(id).await?;
        let mut work = self.store.begin().await?;
        if !work.replace_blob(id, &received).await? {
            drop(work);
            self.blobs.remove(new).await?;
            return Ok(Reencrypted::Gone);
        }
        let detail = format!("{id} encrypted anew, {}, {}", cipher.name(), hex::encode(received.sha256));
        work.record(actor, self.env.now(), &Access::done(FILE, new, Operation::Change).detail(detail)).await?;
        work.commit().await?;
        self.blobs.keep(new).await?;
        self.blobs.remove(id).await?;
        Ok(Reencrypted::Done)
    }
}
