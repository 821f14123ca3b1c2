//! Who there is and who may do what: state bodies, units, people, positions, roles, acting heads; ways to log in,
//! sessions, tokens of information systems (385-6-1, 385-55-3).
//!
//! Others ask the [`Directory`]: an in-memory picture of bodies and people, cheap to read.

mod body;
mod directory;
mod person;

pub use body::{Body, BodyKind, Unit};
pub use directory::Directory;
pub use person::{PersonCard, PersonName};
