//! Who there is and who may do what: state bodies, units, people, positions, roles, acting heads; ways to log in,
//! sessions, tokens of information systems (385-6-1, 385-55-3).
//!
//! Others ask the [`Directory`]: an in-memory picture of bodies and people, cheap to read. [`Identity`] carries it out
//! and holds all use cases. Rights are pure functions in [`policy`].

mod body;
mod challenge;
mod directory;
mod finder;
mod hashing;
mod input;
pub mod lockout;
mod passkey;
mod password;
mod person;
mod picture;
pub mod policy;
mod port;
mod posts;
mod refusal;
mod safety;
mod second;
mod service;
mod session;
mod settings;
mod system;
#[cfg(feature = "testing")]
pub mod testing;
mod token;

pub use body::{Body, BodyKind, Unit};
pub use challenge::{CHALLENGE_SECONDS, Challenge, ChallengeId};
pub use directory::Directory;
pub use finder::{Found, FoundPerson};
pub use input::{BodyInput, PersonInput, PositionInput, UnitInput};
pub use passkey::{PasskeyAnswer, Site};
pub use password::{LONGEST as LONGEST_PASSWORD, SHORTEST as SHORTEST_PASSWORD};
pub use person::{PersonCard, PersonName};
pub use picture::{PersonEntry, Picture};
pub use port::{Breaches, Credential, EdsLogin, IdentityStore, IdentityWork, ProvenIdentity, Records, Sealer};
pub use posts::{Acting, ActingId, Grant, GrantId, HeldRole, Person, Position, PositionId};
pub use refusal::IdentityRefusal;
pub use safety::{Safe, SafetyCheck, SafetySurvey, may_see_safety};
pub use second::{Enrolment, Factor, FactorId, FactorKind, LONGEST_FACTOR_NAME, MOST_FACTORS, RECOVERY_CODES};
pub use service::{
    BodyFilter, DELEGATION_NOTICES, Delegation, DelegationInput, HalfWay, Identity, Opened, OwnFactors, PeopleFilter,
    PeopleSort, Profile, Registered, Resolved,
};
pub use session::{Method, Session};
pub use settings::{SecondFactorOf, Settings};
pub use system::InformationSystem;
pub use token::TokenHash;
