//! When a source is read: set times of the day in Astana, every day (385-51). What is due is decided from the log alone,
//! so that a portal that was down, or one of several instances, does what is left to do, once.

use crate::{Outcome, Refresh, RefreshId};
use orda_base::Timestamp;
use serde::{Deserialize, Serialize};

/// A time of the day: `13:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    hour: i8,
    minute: i8,
}

impl TimeOfDay {
    /// This hour (0 to 23) and minute (0 to 59).
    pub const fn new(hour: i8, minute: i8) -> Option<Self> {
        if 0 <= hour && hour < 24 && 0 <= minute && minute < 60 { Some(Self { hour, minute }) } else { None }
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts = text.split_once(':').filter(|(h, m)| h.len() <= 2 && m.len() == 2);
        let time = parts.and_then(|(h, m)| Self::new(h.parse().ok()?, m.parse().ok()?));
        time.ok_or_else(|| format!("{text} is no time of the day as in 13:30"))
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// The set times of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable(Vec<TimeOfDay>);

/// Most missed times that are written into the log: two weeks of the usual two a day.
const MISSED: usize = 28;

impl Timetable {
    /// These times of every day. None when there are none.
    pub fn new(mut times: Vec<TimeOfDay>) -> Option<Self> {
        times.sort_unstable();
        times.dedup();
        (!times.is_empty()).then_some(Self(times))
    }

    /// The times.
    pub fn times(&self) -> &[TimeOfDay] {
        &self.0
    }

    /// The set times of the days from `days` days before `now` to the next day, in order. Astana's own offset of each
    /// day holds, whatever the machine's zone.
    fn around(&self, now: Timestamp, days: i32) -> Vec<Timestamp> {
        let here = now.zoned();
        let mut day = here.date();
        for _ in 0..days {
            day = day.yesterday().unwrap_or(day);
        }
        let mut slots = Vec::new();
        for _ in 0..days + 2 {
            for time in &self.0 {
                if let Ok(at) = day.at(time.hour, time.minute, 0, 0).to_zoned(here.time_zone().clone()) {
                    slots.push(Timestamp::from_micros(at.timestamp().as_microsecond()));
                }
            }
            day = day.tomorrow().unwrap_or(day);
        }
        slots
    }

    /// The set time that has come last.
    pub fn latest(&self, now: Timestamp) -> Timestamp {
        self.around(now, 1).into_iter().rfind(|slot| *slot <= now).unwrap_or(now)
    }

    /// The set time that comes next.
    pub fn next(&self, now: Timestamp) -> Timestamp {
        self.around(now, 0).into_iter().find(|slot| *slot > now).unwrap_or(now)
    }

    /// The set times after `after` and before `before`, the newest ones.
    fn between(&self, after: Timestamp, before: Timestamp) -> Vec<Timestamp> {
        let days = i32::try_from(before.seconds_since(after) / 86_400 + 1).unwrap_or(i32::MAX).min(15);
        let mut slots = self.around(before, days);
        slots.retain(|slot| after < *slot && *slot < before);
        slots.split_off(slots.len().saturating_sub(MISSED))
    }
}

/// How often a failed refresh is tried again, and how long one may be under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patience {
    /// Seconds to wait after each failed attempt; the last one repeats until the next set time.
    pub delays: Vec<i64>,
    /// Seconds after which a refresh that was begun and never ended counts as interrupted.
    pub claim: i64,
}

/// A refresh that is to be carried out now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The set time that it is for.
    pub slot: Timestamp,
    /// Which attempt it is, from 1.
    pub attempt: u32,
    /// Earlier set times at which nothing was done: to be recorded (385-51).
    pub missed: Vec<Timestamp>,
    /// An attempt that never came to its end.
    pub interrupted: Option<RefreshId>,
}

/// What is to be done now, seen from the newest entry of the log.
pub fn due(timetable: &Timetable, last: Option<&Refresh>, now: Timestamp, patience: &Patience) -> Option<Planned> {
    let latest = timetable.latest(now);
    let Some(last) = last else {
        return Some(Planned { slot: latest, attempt: 1, missed: Vec::new(), interrupted: None });
    };
    let running = last.outcome == Outcome::Running;
    if running && now < last.started_at.plus_seconds(patience.claim) {
        return None;
    }
    let interrupted = running.then_some(last.id);
    if last.slot < latest {
        let missed = timetable.between(last.slot, latest);
        return Some(Planned { slot: latest, attempt: 1, missed, interrupted });
    }
    let again = Planned { slot: last.slot, attempt: last.attempt + 1, missed: Vec::new(), interrupted };
    match last.outcome {
        Outcome::Done | Outcome::Missed => None,
        Outcome::Running => Some(again),
        Outcome::Failed => {
            let nth = usize::try_from(last.attempt.saturating_sub(1)).unwrap_or(usize::MAX);
            let delay = patience.delays.get(nth).or(patience.delays.last())?;
            let ended = last.ended_at.unwrap_or(last.started_at);
            (now >= ended.plus_seconds(*delay)).then_some(again)
        }
    }
}

#[cfg(test)]
#[path = "timetable_tests.rs"]
mod tests;
