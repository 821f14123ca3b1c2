//! How long documents are kept, and their guaranteed destruction (385-6-8).
//!
//! ```text
//! propose ──> proposed ── first decision ── second decision ──> decided ── carry out ──> destroying ──> destroyed
//!                 └──────────── withdraw ─────────────┘                                     (act)
//! ```
//!
//! Two different persons decide, an administrator and a security officer among them, each with an EDS over the same
//! manifest: what is destroyed, by number and digests. What is held, or whose period of keeping is not over, is refused.

pub mod database;
mod item;
mod ports;
mod proposal;
mod refusal;
mod service;
mod settings;

pub use item::{CERTIFICATE, Item, ItemPart};
pub use ports::{Holdings, RetentionStore, RetentionWork};
pub use proposal::{Decision, Hold, HoldId, Proposal, ProposalId, State};
pub use service::{OBJECT, RESOURCE, Retention};
pub use settings::Settings;
