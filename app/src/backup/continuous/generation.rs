//! A generation: a copy of the whole with the segments that follow it, under a key of its own that lies with the mirror of the
//! keys and nowhere else. Once the key is destroyed nobody can read any of it (385-6-8).
//!
//! ```text
//! <folder>/generations/<id>/snapshots/<id>.snapshot   what the copy consists of, as in a backup; the generation counts from here on
//! <folder>/generations/<id>/pieces/…                  its pieces
//! <folder>/generations/<id>/log/000000/000000001.segment
//! <folder>/blobs/<xx>/<id>                            posted files, of all generations
//! <keys>/copies/<id>.key
//! ```

use crate::backup::manifest::{self, BlobLine, BlobList, Manifest};
use crate::backup::objects::{Objects, write_whole};
use crate::backup::take::{besides, read_pieces, wanted};
use crate::backup::{Keys, Place, keys, recorded};
use crate::config::Config;
use anyhow::{Context, Result, bail};
use orda_base::Env;
use orda_store::{Database, Log};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Cursor, ErrorKind, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

/// Folder of the keys of generations, in the mirror of the keys.
const KEYS: &str = "copies";
const ENDING: &str = "key";

/// A generation that is written.
pub(super) struct Generation {
    pub(super) id: String,
    pub(super) folder: PathBuf,
    pub(super) keys: Keys,
    key: Zeroizing<[u8; 32]>,
    key_file: PathBuf,
}

/// The folder of a generation, or of all.
pub(super) fn folder(to: &Path, id: &str) -> PathBuf {
    to.join("generations").join(id)
}

/// Where the key of a generation lies in the mirror of the keys.
pub(super) fn key_path(keys_to: &Path, id: &str) -> PathBuf {
    keys_to.join(KEYS).join(format!("{id}.{ENDING}"))
}

/// Does a key lie there?
pub(super) fn has_keys(keys_to: &Path) -> bool {
    fs::read_dir(keys_to.join(KEYS)).is_ok_and(|mut entries| entries.next().is_some())
}

impl Generation {
    /// A new one, with its key.
    pub(super) fn begin(to: &Path, keys_to: &Path, master: &[u8; 32], env: &Env) -> Result<Self> {
        keys::mirror_master(master, keys_to)?;
        let time = recorded::id_of(env);
        // Where clocks stand still or go back, too.
        let free = |id: &String| !folder(to, id).exists() && !key_path(keys_to, id).exists();
        let id = std::iter::once(time.clone()).chain((1..u32::MAX).map(|n| format!("{time}-{n:06}"))).find(free);
        let id = id.context("no free name for a copy")?;
        let key = Zeroizing::new(env.random::<32>());
        let path = key_path(keys_to, &id);
        crate::safety::make_folder(&keys_to.join(KEYS)).context("making the folder of keys of copies")?;
        write_whole(&path, key.as_slice()).with_context(|| format!("writing {}", path.display()))?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
        let folder = folder(to, &id);
        fs::create_dir_all(folder.join("snapshots")).with_context(|| format!("making {}", folder.display()))?;
        Ok(Self { id, folder, keys: Keys::new(&key), key, key_file: path })
    }

    /// Removes one that does not count.
    pub(super) fn discard(self) {
        let removed = fs::remove_dir_all(&self.folder).and_then(|()| destroy_key(&self.key_file));
        if let Err(error) = removed {
            tracing::warn!(backup = self.id, %error, "an unfinished copy stays until the next one is there");
        }
    }

    /// Is it there, with its key? A disk that went, or another one in its place, is noticed by it.
    pub(super) fn is_there(&self) -> bool {
        self.key_file.is_file() && self.folder.join("snapshots").join(format!("{}.snapshot", self.id)).is_file()
    }

    /// Its pieces.
    pub(super) fn pieces(&self, env: &Env) -> Objects {
        Objects::new(Place::Folder(self.folder.clone()), Keys::new(&self.key), env.clone())
    }

