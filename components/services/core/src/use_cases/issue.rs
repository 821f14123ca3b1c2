//! A certified result is issued, and revoked.

use super::Services;
use crate::input::reason;
use crate::policy::may_revoke;
use crate::{By, Event, Issue, ResultId, ResultState, Revocation, ServiceResult, ServicesRefusal};
use orda_base::{Access, Actor, Error, Operation, Result};

impl Services {
    /// Issues a result whose signature is good over what is stored now (74-5-4-a).
    ///
    /// # Errors
    /// Not found; refused for who is not authorised, without a signature, and when anything was altered since.
    pub async fn issue(&self, actor: &Actor, id: ResultId) -> Result<()> {
        let seen = self.readable(actor, id).await?;
        if !seen.standing.holds(seen.service.id) {
            return Err(ServicesRefusal::NotAuthorised.into());
        }
        let authentic = self.examined(&seen.result, &seen.service).await?.is_some_and(|(_, report)| report.is_good());
        let (work, _, now) = self.hold(actor, &seen).await?;
        let result = seen.result.issue(Issue { by: By::of(actor), at: now }, authentic)?;
        let access = Access::done("service_result", id, Operation::Send).detail(result.number.to_string());
        self.finish(work, actor, (&result, Event::Issued), (now, access)).await
    }

    /// A result that the actor may revoke, for the page that asks before. Its signature is not looked at: also what is not
    /// authentic can be revoked.
    ///
    /// # Errors
    /// Not found or forbidden; a result that is not issued.
    pub async fn revocable(&self, actor: &Actor, id: ResultId) -> Result<ServiceResult> {
        let seen = self.readable(actor, id).await?;
        may_revoke(actor, &seen.standing, &seen.result).check()?;
        if seen.result.state != ResultState::Issued {
            return Err(ServicesRefusal::WrongState { state: seen.result.state }.into());
        }
        Ok(seen.result)
    }

    /// Revokes a result that was issued; whoever checks it is told so, with the day.
    ///
    /// # Errors
    /// Not found or forbidden; no reason; a result that is not issued.
    pub async fn revoke(&self, actor: &Actor, id: ResultId, why: &str) -> Result<()> {
        self.revocable(actor, id).await?;
        let reason = reason(why)?;
        let mut work = self.store.begin().await?;
        let held = work.lock_result(id).await?.ok_or(Error::NotFound)?;
        let now = self.env.now();
        let result = held.revoke(Revocation { by: By::of(actor), at: now, reason: reason.clone() })?;
        let access = Access::done("service_result", id, Operation::Change).detail(result.number.to_string());
        self.finish(work, actor, (&result, Event::Revoked { reason }), (now, access)).await
    }
}
