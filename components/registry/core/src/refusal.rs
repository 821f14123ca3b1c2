//! Why the component says no, besides what is missing.

use orda_base::{Error, Refusal};

/// The record does not stand where this can be done.
pub const STATE: &str = "registry-refusal-state";
/// The finding was withdrawn before.
pub const ENDED: &str = "registry-refusal-ended";

/// The report of the audit was sent: nothing of the audit changes any more.
pub const SENT: &str = "registry-refusal-audit-sent";
/// Another interaction is in force for the same part of the interface.
pub const TAKEN: &str = "registry-refusal-taken";
/// An interaction without a participant would let nobody in.
pub const NOBODY: &str = "registry-refusal-nobody";
/// The calling system takes no part in the interaction.
pub const PARTICIPANT: &str = "registry-refusal-participant";

pub(crate) fn because(code: &'static str) -> Error {
    Refusal::new(code).rule("365-15").into()
}

pub(crate) fn state() -> Error {
    Refusal::new(STATE).into()
}

pub(crate) fn sent() -> Error {
    Refusal::new(SENT).rule("365-9").into()
}

pub(crate) fn ended() -> Error {
    Refusal::new(ENDED).into()
}
