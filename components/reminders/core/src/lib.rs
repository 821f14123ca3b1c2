//! Reminders about executing instructions addressed to state bodies (order 385, paragraphs 7-5 and 48 to 51).
//!
//! Instructions are under control in two document systems: that of the Chancellery of the Prime Minister and that of the
//! Administration of the President. Each is read at set times of every day; its list takes the place of the one before, in
//! one transaction. A [`Reminder`] belongs to the body to which the instruction is addressed and is read by that body's
//! Controller. Nothing of it is made or changed by hand. [`Reminders`] holds the use cases, [`policy`] says who may,
//! [`take_in`](crate::take_in::take_in) and [`timetable::due`] decide, [`ports`] name what is needed of the outer world.

mod fault;
mod ids;
mod kinds;
mod listing;
pub mod message;
pub mod policy;
pub mod ports;
mod refresh;
mod reminder;
mod service;
mod settings;
mod source;
pub mod take_in;
pub mod timetable;
pub mod viewing;

pub use fault::{Fault, FaultKind, RecordFaultKind, Rejected};
pub use ids::{RefreshId, ReminderId};
pub use kinds::DocumentKinds;
pub use listing::{Facets, ReminderQuery, Sort, Term};
pub use refresh::{Counts, Outcome, Refresh};
pub use reminder::{DaysLeft, Reminder, Requisites};
pub use seal::{PeerKey, SystemKey};
pub use service::{Card, ErrorsPage, List, NOTICES, Reminders, SourceState};
pub use settings::{Endpoint, Settings, SourceSettings};
pub use source::Source;
