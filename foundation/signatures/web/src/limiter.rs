//! How often one address may ask by code: codes cannot be tried through.

use orda_base::{Error, Result, Timestamp};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

/// Requests of one address in a minute.
const PER_MINUTE: u32 = 60;

/// Addresses that are remembered; beyond that everything begins anew.
const ADDRESSES: usize = 20_000;

const MINUTE: i64 = 60;

/// Counts requests by address. Clones count together.
#[derive(Debug, Default)]
pub struct Limiter(Mutex<HashMap<Option<IpAddr>, (i64, u32)>>);

impl Limiter {
    /// Counts one request.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait.
    pub(crate) fn pass(&self, address: Option<IpAddr>, now: Timestamp) -> Result<()> {
        let second = now.seconds();
        let Ok(mut counts) = self.0.lock() else { return Ok(()) };
        if counts.len() >= ADDRESSES {
            counts.retain(|_, (begun, _)| second - *begun < MINUTE);
            if counts.len() >= ADDRESSES {
                counts.clear();
            }
        }
        let (begun, count) = counts.entry(address).or_insert((second, 0));
        if second - *begun >= MINUTE {
            (*begun, *count) = (second, 0);
        }
        *count += 1;
        if *count > PER_MINUTE { Err(Error::TooMany(MINUTE - (second - *begun))) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An address may ask sixty times a minute, each address for itself; a minute later it may again.
    #[test]
    fn addresses_are_limited() {
        let limiter = Limiter::default();
        let (one, other) = (Some("203.0.113.9".parse().expect("address")), None);
        let now = Timestamp::from_seconds(1_000);
        for _ in 0..PER_MINUTE {
            assert!(limiter.pass(one, now).is_ok());
        }
        assert!(matches!(limiter.pass(one, Timestamp::from_seconds(1_010)), Err(Error::TooMany(50))));
        assert!(limiter.pass(other, now).is_ok());
        assert!(limiter.pass(one, Timestamp::from_seconds(1_060)).is_ok());
    }
}
