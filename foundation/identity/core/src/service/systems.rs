//! Information systems and their tokens: shown once, kept as a digest, for a time, withdrawn at once.

use super::{Identity, refuse};
use crate::input::Checks;
use crate::{HeldRole, IdentityRefusal, InformationSystem, Picture, policy, token};
use orda_base::{Access, Actor, Error, FieldError, Operation, Result, SystemId};
use std::sync::Arc;

/// Longest life of a token in days.
const LONGEST_DAYS: u32 = 366;

impl Identity {
    /// The directory with its systems, for who may keep them.
    pub async fn systems(&self, actor: &Actor) -> Result<Arc<Picture>> {
        policy::may_keep_portal(actor).check()?;
        self.picture().await
    }

    /// Registers a system that acts for bodies in roles; gives its token, shown once.
    ///
    /// # Errors
    /// [`Error::Invalid`] names the wrong fields. Signing, keeping the directory and reading the accounting are not for
    /// systems.
    pub async fn register_system(
        &self,
        actor: &Actor,
        name: &str,
        roles: &[HeldRole],
        days: u32,
    ) -> Result<(SystemId, String)> {
        policy::may_keep_portal(actor).check()?;
        let (mut work, picture) = self.change().await?;
        let mut checks = Checks::default();
        let name = checks.name("name", name);
        let now = self.env.now();
        if picture.systems.iter().any(|s| s.name == name) {
            checks.add(FieldError::new("name", "identity-error-taken-name"));
        }
        if !(1..=LONGEST_DAYS).contains(&days) {
            checks.add(FieldError::new("days", "identity-error-days").with("max", LONGEST_DAYS));
        }
        if roles.is_empty() {
            checks.add(FieldError::new("roles", "error-choose"));
        }
        checks.finish()?;
        for held in roles {
            if !policy::fits_system(held.role) {
                return refuse(IdentityRefusal::RoleScope);
            }
            let body = held.body.and_then(|b| picture.body(b));
            policy::compatible(held.role, body.map(AsRef::as_ref), &[])?;
        }
        let (secret, digest) = token::for_system(&self.env);
        let system = InformationSystem {
            id: SystemId::generate(&self.env),
            name,
            roles: roles.to_vec(),
            token: digest,
            expires_at: now.plus_seconds(i64::from(days) * 86_400),
            revoked_at: None,
            created_at: now,
        };
        work.save_system(&system).await?;
        let access = Access::done("system", system.id, Operation::Create).detail(system.name.clone());
        self.finish(work, actor, &access).await?;
        Ok((system.id, secret))
    }

    /// Gives a system a new token, shown once; the old one ends at once.
    pub async fn renew_system(&self, actor: &Actor, id: SystemId, days: u32) -> Result<String> {
        policy::may_keep_portal(actor).check()?;
        let (mut work, picture) = self.change().await?;
        let before = picture.system(id).ok_or(Error::NotFound)?;
        if !(1..=LONGEST_DAYS).contains(&days) {
            return Err(Error::Invalid(vec![FieldError::new("days", "identity-error-days").with("max", LONGEST_DAYS)]));
        }
        let (secret, digest) = token::for_system(&self.env);
        let expires_at = self.env.now().plus_seconds(i64::from(days) * 86_400);
        work.save_system(&InformationSystem { token: digest, expires_at, revoked_at: None, ..before.clone() }).await?;
        self.finish(work, actor, &Access::done("system", id, Operation::Change).detail("new token")).await?;
        Ok(secret)
    }

    /// Withdraws the token of a system.
    pub async fn revoke_system(&self, actor: &Actor, id: SystemId) -> Result<()> {
        policy::may_keep_portal(actor).check()?;
        let (mut work, picture) = self.change().await?;
        let before = picture.system(id).ok_or(Error::NotFound)?;
        let revoked_at = before.revoked_at.or(Some(self.env.now()));
        work.save_system(&InformationSystem { revoked_at, ..before.clone() }).await?;
        self.finish(work, actor, &Access::done("system", id, Operation::Delete)).await
    }
}
