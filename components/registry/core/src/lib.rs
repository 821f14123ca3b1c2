//! The register of state information systems and electronic information resources: what there is, whose it is, who may have
//! access to it, on what ground it is in operation, and whether its data are updated in time (217-a17.3, 365-4, 365-6).
//!
//! A [`Record`] belongs to a state body, which alone changes it; everybody who has logged in reads it. It comes into operation
//! when nothing is [`missing`]. [`Registry`] holds the use cases, [`policy`] says who may, [`ports`] what is needed of the
//! outer world.

mod codes;
mod event;
mod ids;
mod input;
mod listing;
mod operation;
pub mod policy;
pub mod ports;
mod record;
mod refusal;
mod use_cases;

pub use codes::{Category, FindingKind, Freshness, Kind, State};
pub use event::{By, Entry, Event};
pub use ids::{DataSetId, FindingId, RecordId};
pub use input::{AccessInput, DataSetInput, FindingInput, RecordInput};
pub use listing::{RecordQuery, UpdateLine, UpdatesQuery};
pub use operation::{Missing, missing};
pub use record::{AccessOrder, DataSet, Finding, Record, Stop, Update};
pub use refusal::{ENDED, STATE};
pub use use_cases::{RESOURCE, RecordCard, RecordsPage, Registry, UpdatesPage};
