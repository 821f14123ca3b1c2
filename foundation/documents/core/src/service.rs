//! The use cases.

use crate::inspect::inspect;
use crate::scan::Watch;
use crate::{
    Blob, BlobId, Blobs, ByteStream, DataKey, DocumentsStore, FileId, FileSet, FileSetId, Finding, Format, Intake,
    Intook, KeyVault, NoFinding, Refusal, Scanner, SecretKey, Settings, StoredFile, VaultEntry, WrappedKey, clean_name,
    folded_name, may_create, may_fill,
};
use futures::{StreamExt, TryStreamExt};
use orda_audit::{calling, current_call};
use orda_base::{Access, Actor, BodyId, Env, Error, Membership, Operation, Result, Role};
use orda_identity::Directory;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Files of documents. Cheap to clone.
#[derive(Clone)]
pub struct Documents {
    pub(crate) store: Arc<dyn DocumentsStore>,
    pub(crate) blobs: Arc<dyn Blobs>,
    pub(crate) env: Env,
    key: SecretKey,
    vault: Option<Arc<dyn KeyVault>>,
    watch: Option<Watch>,
    settings: Settings,
}

/// Kind of resource in the accounting.
pub(crate) const FILE: &str = "file";
const FILE_SET: &str = "file_set";

/// What [`Documents::verify`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// The stored bytes are those that were received.
    Intact,
    /// They are damaged, missing, or were changed.
    Damaged,
}

impl Documents {
    /// The use cases over these ports, under this master key.
    pub fn new(
        store: Arc<dyn DocumentsStore>,
        blobs: Arc<dyn Blobs>,
        env: Env,
        key: SecretKey,
        settings: Settings,
    ) -> Self {
        Self { store, blobs, env, key, vault: None, watch: None, settings }
    }

    /// With a key vault: from now on keys of files are wrapped under the keys of their sets, and can be destroyed with them.
    #[must_use]
    pub fn with_vault(self, vault: Arc<dyn KeyVault>) -> Self {
        Self { vault: Some(vault), ..self }
    }

    /// With a virus scanner: from now on no file is taken that it does not find clean. Security officers are told what it
    /// finds, administrators when it stops answering.
    #[must_use]
    pub fn with_scanner(self, scanner: Arc<dyn Scanner>, directory: Arc<dyn Directory>) -> Self {
        Self { watch: Some(Watch::new(scanner, directory)), ..self }
    }

    /// Moves the keys of files that came before there was a vault into it. Returns how many.
    pub async fn move_into_vault(&self) -> Result<usize> {
        let Some(vault) = &self.vault else { return Ok(0) };
        let mut moved = 0;
        loop {
            let some = self.store.outside_vault(&self.key.id(), 500).await?;
            if some.is_empty() {
                return Ok(moved);
            }
            let mut wrapped = Vec::with_capacity(some.len());
            for (blob, set, old) in some {
                let key = self.key.unwrap(&old, blob)?;
                wrapped.push((blob, vault.key(set).await?.wrap(&key, blob, &self.env)?.under(set)));
            }
            let mut work = self.store.begin().await?;
            for (blob, key) in &wrapped {
                work.rewrap(*blob, key).await?;
            }
            work.commit().await?;
            moved += wrapped.len();
        }
    }

    /// Encrypts a key of a blob of this set.
    pub(crate) async fn wrap(&self, key: &DataKey, blob: BlobId, set: Option<FileSetId>) -> Result<WrappedKey> {
        match (&self.vault, set) {
            (Some(vault), Some(set)) => Ok(vault.key(set).await?.wrap(key, blob, &self.env)?.under(set)),
            _ => self.key.wrap(key, blob, &self.env),
        }
    }

    /// The key of a blob.
    async fn data_key(&self, blob: &Blob) -> Result<DataKey> {
        let Some(set) = blob.key.set() else { return self.key.unwrap(&blob.key, blob.id) };
        let vault = self.vault.as_ref().ok_or_else(|| Error::internal("the key vault is not joined"))?;
        match vault.find(set).await? {
            VaultEntry::Key(key) => key.unwrap(&blob.key, blob.id),
            VaultEntry::Destroyed(_) => Err(Refusal::Destroyed.into()),
            VaultEntry::None => Err(Error::Internal(format!("the vault does not hold the key of set {set}"))),
        }
    }

