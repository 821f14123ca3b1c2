//! The files of backups, in a folder or a bucket.

use crate::backup::cut::{LONGEST, Pieces};
use crate::backup::manifest::{BlobLine, Part};
use crate::backup::{Finding, Keys, Place};
use anyhow::{Context, Result};
use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use orda_base::Env;
use orda_documents::BlobId;
use orda_documents_store::place;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// The place with the keys that read and write it.
pub struct Objects {
    place: Place,
    /// Where the folder of posted files lies.
    shelf: Place,
    /// Posted files in a bucket, as they were when it was listed, and those that were put since.
    listed: BTreeMap<String, u64>,
    /// The keys.
    pub keys: Keys,
    env: Env,
    /// Folders in which names are new and not yet durable.
    touched: BTreeSet<PathBuf>,
    /// Pieces and files written, and their bytes.
    pub written: (u64, u64),
}

impl Objects {
    /// Of this place.
    pub fn new(place: Place, keys: Keys, env: Env) -> Self {
        let (shelf, listed) = (place.clone(), BTreeMap::new());
        Self { place, shelf, listed, keys, env, touched: BTreeSet::new(), written: (0, 0) }
    }

    /// With the folder of posted files in another place.
    #[must_use]
    pub fn with_shelf(self, shelf: Place) -> Self {
        Self { shelf, ..self }
    }

    /// Sees which posted files are there: a folder is asked for each, a bucket once for all.
    ///
    /// # Errors
    /// A bucket that does not answer.
    pub fn look(&mut self) -> io::Result<()> {
        if let Place::Bucket(_) = &self.shelf {
            self.listed = self.shelf.list("blobs")?;
        }
        Ok(())
    }

    /// Takes a file in; pieces that are there already, whole, are not written again.
    pub fn put(&mut self, path: &str, from: impl Read) -> Result<Part> {
        let mut part = Part { path: path.to_owned(), ..Part::default() };
        let mut digest = Sha256::new();
        let mut pieces = Pieces::new(from, self.keys.cuts);
        while let Some(piece) = pieces.next_piece().with_context(|| format!("reading {path}"))? {
            digest.update(&piece);
            part.size += piece.len() as u64;
            let name = self.keys.name(&piece);
            let shown = hex::encode(name);
            if self.piece(&shown)?.is_err() {
                let mut packed = Vec::new();
                ZlibEncoder::new(piece.as_slice(), Compression::fast()).read_to_end(&mut packed)?;
                let sealed = self.keys.seal(&name, packed, &self.env)?;
                self.write(&piece_name(&shown), &sealed)?;
            }
            part.pieces.push(shown);
        }
        part.sha256 = hex::encode(digest.finalize());
        Ok(part)
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let done = match self.place.clone() {
            Place::Folder(folder) => self.write_into(&folder.join(name), bytes),
            Place::Bucket(remote) => remote.write(name, bytes),
        };
        done.with_context(|| format!("writing {}/{name}", self.place))?;
        self.written.0 += 1;
        self.written.1 += bytes.len() as u64;
        Ok(())
    }

