//! How often one address may ask: codes cannot be tried through, and checking cannot be used to wear the portal out.

use orda_base::{Error, Result, Timestamp};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

/// Addresses that are remembered; beyond that everything begins anew.
const ADDRESSES: usize = 20_000;

const MINUTE: i64 = 60;

/// What one address may do in a minute. Each kind is counted for itself.
#[derive(Debug)]
pub struct Limits {
    /// Codes of printed forms.
    pub(crate) codes: Limiter,
    /// Signatures that people bring.
    pub(crate) checks: Limiter,
    /// Questions of programs about revocation and for stamps.
    pub(crate) services: Limiter,
}

impl Default for Limits {
    fn default() -> Self {
        Self { codes: Limiter::new(60), checks: Limiter::new(60), services: Limiter::new(600) }
    }
}

/// Counts requests by address.
#[derive(Debug)]
pub struct Limiter {
    per_minute: u32,
    counts: Mutex<HashMap<Option<IpAddr>, (i64, u32)>>,
}

impl Limiter {
    /// Lets so many requests of one address pass in a minute.
    pub fn new(per_minute: u32) -> Self {
        Self { per_minute, counts: Mutex::default() }
    }

    /// Counts one request.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait.
    pub fn pass(&self, address: Option<IpAddr>, now: Timestamp) -> Result<()> {
        let second = now.seconds();
        let Ok(mut counts) = self.counts.lock() else { return Ok(()) };
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
        if *count > self.per_minute { Err(Error::TooMany(MINUTE - (second - *begun))) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An address may ask sixty times a minute, each address for itself; a minute later it may again.
    #[test]
    fn addresses_are_limited() {
        let limiter = Limiter::new(60);
        let (one, other) = (Some("203.0.113.9".parse().expect("address")), None);
        let now = Timestamp::from_seconds(1_000);
        for _ in 0..60 {
            assert!(limiter.pass(one, now).is_ok());
        }
        assert!(matches!(limiter.pass(one, Timestamp::from_seconds(1_010)), Err(Error::TooMany(50))));
        assert!(limiter.pass(other, now).is_ok());
        assert!(limiter.pass(one, Timestamp::from_seconds(1_060)).is_ok());
    }
}
