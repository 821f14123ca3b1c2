//! Who works where, asked of the directory of people and bodies.

use async_trait::async_trait;
use orda_base::{BodyId, PersonId, Result, Role};
use orda_identity::Directory;
use orda_signatures::centre::{Staff, StaffMember};
use orda_signatures::tools::Officers;
use std::sync::Arc;

/// The directory as the certifying centre sees it.
pub struct DirectoryStaff(Arc<dyn Directory>);

impl DirectoryStaff {
    /// Over this directory.
    pub fn new(directory: Arc<dyn Directory>) -> Self {
        Self(directory)
    }
}

#[async_trait]
impl Staff for DirectoryStaff {
    async fn member(&self, person: PersonId, body: BodyId) -> Result<Option<StaffMember>> {
        let Some(of) = self.0.body(body).await?.filter(|b| b.active) else { return Ok(None) };
        let heads = self.0.holders(Role::HeadOfBody, Some(body)).await?;
        let head = heads.iter().any(|p| p.id == person);
        let works = head || self.0.people_of(body).await?.iter().any(|p| p.id == person);
        let Some(card) = self.0.person(person).await?.filter(|p| works && p.active) else { return Ok(None) };
        Ok(Some(StaffMember {
            surname: card.name.surname.clone(),
            given: card.name.given.clone(),
            patronymic: card.name.patronymic.clone(),
            iin: card.iin.clone(),
            bin: of.bin.clone(),
            organisation: of.name.clone(),
            head,
        }))
    }

    async fn administrators(&self, body: BodyId) -> Result<Vec<PersonId>> {
        let own = self.0.holders(Role::Administrator, Some(body)).await?;
        let found = if own.is_empty() { self.0.holders(Role::Administrator, None).await? } else { own };
        Ok(found.iter().map(|p| p.id).collect())
    }
}

#[async_trait]
impl Officers for DirectoryStaff {
    async fn security_officers(&self) -> Result<Vec<PersonId>> {
        Ok(self.0.holders(Role::SecurityOfficer, None).await?.iter().map(|p| p.id).collect())
    }
}
