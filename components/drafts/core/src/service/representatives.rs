//! The head names representatives from among the employees of the body (385-16-c, 385-16-d).

use super::Drafts;
use super::names::person_ref;
use crate::fields::Check;
use crate::policy::{Scene, may};
use crate::{Action, DraftId, DraftRefusal, Event, PersonRef};
use orda_base::{Access, Actor, BodyId, Error, FieldError, Operation, PersonId, Result, Role};

impl Drafts {
    /// Employees of `body` who can be named.
    pub async fn nameable(&self, actor: &Actor, draft: DraftId, body: BodyId) -> Result<Vec<PersonRef>> {
        let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let scene = Scene { draft: &dossier.draft, version: dossier.draft.current(), body: Some(body) };
        may(actor, Action::NameRepresentatives, scene).check()?;
        Ok(self.directory.people_of(body).await?.iter().map(|card| person_ref(card)).collect())
    }

    /// The head of `body` names one or more of its employees: they enter the working group and are told (385-16-c).
    /// `resolution` are the words of the head's resolution; may be empty.
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; refused for an employee of another body, and before the letter is with
    /// the head.
    pub async fn name_representatives(
        &self,
        actor: &Actor,
        draft: DraftId,
        body: BodyId,
        people: &[PersonId],
        resolution: &str,
    ) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.allow(Action::NameRepresentatives, Some(body))?;
        let limit = self.settings.limits.representatives;
        let mut check = Check::default();
        check
            .at_most("resolution", resolution, self.settings.limits.statement)
            .that(people.len() <= limit, || FieldError::new("people", "drafts-field-too-many").with("limit", limit));
        check.done()?;
        let employees = self.directory.people_of(body).await?;
        let mut named: Vec<(PersonId, String)> = Vec::new();
        for person in people {
            let Some(employee) = employees.iter().find(|e| e.id == *person) else {
                return Err(DraftRefusal::NotAnEmployee { name: self.name_of(*person).await? }.into());
            };
            if !named.iter().any(|(id, _)| id == person) {
                named.push((*person, employee.name.full()));
            }
        }
        let (by, now) = (change.who(Role::HeadOfBody, body)?, change.now);
        // Who was named before is not told again.
        let known = change.scene(None).version.approval(body).map(|a| a.representatives.clone()).unwrap_or_default();
        let told: Vec<_> = named.iter().filter(|(id, _)| !known.iter().any(|r| r.person == *id)).cloned().collect();
        change.advance_body(body, |approval| approval.name_representatives(named, resolution.trim(), now))?;
        change.log(Some(by), Event::RepresentativesNamed { body, people: told });
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("representatives named")).await
    }
}
