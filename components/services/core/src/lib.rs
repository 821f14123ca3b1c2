//! Results of state and other services, certified with the EDS of authorised employees (order 74, paragraphs 3-3 and 5-4).
//!
//! A [`Service`] belongs to a provider, a state body. The provider names the employees who may certify its results: an
//! [`Authorisation`] from a day until a day. A [`ServiceResult`] bears a number that is given once, is an electronic document,
//! and is issued only with a valid signature of an authorised employee; anybody who knows its number learns whether it is
//! genuine. [`Services`] holds the use cases, [`policy`] says who may, [`ports`] what is needed of the outer world.

mod authorisation;
mod check;
mod event;
mod ids;
mod input;
mod listing;
mod manifest;
mod number;
mod person;
pub mod policy;
pub mod ports;
mod refusal;
mod result;
mod service;
mod use_cases;

pub use authorisation::{Authorisation, Withdrawal};
pub use check::{Checked, Comparison, Genuine, Verdict, masked_name, masked_number};
pub use event::{Entry, Event};
pub use ids::{AuthorisationId, ResultId, ServiceId};
pub use input::{AuthorisationInput, ResultInput, ServiceInput};
pub use listing::{Own, ResultQuery, Scope, Validity};
pub use manifest::{CARD, OBJECT};
pub use number::ResultNumber;
pub use person::By;
pub use refusal::ServicesRefusal;
pub use result::{Document, Issue, Recipient, RecipientKind, ResultState, Revocation, ServiceResult, Signed};
pub use service::{Service, ServiceKind};
pub use use_cases::{
    AuthorisationLine, Certified, DOCUMENT_LIMIT, Desk, ResultCard, ResultsPage, ServiceCard, ServiceLine, Services,
    SigningTask,
};
