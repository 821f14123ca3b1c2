//! A bucket of an S3 object store.
//!
//! ```text
//! <prefix>/3f/<blob id>   bytes, as in a folder
//! ```
//!
//! What is no blob (backups) goes by a name under the prefix, of parts with a `/` between them.
//!
//! Every request ends in a time that is bounded: connecting, each answer, and how often something is tried again. Whatever the
//! bucket does not do is [`Error::Unavailable`].

use crate::local::aside;
use async_trait::async_trait;
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};
use object_store::aws::{AmazonS3, AmazonS3Builder, AwsCredential};
use object_store::client::{HttpClient, HttpConnector};
use object_store::path::Path as Place;
use object_store::{
    BackoffConfig, ClientOptions, CredentialProvider, GetOptions, GetRange, MultipartUpload, ObjectStore,
    ObjectStoreExt, PutResult, RetryConfig,
};
use orda_base::{Error, Result};
use orda_documents::BlobId;
use reqwest::Certificate;
use reqwest::redirect::Policy;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// Bytes that are sent at once: what is longer goes in parts. Buckets take no part below 5 MiB but the last.
const PART: usize = 8 << 20;
/// Files that are sent at once; each holds a part in memory.
const UPLOADS: usize = 4;
/// How often a request that failed is made again.
const RETRIES: usize = 2;

/// Gives the id and the secret of the account at the store; asked before each request, so that a secret can be turned over.
pub type Credentials = Arc<dyn Fn() -> io::Result<(String, String)> + Send + Sync>;

/// Where a bucket is, and how it is reached.
#[derive(Clone)]
pub struct BucketSettings {
    /// Address of the store; the bucket is the first part of paths in it.
    pub endpoint: String,
    /// Region, as requests are signed for it.
    pub region: String,
    /// Name of the bucket.
    pub bucket: String,
    /// What the names of all objects begin with; empty for none.
    pub prefix: String,
    /// PEM of the only centres that are trusted for the store; those of the machine when not given.
    pub anchors: Option<Vec<u8>>,
    /// How long connecting may take.
    pub connect: Duration,
    /// How long one answer may take.
    pub answer: Duration,
    /// The account.
    pub credentials: Credentials,
}

/// A bucket, or what is under a prefix of it. Cheap to clone.
#[derive(Clone)]
pub struct Bucket {
    store: Arc<AmazonS3>,
    prefix: Place,
    answer: Duration,
    uploads: Arc<Semaphore>,
    /// Was it told that the bucket keeps what is deleted?
    told: Arc<AtomicBool>,
}

impl Bucket {
    /// The bucket of these settings. It is not asked yet.
    ///
    /// # Errors
    /// [`Error::Internal`] when the settings make no sense.
    pub fn new(settings: &BucketSettings) -> Result<Self> {
        let direct = Direct {
            connect: settings.connect,
            answer: settings.answer,
            is_plain: settings.endpoint.starts_with("http://"),
            anchors: settings
                .anchors
                .as_deref()
                .map(Certificate::from_pem_bundle)
                .transpose()
                .map_err(Error::internal)?,
        };
        let again = Duration::from_millis(100);
        let store = AmazonS3Builder::new()
            .with_endpoint(settings.endpoint.trim_end_matches('/'))
            .with_region(&settings.region)
            .with_bucket_name(&settings.bucket)
            .with_credentials(Arc::new(Asked(Arc::clone(&settings.credentials))))
            .with_http_connector(direct)
            // Not every store knows how to delete many at once.
            .with_disable_bulk_delete(true)
            .with_retry(RetryConfig {
                backoff: BackoffConfig { init_backoff: again, max_backoff: again * 10, base: 2.0 },
                max_retries: RETRIES,
                retry_timeout: settings.answer,
            })
            .build()
            .map_err(Error::internal)?;
        Ok(Self {
            store: Arc::new(store),
            prefix: Place::parse(&settings.prefix).map_err(Error::internal)?,
            answer: settings.answer,
            uploads: Arc::new(Semaphore::new(UPLOADS)),
            told: Arc::default(),
        })
    }

    /// Does it answer?
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it does not, or does not know the account or the bucket.
    pub async fn check(&self) -> Result<()> {
        self.store.list(Some(&self.prefix)).next().await.transpose().map_err(fault)?;
        Ok(())
    }

    /// All blobs in it.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it does not answer.
    pub async fn blobs(&self) -> Result<Vec<BlobId>> {
        let mut found = Vec::new();
        let mut objects = self.store.list(Some(&self.prefix));
        while let Some(object) = objects.try_next().await.map_err(fault)? {
            let blob = object.location.filename().and_then(|name| name.parse::<BlobId>().ok());
            found.extend(blob.filter(|blob| self.place(*blob) == object.location));
        }
        Ok(found)
    }

    /// Removes every blob in it. Returns how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it does not answer; then some may be gone.
    pub async fn empty(&self) -> Result<usize> {
        let blobs = self.blobs().await?;
        let count = blobs.len();
        let places: Vec<_> = blobs.into_iter().map(|blob| Ok(self.place(blob))).collect();
        let mut removed = self.store.delete_stream(stream::iter(places).boxed());
        while let Some(one) = removed.next().await {
            absent_is_fine(one.map(drop))?;
        }
        Ok(count)
    }

