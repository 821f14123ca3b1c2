//! Encrypted bytes in a bucket.
//!
//! A file is received, inspected and scanned in a folder of this machine, as [`LocalBlobs`] does it; before its row is committed it
//! goes into the bucket and its bytes leave the folder. Its mark stays until then, so that a crash leaves what the next sweep
//! judges: with a row the object is kept, without one it goes.

use crate::bucket::Bucket;
use crate::local::{LocalBlobs, aside};
use async_trait::async_trait;
use bytes::Bytes;
use futures::{StreamExt, stream};
use orda_base::{Error, Result};
use orda_documents::{
    Blob, BlobId, Blobs, ByteStream, DataKey, Intake, Intook, SegmentCipher, sealed_len, sealed_range, segments,
};
use std::sync::Arc;
use tokio::sync::oneshot;

/// Blobs in a bucket, and the folder through which they come. Cheap to clone.
#[derive(Clone)]
pub struct S3Blobs {
    staging: LocalBlobs,
    bucket: Bucket,
}

impl S3Blobs {
    /// Blobs of `bucket` that come through `staging`.
    pub fn new(staging: LocalBlobs, bucket: Bucket) -> Self {
        Self { staging, bucket }
    }

    /// Where they stay.
    pub fn bucket(&self) -> &Bucket {
        &self.bucket
    }

    /// Moves what lies in the folder and is not temporary into the bucket: files from before there was one, or out of a backup.
    /// Returns how many; for after [`orda_documents::Documents::sweep`].
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the bucket or the disk does not answer; what was moved is moved.
    pub async fn move_in(&self) -> Result<usize> {
        let mut moved = 0;
        let _turn = self.bucket.turn().await?;
        for blob in self.staging.settled().await? {
            match self.put_away(blob).await {
                // Another process was faster.
                Err(_) if !self.staging.holds(blob).await? => {}
                Err(error) => return Err(error),
                Ok(()) => moved += 1,
            }
            if moved > 0 && moved % 1000 == 0 {
                tracing::info!(count = moved, "posted files go into the bucket");
            }
        }
        Ok(moved)
    }

    async fn put_away(&self, blob: BlobId) -> Result<()> {
        self.bucket.put(blob, &self.staging.path(blob)).await?;
        self.staging.remove_bytes(blob).await
    }

    async fn open(&self, blob: &Blob, key: &DataKey) -> Result<ByteStream> {
        let (id, size) = (blob.id, blob.size);
        let first = segment(&self.bucket, id, size, 0).await?;
        let (bucket, cipher, count) = (self.bucket.clone(), Arc::new(SegmentCipher::new(key, id)), segments(size));
        // After an error the state is gone and the stream ends.
        let pieces = stream::try_unfold((Some(first), 0_u32), move |(fetched, index)| {
            let (bucket, cipher) = (bucket.clone(), Arc::clone(&cipher));
            async move {
                if index >= count || size == 0 {
                    return Ok(None);
                }
                let mut bytes = match fetched {
                    Some(bytes) => bytes,
                    None => segment(&bucket, id, size, index).await?,
                };
                let opened = aside(move || cipher.open(index, index + 1 == count, &mut bytes).map(|()| bytes));
                let bytes = opened.await?.map_err(|damaged| Error::Internal(damaged.to_string()))?;
                Ok(Some((Bytes::from(bytes), (None, index + 1))))
            }
        });
        Ok(pieces.boxed())
    }
}

/// A segment as it lies in the bucket. Missing or wrongly long bytes are damage.
async fn segment(bucket: &Bucket, id: BlobId, size: u64, index: u32) -> Result<Vec<u8>> {
    let Some((bytes, length)) = bucket.get(id, sealed_range(size, index)).await? else {
        return Err(Error::Internal(format!("the bytes of blob {id} are missing")));
    };
    if length != sealed_len(size) {
        return Err(Error::Internal(format!("stored bytes of blob {id} are damaged: {length} in the bucket")));
    }
    Ok(bytes.into())
}

#[async_trait]
impl Blobs for S3Blobs {
    async fn receive(&self, intake: Intake) -> Result<Intook> {
        self.staging.receive(intake).await
    }

    async fn deliver(&self, blob: BlobId) -> Result<()> {
        let (blobs, (told, done)) = (self.clone(), oneshot::channel());
        // A task of its own: when nobody waits any more, nothing is sent, or what was put is taken back.
        tokio::spawn(async move {
            let turn = blobs.bucket.turn().await;
            let removed = if told.is_closed() {
                blobs.staging.remove(blob).await
            } else {
                let put = match turn {
                    Ok(_turn) => blobs.put_away(blob).await,
                    Err(error) => Err(error),
                };
                if told.send(put).is_ok() {
                    return;
                }
                blobs.remove(blob).await
            };
            if let Err(error) = removed {
                tracing::warn!(%blob, %error, "bytes that nobody needs stay until the next sweep");
            }
        });
        done.await.map_err(|_| Error::internal("putting a file into the bucket ended early"))?
    }

    fn passed(&self, blob: BlobId) {
        self.staging.passed(blob);
    }

    async fn keep(&self, blob: BlobId) -> Result<()> {
        self.staging.keep(blob).await
    }

    async fn doubt(&self, blob: BlobId) -> Result<()> {
        self.staging.doubt(blob).await
    }

    async fn remove(&self, blob: BlobId) -> Result<()> {
        // The mark goes last: as long as the object may be there, it tells of it.
        self.staging.remove_bytes(blob).await?;
        self.bucket.delete(blob).await?;
        self.staging.keep(blob).await
    }

    async fn read(&self, blob: &Blob, key: DataKey) -> Result<ByteStream> {
        if self.staging.holds(blob.id).await? {
            match self.staging.read(blob, key.clone()).await {
                // It went into the bucket meanwhile.
                Err(_) if !self.staging.holds(blob.id).await? => {}
                read => return read,
            }
        }
        self.open(blob, &key).await
    }

    async fn leftovers(&self) -> Result<Vec<BlobId>> {
        self.staging.leftovers().await
    }
}
