//! Files of one state body on a database and a folder, or a bucket, of the test's own.

#![allow(dead_code, reason = "each test file uses its part")]

use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};
use orda_base::{Actor, BodyId, Env, Identity, Language, Membership, Origin, PersonId, Result, Role};
use orda_documents::{Blobs, ByteStream, Documents, FileId, FileSetId, SecretKey, Settings, StoredFile};
use orda_documents_store::testing::TestStore;
use orda_documents_store::{DocumentsSql, LocalBlobs, S3Blobs};
use orda_store::testing::{On, TestDatabase};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where bytes are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Folder,
    Bucket,
}

/// What the names of objects begin with.
pub const PREFIX: &str = "portal/posted";

pub struct World {
    pub base: TestDatabase,
    pub env: Env,
    pub settings: Settings,
    pub documents: Documents,
    /// Where bytes lie in the end: a folder, or that in which the store keeps its objects.
    pub blobs: PathBuf,
    /// Where they come in.
    pub staging: PathBuf,
    pub store: Option<TestStore>,
    pub body: BodyId,
    pub drafter: Actor,
}

impl World {
    pub async fn new(on: On) -> Self {
        Self::with(on, Settings::default()).await
    }

    pub async fn with(on: On, settings: Settings) -> Self {
        Self::kept(on, Kept::Folder, settings).await
    }

    pub async fn kept(on: On, kept: Kept, settings: Settings) -> Self {
        let base = on
            .open(&[
                orda_audit_store::MIGRATIONS,
                orda_notifications_store::MIGRATIONS,
                orda_documents_store::MIGRATIONS,
            ])
            .await;
        let env = Env::system();
        let staging = base.folder.path().join("blobs");
        let (blobs, store) = match kept {
            Kept::Folder => (staging.clone(), None),
            Kept::Bucket => {
                let store = TestStore::start().await;
                let objects = store.objects().join(PREFIX);
                std::fs::create_dir_all(&objects).expect("a folder");
                (objects, Some(store))
            }
        };
        let body = BodyId::generate(&env);
        let drafter = person(&env, body, Role::Drafter);
        let documents = documents(&base, &env, &settings, bytes(&staging, store.as_ref()));
        Self { base, env, settings, documents, blobs, staging, store, body, drafter }
    }

    /// The same data under a new process, as after a restart. The old one must be dropped to be "dead".
    pub fn restarted(&self) -> Documents {
        documents(&self.base, &self.env, &self.settings, bytes(&self.staging, self.store.as_ref()))
    }

    pub async fn set(&self) -> FileSetId {
        self.documents.create_set(&self.drafter, self.body, Role::Drafter).await.expect("a set")
    }

    pub async fn add(&self, set: FileSetId, name: &str, bytes: Vec<u8>) -> Result<StoredFile> {
        self.documents.add_file(&self.drafter, set, name, pieces(bytes)).await
    }

    pub async fn read(&self, file: FileId) -> Result<Vec<u8>> {
        let (_, stream) = self.documents.open(file).await?;
        collect(stream).await
    }

    /// The store, where bytes are kept in a bucket.
    pub fn store(&self) -> &TestStore {
        self.store.as_ref().expect("a bucket")
    }

    /// The bytes by a new process.
    pub fn s3(&self) -> S3Blobs {
        S3Blobs::new(LocalBlobs::open(&self.staging).expect("a folder"), self.store().bucket(PREFIX))
    }

    /// Blobs and marks on the disk, and in the bucket.
    pub fn on_disk(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(&self.blobs, &mut found);
        if self.staging != self.blobs {
            walk(&self.staging, &mut found);
        }
        found.retain(|path| path.extension().is_none_or(|e| e != "lock"));
        found
    }

    /// Nothing of any file is in the set or on the disk.
    pub async fn assert_nothing_kept(&self, set: FileSetId) {
        assert_eq!(self.documents.files(set).await.expect("reads"), []);
        assert_eq!(self.on_disk(), Vec::<PathBuf>::new());
        let rows: i64 = sqlx::query_scalar("select count(*) from documents_blob")
            .fetch_one(self.base.db.reader())
            .await
            .expect("counts");
        assert_eq!(rows, 0);
    }
}

fn bytes(staging: &Path, store: Option<&TestStore>) -> Arc<dyn Blobs> {
    let staging = LocalBlobs::open(staging).expect("a folder");
    match store {
        Some(store) => Arc::new(S3Blobs::new(staging, store.bucket(PREFIX))),
        None => Arc::new(staging),
    }
}

fn documents(base: &TestDatabase, env: &Env, settings: &Settings, blobs: Arc<dyn Blobs>) -> Documents {
    Documents::new(
        Arc::new(DocumentsSql::new(base.db.clone())),
        blobs,
        env.clone(),
        SecretKey::new([7; 32]),
        settings.clone(),
    )
}

pub fn person(env: &Env, body: BodyId, role: Role) -> Actor {
    Actor {
        identity: Identity::Person {
            id: PersonId::generate(env),
            name: "Ахметов Данияр Серікұлы".into(),
            iin: "850101300123".into(),
        },
        language: Language::Kk,
        memberships: vec![Membership { body: Some(body), role, acting_for: None }],
        units: Vec::new(),
        origin: Origin::default(),
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

/// Bytes in pieces of an odd length, so that they end nowhere where segments do.
pub fn pieces(bytes: Vec<u8>) -> ByteStream {
    let bytes = Bytes::from(bytes);
    let starts = (0..bytes.len()).step_by(60_013);
    let pieces: Vec<_> = starts.map(|at| Ok(bytes.slice(at..bytes.len().min(at + 60_013)))).collect();
    stream::iter(pieces).boxed()
}

pub async fn collect(stream: ByteStream) -> Result<Vec<u8>> {
    stream
        .try_fold(Vec::new(), |mut all, piece| async move {
            all.extend_from_slice(&piece);
            Ok(all)
        })
        .await
}