    /// The encrypted bytes of a blob, written into `to`; none when it is not there.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the bucket does not answer or `to` cannot be written.
    pub async fn fetch(&self, blob: BlobId, to: File) -> Result<Option<File>> {
        self.fetch_at(&self.place(blob), to).await
    }

    async fn fetch_at(&self, place: &Place, mut to: File) -> Result<Option<File>> {
        let mut at = 0;
        loop {
            let Some((bytes, length)) = self.get_at(place, at..at + PART as u64).await? else { return Ok(None) };
            at += bytes.len() as u64;
            let is_last = at >= length || bytes.is_empty();
            let written = aside(move || -> io::Result<File> {
                to.write_all(&bytes)?;
                if is_last {
                    to.rewind()?;
                }
                Ok(to)
            });
            to = written.await?.map_err(|e| Error::Unavailable(format!("a file from the bucket: {e}")))?;
            if is_last {
                return Ok(Some(to));
            }
        }
    }

    /// Some of the encrypted bytes of a blob, with the length of all; none when it is not there. Fewer bytes come where they end.
    pub(crate) async fn get(&self, blob: BlobId, range: Range<u64>) -> Result<Option<(Bytes, u64)>> {
        self.get_at(&self.place(blob), range).await
    }

    async fn get_at(&self, place: &Place, range: Range<u64>) -> Result<Option<(Bytes, u64)>> {
        let options = GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() };
        let got = match self.store.get_opts(place, options).await {
            Err(error) if is_absent(&error) => return Ok(None),
            // They end before the range begins.
            Err(error) if error.to_string().contains("InvalidRange") => return Ok(Some((Bytes::new(), 0))),
            got => got.map_err(fault)?,
        };
        let length = got.meta.size;
        Ok(Some((got.bytes().await.map_err(fault)?, length)))
    }

    /// A turn to send a file. Nobody waits longer for it than for an answer.
    pub(crate) async fn turn(&self) -> Result<SemaphorePermit<'_>> {
        let late = || Error::Unavailable("the bucket of files: those that are sent already take too long".into());
        timeout(self.answer, self.uploads.acquire()).await.map_err(|_| late())?.map_err(Error::internal)
    }

    /// Puts the file at `path` into the bucket, in parts: one part of memory, whatever its size. To be called with a
    /// [`Self::turn`].
    pub(crate) async fn put(&self, blob: BlobId, path: &Path) -> Result<()> {
        let path = path.to_owned();
        self.put_at(&self.place(blob), move || File::open(path)).await
    }

    async fn put_at(&self, place: &Place, open: impl FnOnce() -> io::Result<File> + Send + 'static) -> Result<()> {
        let (file, first) = aside(move || part(open()?)).await?.map_err(unread)?;
        let put = if first.len() < PART {
            self.store.put(place, first.into()).await.map_err(fault)?
        } else {
            let mut upload = self.store.put_multipart(place).await.map_err(fault)?;
            match send(upload.as_mut(), file, first).await {
                Ok(put) => put,
                Err(error) => {
                    // What the bucket holds of it then goes by its own rule for parts that were never put together.
                    if let Err(error) = upload.abort().await {
                        tracing::warn!(subject = %place, %error, "parts of a file stay in the bucket");
                    }
                    return Err(error);
                }
            }
        };
        if put.version.is_some_and(|version| version != "null") && !self.told.swap(true, Ordering::Relaxed) {
            tracing::warn!("the bucket keeps versions: what is deleted stays in it, encrypted, until it removes them");
        }
        Ok(())
    }

    /// Removes a blob. Nothing happens when there is none.
    pub(crate) async fn delete(&self, blob: BlobId) -> Result<()> {
        absent_is_fine(self.store.delete(&self.place(blob)).await)
    }

    /// What is under a folder of names, with lengths. Nothing when there is no such folder.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the bucket does not answer.
    pub async fn list_named(&self, folder: &str) -> Result<BTreeMap<String, u64>> {
        let mut found = BTreeMap::new();
        let mut objects = self.store.list(Some(&self.named(folder)));
        while let Some(object) = objects.try_next().await.map_err(fault)? {
            let name = object.location.as_ref().strip_prefix(self.prefix.as_ref());
            found.extend(name.map(|name| (name.trim_start_matches('/').to_owned(), object.size)));
        }
        Ok(found)
    }

    /// The whole object of this name; none when it is not there.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the bucket does not answer.
    pub async fn read_named(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let got = match self.store.get_opts(&self.named(name), GetOptions::default()).await {
            Err(error) if is_absent(&error) => return Ok(None),
            got => got.map_err(fault)?,
        };
        Ok(Some(got.bytes().await.map_err(fault)?.into()))
    }

    /// The same, written into `to`, however long it is.
    ///
    /// # Errors
    /// As [`Self::fetch`].
    pub async fn fetch_named(&self, name: &str, to: File) -> Result<Option<File>> {
        self.fetch_at(&self.named(name), to).await
    }

    /// Puts an object of this name: it is there with all its bytes, or not at all.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the bucket does not answer.
    pub async fn write_named(&self, name: &str, bytes: Vec<u8>) -> Result<()> {
        self.store.put(&self.named(name), bytes.into()).await.map_err(fault)?;
        Ok(())
    }

    /// The same of what is left to read of a file, in parts.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the bucket does not answer or the file cannot be read.
    pub async fn put_named(&self, name: &str, file: File) -> Result<()> {
        let _turn = self.turn().await?;
        self.put_at(&self.named(name), move || Ok(file)).await
    }

    /// Removes the object of this name. Nothing happens when there is none.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the bucket does not answer.
    pub async fn delete_named(&self, name: &str) -> Result<()> {
        absent_is_fine(self.store.delete(&self.named(name)).await)
    }

    fn named(&self, name: &str) -> Place {
        name.split('/').fold(self.prefix.clone(), Place::join)
    }

    fn place(&self, blob: BlobId) -> Place {
        let bytes = blob.uuid().into_bytes();
        self.prefix.clone().join(format!("{:02x}", bytes[15])).join(blob.to_string())
    }
}

