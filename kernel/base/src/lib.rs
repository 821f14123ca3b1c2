//! Words that every part of Orda shares: ids, time, people acting, languages, pages of lists, permissions and errors.
//!
//! Nothing here reads or writes anything. Time and randomness come in through [`Env`], so that every decision can be
//! replayed in a test.

mod access;
mod actor;
pub mod closed;
mod env;
mod error;
pub mod host;
mod id;
mod language;
pub mod nul;
mod page;
mod permission;
pub mod personal;
mod role;
mod time;
mod wrong;

pub use access::{Access, Operation, Outcome};
pub use actor::{Actor, Identity, Membership, Origin};
pub use env::{Clock, Entropy, Env, FixedClock, SeededEntropy, SystemClock, SystemEntropy};
pub use error::{Error, FieldError, Message, Refusal, Result};
pub use id::{BodyId, PersonId, RequestId, SessionId, SystemId, UnitId};
pub use jiff::civil::Date;
pub use language::{Language, LocalizedText};
pub use page::{Page, PageRequest};
pub use permission::Permission;
pub use role::Role;
pub use time::Timestamp;
#[doc(hidden)]
pub use uuid;
pub use wrong::{LONGEST_NAME, Wrong};
