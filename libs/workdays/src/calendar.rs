//! The calendar: which days are worked.

use crate::{Counted, Skipped, SkippedWhy};
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Longest term that is counted: a bound that no term of the law comes near.
const LONGEST: u16 = 2_000;

/// A working calendar. Monday to Friday are worked, but for the days named here; Saturday and Sunday are not, but for
/// the days named here.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    special: BTreeMap<Date, Special>,
}

/// A day that is not as its weekday says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Special {
    /// Is it worked?
    pub works: bool,
    /// Name in Kazakh.
    pub name_kk: String,
    /// Name in Russian.
    pub name_ru: String,
    /// Name in English.
    pub name_en: String,
}

/// A line of a calendar file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Number of the line, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

impl std::fmt::Display for BadLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {} of the calendar cannot be read: {:?}", self.line, self.text)
    }
}

impl std::error::Error for BadLine {}

impl Calendar {
    /// The calendar of Kazakhstan that comes with this library.
    pub fn kazakhstan() -> &'static Self {
        static CALENDAR: OnceLock<Calendar> = OnceLock::new();
        CALENDAR.get_or_init(|| {
            Calendar::parse(include_str!("../data/calendar.csv")).expect("a test reads the calendar that comes along")
        })
    }

    /// Reads a calendar: a heading, then `date,kind,name_kk,name_ru,name_en` with kind `day_off` or `working_day`.
    ///
    /// # Errors
    /// [`BadLine`] names the first line that cannot be read.
    pub fn parse(csv: &str) -> Result<Self, BadLine> {
        let mut special = BTreeMap::new();
        for (index, line) in csv.lines().enumerate().skip(1).filter(|(_, l)| !l.trim().is_empty()) {
            let (date, day) = Self::line(line).ok_or_else(|| BadLine { line: index + 1, text: line.to_owned() })?;
            special.insert(date, day);
        }
        Ok(Self { special })
    }

    fn line(line: &str) -> Option<(Date, Special)> {
        let mut fields = line.splitn(5, ',');
        let date = fields.next()?.parse().ok()?;
        let works = match fields.next()? {
            "day_off" => false,
            "working_day" => true,
            _ => return None,
        };
        let name = |field: &str| field.trim().trim_matches('"').to_owned();
        let (name_kk, name_ru) = (name(fields.next()?), name(fields.next()?));
        Some((date, Special { works, name_kk, name_ru, name_en: name(fields.next()?) }))
    }

    /// Says of a day that it is worked or not, whatever was said of it before.
    pub fn set(&mut self, date: Date, day: Special) {
        self.special.insert(date, day);
    }

    /// Days of a year of which something is said beside their weekday, in order.
    pub fn days_of(&self, year: i16) -> impl Iterator<Item = (Date, &Special)> {
        let all = self.special.iter().skip_while(move |(date, _)| date.year() < year);
        all.take_while(move |(date, _)| date.year() == year).map(|(date, day)| (*date, day))
    }

    /// The first and the last day that is named: beyond them only weekdays are known.
    pub fn span(&self) -> Option<(Date, Date)> {
        Some((*self.special.first_key_value()?.0, *self.special.last_key_value()?.0))
    }

    /// What is said of this day beside its weekday.
    pub fn special(&self, date: Date) -> Option<&Special> {
        self.special.get(&date)
    }

    /// Is it worked on this day?
    pub fn is_working(&self, date: Date) -> bool {
        self.special.get(&date).map_or_else(|| !is_weekend(date), |day| day.works)
    }

    /// Counts `days` working days after `from`; the day of the event itself is not counted. Zero days end on `from`.
    ///
    /// Terms longer than 2,000 days are cut to that.
    pub fn count(&self, from: Date, days: u16) -> Counted {
        let days = days.min(LONGEST);
        let mut counted = Counted { from, days, due: from, skipped: Vec::new(), worked: Vec::new() };
        let mut left = days;
        while left > 0 {
            let Ok(day) = counted.due.tomorrow() else { break };
            counted.due = day;
            if self.is_working(day) {
                left -= 1;
                if is_weekend(day) {
                    counted.worked.push(day);
                }
            } else {
                counted.skipped.push(self.skipped(day));
            }
        }
        counted
    }

    fn skipped(&self, date: Date) -> Skipped {
        match self.special.get(&date) {
            Some(day) => Skipped {
                date,
                why: SkippedWhy::Holiday,
                name_kk: day.name_kk.clone(),
                name_ru: day.name_ru.clone(),
                name_en: day.name_en.clone(),
            },
            None => Skipped {
                date,
                why: SkippedWhy::Weekend,
                name_kk: String::new(),
                name_ru: String::new(),
                name_en: String::new(),
            },
        }
    }

    /// Working days from `today` to `due`: those after `today` up to and with `due`; negative when `due` has passed:
    /// minus the working days after `due` up to and with `today`. A term that passed before a weekend is at least one
    /// day over.
    pub fn left(&self, today: Date, due: Date) -> i32 {
        if today > due { -self.between(due, today).max(1) } else { self.between(today, due) }
    }

    /// Working days after `from` up to and with `to`.
    fn between(&self, from: Date, to: Date) -> i32 {
        let mut days = 0;
        let mut day = from;
        while day < to {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            days += i32::from(self.is_working(day));
        }
        days
    }
}

