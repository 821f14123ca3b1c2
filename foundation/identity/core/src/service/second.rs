//! Second factors: the second step of a login, and the keeping of one's own factors.

use super::login::{Opening, account_key, claiming, sign_in};
use super::people::seen;
use super::{Identity, Opened, person_of, refuse};
use crate::second::{self, digits, enrolment, recovery_digest, step_of};
use crate::session::Method;
use crate::{
    Enrolment, Factor, FactorId, FactorKind, IdentityRefusal, IdentityWork, LONGEST_FACTOR_NAME, MOST_FACTORS,
    PersonEntry, Picture, Sealer, Session, TokenHash, policy,
};
use orda_base::{Access, Actor, Error, FieldError, LocalizedText, Membership, Operation, PersonId, Result, Timestamp};
use orda_notifications::Notice;
use std::sync::Arc;

/// Seconds for the second step of a login.
pub(super) const HALF_WAY_SECONDS: i64 = 600;
/// Seconds for which a password or an EDS that was shown stands for its holder.
const PROVEN_SECONDS: i64 = 600;
/// Path of the page of second factors.
const PAGE: &str = "/profile/second";

/// A login of which the first step is done.
#[derive(Debug, Clone)]
pub struct HalfWay {
    /// Whose.
    pub person: PersonId,
    /// Can the second step be the code of a program?
    pub codes: bool,
    /// Ids of the passkeys that can be the second step.
    pub passkeys: Vec<String>,
}

/// A person's own second factors.
#[derive(Debug, Clone)]
pub struct OwnFactors {
    /// Those that work, the oldest first.
    pub factors: Vec<Factor>,
    /// Codes for the day they are lost that are not used.
    pub recovery_left: u64,
    /// Does a role of the person demand one?
    pub required: bool,
    /// Was the password or the EDS shown lately, so that something may be changed?
    pub proven: bool,
}

impl Identity {
    /// The login with this token that waits for its second step; none when there is none, or its time is over.
    pub async fn half_way(&self, token: &str) -> Result<Option<HalfWay>> {
        let Some(session) = self.half_session(token).await? else { return Ok(None) };
        let mut way = HalfWay { person: session.person, codes: false, passkeys: Vec::new() };
        for factor in self.confirmed(session.person).await? {
            match factor.kind {
                FactorKind::Totp => way.codes = true,
                FactorKind::Passkey => way.passkeys.push(factor.credential),
            }
        }
        Ok(Some(way))
    }

    /// The second step of a login: the code of a program, or one of those for the day it is lost. Each is good once. The
    /// session begins with a new token.
    ///
    /// # Errors
    /// [`IdentityRefusal::SecondStepOver`]; field `code` when it is wrong, used or tried too often; [`Error::TooMany`]
    /// when too many attempts came from the address.
    pub async fn second_step(&self, actor: &Actor, token: &str, typed: &str) -> Result<Opened> {
        let (person, picture) = self.half_of(token).await?;
        let entry = active(&picture, person)?;
        let actor = claiming(actor, entry.person.login.as_deref().unwrap_or_default());
        let key = second_key(person);
        if !self.count_attempt(&actor, Some(&key)).await? {
            return Err(wrong_code());
        }
        let now = self.env.now();
        let factors = self.confirmed(person).await?;
        let must_change = self.must_change(person).await?;
        let left = self.store.recovery_left(person).await?;
        let mut work = self.store.begin().await?;
        let Some(method) = self.use_typed(work.as_mut(), &factors, person, typed, now).await? else {
            return self.refuse_second(work, &actor).await;
        };
        if method == Method::Recovery {
            let left = left.saturating_sub(1);
            work.notify(&self.env, &[notice(person, "identity-notice-second-recovery", "left", &left.to_string())])
                .await?;
        }
        self.enter_second(work, &actor, entry, (method, must_change), token).await
    }

