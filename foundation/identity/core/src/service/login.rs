//! Logging in and out (385-6-1). Wrong password, unknown login and blocked account are answered alike and take alike.

use super::second::{HALF_WAY_SECONDS, notice};
use super::{Identity, refuse};
use crate::lockout::{Attempts, Rule};
use crate::session::Method;
use crate::{
    Challenge, ChallengeId, Credential, IdentityRefusal, IdentityWork, PersonCard, PersonEntry, Session, TokenHash,
    input, token,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use orda_base::{Access, Actor, Error, Identity as Who, Operation, PersonId, Result, SessionId, Timestamp};
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use std::sync::Arc;

/// Longest password that is looked at, in bytes.
const PASSWORD: usize = 1024;
/// Longest signature that is looked at, in bytes.
const CMS: usize = 256 * 1024;
/// Longest name of a client program that is kept, in characters.
const AGENT: usize = 300;
/// A one-time password is good for three days.
const ONE_TIME_SECONDS: i64 = 3 * 24 * 3600;

/// How a session begins.
pub(super) struct Opening<'a> {
    /// How the person was known.
    pub method: Method,
    /// Is it a one-time password?
    pub must_change: bool,
    /// Token of the session that the browser held: it ends.
    pub previous: Option<&'a str>,
    /// Key of the attempts that succeeded.
    pub account: Option<&'a str>,
    /// Key of the attempts at the first step, where this is the second.
    pub first_step: Option<&'a str>,
    /// Does the second step still follow?
    pub awaits_second: bool,
    /// Has the person a second factor? Read before the transaction begins: while one holds a connection nobody waits for
    /// another.
    pub has_second: bool,
}

/// A session that has just begun.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The token for the cookie: shown here once, kept nowhere.
    pub token: String,
    /// Id of the session.
    pub session: SessionId,
    /// Who logged in.
    pub person: Arc<PersonCard>,
    /// Must a new password be chosen before anything else?
    pub must_change_password: bool,
    /// Does the second step still follow? Until then the token is good for nothing else.
    pub awaits_second: bool,
    /// Must a second factor be set up before anything else?
    pub must_set_second: bool,
    /// The session ends then in any case.
    pub expires_at: Timestamp,
}

/// Failed attempts in a row after which a person is told of the login that followed them: slips are fewer.
const SUSPICIOUS: i64 = 3;

impl Identity {
    /// Opens a session for who knows the login and its password; who has a second factor is half way then
    /// ([`Identity::second_step`]). `previous` is the token the browser holds, if any: that
    /// session ends (sessions are renewed at login).
    ///
    /// # Errors
    /// [`IdentityRefusal::Credentials`] in every case of an account; [`Error::TooMany`] when too many attempts came from
    /// the address or too many are waiting.
    pub async fn login(&self, actor: &Actor, login: &str, password: &str, previous: Option<&str>) -> Result<Opened> {
        let login = login.trim().to_lowercase();
        let actor = claiming(actor, &login);
        let account = account_key(&login);
        if !self.count_attempt(&actor, Some(&account)).await? {
            return refuse(IdentityRefusal::Credentials);
        }
        let known = if input::is_login(&login) { self.store.credential_by_login(&login).await? } else { None };
        let hash = known.as_ref().map(|c| c.hash.as_str());
        let fits = match self.hasher.verify(hash, if password.len() <= PASSWORD { password } else { "" }).await {
            Ok(fits) => fits,
            Err(error) => return self.refuse_login(&actor, error).await,
        };
        let now = self.env.now();
        let credential = known.filter(|c| fits && !is_stale(c, now));
        let picture = self.picture().await?;
        let person = credential.as_ref().and_then(|c| picture.person(c.person)).filter(|e| e.person.active);
        let (Some(credential), Some(entry)) = (&credential, person) else {
            return self.refuse_login(&actor, IdentityRefusal::Credentials.into()).await;
        };
        let has_second = self.has_second(entry.person.id).await?;
        let opening = Opening {
            method: Method::Password,
            must_change: credential.must_change,
            previous,
            account: Some(&account),
            first_step: None,
            awaits_second: has_second,
            has_second,
        };
        self.open(&actor, entry, &opening).await
    }

