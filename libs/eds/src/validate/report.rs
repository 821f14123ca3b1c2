//! The one report of every validation. Its JSON is described by `report.schema.json` beside this crate's `Cargo.toml`.

use crate::path::Evidence;
use crate::{Error, Reason, Result, Status};
use serde::{Deserialize, Serialize};

/// How a validation ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Everything that the claim needs holds.
    Valid,
    /// Nothing is wrong, something cannot be known.
    Indeterminate,
    /// Something is wrong.
    Invalid,
}

impl Verdict {
    /// Stable code, as in reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Indeterminate => "indeterminate",
            Self::Invalid => "invalid",
        }
    }

    /// What a refusal for this reason means for a certificate that is judged as of a given time.
    pub const fn of_path(reason: Reason) -> Self {
        weight(reason, true)
    }
}

/// Levels of `CAdES`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A CMS signature that does not name its certificate among what is signed.
    Cms,
    /// CAdES-B: names its certificate.
    B,
    /// CAdES-T: with a stamp over the signature.
    T,
    /// CAdES-LT: with all material needed to judge it.
    Lt,
    /// CAdES-LTA: with a stamp over everything.
    Lta,
}

impl Level {
    /// Every level, from the least.
    pub const ALL: [Self; 5] = [Self::Cms, Self::B, Self::T, Self::Lt, Self::Lta];

    /// Stable code, as in reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cms => "cms",
            Self::B => "b",
            Self::T => "t",
            Self::Lt => "lt",
            Self::Lta => "lta",
        }
    }

    /// The level with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

/// What is checked, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The bytes are a signature with a signer and a certificate.
    Form,
    /// The content is what was signed.
    Content,
    /// The signature was made with the key of the certificate.
    Signature,
    /// The evidence record over the signature and what was signed holds.
    EvidenceRecord,
    /// The archive stamps hold.
    ArchiveStamp,
    /// The stamp over the signature holds.
    SignatureStamp,
    /// The certificate leads to an anchor, was in force and not revoked.
    Path,
    /// The algorithms were good when they had to be.
    Algorithm,
    /// The certificate names a person.
    Identity,
    /// Counter-signatures hold.
    CounterSignature,
}

impl Check {
    /// Every check, in order.
    pub const ALL: [Self; 10] = [
        Self::Form,
        Self::Content,
        Self::Signature,
        Self::EvidenceRecord,
        Self::ArchiveStamp,
        Self::SignatureStamp,
        Self::Path,
        Self::Algorithm,
        Self::Identity,
        Self::CounterSignature,
    ];

    /// Stable code, as in reports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Content => "content",
            Self::Signature => "signature",
            Self::EvidenceRecord => "evidence_record",
            Self::ArchiveStamp => "archive_stamp",
            Self::SignatureStamp => "signature_stamp",
            Self::Path => "path",
            Self::Algorithm => "algorithm",
            Self::Identity => "identity",
            Self::CounterSignature => "counter_signature",
        }
    }

    /// Must it be passed for the verdict "valid"? The others count only when they fail.
    const fn is_needed(self) -> bool {
        matches!(self, Self::Form | Self::Content | Self::Signature | Self::Path)
    }
}

/// One check with its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// The check.
    pub check: Check,
    /// How it ended.
    pub status: Status,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// What was seen: names, numbers, algorithms. Facts, never sentences.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// Lists and answers that were relied upon.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignerReport {
    /// Full name.
    pub name: String,
    /// Individual identification number.
    pub iin: String,
    /// Business identification number.
    pub bin: String,
    /// Name of the body.
    pub organisation: String,
    /// Role identifiers.
    pub roles: Vec<String>,
    /// Serial number of the certificate, hexadecimal.
    pub serial: String,
    /// SHA-256 of the certificate, hexadecimal.
    pub certificate_sha256: String,
    /// Name of the certificate's issuer.
    pub issuer: String,
    /// Key and digest.
    pub algorithm: String,
}

/// The report about one signer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureReport {
    /// How it ends.
    pub verdict: Verdict,
    /// What the form claims.
    pub claimed_level: Level,
    /// What is proven; nothing unless the verdict is "valid".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proven_level: Option<Level>,
    /// The time the signer's machine claims: seconds since 1970 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_time: Option<i64>,
    /// The signature is proven to have existed at this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proven_time: Option<i64>,
    /// Who signed, as far as it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<SignerReport>,
    /// Every check, in order.
    pub checks: Vec<CheckReport>,
}