    /// Ends the first step and begins the session: how the person was known, and whether the password is a one-time one.
    pub(super) async fn enter_second(
        &self,
        work: Box<dyn IdentityWork>,
        actor: &Actor,
        entry: &PersonEntry,
        (method, must_change): (Method, bool),
        token: &str,
    ) -> Result<Opened> {
        let key = second_key(entry.person.id);
        let first = entry.person.login.as_deref().map(account_key);
        let opening = Opening {
            method,
            must_change,
            previous: Some(token),
            account: Some(&key),
            first_step: first.as_deref(),
            awaits_second: false,
            has_second: true,
        };
        self.open_in(work, actor, entry, &opening).await
    }

    /// Accounts for a second step that was wrong.
    pub(super) async fn refuse_second(&self, mut work: Box<dyn IdentityWork>, actor: &Actor) -> Result<Opened> {
        let access = Access {
            detail: "identity-error-second-code".into(),
            ..sign_in("second step").ended(&IdentityRefusal::Credentials.into())
        };
        work.account(actor, self.env.now(), &access).await?;
        work.commit().await?;
        Err(wrong_code())
    }

    async fn use_typed(
        &self,
        work: &mut dyn IdentityWork,
        factors: &[Factor],
        person: PersonId,
        typed: &str,
        now: Timestamp,
    ) -> Result<Option<Method>> {
        if let Some(code) = digits(typed) {
            for factor in factors.iter().filter(|f| f.kind == FactorKind::Totp) {
                if self.use_code(work, factor, &code, now).await? {
                    return Ok(Some(Method::Totp));
                }
            }
            return Ok(None);
        }
        let Some(code) = recovery_digest(typed).filter(|_| typed.len() <= 64) else { return Ok(None) };
        Ok(work.use_recovery(person, code, now).await?.then_some(Method::Recovery))
    }

    async fn use_code(&self, work: &mut dyn IdentityWork, factor: &Factor, code: &str, now: Timestamp) -> Result<bool> {
        let secret = self.sealer()?.open(&factor.material, &factor.context())?;
        match step_of(&secret, code, now, factor.counter) {
            Some(step) => work.use_factor(factor.id, step, now).await,
            None => Ok(false),
        }
    }

    /// The actor's own second factors.
    pub async fn own_factors(&self, actor: &Actor) -> Result<OwnFactors> {
        let person = person_of(actor)?;
        let proven_at = match actor.origin.session {
            Some(session) => self.store.proven_at(session).await?,
            None => None,
        };
        Ok(OwnFactors {
            factors: self.confirmed(person).await?,
            recovery_left: self.store.recovery_left(person).await?,
            required: self.demands_second(&actor.memberships),
            proven: self.is_lately(proven_at),
        })
    }

    /// Begins to set up a program for codes. It counts once a code of it was typed ([`Self::confirm_program`]).
    ///
    /// # Errors
    /// [`IdentityRefusal::ProveFirst`], [`IdentityRefusal::TooManyFactors`], [`IdentityRefusal::SecondFactorOff`]; field
    /// `name`.
    pub async fn begin_program(&self, actor: &Actor, name: &str) -> Result<Enrolment> {
        let secret = second::new_secret(&self.env);
        let (mut work, mut factor) = self.begin_factor(actor, name, FactorKind::Totp).await?;
        factor.material = self.sealer()?.seal(&self.env, &secret, &factor.context())?;
        work.add_factor(&factor).await?;
        let access = Access::done("second_factor", factor.id, Operation::Create).detail("totp, not confirmed");
        work.account(actor, self.env.now(), &access).await?;
        work.commit().await?;
        self.shown(&factor, &secret).await
    }

    /// What was begun, shown again.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor has not begun it, or it is confirmed: the secret is shown no more.
    pub async fn program_begun(&self, actor: &Actor, id: FactorId) -> Result<Enrolment> {
        let factor = self.begun(actor, id).await?;
        let secret = self.sealer()?.open(&factor.material, &factor.context())?;
        self.shown(&factor, &secret).await
    }

