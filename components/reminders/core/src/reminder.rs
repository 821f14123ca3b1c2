//! A reminder about executing an instruction: the eight requisites of 385-49, as they stand in the source.

use crate::{ReminderId, Source};
use orda_base::{BodyId, Date, Timestamp};
use serde::{Deserialize, Serialize};

/// What the source says of an instruction, letter for letter (385-49-1 to 385-49-7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requisites {
    /// Outgoing number of the document.
    pub outgoing_number: String,
    /// Outgoing date of the document.
    pub outgoing_date: Date,
    /// Short content.
    pub short_content: String,
    /// Executor.
    pub executor: String,
    /// Kind of the document.
    pub document_kind: String,
    /// Responsible unit; none where the source gives none (385-49-6).
    pub responsible_unit: Option<String>,
    /// Term of execution.
    pub due: Date,
}

/// A reminder addressed to one state body. Nobody in the portal changes it: what it says comes from the source only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Its id.
    pub id: ReminderId,
    /// Where the instruction is under control.
    pub source: Source,
    /// What the source calls the instruction.
    pub key: String,
    /// The body to which it is addressed.
    pub body: BodyId,
    /// The requisites.
    pub requisites: Requisites,
    /// When it was first taken in.
    pub taken_at: Timestamp,
    /// The last refresh whose answer held it as it stands.
    pub confirmed_at: Timestamp,
    /// Did the last good answer hold it? One that is missing there without having been executed is not dropped in
    /// silence: it stays, and says so.
    pub confirmed: bool,
    /// The executor is unknown to the directory: for the administrator (385-49-4).
    pub executor_unknown: bool,
    /// The kind is unknown to the reference data: for the administrator (385-49-5).
    pub kind_unknown: bool,
}

impl Reminder {
    /// Days left before the term passes, seen on `today` (385-49-8).
    pub fn days_left(&self, today: Date) -> DaysLeft {
        DaysLeft::of(self.requisites.due, today)
    }

    /// Has the administrator something to look at?
    pub const fn is_marked(&self) -> bool {
        self.executor_unknown || self.kind_unknown || !self.confirmed
    }
}

/// How far the term is, in calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DaysLeft {
    /// So many days are left; 0 on the day of the term.
    Left(i32),
    /// The term passed so many days ago, at least 1.
    Overdue(i32),
}

impl DaysLeft {
    /// From `today` to `due`.
    pub fn of(due: Date, today: Date) -> Self {
        // Both are dates of the calendar: no longer apart than an i32 of days.
        let days = today.until(due).map_or(0, |span| span.get_days());
        if days < 0 { Self::Overdue(-days) } else { Self::Left(days) }
    }

    /// The number: negative once the term has passed.
    pub const fn signed(self) -> i32 {
        match self {
            Self::Left(days) => days,
            Self::Overdue(days) => -days,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number is the term minus today in calendar days, 0 on the day itself; a term that has passed is overdue and
    /// has no days left; on the next day the number is that of the next day.
    ///
    /// Covers: 385-49-8
    #[test]
    fn days_are_calendar_days() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let due = day("2026-11-30");
        assert_eq!(DaysLeft::of(due, day("2026-11-23")), DaysLeft::Left(7));
        assert_eq!(DaysLeft::of(due, day("2026-11-24")), DaysLeft::Left(6), "a day later");
        assert_eq!(DaysLeft::of(due, day("2026-11-30")), DaysLeft::Left(0));
        assert_eq!(DaysLeft::of(due, day("2026-12-01")), DaysLeft::Overdue(1));
        assert_eq!(DaysLeft::of(due, day("2027-01-01")), DaysLeft::Overdue(32), "days off count too");
        assert_eq!(DaysLeft::of(day("2028-03-01"), day("2028-02-28")), DaysLeft::Left(2), "a leap year");
        // Half past eleven at night in Astana and an hour later are two days, whatever the machine's zone.
        let night = Timestamp::from_seconds(1_795_458_600);
        assert_eq!((night.date(), night.plus_seconds(3600).date()), (day("2026-11-23"), day("2026-11-24")));
        assert_eq!(DaysLeft::of(due, night.plus_seconds(3600).date()), DaysLeft::Left(6));
    }
}