/// The next part of a file; a short one is the last.
fn part(file: File) -> io::Result<(File, Vec<u8>)> {
    let mut bytes = Vec::with_capacity(PART);
    (&file).take(PART as u64).read_to_end(&mut bytes)?;
    Ok((file, bytes))
}

/// Sends a file that fills more than a part, of which the first was read.
async fn send(upload: &mut dyn MultipartUpload, mut file: File, mut bytes: Vec<u8>) -> Result<PutResult> {
    while !bytes.is_empty() {
        upload.put_part(bytes.into()).await.map_err(fault)?;
        (file, bytes) = aside(move || part(file)).await?.map_err(unread)?;
    }
    upload.complete().await.map_err(fault)
}

#[allow(clippy::needless_pass_by_value, reason = "to be named in map_err")]
fn unread(error: io::Error) -> Error {
    Error::Unavailable(format!("a file on its way into the bucket: {error}"))
}

#[allow(clippy::needless_pass_by_value, reason = "to be named in map_err")]
fn fault(error: object_store::Error) -> Error {
    let said = error.to_string();
    // What is refused while a list is asked for is an error of no kind of its own.
    let is_refused = ["401 Unauthorized", "403 Forbidden"].iter().any(|status| said.contains(status));
    let whose = if is_refused { "the bucket refuses this account or its secret" } else { "the bucket" };
    Error::Unavailable(format!("{whose}: {said}"))
}

/// Is there no such object? A bucket that is not there is another matter.
fn is_absent(error: &object_store::Error) -> bool {
    matches!(error, object_store::Error::NotFound { .. }) && !error.to_string().contains("NoSuchBucket")
}

fn absent_is_fine(result: object_store::Result<()>) -> Result<()> {
    match result {
        Err(error) if is_absent(&error) => Ok(()),
        other => other.map_err(fault),
    }
}

/// Speaks with the store and with nobody else: through no proxy that the environment names, and nowhere that an answer sends it.
#[derive(Debug)]
struct Direct {
    connect: Duration,
    answer: Duration,
    is_plain: bool,
    anchors: Option<Vec<Certificate>>,
}

impl HttpConnector for Direct {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let client = reqwest::Client::builder()
            .connect_timeout(self.connect)
            .timeout(self.answer)
            .redirect(Policy::none())
            .no_proxy()
            .https_only(!self.is_plain);
        let client = match &self.anchors {
            Some(anchors) => client.tls_certs_only(anchors.clone()),
            None => client,
        };
        let unmade = |error| object_store::Error::Generic { store: "S3", source: Box::new(error) };
        client.build().map(HttpClient::new).map_err(unmade)
    }
}

struct Asked(Credentials);

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the account of the bucket")
    }
}

#[async_trait]
impl CredentialProvider for Asked {
    type Credential = AwsCredential;

    async fn get_credential(&self) -> object_store::Result<Arc<AwsCredential>> {
        let told = |error: io::Error| object_store::Error::Generic { store: "S3", source: Box::new(error) };
        let (key_id, secret_key) = (self.0)().map_err(told)?;
        Ok(Arc::new(AwsCredential { key_id, secret_key, token: None }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever finds all turns taken is told to come later; a turn that was given back is given again.
    #[tokio::test]
    async fn waiting_for_a_turn_ends() {
        let settings = BucketSettings {
            endpoint: "http://127.0.0.1:9".into(),
            region: "kz-1".into(),
            bucket: "files".into(),
            prefix: String::new(),
            anchors: None,
            connect: Duration::from_millis(1),
            answer: Duration::from_millis(1),
            credentials: Arc::new(|| Ok((String::new(), String::new()))),
        };
        let bucket = Bucket::new(&settings).expect("a bucket");
        let mut turns = Vec::new();
        for _ in 0..UPLOADS {
            turns.push(bucket.turn().await.expect("a turn"));
        }
        assert!(matches!(bucket.turn().await, Err(Error::Unavailable(_))));
        drop(turns.pop());
        assert!(bucket.turn().await.is_ok());
    }
}
