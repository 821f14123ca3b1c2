//! What happened to a record: its history.

use crate::codes::coded;
use orda_base::{Actor, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

/// Who did something, as it is kept: the name stays as it was on that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The person; none for a system.
    pub person: Option<PersonId>,
    /// Full name at that time.
    pub name: String,
}

impl By {
    /// The actor.
    pub fn of(actor: &Actor) -> Self {
        Self { person: actor.person(), name: actor.name().to_owned() }
    }
}

coded!(
    /// What happened. Message key: `registry-event-<code>`.
    Event {
        /// The record was entered.
        Registered = "registered",
        /// Name or category was changed.
        Changed = "changed",
        /// The order of access was laid down anew.
        AccessOrder = "access_order",
        /// A finding was entered.
        FindingAdded = "finding_added",
        /// A finding was withdrawn.
        FindingWithdrawn = "finding_withdrawn",
        /// A data set was entered.
        DataSetAdded = "data_set_added",
        /// Name or period of a data set was changed.
        DataSetChanged = "data_set_changed",
        /// A data set was removed.
        DataSetRemoved = "data_set_removed",
        /// A data set was updated.
        Updated = "updated",
        /// The record was put into operation.
        Operated = "operated",
        /// It was withdrawn from operation.
        Withdrawn = "withdrawn",
        /// An audit was entered.
        AuditEntered = "audit_entered",
        /// What was entered of an audit was corrected.
        AuditCorrected = "audit_corrected",
        /// The report of an audit was added.
        AuditReport = "audit_report",
        /// The report of an audit was sent.
        AuditSent = "audit_sent",
        /// An interaction was proposed.
        Proposed = "proposed",
        /// A participant was entered.
        ParticipantAdded = "participant_added",
        /// A participant takes part no more.
        ParticipantEnded = "participant_ended",
        /// An interaction was put in force.
        InForce = "in_force",
        /// An interaction ended.
        Ended = "ended",
    }
);

/// One entry of a history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// What.
    pub event: Event,
    /// Of what: a number, the name of a data set, a reason. May be empty.
    pub about: String,
}
