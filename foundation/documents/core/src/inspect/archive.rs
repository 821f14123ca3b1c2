//! What archives have in common: a budget for what they unpack to, and names that stay inside.

use super::Defect;
use crate::Archives;
use std::cell::Cell;
use std::io::{self, Read};

/// Counts what comes out of an archive and everything inside it, and stops where a limit is passed.
pub(super) struct Budget {
    limits: Archives,
    packed: u64,
    unpacked: Cell<u64>,
    entries: Cell<u64>,
    exceeded: Cell<Option<Defect>>,
}

impl Budget {
    /// The budget of a file of `packed` bytes.
    pub(super) const fn new(limits: Archives, packed: u64) -> Self {
        Self { limits, packed, unpacked: Cell::new(0), entries: Cell::new(0), exceeded: Cell::new(None) }
    }

    /// So many more bytes came out.
    pub(super) fn unpacked(&self, bytes: u64) -> Result<(), Defect> {
        let sum = self.unpacked.get().saturating_add(bytes);
        self.unpacked.set(sum);
        if sum > self.limits.unpacked {
            return self.exceed(Defect::Bomb("size"));
        }
        if sum > Archives::FREE && sum / self.packed.max(1) >= self.limits.ratio {
            return self.exceed(Defect::Bomb("ratio"));
        }
        Ok(())
    }

    /// So many bytes are declared to come out; judged at once, counted only when they come.
    pub(super) fn declared(&self, bytes: u64) -> Result<(), Defect> {
        let before = self.unpacked.get();
        self.unpacked(bytes)?;
        self.unpacked.set(before);
        Ok(())
    }

    /// So many more entries were found.
    pub(super) fn entries(&self, count: u64) -> Result<(), Defect> {
        let sum = self.entries.get().saturating_add(count);
        self.entries.set(sum);
        if sum > self.limits.entries { self.exceed(Defect::Bomb("entries")) } else { Ok(()) }
    }

    /// An archive lies `depth` archives deep, the outermost being the first.
    pub(super) fn depth(&self, depth: u32) -> Result<(), Defect> {
        if depth > self.limits.depth { self.exceed(Defect::Bomb("depth")) } else { Ok(()) }
    }

    /// Remembers why reading stops: an error of a reader says too little.
    pub(super) fn exceed(&self, defect: Defect) -> Result<(), Defect> {
        self.exceeded.set(Some(defect));
        Err(defect)
    }

    /// The limit that was passed, if one was.
    pub(super) fn exceeded(&self) -> Option<Defect> {
        self.exceeded.get()
    }
}

/// A reader whose bytes are counted, against the budget, and digested.
pub(super) struct Counted<'b, R> {
    inner: R,
    budget: &'b Budget,
    crc: crc32fast::Hasher,
    count: u64,
}

impl<'b, R: Read> Counted<'b, R> {
    pub(super) fn new(inner: R, budget: &'b Budget) -> Self {
        Self { inner, budget, crc: crc32fast::Hasher::new(), count: 0 }
    }

    /// Length and CRC-32 of what was read.
    pub(super) fn finish(self) -> (u64, u32) {
        (self.count, self.crc.finalize())
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(out)?;
        self.count += n as u64;
        self.crc.update(&out[..n]);
        self.budget.unpacked(n as u64).map_err(|_| io::Error::other("over the limit"))?;
        Ok(n)
    }
}

/// Longest name of an entry in bytes.
pub(super) const ENTRY_NAME: usize = 4096;

/// Does a name inside an archive lead out of the folder of unpacking, on any system?
pub(super) fn escapes(name: &[u8]) -> bool {
    let separator = |b: &u8| matches!(b, b'/' | b'\\');
    name.first().is_some_and(separator)
        || (name.len() >= 2 && name[0].is_ascii_alphabetic() && name[1] == b':')
        || name.contains(&0)
        || name.split(separator).any(|part| part.trim_ascii() == b"..")
}
