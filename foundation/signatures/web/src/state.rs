//! What the pages and the interface stand on.

use orda_base::{BodyId, Env, PersonId, Result};
use orda_identity::{Body, Directory, PersonCard};
use orda_signatures::tools::{Tools, Way};
use orda_signatures::{CertifyingCentre, Papers, Preservation, Verifier};
use orda_web::{Switches, Ui};
use std::sync::Arc;

/// Use cases and ports of the pages. Cheap to clone.
#[derive(Clone)]
pub struct SignaturesWeb {
    /// The built-in certifying centre (it may have no root yet).
    pub centre: Arc<CertifyingCentre>,
    /// Verifies what people bring to the public page.
    pub verifier: Arc<dyn Verifier>,
    /// Printed forms by their codes.
    pub papers: Arc<Papers>,
    /// Evidence of signatures, and the judge of every form of them.
    pub preservation: Arc<Preservation>,
    /// The register of tools of protection.
    pub tools: Arc<Tools>,
    /// Names of people and bodies.
    pub directory: Arc<dyn Directory>,
    /// Clock.
    pub env: Env,
}

/// Ways of signing are offered while their tools are switched on.
pub struct SigningTools(pub Arc<Tools>);

impl Switches for SigningTools {
    fn is_on(&self, name: &str) -> bool {
        Way::from_code(name).is_none_or(|way| self.0.offers(way))
    }
}

impl SignaturesWeb {
    /// The person's full name; their id when the directory does not know them.
    pub(crate) async fn person_name(&self, id: PersonId) -> Result<String> {
        Ok(self.directory.person(id).await?.map_or_else(|| id.to_string(), |person| person.name.full()))
    }

    /// The body's name in the reader's language.
    pub(crate) async fn body_name(&self, ui: &Ui, id: BodyId) -> Result<String> {
        Ok(self.directory.body(id).await?.map_or_else(|| id.to_string(), |body| ui.text(&body.name).to_owned()))
    }

    /// Bodies in which the reader holds a role, each once, in the order of the directory.
    pub(crate) async fn own_bodies(&self, ui: &Ui) -> Result<Vec<Arc<Body>>> {
        let bodies = self.directory.bodies().await?;
        Ok(bodies.into_iter().filter(|body| ui.actor().in_body(body.id)).collect())
    }

    /// People of active bodies whose name has all the words; each once.
    pub(crate) async fn find_people(&self, words: &str) -> Result<Vec<Arc<PersonCard>>> {
        let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        self.people_who(|person| {
            let name = person.name.full().to_lowercase();
            wanted.iter().all(|word| name.contains(word))
        })
        .await
    }

    /// The person of an active body with this individual identification number.
    pub(crate) async fn people_with_number(&self, iin: &str) -> Result<Vec<Arc<PersonCard>>> {
        self.people_who(|person| person.iin == iin).await
    }

    async fn people_who(&self, fits: impl Fn(&PersonCard) -> bool) -> Result<Vec<Arc<PersonCard>>> {
        let mut found: Vec<Arc<PersonCard>> = Vec::new();
        for body in self.directory.bodies().await? {
            for person in self.directory.people_of(body.id).await? {
                if fits(&person) && !found.iter().any(|known| known.id == person.id) {
                    found.push(person);
                }
            }
        }
        Ok(found)
    }
}
