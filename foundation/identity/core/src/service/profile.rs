//! What people keep of themselves: language, e-mail, password.

use super::login::person_key;
use super::second::notice;
use super::{Identity, person_of, refuse};
use crate::input::Checks;
use crate::password::{self, Owner};
use crate::{Credential, Grant, IdentityRefusal, Person, PersonEntry, Picture, Position};
use orda_base::{Access, Actor, Error, Language, Membership, Operation, PersonId, Result};

/// What a person sees of him- or herself.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The record.
    pub person: Person,
    /// Positions, the latest first.
    pub positions: Vec<Position>,
    /// Roles given.
    pub grants: Vec<Grant>,
    /// Roles in force now, acting ones included.
    pub memberships: Vec<Membership>,
}

impl Identity {
    /// The actor's own record.
    pub async fn profile(&self, actor: &Actor) -> Result<Profile> {
        let picture = self.picture().await?;
        let entry = picture.person(person_of(actor)?).ok_or(Error::NotFound)?;
        Ok(Profile {
            person: entry.person.clone(),
            positions: entry.positions.clone(),
            grants: entry.grants.clone(),
            memberships: entry.memberships.clone(),
        })
    }

    /// Chooses the language of pages and letters.
    pub async fn set_language(&self, actor: &Actor, language: Language) -> Result<()> {
        self.change_self(actor, "language", |person| person.language = language).await
    }

    /// Did the actor show the password or the EDS lately, so that what lets one in may be changed?
    pub async fn is_proven(&self, actor: &Actor) -> Result<bool> {
        let at = match actor.origin.session {
            Some(session) => self.store.proven_at(session).await?,
            None => None,
        };
        Ok(self.is_lately(at))
    }

    /// Sets or clears the address of e-mail, to which what happens to the account is told; the person is told.
    ///
    /// # Errors
    /// Field `email`; [`IdentityRefusal::ProveFirst`].
    pub async fn set_email(&self, actor: &Actor, email: &str) -> Result<()> {
        let mut checks = Checks::default();
        let email = checks.email(email);
        checks.finish()?;
        self.change_self(actor, "email", |person| person.email = email).await
    }

    async fn change_self(&self, actor: &Actor, what: &str, change: impl FnOnce(&mut Person) + Send) -> Result<()> {
        let id = person_of(actor)?;
        let (mut work, picture) = self.change().await?;
        let before = &picture.person(id).ok_or(Error::NotFound)?.person;
        let mut person = before.clone();
        change(&mut person);
        if person.email != before.email {
            self.check_proven(work.as_mut(), actor).await?;
            self.tell_of_address(work.as_mut(), actor, before).await?;
        }
        work.save_person(&person).await?;
        self.finish(work, actor, &Access::done("person", id, Operation::Change).detail(what)).await
    }

    /// Changes the actor's own password; all other sessions end. Guessing the present one is slowed down as at login.
    ///
    /// # Errors
    /// [`Error::Invalid`]: the present password is wrong, or the new one breaks a rule.
    pub async fn change_password(&self, actor: &Actor, current: &str, new: &str) -> Result<()> {
        let id = person_of(actor)?;
        let key = person_key(id);
        if !self.count_attempt(actor, Some(&key)).await? {
            return Err(Error::field("current", "identity-error-password-current"));
        }
        let known = self.store.credential_of(id).await?;
        if !self.hasher.verify(known.as_ref().map(|c| c.hash.as_str()), current).await? {
            return Err(Error::field("current", "identity-error-password-current"));
        }
        let picture = self.picture().await?;
        let entry = picture.person(id).ok_or(Error::NotFound)?;
        self.check_new_password("new", new, entry, &picture).await?;
        if current == new {
            return Err(Error::field("new", "identity-error-password-same"));
        }
        let hash = self.hasher.hash(&self.env, new).await?;
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        self.forgive(work.as_mut(), actor, Some(&key)).await?;
        work.set_password(&Credential { person: id, hash, must_change: false, set_at: now }).await?;
        work.remove_sessions(id, actor.origin.session).await?;
        work.notify(&self.env, &[notice(id, "identity-notice-password-changed", "name", actor.name())]).await?;
        work.account(actor, now, &Access::done("password", id, Operation::Change)).await?;
        work.commit().await?;
        self.sessions.forget_person(id);
        Ok(())
    }

    /// Refuses everything to who must choose a new password first.
    ///
    /// # Errors
    /// [`IdentityRefusal::ChangePasswordFirst`].
    pub fn check_password_chosen(resolved: &super::Resolved) -> Result<()> {
        if resolved.must_change_password { refuse(IdentityRefusal::ChangePasswordFirst) } else { Ok(()) }
    }

    /// Sets a known password without asking for a change: only for the command line and the demo, never from a page.
    ///
    /// # Errors
    /// [`Error::Forbidden`] unless the portal itself acts; [`Error::Invalid`] when the password breaks a rule.
    pub async fn set_password(&self, actor: &Actor, id: PersonId, new: &str, must_change: bool) -> Result<()> {
        if actor.identity != orda_base::Identity::Portal {
            return Err(Error::Forbidden);
        }
        let picture = self.picture().await?;
        let entry = picture.person(id).ok_or(Error::NotFound)?;
        self.check_new_password("password", new, entry, &picture).await?;
        let hash = self.hasher.hash(&self.env, new).await?;
        self.replace_password(actor, id, hash, must_change).await
    }

    /// Writes a new hash and ends all sessions of the person.
    pub(super) async fn replace_password(
        &self,
        actor: &Actor,
        id: PersonId,
        hash: String,
        must_change: bool,
    ) -> Result<()> {
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        work.set_password(&Credential { person: id, hash, must_change, set_at: now }).await?;
        work.remove_sessions(id, None).await?;
        if must_change {
            work.notify(&self.env, &[notice(id, "identity-notice-password-reset", "name", actor.name())]).await?;
        }
        work.account(actor, now, &Access::done("password", id, Operation::Change).detail("reset")).await?;
        work.commit().await?;
        self.sessions.forget_person(id);
        Ok(())
    }

    async fn check_new_password(&self, field: &str, new: &str, entry: &PersonEntry, picture: &Picture) -> Result<()> {
        let person = &entry.person;
        let name = [person.name.surname.as_str(), &person.name.given, &person.name.patronymic];
        let bodies = entry.positions.iter().filter_map(|p| picture.body(p.body)).flat_map(|b| [&b.name, &b.short_name]);
        let texts = bodies.chain(entry.positions.iter().map(|p| &p.title));
        let mut surroundings: Vec<&str> = texts.flat_map(|t| [t.kk.as_str(), &t.ru, &t.en]).collect();
        surroundings.extend([self.settings.portal.as_str(), &self.settings.public_url]);
        let login = person.login.as_deref().unwrap_or_default();
        password::check_new(field, new, Owner { login, name: &name, surroundings: &surroundings })
            .map_err(|error| Error::Invalid(vec![error]))?;
        match &self.breaches {
            Some(breaches) if breaches.hold(new).await? => Err(Error::field(field, "identity-error-password-breached")),
            _ => Ok(()),
        }
    }
}
