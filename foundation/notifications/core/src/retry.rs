//! When a mail that could not be sent is tried again.

use orda_base::Timestamp;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// Seconds between attempts; the last one repeats.
const DELAYS: [i64; 5] = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR];

/// How long a mail is tried.
const PATIENCE: i64 = 3 * 24 * HOUR;

/// When to try again after `attempts` attempts (this one included) of a mail first due at `since`; none when it is time
/// to give up.
pub fn next_attempt(since: Timestamp, now: Timestamp, attempts: u32) -> Option<Timestamp> {
    let place = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX).min(DELAYS.len() - 1);
    let next = now.plus_seconds(DELAYS[place]);
    (next.seconds_since(since) <= PATIENCE).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The delays grow, and after three days no further attempt is planned.
    #[test]
    fn delays_grow_until_patience_ends() {
        let since = Timestamp::from_seconds(0);
        let (mut now, mut delays) = (since, Vec::new());
        for attempts in 1.. {
            let Some(next) = next_attempt(since, now, attempts) else { break };
            delays.push(next.seconds_since(now));
            now = next;
        }
        assert_eq!(delays[..5], DELAYS);
        assert!(now.seconds_since(since) <= PATIENCE);
        assert!(delays.iter().all(|d| *d >= MINUTE) && delays.len() == 9);
    }
}
