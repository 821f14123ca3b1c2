//! Proofs that records stand where they stood (RFC 9162).

use crate::{Accountant, may_read};
use async_trait::async_trait;
use merkle::{Hash, Node, VerifierKey, consistency_plan, cover, fold, inclusion_plan};
use orda_base::{Access, Actor, Error, Operation, Result, Timestamp};
use std::ops::Range;
use std::sync::Arc;

/// Most checkpoints that are given out at once.
pub const CHECKPOINTS: u32 = 1000;

/// A checkpoint as it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// Records in the tree.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
    /// When it was signed.
    pub at: Timestamp,
    /// The signed note.
    pub note: String,
}

/// Reads what is kept of the tree.
#[async_trait]
pub trait TreeStore: Send + Sync {
    /// The latest checkpoint; none before the first.
    async fn latest(&self) -> Result<Option<SignedCheckpoint>>;

    /// At most `limit` checkpoints of more than `after` records, the oldest first.
    async fn checkpoints(&self, after: u64, limit: u32) -> Result<Vec<SignedCheckpoint>>;

    /// Place in the tree and hash of the record with this number; none when it is not in the tree yet, or never was.
    async fn place(&self, seq: i64) -> Result<Option<(u64, Hash)>>;

    /// Hashes of these complete subtrees, in their order.
    async fn nodes(&self, nodes: &[Node]) -> Result<Vec<Hash>>;
}

/// Shows that a record is in the tree of a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InclusionProof {
    /// Number of the record.
    pub seq: i64,
    /// Its place in the tree, from 0.
    pub index: u64,
    /// Its hash.
    pub leaf: Hash,
    /// The hashes that lead to the root.
    pub path: Vec<Hash>,
    /// The checkpoint whose tree it is.
    pub checkpoint: SignedCheckpoint,
}

/// The tree for those who verify. What it publishes, anybody may have: sizes, roots and hashes tell nothing of records.
pub struct Proofs {
    store: Arc<dyn TreeStore>,
    accountant: Arc<dyn Accountant>,
    key: VerifierKey,
}

impl Proofs {
    /// Over this tree, whose checkpoints `key` verifies.
    pub fn new(store: Arc<dyn TreeStore>, accountant: Arc<dyn Accountant>, key: VerifierKey) -> Self {
        Self { store, accountant, key }
    }

    /// What checkpoints are verified with.
    pub const fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// The latest checkpoint.
    pub async fn latest(&self) -> Result<Option<SignedCheckpoint>> {
        self.store.latest().await
    }

    /// Checkpoints of more than `after` records, the oldest first, at most [`CHECKPOINTS`].
    pub async fn checkpoints(&self, after: u64) -> Result<Vec<SignedCheckpoint>> {
        self.store.checkpoints(after, CHECKPOINTS).await
    }

    /// Hashes that show that the tree of `new` records begins with that of `old` records.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no tree of that size, or `old` is larger.
    pub async fn consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>> {
        let size = self.store.latest().await?.map_or(0, |latest| latest.size);
        if old > new || new > size {
            return Err(Error::NotFound);
        }
        hashes(self.store.as_ref(), &consistency_plan(old, new)).await
    }

    /// Shows that the record with this number is in the tree of the latest checkpoint; none when it is newer than that.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but the security officer and administrators.
    pub async fn prove(&self, actor: &Actor, seq: i64) -> Result<Option<InclusionProof>> {
        let access = Access::done("accounting", format!("{seq} proof"), Operation::Read);
        let allowed = if actor.is_known() { may_read(actor).check() } else { Err(Error::Unauthenticated) };
        match &allowed {
            Ok(()) => self.accountant.record(actor, &access).await?,
            Err(error) => self.accountant.record(actor, &access.ended(error)).await?,
        }
        allowed?;
        prove(self.store.as_ref(), seq).await
    }
}

/// Shows that the record with this number is in the tree of the latest checkpoint; none when it is not.
pub async fn prove(store: &dyn TreeStore, seq: i64) -> Result<Option<InclusionProof>> {
    let (Some(checkpoint), Some((index, leaf))) = (store.latest().await?, store.place(seq).await?) else {
        return Ok(None);
    };
    if index >= checkpoint.size {
        return Ok(None);
    }
    let path = hashes(store, &inclusion_plan(index, checkpoint.size)).await?;
    Ok(Some(InclusionProof { seq, index, leaf, path, checkpoint }))
}

/// The hash over each of these ranges of leaves, all fetched at once.
async fn hashes(store: &dyn TreeStore, plan: &[Range<u64>]) -> Result<Vec<Hash>> {
    let covers: Vec<Vec<Node>> = plan.iter().map(|range| cover(range.start, range.end)).collect();
    let wanted: Vec<Node> = covers.iter().flatten().copied().collect();
    let mut found = store.nodes(&wanted).await?.into_iter();
    let one = |nodes: &Vec<Node>| {
        let parts: Vec<Hash> = found.by_ref().take(nodes.len()).collect();
        fold(&parts).ok_or_else(|| Error::internal("a node of the tree is missing"))
    };
    covers.iter().map(one).collect()
}
