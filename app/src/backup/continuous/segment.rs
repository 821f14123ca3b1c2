//! A segment: what was committed within a moment, packed and sealed. Each is bound to its number and to the bytes of the one
//! before it, so that none can be left out, put elsewhere or replaced unnoticed.

use crate::backup::manifest::{BlobList, Part, read_list, write_list};
use crate::backup::{Finding, Keys};
use anyhow::{Context, Result};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use orda_base::{Env, Timestamp};
use orda_store::Pages;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The databases that are followed, by their places in the data folder; the vault only when it lies there.
pub(super) const DATABASES: [&str; 2] = ["orda.db", "keys/vault.db"];
/// Segments in a folder.
const IN_FOLDER: u64 = 1000;

/// What a segment holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment<'p> {
    /// From 1.
    pub(super) number: u64,
    /// Everything that was acknowledged before this moment is in it, or in one before it.
    pub(super) at: Timestamp,
    /// Archives of the accounting that are new.
    pub(super) files: Vec<Part>,
    /// Posted files that are new.
    pub(super) blobs: BlobList,
    /// Pages of the databases; lent when it is sealed: there may be very many.
    pub(super) pages: [Cow<'p, Pages>; 2],
}

#[derive(Serialize, Deserialize)]
struct Head {
    number: u64,
    at: i64,
    files: Vec<Part>,
    blobs: String,
    /// Of each database: bytes of a page, pages that it has, pages that follow here.
    pages: [[u32; 3]; 2],
}

/// Where it lies in the folder of its generation.
pub(super) fn path(generation: &Path, number: u64) -> PathBuf {
    generation.join("log").join(format!("{:06}", number / IN_FOLDER)).join(format!("{number:09}.segment"))
}

/// How it is named to people.
pub(super) fn shown(number: u64) -> String {
    format!("log/{:06}/{number:09}.segment", number / IN_FOLDER)
}

/// The numbers of all that are there, in order.
pub(super) fn numbers(generation: &Path) -> Result<Vec<u64>> {
    let mut all = Vec::new();
    let log = generation.join("log");
    let Ok(folders) = std::fs::read_dir(&log) else { return Ok(all) };
    for folder in folders {
        for entry in std::fs::read_dir(folder?.path())? {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == "segment") {
                all.extend(path.file_stem().and_then(|s| s.to_str()).and_then(|s| s.parse::<u64>().ok()));
            }
        }
    }
    all.sort_unstable();
    Ok(all)
}

/// What the next segment is bound to.
pub(super) fn digest(sealed: &[u8]) -> String {
    hex::encode(Sha256::digest(sealed))
}

fn name(keys: &Keys, number: u64, previous: &str) -> [u8; 32] {
    keys.name(format!("segment {number} after {previous}").as_bytes())
}

/// What is not read yet.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, length: u32) -> Result<&'b [u8]> {
        let (some, after) = self.0.split_at_checked(length as usize).context("a segment is too short")?;
        self.0 = after;
        Ok(some)
    }

    fn word(&mut self) -> Result<u32> {
        Ok(u32::from_be_bytes(self.take(4)?.try_into()?))
    }
}

impl Segment<'_> {
    /// Is there nothing in it?
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.blobs.is_empty() && self.pages.iter().all(|pages| pages.pages.is_empty())
    }

    /// Packs and seals it. `previous`: the digest of the one before it, or the id of the generation.
    pub(super) fn seal(&self, keys: &Keys, previous: &str, env: &Env) -> Result<Vec<u8>> {
        let lengths = |pages: &Pages| -> Result<[u32; 3]> {
            Ok([pages.page_size, pages.count, u32::try_from(pages.pages.len())?])
        };
        let head = Head {
            number: self.number,
            at: self.at.micros(),
            files: self.files.clone(),
            blobs: write_list(&self.blobs),
            pages: [lengths(&self.pages[0])?, lengths(&self.pages[1])?],
        };
        let head = serde_json::to_vec(&head)?;
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&u32::try_from(head.len())?.to_be_bytes())?;
        packed.write_all(&head)?;
        for (number, page) in self.pages.iter().flat_map(|pages| &pages.pages) {
            packed.write_all(&number.to_be_bytes())?;
            packed.write_all(page)?;
        }
        keys.seal(&name(keys, self.number, previous), packed.finish()?, env)
    }

    /// Opens one that was read from the place of this number.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn open(sealed: &[u8], keys: &Keys, number: u64, previous: &str) -> Result<Self, Finding> {
        let altered = || Finding::Altered(shown(number));
        let (found, rest) = sealed.split_first_chunk::<32>().ok_or_else(altered)?;
        let packed = keys.open(found, rest).ok_or_else(altered)?;
        let segment = Self::unpack(&packed).ok().ok_or_else(altered)?;
        if *found == name(keys, number, previous) && segment.number == number {
            Ok(segment)
        } else {
            // Whole, but not what belongs here.
            Err(Finding::Swapped(shown(number), shown(segment.number)))
        }
    }

    fn unpack(packed: &[u8]) -> Result<Self> {
        let mut bytes = Vec::new();
        ZlibDecoder::new(packed).read_to_end(&mut bytes)?;
        let mut rest = Rest(&bytes);
        let length = rest.word()?;
        let head: Head = serde_json::from_slice(rest.take(length)?)?;
        let mut pages = [Pages::default(), Pages::default()];
        for (to, [page_size, count, here]) in pages.iter_mut().zip(head.pages) {
            (to.page_size, to.count) = (page_size, count);
            for _ in 0..here {
                let at = rest.word()?;
                to.pages.insert(at, rest.take(page_size)?.to_vec());
            }
        }
        Ok(Self {
            number: head.number,
            at: Timestamp::from_micros(head.at),
            files: head.files,
            blobs: read_list(&head.blobs).context("the list of files of a segment")?,
            pages: pages.map(Cow::Owned),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]
mod tests {
    use super::*;
    use crate::backup::manifest::BlobLine;

    fn segment(number: u64) -> Segment<'static> {
        let page = |n: u8| (u32::from(n), vec![n; 512]);
        let pages = Pages { page_size: 512, count: 9, pages: [page(2), page(7)].into() };
        let blobs = [("1".to_owned(), BlobLine { size: 3, sha256: "00".into() })].into();
        let at = Timestamp::from_micros(1_795_338_300_000_001);
        Segment { number, at, files: Vec::new(), blobs, pages: [pages, Pages::default()].map(Cow::Owned) }
    }

    /// A segment comes back as it was, in its place alone: elsewhere, after another one, under another key, cut off or changed
    /// by a bit it is none.
    #[test]
    fn a_segment_has_one_place() {
        let (keys, env) = (Keys::new(&[7; 32]), Env::system());
        let sealed = segment(3).seal(&keys, "before", &env).unwrap();
        assert_eq!(Segment::open(&sealed, &keys, 3, "before").unwrap(), segment(3));
        let wrong = |sealed: &[u8], number, previous: &str| Segment::open(sealed, &keys, number, previous).unwrap_err();
        assert_eq!(wrong(&sealed, 4, "before"), Finding::Swapped(shown(4), shown(3)));
        assert_eq!(wrong(&sealed, 3, "another").code(), "swapped");
        assert_eq!(Segment::open(&sealed, &Keys::new(&[8; 32]), 3, "before").unwrap_err().code(), "altered");
        for at in 0..sealed.len() {
            assert_eq!(wrong(&sealed[..at], 3, "before").code(), "altered");
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(wrong(&changed, 3, "before").code(), "altered", "{at}");
        }
    }
}
