//! Which subtrees a proof consists of (RFC 9162, 2.1.3.1 and 2.1.4.1).

use crate::{Hash, node_hash};
use std::ops::Range;

/// A complete subtree: leaves `index · 2^level` to `(index + 1) · 2^level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// Height above the leaves.
    pub level: u8,
    /// Number among the nodes of this height, from the left.
    pub index: u64,
}

/// Largest power of two smaller than `n`, which is at least 2.
const fn split(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}

/// The leaves under each hash of the proof that the tree of `size` leaves holds the leaf `index`, in the order of the
/// proof. Empty when there is no such leaf.
pub fn inclusion_plan(index: u64, size: u64) -> Vec<Range<u64>> {
    let mut plan = Vec::new();
    if index >= size {
        return plan;
    }
    let (mut begin, mut end) = (0, size);
    while end - begin > 1 {
        let middle = begin + split(end - begin);
        if index < middle {
            plan.push(middle..end);
            end = middle;
        } else {
            plan.push(begin..middle);
            begin = middle;
        }
    }
    plan.reverse();
    plan
}

/// The leaves under each hash of the proof that the tree of `new` leaves begins with the tree of `old` leaves, in the
/// order of the proof. Empty when `old` is 0, `new` or more than `new`.
pub fn consistency_plan(old: u64, new: u64) -> Vec<Range<u64>> {
    let mut plan = Vec::new();
    if old == 0 || old >= new {
        return plan;
    }
    let (mut begin, mut end) = (0, new);
    // Does the old tree stand in this subtree as a whole, so that whoever verifies knows its root?
    let mut whole = true;
    while old != end {
        let middle = begin + split(end - begin);
        if old <= middle {
            plan.push(middle..end);
            end = middle;
        } else {
            plan.push(begin..middle);
            begin = middle;
            whole = false;
        }
    }
    if !whole {
        plan.push(begin..end);
    }
    plan.reverse();
    plan
}

/// The complete subtrees that make up the leaves from `begin` to `end`, from the left: O(log n) of them.
pub fn cover(begin: u64, end: u64) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut at = begin;
    while at < end {
        let fits = (end - at).ilog2();
        let level = at.trailing_zeros().min(fits);
        // A level is below 64.
        nodes.push(Node { level: u8::try_from(level).unwrap_or(63), index: at >> level });
        at += 1 << level;
    }
    nodes
}

/// Joins the hashes of the complete subtrees that make up a subtree of a proof (see [`cover`]), or of a whole tree, into
/// its hash: from the right, each smaller one under the larger to its left. None for no hashes.
pub fn fold(hashes: &[Hash]) -> Option<Hash> {
    let (last, before) = hashes.split_last()?;
    Some(before.iter().rev().fold(*last, |right, left| node_hash(left, &right)))
}
