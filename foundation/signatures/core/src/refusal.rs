//! Codes with which a signature, a certificate or a request is refused, the arguments of their texts, and the rule
//! behind each. Texts are in `web/locales`; a test there asks for every code of [`CODES`].

use eds::{Outcome, Reason, Step};
use orda_base::{Error, Refusal, Timestamp};

/// Every code with the names of its arguments.
pub const CODES: &[(&str, &[&str])] = &[
    // The bytes
    ("signatures-refusal-too_large", &[]),
    ("signatures-refusal-malformed", &[]),
    ("signatures-refusal-trailing_bytes", &[]),
    ("signatures-refusal-too_deep", &[]),
    ("signatures-refusal-wrong_content_type", &[]),
    ("signatures-refusal-not_detached", &[]),
    ("signatures-refusal-no_signer", &[]),
    ("signatures-refusal-several_signers", &[]),
    ("signatures-refusal-no_signer_certificate", &[]),
    ("signatures-refusal-attribute_missing", &[]),
    ("signatures-refusal-attribute_duplicated", &[]),
    ("signatures-refusal-certificate_mismatch", &[]),
    ("signatures-refusal-unknown_algorithm", &[]),
    ("signatures-refusal-weak_key", &[]),
    ("signatures-refusal-known_weakness", &[]),
    ("signatures-refusal-algorithm_retired", &[]),
    // Mathematics
    ("signatures-refusal-digest_mismatch", &[]),
    ("signatures-refusal-signature_mismatch", &[]),
    // Chain
    ("signatures-refusal-unknown_issuer", &["issuer"]),
    ("signatures-refusal-self_signed", &["issuer"]),
    ("signatures-refusal-issuer_signature", &["issuer"]),
    ("signatures-refusal-unknown_critical_extension", &[]),
    ("signatures-refusal-not_an_authority", &[]),
    ("signatures-refusal-key_usage", &[]),
    ("signatures-refusal-path_length", &[]),
    // In force
    ("signatures-refusal-expired", &["date"]),
    ("signatures-refusal-not_yet_valid", &["date"]),
    ("signatures-refusal-issuer_not_valid", &[]),
    ("signatures-refusal-revoked", &["date"]),
    ("signatures-refusal-issuer_revoked", &[]),
    ("signatures-refusal-revocation_unknown", &[]),
    ("signatures-refusal-crl_stale", &[]),
    ("signatures-refusal-crl_signature", &[]),
    // Who
    ("signatures-refusal-identity_missing", &[]),
    ("signatures-refusal-other_person", &["name"]),
    ("signatures-refusal-other_body", &["name"]),
    ("signatures-refusal-role_missing", &[]),
    // Requests and files
    ("signatures-refusal-no_possession", &[]),
    ("signatures-refusal-wrong_password", &[]),
    ("signatures-refusal-not_made", &[]),
    ("signatures-refusal-manifest", &[]),
    // The certifying centre
    ("signatures-refusal-no_centre", &[]),
    ("signatures-refusal-centre_exists", &[]),
    ("signatures-refusal-request_pending", &[]),
    ("signatures-refusal-request_decided", &[]),
    ("signatures-refusal-key_used", &[]),
    ("signatures-refusal-not_of_body", &[]),
    ("signatures-refusal-already_revoked", &[]),
    // The register of tools
    ("signatures-refusal-tool_unconfirmed", &["name"]),
    ("signatures-refusal-tool_is_on", &[]),
    ("signatures-refusal-tool_is_off", &[]),
];

/// Codes of field errors.
pub const FIELD_CODES: &[&str] = &[
    "signatures-error-reason_missing",
    "signatures-error-reason_long",
    "signatures-error-tool_line",
    "signatures-error-tool_way",
    "signatures-error-tool_way_on",
    "signatures-error-tool_date",
    "signatures-error-tool_end",
    "signatures-error-tool_reason",
];

/// The bytes are not a manifest.
pub const fn manifest() -> Refusal {
    Refusal::new("signatures-refusal-manifest").rule("385-59-b")
}

/// The refusal for a step that failed. Arguments are added by who knows the certificate.
pub fn of(step: Step, reason: Reason) -> Refusal {
    let refusal = Refusal::new(code(reason));
    match step {
        Step::Structure | Step::Signature => refusal.rule("385-57"),
        Step::Digest => refusal.rule("385-59-b"),
        Step::Chain => refusal.rule("385-57-b"),
        Step::Validity | Step::Revocation => refusal.rule("385-57-c"),
        Step::Identity | Step::Role => refusal.rule("385-16-g"),
    }
}