    /// A challenge to be signed with an EDS; good once, for five minutes.
    ///
    /// # Errors
    /// [`IdentityRefusal::EdsOff`].
    pub async fn challenge(&self) -> Result<Challenge> {
        if self.eds.is_none() {
            return refuse(IdentityRefusal::EdsOff);
        }
        self.passkey_challenge().await
    }

    /// Is logging in by EDS set up?
    pub fn knows_eds(&self) -> bool {
        self.eds.is_some()
    }

    /// Opens a session for who signed the challenge: an active person with the number of the certificate, of the body
    /// that the certificate names.
    ///
    /// # Errors
    /// [`IdentityRefusal::Challenge`], [`IdentityRefusal::UnknownSigner`], or what is wrong with the signature.
    pub async fn login_with_eds(
        &self,
        actor: &Actor,
        challenge: ChallengeId,
        cms: &[u8],
        previous: Option<&str>,
    ) -> Result<Opened> {
        self.count_attempt(actor, None).await?;
        let Some(eds) = &self.eds else { return self.refuse_login(actor, IdentityRefusal::EdsOff.into()).await };
        let content = match self.take(challenge).await {
            Ok(content) if cms.len() <= CMS => content,
            Ok(_) => return self.refuse_login(actor, IdentityRefusal::Challenge.into()).await,
            Err(error) => return self.refuse_login(actor, error).await,
        };
        let proven = match eds.verify(&content, cms).await {
            Ok(proven) => proven,
            Err(error) => return self.refuse_login(actor, error).await,
        };
        let picture = self.picture().await?;
        let of_body = |entry: &PersonEntry| {
            let body = picture.body_by_bin(&proven.bin).map(|b| b.id);
            body.is_some_and(|body| {
                entry.memberships.iter().any(|m| m.body == Some(body))
                    || entry.positions.iter().any(|p| p.body == body && p.in_force(picture.on))
            })
        };
        let entry = picture.person_by_iin(&proven.iin).filter(|e| e.person.active);
        let Some(entry) = entry.filter(|e| proven.bin.is_empty() || of_body(e)) else {
            return self.refuse_login(actor, IdentityRefusal::UnknownSigner.into()).await;
        };
        let has_second = self.has_second(entry.person.id).await?;
        let opening = Opening {
            method: Method::Eds,
            must_change: false,
            previous,
            account: None,
            first_step: None,
            awaits_second: false,
            has_second,
        };
        self.open(actor, entry, &opening).await
    }

    /// Takes a challenge out: what was to be signed.
    ///
    /// # Errors
    /// [`IdentityRefusal::Challenge`] when it is unknown, used or old.
    pub(super) async fn take(&self, challenge: ChallengeId) -> Result<Vec<u8>> {
        let mut work = self.store.begin().await?;
        let taken = work.take_challenge(challenge).await?;
        work.commit().await?;
        let now = self.env.now();
        match taken.filter(|c| now < c.expires_at) {
            Some(challenge) => Ok(challenge.content),
            None => refuse(IdentityRefusal::Challenge),
        }
    }

    /// Ends the session with this token.
    pub async fn logout(&self, actor: &Actor, token: &str) -> Result<()> {
        let Some(hash) = TokenHash::of(token) else { return Ok(()) };
        let mut work = self.store.begin().await?;
        if let Some((session, _)) = work.remove_session_by_token(hash).await? {
            let access = Access::done("session", session, Operation::SignOut);
            work.account(actor, self.env.now(), &access).await?;
            work.commit().await?;
        }
        self.sessions.forget_token(hash);
        Ok(())
    }

