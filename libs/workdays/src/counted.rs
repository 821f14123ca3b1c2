//! A term with how it was counted.

use jiff::civil::Date;

/// A term in working days: the result and what led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The day of the event; counting starts with the next day.
    pub from: Date,
    /// Working days counted.
    pub days: u16,
    /// The last day of the term.
    pub due: Date,
    /// Days between that were not counted, in order. Runs of plain weekends are included day by day.
    pub skipped: Vec<Skipped>,
    /// Saturdays and Sundays that were counted because they were made working days.
    pub worked: Vec<Date>,
}

/// A day that was not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The day.
    pub date: Date,
    /// Why.
    pub why: SkippedWhy,
    /// Name of the holiday in Kazakh; empty for a weekend.
    pub name_kk: String,
    /// Name of the holiday in Russian; empty for a weekend.
    pub name_ru: String,
    /// Name of the holiday in English; empty for a weekend.
    pub name_en: String,
}

/// Why a day was not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SkippedWhy {
    /// Saturday or Sunday.
    Weekend,
    /// A holiday, or a day off moved for one.
    Holiday,
}

impl Counted {
    /// Weekend days that were not counted.
    pub fn weekends(&self) -> usize {
        self.skipped.iter().filter(|s| s.why == SkippedWhy::Weekend).count()
    }

    /// Holidays and moved days off that were not counted.
    pub fn holidays(&self) -> impl Iterator<Item = &Skipped> {
        self.skipped.iter().filter(|s| s.why == SkippedWhy::Holiday)
    }
}
