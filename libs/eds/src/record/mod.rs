//! Evidence records (RFC 4998): one time stamp proves that many things existed, each with its way through a tree of
//! digests to what was stamped; renewed by a stamp over the last stamp, or over everything when a digest ages.
//!
//! ```text
//! thing --digest--> leaf --tree, one for a whole night's signatures--> root --stamp--> chain 1: stamp <- stamp <- stamp
//!                                                                                      chain 2, another digest: stamp <- …
//! ```

mod judge;
mod pending;
mod tree;

pub use judge::{Proven, validate_with_record};
pub use pending::Pending;
pub use tree::Tree;

use crate::algorithm::Identifier;
use crate::asn1::{Element, Reader, element, scan, tag};
use crate::{Certificate, Digest, Error, Reason, Result, TimeStamp, make};
use der::Encode;

/// Bytes of a record at most.
pub const LIMIT: usize = 8 << 20;
/// Stamps of a record at most.
const STAMPS: usize = 64;
/// Lists of digests between a thing and a stamp at most: trees over 2^32 things are not made.
const LISTS: usize = 33;
/// Digests in a list at most.
const LISTED: usize = 1024;

/// A stamp with the way from what it covers to its root (`ArchiveTimeStamp`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ArchiveStamp {
    /// `reducedHashtree`; none when what is covered was stamped itself.
    lists: Vec<Vec<Vec<u8>>>,
    /// `timeStamp`, as received: what the stamp after it covers.
    token: Vec<u8>,
    stamp: TimeStamp,
}

/// Stamps one over the other, all with one digest (`ArchiveTimeStampChain`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chain {
    digest: Digest,
    stamps: Vec<ArchiveStamp>,
    /// As received: what a chain after it covers.
    raw: Vec<u8>,
}

/// An evidence record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRecord {
    /// Oldest first, never empty; nor is one of them.
    chains: Vec<Chain>,
}

fn malformed(what: &str) -> Error {
    Error::new(Reason::Malformed, what)
}

impl EvidenceRecord {
    /// Reads a record. What is not understood is refused: documents that were encrypted, attributes of stamps.
    ///
    /// # Errors
    /// Malformed, too large, unknown algorithm, and what [`TimeStamp::read`] says of its stamps.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        scan(bytes, LIMIT, 64)?;
        let mut reader = Reader::new(bytes).expect(tag::SEQUENCE)?.inside();
        if reader.expect(tag::INTEGER)?.value != [1] {
            return Err(malformed("version of the record"));
        }
        let mut named = Vec::new();
        let mut algorithms = reader.expect(tag::SEQUENCE)?.inside();
        while !algorithms.is_empty() {
            named.push(Digest::from_oid(Identifier::read(&algorithms.expect(tag::SEQUENCE)?)?.oid)?);
        }
        // Material that may help: it is looked for in the stamps themselves.
        reader.optional(tag::context_constructed(0))?;
        let mut sequence = reader.expect(tag::SEQUENCE)?.inside();
        reader.finish()?;
        let (mut chains, mut count) = (Vec::new(), 0);
        while !sequence.is_empty() {
            let chain = Chain::read(&sequence.expect(tag::SEQUENCE)?, &mut count)?;
            if !named.contains(&chain.digest) {
                return Err(malformed("a digest that the record does not name"));
            }
            chains.push(chain);
        }
        if chains.is_empty() { Err(malformed("no stamp")) } else { Ok(Self { chains }) }
    }

    /// The record, DER.
    pub fn to_der(&self) -> Result<Vec<u8>> {
        let mut algorithms: Vec<Vec<u8>> = Vec::new();
        for chain in &self.chains {
            let algorithm = element(tag::SEQUENCE, &chain.digest.oid().to_der()?);
            if !algorithms.contains(&algorithm) {
                algorithms.push(algorithm);
            }
        }
        let parts =
            [element(tag::INTEGER, &[1]), element(tag::SEQUENCE, &algorithms.concat()), self.sequence()].concat();
        Ok(element(tag::SEQUENCE, &parts))
    }

    /// `ArchiveTimeStampSequence`.
    fn sequence(&self) -> Vec<u8> {
        element(tag::SEQUENCE, &self.chains.iter().flat_map(|chain| chain.raw.clone()).collect::<Vec<u8>>())
    }

    /// Its stamps, oldest first.
    pub fn stamps(&self) -> impl DoubleEndedIterator<Item = &TimeStamp> {
        self.chains.iter().flat_map(|chain| chain.stamps.iter().map(|s| &s.stamp))
    }

    /// The digests that must be made of what it covers: one for each chain.
    pub fn digests(&self) -> Vec<Digest> {
        self.chains.iter().map(|chain| chain.digest).collect()
    }

    fn newest(&self) -> &ArchiveStamp {
        // Reading refuses a record without a stamp, and nothing takes one away.
        let chain = &self.chains[self.chains.len() - 1];
        &chain.stamps[chain.stamps.len() - 1]
    }

    /// The newest stamp.
    pub fn newest_stamp(&self) -> &TimeStamp {
        &self.newest().stamp
    }

    /// The same with certificates, lists and answers in the newest stamp: what is known of its authority is gathered while
    /// it can be, before the next stamp covers it.
    ///
    /// # Errors
    /// Malformed.
    pub fn with_material(&self, certificates: &[Certificate], lists: &[Vec<u8>], answers: &[Vec<u8>]) -> Result<Self> {
        let mut record = self.clone();
        let token = make::add_material(&self.newest().token, certificates, lists, answers)?;
        if let Some(chain) = record.chains.last_mut() {
            if let Some(stamp) = chain.stamps.last_mut() {
                stamp.stamp = TimeStamp::read(&token)?;
                stamp.token = token;
            }
            chain.write()?;
        }
        Ok(record)
    }
}

