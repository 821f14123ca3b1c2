//! Lock-out with growing delay: guessing passwords becomes slow, for one account and from one address.
//!
//! Every attempt is counted before the password is looked at, under the lock of its row, so that many attempts at once
//! gain nothing; an attempt that succeeds is forgiven.

use orda_base::Timestamp;

/// Attempts that failed (or are under way) for one account or from one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// How many in a row.
    pub failures: i64,
    /// When the last one was.
    pub last_at: Timestamp,
    /// None are looked at before.
    pub locked_until: Timestamp,
}

impl Attempts {
    /// None yet.
    pub const NONE: Self =
        Self { failures: 0, last_at: Timestamp::from_micros(0), locked_until: Timestamp::from_micros(0) };
}

/// How attempts slow down.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// So many failures cost nothing.
    pub free: i64,
    /// Seconds of delay after the first failure beyond; each further one doubles it.
    pub first_delay: i64,
    /// Longest delay in seconds.
    pub longest: i64,
    /// After so many quiet seconds everything is forgotten.
    pub forget_after: i64,
}

impl Rule {
    /// For one account (known or not): from the fifth failure 30 s, 1 min, 2 min … up to 15 min.
    pub const ACCOUNT: Self = Self { free: 4, first_delay: 30, longest: 900, forget_after: 24 * 3600 };
    /// For one address, behind which a whole body may sit.
    pub const ADDRESS: Self = Self { free: 50, first_delay: 10, longest: 900, forget_after: 1800 };

    /// Counts an attempt at `now`.
    ///
    /// # Errors
    /// The point until which no attempt is looked at.
    pub fn attempt(&self, before: Attempts, now: Timestamp) -> Result<Attempts, Timestamp> {
        if now < before.locked_until {
            return Err(before.locked_until);
        }
        let quiet = now.seconds_since(before.last_at.max(before.locked_until));
        let failures = if quiet >= self.forget_after { 1 } else { before.failures + 1 };
        Ok(Attempts { failures, last_at: now, locked_until: now.plus_seconds(self.delay(failures)) })
    }

    /// Takes one attempt back: it succeeded.
    #[must_use]
    pub fn forgive(&self, counted: Attempts) -> Attempts {
        Attempts { failures: (counted.failures - 1).max(0), locked_until: Timestamp::from_micros(0), ..counted }
    }

    /// Seconds to wait after so many failures.
    fn delay(&self, failures: i64) -> i64 {
        let beyond = failures - self.free;
        if beyond <= 0 {
            return 0;
        }
        let doublings = u32::try_from(beyond - 1).unwrap_or(u32::MAX).min(32);
        self.first_delay.saturating_mul(1_i64 << doublings).min(self.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T0: Timestamp = Timestamp::from_seconds(1_795_000_000);

    fn fail(mut attempts: Attempts, times: i64, at: Timestamp) -> Attempts {
        for _ in 0..times {
            attempts = Rule::ACCOUNT.attempt(attempts, at).expect("not locked");
        }
        attempts
    }

    /// Four slips are free; the fifth failure locks for 30 seconds, each further one for twice as long, at most 15
    /// minutes.
    #[test]
    fn delay_grows() {
        let mut attempts = fail(Attempts::NONE, 4, T0);
        assert!(attempts.locked_until <= T0);
        let mut now = T0;
        for delay in [30, 60, 120, 240, 480, 900, 900] {
            attempts = Rule::ACCOUNT.attempt(attempts, now).expect("not locked");
            assert_eq!(attempts.locked_until.seconds_since(now), delay);
            assert_eq!(Rule::ACCOUNT.attempt(attempts, now.plus_seconds(delay - 1)), Err(attempts.locked_until));
            now = attempts.locked_until;
        }
    }

    /// After a quiet day the count begins anew.
    #[test]
    fn quiet_time_is_forgiven() {
        let locked = fail(Attempts::NONE, 5, T0);
        let later = locked.locked_until.plus_seconds(24 * 3600);
        assert_eq!(Rule::ACCOUNT.attempt(locked, later).expect("not locked").failures, 1);
        assert_eq!(Rule::ACCOUNT.attempt(locked, later.plus_seconds(-1)).expect("not locked").failures, 6);
    }

    /// A success takes back its own attempt, so that people behind one address do not lock each other out.
    #[test]
    fn success_is_not_counted() {
        let rule = Rule::ADDRESS;
        let mut attempts = Attempts::NONE;
        for _ in 0..200 {
            attempts = rule.forgive(rule.attempt(attempts, T0).expect("not locked"));
        }
        assert_eq!(attempts.failures, 0);
    }
}
