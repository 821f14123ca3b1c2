//! What is asked of a register, as it stands in the address. The same words give page, export and accounting.

use orda_base::{BodyId, Date, PageRequest};
use orda_edms::{LetterKind, LetterQuery, LetterState, Register};
use orda_web::Question;
use serde::{Deserialize, Serialize};

/// Fields of the filter form. What cannot be understood is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ListInput {
    /// `out` for the outgoing register.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) register: String,
    /// Id of the own body.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) body: String,
    /// Id of the body on the other side.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) other: String,
    /// Words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) words: String,
    /// Codes of kinds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) kind: Vec<String>,
    /// Codes of states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) state: Vec<String>,
    /// First day of the period of outgoing dates.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) from: String,
    /// Last day of it.
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
    pub(crate) fn query(&self) -> LetterQuery {
        LetterQuery {
            register: self.register(),
            body: self.body.parse::<BodyId>().ok(),
            other: self.other.parse::<BodyId>().ok(),
            words: orda_web::words_of(&self.words),
            kinds: self.kind.iter().filter_map(|k| LetterKind::from_code(k)).collect(),
            states: self.state.iter().filter_map(|s| LetterState::from_code(s)).collect(),
            from: self.from.parse::<Date>().ok(),
            to: self.to.parse::<Date>().ok(),
            page: PageRequest::new(self.page.parse().ok(), self.size.parse().ok()),
        }
    }

    /// Which register.
    pub(crate) fn register(&self) -> Register {
        if self.register == "out" { Register::Outgoing } else { Register::Incoming }
    }
}

impl Question for ListInput {
    fn page(&mut self) -> &mut String {
        &mut self.page
    }
}
