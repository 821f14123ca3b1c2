//! The write-ahead log of an embedded database as a file (<https://sqlite.org/fileformat2.html#walformat>): which pages committed
//! transactions wrote. A frame counts only when it is of this log (its salts), follows all before it (a running sum) and stands
//! before the end of a transaction.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The last bit says in which order the words of the sums are read.
const MAGIC: u32 = 0x377f_0682;
const VERSION: u32 = 3_007_000;

/// The beginning of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) salts: [u32; 2],
    page_size: u32,
    big_endian: bool,
    sums: [u32; 2],
}

impl Head {
    /// Where reading of this log begins.
    pub(crate) const fn start(self) -> Position {
        Position { head: self, frames: 0, sums: self.sums }
    }
}

/// How far a log was read: always to the end of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) head: Head,
    pub(crate) frames: u32,
    sums: [u32; 2],
}

/// What stands in the log is not what follows from what was read before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Strange;

/// Pages of a database as transactions left them, each as it was last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// Bytes of a page; 0 while there is none.
    pub page_size: u32,
    /// How many pages the database has after the last transaction; 0 while there is none.
    pub count: u32,
    /// The pages by number, from 1.
    pub pages: BTreeMap<u32, Vec<u8>>,
}

impl Pages {
    /// Is nothing there?
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Bytes of all pages.
    pub fn bytes(&self) -> u64 {
        self.pages.len() as u64 * u64::from(self.page_size)
    }

    /// Lays them over a copy of the database that nobody has opened.
    pub fn lay_over(&self, copy: &std::fs::File) -> io::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        for (number, page) in &self.pages {
            copy.write_all_at(page, u64::from(number.saturating_sub(1)) * u64::from(self.page_size))?;
        }
        copy.set_len(u64::from(self.count) * u64::from(self.page_size))
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let mut word = [0; 4];
    word.copy_from_slice(&bytes[at..at + 4]);
    u32::from_be_bytes(word)
}

/// The running sum over pairs of words.
fn sum(mut sums: [u32; 2], bytes: &[u8], big_endian: bool) -> [u32; 2] {
    let read = if big_endian { u32::from_be_bytes } else { u32::from_le_bytes };
    for pair in bytes.as_chunks::<4>().0.as_chunks::<2>().0 {
        sums[0] = sums[0].wrapping_add(read(pair[0])).wrapping_add(sums[1]);
        sums[1] = sums[1].wrapping_add(read(pair[1])).wrapping_add(sums[0]);
    }
    sums
}

