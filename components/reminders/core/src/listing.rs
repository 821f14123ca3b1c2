//! What is asked of the list.

use crate::Source;
use orda_base::{BodyId, Date, PageRequest};

/// Where the term stands. Message key: `reminders-term-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// It has passed.
    Overdue,
    /// Today.
    Today,
    /// Within the next seven days, today among them.
    Week,
    /// Later than that.
    Later,
}

impl Term {
    /// Every choice.
    pub const ALL: [Self; 4] = [Self::Overdue, Self::Today, Self::Week, Self::Later];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Week => "week",
            Self::Later => "later",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }

    /// First and last day of such terms, seen on `today`.
    pub fn days(self, today: Date) -> (Option<Date>, Option<Date>) {
        let in_a_week = (0..7).fold(today, |day, _| day.tomorrow().unwrap_or(day));
        match self {
            Self::Overdue => (None, today.yesterday().ok()),
            Self::Today => (Some(today), Some(today)),
            Self::Week => (Some(today), Some(in_a_week)),
            Self::Later => (in_a_week.tomorrow().ok(), None),
        }
    }
}

/// By what the list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// By the term: the nearest first (385-49-7).
    #[default]
    Due,
    /// By the outgoing number.
    Number,
    /// By the outgoing date.
    Date,
    /// By the executor.
    Executor,
    /// By the kind.
    Kind,
    /// By the unit.
    Unit,
    /// By the source.
    Source,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 7] =
        [Self::Due, Self::Number, Self::Date, Self::Executor, Self::Kind, Self::Unit, Self::Source];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Number => "number",
            Self::Date => "date",
            Self::Executor => "executor",
            Self::Kind => "kind",
            Self::Unit => "unit",
            Self::Source => "source",
        }
    }

    /// The order with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A question to the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReminderQuery {
    /// Of this own body only.
    pub body: Option<BodyId>,
    /// Of this source only.
    pub source: Option<Source>,
    /// Words of numbers, contents, executors, kinds and units.
    pub words: String,
    /// These kinds of documents only.
    pub kinds: Vec<String>,
    /// These responsible units only.
    pub units: Vec<String>,
    /// Where the term stands.
    pub term: Option<Term>,
    /// First term.
    pub from: Option<Date>,
    /// Last term.
    pub to: Option<Date>,
    /// The order.
    pub sort: Sort,
    /// The other way round.
    pub descending: bool,
    /// Which page.
    pub page: PageRequest,
}

impl ReminderQuery {
    /// First and last term that are asked for, seen on `today`.
    pub fn terms(&self, today: Date) -> (Option<Date>, Option<Date>) {
        let (from, to) = self.term.map_or((None, None), |term| term.days(today));
        let later = |a: Option<Date>, b: Option<Date>| a.into_iter().chain(b).max();
        let earlier = |a: Option<Date>, b: Option<Date>| a.into_iter().chain(b).min();
        (later(from, self.from), earlier(to, self.to))
    }
}

/// What there is to choose from in the filters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// Kinds of documents, sorted.
    pub kinds: Vec<String>,
    /// Responsible units, sorted.
    pub units: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Choices of the term are days of the calendar and narrow what is asked besides.
    #[test]
    fn terms_are_days() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let today = day("2026-11-23");
        let query = |term| ReminderQuery { term, ..ReminderQuery::default() };
        assert_eq!(query(None).terms(today), (None, None));
        assert_eq!(query(Some(Term::Overdue)).terms(today), (None, Some(day("2026-11-22"))));
        assert_eq!(query(Some(Term::Today)).terms(today), (Some(today), Some(today)));
        assert_eq!(query(Some(Term::Week)).terms(today), (Some(today), Some(day("2026-11-30"))));
        assert_eq!(query(Some(Term::Later)).terms(today), (Some(day("2026-12-01")), None));
        let narrow =
            ReminderQuery { from: Some(day("2026-11-25")), to: Some(day("2027-01-01")), ..query(Some(Term::Week)) };
        assert_eq!(narrow.terms(today), (Some(day("2026-11-25")), Some(day("2026-11-30"))));
    }
}
