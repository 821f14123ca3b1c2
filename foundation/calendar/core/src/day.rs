//! A day of which something is said beside its weekday.

use orda_base::{Date, Error, FieldError, LocalizedText, Result};
use workdays::Special;

/// Longest name, in characters.
const NAME: usize = 200;
/// Years for which days can be entered.
const YEARS: std::ops::RangeInclusive<i16> = 2010..=2100;

/// A day as an administrator enters it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayInput {
    /// The day; none for what is no date.
    pub date: Option<Date>,
    /// Is it worked? None where nothing was chosen.
    pub works: Option<bool>,
    /// What day it is; Kazakh and Russian are needed, English falls back to Kazakh.
    pub name: LocalizedText,
}

/// A day that administrators entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnteredDay {
    /// The day.
    pub date: Date,
    /// Is it worked?
    pub works: bool,
    /// What day it is.
    pub name: LocalizedText,
}

impl EnteredDay {
    /// As the calendar holds it.
    pub(crate) fn special(&self) -> Special {
        let name = |text: &str| text.to_owned();
        Special {
            works: self.works,
            name_kk: name(&self.name.kk),
            name_ru: name(&self.name.ru),
            name_en: name(&self.name.en),
        }
    }
}

/// A day of the calendar in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedDay {
    /// The day.
    pub date: Date,
    /// Is it worked?
    pub works: bool,
    /// What day it is.
    pub name: LocalizedText,
    /// Did an administrator enter it? Else it came with the program.
    pub entered: bool,
}

impl DayInput {
    /// The day, when all of it is right.
    ///
    /// # Errors
    /// The wrong fields: `date`, `works`, `name_kk`, `name_ru`, `name_en`.
    pub fn read(&self) -> Result<EnteredDay> {
        let mut wrong = Vec::new();
        let date = self.date.filter(|date| YEARS.contains(&date.year()));
        if date.is_none() {
            wrong.push(FieldError::new("date", "calendar-error-date"));
        }
        if self.works.is_none() {
            wrong.push(FieldError::new("works", "error-choose"));
        }
        let name = LocalizedText::new(self.name.kk.trim(), self.name.ru.trim(), self.name.en.trim());
        for (field, text, needed) in
            [("name_kk", &name.kk, true), ("name_ru", &name.ru, true), ("name_en", &name.en, false)]
        {
            if needed && text.is_empty() {
                wrong.push(FieldError::new(field, "error-required"));
            } else if text.chars().count() > NAME {
                wrong.push(FieldError::new(field, "error-too-long").with("max", NAME));
            }
        }
        match (date, self.works) {
            (Some(date), Some(works)) if wrong.is_empty() => Ok(EnteredDay { date, works, name }),
            _ => Err(Error::Invalid(wrong)),
        }
    }
}
