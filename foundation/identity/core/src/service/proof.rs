//! Showing the password or the EDS again, before something is changed by which one is let in.

use super::login::person_key;
use super::{Identity, person_of, refuse};
use crate::{ChallengeId, IdentityRefusal};
use orda_base::{Access, Actor, Error, Operation, PersonId, Result, SessionId};

impl Identity {
    /// The actor shows the password again; guessing is slowed down as at login.
    ///
    /// # Errors
    /// Field `password` when it is wrong or was tried too often.
    pub async fn prove_with_password(&self, actor: &Actor, password: &str) -> Result<()> {
        let (person, session) = in_session(actor)?;
        let key = person_key(person);
        let wrong = || Error::field("password", "identity-error-password-current");
        if !self.count_attempt(actor, Some(&key)).await? {
            return Err(wrong());
        }
        let known = self.store.credential_of(person).await?;
        if !self.hasher.verify(known.as_ref().map(|c| c.hash.as_str()), password).await? {
            return Err(wrong());
        }
        self.proven(actor, session, Some(&key), "password").await
    }

    /// The actor signs a challenge ([`Self::challenge`]) with the own EDS.
    ///
    /// # Errors
    /// [`IdentityRefusal::Challenge`], [`IdentityRefusal::UnknownSigner`] when it is another's EDS, or what is wrong with
    /// the signature.
    pub async fn prove_with_eds(&self, actor: &Actor, challenge: ChallengeId, cms: &[u8]) -> Result<()> {
        let (person, session) = in_session(actor)?;
        let Some(eds) = &self.eds else { return refuse(IdentityRefusal::EdsOff) };
        self.count_attempt(actor, None).await?;
        let content = self.take(challenge).await?;
        let proven = eds.verify(&content, cms).await?;
        let picture = self.picture().await?;
        if picture.person_by_iin(&proven.iin).is_none_or(|entry| entry.person.id != person) {
            return refuse(IdentityRefusal::UnknownSigner);
        }
        self.proven(actor, session, None, "eds").await
    }

    async fn proven(&self, actor: &Actor, session: SessionId, account: Option<&str>, how: &str) -> Result<()> {
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        self.forgive(work.as_mut(), actor, account).await?;
        work.set_proven(session, now).await?;
        let access = Access::done("session", session, Operation::Change).detail(format!("proven: {how}"));
        work.account(actor, now, &access).await?;
        work.commit().await
    }
}

fn in_session(actor: &Actor) -> Result<(PersonId, SessionId)> {
    Ok((person_of(actor)?, actor.origin.session.ok_or(Error::Forbidden)?))
}
