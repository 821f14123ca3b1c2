//! A record and what belongs to it.

use crate::{By, Category, DataSetId, FindingId, FindingKind, Freshness, Kind, RecordId, State};
use orda_base::{BodyId, Date, LocalizedText, Timestamp};
use serde::{Deserialize, Serialize};

/// Who ended something, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Who.
    pub by: By,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// The order of access to a system or resource (365-4-a).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessOrder {
    /// Who may have access, on what ground, how it is asked for and given.
    pub text: String,
    /// The act on which it rests.
    pub law_reference: String,
    /// From this day on.
    pub valid_from: Date,
}

/// What was found about a system. It is entered once and never changed; a wrong one is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// What it is.
    pub kind: FindingKind,
    /// Number of its document.
    pub number: String,
    /// Date of its document.
    pub date: Date,
    /// Last day of an attestation; none where it has no end.
    pub valid_until: Option<Date>,
    /// Who issued it.
    pub issuer: String,
    /// Is the result positive?
    pub positive: bool,
    /// Who entered it.
    pub by: By,
    /// When it was entered.
    pub at: Timestamp,
    /// That it was withdrawn.
    pub withdrawn: Option<Stop>,
}

/// That a data set was updated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Who made it.
    pub by: By,
    /// When.
    pub at: Timestamp,
}

/// A section or data set whose timely update is watched over (365-6-a).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataSet {
    /// Its id.
    pub id: DataSetId,
    /// Its name.
    pub name: LocalizedText,
    /// It is to be updated within so many days; none until the owner has said it.
    pub period_days: Option<u32>,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// The last update.
    pub updated: Option<Update>,
    /// That it was removed: it is watched over no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<Stop>,
}

/// A record of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its id.
    pub id: RecordId,
    /// What it is about. It never changes.
    pub kind: Kind,
    /// The owner. It never changes.
    pub body: BodyId,
    /// Its name.
    pub name: LocalizedText,
    /// Its category by access (365-4-b).
    pub category: Category,
    /// The order of access, once the owner has laid it down.
    pub access: Option<AccessOrder>,
    /// Where it stands.
    pub state: State,
    /// The attestation on which it was put into operation.
    pub attestation: Option<FindingId>,
    /// When it was put into operation.
    pub in_operation_since: Option<Timestamp>,
    /// That it was withdrawn.
    pub withdrawn: Option<Stop>,
    /// Findings, in the order in which they were entered.
    pub findings: Vec<Finding>,
    /// Data sets, in the order in which they were entered.
    pub data_sets: Vec<DataSet>,
    /// When it was entered.
    pub created_at: Timestamp,
    /// Is it a system of an owner outside the state (365-9-b)? It never changes.
    #[serde(default)]
    pub non_state: bool,
    /// The last day on which its audit is in time: a period after the last audit, or after it was put into operation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit_due: Option<Date>,
}

impl Record {
    /// The last day on which its audit is in time; none while it is not in operation: nothing falls due then.
    pub fn watched_audit(&self) -> Option<Date> {
        self.audit_due.filter(|_| self.state == State::InOperation)
    }

    /// Data sets that were not removed, in the order in which they were entered.
    pub fn kept_sets(&self) -> impl Iterator<Item = &DataSet> {
        self.data_sets.iter().filter(|set| set.removed.is_none())
    }

    /// A data set that was not removed.
    pub fn data_set(&self, id: DataSetId) -> Option<&DataSet> {
        self.kept_sets().find(|set| set.id == id)
    }

    /// The same, to be changed.
    pub(crate) fn data_set_mut(&mut self, id: DataSetId) -> Option<&mut DataSet> {
        self.data_sets.iter_mut().find(|set| set.id == id && set.removed.is_none())
    }

    /// The finding of this kind that counts: of those that stand, the one of the latest date, of several the last entered.
    pub fn standing(&self, kind: FindingKind) -> Option<&Finding> {
        self.findings.iter().filter(|f| f.kind == kind && f.withdrawn.is_none()).max_by_key(|f| f.date)
    }

    /// The last day on which a data set is up to date without another update; none for one that is not watched over, because
    /// the record is not in operation or it was removed.
    pub fn due(&self, set: &DataSet) -> Option<Date> {
        let is_watched = self.state == State::InOperation && set.removed.is_none();
        let since = self.in_operation_since.filter(|_| is_watched)?;
        let from = set.updated.as_ref().map_or_else(|| since.max(set.entered_at), |update| update.at);
        set.period_days.map(|days| from.date().saturating_add(jiff::Span::new().days(i64::from(days))))
    }

    /// Is a data set updated in time on this day?
    pub fn freshness(&self, set: &DataSet, today: Date) -> Option<Freshness> {
        self.due(set).map(|due| Freshness::of(due, today))
    }
}

impl Freshness {
    /// Of what is due on that day: to the end of that day it is in time.
    pub fn of(due: Date, today: Date) -> Self {
        if due < today { Self::Overdue } else { Self::UpToDate }
    }
}
