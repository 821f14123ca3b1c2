//! How long what is kept.

use orda_base::{Date, Timestamp};
use std::collections::BTreeMap;

/// Periods of keeping.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Whole years by kind of document, counted from when anything last happened to it. What is not named is kept for ever.
    pub years: BTreeMap<String, u16>,
}

impl Settings {
    /// The first day on which a document of this kind may be destroyed; none when it is kept for ever.
    pub fn until(&self, class: &str, changed_at: Timestamp) -> Option<Date> {
        let years = *self.years.get(class)?;
        let last = changed_at.date();
        let year = last.year().checked_add(i16::try_from(years).ok()?)?;
        // A 29 February ends with the 28th.
        let day = Date::new(year, last.month(), last.day()).or_else(|_| Date::new(year, last.month(), 28)).ok()?;
        day.tomorrow().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A period of whole years ends with its last day; what no period is set for is kept for ever.
    #[test]
    fn periods_end_with_their_day() {
        let settings = Settings { years: [("law".to_owned(), 10), ("order".to_owned(), 0)].into() };
        // 23 November 2026 in Astana.
        let at = Timestamp::from_seconds(1_795_408_200);
        assert_eq!(settings.until("law", at).map(|d| d.to_string()).as_deref(), Some("2036-11-24"));
        assert_eq!(settings.until("order", at).map(|d| d.to_string()).as_deref(), Some("2026-11-24"));
        assert_eq!(settings.until("other", at), None);
    }
}
