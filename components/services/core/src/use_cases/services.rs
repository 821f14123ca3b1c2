//! Services: the list, the card, entering and changing.

use super::{AuthorisationLine, Services};
use crate::input::Fields;
use crate::policy::{self, kept_bodies, may_keep};
use crate::{By, Entry, Event, Service, ServiceId, ServiceInput};
use orda_base::{Access, Actor, Error, FieldError, Operation, Result, Wrong};
use orda_identity::Body;
use std::sync::Arc;

/// A line of the list of services.
#[derive(Debug, Clone)]
pub struct ServiceLine {
    /// The service.
    pub service: Service,
    /// The provider.
    pub provider: Arc<Body>,
    /// Is the reader authorised for it now?
    pub authorised: bool,
}

/// The services that concern the reader.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Services, by code.
    pub lines: Vec<ServiceLine>,
    /// May the reader enter services?
    pub may_register: bool,
}

/// The card of a service.
#[derive(Debug, Clone)]
pub struct ServiceCard {
    /// The service.
    pub service: Service,
    /// The provider.
    pub provider: Arc<Body>,
    /// Who is and was authorised, newest first.
    pub authorisations: Vec<AuthorisationLine>,
    /// Its history, oldest first.
    pub history: Vec<Entry>,
    /// May the reader change it and authorise employees?
    pub may_keep: bool,
    /// May the reader prepare results?
    pub may_prepare: bool,
}

impl Services {
    /// Services of the reader's own bodies, and those for which the reader is authorised.
    ///
    /// # Errors
    /// Forbidden for who works in no body.
    pub async fn services(&self, actor: &Actor) -> Result<Desk> {
        policy::may_look(actor).check()?;
        let standing = self.standing(actor).await?;
        let kept = kept_bodies(actor);
        let mut lines = Vec::new();
        for service in self.store.services(&kept, &standing.services).await? {
            let provider = self.provider(service.body).await?;
            lines.push(ServiceLine { authorised: standing.holds(service.id), provider, service });
        }
        Ok(Desk { lines, may_register: !kept.is_empty() })
    }

    /// The card of a service with its authorisations.
    ///
    /// # Errors
    /// Not found for who has no part in it.
    pub async fn service_card(&self, actor: &Actor, id: ServiceId) -> Result<ServiceCard> {
        let (service, standing) = self.visible(actor, id).await?;
        let provider = self.provider(service.body).await?;
        let now = self.env.now();
        let mut authorisations = Vec::new();
        for authorisation in self.store.authorisations(id).await? {
            authorisations.push(self.line(authorisation, now).await?);
        }
        Ok(ServiceCard {
            provider,
            authorisations,
            history: self.store.history(&id.to_string()).await?,
            may_keep: may_keep(actor, service.body).is_allowed(),
            may_prepare: service.active && standing.holds(id),
            service,
        })
    }

    /// Bodies for which the actor may enter services.
    pub async fn providers(&self, actor: &Actor) -> Result<Vec<Arc<Body>>> {
        let kept = kept_bodies(actor);
        if kept.is_empty() || actor.person().is_none() {
            return Err(Error::Forbidden);
        }
        Ok(self.directory.bodies().await?.into_iter().filter(|body| kept.contains(&body.id)).collect())
    }

    /// Enters a service of an own body.
    ///
    /// # Errors
    /// Forbidden for who keeps no body's services; wrong fields.
    pub async fn register(&self, actor: &Actor, input: &ServiceInput) -> Result<ServiceId> {
        if kept_bodies(actor).is_empty() || actor.person().is_none() {
            return Err(Error::Forbidden);
        }
        let mut wrong = Wrong::default();
        let (code, name) = (wrong.code(&input.code), wrong.texts("name", &input.name));
        let (kind, body) = (wrong.chosen("kind", input.kind), wrong.chosen("body", input.body));
        let active = wrong.chosen("active", input.active);
        wrong.finish()?;
        let (Some(body), Some(kind), Some(active)) = (body, kind, active) else { return Err(Error::Forbidden) };
        may_keep(actor, body).check()?;
        let now = self.env.now();
        let id = ServiceId::generate(&self.env);
        let service = Service { id, body, code, name, kind, active, created_at: now };
        let mut work = self.store.begin().await?;
        let taken = || Error::Invalid(vec![FieldError::new("code", "services-field-code-taken")]);
        work.insert_service(&service).await.map_err(|error| match error {
            Error::Conflict => taken(),
            other => other,
        })?;
        work.enter(&id.to_string(), &Entry { at: now, by: By::of(actor), event: Event::Registered }).await?;
        let access = Access::done("service", id, Operation::Create).detail(service.code.clone());
        work.record(actor, now, &access).await?;
        work.commit().await?;
        Ok(id)
    }

    /// Changes name and kind of a service, and whether it is provided. Its code and provider stay. Answers whether anything
    /// changed: only a change is accounted for.
    ///
    /// # Errors
    /// Not found or forbidden; wrong fields.
    pub async fn change(&self, actor: &Actor, id: ServiceId, input: &ServiceInput) -> Result<bool> {
        let (seen, standing) = self.visible(actor, id).await?;
        policy::may_authorise(actor, &standing, &seen).check()?;
        let mut wrong = Wrong::default();
        let name = wrong.texts("name", &input.name);
        let (kind, active) = (wrong.chosen("kind", input.kind), wrong.chosen("active", input.active));
        wrong.finish()?;
        let (Some(kind), Some(active)) = (kind, active) else { return Err(Error::Forbidden) };
        let mut work = self.store.begin().await?;
        let service = work.lock_service(id).await?.ok_or(Error::NotFound)?;
        let changed = Service { name, kind, active, ..service.clone() };
        let differs = changed != service;
        if differs {
            let now = self.env.now();
            work.save_service(&changed).await?;
            work.enter(&id.to_string(), &Entry { at: now, by: By::of(actor), event: Event::Changed }).await?;
            let detail = format!(
                "{} ({}, {}) → {} ({}, {})",
                service.name.kk,
                service.kind.code(),
                service.active,
                changed.name.kk,
                changed.kind.code(),
                changed.active
            );
            work.record(actor, now, &Access::done("service", id, Operation::Change).detail(detail)).await?;
            work.commit().await?;
        }
        Ok(differs)
    }
}