    /// Its name is durable once [`Self::sync`] was called.
    fn write_into(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let unfinished = path.with_extension("part");
        self.prepare(path)?;
        let mut file = File::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)
    }

    fn prepare(&mut self, path: &Path) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            if !folder.is_dir() {
                fs::create_dir_all(folder)?;
                self.touched.extend(folder.parent().map(Path::to_owned));
            }
            self.touched.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Are there names that are not durable yet?
    pub fn has_new_names(&self) -> bool {
        !self.touched.is_empty()
    }

    /// Makes new names durable.
    pub fn sync(&mut self) -> Result<()> {
        if let Place::Folder(folder) = &self.place {
            self.touched.insert(folder.clone());
        }
        for folder in &self.touched {
            File::open(folder).and_then(|f| f.sync_all()).with_context(|| format!("syncing {}", folder.display()))?;
        }
        self.touched.clear();
        Ok(())
    }

    /// A piece, or what is wrong with it.
    ///
    /// # Errors
    /// A bucket that does not answer.
    pub fn piece(&self, name: &str) -> io::Result<Result<Vec<u8>, Finding>> {
        let what = piece_name(name);
        Ok(match self.place.read(&what)? {
            Some(bytes) => self.unpacked(name, &what, &bytes),
            None => Err(Finding::Missing(what)),
        })
    }

    fn unpacked(&self, name: &str, what: &str, bytes: &[u8]) -> Result<Vec<u8>, Finding> {
        let what = || what.to_owned();
        let altered = || Finding::Altered(what());
        let (found, sealed) = bytes.split_first_chunk::<32>().ok_or_else(altered)?;
        if hex::encode(found) != name {
            let other = hex::encode(found);
            return Err(if self.keys.open(found, sealed).is_some() {
                Finding::Swapped(what(), other)
            } else {
                altered()
            });
        }
        let packed = self.keys.open(found, sealed).ok_or_else(altered)?;
        let mut content = Vec::new();
        let most = LONGEST as u64 + 1;
        ZlibDecoder::new(packed.as_slice()).take(most).read_to_end(&mut content).map_err(|_| altered())?;
        if self.keys.name(&content) == *found { Ok(content) } else { Err(altered()) }
    }

    /// Gives a file back, piece by piece; a piece that is not as it was is told, and the others come all the same.
    pub fn get(&self, part: &Part, mut to: impl Write, findings: &mut Vec<Finding>) -> io::Result<()> {
        let mut digest = Sha256::new();
        let before = findings.len();
        for name in &part.pieces {
            match self.piece(name)? {
                Ok(piece) => {
                    digest.update(&piece);
                    to.write_all(&piece)?;
                }
                Err(finding) => findings.push(finding),
            }
        }
        if findings.len() == before && hex::encode(digest.finalize()) != part.sha256 {
            findings.push(Finding::Altered(part.path.clone()));
        }
        Ok(())
    }

    /// Is a posted file there, with this length? In a bucket: as [`Self::look`] saw it.
    pub fn has_blob(&self, id: &str, line: &BlobLine) -> bool {
        let Some(name) = blob_name(id) else { return false };
        match &self.shelf {
            Place::Folder(folder) => fs::metadata(folder.join(name)).is_ok_and(|seen| seen.len() == line.size),
            Place::Bucket(_) => self.listed.get(&name) == Some(&line.size),
        }
    }

    /// Copies a posted file from the folder `from`; none when it is not there.
    pub fn take_blob(&mut self, id: &str, from: &Path) -> Result<Option<BlobLine>> {
        let Ok(blob) = id.parse::<BlobId>() else { return Ok(None) };
        match File::open(place(from, blob)) {
            Ok(file) => self.take_blob_of(id, file),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e).with_context(|| format!("reading the posted file {id}")),
        }
    }

    /// Copies a posted file that was opened.
    pub fn take_blob_of(&mut self, id: &str, source: File) -> Result<Option<BlobLine>> {
        let Some(name) = blob_name(id) else { return Ok(None) };
        let line = self.copy(source, &name).with_context(|| format!("copying the posted file {id}"))?;
        self.written.0 += 1;
        self.written.1 += line.size;
        Ok(Some(line))
    }

    fn copy(&mut self, source: File, name: &str) -> io::Result<BlobLine> {
        match self.shelf.clone() {
            Place::Folder(folder) => self.copy_into(source, &folder.join(name)),
            Place::Bucket(remote) => {
                let line = hashed_copy(&source, &mut io::sink())?;
                remote.put(name, source)?;
                self.listed.insert(name.to_owned(), line.size);
                Ok(line)
            }
        }
    }

    fn copy_into(&mut self, source: File, path: &Path) -> io::Result<BlobLine> {
        self.prepare(path)?;
        let unfinished = path.with_extension("part");
        let mut file = File::create(&unfinished)?;
        let line = hashed_copy(source, &mut file)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        Ok(line)
    }

    /// Gives a posted file out, into `to` when there is one.
    ///
    /// # Errors
    /// What is wrong with it; then what was written is to be removed.
    pub fn give_blob(&self, id: &str, line: &BlobLine, to: Option<&Path>) -> io::Result<Result<(), (Finding, String)>> {
        let what = format!("blobs/{id}");
        let found = blob_name(id).map(|name| self.shelf.open_file(&name)).transpose()?.flatten();
        let Some(source) = found else { return Ok(Err((Finding::Missing(what), String::new()))) };
        let copied = match to {
            Some(path) => {
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder)?;
                }
                let mut file = File::create_new(path)?;
                let line = hashed_copy(source, &mut file)?;
                file.sync_all()?;
                line
            }
            None => hashed_copy(source, &mut io::sink())?,
        };
        if copied == *line {
            return Ok(Ok(()));
        }
        let finding = if copied.size < line.size {
            Finding::Truncated(what, copied.size, line.size)
        } else {
            Finding::Altered(what)
        };
        Ok(Err((finding, copied.sha256)))
    }

    /// Removes what none of the backups that stay refers to.
    pub fn sweep(&self, pieces: &BTreeSet<String>, blobs: &BTreeSet<String>) -> Result<u64> {
        let mut removed = 0;
        for (place, folder, used) in [(&self.place, "pieces", pieces), (&self.shelf, "blobs", blobs)] {
            for name in place.list(folder)?.into_keys() {
                if name.rsplit('/').next().is_none_or(|last| !used.contains(last)) {
                    place.remove(&name).with_context(|| format!("removing {place}/{name}"))?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }
}

fn piece_name(name: &str) -> String {
    format!("pieces/{}/{name}", name.get(..2).unwrap_or("00"))
}

/// Where a posted file lies; none when that is no id.
fn blob_name(id: &str) -> Option<String> {
    place(Path::new("blobs"), id.parse::<BlobId>().ok()?).to_str().map(str::to_owned)
}

fn hashed_copy(mut from: impl Read, to: &mut impl Write) -> io::Result<BlobLine> {
    let mut digest = Sha256::new();
    let mut size = 0;
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            return Ok(BlobLine { size, sha256: hex::encode(digest.finalize()) });
        }
        digest.update(&buffer[..read]);
        to.write_all(&buffer[..read])?;
        size += read as u64;
    }
}

/// Writes a whole file: it is there with all its bytes, or not at all.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let unfinished = path.with_extension("part");
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    File::open(folder)?.sync_all()
}