    /// Counts an attempt on the account and from the address before anything is looked at, so that many at once gain
    /// nothing. False when the account is locked: accounted for, and to be answered like a wrong password.
    ///
    /// # Errors
    /// [`Error::TooMany`] when the address is locked; accounted for.
    pub(super) async fn count_attempt(&self, actor: &Actor, account: Option<&str>) -> Result<bool> {
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        // Always the address first: two attempts never wait for each other in a ring.
        if let Some(key) = actor.origin.address.map(address_key) {
            match Rule::ADDRESS.attempt(work.attempts(&key).await?, now) {
                Ok(counted) => work.set_attempts(&key, counted).await?,
                Err(until) => {
                    let error = Error::TooMany(until.seconds_since(now).max(1));
                    work.account(actor, now, &sign_in("address").ended(&error)).await?;
                    work.commit().await?;
                    return Err(error);
                }
            }
        }
        let mut open = true;
        if let Some(key) = account {
            if let Ok(counted) = Rule::ACCOUNT.attempt(work.attempts(key).await?, now) {
                work.set_attempts(key, counted).await?;
            } else {
                let error = IdentityRefusal::Credentials.into();
                work.account(actor, now, &sign_in("locked").ended(&error)).await?;
                open = false;
            }
        }
        work.commit().await?;
        Ok(open)
    }

    /// Takes the attempt back: it succeeded.
    pub(super) async fn forgive(
        &self,
        work: &mut dyn IdentityWork,
        actor: &Actor,
        account: Option<&str>,
    ) -> Result<()> {
        forgive_address(work, actor).await?;
        if let Some(key) = account {
            forget_attempts(work, key).await?;
        }
        Ok(())
    }

    async fn refuse_login(&self, actor: &Actor, error: Error) -> Result<Opened> {
        let mut work = self.store.begin().await?;
        work.account(actor, self.env.now(), &sign_in("").ended(&error)).await?;
        work.commit().await?;
        Err(error)
    }

    async fn open(&self, actor: &Actor, entry: &PersonEntry, opening: &Opening<'_>) -> Result<Opened> {
        self.open_in(self.store.begin().await?, actor, entry, opening).await
    }

    /// Begins a session in this transaction, and ends it.
    pub(super) async fn open_in(
        &self,
        mut work: Box<dyn IdentityWork>,
        actor: &Actor,
        entry: &PersonEntry,
        opening: &Opening<'_>,
    ) -> Result<Opened> {
        let &Opening { method, must_change, previous, account, first_step, awaits_second, has_second } = opening;
        let now = self.env.now();
        let (token, hash) = token::for_session(&self.env);
        let session = Session {
            id: SessionId::generate(&self.env),
            person: entry.person.id,
            token: hash,
            method,
            created_at: now,
            seen_at: now,
            expires_at: now.plus_seconds(if awaits_second { HALF_WAY_SECONDS } else { self.settings.absolute_seconds }),
            address: actor.origin.address.map(|a| a.to_string()).unwrap_or_default(),
            agent: actor.origin.agent.chars().filter(|c| !c.is_control()).take(AGENT).collect(),
            must_change_password: must_change,
            awaits_second,
            proven_at: now,
            has_second,
        };
        let failed = if awaits_second {
            take_back(work.as_mut(), actor, account).await?;
            0
        } else {
            failed_before(work.as_mut(), actor, account, first_step).await?
        };
        if failed >= SUSPICIOUS {
            let told = notice(entry.person.id, "identity-notice-failed-logins", "count", &failed.to_string());
            work.notify(&self.env, &[told]).await?;
        }
        if let Some(old) = previous.and_then(TokenHash::of) {
            work.remove_session_by_token(old).await?;
            self.sessions.forget_token(old);
        }
        let idle_since = now.plus_seconds(-self.settings.idle_seconds);
        work.sweep(now, idle_since, now.plus_seconds(-Rule::ACCOUNT.forget_after)).await?;
        work.add_session(&session).await?;
        // Half a login is nobody's yet: whoever guessed a password is not taken for its holder.
        let who = if awaits_second { actor.clone() } else { signed_in(actor, entry, session.id) };
        let how = if awaits_second { "password, second step awaited" } else { method.code() };
        let access = Access::done("session", session.id, Operation::SignIn).detail(how);
        work.account(&who, now, &access).await?;
        work.commit().await?;
        Ok(Opened {
            token,
            session: session.id,
            person: Arc::clone(&entry.card),
            must_change_password: must_change,
            awaits_second,
            must_set_second: !awaits_second && self.must_set_second(&session, &entry.memberships),
            expires_at: session.expires_at,
        })
    }
}