    /// Limits and permitted formats, to be shown beside the field before anybody runs into them.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Makes an open set, to be filled by holders of `role` in `body`.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when the actor holds no such role.
    pub async fn create_set(&self, actor: &Actor, body: BodyId, role: Role) -> Result<FileSetId> {
        may_create(actor, body, role).check()?;
        let set = FileSet { id: FileSetId::generate(&self.env), body, role, sealed_at: None };
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        work.insert_set(&set, now).await?;
        work.record(actor, now, &Access::done(FILE_SET, set.id, Operation::Create)).await?;
        work.commit().await?;
        Ok(set.id)
    }

    /// The set, when the actor may fill it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none or the actor may not know of it.
    pub async fn set(&self, actor: &Actor, set: FileSetId) -> Result<FileSet> {
        let set = self.store.set(set).await?.ok_or(Error::NotFound)?;
        may_fill(actor, &set).check()?;
        Ok(set)
    }

    /// Receives a file into an open set, streamed: hashed, encrypted, limited and inspected. Durable when it returns.
    /// The name and what is already in the set are judged before the first byte is taken.
    ///
    /// # Errors
    /// A [`Refusal`] when name, size (385-9) or format (385-10) are not right, the set is sealed, or a virus scanner finds
    /// something or cannot look through the file; [`Error::Away`] when it does not answer. Nothing is kept.
    pub async fn add_file(&self, actor: &Actor, set: FileSetId, name: &str, bytes: ByteStream) -> Result<StoredFile> {
        let open = self.set(actor, set).await?;
        if open.sealed_at.is_some() {
            return Err(Refusal::Sealed.into());
        }
        let name = clean_name(name)?;
        let format = self.promised_format(&name)?;
        let room = self.room(&self.store.files(set).await?, &name)?;

        let blob = BlobId::generate(&self.env);
        let key = DataKey::generate(self.settings.cipher, &self.env);
        let wrapped = self.wrap(&key, blob, Some(set)).await?;
        let settings = self.settings.clone();
        let inspected = name.clone();
        let intake = Intake {
            blob,
            key,
            at_most: room,
            bytes,
            inspection: Box::new(move |content| inspect(content, &inspected, format, &settings)),
        };
        let (size, sha256) = match self.blobs.receive(intake).await? {
            Intook::Received { size, sha256 } => (size, sha256),
            Intook::TooLarge => return Err(self.too_large(name)),
            Intook::Refused(refusal) => return Err(refusal.into()),
        };
        let blob = Blob { id: blob, size, sha256, key: wrapped };
        let passed = async {
            self.scanned(actor, set, &name, &blob).await?;
            self.blobs.deliver(blob.id).await
        };
        if let Err(error) = passed.await {
            self.discard(blob.id).await;
            return Err(error);
        }
        let stored = self.enter(actor, set, name, format, &blob).await?;
        // The row is committed: failing to tidy up now must not tell the sender that the file was not taken. What is
        // left over is tidied by `sweep`.
        if let Err(error) = self.blobs.keep(blob.id).await {
            tracing::warn!(blob = %blob.id, %error, "a received file is still marked as temporary");
        }
        Ok(stored)
    }

    /// Removes temporary bytes that are not to be kept. What cannot be removed now is left to [`Self::sweep`].
    pub(crate) async fn discard(&self, blob: BlobId) {
        if let Err(error) = self.blobs.remove(blob).await {
            tracing::warn!(%blob, %error, "bytes that nobody needs stay until the next sweep");
        }
    }

    /// Is what was received clean? It is read back through decryption, as it would be given out; no plain copy is written.
    async fn scanned(&self, actor: &Actor, set: FileSetId, name: &str, blob: &Blob) -> Result<()> {
        let Some(watch) = &self.watch else { return Ok(()) };
        let name = name.to_owned();
        let found = watch.scanner.scan(blob.size, self.bytes_of(blob).await?).await;
        if let Ok(_) | Err(NoFinding::TooLarge | NoFinding::Locked) = found {
            watch.answered();
        }
        let mut news = None;
        let (refusal, notices) = match found {
            Ok(Finding::Clean) => return Ok(()),
            Ok(Finding::Infected(found)) => {
                tracing::warn!(%set, what = found, "an infected file was refused");
                let notices = watch.infected(&found).await?;
                (Refusal::Infected { name, found }, notices)
            }
            Err(NoFinding::TooLarge | NoFinding::NotSent) => (Refusal::Unscannable { name }, Vec::new()),
            Err(NoFinding::Locked) => (Refusal::Locked { name }, Vec::new()),
            Err(NoFinding::Unread(error)) => return Err(error),
            Err(NoFinding::Silent(why)) => {
                tracing::error!(%set, error = why, "the virus scanner does not answer: files are not taken");
                news = watch.news();
                let notices = if news.is_some() { watch.silent(&why).await? } else { Vec::new() };
                (Refusal::Unscanned { name }, notices)
            }
        };
        let detail = refusal.to_string();
        let error: Error = refusal.into();
        let access = Access::done(FILE, set, Operation::Create).ended(&error).detail(detail);
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        work.record(actor, now, &access).await?;
        work.notify(&notices, &self.env).await?;
        work.commit().await?;
        if let Some(news) = news {
            news.told();
        }
        Err(error)
    }