/// The refusal for a step that failed, with what its text needs from the certificate.
pub(crate) fn of_outcome(step: Step, reason: Reason, outcome: &Outcome) -> Refusal {
    let refusal = of(step, reason);
    let Some(certificate) = &outcome.certificate else { return refusal };
    let date = |seconds: i64| Timestamp::from_seconds(seconds).date();
    let subject = outcome.subject.as_ref();
    match reason {
        Reason::UnknownIssuer | Reason::SelfSigned | Reason::IssuerSignature => {
            refusal.with("issuer", certificate.issuer().common_name())
        }
        Reason::Expired => refusal.with("date", date(certificate.not_after())),
        Reason::NotYetValid => refusal.with("date", date(certificate.not_before())),
        Reason::Revoked => refusal.with("date", date(outcome.revocation.map_or(0, |r| r.at))),
        Reason::OtherPerson => refusal.with("name", subject.map(eds::Subject::full_name).unwrap_or_default()),
        Reason::OtherBody => refusal.with("name", subject.map_or("", |s| s.organisation.as_str())),
        _ => refusal,
    }
}

/// A request that is not accepted.
#[allow(clippy::needless_pass_by_value, reason = "to be named in map_err")]
pub(crate) fn request(error: eds::Error) -> Error {
    Refusal::new(code(error.reason)).rule("385-57").into()
}

/// Something of the centre could not be made or read: a fault, unless the key given is to blame.
pub(crate) fn made(error: eds::Error) -> Error {
    match error.reason {
        Reason::WeakKey | Reason::KnownWeakness | Reason::AlgorithmRetired | Reason::UnknownAlgorithm => request(error),
        _ => Error::internal(error),
    }
}

/// There is no certifying centre yet.
pub(crate) const fn no_centre() -> Refusal {
    Refusal::new("signatures-refusal-no_centre")
}

/// There is one already.
pub(crate) const fn centre_exists() -> Refusal {
    Refusal::new("signatures-refusal-centre_exists")
}

/// The person has an undecided request already.
pub(crate) const fn request_pending() -> Refusal {
    Refusal::new("signatures-refusal-request_pending")
}

/// The request was decided already.
pub(crate) const fn request_decided() -> Refusal {
    Refusal::new("signatures-refusal-request_decided")
}

/// The person does not work in the body.
pub(crate) const fn not_of_body() -> Refusal {
    Refusal::new("signatures-refusal-not_of_body").rule("385-16-g")
}

/// The certificate was revoked already.
pub(crate) const fn already_revoked() -> Refusal {
    Refusal::new("signatures-refusal-already_revoked")
}

/// A tool lacks a document of conformity in force, and no security officer has decided that it signs all the same.
pub(crate) fn tool_unconfirmed(name: &str) -> Refusal {
    Refusal::new("signatures-refusal-tool_unconfirmed").with("name", name).rule("385-55-1-b")
}

/// The tool is switched on already.
pub(crate) const fn tool_is_on() -> Refusal {
    Refusal::new("signatures-refusal-tool_is_on")
}

/// The tool is switched off already.
pub(crate) const fn tool_is_off() -> Refusal {
    Refusal::new("signatures-refusal-tool_is_off")
}

/// The key was asked for, or certified, before: one key, one person, one certificate.
pub(crate) fn key_used_on_conflict(error: Error) -> Error {
    match error {
        Error::Conflict => Refusal::new("signatures-refusal-key_used").rule("385-57").into(),
        other => other,
    }
}

/// The code of a reason: `signatures-refusal-` and the reason's own.
fn code(reason: Reason) -> &'static str {
    CODES
        .iter()
        .map(|(code, _)| *code)
        .find(|code| code.strip_prefix("signatures-refusal-") == Some(reason.code()))
        .unwrap_or("signatures-refusal-malformed")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every reason of the library has a code of its own here.
    #[test]
    fn every_reason_has_a_code() {
        for reason in Reason::ALL {
            assert_eq!(code(*reason), format!("signatures-refusal-{}", reason.code()));
        }
    }
}
