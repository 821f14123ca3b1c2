//! Shapes of interactions.

use super::schemas::{EventView, Text};
use orda_registry::{
    Accesses, CallsOf, Interaction, InteractionCard, InteractionInput, InteractionsPage, Part, Participant,
    ParticipantInput, ports::Call,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An interaction as it is proposed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = registry::InteractionInput)]
#[serde(default)]
pub(crate) struct InteractionBody {
    /// Its name; Kazakh and Russian are required.
    name: Text,
    /// What of the interface is called: `drafts`, `sittings`, `letters`, `reminders`, `services`, `service-results`, `registry`,
    /// `file-sets` or `search`.
    part: String,
}

impl InteractionBody {
    pub(crate) fn read(&self) -> InteractionInput {
        InteractionInput { name: self.name.read(), part: Part::from_code(&self.part) }
    }
}

/// A participant as it is entered.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = registry::ParticipantInput)]
#[serde(default)]
pub(crate) struct ParticipantBody {
    /// Id of the system.
    system: String,
    /// Id of its owner.
    body: String,
    /// Id of its record, where it is a system of an owner outside the state; otherwise empty.
    record: String,
    /// First day: `2026-11-23`; today when it is empty.
    from: String,
    /// Last day; empty where there is no end.
    until: String,
}

impl ParticipantBody {
    pub(crate) fn read(&self) -> ParticipantInput {
        ParticipantInput {
            system: self.system.parse().ok(),
            body: self.body.parse().ok(),
            record: self.record.parse().ok(),
            from: self.from.clone(),
            until: self.until.clone(),
        }
    }
}

/// A system that may call.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Participant)]
pub(crate) struct ParticipantView {
    /// Its id as a participant.
    id: String,
    /// Id of the system.
    system: String,
    /// Its name.
    name: String,
    /// Id of its owner.
    body: String,
    /// Id of its record, where it is a system of an owner outside the state.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<String>,
    /// First day.
    from: String,
    /// Last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// When it was ended before (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<String>,
}

impl From<&Participant> for ParticipantView {
    fn from(one: &Participant) -> Self {
        Self {
            id: one.id.to_string(),
            system: one.system.to_string(),
            name: one.name.clone(),
            body: one.body.to_string(),
            record: one.record.map(|id| id.to_string()),
            from: one.from.to_string(),
            until: one.until.map(|day| day.to_string()),
            ended_at: one.ended_at.map(orda_base::Timestamp::rfc3339),
        }
    }
}

/// An interaction of systems with a record.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Interaction)]
pub(crate) struct InteractionView {
    /// Its id.
    id: String,
    /// Id of the record.
    record: String,
    /// Id of the owner.
    body: String,
    /// Its name.
    name: Text,
    /// What of the interface is called.
    part: &'static str,
    /// `proposed`, `in_force` or `ended`.
    state: &'static str,
    /// When it was put in force (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    in_force_since: Option<String>,
    /// Its participants.
    participants: Vec<ParticipantView>,
}

impl From<&Interaction> for InteractionView {
    fn from(one: &Interaction) -> Self {
        Self {
            id: one.id.to_string(),
            record: one.record.to_string(),
            body: one.body.to_string(),
            name: (&one.name).into(),
            part: one.part.code(),
            state: one.state.code(),
            in_force_since: one.in_force_since.map(orda_base::Timestamp::rfc3339),
            participants: one.participants.iter().map(Into::into).collect(),
        }
    }
}

/// A page of interactions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Interactions)]
pub(crate) struct Interactions {
    /// The interactions, the latest first.
    items: Vec<InteractionView>,
    /// How many there are.
    total: u64,
    /// Number of this page, from 1.
    page: u32,
    /// Interactions a page.
    size: u32,
}

impl From<&InteractionsPage> for Interactions {
    fn from(found: &InteractionsPage) -> Self {
        let page = &found.page;
        let items = page.items.iter().map(|(one, _)| one.into()).collect();
        Self { items, total: page.total, page: page.number, size: page.size }
    }
}

/// An interaction with its history.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::InteractionCard)]
pub(crate) struct InteractionCardView {
    /// The interaction.
    interaction: InteractionView,
    /// Ids of non-state systems whose audit is overdue, as far as the caller may read audits.
    unaudited: Vec<String>,
    /// Its history, oldest first.
    history: Vec<EventView>,
}

impl From<&InteractionCard> for InteractionCardView {
    fn from(card: &InteractionCard) -> Self {
        Self {
            interaction: (&card.interaction).into(),
            unaudited: card.unaudited.iter().map(|record| record.id.to_string()).collect(),
            history: card.history.iter().map(Into::into).collect(),
        }
    }
}

/// How many calls of a system there were.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::CallsOf)]
pub(crate) struct CallsOfView {
    /// Id of the system.
    system: String,
    /// Its name.
    name: String,
    /// Is or was it a participant?
    participant: bool,
    /// Calls that were answered.
    done: u64,
    /// Calls that were refused.
    refused: u64,
    /// Calls that failed.
    failed: u64,
}

impl From<&CallsOf> for CallsOfView {
    fn from(line: &CallsOf) -> Self {
        Self {
            system: line.system.to_string(),
            name: line.name.clone(),
            participant: line.takes_part,
            done: line.done,
            refused: line.refused,
            failed: line.failed,
        }
    }
}

/// The record of a call (365-8).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Call)]
pub(crate) struct CallView {
    /// Server time, RFC 3339 with microseconds and the zone of Astana.
    at: String,
    /// Id of the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    system: Option<String>,
    /// Name of the system.
    name: String,
    /// Address of the computer.
    address: String,
    /// Method and path of the interface.
    service: String,
    /// Kind of resource.
    resource: String,
    /// Which one, or the words searched for.
    part: String,
    /// What was done.
    operation: &'static str,
    /// `done`, `refused` or `failed`.
    outcome: &'static str,
    /// Code of the refusal, or what was changed.
    detail: String,
    /// Number of the request.
    request: String,
}

impl From<&Call> for CallView {
    fn from(call: &Call) -> Self {
        Self {
            at: call.at.zoned().strftime("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string(),
            system: call.system.map(|id| id.to_string()),
            name: call.name.clone(),
            address: call.address.clone(),
            service: call.service.clone(),
            resource: call.resource.clone(),
            part: call.asked.clone(),
            operation: call.operation.code(),
            outcome: call.outcome.code(),
            detail: call.detail.clone(),
            request: call.request.clone(),
        }
    }
}

/// Accesses of an interaction in a span of days.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = registry::Accesses)]
pub(crate) struct AccessesView {
    /// First day.
    from: String,
    /// Last day.
    until: String,
    /// Participants with the number of their calls, and other systems that have called.
    counts: Vec<CallsOfView>,
    /// The calls, newest first.
    items: Vec<CallView>,
    /// Value of `after` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

impl From<&Accesses> for AccessesView {
    fn from(found: &Accesses) -> Self {
        Self {
            from: found.span.from.to_string(),
            until: found.span.until.to_string(),
            counts: found.counts.iter().map(Into::into).collect(),
            items: found.found.calls.iter().map(Into::into).collect(),
            next: found.found.next.clone(),
        }
    }
}
