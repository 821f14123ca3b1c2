//! Evidence: what keeps a signature provable for decades, beside the signature that never changes.
//!
//! ```text
//! taken in --(job, at once)--> kept: a stamp over the signature, certificates, answers about revocation, an archive stamp
//!     |                          \--(before the newest stamp's certificate or an algorithm ages)--> renewed: one stamp more,
//!     |                             over all signatures that are due (an evidence record), or over each
//!     \--(it failed)--> again after a growing delay; given up when it can never be proven
//! ```

mod augment;
mod container;
mod plan;
mod service;
mod together;

pub use container::{DataFile, listed};
pub use plan::{Settings, delay, next_renewal};
pub use service::{Preservation, Proof, Ran};

use crate::{SignatureId, SignatureRecord};
use async_trait::async_trait;
use eds::validate::Level;
use orda_base::{Access, Result, Timestamp};

/// The evidence of one signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Whose evidence it is.
    pub signature: SignatureId,
    /// How often it was changed: two nodes never write over each other.
    pub revision: u64,
    /// When there is something to do next; nothing: it can never be proven.
    pub due_at: Option<Timestamp>,
    /// Failures since the last success.
    pub attempts: u32,
    /// Why the last attempt failed, a stable code; empty after a success.
    pub trouble: String,
    /// The signature with its stamps and material, DER; nothing before the first success.
    pub cms: Option<Vec<u8>>,
    /// The level that was proven when it was made.
    pub level: Option<Level>,
    /// Since when the signature is proven to exist.
    pub proven_at: Option<Timestamp>,
    /// When the evidence was made or renewed last.
    pub made_at: Option<Timestamp>,
    /// How often it was renewed.
    pub renewals: u32,
    /// The evidence record (RFC 4998) over `cms` and what was signed, DER; nothing before a renewal together with others.
    pub record: Option<Vec<u8>>,
}

/// Keeps evidence.
#[async_trait]
pub trait EvidenceStore: Send + Sync {
    /// Signatures for which something is due, the longest waiting first.
    async fn due(&self, now: Timestamp, limit: u32) -> Result<Vec<SignatureId>>;
    /// A signature with its evidence.
    async fn load(&self, id: SignatureId) -> Result<Option<(SignatureRecord, Evidence)>>;
    /// Evidence of these signatures, in no order.
    async fn of(&self, ids: &[SignatureId]) -> Result<Vec<Evidence>>;
    /// Keeps changed evidence and accounts for it, in one transaction; says whether it did: not when another node was
    /// quicker.
    async fn save(&self, evidence: &Evidence, at: Timestamp, access: Option<&Access>) -> Result<bool>;
}
