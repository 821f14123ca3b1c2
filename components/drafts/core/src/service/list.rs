//! The list of drafts.

use super::Drafts;
use crate::ports::TermDates;
use crate::subject::{Subject, subjects};
use crate::{ListQuery, MyRole, Row, Rows};
use orda_base::{Actor, Page, Result};

/// What a page of the list is made of besides the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListBasis {
    /// Grows with every change to any draft.
    pub revision: u64,
    /// Whose drafts are listed.
    pub subjects: Vec<Subject>,
    /// The days by which terms are filtered and shown.
    pub dates: TermDates,
}

impl Drafts {
    /// A page of the drafts the actor may read, each at the newest version the actor may read. Costs the same however
    /// many drafts there are: the actor's few subjects are looked up in an index.
    pub async fn list(&self, actor: &Actor, query: &ListQuery) -> Result<Rows> {
        let subjects = asked_as(actor, query);
        if subjects.is_empty() {
            return Ok(Page::new(Vec::new(), 0, query.page));
        }
        self.store.list(&subjects, query, &self.term_dates()).await
    }

    /// The rows of the list without pages, up to `limit`: for export of exactly what is seen.
    pub async fn export(&self, actor: &Actor, query: &ListQuery, limit: u32) -> Result<Vec<Row>> {
        let subjects = asked_as(actor, query);
        if subjects.is_empty() {
            return Ok(Vec::new());
        }
        self.store.rows(&subjects, query, &self.term_dates(), limit).await
    }

    /// What a page of the list is made of besides the question; none when the database does not tell changes. Asked for
    /// before the page, it makes a page of an earlier basis known by being different.
    pub fn list_basis(&self, actor: &Actor, query: &ListQuery) -> Option<ListBasis> {
        let revision = self.store.revision()?;
        Some(ListBasis { revision, subjects: asked_as(actor, query), dates: self.term_dates() })
    }

    /// Today, and the last day that counts as near.
    pub(super) fn term_dates(&self) -> TermDates {
        let today = self.env.now().date();
        TermDates { today, near: self.settings.calendar.count(today, self.settings.near).due }
    }
}

/// The subjects as which the actor asks.
fn asked_as(actor: &Actor, query: &ListQuery) -> Vec<Subject> {
    let mut all = subjects(actor);
    if let Some(role) = query.role {
        all.retain(|subject| match subject {
            Subject::Person(_) => role == MyRole::Representative,
            Subject::Role(_, held) => role.role() == Some(*held),
            Subject::Unit(..) => role == MyRole::UnitOfficer,
        });
    }
    all
}
