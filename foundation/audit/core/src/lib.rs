//! Accounting of every access (365-7, 365-8): who, from where, when, which part of which resource, which operation,
//! how it ended. Refused and failed accesses included.
//!
//! There are two ways in, and both are durable before anything is answered:
//! - a use case that writes records its access in its own transaction (`orda_audit_store::record`);
//! - reads and refusals go through an [`Accountant`], which shares commits between requests.
//!
//! What was recorded cannot be changed or removed through the program; the database itself refuses it.

mod accountant;
mod accounting;
mod call;
mod entry;
mod filter;
mod mask;
mod policy;

pub use accountant::Accountant;
pub use accounting::{Accounting, EXPORT_LIMIT, EntryStore, Found};
pub use call::{Call, calling, current_call};
pub use entry::{Entry, NewEntry, Who};
pub use filter::{Cursor, Filter};
pub use mask::masked;
pub use policy::may_read;
