//! Dates and times in the words of a language.
//!
//! The forms are Fluent messages (`web-date`, `web-datetime`, `web-day-month`); they are worked out once into a text with
//! marks, because a list shows hundreds of dates.

use orda_base::{Date, Timestamp};
use std::fmt::Write;

/// Marks that stand for the parts of a date. They can't occur in a text.
const YEAR: &str = "\u{1}";
const MONTH: &str = "\u{2}";
const DAY: &str = "\u{3}";
const TIME: &str = "\u{4}";

/// The forms of one language.
#[derive(Default)]
pub(crate) struct DateForms {
    months: Vec<String>,
    date: String,
    datetime: String,
    day_month: String,
}

impl DateForms {
    pub(super) fn new(text: impl Fn(&str, &[(&str, &str)]) -> String) -> Self {
        let args = [("year", YEAR), ("month", MONTH), ("day", DAY), ("time", TIME)];
        Self {
            months: (1..=12).map(|month| text(&format!("web-month-{month}"), &[])).collect(),
            date: text("web-date", &args),
            datetime: text("web-datetime", &args),
            day_month: text("web-day-month", &args),
        }
    }

    /// `2026 ж. 22 қараша`, `22 ноября 2026 г.`, `22 November 2026`.
    pub(crate) fn date(&self, date: Date) -> String {
        self.fill(&self.date, date, None)
    }

    /// `2026 ж. 22 қараша, 14:05` in Astana time.
    pub(crate) fn datetime(&self, at: Timestamp) -> String {
        let zoned = at.zoned();
        self.fill(&self.datetime, zoned.date(), Some((zoned.hour(), zoned.minute())))
    }

    /// `22 қараша`, for dates near at hand.
    pub(crate) fn day_month(&self, date: Date) -> String {
        self.fill(&self.day_month, date, None)
    }

    fn fill(&self, form: &str, date: Date, time: Option<(i8, i8)>) -> String {
        let mut out = String::with_capacity(form.len() + 24);
        for character in form.chars() {
            // Writing to a string can't fail.
            let _ = match character {
                '\u{1}' => write!(out, "{}", date.year()),
                '\u{2}' => {
                    let month = usize::try_from(date.month() - 1).unwrap_or(0);
                    out.write_str(self.months.get(month).map_or("", String::as_str))
                }
                '\u{3}' => write!(out, "{}", date.day()),
                '\u{4}' => time.map_or(Ok(()), |(hour, minute)| write!(out, "{hour:02}:{minute:02}")),
                other => out.write_char(other),
            };
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use crate::Messages;
    use orda_base::{Date, Language, Timestamp};

    /// A moment is shown in the language's own form and in the time of the capital; numbers stay with their words.
    #[test]
    fn writes_dates_in_three_languages() {
        let messages = Messages::load(&[]).expect("the kernel's messages are complete");
        let at = Timestamp::from_seconds(1_795_338_300); // 2026-11-22T09:05:00Z
        let shown = Language::ALL.map(|language| messages.dates(language).datetime(at));
        assert_eq!(
            shown,
            ["2026\u{a0}ж. 22\u{a0}қараша, 14:05", "22\u{a0}ноября 2026\u{a0}г., 14:05", "22 November 2026, 14:05"]
        );
        let day = Date::constant(2026, 1, 5);
        let dates = Language::ALL.map(|language| messages.dates(language).date(day));
        assert_eq!(dates, ["2026\u{a0}ж. 5\u{a0}қаңтар", "5\u{a0}января 2026\u{a0}г.", "5 January 2026"]);
        let short = Language::ALL.map(|language| messages.dates(language).day_month(day));
        assert_eq!(short, ["5\u{a0}қаңтар", "5\u{a0}января", "5 January"]);
    }

    /// Shortly before midnight in Greenwich it is already tomorrow in Astana.
    #[test]
    fn counts_the_day_in_astana() {
        let messages = Messages::load(&[]).expect("the kernel's messages are complete");
        let at = Timestamp::from_seconds(1_795_391_940); // 2026-11-22T23:59:00Z
        assert_eq!(messages.dates(Language::En).datetime(at), "23 November 2026, 04:59");
    }
}
