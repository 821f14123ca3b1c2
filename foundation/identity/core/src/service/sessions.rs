//! A person's own sessions: seen, and ended one by one or all others at once.

use super::{Identity, person_of};
use crate::Session;
use orda_base::{Access, Actor, Error, Operation, Result, SessionId};

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
    /// [`Error::NotFound`] when the actor has no such session.
    pub async fn revoke_session(&self, actor: &Actor, session: SessionId) -> Result<()> {
        let person = person_of(actor)?;
        let mut work = self.store.begin().await?;
        if !work.remove_session(session, person).await? {
            return Err(Error::NotFound);
        }
        work.account(actor, self.env.now(), &Access::done("session", session, Operation::Delete)).await?;
        work.commit().await?;
        self.sessions.forget_session(session);
        Ok(())
    }

    /// Ends all of the actor's sessions but the present one; gives how many.
    pub async fn revoke_other_sessions(&self, actor: &Actor) -> Result<u64> {
        let person = person_of(actor)?;
        let mut work = self.store.begin().await?;
        let ended = work.remove_sessions(person, actor.origin.session).await?;
        let access = Access::done("session", "", Operation::Delete).detail(format!("others: {ended}"));
        work.account(actor, self.env.now(), &access).await?;
        work.commit().await?;
        self.sessions.forget_person(person);
        Ok(ended)
    }
}
