//! What is asked of the lists, as it stands in the address. The same words give page, export, interface and accounting.

use orda_base::PageRequest;
use orda_registry::{
    AuditQuery, AuditState, AuditsDueQuery, Freshness, InteractionQuery, Kind, RecordQuery, SpanInput, State,
    UpdatesQuery,
};
use orda_web::Question;
use serde::{Deserialize, Serialize};

/// Fields of the filter of the register. What cannot be understood is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ListInput {
    /// Words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) words: String,
    /// Id of the owner.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) body: String,
    /// `system` or `resource`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) kind: String,
    /// Code of a state.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) state: String,
    /// Rows a page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) size: String,
    /// Number of the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) page: String,
}

impl ListInput {
    /// The question to the use case.
    pub(crate) fn query(&self) -> RecordQuery {
        RecordQuery {
            words: orda_web::words_of(&self.words),
            body: self.body.parse().ok(),
            kind: Kind::from_code(&self.kind),
            state: State::from_code(&self.state),
            page: PageRequest::new(self.page.parse().ok(), self.size.parse().ok()),
        }
    }
}

impl Question for ListInput {
    fn page(&mut self) -> &mut String {
        &mut self.page
    }
}

/// What is asked of the list of interactions. What cannot be understood is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct InteractionsInput {
    /// Id of a record.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) record: String,
    /// Rows a page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) size: String,
    /// Number of the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) page: String,
}

impl InteractionsInput {
    /// The question to the use case.
    pub(crate) fn query(&self) -> InteractionQuery {
        InteractionQuery {
            record: self.record.parse().ok(),
            page: PageRequest::new(self.page.parse().ok(), self.size.parse().ok()),
        }
    }
}

impl Question for InteractionsInput {
    fn page(&mut self) -> &mut String {
        &mut self.page
    }
}

/// Fields of the filters of what owners keep in time: the report on updates, audits, audits due. What cannot be understood is left
/// out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct StandingInput {
    /// Id of the owner.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) body: String,
    /// Of updates `overdue` or `up_to_date`, of audits `sent` or `not_sent`, of audits due `overdue`, `soon` or `in_time`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) state: String,
    /// Rows a page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) size: String,
    /// Number of the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) page: String,
}

impl StandingInput {
    fn paged(&self) -> PageRequest {
        PageRequest::new(self.page.parse().ok(), self.size.parse().ok())
    }

    /// Those whose report was sent, or was not.
    pub(crate) fn sent(&self) -> Option<bool> {
        match self.state.as_str() {
            "sent" => Some(true),
            "not_sent" => Some(false),
            _ => None,
        }
    }

    /// The question to the report on updates.
    pub(crate) fn updates(&self) -> UpdatesQuery {
        UpdatesQuery { body: self.body.parse().ok(), freshness: Freshness::from_code(&self.state), page: self.paged() }
    }

    /// The question to the list of audits.
    pub(crate) fn audits(&self) -> AuditQuery {
        AuditQuery { body: self.body.parse().ok(), sent: self.sent(), page: self.paged() }
    }

    /// The question to the list of audits due.
    pub(crate) fn due(&self) -> AuditsDueQuery {
        AuditsDueQuery { body: self.body.parse().ok(), state: AuditState::from_code(&self.state), page: self.paged() }
    }
}

impl Question for StandingInput {
    fn page(&mut self) -> &mut String {
        &mut self.page
    }
}

/// Which accesses of an interaction are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AccessesInput {
    /// First day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) from: String,
    /// Last day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) until: String,
    /// Rows a page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) size: String,
    /// Where the page begins: `next` of the page before.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) after: String,
}

impl AccessesInput {
    /// The days.
    pub(crate) fn span(&self) -> SpanInput {
        SpanInput { from: self.from.clone(), until: self.until.clone() }
    }

    /// Rows a page.
    pub(crate) fn size(&self) -> u32 {
        PageRequest::new(None, self.size.parse().ok()).size
    }
}

impl Question for AccessesInput {
    fn page(&mut self) -> &mut String {
        &mut self.after
    }
}
