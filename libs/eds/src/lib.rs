//! Electronic digital signatures: detached CMS over X.509, read strictly and judged step by step.
//!
//! The crate is pure: bytes, a time and a trust profile go in, a [`Report`] comes out. It opens no file and asks no clock.

mod reason;
mod report;

pub use reason::{Error, Reason, Result};
pub use report::{Report, Status, Step, StepReport};
