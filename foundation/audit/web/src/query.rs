//! The search as it stands in an address.

use jiff::civil;
use orda_audit::{Cursor, Filter, Who};
use orda_base::{FieldError, Operation, Outcome, PageRequest, Timestamp};
use serde::Deserialize;

/// Parameters of the list, as they were typed.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Search {
    /// Part of the name of a user or system, or an id; the id of a number answers `POST /api/v1/accounting/by-number`.
    pub(crate) person: String,
    /// `person`, `system`, `portal` or `unknown`.
    pub(crate) who: String,
    /// Address of the computer, or its beginning (`10.1.`).
    pub(crate) address: String,
    /// Kind of resource.
    pub(crate) resource: String,
    /// Operation (`read`, `search`, `sign_in`, …).
    pub(crate) operation: String,
    /// `done`, `refused` or `failed`.
    pub(crate) outcome: String,
    /// Date, or date and time, in Astana; included.
    pub(crate) from: String,
    /// Date (included), or date and time (excluded), in Astana.
    pub(crate) until: String,
    /// Words in the part, the details or the path.
    pub(crate) words: String,
    /// Number of a request.
    pub(crate) request: String,
    /// Where the page begins: `next` of the page before.
    pub(crate) after: String,
    /// Records a page: 25, 50 or 100.
    pub(crate) size: String,
}

impl Search {
    /// The parameters that filter, with their values.
    pub(crate) fn filters(&self) -> [(&'static str, &str); 10] {
        [
            ("person", &self.person),
            ("who", &self.who),
            ("address", &self.address),
            ("resource", &self.resource),
            ("operation", &self.operation),
            ("outcome", &self.outcome),
            ("from", &self.from),
            ("until", &self.until),
            ("words", &self.words),
            ("request", &self.request),
        ]
    }

    /// What is searched for; wrong times are told apart, everything unknown is as if it were not there.
    pub(crate) fn filter(&self) -> (Filter, Vec<FieldError>) {
        let mut wrong = Vec::new();
        let mut time = |field: &str, text: &str, end: bool| {
            let found = moment(text, end);
            if found.is_none() && !text.trim().is_empty() {
                wrong.push(FieldError::new(field, "audit-error-time"));
            }
            found
        };
        let filter = Filter {
            person: short(&self.person),
            who: Who::from_code(&self.who),
            address: short(&self.address),
            resource: short(&self.resource),
            operation: Operation::from_code(&self.operation),
            outcome: Outcome::from_code(&self.outcome),
            from: time("from", &self.from, false),
            until: time("until", &self.until, true),
            words: short(&self.words),
            request: short(&self.request),
        };
        (filter, wrong)
    }

    /// Where the page begins.
    pub(crate) fn cursor(&self) -> Option<Cursor> {
        self.after.parse().ok()
    }

    /// Records a page.
    pub(crate) fn size(&self) -> u32 {
        PageRequest::new(None, Some(self.size.parse().unwrap_or(PageRequest::SIZES[1]))).size
    }
}

/// No name, address or search is longer.
fn short(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(200).collect()
}

/// A date or a date and time in Astana. A whole day ends when the next one begins.
fn moment(text: &str, end: bool) -> Option<Timestamp> {
    let text = text.trim();
    let whole_day = !text.contains(['T', ' ']);
    let mut at: civil::DateTime =
        if whole_day { text.parse::<civil::Date>().ok()?.at(0, 0, 0, 0) } else { text.parse().ok()? };
    if whole_day && end {
        at = at.tomorrow().ok()?;
    }
    let zone = Timestamp::from_seconds(0).zoned().time_zone().clone();
    Some(Timestamp::from_micros(at.to_zoned(zone).ok()?.timestamp().as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Times are read in Astana; the last day of a span belongs to it.
    #[test]
    fn spans_are_read_in_astana() {
        let shown = |text: &str, end| moment(text, end).map(Timestamp::rfc3339);
        assert_eq!(shown("2026-11-22", false).as_deref(), Some("2026-11-21T19:00:00Z"));
        assert_eq!(shown("2026-11-22", true).as_deref(), Some("2026-11-22T19:00:00Z"));
        assert_eq!(shown("2026-11-22T14:05", true).as_deref(), Some("2026-11-22T09:05:00Z"));
        assert_eq!(shown("22.11.2026", false), None);
    }
}
