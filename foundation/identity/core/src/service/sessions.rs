//! Sessions: a person sees the own ones and ends them one by one or all others at once; administrators end those of a
//! person or of all.

use super::people::seen;
use super::{Identity, person_of};
use crate::{Session, policy};
use orda_base::{Access, Actor, Error, Operation, PersonId, Result, SessionId};

impl Identity {
    /// The actor's living sessions, the last one used first.
    pub async fn own_sessions(&self, actor: &Actor) -> Result<Vec<Session>> {
        let person = person_of(actor)?;
        let now = self.env.now();
        let mut sessions = self.store.sessions_of(person).await?;
        sessions.retain(|s| !s.awaits_second && s.alive(now, self.settings.idle_seconds));
        Ok(sessions)
    }

    /// Ends one of the actor's own sessions.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor has no such session, [`crate::IdentityRefusal::ProveFirst`].
    pub async fn revoke_session(&self, actor: &Actor, session: SessionId) -> Result<()> {
        let person = person_of(actor)?;
        let mut work = self.store.begin().await?;
        self.check_proven(work.as_mut(), actor).await?;
        if !work.remove_session(session, person).await? {
            return Err(Error::NotFound);
        }
        work.account(actor, self.env.now(), &Access::done("session", session, Operation::Delete)).await?;
        work.commit().await?;
        self.sessions.forget_session(session);
        Ok(())
    }

    /// Ends all of the actor's sessions but the present one; gives how many.
    ///
    /// # Errors
    /// [`crate::IdentityRefusal::ProveFirst`].
    pub async fn revoke_other_sessions(&self, actor: &Actor) -> Result<u64> {
        let person = person_of(actor)?;
        let mut work = self.store.begin().await?;
        self.check_proven(work.as_mut(), actor).await?;
        let ended = work.remove_sessions(person, actor.origin.session).await?;
        let access = Access::done("session", "", Operation::Delete).detail(format!("others: {ended}"));
        work.account(actor, self.env.now(), &access).await?;
        work.commit().await?;
        self.sessions.forget_person(person);
        Ok(ended)
    }

    /// Ends all sessions of a person, who stays let in; gives how many.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whom the person does not exist, [`Error::Forbidden`] as for barring a person.
    pub async fn end_sessions(&self, actor: &Actor, id: PersonId) -> Result<u64> {
        let picture = self.picture().await?;
        policy::may_edit(actor, &seen(&picture, actor, id)?.standing(picture.on)).check()?;
        let mut work = self.store.begin().await?;
        let ended = work.remove_sessions(id, None).await?;
        let access = Access::done("session", id, Operation::Delete).detail(format!("of a person: {ended}"));
        work.account(actor, self.env.now(), &access).await?;
        work.commit().await?;
        self.sessions.forget_person(id);
        Ok(ended)
    }

    /// Ends the sessions of everybody but the present one; gives how many. Other nodes notice within seconds.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whom does not keep the portal, [`crate::IdentityRefusal::ProveFirst`].
    pub async fn end_all_sessions(&self, actor: &Actor) -> Result<u64> {
        policy::may_keep_portal(actor).check()?;
        let mut work = self.store.begin().await?;
        if actor.identity != orda_base::Identity::Portal {
            self.check_proven(work.as_mut(), actor).await?;
        }
        let ended = work.remove_all_sessions(actor.origin.session).await?;
        let access = Access::done("session", "", Operation::Delete).detail(format!("of all: {ended}"));
        work.account(actor, self.env.now(), &access).await?;
        work.commit().await?;
        self.sessions.forget_all();
        Ok(ended)
    }
}
