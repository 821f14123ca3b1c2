//! The file of an archived month: verifiable by itself.
//!
//! Gzip of JSON lines. The first line says what it is, the last one holds the proof, each line between is a record:
//!
//! ```json
//! {"format":"orda-audit-archive/1","origin":"portal.example/log","month":"2026-10","begin":0}
//! {"i":0,"leaf":"<base64 of the hash>","entry":{"actor_id":…,"who":"person"}}
//! {"end":1,"left":[],"right":["<base64>"],"checkpoint":"<signed note>","key":"<verifier key>"}
//! ```
//!
//! `entry` holds exactly the bytes that are hashed (see [`Leaf`]). The root of the checkpoint follows from the subtrees
//! to the left of the month (`left`), its records, and the subtrees to the right (`right`).

use crate::Trusted;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use merkle::{Frontier, Hash, VerifierKey, cover, leaf_hash};
use orda_audit::{Finding, Leaf, Report};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

const FORMAT: &str = "orda-audit-archive/1";
/// Longest line that is read: far more than the longest record.
const LINE_LIMIT: u64 = 1 << 20;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Head {
    format: String,
    pub(crate) origin: String,
    pub(crate) month: String,
    pub(crate) begin: u64,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Tail {
    pub(crate) end: u64,
    pub(crate) left: Vec<String>,
    pub(crate) right: Vec<String>,
    pub(crate) checkpoint: String,
    pub(crate) key: String,
}

/// Writes a file line by line.
pub(crate) struct Writer(GzEncoder<BufWriter<File>>);

impl Writer {
    pub(crate) fn create(path: &Path, origin: &str, month: &str, begin: u64) -> io::Result<Self> {
        let mut writer = Self(GzEncoder::new(BufWriter::new(File::create(path)?), Compression::new(6)));
        let head = Head { format: FORMAT.into(), origin: origin.into(), month: month.into(), begin };
        writer.line(&serde_json::to_vec(&head)?)?;
        Ok(writer)
    }

    /// Adds a record: the bytes that are hashed.
    pub(crate) fn record(&mut self, index: u64, hash: &Hash, bytes: &[u8]) -> io::Result<()> {
        write!(self.0, "{{\"i\":{index},\"leaf\":\"{}\",\"entry\":", hash.to_base64())?;
        self.0.write_all(bytes)?;
        self.0.write_all(b"}\n")
    }

    /// Writes the proof; the file is on the disk when this returns.
    pub(crate) fn finish(mut self, tail: &Tail) -> io::Result<()> {
        self.line(&serde_json::to_vec(tail)?)?;
        let file = self.0.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()
    }

    fn line(&mut self, json: &[u8]) -> io::Result<()> {
        self.0.write_all(json)?;
        self.0.write_all(b"\n")
    }
}

/// A line of a file.
#[allow(clippy::large_enum_variant, reason = "one at a time, and nearly all are records")]
pub(crate) enum Line {
    Head(Head),
    Record {
        index: u64,
        stated: Hash,
        /// Hash of the record as it stands there.
        hash: Hash,
        /// None when it is not a record in its one form.
        leaf: Option<Leaf<'static>>,
    },
    Tail(Tail),
    /// Something else.
    Broken,
}

/// Calls `each` with every line and its number, from 1, until it says to stop by `false`.
pub(crate) fn read_lines(path: &Path, mut each: impl FnMut(u64, Line) -> bool) -> io::Result<()> {
    let mut reader = BufReader::new(GzDecoder::new(BufReader::new(File::open(path)?)));
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        match reader.by_ref().take(LINE_LIMIT).read_until(b'\n', &mut line) {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            // What cannot be unpacked any further is a broken line, not a fault of the machine.
            Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData) => {
                each(number + 1, Line::Broken);
                return Ok(());
            }
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => {
                each(number + 1, Line::Broken);
                return Ok(());
            }
            Err(e) => return Err(e),
        }
        number += 1;
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        if !each(number, parse(&line)) {
            return Ok(());
        }
    }
}

fn parse(line: &[u8]) -> Line {
    if let Some(record) = record(line) {
        return record;
    }
    if let Ok(head) = serde_json::from_slice::<Head>(line)
        && head.format == FORMAT
    {
        return Line::Head(head);
    }
    serde_json::from_slice(line).map_or(Line::Broken, Line::Tail)
}

/// `{"i":<number>,"leaf":"<44 characters>","entry":<bytes>}`
fn record(line: &[u8]) -> Option<Line> {
    let rest = line.strip_prefix(b"{\"i\":")?;
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let index = std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()?;
    let rest = rest[digits..].strip_prefix(b",\"leaf\":\"")?;
    let stated = Hash::from_base64(std::str::from_utf8(rest.get(..44)?).ok()?)?;
    let entry = rest[44..].strip_prefix(b"\",\"entry\":")?.strip_suffix(b"}")?;
    Some(Line::Record { index, stated, hash: leaf_hash(entry), leaf: Leaf::from_bytes(entry) })
}

