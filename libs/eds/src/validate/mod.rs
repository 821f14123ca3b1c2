//! Validation of signatures of any form, CAdES-B to -LTA, after EN 319 102-1: what is claimed, what is proven, since when
//! it is proven to exist, and why.
//!
//! From the newest archive stamp to the signature: each stamp is judged as of the time that the one after it proves; the
//! signature as of the time that the oldest stamp proves. Material (certificates, lists, answers) is taken from the store
//! and from the signature itself.

mod archive;
mod report;
mod session;
mod signer;

pub(crate) use archive::{ARCHIVE_STAMP, HASH_INDEX, SIGNATURE_STAMP};
pub use archive::{archive_imprint, hash_index};
pub use report::{Check, CheckReport, Level, SignatureReport, SignerReport, Validation, Verdict};
pub use signer::{digests_needed, stamps};
pub(crate) use signer::{judge_authority, judge_stamp};

use crate::path::Store;
use crate::{Care, Content, Envelope, Profile};
use session::Session;

/// What validation is done with.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// Anchors, certificates, lists and answers known beforehand.
    pub store: &'a Store,
    /// How people, bodies and roles are written.
    pub profile: &'a Profile,
    /// Now, or another time as of which is judged: seconds since 1970 UTC.
    pub at: i64,
    /// Algorithms by name (`SHA-256`, `RSA-2048`) with the time from which they prove nothing any more.
    pub retired: &'a [(String, i64)],
    /// Must nobody in the path be shown to be revoked? Off only for looking at old material.
    pub revocation: bool,
    /// Was the signature, with its stamps and material, taken in before?
    pub care: Care,
}

/// Validates a `SignedData`. `content` is what was signed when it is not inside.
pub fn validate(bytes: &[u8], content: Option<&Content<'_>>, context: &Context<'_>) -> Validation {
    let mut validation = Validation::new(context.at);
    let envelope = match Envelope::read(bytes) {
        Ok(envelope) => envelope,
        Err(e) => {
            let mut report = SignatureReport::new();
            report.note(Check::Form, Err(e));
            report.conclude(None);
            validation.add(report);
            return validation;
        }
    };
    let session = Session::new(&envelope, content, context);
    for signer in envelope.signers() {
        validation.add(signer::judge(&session, signer));
    }
    validation
}