/// Fills the buffer; says whether there was so much.
fn filled(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// The beginning of a log; none when there is none, or none that is whole.
pub(crate) fn head(log: &mut (impl Read + Seek)) -> io::Result<Option<Head>> {
    let mut bytes = [0; HEADER];
    log.seek(SeekFrom::Start(0))?;
    if !filled(log, &mut bytes)? {
        return Ok(None);
    }
    let (magic, page_size) = (word(&bytes, 0), word(&bytes, 8));
    let big_endian = magic & 1 == 1;
    let sums = sum([0, 0], &bytes[..24], big_endian);
    let is_whole = magic & !1 == MAGIC
        && word(&bytes, 4) == VERSION
        && page_size.is_power_of_two()
        && (512..=65_536).contains(&page_size)
        && sums == [word(&bytes, 24), word(&bytes, 28)];
    let salts = [word(&bytes, 16), word(&bytes, 20)];
    Ok(is_whole.then_some(Head { salts, page_size, big_endian, sums }))
}

/// Reads from this position to the frame `until`, which ends a transaction, and puts its pages to those that are there.
pub(crate) fn read(
    log: &mut (impl Read + Seek),
    from: Position,
    until: u32,
    to: &mut Pages,
) -> io::Result<Result<Position, Strange>> {
    let size = from.head.page_size as usize;
    let (mut sums, mut count, mut new) = (from.sums, 0, BTreeMap::new());
    log.seek(SeekFrom::Start(HEADER as u64 + u64::from(from.frames) * (FRAME_HEADER + size) as u64))?;
    let mut log = io::BufReader::with_capacity(1 << 16, log);
    let mut frame = vec![0; FRAME_HEADER + size];
    for _ in from.frames..until {
        if !filled(&mut log, &mut frame)? {
            return Ok(Err(Strange));
        }
        sums = sum(sums, &frame[..8], from.head.big_endian);
        sums = sum(sums, &frame[FRAME_HEADER..], from.head.big_endian);
        let number = word(&frame, 0);
        let salts = [word(&frame, 8), word(&frame, 12)];
        if salts != from.head.salts || sums != [word(&frame, 16), word(&frame, 20)] || number == 0 {
            return Ok(Err(Strange));
        }
        count = word(&frame, 4);
        new.insert(number, frame[FRAME_HEADER..].to_vec());
    }
    if until < from.frames || (until > from.frames && count == 0) {
        return Ok(Err(Strange));
    }
    if until > from.frames {
        to.page_size = from.head.page_size;
        to.count = count;
        to.pages.append(&mut new);
        // What was cut off the end is no page any more.
        to.pages.split_off(&count.saturating_add(1));
    }
    Ok(Ok(Position { frames: until, sums, ..from }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rusqlite::Connection;
    use std::io::Cursor;
    use std::sync::LazyLock;

    /// A log that `SQLite` wrote, and how many frames there are after each of its transactions.
    static WRITTEN: LazyLock<(Vec<u8>, Vec<u32>)> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("orda.db");
        let db = Connection::open(&file).unwrap();
        db.execute_batch("pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table t (x blob)").unwrap();
        let log = folder.path().join("orda.db-wal");
        let frames = || u32::try_from((std::fs::metadata(&log).unwrap().len() - 32) / (4096 + 24)).unwrap();
        let mut ends = vec![frames()];
        for n in 0..12 {
            db.execute("insert into t values (randomblob(?1))", [n * 1500]).unwrap();
            ends.push(frames());
        }
        db.execute_batch("delete from t").unwrap();
        ends.push(frames());
        (std::fs::read(&log).unwrap(), ends)
    });

    fn pages(log: &[u8], until: u32) -> Result<Pages, Strange> {
        let mut log = Cursor::new(log);
        let mut pages = Pages::default();
        let Some(head) = head(&mut log).unwrap() else { return Err(Strange) };
        read(&mut log, head.start(), until, &mut pages).unwrap().map(|_| pages)
    }

    /// Whatever the steps, the pages are the same; only the end of a transaction is an end.
    #[test]
    fn a_log_is_read_in_steps() {
        let (log, ends) = &*WRITTEN;
        let whole = pages(log, *ends.last().unwrap()).unwrap();
        let mut file = Cursor::new(log);
        let mut position = head(&mut file).unwrap().unwrap().start();
        let mut steps = Pages::default();
        for end in ends {
            position = read(&mut file, position, *end, &mut steps).unwrap().unwrap();
            assert_eq!(read(&mut file, position, *end, &mut steps).unwrap(), Ok(position), "nothing new");
        }
        assert!(steps == whole && whole.count > 2 && !whole.is_empty());
        for frames in 1..*ends.last().unwrap() {
            assert_eq!(pages(log, frames).is_ok(), ends.contains(&frames), "{frames}");
        }
        assert_eq!(pages(log, ends.last().unwrap() + 1), Err(Strange), "there are no more");
    }

    proptest! {
        /// A log that is cut off, or in which a byte is another, gives the pages of the transactions before that place, and of
        /// none after it; it never gives others.
        #[test]
        fn what_is_not_whole_is_not_read(cut in 0_usize..200_000, at in 0_usize..200_000, flip in 1_u8..=255) {
            let (log, ends) = &*WRITTEN;
            let (cut, at) = (cut % log.len(), at % log.len());
            let mut changed = log.clone();
            changed[at] ^= flip;
            for end in ends {
                let length = 32 + *end as usize * (4096 + 24);
                let is_whole = pages(&log[..cut], *end);
                prop_assert_eq!(is_whole.is_ok(), cut >= length);
                let read = pages(&changed, *end);
                // The counter of emptyings in the header is in the sum as well.
                prop_assert_eq!(read.is_ok(), at >= length, "changed at {}", at);
                if let Ok(read) = read {
                    prop_assert_eq!(read, pages(log, *end).unwrap());
                }
            }
        }
    }
}