    /// Confirms a program with a code of it. With the first factor come codes for the day it is lost: shown once, kept
    /// nowhere. All other sessions of the person end.
    ///
    /// # Errors
    /// [`Error::NotFound`] as above; field `code` when it is wrong or was tried too often.
    pub async fn confirm_program(&self, actor: &Actor, id: FactorId, typed: &str) -> Result<Option<Vec<String>>> {
        let factor = self.begun(actor, id).await?;
        let key = second_key(factor.person);
        if !self.count_attempt(actor, Some(&key)).await? {
            return Err(wrong_code());
        }
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        self.check_proven(work.as_mut(), actor).await?;
        let fits = match digits(typed) {
            Some(code) => self.use_code(work.as_mut(), &factor, &code, now).await?,
            None => false,
        };
        if !fits {
            return Err(wrong_code());
        }
        self.forgive(work.as_mut(), actor, Some(&key)).await?;
        self.added(work, actor, &factor).await
    }

    /// A factor works now: the person is told, other sessions end, codes are made with the first one.
    pub(super) async fn added(
        &self,
        mut work: Box<dyn IdentityWork>,
        actor: &Actor,
        factor: &Factor,
    ) -> Result<Option<Vec<String>>> {
        let person = factor.person;
        let first = work.count_factors(person).await? == 1;
        let codes = if first { Some(self.give_codes(work.as_mut(), person).await?) } else { None };
        work.remove_sessions(person, actor.origin.session).await?;
        work.notify(&self.env, &[notice(person, "identity-notice-second-added", "name", &factor.name)]).await?;
        let access = Access::done("second_factor", factor.id, Operation::Change).detail(format!(
            "{} confirmed: {}",
            factor.kind.code(),
            factor.name
        ));
        work.account(actor, self.env.now(), &access).await?;
        work.commit().await?;
        self.sessions.forget_person(person);
        Ok(codes)
    }

    /// Gives one of the actor's factors another name.
    ///
    /// # Errors
    /// [`Error::NotFound`]; field `name`.
    pub async fn rename_factor(&self, actor: &Actor, id: FactorId, name: &str) -> Result<()> {
        let person = person_of(actor)?;
        let name = checked_name(name)?;
        let mut work = self.store.begin().await?;
        if !work.rename_factor(id, person, &name).await? {
            return Err(Error::NotFound);
        }
        let access = Access::done("second_factor", id, Operation::Change).detail(format!("name: {name}"));
        work.account(actor, self.env.now(), &access).await?;
        work.commit().await
    }

    /// Removes one of the actor's factors; with the last one its codes go too.
    ///
    /// # Errors
    /// [`IdentityRefusal::ProveFirst`], [`Error::NotFound`].
    pub async fn remove_factor(&self, actor: &Actor, id: FactorId) -> Result<()> {
        let person = person_of(actor)?;
        let factors = self.confirmed(person).await?;
        let factor = factors.iter().find(|f| f.id == id).ok_or(Error::NotFound)?;
        let mut work = self.store.begin().await?;
        self.check_proven(work.as_mut(), actor).await?;
        if !work.remove_factor(id, person).await? {
            return Err(Error::NotFound);
        }
        if work.count_factors(person).await? == 0 {
            work.remove_factors(person).await?;
        }
        work.notify(&self.env, &[notice(person, "identity-notice-second-removed", "name", &factor.name)]).await?;
        let detail = format!("{}: {}", factor.kind.code(), factor.name);
        let access = Access::done("second_factor", id, Operation::Delete).detail(detail);
        work.account(actor, self.env.now(), &access).await?;
        work.commit().await?;
        self.sessions.forget_person(person);
        Ok(())
    }

