//! The provider says who certifies results of a service (74-5-4-b).

use super::Services;
use crate::input::reason;
use crate::policy::may_authorise;
use crate::{
    Authorisation, AuthorisationId, AuthorisationInput, By, Entry, Event, Service, ServiceId, ServicesRefusal,
    Withdrawal,
};
use orda_base::{Access, Actor, Error, Operation, Result, Timestamp, Wrong};
use orda_identity::PersonCard;
use std::sync::Arc;

/// An authorisation with the name of its holder.
#[derive(Debug, Clone)]
pub struct AuthorisationLine {
    /// The authorisation.
    pub authorisation: Authorisation,
    /// Full name of the employee.
    pub name: String,
    /// Is it in force now?
    pub in_force: bool,
    /// Has it ended?
    pub ended: bool,
}

impl Services {
    /// One authorisation as it is shown.
    pub(super) async fn line(&self, authorisation: Authorisation, now: Timestamp) -> Result<AuthorisationLine> {
        let name = self.directory.person(authorisation.person).await?.map(|p| p.name.full()).unwrap_or_default();
        Ok(AuthorisationLine {
            in_force: authorisation.in_force(now),
            ended: authorisation.has_ended(now),
            name,
            authorisation,
        })
    }

    /// A service whose authorisations the actor keeps.
    async fn kept(&self, actor: &Actor, id: ServiceId) -> Result<Service> {
        let (service, standing) = self.visible(actor, id).await?;
        may_authorise(actor, &standing, &service).check()?;
        Ok(service)
    }

    /// Employees of the provider who may be chosen: all but the actor.
    ///
    /// # Errors
    /// Not found or forbidden.
    pub async fn candidates(&self, actor: &Actor, id: ServiceId) -> Result<(Service, Vec<Arc<PersonCard>>)> {
        let service = self.kept(actor, id).await?;
        let mut people = self.directory.people_of(service.body).await?;
        people.retain(|person| !actor.is(person.id));
        Ok((service, people))
    }

    /// What would be granted, judged as [`Self::authorise`] judges it; nothing is changed. For the page that asks again.
    ///
    /// # Errors
    /// As [`Self::authorise`].
    pub async fn proposed(
        &self,
        actor: &Actor,
        id: ServiceId,
        input: &AuthorisationInput,
    ) -> Result<AuthorisationLine> {
        let service = self.kept(actor, id).await?;
        let authorisation = self.judged(actor, &service, input).await?;
        free(&self.store.authorisations(id).await?, &authorisation)?;
        self.line(authorisation, self.env.now()).await
    }

    /// Authorises an employee from a day until a day.
    ///
    /// # Errors
    /// Not found or forbidden; wrong fields; refused for oneself.
    pub async fn authorise(&self, actor: &Actor, id: ServiceId, input: &AuthorisationInput) -> Result<AuthorisationId> {
        let service = self.kept(actor, id).await?;
        let authorisation = self.judged(actor, &service, input).await?;
        let now = authorisation.granted_at;
        // Names are read before the one transaction that writes is held.
        let line = self.line(authorisation, now).await?;
        let granted = &line.authorisation;
        let mut work = self.store.begin().await?;
        work.lock_service(id).await?.ok_or(Error::NotFound)?;
        free(&work.hold_authorisations(id, granted.person).await?, granted)?;
        work.insert_authorisation(granted).await?;
        let event = Event::Granted { name: line.name.clone(), from: granted.from, until: granted.until };
        work.enter(&id.to_string(), &Entry { at: now, by: granted.granted_by.clone(), event }).await?;
        let until = granted.until.map(|day| day.to_string()).unwrap_or_default();
        let detail = format!("{} {} {}–{until}", service.code, line.name, granted.from);
        let access = Access::done("service_authorisation", granted.id, Operation::Create).detail(detail);
        work.record(actor, now, &access).await?;
        work.commit().await?;
        Ok(line.authorisation.id)
    }