/// Is it a Saturday or a Sunday?
pub fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// The calendar that comes along is read to the last line and reaches beyond the present year.
    #[test]
    fn reads_the_calendar() {
        let calendar = Calendar::parse(include_str!("../data/calendar.csv")).expect("every line can be read");
        let (first, last) = calendar.span().expect("it names days");
        assert!(first.year() <= 2010 && last.year() >= 2026, "{first} to {last}");
    }

    /// A line that cannot be read is named.
    #[test]
    fn names_a_bad_line() {
        let bad = Calendar::parse("date,kind,…\n2026-01-01,day_off,Жаңа жыл,Новый год,New Year\n2026-13-01,day_off,,,")
            .expect_err("there is no thirteenth month");
        assert_eq!(bad.line, 3);
    }

    /// Weekends and holidays are not counted, and both are told.
    #[test]
    fn explains_what_was_left_out() {
        let counted = Calendar::kazakhstan().count(date(2026, 12, 11), 5);
        assert_eq!(counted.due, date(2026, 12, 21));
        assert_eq!(counted.weekends(), 4);
        assert_eq!(counted.holidays().map(|h| h.date).collect::<Vec<_>>(), [date(2026, 12, 16)]);
    }

    /// A Saturday that was made a working day counts, and the day off it was moved from does not.
    #[test]
    fn counts_moved_saturdays() {
        let calendar = Calendar::kazakhstan();
        // Saturday 3 July 2010 was worked for Monday 5 July; 6 July is the day of the capital.
        let counted = calendar.count(date(2010, 7, 2), 2);
        assert_eq!(counted.worked, [date(2010, 7, 3)]);
        assert_eq!(counted.due, date(2010, 7, 7));
    }

    /// Days left: today is not counted, the last day is; past terms are negative.
    #[test]
    fn counts_days_left() {
        let calendar = Calendar::kazakhstan();
        let due = date(2026, 11, 27);
        assert_eq!(calendar.left(date(2026, 11, 23), due), 4);
        assert_eq!(calendar.left(due, due), 0);
        assert_eq!(calendar.left(date(2026, 11, 28), due), -1, "the Saturday after");
        assert_eq!(calendar.left(date(2026, 12, 1), due), -2);
    }

    /// Counting on and counting left agree for every start and length of a year.
    #[test]
    fn count_and_left_agree() {
        let calendar = Calendar::kazakhstan();
        let mut day = date(2026, 1, 1);
        while day.year() == 2026 {
            for days in [0, 1, 5, 10, 30] {
                assert_eq!(calendar.left(day, calendar.count(day, days).due), i32::from(days));
            }
            day = day.tomorrow().expect("there is a next day");
        }
    }
}
