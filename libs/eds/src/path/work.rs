//! A limit on work: what one validation may cost, however much is brought along to be looked at.

use crate::{Care, Certificate, Error, Reason, Result};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Signatures checked in one validation at most. A document with 256 signers and an archive stamp each costs some 6,000.
const LIMIT: u32 = 16_384;
/// Bytes digested that count as much as a signature.
const BYTES: usize = 256 * 1024;

/// Who issued a certificate, by the digests of both.
type Pair = ([u8; 32], [u8; 32]);

/// What one validation has cost so far, and what it has found out about certificates.
#[derive(Default)]
pub(crate) struct Work {
    /// With what care signatures are checked.
    pub care: Care,
    spent: Cell<u32>,
    issued: RefCell<HashMap<Pair, Result<()>>>,
}

impl Work {
    /// Nothing spent yet; signatures are checked with this care.
    pub fn with(care: Care) -> Self {
        Self { care, ..Self::default() }
    }

    /// Counts so many checks of signatures, or what is as much.
    ///
    /// # Errors
    /// Too large, when it is more than any honest object asks for.
    pub fn spend(&self, checks: u32) -> Result<()> {
        let spent = self.spent.get().saturating_add(checks);
        self.spent.set(spent);
        if spent > LIMIT { Err(Error::new(Reason::TooLarge, "too much to check")) } else { Ok(()) }
    }

    /// Counts a digest over so many bytes.
    ///
    /// # Errors
    /// Too large.
    pub fn spend_bytes(&self, bytes: usize) -> Result<()> {
        self.spend(u32::try_from(bytes / BYTES).unwrap_or(u32::MAX))
    }

    /// Was the certificate signed with the key of `issuer`? Computed once in a validation; asking again counts, too, since
    /// the paths among certificates can be more than the certificates.
    ///
    /// # Errors
    /// As [`Certificate::verify_signed_by`]; too large.
    pub fn issued(&self, certificate: &Certificate, issuer: &Certificate) -> Result<()> {
        self.spend(1)?;
        let pair = (certificate.sha256(), issuer.sha256());
        if let Some(known) = self.issued.borrow().get(&pair) {
            return known.clone();
        }
        let found = certificate.check_signed_by(issuer, self.care);
        self.issued.borrow_mut().insert(pair, found.clone());
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The limit is a limit: of checks, of bytes, and when numbers are absurd.
    #[test]
    fn work_is_limited() {
        let work = Work::default();
        assert!(work.spend(LIMIT).is_ok());
        assert_eq!(work.spend(1).expect_err("spent").reason, Reason::TooLarge);
        assert!(work.spend(u32::MAX).is_err());
        assert!(Work::default().spend_bytes(usize::MAX).is_err());
        assert!(Work::default().spend_bytes(1 << 30).is_ok(), "a gigabyte is digested");
    }
}
