//! The directory for all other parts, and the lists of the administration.

use super::Identity;
use crate::{Body, Directory, Found, PersonCard, Unit};
use async_trait::async_trait;
use orda_base::{BodyId, PersonId, Result, Role, UnitId};
use std::sync::Arc;

#[async_trait]
impl Directory for Identity {
    async fn body(&self, id: BodyId) -> Result<Option<Arc<Body>>> {
        Ok(self.picture().await?.body(id).cloned())
    }

    async fn bodies(&self) -> Result<Vec<Arc<Body>>> {
        Ok(self.picture().await?.bodies.iter().filter(|b| b.active).cloned().collect())
    }

    async fn person(&self, id: PersonId) -> Result<Option<Arc<PersonCard>>> {
        Ok(self.picture().await?.person(id).map(|e| Arc::clone(&e.card)))
    }

    async fn person_with_iin(&self, iin: &str) -> Result<Option<PersonId>> {
        Ok(self.picture().await?.person_by_iin(iin).map(|e| e.person.id))
    }

    async fn people_of(&self, body: BodyId) -> Result<Vec<Arc<PersonCard>>> {
        Ok(self.picture().await?.people_of(body).map(|e| Arc::clone(&e.card)).collect())
    }

    async fn holders(&self, role: Role, body: Option<BodyId>) -> Result<Vec<Arc<PersonCard>>> {
        Ok(self.picture().await?.holders(role, body).map(|e| Arc::clone(&e.card)).collect())
    }

    async fn find(&self, words: &[String], limit: usize) -> Result<Found> {
        Ok(self.picture().await?.find(words, limit))
    }

    async fn chancellery(&self) -> Result<Option<Arc<Body>>> {
        Ok(self.picture().await?.chancellery().cloned())
    }

    async fn heads(&self, body: BodyId) -> Result<Vec<Arc<PersonCard>>> {
        Ok(self.picture().await?.heads(body).map(|e| Arc::clone(&e.card)).collect())
    }

    async fn units(&self, body: BodyId) -> Result<Vec<Unit>> {
        Ok(self.picture().await?.units_of(body).filter(|u| u.active).cloned().collect())
    }

    async fn people_of_unit(&self, body: BodyId, unit: UnitId) -> Result<Vec<Arc<PersonCard>>> {
        Ok(self.picture().await?.people_of_unit(body, unit).map(|e| Arc::clone(&e.card)).collect())
    }
}
