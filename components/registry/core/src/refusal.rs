//! Why the component says no, besides what is missing.

use orda_base::{Error, Refusal};

/// The record does not stand where this can be done.
pub const STATE: &str = "registry-refusal-state";
/// The finding was withdrawn before.
pub const ENDED: &str = "registry-refusal-ended";

pub(crate) fn state() -> Error {
    Refusal::new(STATE).into()
}

pub(crate) fn ended() -> Error {
    Refusal::new(ENDED).into()
}