/// SHA-256 of a file in hexadecimal digits, and its bytes.
pub(crate) fn digest(path: &Path) -> io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let bytes = io::copy(&mut file, &mut hasher)?;
    Ok((hex::encode(hasher.finalize()), bytes))
}

/// Verifies an archive by itself: every record against its hash, all hashes against the root of the checkpoint, the
/// checkpoint against `key`. Without a key the one that the file names is believed: then the file only proves that it
/// agrees with itself.
///
/// # Errors
/// When the file cannot be read. What is wrong in it is in the report.
pub fn verify_archive(path: &Path, key: Option<&VerifierKey>) -> io::Result<Report> {
    verify_archive_by(path, key.cloned().map(Trusted::alone).as_ref())
}

/// The same, the checkpoint against any of these keys.
///
/// # Errors
/// As [`verify_archive`].
pub fn verify_archive_by(path: &Path, keys: Option<&Trusted>) -> io::Result<Report> {
    let mut check = Check::default();
    read_lines(path, |number, line| {
        check.line(number, line);
        true
    })?;
    Ok(check.finish(keys))
}

/// What is known of a file while it is read.
#[derive(Default)]
struct Check {
    report: Report,
    head: Option<Head>,
    tail: Option<Tail>,
    /// Place, number and stated hash of each record.
    records: BTreeMap<u64, (i64, Hash)>,
    next: u64,
}

impl Check {
    fn line(&mut self, number: u64, line: Line) {
        let findings = &mut self.report.findings;
        match line {
            Line::Head(head) if number == 1 => {
                self.next = head.begin;
                self.head = Some(head);
            }
            Line::Tail(tail) if self.tail.is_none() && self.head.is_some() => self.tail = Some(tail),
            Line::Record { index, stated, hash, leaf } if self.tail.is_none() && self.head.is_some() => {
                let seq = leaf.as_ref().map_or(0, |l| l.seq);
                if index < self.next {
                    // A second time, or out of its order.
                    findings.push(if self.records.contains_key(&index) && leaf.is_some() {
                        Finding::Inserted(seq)
                    } else {
                        Finding::Line(number)
                    });
                    return;
                }
                for missing in self.next..index.min(self.next + 1000) {
                    // The number of a record that is gone is not known, its place is.
                    findings.push(Finding::Tree(missing));
                }
                self.next = index + 1;
                match leaf {
                    Some(_) if hash == stated => {}
                    Some(leaf) => findings.push(Finding::Changed(leaf.seq)),
                    None => findings.push(Finding::Line(number)),
                }
                self.records.insert(index, (seq, stated));
            }
            _ => findings.push(Finding::Line(number)),
        }
    }

    fn finish(mut self, keys: Option<&Trusted>) -> Report {
        self.report.sealed = self.records.len() as u64;
        self.report.archived = self.report.sealed;
        let first = self.records.values().next().map_or(0, |r| r.0);
        let last = self.records.values().last().map_or(0, |r| r.0);
        let month = self.head.as_ref().map(|h| h.month.clone()).unwrap_or_default();
        let (Some(head), Some(tail)) = (&self.head, &self.tail) else {
            self.report.findings.push(Finding::ArchiveAltered(month));
            return self.report;
        };
        for missing in self.next..tail.end.min(self.next + 1000) {
            self.report.findings.push(Finding::Tree(missing));
        }
        let stated = || tail.key.parse().ok().map(Trusted::alone);
        let Some(said) = keys.cloned().or_else(stated).and_then(|keys| keys.open(&tail.checkpoint)) else {
            self.report.findings.push(Finding::Forged(tail.end));
            return self.report;
        };
        self.report.checkpoints = 1;
        let root = root(head.begin, tail, &self.records, said.size);
        if root != Some(said.root) && self.report.findings.is_empty() {
            self.report.findings.push(Finding::Rewritten { first, last });
        }
        if said.origin != head.origin {
            self.report.findings.push(Finding::ArchiveAltered(month));
        }
        self.report
    }
}

/// The root that follows from the records and what stands beside them; none when they do not fit together.
fn root(begin: u64, tail: &Tail, records: &BTreeMap<u64, (i64, Hash)>, size: u64) -> Option<Hash> {
    let hashes = |texts: &[String]| texts.iter().map(|t| Hash::from_base64(t)).collect::<Option<Vec<_>>>();
    let mut tree = Frontier::new(begin, hashes(&tail.left)?)?;
    for (index, (_, hash)) in records {
        if *index != tree.size() {
            return None;
        }
        tree.push(*hash);
    }
    let (places, right) = (cover(tail.end, size), hashes(&tail.right)?);
    if tree.size() != tail.end || places.len() != right.len() {
        return None;
    }
    let fit = places.iter().zip(right).all(|(place, hash)| tree.push_node(place.level, hash));
    fit.then(|| tree.root())
}