impl Chain {
    fn read(chain: &Element<'_>, count: &mut usize) -> Result<Self> {
        let (mut reader, mut stamps, mut digest) = (chain.inside(), Vec::new(), None);
        while !reader.is_empty() {
            *count += 1;
            if *count > STAMPS {
                return Err(Error::new(Reason::TooLarge, "too many stamps"));
            }
            let (named, stamp) = ArchiveStamp::read(&reader.expect(tag::SEQUENCE)?)?;
            if *digest.get_or_insert(named) != named {
                return Err(malformed("two digests in a chain"));
            }
            stamps.push(stamp);
        }
        let digest = digest.ok_or_else(|| malformed("a chain without a stamp"))?;
        Ok(Self { digest, stamps, raw: chain.raw.to_vec() })
    }

    fn write(&mut self) -> Result<()> {
        let stamps: Result<Vec<Vec<u8>>> = self.stamps.iter().map(|stamp| stamp.write(self.digest)).collect();
        self.raw = element(tag::SEQUENCE, &stamps?.concat());
        Ok(())
    }
}

impl ArchiveStamp {
    fn read(stamp: &Element<'_>) -> Result<(Digest, Self)> {
        let mut reader = stamp.inside();
        let named = reader.optional(tag::context_constructed(0))?;
        let named = named.map(|n| Digest::from_oid(Identifier::read(&n)?.oid)).transpose()?;
        let mut lists = Vec::new();
        if let Some(tree) = reader.optional(tag::context_constructed(2))? {
            let mut tree = tree.inside();
            while !tree.is_empty() {
                let (mut list, mut digests) = (tree.expect(tag::SEQUENCE)?.inside(), Vec::new());
                while !list.is_empty() {
                    digests.push(list.expect(tag::OCTET_STRING)?.value.to_vec());
                }
                if digests.len() > LISTED || lists.len() == LISTS {
                    return Err(Error::new(Reason::TooLarge, "tree of the record"));
                }
                lists.push(digests);
            }
        }
        let token = reader.expect(tag::SEQUENCE)?.raw.to_vec();
        reader.finish()?;
        let stamp = TimeStamp::read(&token)?;
        let digest = stamp.info().digest()?;
        // RFC 4998, 4.1: without a name it is the stamp's; with another one the root could not be what was stamped.
        if named.is_some_and(|named| named != digest) {
            return Err(malformed("the stamp has another digest than its tree"));
        }
        // Of one length, so that a list can be cut into digests in one way only.
        if lists.iter().any(|list| list.is_empty() || list.iter().any(|value| value.len() != digest.size())) {
            return Err(malformed("length of a digest in the tree"));
        }
        Ok((digest, Self { lists, token, stamp }))
    }

    fn write(&self, digest: Digest) -> Result<Vec<u8>> {
        let mut parts = element(tag::context_constructed(0), &digest.oid().to_der()?);
        if !self.lists.is_empty() {
            let list = |list: &Vec<Vec<u8>>| {
                let digests: Vec<Vec<u8>> = list.iter().map(|d| element(tag::OCTET_STRING, d)).collect();
                element(tag::SEQUENCE, &digests.concat())
            };
            let lists: Vec<Vec<u8>> = self.lists.iter().map(list).collect();
            parts.extend(element(tag::context_constructed(2), &lists.concat()));
        }
        parts.extend_from_slice(&self.token);
        Ok(element(tag::SEQUENCE, &parts))
    }
}
