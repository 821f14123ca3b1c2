//! Trees of digests (RFC 4998, 4.2): leaves, pairs of them, pairs of pairs, to one root.

use crate::Digest;
use std::collections::HashMap;

/// The digest of several digests, in the order of their bytes; of one alone, itself.
pub(super) fn joined(digest: Digest, mut values: Vec<Vec<u8>>) -> Vec<u8> {
    if values.len() == 1 {
        return values.remove(0);
    }
    values.sort_unstable();
    digest.of(&values.concat())
}

/// A tree over leaves; equal ones are one.
#[derive(Debug, Clone)]
pub struct Tree {
    /// Leaves first, the root last; each level half as wide.
    levels: Vec<Vec<Vec<u8>>>,
    places: HashMap<Vec<u8>, usize>,
}

impl Tree {
    /// The tree over these leaves; none over nothing.
    pub fn over(digest: Digest, leaves: impl IntoIterator<Item = Vec<u8>>) -> Option<Self> {
        let mut leaves: Vec<Vec<u8>> = leaves.into_iter().collect();
        leaves.sort_unstable();
        leaves.dedup();
        let places = leaves.iter().cloned().zip(0..).collect();
        let mut levels = vec![leaves];
        while levels.last()?.len() > 1 {
            let pairs = levels.last()?.chunks(2);
            levels.push(pairs.map(|pair| joined(digest, pair.to_vec())).collect());
        }
        levels.last()?.first()?;
        Some(Self { levels, places })
    }

    /// What is stamped.
    pub fn root(&self) -> &[u8] {
        self.levels.last().and_then(|level| level.first()).map_or(&[], Vec::as_slice)
    }

    /// What stands beside a leaf on its way to the root, from below; nothing for what is no leaf.
    pub(super) fn beside(&self, leaf: &[u8]) -> Option<Vec<Vec<u8>>> {
        let mut place = *self.places.get(leaf)?;
        let mut found = Vec::new();
        for level in &self.levels {
            // The last of an odd level goes up alone.
            found.extend(level.get(place ^ 1).cloned());
            place /= 2;
        }
        Some(found)
    }
}
