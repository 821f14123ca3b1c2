//! A tree that grows, of which only the roots of its complete subtrees are kept: one for each bit set in its size.

use crate::{Hash, Node, empty_root, fold, node_hash};

/// The right edge of a tree: all that is needed to add leaves and to tell the root. At most 64 hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    nodes: Vec<Hash>,
}

impl Frontier {
    /// The edge of a tree of `size` leaves, with the roots of its complete subtrees from the left, the largest first.
    /// None when their number does not fit the size.
    pub fn new(size: u64, nodes: Vec<Hash>) -> Option<Self> {
        (nodes.len() == size.count_ones() as usize).then_some(Self { size, nodes })
    }

    /// Number of leaves.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Roots of the complete subtrees, from the left, the largest first.
    pub fn nodes(&self) -> &[Hash] {
        &self.nodes
    }

    /// Adds a leaf; O(1) hashes on average.
    pub fn push(&mut self, leaf: Hash) {
        self.add(0, leaf);
    }

    /// Adds a complete subtree of `2^level` leaves. False, and nothing is done, when it does not stand at the place where
    /// the tree ends: the size must be a multiple of `2^level`.
    pub fn push_node(&mut self, level: u8, hash: Hash) -> bool {
        let fits = level < 64 && self.size.trailing_zeros() >= u32::from(level);
        if fits {
            self.add(level, hash);
        }
        fits
    }

    fn add(&mut self, level: u8, hash: Hash) {
        let mut joined = hash;
        let mut bit = 1_u64 << level;
        while self.size & bit != 0 {
            // The bit is set, so there is a subtree of that size.
            let Some(left) = self.nodes.pop() else { break };
            joined = node_hash(&left, &joined);
            bit <<= 1;
        }
        self.nodes.push(joined);
        self.size += 1_u64 << level;
    }

    /// Root of the tree as it is now.
    pub fn root(&self) -> Hash {
        fold(&self.nodes).unwrap_or_else(empty_root)
    }

    /// Where the kept subtrees stand in the tree, in their order.
    pub fn places(&self) -> Vec<Node> {
        crate::cover(0, self.size)
    }

    /// The kept hashes one after another, 32 bytes each.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.nodes.iter().flat_map(|n| n.0).collect()
    }

    /// The edge of a tree of `size` leaves, as [`Self::to_bytes`] wrote it.
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Option<Self> {
        let chunks = bytes.chunks_exact(32);
        if !chunks.remainder().is_empty() {
            return None;
        }
        Self::new(size, chunks.filter_map(Hash::from_bytes).collect())
    }
}
