//! Giving roles and taking them away (385-6-1-b). What is changed holds from the next request on.

use super::people::{is_last_administrator, seen};
use super::{Identity, refuse};
use crate::{Grant, GrantId, IdentityRefusal, policy};
use orda_base::{Access, Actor, BodyId, Error, Operation, PersonId, Result, Role};

impl Identity {
    /// Gives `role` in `body` (none: in the whole portal) to a person.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when the role is above the actor, or the actor is the person; [`IdentityRefusal`] when the
    /// role does not exist there, is held already, is the second head's, or is not to be held beside another.
    pub async fn grant_role(
        &self,
        actor: &Actor,
        person: PersonId,
        role: Role,
        body: Option<BodyId>,
    ) -> Result<GrantId> {
        let (mut work, picture) = self.change().await?;
        let entry = seen(&picture, actor, person)?;
        if actor.is(person) {
            return refuse(IdentityRefusal::OwnRoles);
        }
        policy::may_assign(actor, person, role, body).check()?;
        if !entry.person.active {
            return refuse(IdentityRefusal::InactivePerson);
        }
        let place = match body {
            Some(id) => Some(picture.body(id).ok_or_else(|| Error::field("body", "error-choose"))?.as_ref()),
            None => None,
        };
        policy::compatible(role, place, &entry.standing(picture.on).roles)?;
        if role == Role::HeadOfBody
            && let Some(head) = body.and_then(|b| picture.head(b))
        {
            return refuse(IdentityRefusal::HeadExists { name: head.person.name.short() });
        }
        let grant = Grant { id: GrantId::generate(&self.env), person, role, body, granted_at: self.env.now() };
        work.add_grant(&grant).await?;
        self.finish(work, actor, &access(person, "granted", role, body)).await?;
        Ok(grant.id)
    }

    /// Takes a role away.
    ///
    /// # Errors
    /// [`Error::Forbidden`] as above; [`IdentityRefusal::LastAdministrator`].
    pub async fn revoke_role(&self, actor: &Actor, person: PersonId, id: GrantId) -> Result<()> {
        let (mut work, picture) = self.change().await?;
        let entry = seen(&picture, actor, person)?;
        let grant = entry.grants.iter().find(|g| g.id == id).ok_or(Error::NotFound)?;
        if grant.role == Role::Administrator && grant.body.is_none() && is_last_administrator(&picture, person) {
            return refuse(IdentityRefusal::LastAdministrator);
        }
        if actor.is(person) {
            return refuse(IdentityRefusal::OwnRoles);
        }
        policy::may_assign(actor, person, grant.role, grant.body).check()?;
        work.remove_grant(id).await?;
        self.finish(work, actor, &access(person, "withdrawn", grant.role, grant.body)).await
    }
}

fn access(person: PersonId, what: &str, role: Role, body: Option<BodyId>) -> Access {
    let place = body.map_or_else(|| "portal".to_owned(), |b| b.to_string());
    Access::done("role", person, Operation::Change).detail(format!("{what}: {} in {place}", role.code()))
}
