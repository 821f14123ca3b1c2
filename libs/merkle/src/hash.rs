//! Hashes of leaves and nodes (RFC 9162, 2.1.1).

use aws_lc_rs::digest::{Context, SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::fmt;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The digest in these bytes, when they are 32.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The digest in this base64 text.
    pub fn from_base64(text: &str) -> Option<Self> {
        Self::from_bytes(&BASE64.decode(text).ok()?)
    }

    /// As base64, as checkpoints write it.
    pub fn to_base64(self) -> String {
        BASE64.encode(self.0)
    }

    fn of(digest: &aws_lc_rs::digest::Digest) -> Self {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest.as_ref());
        Self(bytes)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Hash of a leaf with this data: `SHA-256(0x00 || data)`.
pub fn leaf_hash(data: &[u8]) -> Hash {
    let mut context = Context::new(&SHA256);
    context.update(&[0]);
    context.update(data);
    Hash::of(&context.finish())
}

/// Hash of a node over two others: `SHA-256(0x01 || left || right)`.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [1; 65];
    bytes[1..33].copy_from_slice(&left.0);
    bytes[33..].copy_from_slice(&right.0);
    Hash::of(&digest(&SHA256, &bytes))
}

/// Root of the tree without leaves: `SHA-256()`.
pub fn empty_root() -> Hash {
    Hash::of(&digest(&SHA256, b""))
}

/// Root of the tree over these leaves, straight from the definition (`MTH`). For trees that grow see
/// [`Frontier`](crate::Frontier).
pub fn root_of(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [one] => *one,
        more => {
            // The largest power of two smaller than the number of leaves.
            let split = 1 << (more.len() - 1).ilog2();
            node_hash(&root_of(&more[..split]), &root_of(&more[split..]))
        }
    }
}
