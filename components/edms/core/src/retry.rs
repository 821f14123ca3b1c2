//! When a message that could not be delivered is tried again.

use crate::Settings;
use orda_base::Timestamp;

/// When to try again after `attempts` attempts (this one included) of a message first due at `since`; none when it is
/// time to give up.
pub fn next_attempt(settings: &Settings, since: Timestamp, now: Timestamp, attempts: u32) -> Option<Timestamp> {
    let place = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
    let delay = settings.delays.get(place).or(settings.delays.last()).copied().unwrap_or(60);
    let next = now.plus_seconds(delay);
    (next.seconds_since(since) <= settings.patience).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The delays grow, and after three days no further attempt is planned.
    #[test]
    fn delays_grow_until_patience_ends() {
        let settings = Settings::default();
        let since = Timestamp::from_seconds(0);
        let (mut now, mut delays) = (since, Vec::new());
        for attempts in 1.. {
            let Some(next) = next_attempt(&settings, since, now, attempts) else { break };
            delays.push(next.seconds_since(now));
            now = next;
        }
        assert_eq!(delays[..7], settings.delays);
        assert!(delays.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(now.seconds_since(since) <= settings.patience && delays.len() < 20);
    }
}
