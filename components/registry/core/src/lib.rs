//! The register of state information systems and electronic information resources: what there is, whose it is, who may have
//! access to it, on what ground it is in operation, and whether its data are updated in time (217-a17.3, 365-4, 365-6).
//!
//! A [`Record`] belongs to a state body, which alone changes it; everybody who has logged in reads it. It comes into operation
//! when nothing is [`missing`]. [`Registry`] holds the use cases, [`policy`] says who may, [`ports`] what is needed of the
//! outer world. An [`Interaction`] says which systems may call a part of the interface for which a record stands; their calls
//! are accounted for, and its owner and the participants' owners see them (365-15). An [`Audit`] of the state of a system is kept with
//! its record, and its report goes to the authorised body (365-9).

mod audit;
mod codes;
mod event;
mod ids;
mod input;
mod interaction;
mod listing;
mod operation;
pub mod policy;
pub mod ports;
mod record;
mod refusal;
mod use_cases;

pub use audit::{Audit, Report, Sent};
pub use codes::{AuditState, Category, FindingKind, Freshness, InteractionState, Kind, Part, State};
pub use event::{By, Entry, Event};
pub use ids::{AuditId, DataSetId, FindingId, InteractionId, ParticipantId, RecordId};
pub use input::{AccessInput, AuditInput, DataSetInput, FindingInput, InteractionInput, ParticipantInput, RecordInput};
pub use interaction::{Interaction, Participant};
pub use listing::{
    AuditQuery, AuditsDueQuery, DueSearch, InteractionQuery, RecordQuery, Span, SpanInput, UpdateLine, UpdatesQuery,
};
pub use operation::{Missing, missing};
pub use record::{AccessOrder, DataSet, Finding, Record, Stop, Update};
pub use refusal::{ENDED, NOBODY, PARTICIPANT, SENT, STATE, TAKEN};
pub use use_cases::{
    AUDIT, Accesses, AuditCard, AuditLine, AuditsDuePage, AuditsPage, CallsOf, INTERACTION, InteractionCard,
    InteractionsPage, NOTICES, ParticipantChoices, REPORT_LIMIT, RESOURCE, RecordCard, RecordsPage, Registry, Settings,
    UpdatesPage,
};
