//! Signatures that were found good a moment ago. A card says who is still missing, and for that every kept signature is
//! verified; whoever turns the pages of a card need not have that done anew each time. The gate itself believes nothing.

use orda_base::Timestamp;
use orda_signatures::SignatureRecord;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How long a good signature is believed to be good, in seconds: so late a revocation known only now is seen on cards.
const SECONDS: i64 = 60;
/// Most signatures remembered.
const MOST: usize = 10_000;

/// What may be believed instead of verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belief {
    /// Nothing: something is decided.
    Nothing,
    /// What was verified a moment ago: something is shown.
    Lately,
}

/// The signatures, by everything that was verified, with the time.
#[derive(Default)]
pub(super) struct Believed(Mutex<HashMap<[u8; 32], Timestamp>>);

impl Believed {
    /// What a verification is about: signature, content, whose it should be.
    pub(super) fn key(record: &SignatureRecord, manifest: &[u8], iin: &str, bin: &str) -> [u8; 32] {
        let mut digest = Sha256::new();
        for part in [record.cms.as_slice(), manifest, iin.as_bytes(), bin.as_bytes()] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        digest.update(record.received_at.micros().to_le_bytes());
        digest.finalize().into()
    }

    /// Was it found good within the last minute?
    pub(super) fn holds(&self, key: &[u8; 32], now: Timestamp) -> bool {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(key).is_some_and(|at| (0..SECONDS).contains(&now.seconds_since(*at)))
    }

    /// It was found good now.
    pub(super) fn remember(&self, key: [u8; 32], now: Timestamp) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(key, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A signature is believed for a minute, only that one, and not before it was found good.
    #[test]
    fn believes_for_a_minute() {
        let (believed, at) = (Believed::default(), Timestamp::from_seconds(1_795_408_200));
        assert!(!believed.holds(&[1; 32], at));
        believed.remember([1; 32], at);
        assert!(believed.holds(&[1; 32], at) && believed.holds(&[1; 32], at.plus_seconds(SECONDS - 1)));
        assert!(!believed.holds(&[1; 32], at.plus_seconds(SECONDS)), "verified anew after a minute");
        assert!(!believed.holds(&[1; 32], at.plus_seconds(-1)), "a clock that was set back");
        assert!(!believed.holds(&[2; 32], at));
    }
}
