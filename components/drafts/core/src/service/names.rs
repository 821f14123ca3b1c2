//! Names of bodies and people for pages.

use super::Drafts;
use crate::manifest::Bins;
use crate::{BodyRef, Draft, DraftVersion, PersonRef};
use orda_base::{BodyId, Error, PersonId, Result};
use orda_identity::PersonCard;

impl Drafts {
    /// A body by its names; one that is not in the directory any more keeps its id.
    pub(super) async fn body_ref(&self, id: BodyId) -> Result<BodyRef> {
        Ok(self.directory.body(id).await?.map_or_else(
            || BodyRef {
                id,
                bin: String::new(),
                name: orda_base::LocalizedText::default(),
                short_name: orda_base::LocalizedText::default(),
            },
            |body| BodyRef { id, bin: body.bin.clone(), name: body.name.clone(), short_name: body.short_name.clone() },
        ))
    }

    /// Several bodies, in order.
    pub(super) async fn body_refs(&self, ids: &[BodyId]) -> Result<Vec<BodyRef>> {
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            all.push(self.body_ref(*id).await?);
        }
        Ok(all)
    }

    /// BINs of all bodies that have to do with a version of a draft.
    pub(super) async fn bins(&self, draft: &Draft, version: &DraftVersion) -> Result<Bins> {
        let mut bins = Bins::new();
        let mut concerned = vec![draft.body];
        concerned.extend(&version.content.approving_bodies);
        concerned.extend(version.consideration.vote.iter().flat_map(|vote| &vote.voters).map(|v| v.body));
        for id in concerned {
            if let std::collections::btree_map::Entry::Vacant(entry) = bins.entry(id) {
                let body =
                    self.directory.body(id).await?.ok_or_else(|| Error::internal("a body of a draft is gone"))?;
                entry.insert(body.bin.clone());
            }
        }
        Ok(bins)
    }

    /// Full name of a person.
    pub(super) async fn name_of(&self, id: PersonId) -> Result<String> {
        Ok(self.directory.person(id).await?.map(|p| p.name.full()).unwrap_or_default())
    }

    /// Name of a person with initials.
    pub(super) async fn short_name_of(&self, id: PersonId) -> Result<String> {
        Ok(self.directory.person(id).await?.map(|p| p.name.short()).unwrap_or_default())
    }

    /// Active bodies.
    pub(super) async fn active_bodies(&self) -> Result<Vec<BodyId>> {
        Ok(self.directory.bodies().await?.iter().map(|b| b.id).collect())
    }
}

/// A person by name and position.
pub(super) fn person_ref(card: &PersonCard) -> PersonRef {
    PersonRef { id: card.id, name: card.name.full(), position: card.position.clone() }
}
