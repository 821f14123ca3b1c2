//! Merkle trees of append-only logs after RFC 9162 (Certificate Transparency 2.0), section 2.1, with SHA-256; and signed
//! checkpoints of such logs in the format of C2SP `tlog-checkpoint` (a "signed note").
//!
//! ```
//! use merkle::{Frontier, leaf_hash};
//!
//! let mut tree = Frontier::default();
//! for line in ["first", "second", "third"] {
//!     tree.push(leaf_hash(line.as_bytes()));
//! }
//! assert_eq!(tree.size(), 3);
//! // One subtree of two leaves and one leaf: all that must be kept to go on.
//! assert_eq!(tree.nodes().len(), 2);
//! println!("{}", tree.root());
//! ```
//!
//! What is kept of a tree is the caller's affair. [`inclusion_plan`] and [`consistency_plan`] say which subtrees a proof
//! consists of, [`cover`] which complete subtrees (nodes at a level) make up such a subtree, and [`fold`] joins their
//! hashes; so a proof needs O(log n) nodes, wherever these are kept.

mod checkpoint;
mod frontier;
mod hash;
mod note;
mod plan;
mod verify;

pub use checkpoint::Checkpoint;
pub use frontier::Frontier;
pub use hash::{Hash, empty_root, leaf_hash, node_hash, root_of};
pub use note::{BadNote, Signer, VerifierKey};
pub use plan::{Node, consistency_plan, cover, fold, inclusion_plan};
pub use verify::{ProofError, verify_consistency, verify_inclusion};
