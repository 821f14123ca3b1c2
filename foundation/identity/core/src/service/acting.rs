//! Acting heads: for a period somebody is formally assigned the duties of the head (385-14).

use super::people::seen;
use super::{Identity, refuse};
use crate::input::Checks;
use crate::{Acting, ActingId, IdentityRefusal, policy};
use orda_base::{Access, Actor, BodyId, Date, Error, Operation, PersonId, Result, Role};

impl Identity {
    /// Appoints `person` to act for the head of `body` from the first day to the last.
    ///
    /// # Errors
    /// [`Error::Forbidden`] unless the actor keeps the body and is not the person; [`IdentityRefusal`] when the body has
    /// no head, when the person is the head, or when somebody acts on one of the days.
    pub async fn appoint_acting(
        &self,
        actor: &Actor,
        body: BodyId,
        person: PersonId,
        from: Date,
        until: Date,
    ) -> Result<ActingId> {
        policy::may_keep_body(actor, body).check()?;
        let (mut work, picture) = self.change().await?;
        let entry = seen(&picture, actor, person)?;
        if actor.is(person) {
            return refuse(IdentityRefusal::OwnRoles);
        }
        policy::may_assign(actor, person, Role::HeadOfBody, Some(body)).check()?;
        if !entry.person.active {
            return refuse(IdentityRefusal::InactivePerson);
        }
        if picture.body(body).is_none_or(|b| !b.active) {
            return refuse(IdentityRefusal::InactiveBody);
        }
        let mut checks = Checks::default();
        checks.period(from, Some(until));
        checks.finish()?;
        let Some(head) = picture.head(body) else { return refuse(IdentityRefusal::NoHead) };
        if head.person.id == person {
            return refuse(IdentityRefusal::ActingIsHead);
        }
        if let Some(other) = picture.acting.iter().find(|a| a.body == body && a.overlaps(from, until)) {
            let name = picture.person(other.person).map(|e| e.person.name.short()).unwrap_or_default();
            return refuse(IdentityRefusal::ActingOverlap { name });
        }
        let acting = Acting {
            id: ActingId::generate(&self.env),
            body,
            person,
            in_place_of: head.person.id,
            from,
            until,
            basis: String::new(),
            named_by: None,
        };
        work.save_acting(&acting).await?;
        let detail = format!("acting head of {body} from {from} until {until}");
        self.finish(work, actor, &Access::done("role", person, Operation::Change).detail(detail)).await?;
        Ok(acting.id)
    }

    /// Ends an appointment: the day before `today` is its last one; one that has not begun never takes effect.
    pub async fn end_acting(&self, actor: &Actor, id: ActingId) -> Result<()> {
        let (mut work, picture) = self.change().await?;
        let acting = picture.acting.iter().find(|a| a.id == id).ok_or(Error::NotFound)?;
        policy::may_keep_body(actor, acting.body).or_hidden().check()?;
        if actor.is(acting.person) {
            return refuse(IdentityRefusal::OwnRoles);
        }
        let yesterday = self.env.now().date().yesterday().map_err(Error::internal)?;
        // A last day before the first one: a period without a day, kept for history.
        let until = acting.until.min(yesterday);
        work.save_acting(&Acting { until, ..acting.clone() }).await?;
        let detail = format!("acting head of {} ended on {until}", acting.body);
        let access = Access::done("role", acting.person, Operation::Change).detail(detail);
        self.finish(work, actor, &access).await
    }
}
