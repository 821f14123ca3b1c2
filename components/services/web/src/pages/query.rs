//! What is asked of the list, as it stands in the address. The same words give page, interface and accounting.

use orda_base::uuid::Uuid;
use orda_base::{Date, PageRequest};
use orda_services::{ResultId, ResultQuery, ResultState, Validity};
use orda_web::Question;
use serde::{Deserialize, Serialize};

/// Fields of the filter form. What cannot be understood is left out, but a recipient that cannot is not found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ListInput {
    /// Words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) words: String,
    /// Id of a result: of its recipient only.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) recipient: String,
    /// Id of the service.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) service: String,
    /// Codes of states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) state: Vec<String>,
    /// `current` or `expired`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) validity: String,
    /// First day of preparing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) from: String,
    /// Last day of preparing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) to: String,
    /// Rows a page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) size: String,
    /// Number of the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) page: String,
}

impl ListInput {
    /// The question to the use case.
    pub(crate) fn query(&self) -> ResultQuery {
        ResultQuery {
            service: self.service.parse().ok(),
            states: self.state.iter().filter_map(|s| ResultState::from_code(s)).collect(),
            recipient_of: (!self.recipient.is_empty())
                .then(|| self.recipient.parse().unwrap_or(ResultId::from_uuid(Uuid::nil()))),
            validity: Validity::from_code(&self.validity),
            words: orda_web::words_of(&self.words),
            from: self.from.parse::<Date>().ok(),
            to: self.to.parse::<Date>().ok(),
            page: PageRequest::new(self.page.parse().ok(), self.size.parse().ok()),
        }
    }
}

impl Question for ListInput {
    fn page(&mut self) -> &mut String {
        &mut self.page
    }
}