    /// New codes for the day the factors are lost, in place of all earlier ones: shown once, kept nowhere.
    ///
    /// # Errors
    /// [`IdentityRefusal::ProveFirst`]; [`Error::NotFound`] when the actor has no factor.
    pub async fn new_recovery_codes(&self, actor: &Actor) -> Result<Vec<String>> {
        let person = person_of(actor)?;
        if self.confirmed(person).await?.is_empty() {
            return Err(Error::NotFound);
        }
        let mut work = self.store.begin().await?;
        self.check_proven(work.as_mut(), actor).await?;
        let codes = self.give_codes(work.as_mut(), person).await?;
        let access = Access::done("second_factor", "recovery", Operation::Create);
        work.account(actor, self.env.now(), &access).await?;
        work.commit().await?;
        Ok(codes)
    }

    /// Takes all second factors of a person away, who has lost them: all sessions end, the person is told. Gives how
    /// many there were.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whom the person does not exist, [`Error::Forbidden`] as for a password.
    pub async fn reset_factors(&self, actor: &Actor, id: PersonId) -> Result<u64> {
        let picture = self.picture().await?;
        let entry = seen(&picture, actor, id)?;
        policy::may_edit_access(actor, &entry.standing(picture.on)).check()?;
        let mut work = self.store.begin().await?;
        let removed = work.remove_factors(id).await?;
        work.remove_sessions(id, None).await?;
        work.notify(&self.env, &[notice(id, "identity-notice-second-reset", "name", actor.name())]).await?;
        let access = Access::done("second_factor", id, Operation::Delete).detail(format!("reset: {removed}"));
        work.account(actor, self.env.now(), &access).await?;
        work.commit().await?;
        self.sessions.forget_person(id);
        Ok(removed)
    }

    /// Second factors of a person whose record the actor may see: how many.
    pub async fn count_factors(&self, actor: &Actor, id: PersonId) -> Result<usize> {
        let picture = self.picture().await?;
        seen(&picture, actor, id)?;
        Ok(self.confirmed(id).await?.len())
    }

    /// Is a second factor demanded of who holds these roles?
    pub fn demands_second(&self, memberships: &[Membership]) -> bool {
        self.sealer.is_some() && self.settings.second_factor.demands(memberships.iter().map(|m| m.role))
    }

    /// Must a second factor be set up before anything else?
    pub(super) fn must_set_second(&self, session: &Session, memberships: &[Membership]) -> bool {
        !session.method.is_strong() && !session.has_second && self.demands_second(memberships)
    }

    /// Refuses everything to who must set up a second factor first.
    ///
    /// # Errors
    /// [`IdentityRefusal::SecondFactorFirst`].
    pub fn check_second_set(resolved: &super::Resolved) -> Result<()> {
        if resolved.must_set_second { refuse(IdentityRefusal::SecondFactorFirst) } else { Ok(()) }
    }

    /// Refuses unless the actor showed the password or the EDS lately, since the login.
    pub(super) async fn check_proven(&self, work: &mut dyn IdentityWork, actor: &Actor) -> Result<()> {
        let at = match actor.origin.session {
            Some(session) => work.proven_at(session).await?,
            None => None,
        };
        if self.is_lately(at) { Ok(()) } else { refuse(IdentityRefusal::ProveFirst) }
    }

    /// Does what was shown then still stand for its holder?
    pub(super) fn is_lately(&self, proven_at: Option<Timestamp>) -> bool {
        proven_at.is_some_and(|at| self.env.now().seconds_since(at) < PROVEN_SECONDS)
    }

    /// A new factor of the actor, not yet kept.
    pub(super) async fn begin_factor(
        &self,
        actor: &Actor,
        name: &str,
        kind: FactorKind,
    ) -> Result<(Box<dyn IdentityWork>, Factor)> {
        let person = person_of(actor)?;
        self.sealer()?;
        let name = checked_name(name)?;
        if self.confirmed(person).await?.len() >= MOST_FACTORS {
            return refuse(IdentityRefusal::TooManyFactors);
        }
        let mut work = self.store.begin().await?;
        self.check_proven(work.as_mut(), actor).await?;
        let factor = Factor {
            id: FactorId::generate(&self.env),
            person,
            kind,
            name,
            material: Vec::new(),
            credential: String::new(),
            counter: 0,
            confirmed: false,
            created_at: self.env.now(),
            used_at: None,
        };
        Ok((work, factor))
    }

