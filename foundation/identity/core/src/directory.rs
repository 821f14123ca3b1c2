//! The directory: who there is, for all other parts.

use crate::{Body, Found, PersonCard, Unit};
use async_trait::async_trait;
use orda_base::{BodyId, PersonId, Result, Role, UnitId};
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
    /// The person with this individual identification number, active or not; nobody where no numbers are known.
    async fn person_with_iin(&self, _iin: &str) -> Result<Option<PersonId>> {
        Ok(None)
    }
    /// Active people who hold a position or a role in `body` now, sorted by name.
    async fn people_of(&self, body: BodyId) -> Result<Vec<Arc<PersonCard>>>;
    /// Active people who hold `role` in `body` (none: in the whole portal) now; acting heads included.
    async fn holders(&self, role: Role, body: Option<BodyId>) -> Result<Vec<Arc<PersonCard>>>;
    /// The Chancellery of the Prime Minister, once it is registered.
    async fn chancellery(&self) -> Result<Option<Arc<Body>>>;
    /// Active bodies and people whose names, short names or positions hold words that begin with all of `words` (in the
    /// form in which texts are searched), at most `limit` of each. Nothing else of a person is looked at or told.
    async fn find(&self, _words: &[String], _limit: usize) -> Result<Found> {
        Ok(Found::default())
    }
    /// Active people who are recorded as heads of `body` themselves: whoever only acts is not among them (385-22-b).
    async fn heads(&self, body: BodyId) -> Result<Vec<Arc<PersonCard>>> {
        self.holders(Role::HeadOfBody, Some(body)).await
    }
    /// Active structural units of `body`, sorted by their Kazakh name; none where nothing is known of units.
    async fn units(&self, _body: BodyId) -> Result<Vec<Unit>> {
        Ok(Vec::new())
    }
    /// Active people who work in `unit` of `body` or in a unit below it, sorted by name.
    async fn people_of_unit(&self, _body: BodyId, _unit: UnitId) -> Result<Vec<Arc<PersonCard>>> {
        Ok(Vec::new())
    }
}