    /// Writes a file that is there with all its bytes or not at all, its folders' names too.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let written = || -> io::Result<()> {
            let parent = path.parent().unwrap_or(&self.folder);
            let is_new = !parent.is_dir();
            write_whole(path, bytes)?;
            if is_new {
                for above in parent.ancestors().skip(1).take_while(|above| above.starts_with(&self.folder)) {
                    File::open(above)?.sync_all()?;
                }
            }
            Ok(())
        };
        written().with_context(|| format!("writing {}", path.display()))
    }
}

/// The key of a generation, as it lies in the mirror.
pub(super) fn read_key(keys_to: &Path, id: &str) -> Option<[u8; 32]> {
    fs::read(key_path(keys_to, id)).ok()?.try_into().ok()
}

/// Posted files as they lie in the folder of copies.
pub(super) struct Shelf {
    objects: Objects,
    from: PathBuf,
    known: BlobList,
}

impl Shelf {
    pub(super) fn new(to: &Path, data: &Path, master: &[u8; 32], env: &Env) -> Self {
        let objects = Objects::new(Place::Folder(to.to_owned()), Keys::new(master), env.clone());
        Self { objects, from: data.join("blobs"), known: BlobList::new() }
    }

    /// Copies one that is not there yet; none when it is not in the data folder any more.
    pub(super) fn put(&mut self, id: &str) -> Result<Option<BlobLine>> {
        if let Some(line) = self.known.get(id).filter(|line| self.objects.has_blob(id, line)) {
            return Ok(Some(line.clone()));
        }
        let line = self.objects.take_blob(id, &self.from)?;
        if let Some(line) = &line {
            self.known.insert(id.to_owned(), line.clone());
        }
        Ok(line)
    }

    /// Makes the names of what was put durable.
    pub(super) fn sync(&mut self) -> Result<()> {
        if self.objects.has_new_names() { self.objects.sync() } else { Ok(()) }
    }

    /// Removes what is not named here.
    pub(super) fn sweep(&mut self, named: &BTreeSet<String>) -> Result<()> {
        self.known.retain(|id, _| named.contains(id));
        self.objects.sweep(&BTreeSet::new(), named).map(|_| ())
    }

    /// What was told of files by a generation before: they are not copied again.
    pub(super) fn learn(&mut self, lines: BlobList) {
        self.known.extend(lines);
    }
}

/// A shelf that several put files on, one at a time.
#[derive(Clone)]
pub(super) struct Shared(Arc<Mutex<Shelf>>);