    pub(super) async fn confirmed(&self, person: PersonId) -> Result<Vec<Factor>> {
        let mut factors = self.store.factors_of(person).await?;
        factors.retain(|f| f.confirmed);
        Ok(factors)
    }

    /// Has the person a second factor that works?
    pub(super) async fn has_second(&self, person: PersonId) -> Result<bool> {
        Ok(!self.confirmed(person).await?.is_empty())
    }

    /// Is the password of the person a one-time one?
    pub(super) async fn must_change(&self, person: PersonId) -> Result<bool> {
        Ok(self.store.credential_of(person).await?.is_some_and(|c| c.must_change))
    }

    async fn begun(&self, actor: &Actor, id: FactorId) -> Result<Factor> {
        let factors = self.store.factors_of(person_of(actor)?).await?;
        let own = |f: &Factor| f.id == id && !f.confirmed && f.kind == FactorKind::Totp;
        factors.into_iter().find(own).ok_or(Error::NotFound)
    }

    async fn shown(&self, factor: &Factor, secret: &[u8]) -> Result<Enrolment> {
        let picture = self.picture().await?;
        let person = &picture.person(factor.person).ok_or(Error::NotFound)?.person;
        let account = person.login.clone().unwrap_or_else(|| person.name.short());
        Ok(enrolment(factor, secret, &account, &self.settings.portal))
    }

    async fn give_codes(&self, work: &mut dyn IdentityWork, person: PersonId) -> Result<Vec<String>> {
        let (codes, digests) = second::recovery_codes(&self.env);
        work.set_recovery(person, &digests).await?;
        Ok(codes)
    }

    async fn half_session(&self, token: &str) -> Result<Option<Session>> {
        let Some(hash) = TokenHash::of(token) else { return Ok(None) };
        let now = self.env.now();
        let session = self.store.session(hash).await?;
        Ok(session.filter(|s| s.awaits_second && s.alive(now, self.settings.idle_seconds)))
    }

    /// The person whose login with this token waits for its second step, and the directory.
    ///
    /// # Errors
    /// [`IdentityRefusal::SecondStepOver`].
    pub(super) async fn half_of(&self, token: &str) -> Result<(PersonId, Arc<Picture>)> {
        let Some(session) = self.half_session(token).await? else { return refuse(IdentityRefusal::SecondStepOver) };
        Ok((session.person, self.picture().await?))
    }

    fn sealer(&self) -> Result<&Arc<dyn Sealer>> {
        self.sealer.as_ref().ok_or_else(|| IdentityRefusal::SecondFactorOff.into())
    }
}

/// The person, while let in.
pub(super) fn active(picture: &Picture, person: PersonId) -> Result<&PersonEntry> {
    picture.person(person).filter(|e| e.person.active).ok_or_else(|| IdentityRefusal::SecondStepOver.into())
}

/// Key of the attempts at the second step of a person.
pub(super) fn second_key(person: PersonId) -> String {
    format!("second:{person}")
}

/// What is said of a code that is not the right one.
pub(super) fn wrong_code() -> Error {
    Error::field("code", "identity-error-second-code")
}

fn checked_name(name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Error::field("name", "error-required"));
    }
    if name.chars().count() > LONGEST_FACTOR_NAME {
        let long = FieldError::new("name", "identity-error-factor-name-long").with("limit", LONGEST_FACTOR_NAME);
        return Err(Error::Invalid(vec![long]));
    }
    Ok(name)
}

/// Tells a person what happened to the own account.
pub(super) fn notice(recipient: PersonId, kind: &'static str, argument: &'static str, value: &str) -> Notice {
    let value = LocalizedText { kk: value.to_owned(), ru: value.to_owned(), en: value.to_owned() };
    Notice { recipient, kind, args: vec![(argument, value)], link: PAGE.to_owned(), needs_action: false }
}
