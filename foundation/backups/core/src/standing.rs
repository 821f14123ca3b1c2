//! How the backup copies stand, and when the next is due: decided from the last runs, the settings and the time alone.

use crate::{Run, RunOutcome};
use orda_base::Timestamp;

/// Seconds after a failed run until the timetable tries again.
const AGAIN: i64 = 600;

/// What is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Does the timetable make copies?
    pub scheduled: bool,
    /// Seconds between copies.
    pub period: i64,
    /// Seconds after which the newest good copy is too old; zero: its age is not watched.
    pub oldest: i64,
    /// Is the database in the copy? Else a server keeps it, whose own tools copy it.
    pub with_database: bool,
}

/// The last runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Last {
    /// The newest.
    pub newest: Option<Run>,
    /// The newest of which there is a copy.
    pub made: Option<Run>,
}

/// How the copies stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The newest copy is good and new enough.
    Good,
    /// None was ever made.
    Never,
    /// The newest run failed.
    Failed,
    /// The newest copy lacks files.
    Damaged,
    /// The newest copy is too old.
    Old,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 5] = [Self::Good, Self::Never, Self::Failed, Self::Damaged, Self::Old];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Never => "never",
            Self::Failed => "failed",
            Self::Damaged => "damaged",
            Self::Old => "old",
        }
    }
}

/// Seconds that the continuous copy may lag behind until the administrators are told.
const LATE: i64 = 600;
/// Seconds that it lags behind when all is well, at most.
const BEHIND: i64 = 5;

/// How the continuous copy stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuous {
    /// Since when the program runs.
    pub since: Timestamp,
    /// What was acknowledged before this moment is in the copy; none when the program has made none yet.
    pub until: Option<Timestamp>,
    /// What keeps it from being carried on, for technicians; empty when nothing does.
    pub trouble: String,
}

impl Continuous {
    /// Seconds that it lags behind.
    pub fn behind(&self, now: Timestamp) -> i64 {
        now.seconds_since(self.until.unwrap_or(self.since))
    }

    /// Is it carried on as it should be?
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.until.is_some() && self.behind(now) <= BEHIND
    }

    /// Does it stand still for so long that administrators are to know?
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.behind(now) > LATE
    }
}

impl Last {
    /// When the timetable makes the next copy; none when it makes none.
    pub fn next_due(&self, settings: &Settings, now: Timestamp) -> Option<Timestamp> {
        if !settings.scheduled {
            return None;
        }
        let by_time = self.made.as_ref().map_or(now, |run| run.ended_at.plus_seconds(settings.period));
        let failed = self.newest.as_ref().filter(|run| run.outcome == RunOutcome::Failed);
        Some(failed.map_or(by_time, |run| by_time.max(run.ended_at.plus_seconds(AGAIN))))
    }

    /// How the copies stand.
    pub fn standing(&self, settings: &Settings, now: Timestamp) -> Standing {
        let old = |run: &Run| settings.oldest > 0 && now.seconds_since(run.ended_at) > settings.oldest;
        match (self.newest.as_ref().map(|run| run.outcome), &self.made) {
            (Some(RunOutcome::Failed), _) => Standing::Failed,
            (_, None) => Standing::Never,
            (_, Some(made)) if old(made) => Standing::Old,
            (Some(RunOutcome::Damaged), _) => Standing::Damaged,
            _ => Standing::Good,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::By;

    const NOW: Timestamp = Timestamp::from_seconds(1_795_338_300);
    const HOUR: i64 = 3600;

    fn run(outcome: RunOutcome, ago: i64) -> Run {
        let at = NOW.plus_seconds(-ago);
        let (by, trouble) = (By::Schedule, String::new());
        Run { id: "1".into(), begun_at: at, ended_at: at, by, outcome, written: 0, holds: None, trouble }
    }

    fn settings() -> Settings {
        Settings { scheduled: true, period: 24 * HOUR, oldest: 36 * HOUR, with_database: true }
    }

    /// A continuous copy is good for five seconds, and told of after ten minutes; before the first one the time since the start
    /// counts.
    #[test]
    fn a_continuous_copy_lags_behind() {
        let copy = |until: Option<i64>| Continuous {
            since: NOW.plus_seconds(-700),
            until: until.map(|ago| NOW.plus_seconds(-ago)),
            trouble: String::new(),
        };
        assert!(copy(Some(5)).is_good(NOW) && !copy(Some(6)).is_good(NOW));
        assert!(!copy(Some(600)).is_late(NOW) && copy(Some(601)).is_late(NOW));
        assert!(!copy(None).is_good(NOW) && copy(None).is_late(NOW) && copy(None).behind(NOW) == 700);
    }

    /// The next is due a period after the last copy, and ten minutes after a failure at the earliest; without a timetable
    /// never, without a copy at once.
    #[test]
    fn the_next_is_due_at_its_time() {
        let made = Some(run(RunOutcome::Done, 30 * HOUR));
        let due = |last: &Last| last.next_due(&settings(), NOW);
        assert_eq!(due(&Last::default()), Some(NOW));
        assert_eq!(due(&Last { newest: made.clone(), made: made.clone() }), Some(NOW.plus_seconds(-6 * HOUR)));
        let failed = Last { newest: Some(run(RunOutcome::Failed, 60)), made };
        assert_eq!(due(&failed), Some(NOW.plus_seconds(AGAIN - 60)));
        assert_eq!(failed.next_due(&Settings { scheduled: false, ..settings() }, NOW), None);
    }

    /// Good is only what is there, whole, and new enough; a failure counts until the next copy.
    #[test]
    fn the_standing_follows_the_last_runs() {
        let of = |newest: Run, made: Option<Run>, settings: &Settings| {
            Last { newest: Some(newest), made }.standing(settings, NOW)
        };
        let (fresh, stale) = (run(RunOutcome::Done, 36 * HOUR), run(RunOutcome::Done, 36 * HOUR + 1));
        let usual = settings();
        assert_eq!(Last::default().standing(&usual, NOW), Standing::Never);
        assert_eq!(of(fresh.clone(), Some(fresh.clone()), &usual), Standing::Good);
        assert_eq!(of(stale.clone(), Some(stale.clone()), &usual), Standing::Old);
        let unwatched = Settings { oldest: 0, ..settings() };
        assert_eq!(of(stale.clone(), Some(stale.clone()), &unwatched), Standing::Good);
        assert_eq!(of(run(RunOutcome::Failed, 1), Some(fresh), &usual), Standing::Failed);
        assert_eq!(of(run(RunOutcome::Failed, 1), None, &usual), Standing::Failed);
        let damaged = run(RunOutcome::Damaged, 1);
        assert_eq!(of(damaged.clone(), Some(damaged), &usual), Standing::Damaged);
    }
}
