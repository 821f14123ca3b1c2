//! A stamp of a record to be made: what it will cover, until the root of the tree has been stamped.

use super::tree::joined;
use super::{ArchiveStamp, Chain, EvidenceRecord, STAMPS, Tree};
use crate::{Digest, Error, Reason, Result, TimeStamp};

/// What a record waits for.
#[derive(Debug, Clone)]
pub struct Pending {
    digest: Digest,
    /// The record so far.
    record: Option<EvidenceRecord>,
    /// Digests of what is covered.
    covered: Vec<Vec<u8>>,
    /// Does it begin a chain?
    begins: bool,
}

/// Digests of the things that a chain covers: the things themselves, and for a later chain all that was before it
/// (RFC 4998, 5.2).
pub(super) fn of_things(digest: Digest, things: &[Vec<u8>], before: Option<&[u8]>) -> Vec<Vec<u8>> {
    let Some(before) = before else { return things.to_vec() };
    let before = digest.of(before);
    things.iter().map(|thing| digest.of(&[thing.as_slice(), &before].concat())).collect()
}

impl Pending {
    /// The first stamp over things that belong together, by their digests.
    pub fn first(digest: Digest, things: &[Vec<u8>]) -> Self {
        Self { digest, record: None, covered: things.to_vec(), begins: true }
    }

    /// Renewal by a stamp over the newest stamp: before its certificate ends.
    pub fn renewed(record: EvidenceRecord) -> Self {
        let digest = record.chains[record.chains.len() - 1].digest;
        let covered = vec![digest.of(&record.newest().token)];
        Self { digest, record: Some(record), covered, begins: false }
    }

    /// Renewal of the tree, with the digests of the things made anew: before a digest ages.
    pub fn rehashed(record: EvidenceRecord, digest: Digest, things: &[Vec<u8>]) -> Self {
        let covered = of_things(digest, things, Some(&record.sequence()));
        Self { digest, record: Some(record), covered, begins: true }
    }

    /// The digest of its tree.
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// The leaf of the tree.
    pub fn leaf(&self) -> Vec<u8> {
        if self.covered.is_empty() { Vec::new() } else { joined(self.digest, self.covered.clone()) }
    }

    /// The record with the stamp over the root of the tree that the leaf is in.
    ///
    /// # Errors
    /// Stamp mismatch, when the stamp is of another root or the leaf not in the tree; too large, with too many stamps; what
    /// [`TimeStamp::read`] says.
    pub fn finish(self, tree: &Tree, token: &[u8]) -> Result<EvidenceRecord> {
        let mismatch = || Error::from(Reason::StampMismatch);
        let stamp = TimeStamp::read(token)?;
        if stamp.info().digest()? != self.digest || stamp.info().imprint != tree.root() {
            return Err(mismatch());
        }
        let beside = tree.beside(&self.leaf()).ok_or_else(mismatch)?;
        let mut lists: Vec<Vec<Vec<u8>>> = beside.into_iter().map(|value| vec![value]).collect();
        match (&*self.covered, lists.first_mut()) {
            ([_], None) => {}
            ([one], Some(first)) => {
                first.push(one.clone());
                first.sort_unstable();
            }
            _ => {
                let mut all = self.covered;
                all.sort_unstable();
                lists.insert(0, all);
            }
        }
        let stamp = ArchiveStamp { lists, token: token.to_vec(), stamp };
        let mut record = self.record.unwrap_or(EvidenceRecord { chains: Vec::new() });
        if record.stamps().count() >= STAMPS {
            return Err(Error::new(Reason::TooLarge, "too many stamps"));
        }
        if self.begins {
            record.chains.push(Chain { digest: self.digest, stamps: Vec::new(), raw: Vec::new() });
        }
        if let Some(chain) = record.chains.last_mut() {
            chain.stamps.push(stamp);
            chain.write()?;
        }
        Ok(record)
    }
}
