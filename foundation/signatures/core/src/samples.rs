//! Signatures that can be read: for tests of use cases that sign, where mathematics is not what is tried.
//!
//! ```
//! use orda_signatures::samples::{PlainSignatures, signature};
//! use orda_signatures::{Expected, SignerRole, Verifier};
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let expected = Expected { iin: "800000000001", bin: "010150000001", role: SignerRole::Head };
//! let verifier = PlainSignatures::default();
//! let cms = signature(&expected, b"content");
//! assert_eq!(verifier.verify(b"content", &cms, &expected).await.unwrap().signer.iin, "800000000001");
//! assert_eq!(verifier.verify(b"other", &cms, &expected).await.unwrap_err().code(), "signatures-refusal-digest_mismatch");
//! # });
//! ```

use crate::{Examined, Expected, Report, Signer, SignerRole, Step, Verified, Verifier, sha256_hex};
use async_trait::async_trait;
use orda_base::{Error, Refusal, Result, Timestamp};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

/// A signature that is refused because its certificate was revoked.
pub const REVOKED: &[u8] = b"revoked";

type Meanwhile = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Takes what [`signature`] makes for a signature.
#[derive(Default)]
pub struct PlainSignatures {
    meanwhile: Mutex<Option<Meanwhile>>,
}

impl PlainSignatures {
    /// What happens, once, while the next signature is being verified: a use case finds another world than it asked about.
    pub fn meanwhile(&self, happens: impl Future<Output = ()> + Send + 'static) {
        *self.meanwhile.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::pin(happens));
    }
}

/// A signature over these bytes by the holder of a certificate with these numbers and this role.
pub fn signature(by: &Expected<'_>, content: &[u8]) -> Vec<u8> {
    format!("{}|{}|{}|{}", by.iin, by.bin, word(by.role), sha256_hex(content)).into_bytes()
}

const fn word(role: SignerRole) -> &'static str {
    match role {
        SignerRole::Head => "head",
        SignerRole::Employee => "employee",
    }
}

fn check(content: &[u8], cms: &[u8], expected: &Expected<'_>) -> Result<Signer, &'static str> {
    if cms == REVOKED {
        return Err("signatures-refusal-revoked");
    }
    let text = String::from_utf8_lossy(cms);
    let [iin, bin, role, digest] = text.split('|').collect::<Vec<_>>()[..] else {
        return Err("signatures-refusal-malformed");
    };
    if digest != sha256_hex(content) {
        return Err("signatures-refusal-digest_mismatch");
    }
    if iin != expected.iin {
        return Err("signatures-refusal-other_person");
    }
    if bin != expected.bin {
        return Err("signatures-refusal-other_body");
    }
    if role != word(expected.role) {
        return Err("signatures-refusal-role_missing");
    }
    Ok(Signer { iin: iin.to_owned(), bin: bin.to_owned(), ..Signer::default() })
}

fn good() -> Report {
    let mut report = Report::new(0);
    for step in Step::ALL {
        report.passed(step, "");
    }
    report
}

#[async_trait]
impl Verifier for PlainSignatures {
    async fn verify(&self, content: &[u8], cms: &[u8], expected: &Expected<'_>) -> Result<Verified> {
        let meanwhile = self.meanwhile.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(happens) = meanwhile {
            happens.await;
        }
        let signer = check(content, cms, expected).map_err(Refusal::new)?;
        Ok(Verified { signer, claimed_at: None, report: good() })
    }

    async fn identify(&self, _: &[u8], _: &[u8]) -> Result<Verified> {
        Err(Error::NotFound)
    }

    async fn examine(
        &self,
        content: &[u8],
        cms: &[u8],
        expected: Option<&Expected<'_>>,
        _: Timestamp,
    ) -> Result<Examined> {
        let found = expected.map(|e| check(content, cms, e));
        let report = if matches!(found, Some(Ok(_))) { good() } else { Report::new(0) };
        Ok(Examined { signer: found.and_then(Result::ok), claimed_at: None, report })
    }
}
