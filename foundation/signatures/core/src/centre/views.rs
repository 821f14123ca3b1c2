//! What lists are asked for.

use super::RequestState;
use orda_base::{BodyId, PersonId};

/// Which requests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestFilter {
    /// Of this person.
    pub person: Option<PersonId>,
    /// Of these bodies; none: of all. The service narrows it to what the actor may see.
    pub bodies: Option<Vec<BodyId>>,
    /// In this state.
    pub state: Option<RequestState>,
}

/// Which certificates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CertificateFilter {
    /// Of this person.
    pub person: Option<PersonId>,
    /// Of these bodies; none: of all. The service narrows it to what the actor may see.
    pub bodies: Option<Vec<BodyId>>,
    /// Only those that are not revoked.
    pub unrevoked: bool,
}
