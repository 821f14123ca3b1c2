//! The use cases: look at the calendar, enter a day, take it back.

use crate::{CalendarStore, DayInput, NamedDay};
use orda_base::{Access, Actor, Date, Env, Error, LocalizedText, Operation, Permission, Result, Role};
use std::sync::Arc;
use workdays::{Calendar, Counted, Shared};

/// Kind of resource in the accounting.
const RESOURCE: &str = "calendar";

/// May the actor change the calendar? Administrators of the whole portal.
pub fn may_change(actor: &Actor) -> Permission {
    Permission::when(actor.person().is_some() && actor.has_in_portal(Role::Administrator))
}

/// The working calendar. Cheap to clone.
#[derive(Clone)]
pub struct WorkCalendar {
    store: Arc<dyn CalendarStore>,
    env: Env,
    shared: Shared,
}

impl WorkCalendar {
    /// The calendar that comes with the program, with what was entered.
    pub async fn open(store: Arc<dyn CalendarStore>, env: Env) -> Result<Self> {
        let calendar = Self { store, env, shared: Shared::default() };
        calendar.refresh().await?;
        Ok(calendar)
    }

    /// The calendar to count by; changes are seen at once.
    pub fn shared(&self) -> Shared {
        self.shared.clone()
    }

    /// Reads again what was entered: another process of the same portal may have changed it.
    pub async fn refresh(&self) -> Result<()> {
        let mut calendar = Calendar::kazakhstan().clone();
        for day in self.store.days().await? {
            calendar.set(day.date, day.special());
        }
        self.shared.replace(calendar);
        Ok(())
    }

    /// Days of a year of which something is said beside their weekday.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for who is not logged in.
    pub async fn year(&self, actor: &Actor, year: i16) -> Result<Vec<NamedDay>> {
        if !actor.is_known() {
            return Err(Error::Unauthenticated);
        }
        let entered: Vec<Date> = self.store.days().await?.into_iter().map(|day| day.date).collect();
        let calendar = self.shared.now();
        let days = calendar.days_of(year).map(|(date, day)| NamedDay {
            date,
            works: day.works,
            name: LocalizedText::new(&day.name_kk, &day.name_ru, &day.name_en),
            entered: entered.contains(&date),
        });
        Ok(days.collect())
    }

    /// What is said of one day now; none where nothing but its weekday is.
    ///
    /// # Errors
    /// As [`Self::year`].
    pub async fn day(&self, actor: &Actor, date: Date) -> Result<Option<NamedDay>> {
        Ok(self.year(actor, date.year()).await?.into_iter().find(|day| day.date == date))
    }

    /// Counts a term and tells how.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for who is not logged in.
    pub fn term(&self, actor: &Actor, from: Date, days: u16) -> Result<Counted> {
        if actor.is_known() { Ok(self.shared.count(from, days)) } else { Err(Error::Unauthenticated) }
    }

    /// Enters a day: worked or not. In force at once; last days of terms that were set before stay.
    ///
    /// # Errors
    /// Forbidden for who is not an administrator of the whole portal; the wrong fields.
    pub async fn enter(&self, actor: &Actor, input: &DayInput) -> Result<Date> {
        may_change(actor).check()?;
        let day = input.read()?;
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        work.save(&day, now).await?;
        let detail = if day.works { "working day" } else { "day off" };
        work.record(actor, now, &Access::done(RESOURCE, day.date, Operation::Change).detail(detail)).await?;
        work.commit().await?;
        self.refresh().await?;
        Ok(day.date)
    }

    /// Takes back what was entered of a day: what comes with the program is in force again.
    ///
    /// # Errors
    /// Forbidden for who is not an administrator of the whole portal; not found where nothing was entered.
    pub async fn take_back(&self, actor: &Actor, date: Date) -> Result<()> {
        may_change(actor).check()?;
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        if !work.remove(date).await? {
            return Err(Error::NotFound);
        }
        work.record(actor, now, &Access::done(RESOURCE, date, Operation::Delete)).await?;
        work.commit().await?;
        self.refresh().await
    }
}
