//! A calendar that can change while it is in use.

use crate::{Calendar, Counted};
use jiff::civil::Date;
use std::sync::{Arc, PoisonError, RwLock};

/// A calendar in use by many; all see a change at once. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Shared(Arc<RwLock<Arc<Calendar>>>);

impl Shared {
    /// This calendar, to be shared.
    pub fn new(calendar: Calendar) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(calendar))))
    }

    /// The calendar as it is now.
    pub fn now(&self) -> Arc<Calendar> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another calendar in its place.
    pub fn replace(&self, calendar: Calendar) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(calendar);
    }

    /// As [`Calendar::count`].
    pub fn count(&self, from: Date, days: u16) -> Counted {
        self.now().count(from, days)
    }

    /// As [`Calendar::left`].
    pub fn left(&self, today: Date, due: Date) -> i32 {
        self.now().left(today, due)
    }

    /// As [`Calendar::is_working`].
    pub fn is_working(&self, date: Date) -> bool {
        self.now().is_working(date)
    }
}

impl Default for Shared {
    fn default() -> Self {
        Self::new(Calendar::kazakhstan().clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Special;
    use jiff::civil::date;

    /// Who shares a calendar counts by the new one as soon as it is there.
    #[test]
    fn changes_are_seen_by_all() {
        let (one, other) = (Shared::default(), Shared::default());
        let same = one.clone();
        let monday = date(2026, 11, 23);
        assert!(same.is_working(monday));
        let mut changed = Calendar::clone(&one.now());
        let name = "Демалыс күні".to_owned();
        changed.set(monday, Special { works: false, name_kk: name, name_ru: String::new(), name_en: String::new() });
        one.replace(changed);
        assert!(!same.is_working(monday) && other.is_working(monday));
        assert_eq!(same.count(date(2026, 11, 20), 1).due, date(2026, 11, 24));
        assert_eq!(same.now().days_of(2026).filter(|(day, _)| *day == monday).count(), 1);
    }
}