/// Takes an attempt from the address back. Always first: two attempts never wait for each other in a ring.
async fn forgive_address(work: &mut dyn IdentityWork, actor: &Actor) -> Result<()> {
    if let Some(key) = actor.origin.address.map(address_key) {
        let counted = work.attempts(&key).await?;
        work.set_attempts(&key, Rule::ADDRESS.forgive(counted)).await?;
    }
    Ok(())
}

/// Forgets the attempts under this key; how many there were.
async fn forget_attempts(work: &mut dyn IdentityWork, key: &str) -> Result<i64> {
    let failed = work.attempts(key).await?.failures;
    work.set_attempts(key, Attempts::NONE).await?;
    Ok(failed)
}

/// Half a login takes itself back, and no other attempt: whether it was the account's holder is not known yet.
async fn take_back(work: &mut dyn IdentityWork, actor: &Actor, account: Option<&str>) -> Result<()> {
    forgive_address(work, actor).await?;
    if let Some(key) = account {
        let counted = work.attempts(key).await?;
        work.set_attempts(key, Rule::ACCOUNT.forgive(counted)).await?;
    }
    Ok(())
}

/// How many attempts of either step failed before this login; they are forgotten.
async fn failed_before(
    work: &mut dyn IdentityWork,
    actor: &Actor,
    account: Option<&str>,
    first_step: Option<&str>,
) -> Result<i64> {
    forgive_address(work, actor).await?;
    let mut failed = 0;
    if let Some(key) = first_step {
        failed += forget_attempts(work, key).await?;
    }
    if let Some(key) = account {
        // The one that succeeded is counted as well.
        failed += (forget_attempts(work, key).await? - 1).max(0);
    }
    Ok(failed)
}

pub(super) fn sign_in(part: &str) -> Access {
    Access::done("session", part, Operation::SignIn)
}

/// A one-time password that nobody used for days is worth nothing any longer.
fn is_stale(credential: &Credential, now: Timestamp) -> bool {
    credential.must_change && now.seconds_since(credential.set_at) >= ONE_TIME_SECONDS
}

/// The actor with the login that is claimed (365-8-2); what cannot be a login stays out of the accounting.
pub(super) fn claiming(actor: &Actor, login: &str) -> Actor {
    let claimed = (!login.is_empty() && input::is_login(login)).then(|| login.to_owned());
    Actor { identity: Who::Anonymous { claimed }, memberships: Vec::new(), units: Vec::new(), ..actor.clone() }
}

fn signed_in(actor: &Actor, entry: &PersonEntry, session: SessionId) -> Actor {
    let mut actor = actor.clone();
    actor.identity = Who::Person { id: entry.person.id, name: entry.person.name.full(), iin: entry.person.iin.clone() };
    actor.memberships.clone_from(&entry.memberships);
    actor.units.clone_from(&entry.units);
    actor.origin.session = Some(session);
    actor
}

/// Key of the attempts on an account: a digest, for people type passwords into the wrong field.
pub(super) fn account_key(login: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(login.as_bytes()).into();
    format!("account:{}", URL_SAFE_NO_PAD.encode(&digest[..16]))
}

/// Key of the attempts of a person who is already logged in.
pub(super) fn person_key(person: PersonId) -> String {
    format!("person:{person}")
}

/// Key of the attempts from an address; of IPv6 the network, for whoever has one address there has all of them.
fn address_key(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => format!("address:{v4}"),
        IpAddr::V6(v6) => {
            let network = v6.segments();
            format!("address:{:x}:{:x}:{:x}:{:x}::", network[0], network[1], network[2], network[3])
        }
    }
}