/// The report of a validation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validation {
    /// `orda-validation-1`.
    pub format: String,
    /// The worst of all signatures.
    pub verdict: Verdict,
    /// As of when was judged: seconds since 1970 UTC.
    pub at: i64,
    /// One report for each signer.
    pub signatures: Vec<SignatureReport>,
}

impl Validation {
    /// The name of this format.
    pub const FORMAT: &'static str = "orda-validation-1";

    pub(crate) fn new(at: i64) -> Self {
        // Without a signature there is nothing valid.
        Self { format: Self::FORMAT.to_owned(), verdict: Verdict::Invalid, at, signatures: Vec::new() }
    }

    pub(crate) fn add(&mut self, report: SignatureReport) {
        self.signatures.push(report);
        self.verdict = self.signatures.iter().map(|s| s.verdict).max().unwrap_or(Verdict::Invalid);
    }
}

impl SignatureReport {
    pub(crate) fn new() -> Self {
        let checks = Check::ALL
            .into_iter()
            .map(|check| CheckReport {
                check,
                status: Status::NotChecked,
                reason: None,
                detail: String::new(),
                evidence: Vec::new(),
            })
            .collect();
        Self {
            verdict: Verdict::Invalid,
            claimed_level: Level::Cms,
            proven_level: None,
            claimed_time: None,
            proven_time: None,
            signer: None,
            checks,
        }
    }

    /// How this check ended.
    pub fn check(&self, check: Check) -> Option<&CheckReport> {
        self.checks.iter().find(|c| c.check == check)
    }

    /// What the end of one check means for the whole: a check that failed may be wrong, or only not known.
    pub fn weight(&self, check: &CheckReport) -> Verdict {
        let stamped = self.proven_time.is_some();
        match check.status {
            Status::NotChecked if check.check.is_needed() => Verdict::Indeterminate,
            Status::Ok | Status::NotChecked => Verdict::Valid,
            Status::Failed => weight(check.reason.unwrap_or(Reason::Malformed), stamped),
        }
    }

    /// The first check that failed, with its reason.
    pub fn failure(&self) -> Option<(Check, Reason)> {
        let failed = self.checks.iter().find(|c| c.status == Status::Failed)?;
        Some((failed.check, failed.reason.unwrap_or(Reason::Malformed)))
    }

    /// Notes the end of a check. The first failure of a check stays.
    pub(crate) fn note(&mut self, check: Check, result: Result<String>) {
        let Some(entry) = self.checks.iter_mut().find(|c| c.check == check) else { return };
        if entry.status == Status::Failed {
            return;
        }
        match result {
            Ok(detail) => {
                entry.status = Status::Ok;
                if !detail.is_empty() && !entry.detail.is_empty() {
                    entry.detail.push_str("; ");
                }
                entry.detail.push_str(&detail);
            }
            Err(Error { reason, detail, .. }) => {
                entry.status = Status::Failed;
                entry.reason = Some(reason);
                entry.detail = detail;
            }
        }
    }

    pub(crate) fn evidence(&mut self, check: Check, evidence: Vec<Evidence>) {
        if let Some(entry) = self.checks.iter_mut().find(|c| c.check == check) {
            entry.evidence.extend(evidence);
        }
    }

    /// Draws the verdict. `proven` is the level that holds when nothing failed.
    pub(crate) fn conclude(&mut self, proven: Option<Level>) {
        self.verdict = self.checks.iter().map(|check| self.weight(check)).max().unwrap_or(Verdict::Invalid);
        self.proven_level = proven.filter(|_| self.verdict == Verdict::Valid);
    }
}

/// Is something wrong, or only not known? `stamped`: the time of the signature is proven.
pub(crate) const fn weight(reason: Reason, stamped: bool) -> Verdict {
    match reason {
        Reason::UnknownIssuer
        | Reason::SelfSigned
        | Reason::NoSignerCertificate
        | Reason::RevocationUnknown
        | Reason::CrlStale
        | Reason::CrlSignature
        | Reason::NoAnswer
        | Reason::AnswerStale
        | Reason::AnswerSignature
        | Reason::ResponderNotAuthorised
        | Reason::StatusUnknown
        | Reason::OtherCertificate
        | Reason::ContentMissing
        | Reason::MaterialMissing
        | Reason::AlgorithmRetired
        | Reason::UnknownAlgorithm
        | Reason::IssuerNotValid => Verdict::Indeterminate,
        // Expired or revoked now: it may have been made before. With a proven time there is no doubt.
        Reason::Expired | Reason::Revoked | Reason::IssuerRevoked if !stamped => Verdict::Indeterminate,
        _ => Verdict::Invalid,
    }
}
