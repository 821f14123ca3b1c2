//! The directory: who there is, for all other parts.

use crate::{Body, PersonCard};
use async_trait::async_trait;
use orda_base::{BodyId, PersonId, Result, Role};
use std::sync::Arc;

/// Answers from an in-memory picture that is refreshed on change: cheap to ask, as often as needed.
#[async_trait]
pub trait Directory: Send + Sync {
    /// The body with this id, active or not.
    async fn body(&self, id: BodyId) -> Result<Option<Arc<Body>>>;
    /// Active bodies, sorted by their Kazakh name.
    async fn bodies(&self) -> Result<Vec<Arc<Body>>>;
    /// The person with this id, active or not.
    async fn person(&self, id: PersonId) -> Result<Option<Arc<PersonCard>>>;
    /// Active people who hold a position or a role in `body` now, sorted by name.
    async fn people_of(&self, body: BodyId) -> Result<Vec<Arc<PersonCard>>>;
    /// Active people who hold `role` in `body` (none: in the whole portal) now; acting heads included.
    async fn holders(&self, role: Role, body: Option<BodyId>) -> Result<Vec<Arc<PersonCard>>>;
    /// The Chancellery of the Prime Minister, once it is registered.
    async fn chancellery(&self) -> Result<Option<Arc<Body>>>;
}
