//! What is asked of the list, as it stands in the address. The same words give page, export and accounting.

use orda_base::{BodyId, Date, PageRequest};
use orda_reminders::{ReminderQuery, Sort, Source, Term};
use orda_web::Question;
use serde::{Deserialize, Serialize};

/// Most values of one filter.
const MOST_VALUES: usize = 50;

/// Fields of the filter form. What cannot be understood is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ListInput {
    /// Id of the own body.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) body: String,
    /// Code of the source.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) source: String,
    /// Words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) words: String,
    /// Kinds of documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) kind: Vec<String>,
    /// Responsible units.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) unit: Vec<String>,
    /// Where the term stands.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) term: String,
    /// First term.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) from: String,
    /// Last term.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) to: String,
    /// Order: `due`, `-due` …
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) sort: String,
    /// Rows a page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) size: String,
    /// Number of the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) page: String,
}

impl ListInput {
    /// The question to the use case.
    pub(crate) fn query(&self) -> ReminderQuery {
        let (descending, sort) = match self.sort.strip_prefix('-') {
            Some(sort) => (true, sort),
            None => (false, self.sort.as_str()),
        };
        let some = |values: &[String]| -> Vec<String> {
            values.iter().filter(|v| !v.is_empty()).take(MOST_VALUES).cloned().collect()
        };
        ReminderQuery {
            body: self.body.parse::<BodyId>().ok(),
            source: Source::from_code(&self.source),
            words: orda_web::words_of(&self.words),
            kinds: some(&self.kind),
            units: some(&self.unit),
            term: Term::from_code(&self.term),
            from: self.from.parse::<Date>().ok(),
            to: self.to.parse::<Date>().ok(),
            sort: Sort::from_code(sort).unwrap_or_default(),
            descending,
            page: PageRequest::new(self.page.parse().ok(), self.size.parse().ok()),
        }
    }
}

impl Question for ListInput {
    fn page(&mut self) -> &mut String {
        &mut self.page
    }
}