    async fn judged(&self, actor: &Actor, service: &Service, input: &AuthorisationInput) -> Result<Authorisation> {
        let now = self.env.now();
        let mut wrong = Wrong::default();
        let until = wrong.day("until", &input.until, false);
        if input.from.is_none() {
            wrong.add("from", "error-date");
        }
        let people = self.directory.people_of(service.body).await?;
        let person = input.person.filter(|id| people.iter().any(|p| p.id == *id));
        if person.is_none() {
            wrong.add("person", "error-choose");
        }
        if until.is_some_and(|until| until < now.date() || input.from.is_some_and(|from| until < from)) {
            wrong.add("until", "services-field-until");
        }
        // Who could sign yesterday would make signatures of yesterday good that were not.
        if input.from.is_some_and(|from| from < now.date()) {
            wrong.add("from", "services-field-from");
        }
        wrong.finish()?;
        let (Some(person), Some(from)) = (person, input.from) else { return Err(Error::Forbidden) };
        if actor.is(person) {
            return Err(ServicesRefusal::Oneself.into());
        }
        Ok(Authorisation {
            id: AuthorisationId::generate(&self.env),
            service: service.id,
            body: service.body,
            person,
            from,
            until,
            granted_by: By::of(actor),
            granted_at: now,
            withdrawn: None,
        })
    }

    /// One authorisation of a service that can still be withdrawn, for the page that asks before.
    ///
    /// # Errors
    /// Not found or forbidden; refused when it has ended.
    pub async fn authorisation(
        &self,
        actor: &Actor,
        id: ServiceId,
        authorisation: AuthorisationId,
    ) -> Result<(Service, AuthorisationLine)> {
        let (service, line) = self.granted(actor, id, authorisation).await?;
        if line.ended { Err(ServicesRefusal::Ended.into()) } else { Ok((service, line)) }
    }

    async fn granted(
        &self,
        actor: &Actor,
        id: ServiceId,
        which: AuthorisationId,
    ) -> Result<(Service, AuthorisationLine)> {
        let service = self.kept(actor, id).await?;
        let all = self.store.authorisations(id).await?;
        let found = all.into_iter().find(|a| a.id == which).ok_or(Error::NotFound)?;
        Ok((service, self.line(found, self.env.now()).await?))
    }

    /// Withdraws an authorisation at once. What its holder signed before stays as it is.
    ///
    /// # Errors
    /// Not found or forbidden; no reason; refused when it has ended already.
    pub async fn withdraw(&self, actor: &Actor, id: ServiceId, which: AuthorisationId, why: &str) -> Result<()> {
        let (service, AuthorisationLine { name, .. }) = self.granted(actor, id, which).await?;
        let reason = reason(why)?;
        let mut work = self.store.begin().await?;
        work.lock_service(id).await?.ok_or(Error::NotFound)?;
        let held = work.lock_authorisation(which).await?.filter(|a| a.service == id).ok_or(Error::NotFound)?;
        let now = self.env.now();
        if held.has_ended(now) {
            return Err(ServicesRefusal::Ended.into());
        }
        let by = By::of(actor);
        let withdrawn = Withdrawal { by: by.clone(), at: now, reason: reason.clone() };
        work.save_authorisation(&Authorisation { withdrawn: Some(withdrawn), ..held }).await?;
        let detail = format!("{} {name}", service.code);
        let event = Event::Withdrawn { name, reason };
        work.enter(&id.to_string(), &Entry { at: now, by, event }).await?;
        let access = Access::done("service_authorisation", which, Operation::Change).detail(detail);
        work.record(actor, now, &access).await?;
        work.commit().await
    }
}

/// Nobody is authorised twice for the same days.
fn free(all: &[Authorisation], new: &Authorisation) -> Result<()> {
    let taken = all.iter().any(|a| a.person == new.person && a.overlaps(new.from, new.until));
    if taken { Err(Error::field("person", "services-field-authorised")) } else { Ok(()) }
}
