//! The use cases, one file for what belongs together.
//!
//! Each takes hold of what it changes, asks who may, lets the pure transition decide, and commits state, history, signature
//! and accounting together.

mod authorise;
mod check;
mod documents;
mod issue;
mod results;
mod services;
mod sign;

pub use authorise::AuthorisationLine;
pub use documents::{Certified, DOCUMENT_LIMIT};
pub use results::{ResultCard, ResultsPage};
pub use services::{Desk, ServiceCard, ServiceLine};
pub use sign::SigningTask;

use crate::policy::{self, Standing};
use crate::ports::{ServicesStore, ServicesWork};
use crate::{Authorisation, By, Entry, Event, ResultId, Service, ServiceId, ServiceResult, ServicesRefusal};
use orda_base::{Access, Actor, BodyId, Env, Error, Result, Timestamp};
use orda_documents::Documents;
use orda_identity::{Body, Directory};
use orda_signatures::Verifier;
use std::sync::Arc;

/// The use cases of the component. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    store: Arc<dyn ServicesStore>,
    directory: Arc<dyn Directory>,
    documents: Arc<Documents>,
    verifier: Arc<dyn Verifier>,
    env: Env,
}

/// A result that the actor may read, with what rights depend on.
struct Seen {
    result: ServiceResult,
    service: Service,
    standing: Standing,
}

impl Services {
    /// The use cases on these ports.
    pub fn new(
        store: Arc<dyn ServicesStore>,
        directory: Arc<dyn Directory>,
        documents: Arc<Documents>,
        verifier: Arc<dyn Verifier>,
        env: Env,
    ) -> Self {
        Self { store, directory, documents, verifier, env }
    }

    /// What of the actor rights depend on besides roles.
    async fn standing(&self, actor: &Actor) -> Result<Standing> {
        let Some(person) = actor.person() else { return Ok(Standing::default()) };
        let authorisations = self.store.authorisations_of(person).await?;
        let mut bodies: Vec<BodyId> = authorisations.iter().map(|a| a.body).collect();
        bodies.sort_unstable();
        bodies.dedup();
        let mut own = Vec::new();
        for body in bodies {
            if self.directory.people_of(body).await?.iter().any(|card| card.id == person) {
                own.push(body);
            }
        }
        Ok(Standing::of(&authorisations, own, self.env.now()))
    }

    /// A service that the actor may see.
    async fn visible(&self, actor: &Actor, id: ServiceId) -> Result<(Service, Standing)> {
        let standing = self.standing(actor).await?;
        let service = self.store.service(id).await?.ok_or(Error::NotFound)?;
        policy::may_see_service(actor, &standing, &service).check()?;
        Ok((service, standing))
    }

    /// A result that the actor may read.
    async fn readable(&self, actor: &Actor, id: ResultId) -> Result<Seen> {
        let result = self.store.result(id).await?.ok_or(Error::NotFound)?;
        let standing = self.standing(actor).await?;
        policy::may_read(actor, &standing, &result).check()?;
        let service = self.service_of(&result).await?;
        Ok(Seen { result, service, standing })
    }

    async fn service_of(&self, result: &ServiceResult) -> Result<Service> {
        let lost = || Error::internal(format!("the service of result {} is gone", result.id));
        self.store.service(result.service).await?.ok_or_else(lost)
    }

    async fn provider(&self, body: BodyId) -> Result<Arc<Body>> {
        self.directory.body(body).await?.ok_or_else(|| Error::internal(format!("the provider {body} is gone")))
    }

    /// Takes hold of a result as it was seen, and of the authorisation of the actor that is in force.
    async fn hold(&self, actor: &Actor, seen: &Seen) -> Result<(Box<dyn ServicesWork>, Authorisation, Timestamp)> {
        let person = actor.person().ok_or(ServicesRefusal::NotAuthorised)?;
        let mut work = self.store.begin().await?;
        let now = self.env.now();
        // What was looked at must be what is stored now.
        if work.lock_result(seen.result.id).await?.as_ref() != Some(&seen.result) {
            return Err(Error::Conflict);
        }
        let held = work.hold_authorisations(seen.service.id, person).await?;
        let authorisation = held.into_iter().find(|a| a.in_force(now)).ok_or(ServicesRefusal::NotAuthorised)?;
        Ok((work, authorisation, now))
    }

    /// Saves a result with what happened to it, and commits.
    async fn finish(
        &self,
        mut work: Box<dyn ServicesWork>,
        actor: &Actor,
        (result, event): (&ServiceResult, Event),
        (now, access): (Timestamp, Access),
    ) -> Result<()> {
        work.save_result(result).await?;
        work.enter(&result.id.to_string(), &Entry { at: now, by: By::of(actor), event }).await?;
        work.record(actor, now, &access).await?;
        work.commit().await
    }
}