    /// Receives one file into a set of its own, for a component that has asked its own policy whether the actor may bring it;
    /// until the component seals the set it belongs to holders of `role` in `body`, whether or not the actor is one.
    ///
    /// # Errors
    /// As [`Self::add_file`].
    pub async fn receive_for(
        &self,
        actor: &Actor,
        (body, role): (BodyId, Role),
        name: &str,
        bytes: ByteStream,
    ) -> Result<StoredFile> {
        let lent = Membership { body: Some(body), role, acting_for: None };
        let filler = Actor { memberships: vec![lent], ..actor.clone() };
        let set = self.create_set(&filler, body, role).await?;
        self.add_file(&filler, set, name, bytes).await
    }

    /// Enters received bytes into the set: everything is judged again under the lock of the set, since other files may
    /// have come in meanwhile.
    async fn enter(
        &self,
        actor: &Actor,
        set: FileSetId,
        name: String,
        format: Format,
        blob: &Blob,
    ) -> Result<StoredFile> {
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        let entered = async {
            let locked = work.lock_open_set(set).await?;
            may_fill(actor, &locked).check()?;
            let files = work.files(set).await?;
            if blob.size > self.room(&files, &name)? {
                return Err(self.too_large(name));
            }
            let file = StoredFile {
                id: FileId::generate(&self.env),
                set,
                name,
                format,
                size: blob.size,
                sha256: blob.sha256,
                position: files.last().map_or(1, |f| f.position + 1),
                created_at: now,
            };
            work.insert_file(&file, blob).await?;
            let detail = format!("{} {} {}", file.name, file.size, file.sha256_hex());
            work.record(actor, now, &Access::done(FILE, file.id, Operation::Create).detail(detail)).await?;
            Ok(file)
        }
        .await;
        match entered {
            Ok(file) => {
                self.blobs.passed(blob.id);
                // Whether a failed commit happened is not known here; then the bytes stay for `sweep` to judge.
                work.commit().await?;
                Ok(file)
            }
            Err(error) => {
                drop(work);
                self.discard(blob.id).await;
                Err(error)
            }
        }
    }

    /// Takes a file out of an open set. Its bytes are removed when no other file refers to them.
    ///
    /// # Errors
    /// [`Refusal::Sealed`]; [`Error::NotFound`] when the file is not in the set.
    pub async fn remove_file(&self, actor: &Actor, set: FileSetId, file: FileId) -> Result<()> {
        self.set(actor, set).await?;
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        work.lock_open_set(set).await?;
        let files = work.files(set).await?;
        let removed = files.iter().find(|f| f.id == file).ok_or(Error::NotFound)?;
        let unreferred = work.delete_file(file).await?;
        if let Some(blob) = unreferred {
            // Whatever happens next, the bytes are not forgotten.
            self.blobs.doubt(blob).await?;
        }
        let detail = format!("{} {}", removed.name, removed.sha256_hex());
        work.record(actor, now, &Access::done(FILE, file, Operation::Delete).detail(detail)).await?;
        work.commit().await?;
        if let Some(blob) = unreferred {
            self.discard(blob).await;
        }
        Ok(())
    }

    /// Files of a set in their order. The caller has checked the right to read.
    pub async fn files(&self, set: FileSetId) -> Result<Vec<StoredFile>> {
        self.store.files(set).await
    }

    /// The file's row. The caller has checked the right to read.
    pub async fn file(&self, file: FileId) -> Result<StoredFile> {
        Ok(self.store.file(file).await?.ok_or(Error::NotFound)?.0)
    }

    /// The original bytes, decrypted piece by piece. The caller has checked the right to read. Where stored bytes are
    /// damaged the stream ends with an error: no byte is given out that is not the original one.
    pub async fn open(&self, file: FileId) -> Result<(StoredFile, ByteStream)> {
        let (file, blob) = self.store.file(file).await?.ok_or(Error::NotFound)?;
        let bytes = self.bytes_of(&blob).await?;
        let id = file.id;
        let bytes = bytes.inspect_err(move |error| {
            tracing::error!(file = %id, %error, "stored bytes are damaged: the download was ended");
        });
        Ok((file, bytes.boxed()))
    }

