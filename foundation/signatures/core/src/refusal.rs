//! Codes with which a signature, a certificate or a request is refused, the arguments of their texts, and the rule
//! behind each. Texts are in `web/locales`; a test there asks for every code of [`CODES`].

use eds::{Reason, Step};
use orda_base::Refusal;

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
