//! Accounting of every access (365-7, 365-8): who, from where, when, which part of which resource, which operation,
//! how it ended. Refused and failed accesses included.
//!
//! There are two ways in, and both are durable before anything is answered:
//! - a use case that writes records its access in its own transaction (`orda_audit_store::record`);
//! - reads and refusals go through an [`Accountant`], which shares commits between requests.
//!
//! What was recorded cannot be changed or removed through the program; the database itself refuses it. Whoever gets round
//! that is found: the records are leaves of a Merkle tree whose checkpoints are signed and published ([`Proofs`]).

mod accountant;
mod accounting;
mod alerts;
mod archives;
mod call;
mod charts;
mod entry;
mod filter;
mod leaf;
mod mask;
mod policy;
mod report;
mod rules;
mod tree;

pub use accountant::Accountant;
pub use accounting::{Accounting, EXPORT_LIMIT, EntryStore, Found, Numbers};
pub use alerts::{Alert, AlertId, AlertStore, Alerts, Handled, Herald, NOTE_LIMIT, TOUCHED, Touched, notice_key};
pub use archives::{Archive, ArchiveStore, NoArchives};
pub use call::{Call, calling, current_call};
pub use charts::{Chart, Count, Dimension};
pub use entry::{Entry, NewEntry, Who};
pub use filter::{Cursor, Filter};
pub use leaf::{Leaf, RawLeaf};
pub use mask::masked;
pub use policy::may_read;
pub use report::{Finding, Report};
pub use rules::{Activity, KnownAddresses, Limits, Rule, Suspicion, Weight, judge};
pub use tree::{CHECKPOINTS, InclusionProof, Proofs, SignedCheckpoint, TreeStore, prove};
