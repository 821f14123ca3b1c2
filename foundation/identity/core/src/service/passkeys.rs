//! Passkeys: added, and used as the second step of a login.

use super::login::claiming;
use super::second::{active, second_key, wrong_code};
use super::{Identity, Opened, person_of, refuse};
use crate::passkey::{self, PasskeyAnswer, Site};
use crate::session::Method;
use crate::{Challenge, ChallengeId, FactorKind, IdentityRefusal};
use orda_base::{Actor, Error, Result};

impl Identity {
    /// The site for which passkeys are made and used.
    pub fn site(&self) -> Site {
        Site::of(&self.settings.public_url)
    }

    /// Can passkeys be used here? They are bound to the name of a host; browsers take no address of figures for one.
    pub fn knows_passkeys(&self) -> bool {
        self.site().id.parse::<std::net::IpAddr>().is_err()
    }

    /// A challenge for a passkey; good once, for five minutes.
    pub async fn passkey_challenge(&self) -> Result<Challenge> {
        let challenge = Challenge::new(&self.env, &self.settings);
        let mut work = self.store.begin().await?;
        work.add_challenge(&challenge, self.env.now()).await?;
        work.commit().await?;
        Ok(challenge)
    }

    /// Adds a passkey that the browser made for a challenge. With the first factor come codes for the day it is lost.
    ///
    /// # Errors
    /// [`IdentityRefusal::ProveFirst`], [`IdentityRefusal::TooManyFactors`], [`IdentityRefusal::Challenge`],
    /// [`IdentityRefusal::Passkey`] when the answer of the browser is wrong; field `name`.
    pub async fn add_passkey(
        &self,
        actor: &Actor,
        name: &str,
        challenge: ChallengeId,
        answer: &PasskeyAnswer,
    ) -> Result<Option<Vec<String>>> {
        person_of(actor)?;
        let content = self.take(challenge).await?;
        let Some(made) = passkey::made(answer, &content, &self.site()) else { return refuse(IdentityRefusal::Passkey) };
        let (mut work, mut factor) = self.begin_factor(actor, name, FactorKind::Passkey).await?;
        factor.material = made.public_key;
        factor.credential = made.credential;
        factor.counter = made.counter;
        factor.confirmed = true;
        work.add_factor(&factor).await?;
        self.added(work, actor, &factor).await
    }

    /// The second step of a login with a passkey. The session begins with a new token. A challenge that could not be read
    /// is an attempt like every other: counted, and refused as a wrong one.
    ///
    /// # Errors
    /// As [`Self::second_step`].
    pub async fn second_step_with_passkey(
        &self,
        actor: &Actor,
        token: &str,
        challenge: Option<ChallengeId>,
        answer: &PasskeyAnswer,
    ) -> Result<Opened> {
        let (person, picture) = self.half_of(token).await?;
        let entry = active(&picture, person)?;
        let actor = claiming(actor, entry.person.login.as_deref().unwrap_or_default());
        let key = second_key(person);
        if !self.count_attempt(&actor, Some(&key)).await? {
            return Err(wrong_code());
        }
        let content = match challenge {
            Some(challenge) => match self.take(challenge).await {
                Ok(content) => Some(content),
                Err(Error::Refused(_)) => None,
                Err(error) => return Err(error),
            },
            None => None,
        };
        let factors = self.confirmed(person).await?;
        let own = |f: &&crate::Factor| f.kind == FactorKind::Passkey && f.credential == answer.credential;
        let used = content.zip(factors.iter().find(own)).and_then(|(content, factor)| {
            passkey::used(answer, &factor.material, &content, &self.site()).map(|count| (factor, count))
        });
        let must_change = self.must_change(person).await?;
        let mut work = self.store.begin().await?;
        match used {
            // A count that did not grow is the mark of a copied key (WebAuthn Level 2, §6.1.1).
            Some((factor, count)) if work.use_factor(factor.id, count, self.env.now()).await? => {
                self.enter_second(work, &actor, entry, (Method::Passkey, must_change), token).await
            }
            _ => self.refuse_second(work, &actor).await,
        }
    }
}