    pub(crate) async fn bytes_of(&self, blob: &Blob) -> Result<ByteStream> {
        let key = self.data_key(blob).await?;
        self.blobs.read(blob, key).await
    }

    /// The same for a download: damage that shows only on the way, after the answer has begun, is accounted for as a
    /// failed access (365-7-a). Wherever it shows, the integrity check looks at these bytes next.
    pub async fn give_out(&self, actor: &Actor, file: FileId) -> Result<(StoredFile, ByteStream)> {
        let (file, bytes) = match self.open(file).await {
            Err(Error::Internal(why)) => {
                self.store.suspect(file).await?;
                return Err(Error::Internal(why));
            }
            opened => opened?,
        };
        let (store, env, actor, id) = (Arc::clone(&self.store), self.env.clone(), actor.clone(), file.id);
        let call = current_call();
        let watched = bytes.then(move |piece| {
            let broken = piece.as_ref().err().map(|error| Access::done(FILE, id, Operation::Download).ended(error));
            let (store, actor, now, call) = (Arc::clone(&store), actor.clone(), env.now(), call.clone());
            async move {
                if let Some(access) = broken {
                    let recorded = calling(call, async {
                        let mut work = store.begin().await?;
                        work.record(&actor, now, &access).await?;
                        work.commit().await?;
                        store.suspect(id).await
                    });
                    if let Err(error) = recorded.await {
                        tracing::error!(file = %id, %error, "a broken download could not be accounted for");
                    }
                }
                piece
            }
        });
        Ok((file, watched.boxed()))
    }

    /// Reads the stored bytes and compares them with what was received.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such file; damage is no error here but an answer.
    pub async fn verify(&self, file: FileId) -> Result<Verification> {
        let (_, blob) = self.store.file(file).await?.ok_or(Error::NotFound)?;
        self.verify_blob(&blob).await
    }

    /// The same for bytes, whatever files consist of them.
    ///
    /// # Errors
    /// A refusal when their key was destroyed; [`Error::Unavailable`] when the disk does not answer.
    pub async fn verify_blob(&self, blob: &Blob) -> Result<Verification> {
        let mut bytes = match self.bytes_of(blob).await {
            Ok(opened) => opened,
            Err(Error::Internal(_)) => return Ok(Verification::Damaged),
            Err(other) => return Err(other),
        };
        let mut digest = Sha256::new();
        loop {
            match bytes.try_next().await {
                Ok(Some(piece)) => digest.update(&piece),
                Ok(None) => break,
                Err(Error::Internal(_)) => return Ok(Verification::Damaged),
                Err(other) => return Err(other),
            }
        }
        let digest: [u8; 32] = digest.finalize().into();
        Ok(if digest == blob.sha256 { Verification::Intact } else { Verification::Damaged })
    }

    /// Settles what a crash left behind: received bytes whose row was committed are kept, all others removed. Called at
    /// start, and from time to time. Returns how many were removed.
    pub async fn sweep(&self) -> Result<usize> {
        let leftovers = self.blobs.leftovers().await?;
        let mut removed = 0;
        for some in leftovers.chunks(100) {
            let referred = self.store.referred(some).await?;
            for blob in some {
                if referred.contains(blob) {
                    self.blobs.keep(*blob).await?;
                } else {
                    self.blobs.remove(*blob).await?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }

    /// The permitted format that the name promises.
    fn promised_format(&self, name: &str) -> Result<Format, Refusal> {
        Format::by_name(name)
            .filter(|format| self.settings.formats.permits(*format))
            .ok_or_else(|| Refusal::NotPermitted { name: name.to_owned(), permitted: self.settings.formats.clone() })
    }

    /// Bytes that may still come into a set that holds `files`, for a file of this name.
    fn room(&self, files: &[StoredFile], name: &str) -> Result<u64, Refusal> {
        if files.len() >= self.settings.set_files as usize {
            return Err(Refusal::TooMany { limit: self.settings.set_files });
        }
        let folded = folded_name(name);
        if files.iter().any(|f| folded_name(&f.name) == folded) {
            return Err(Refusal::NameTaken { name: name.to_owned() });
        }
        let held: u64 = files.iter().map(|f| f.size).sum();
        Ok(self.settings.set_limit.saturating_sub(held))
    }

    fn too_large(&self, name: String) -> Error {
        Refusal::TooLarge { name, limit: self.settings.set_limit }.into()
    }
}
