//! What is asked of the list, as it stands in the address: filters, columns, order, page. The same words give the page,
//! the export and the accounting entry (365-8-4).

use orda_base::{BodyId, Date, PageRequest};
use orda_drafts::{ListQuery, MyRole, Sort, TermFilter, VersionState};
use orda_web::Question;
use serde::{Deserialize, Serialize};

/// Fields of the filter form. What cannot be understood is left out: a link from an old letter still shows a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ListInput {
    /// Codes of states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) state: Vec<String>,
    /// Id of the drafting body.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) body: String,
    /// Id of an approving body.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) approving: String,
    /// Code of the reader's role.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) role: String,
    /// Code of the filter of terms.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) term: String,
    /// First day of the period of changes: `2026-11-01`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) from: String,
    /// Last day of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) to: String,
    /// Words; the search of the header calls them `q`.
    #[serde(alias = "q", skip_serializing_if = "String::is_empty")]
    pub(crate) words: String,
    /// Code of the order.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) sort: String,
    /// Rows a page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) size: String,
    /// Number of the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) page: String,
    /// Codes of the columns shown; none: the usual ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) columns: Vec<String>,
}

impl ListInput {
    /// The question to the use case.
    pub(crate) fn query(&self) -> ListQuery {
        ListQuery {
            states: self.state.iter().filter_map(|s| VersionState::from_code(s)).collect(),
            drafting_body: self.body.parse::<BodyId>().ok(),
            approving_body: self.approving.parse::<BodyId>().ok(),
            role: MyRole::from_code(&self.role),
            term: TermFilter::from_code(&self.term),
            changed_from: self.from.parse::<Date>().ok(),
            changed_to: self.to.parse::<Date>().ok(),
            words: orda_web::words_of(&self.words),
            sort: self.sort(),
            page: PageRequest::new(self.page.parse().ok(), self.size.parse().ok()),
        }
    }

    /// The order asked for.
    pub(crate) fn sort(&self) -> Sort {
        Sort::from_code(&self.sort).unwrap_or_default()
    }

    /// Is anything filtered?
    pub(crate) fn is_filtered(&self) -> bool {
        !self.state.is_empty()
            || [&self.body, &self.approving, &self.role, &self.term, &self.from, &self.to, &self.words]
                .iter()
                .any(|field| !field.trim().is_empty())
    }
}

impl Question for ListInput {
    fn page(&mut self) -> &mut String {
        &mut self.page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written into an address is read back as it was.
    #[test]
    fn reads_back_what_it_writes() {
        let input = ListInput {
            state: vec!["prepared".into(), "on_approval".into()],
            words: "су қоймасы & «жер»".into(),
            size: "50".into(),
            ..ListInput::default()
        };
        let read: ListInput = serde_html_form::from_str(&input.encoded()).expect("reads");
        assert_eq!(read, input);
        assert_eq!(read.query().states.len(), 2);
        assert_eq!(read.query().page.size, 50);
    }

    /// Nonsense in an address is left out, not refused.
    #[test]
    fn leaves_out_what_it_cannot_understand() {
        let input: ListInput =
            serde_html_form::from_str("state=none&body=x&role=king&from=yesterday&page=-1&size=7&sort=up")
                .expect("reads");
        assert_eq!(input.query(), ListQuery::default());
    }

    /// A changed question starts at its first page; one without filters keeps order and size.
    #[test]
    fn starts_anew_when_changed() {
        let input = ListInput { page: "4".into(), size: "100".into(), role: "head".into(), ..ListInput::default() };
        assert_eq!(input.with(|i| i.role.clear()).link("/drafts"), "/drafts?size=100");
        assert!(input.is_filtered() && !ListInput::default().is_filtered());
    }
}
