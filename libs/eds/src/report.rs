//! What a verification found: one status a step, with a reason that has a stable code.
//!
//! A report is written for three readers: the person who is refused (the first failed step says why), the one who looks
//! at a signature years later (every step that was checked), and a program (codes never change).

use crate::Reason;
use serde::{Deserialize, Serialize};

/// A step of a verification, in the order in which they are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The bytes are a detached CMS `SignedData` with one signer and the signer's certificate.
    Structure,
    /// The digest in the signed attributes is that of the content.
    Digest,
    /// The signature was made with the private key that matches the public key of the certificate.
    Signature,
    /// The certificate leads to a configured anchor.
    Chain,
    /// Certificate and issuers are valid at the time of the verification.
    Validity,
    /// Nothing in the chain is revoked, and that is known from a fresh list.
    Revocation,
    /// The certificate names the expected person and body.
    Identity,
    /// The certificate carries the expected role.
    Role,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 8] = [
        Self::Structure,
        Self::Digest,
        Self::Signature,
        Self::Chain,
        Self::Validity,
        Self::Revocation,
        Self::Identity,
        Self::Role,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Digest => "digest",
            Self::Signature => "signature",
            Self::Chain => "chain",
            Self::Validity => "validity",
            Self::Revocation => "revocation",
            Self::Identity => "identity",
            Self::Role => "role",
        }
    }
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Checked and good.
    Ok,
    /// Checked and bad: the signature is refused.
    Failed,
    /// Not checked: an earlier step failed, or nothing was expected.
    NotChecked,
}

impl Status {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Failed => "failed",
            Self::NotChecked => "not_checked",
        }
    }
}

/// One step with its status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepReport {
    /// The step.
    pub step: Step,
    /// How it ended.
    pub status: Status,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// What was seen: a name, a serial number, an algorithm. Facts, never sentences.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// The report of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The time as of which was verified: seconds since 1970 UTC.
    pub at: i64,
    /// Every step, in order.
    pub steps: Vec<StepReport>,
}

impl Report {
    /// A report as of `at` in which nothing has been checked yet.
    pub fn new(at: i64) -> Self {
        let steps = Step::ALL
            .into_iter()
            .map(|step| StepReport { step, status: Status::NotChecked, reason: None, detail: String::new() })
            .collect();
        Self { at, steps }
    }

    /// Is the signature good: was something checked, did nothing fail, and was nothing up to revocation left out?
    /// (Identity and role may be left out when nobody in particular was expected.)
    pub fn is_good(&self) -> bool {
        Step::ALL.into_iter().all(|step| match self.status(step) {
            Status::Ok => true,
            Status::Failed => false,
            Status::NotChecked => matches!(step, Step::Identity | Step::Role),
        })
    }

    /// How this step ended.
    pub fn status(&self, step: Step) -> Status {
        self.steps.iter().find(|s| s.step == step).map_or(Status::NotChecked, |s| s.status)
    }

    /// The first step that failed, with its reason.
    pub fn failure(&self) -> Option<(Step, Reason)> {
        self.steps.iter().find(|s| s.status == Status::Failed).map(|s| (s.step, s.reason.unwrap_or(Reason::Malformed)))
    }

    /// Notes that `step` was checked and is good.
    pub fn passed(&mut self, step: Step, detail: impl Into<String>) {
        self.set(step, Status::Ok, None, detail.into());
    }

    /// Notes that `step` failed.
    pub fn failed(&mut self, step: Step, reason: Reason, detail: impl Into<String>) {
        self.set(step, Status::Failed, Some(reason), detail.into());
    }

    fn set(&mut self, step: Step, status: Status, reason: Option<Reason>, detail: String) {
        if let Some(entry) = self.steps.iter_mut().find(|s| s.step == step) {
            *entry = StepReport { step, status, reason, detail };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report with a step left out before the identity is not good: nothing is taken on trust.
    #[test]
    fn what_was_not_checked_is_not_good() {
        let mut report = Report::new(0);
        assert!(!report.is_good());
        for step in [Step::Structure, Step::Digest, Step::Signature, Step::Chain, Step::Validity] {
            report.passed(step, "");
        }
        assert!(!report.is_good());
        report.passed(Step::Revocation, "");
        assert!(report.is_good());
        report.failed(Step::Role, Reason::RoleMissing, "");
        assert!(!report.is_good());
        assert_eq!(report.failure(), Some((Step::Role, Reason::RoleMissing)));
    }

    /// The JSON of a report is stable: it is kept beside the signature.
    #[test]
    fn json_is_stable() {
        let mut report = Report::new(5);
        report.failed(Step::Structure, Reason::NoSigner, "");
        let json = serde_json::to_string(&report.steps[0]).expect("serialises");
        assert_eq!(json, r#"{"step":"structure","status":"failed","reason":"no_signer"}"#);
    }
}
