//! Why something is refused: one closed list of stable codes for the whole crate.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Declares the reasons with their codes once.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)* ; $($(#[$more_doc:meta])* $more:ident = $more_code:literal,)*) => {
        /// Why a signature, a certificate, a list or a request is refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Reason {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
            $($(#[$more_doc])* #[serde(rename = $more_code)] $more,)*
        }

        impl Reason {
            /// Every reason that the check of one detached signature ([`crate::verify`]) or of a request may give.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Further reasons, of paths, stamps, answers and long-term forms ([`crate::validate`]).
            pub const FURTHER: &'static [Self] = &[$(Self::$more,)*];

            /// Stable code.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                    $(Self::$more => $more_code,)*
                }
            }
        }
    };
}

reasons! {
    /// Longer than the limit.
    TooLarge = "too_large",
    /// Not what it should be: wrong tags, lengths or values.
    Malformed = "malformed",
    /// Bytes after the end.
    TrailingBytes = "trailing_bytes",
    /// Nested deeper than any honest structure.
    TooDeep = "too_deep",
    /// Not `SignedData`, or its content is not plain data.
    WrongContentType = "wrong_content_type",
    /// The content is inside, where a detached signature is expected.
    NotDetached = "not_detached",
    /// Nobody signed.
    NoSigner = "no_signer",
    /// More than one signer where one is expected.
    SeveralSigners = "several_signers",
    /// The signer's certificate is not inside.
    NoSignerCertificate = "no_signer_certificate",
    /// A signed attribute that must be there is not.
    AttributeMissing = "attribute_missing",
    /// A signed attribute is there twice.
    AttributeDuplicated = "attribute_duplicated",
    /// The attribute that names the signer's certificate names another one.
    CertificateMismatch = "certificate_mismatch",
    /// An algorithm that is not known or not allowed.
    UnknownAlgorithm = "unknown_algorithm",
    /// A key that is too short.
    WeakKey = "weak_key",
    /// A key that others can break: made by a bad generator, or no key at all.
    KnownWeakness = "known_weakness",
    /// An algorithm that was not good any more at that time.
    AlgorithmRetired = "algorithm_retired",
    /// The content is not what was signed.
    DigestMismatch = "digest_mismatch",
    /// The signature was not made with the key of the certificate.
    SignatureMismatch = "signature_mismatch",
    /// No anchor issued the certificate, directly or through those given.
    UnknownIssuer = "unknown_issuer",
    /// The certificate issued itself and is not an anchor.
    SelfSigned = "self_signed",
    /// The issuer's name fits, its key does not: the same names under another root.
    IssuerSignature = "issuer_signature",
    /// A critical extension that is not understood.
    UnknownCriticalExtension = "unknown_critical_extension",
    /// An issuer that is no authority.
    NotAnAuthority = "not_an_authority",
    /// The key may not be used for that.
    KeyUsage = "key_usage",
    /// More authorities below an authority than it allows.
    PathLength = "path_length",
    /// The certificate is past its end.
    Expired = "expired",
    /// The certificate is before its beginning.
    NotYetValid = "not_yet_valid",
    /// The certificate of an issuer is not valid at that time.
    IssuerNotValid = "issuer_not_valid",
    /// The certificate is revoked.
    Revoked = "revoked",
    /// The certificate of an issuer is revoked.
    IssuerRevoked = "issuer_revoked",
    /// There is no list from which revocation could be learned.
    RevocationUnknown = "revocation_unknown",
    /// The list is past its next update.
    CrlStale = "crl_stale",
    /// The list is not signed by the issuer.
    CrlSignature = "crl_signature",
    /// The certificate names no person as the profile wants it.
    IdentityMissing = "identity_missing",
    /// The certificate names another person.
    OtherPerson = "other_person",
    /// The certificate names another body.
    OtherBody = "other_body",
    /// The certificate does not carry the role.
    RoleMissing = "role_missing",
    /// The request is not signed with the key it asks a certificate for.
    NoPossession = "no_possession",
    /// The password does not open the file.
    WrongPassword = "wrong_password",
    /// The maker (key generator, signer, encoder) failed.
    NotMade = "not_made",
    ;
    /// No policy that is asked for holds along the path.
    Policy = "policy",
    /// A name outside what an issuer may certify.
    NameConstraint = "name_constraint",
    /// The answer is about another certificate.
    OtherCertificate = "other_certificate",
    /// The responder did not answer, or refused to.
    NoAnswer = "no_answer",
    /// Who answered may not answer for this issuer.
    ResponderNotAuthorised = "responder_not_authorised",
    /// The answer is not of its signer.
    AnswerSignature = "answer_signature",
    /// The answer is past its next update, or too old.
    AnswerStale = "answer_stale",
    /// The responder does not know the certificate.
    StatusUnknown = "status_unknown",
    /// The answer or the stamp is to another question.
    NonceMismatch = "nonce_mismatch",
    /// The stamp is over other bytes.
    StampMismatch = "stamp_mismatch",
    /// The stamp's signature, or its authority, is not good.
    StampInvalid = "stamp_invalid",
    /// A form that is claimed lacks something: a stamp, a certificate, an answer.
    MaterialMissing = "material_missing",
    /// The content is not at hand.
    ContentMissing = "content_missing",
    /// Stamps in an impossible order.
    OrderOfStamps = "order_of_stamps",
    /// A file of the container is not signed, or a signed one is missing.
    FileNotCovered = "file_not_covered",
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why something is refused, with what was seen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}: {detail}")]
pub struct Error {
    /// Why.
    pub reason: Reason,
    /// What was seen; for logs and reports, never a secret.
    pub detail: String,
}

impl Error {
    /// An error with this reason and what was seen.
    pub fn new(reason: Reason, detail: impl fmt::Display) -> Self {
        Self { reason, detail: detail.to_string() }
    }
}

impl From<Reason> for Error {
    fn from(reason: Reason) -> Self {
        Self { reason, detail: String::new() }
    }
}

impl From<der::Error> for Error {
    fn from(error: der::Error) -> Self {
        let reason = match error.kind() {
            der::ErrorKind::TrailingData { .. } => Reason::TrailingBytes,
            _ => Reason::Malformed,
        };
        Self::new(reason, error)
    }
}

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
