//! A directory for tests of what tells people: everybody in it holds an office of the portal, and nobody is in a body.

use crate::{Body, Directory, PersonCard, PersonName};
use async_trait::async_trait;
use orda_base::{BodyId, Language, LocalizedText, PersonId, Result, Role};
use std::sync::Arc;

/// Who holds which role in the portal.
#[derive(Debug, Clone, Default)]
pub struct Staff(pub Vec<(Role, PersonId)>);

#[async_trait]
impl Directory for Staff {
    async fn body(&self, _: BodyId) -> Result<Option<Arc<Body>>> {
        Ok(None)
    }

    async fn bodies(&self) -> Result<Vec<Arc<Body>>> {
        Ok(Vec::new())
    }

    async fn person(&self, _: PersonId) -> Result<Option<Arc<PersonCard>>> {
        Ok(None)
    }

    async fn people_of(&self, _: BodyId) -> Result<Vec<Arc<PersonCard>>> {
        Ok(Vec::new())
    }

    async fn holders(&self, role: Role, body: Option<BodyId>) -> Result<Vec<Arc<PersonCard>>> {
        let holders = self.0.iter().filter(|(held, _)| *held == role && body.is_none());
        Ok(holders
            .map(|(_, id)| {
                Arc::new(PersonCard {
                    id: *id,
                    iin: String::new(),
                    name: PersonName::default(),
                    email: None,
                    language: Language::Kk,
                    position: LocalizedText::default(),
                    active: true,
                })
            })
            .collect())
    }

    async fn chancellery(&self) -> Result<Option<Arc<Body>>> {
        Ok(None)
    }
}
