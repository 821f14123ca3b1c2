//! What a kept object remembers: under which certificate its signature was found good. Bytes never change once they are
//! read, so that the check need not be made again.

use crate::{Certificate, Result};
use std::sync::OnceLock;

/// SHA-256 of the certificate whose key has signed. Says nothing about whether two objects are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memo(OnceLock<[u8; 32]>);

impl Memo {
    /// It is known to be signed with the key of this certificate.
    pub fn of(issuer: &Certificate) -> Self {
        Self(OnceLock::from(issuer.sha256()))
    }

    /// Is it known to be signed with the key of this certificate?
    pub fn knows(&self, issuer: &Certificate) -> bool {
        self.0.get().is_some_and(|known| *known == issuer.sha256())
    }

    /// Makes the check unless it is known to be good; remembers when it is. The first good one is kept.
    pub fn check(&self, issuer: &Certificate, check: impl FnOnce() -> Result<()>) -> Result<()> {
        if self.knows(issuer) {
            return Ok(());
        }
        check()?;
        // Another thread may have been quicker, with this or another certificate: either is true.
        let _ = self.0.set(issuer.sha256());
        Ok(())
    }
}

impl PartialEq for Memo {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Memo {}
