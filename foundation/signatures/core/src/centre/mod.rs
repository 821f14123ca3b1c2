//! The built-in certifying centre: a root, certificates for people of state bodies, a list of those revoked, answers about
//! revocation and stamps.
//!
//! ```text
//! request (made by a person, key never leaves the browser)
//!   Pending --approve (administrator, not oneself)--> Approved: a certificate is issued
//!      \----reject (administrator, with a reason)---> Rejected
//!
//! certificate
//!   Valid --revoke (owner or administrator)--> Revoked: on the list at once
//!     \---- (time passes) -------------------> Expired
//! ```

mod answering;
mod certificate;
mod policy;
mod ports;
mod refresh;
mod request;
mod roots;
mod seal;
mod service;
mod services;
mod settings;
mod views;

pub use answering::Said;
pub use certificate::{Authority, AuthorityId, CertificateId, CertificateState, IssuedCertificate, RevokedState};
pub use policy::{may_administer, may_decide, may_request, may_revoke, may_see};
pub use ports::{CentreStore, CentreWork, Staff, StaffMember};
pub use request::{CertificateRequest, CertificateRequestId, RequestState};
pub use seal::MasterKey;
pub use service::{CertifyingCentre, KeyCarrier};
pub use services::{Service, ServiceId, ServiceKind};
pub use settings::CentreSettings;
pub use views::{CertificateFilter, RequestFilter};

pub use eds::RevocationReason;