impl Shared {
    pub(super) fn new(shelf: Shelf) -> Self {
        Self(Arc::new(Mutex::new(shelf)))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a copy of the whole is made of.
pub(super) struct Base {
    pub(super) config: Arc<Config>,
    pub(super) env: Env,
    pub(super) db: Database,
    /// The databases by their places in the data folder.
    pub(super) logs: Vec<(&'static str, Log)>,
    pub(super) shelf: Shared,
    pub(super) generation: Generation,
    /// The program ends: no copy is wanted any more.
    pub(super) ending: Arc<AtomicBool>,
}

impl Base {
    /// Makes the copy; it counts once its manifest is written. The databases in it are as they are at a moment within.
    pub(super) async fn make(self) -> Result<(Generation, Manifest, BlobList)> {
        match self.parts().await {
            Ok((manifest, blobs)) => Ok((self.generation, manifest, blobs)),
            Err(error) => {
                if let Err(error) = tidy(&self.config.data) {
                    tracing::error!(error = format!("{error:#}"), "a copy of the database stays beside it");
                }
                self.generation.discard();
                Err(error)
            }
        }
    }

    /// Looked at for each file.
    fn may_go_on(&self) -> Result<()> {
        if self.ending.load(Ordering::Relaxed) {
            bail!("the program ends");
        }
        Ok(())
    }

    async fn parts(&self) -> Result<(Manifest, BlobList)> {
        let begun = self.env.now();
        tidy(&self.config.data)?;
        let aside = aside(&self.config.data);
        crate::safety::make_folder(&aside)?;
        let mut pieces = self.generation.pieces(&self.env);
        let mut parts = Vec::new();
        for (place, log) in &self.logs {
            self.may_go_on()?;
            let copy = aside.join("copy.db");
            log.copy_to(&copy)?;
            parts.push(pieces.put(place, File::open(&copy)?)?);
            fs::remove_file(&copy)?;
        }
        tidy(&self.config.data)?;
        let mut parts = parts.into_iter();
        let database = parts.next();
        let mut files: Vec<_> = parts.collect();
        for (path, file) in besides(&self.config)? {
            self.may_go_on()?;
            let from = File::open(&file).with_context(|| format!("reading {}", file.display()))?;
            files.push(pieces.put(&path, from)?);
        }
        let (mut blobs, mut damaged) = (BlobList::new(), Vec::new());
        let wanted = wanted(&self.db).await?;
        for (id, size) in wanted {
            self.may_go_on()?;
            let line = self.shelf.lock().put(&id)?;
            if line.as_ref().is_none_or(|line| line.size != size) {
                damaged.push(id.clone());
            }
            blobs.extend(line.map(|line| (id, line)));
        }
        let listed = pieces.put("blobs", Cursor::new(manifest::write_list(&blobs)))?;
        pieces.sync()?;
        self.shelf.lock().sync()?;
        let manifest = Manifest {
            id: self.generation.id.clone(),
            previous: None,
            begun: begun.rfc3339(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            key: self.generation.keys.id.clone(),
            database,
            sealed: false,
            files,
            blobs: listed,
            blob_count: blobs.len() as u64,
            blob_bytes: blobs.values().map(|line| line.size).sum(),
            damaged,
        };
        self.may_go_on()?;
        // The former copy counts until this one was read back.
        if let Some(finding) = read_pieces(&pieces, &manifest)?.first() {
            bail!("what was written cannot be read back: {finding}");
        }
        Ok((manifest, blobs))
    }
}

/// Where a database is put while it is copied, as open as it is itself.
pub(super) fn aside(data: &Path) -> PathBuf {
    data.join("copy.unfinished")
}

/// Removes what lies there. Not while somebody copies.
pub(super) fn tidy(data: &Path) -> Result<()> {
    let aside = aside(data);
    match fs::remove_dir_all(&aside) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", aside.display()))
        }
        _ => Ok(()),
    }
}

/// Destroys the keys of all generations but this one: their bytes are written over, then removed.
pub(super) fn destroy_keys(keys_to: &Path, but: Option<&str>) -> Result<()> {
    let folder = keys_to.join(KEYS);
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::NotFound && keys_to.is_dir() => return Ok(()),
        entries => entries.with_context(|| format!("reading {}", folder.display()))?,
    };
    for entry in entries {
        let path = entry?.path();
        if but.is_some_and(|but| path.file_stem().is_some_and(|stem| stem == but)) {
            continue;
        }
        destroy_key(&path).with_context(|| format!("destroying {}", path.display()))?;
    }
    File::open(&folder)?.sync_all()?;
    Ok(())
}

fn destroy_key(path: &Path) -> io::Result<()> {
    let mut file = File::options().write(true).open(path)?;
    let length = file.metadata()?.len();
    io::copy(&mut io::repeat(0).take(length), &mut file)?;
    file.sync_all()?;
    fs::remove_file(path)
}

/// Removes all generations but this one.
pub(super) fn remove_others(to: &Path, but: &str) -> Result<()> {
    let Ok(entries) = fs::read_dir(to.join("generations")) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        if path.file_name().is_none_or(|name| name != but) {
            fs::remove_dir_all(&path).with_context(|| format!("removing {}", path.display()))?;
        }
    }
    Ok(())
}

/// The generations that count and whose keys are there, the oldest first.
pub(super) fn all(to: &Path, keys_to: &Path) -> Result<Vec<(String, [u8; 32])>> {
    let folder = to.join("generations");
    let mut all = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let id = entry?.file_name().to_string_lossy().into_owned();
        if folder.join(&id).join("snapshots").join(format!("{id}.snapshot")).is_file()
            && let Some(key) = read_key(keys_to, &id)
        {
            all.push((id, key));
        }
    }
    all.sort();
    Ok(all)
}
