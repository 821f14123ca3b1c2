//! From a token to an actor, on every request: from memory, with the roles of this moment.

use super::Identity;
use crate::{Picture, Session, TokenHash};
use orda_base::{Actor, Identity as Who, Language, Membership, Origin, PersonId, Result, SessionId, Timestamp};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Seconds for which a session is believed without asking the database: so long may a session that was revoked on another
/// node live on. Revoking on this node works at once.
const BELIEVED: i64 = 3;
/// The use of a session is written at most once in so many seconds.
const TOUCH: i64 = 60;
/// Sessions kept in memory; when there are more, those not believed any longer go.
const KEPT: usize = 10_000;

/// Who makes a request.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The actor with the roles of this moment.
    pub actor: Actor,
    /// Must a new password be chosen before anything else?
    pub must_change_password: bool,
    /// Must a second factor be set up before anything else?
    pub must_set_second: bool,
}

/// Sessions seen lately, by digest of their token, with the time of the last look into the database.
#[derive(Default)]
pub(super) struct Sessions(Mutex<HashMap<TokenHash, (Session, Timestamp)>>);

impl Sessions {
    fn lock(&self) -> MutexGuard<'_, HashMap<TokenHash, (Session, Timestamp)>> {
        // Entries are replaced whole: a holder that panicked left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, token: TokenHash, now: Timestamp) -> Option<Session> {
        self.lock()
            .get(&token)
            .filter(|(_, checked)| now.seconds_since(*checked) < BELIEVED)
            .map(|(session, _)| session.clone())
    }

    fn keep(&self, session: Session, now: Timestamp) {
        let mut kept = self.lock();
        if kept.len() >= KEPT {
            kept.retain(|_, (_, checked)| now.seconds_since(*checked) < BELIEVED);
        }
        kept.insert(session.token, (session, now));
    }

    pub(super) fn forget_token(&self, token: TokenHash) {
        self.lock().remove(&token);
    }

    pub(super) fn forget_session(&self, id: SessionId) {
        self.lock().retain(|_, (session, _)| session.id != id);
    }

    pub(super) fn forget_all(&self) {
        self.lock().clear();
    }

    pub(super) fn forget_person(&self, person: PersonId) {
        self.lock().retain(|_, (session, _)| session.person != person);
    }
}

impl Identity {
    /// The actor of the session with this token; none when there is no such session or it has ended (385-6-1).
    /// `language` is what the reader chose in the browser; else the person's own.
    pub async fn resolve_session(
        &self,
        token: &str,
        origin: Origin,
        language: Option<Language>,
    ) -> Result<Option<Resolved>> {
        let Some(hash) = TokenHash::of(token) else { return Ok(None) };
        let now = self.env.now();
        let session = match self.sessions.get(hash, now) {
            Some(session) => session,
            None => match self.store.session(hash).await? {
                Some(session) => session,
                None => return Ok(None),
            },
        };
        // Half a login is nobody yet.
        if session.awaits_second {
            return Ok(None);
        }
        if !session.alive(now, self.settings.idle_seconds) {
            self.sessions.forget_token(hash);
            return Ok(None);
        }
        let picture = self.picture().await?;
        let Some(entry) = picture.person(session.person).filter(|e| e.person.active) else { return Ok(None) };
        let resolved = Resolved {
            actor: Actor {
                identity: Who::Person {
                    id: entry.person.id,
                    name: entry.person.name.full(),
                    iin: entry.person.iin.clone(),
                },
                language: language.unwrap_or(entry.person.language),
                memberships: entry.memberships.clone(),
                units: entry.units.clone(),
                origin: Origin { session: Some(session.id), ..origin },
            },
            must_change_password: session.must_change_password,
            must_set_second: self.must_set_second(&session, &entry.memberships),
        };
        self.used(session, now).await?;
        Ok(Some(resolved))
    }

    /// The actor of the information system with this token; none when it is unknown, expired or withdrawn.
    pub async fn resolve_bearer(
        &self,
        token: &str,
        origin: Origin,
        language: Option<Language>,
    ) -> Result<Option<Resolved>> {
        let Some(hash) = TokenHash::of(token) else { return Ok(None) };
        let picture = self.picture().await?;
        let Some(system) = picture.system_by_token(hash).filter(|s| s.in_force(self.env.now())) else {
            return Ok(None);
        };
        Ok(Some(Resolved {
            actor: Actor {
                identity: Who::System { id: system.id, name: system.name.clone() },
                language: language.unwrap_or_default(),
                memberships: system_memberships(&picture, system),
                units: Vec::new(),
                origin,
            },
            must_change_password: false,
            must_set_second: false,
        }))
    }

    /// The person as who acts without a session (a job, a calendar feed); none for who may not log in.
    pub async fn actor_of(&self, person: PersonId) -> Result<Option<Actor>> {
        let picture = self.picture().await?;
        let Some(entry) = picture.person(person).filter(|e| e.person.active) else { return Ok(None) };
        Ok(Some(Actor {
            identity: Who::Person {
                id: entry.person.id,
                name: entry.person.name.full(),
                iin: entry.person.iin.clone(),
            },
            language: entry.person.language,
            memberships: entry.memberships.clone(),
            units: entry.units.clone(),
            origin: Origin::default(),
        }))
    }

    /// Keeps the session in memory as used now; writes it at most once a minute.
    async fn used(&self, mut session: Session, now: Timestamp) -> Result<()> {
        if now.seconds_since(session.seen_at) >= TOUCH {
            session.seen_at = now;
            self.store.touch(session.id, now).await?;
            self.sessions.keep(session, now);
        } else if self.sessions.get(session.token, now).is_none() {
            self.sessions.keep(session, now);
        }
        Ok(())
    }
}

fn system_memberships(picture: &Picture, system: &crate::InformationSystem) -> Vec<Membership> {
    let serves = |held: &&crate::HeldRole| held.body.is_none_or(|b| picture.body(b).is_some_and(|b| b.active));
    let membership = |held: &crate::HeldRole| Membership { body: held.body, role: held.role, acting_for: None };
    system.roles.iter().filter(serves).map(membership).collect()
}
