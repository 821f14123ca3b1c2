//! What a backup consists of, vouched for by a keyed digest.
//!
//! ```text
//! <place>/snapshots/<id>.snapshot   first line: orda-backup 1 <voucher>; then JSON: what this backup consists of
//! <place>/pieces/<xx>/<name>        a piece of the database, of the list of files, of archives, settings: packed, sealed
//! <place>/blobs/<xx>/<id>           bytes of a posted file, encrypted as they lie in the data folder
//! ```

use crate::backup::{Finding, Keys, Place};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;

/// Ending of a manifest.
const ENDING: &str = "snapshot";
const HEAD: &str = "orda-backup 1 ";

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Its name: the time in UTC.
    pub id: String,
    /// The backup before it in the same folder.
    pub previous: Option<String>,
    /// When it was begun: RFC 3339.
    pub begun: String,
    /// Version of the program.
    pub program: String,
    /// Which master key: see [`Keys`].
    pub key: String,
    /// The embedded database; none where a server keeps it.
    pub database: Option<Part>,
    /// Is what documents say sealed in it under their keys of the vault?
    #[serde(default)]
    pub sealed: bool,
    /// Archives of the accounting, settings: by path.
    pub files: Vec<Part>,
    /// The list of posted files.
    pub blobs: Part,
    /// How many these are.
    pub blob_count: u64,
    /// Bytes of these, as they lie on the disk.
    pub blob_bytes: u64,
    /// Posted files that the database names and that were not there, or not whole, when the backup was taken.
    pub damaged: Vec<String>,
}

/// A file in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Where it belongs.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Names of its pieces in order, hexadecimal.
    pub pieces: Vec<String>,
}

/// A line of the list of posted files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobLine {
    /// Bytes on the disk.
    pub size: u64,
    /// SHA-256 of these, hexadecimal.
    pub sha256: String,
}

/// Posted files by id.
pub type BlobList = BTreeMap<String, BlobLine>;

/// The list as a file.
pub fn write_list(list: &BlobList) -> String {
    list.iter()
        .fold(String::new(), |text, (id, line)| text + id + " " + &line.size.to_string() + " " + &line.sha256 + "\n")
}

/// The file as a list; none when it is none.
pub fn read_list(text: &str) -> Option<BlobList> {
    text.lines()
        .map(|line| {
            let mut words = line.split(' ');
            let (id, size, sha256) = (words.next()?, words.next()?.parse().ok()?, words.next()?);
            Some((id.to_owned(), BlobLine { size, sha256: sha256.to_owned() }))
        })
        .collect()
}

impl Manifest {
    /// Writes it: after this the backup is there.
    pub fn write(&self, place: &Place, keys: &Keys) -> Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        let text = format!("{HEAD}{}\n{text}\n", keys.vouch(text.as_bytes()));
        let name = name(&self.id);
        place.write(&name, text.as_bytes()).with_context(|| format!("writing {place}/{name}"))?;
        Ok(())
    }

    /// Reads one: a finding when it is not as it was written.
    ///
    /// # Errors
    /// A bucket that does not answer.
    pub fn read(place: &Place, id: &str, keys: &Keys) -> io::Result<Result<Self, Finding>> {
        let name = name(id);
        Ok(match place.read(&name)? {
            Some(bytes) => Self::of(name, &bytes, id, keys),
            None => Err(Finding::Missing(name)),
        })
    }

    fn of(name: String, bytes: &[u8], id: &str, keys: &Keys) -> Result<Self, Finding> {
        let altered = || Finding::Altered(name.clone());
        let text = std::str::from_utf8(bytes).map_err(|_| altered())?;
        let (head, text) = text.split_once('\n').ok_or_else(altered)?;
        let voucher = head.strip_prefix(HEAD).ok_or_else(altered)?;
        let text = text.strip_suffix('\n').ok_or_else(altered)?;
        if !keys.is_vouched(text.as_bytes(), voucher) {
            let other = serde_json::from_str::<Self>(text).is_ok_and(|m| m.key != keys.id);
            return Err(if other { Finding::OtherKey(name) } else { altered() });
        }
        let manifest: Self = serde_json::from_str(text).map_err(|_| altered())?;
        if manifest.id == id { Ok(manifest) } else { Err(Finding::Swapped(name, manifest.id)) }
    }
}

fn name(id: &str) -> String {
    format!("snapshots/{id}.{ENDING}")
}

/// Removes one.
pub fn remove(place: &Place, id: &str) -> Result<()> {
    place.remove(&name(id)).with_context(|| format!("removing the backup {id}"))
}

/// Ids of the backups in a place, the oldest first.
pub fn ids(place: &Place) -> Result<Vec<String>> {
    if let Place::Folder(folder) = place
        && !folder.join("snapshots").is_dir()
    {
        bail!("there is no backup in {place}");
    }
    let listed = place.list("snapshots").with_context(|| format!("reading {place}/snapshots"))?;
    // By their names, and so by their time.
    let id =
        |name: &String| name.strip_prefix("snapshots/")?.strip_suffix(ENDING)?.strip_suffix('.').map(str::to_owned);
    Ok(listed.keys().filter_map(id).collect())
}

/// Every backup of the place that can be read, the oldest first, and what is wrong with the others or missing between them.
pub fn all(place: &Place, keys: &Keys) -> Result<(Vec<Manifest>, Vec<Finding>)> {
    let (mut whole, mut findings) = (Vec::new(), Vec::new());
    let ids = ids(place)?;
    for id in &ids {
        match Manifest::read(place, id, keys)? {
            Ok(manifest) => {
                // Old ones are removed from the end; between two that are there none may be missing.
                let missing = manifest.previous.as_ref().filter(|p| *p > &ids[0] && !ids.contains(p));
                findings.extend(missing.map(|p| Finding::Missing(format!("snapshots/{p}.{ENDING}"))));
                whole.push(manifest);
            }
            Err(finding) => findings.push(finding),
        }
    }
    Ok((whole, findings))
}
